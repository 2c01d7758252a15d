import { For, Show } from "solid-js"
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

/** A department of the province takes the next seat. */
export function Join(props: { year: Year; close: () => void; done: () => Promise<void> }) {
  const act = acting()
  const all = departments()
  const here = () => new Set(props.year.board().members.map(({ code }) => code))
  const others = () => (all.value() ?? []).filter(({ code }) => !here().has(code))
  const save = submitted(async (field) => {
    const param = { year: props.year.id }
    const json = {
      ...{ department: field("department"), joined: field("joined"), ranked: field("ranked") === "on" },
      ...decidedBy(field),
    }
    if (await act.run(() => ask(() => api.years[":year"].members.$post({ param, header: header(), json })))) await props.done()
  })
  return (
    <Dialog title={text("join.do")} onClose={props.close}>
      <form onSubmit={save}>
        <p class="notice">{text("join.ask")}</p>
        <div class="row">
          <Choice
            label={text("decide.unit")}
            fault={act.refused()?.at("/department")}
            select={{
              name: "department",
              required: true,
              get children() {
                return (
                  <>
                    <option value="">{text("board.open.choose")}</option>
                    <For each={others()}>{({ id, name }) => <option value={id}>{name}</option>}</For>
                  </>
                )
              },
            }}
          />
          <DayField label={text("join.date")} name="joined" required fault={act.refused()?.at("/joined")} />
        </div>
        <label class="check">
          <input type="checkbox" name="ranked" checked /> {text("join.ranked")}
        </label>
        <Show when={act.refused()?.at("/ranked")}>{(code) => <p class="fault">{text(code())}</p>}</Show>
        <DecidedBy refused={act.refused()} />
        <Problem of={act.refused() ?? all.refused()} />
        <Buttons does={text("join.do")} busy={act.busy()} onCancel={props.close} />
      </form>
    </Dialog>
  )
}
