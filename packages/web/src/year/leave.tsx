import { createSignal, For, Show } from "solid-js"
import { act as header, api, ask } from "../api.ts"
import { acting } from "../load.ts"
import { departments } from "../province/departments.ts"
import { text } from "../text.ts"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { DayField } from "../ui/day-field.tsx"
import { Choice } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import type { Year } from "./board.ts"
import { DecidedBy, decidedBy } from "./decided-by.tsx"
import { LeadFields, leadOf } from "./lead.tsx"

/** A member leaves or is merged; where it is head or deputy, who follows is named in the same act. */
export function Leave(props: { year: Year; close: () => void; done: () => Promise<void> }) {
  const act = acting()
  const all = departments()
  const board = props.year.board
  const staying = () => board().members.filter(({ left }) => !left)
  const [seat, setSeat] = createSignal("")
  const leads = () => (seat() === board().head || seat() === board().deputy) && staying().length > 1
  const save = submitted(async (field) => {
    const param = { year: props.year.id, seat: seat() }
    const json = {
      ...{ left: field("left"), successor: field("successor") || null, ...decidedBy(field) },
      lead: leads() ? leadOf(field) : null,
    }
    const at = api.years[":year"].members[":seat"].departure
    if (await act.run(() => ask(() => at.$post({ param, header: header(), json })))) await props.done()
  })
  return (
    <Dialog title={text("leave.do")} onClose={props.close}>
      <form onSubmit={save}>
        <p class="notice">{text("leave.ask")}</p>
        <Choice
          label={text("leave.ask.title")}
          select={{
            name: "seat",
            required: true,
            onChange: (event) => setSeat(event.currentTarget.value),
            get children() {
              return (
                <>
                  <option value="">{text("part.choose")}</option>
                  <For each={staying()}>
                    {(one) => (
                      <option value={one.seat} selected={one.seat === seat()}>
                        {one.name}
                      </option>
                    )}
                  </For>
                </>
              )
            },
          }}
        />
        <div class="row">
          <DayField label={text("leave.date")} name="left" required fault={act.refused()?.at("/left")} />
          <Choice
            label={text("leave.successor")}
            fault={act.refused()?.at("/successor")}
            select={{
              name: "successor",
              get children() {
                return (
                  <>
                    <option value="">{text("leave.nobody")}</option>
                    <For each={all.value()}>{({ id, name }) => <option value={id}>{name}</option>}</For>
                  </>
                )
              },
            }}
          />
        </div>
        <Show when={leads() && seat()} keyed>
          {(leaving) => (
            <fieldset>
              <legend>{text("lead.next")}</legend>
              <LeadFields board={board()} leaves={leaving} refused={act.refused()} at="/lead" />
            </fieldset>
          )}
        </Show>
        <DecidedBy refused={act.refused()} />
        <Problem of={act.refused()} />
        <Buttons does={text("leave.do")} busy={act.busy()} onCancel={props.close} />
      </form>
    </Dialog>
  )
}
