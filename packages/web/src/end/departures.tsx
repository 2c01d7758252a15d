import { createSignal, For, Show } from "solid-js"
import { act as header, api, ask } from "../api.ts"
import { day } from "../format.ts"
import { acting } from "../load.ts"
import { departments } from "../province/departments.ts"
import { text } from "../text.ts"
import { DayField } from "../ui/day-field.tsx"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { Area, Choice, Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import { open, type Year } from "../year/board.ts"

/** Who has left the bloc; the board records a departure by its decision, until the scores are frozen. */
export function Departures(props: { year: Year }) {
  const [asks, setAsks] = createSignal(false)
  const board = () => props.year.board()
  const records = () => open(board(), "member.leave")
  return (
    <Show when={records() || board().members.some(({ left }) => left)}>
      <section class="card" aria-labelledby="departures">
        <h2 id="departures">{text("leave.title")}</h2>
        <ul>
          <For each={board().members.filter(({ left }) => left)} fallback={<li class="none">{text("alert.nobody")}</li>}>
            {(member) => (
              <li>
                <b>{member.name}</b>: {text("leave.done", { date: day(member.left ?? "") })}
              </li>
            )}
          </For>
        </ul>
        <Show when={records()}>
          <button type="button" class="quiet screen-only" onClick={() => setAsks(true)}>
            {text("leave.do")}
          </button>
        </Show>
        <Show when={asks()}>
          <Leave year={props.year} close={() => setAsks(false)} />
        </Show>
      </section>
    </Show>
  )
}

function Leave(props: { year: Year; close: () => void }) {
  const act = acting()
  const all = departments()
  const save = submitted(async (field) => {
    const param = { year: props.year.id, seat: field("seat") }
    const json = {
      ...{ left: field("left"), successor: field("successor") || null, reason: field("reason") },
      ...{ number: field("number").trim() || null, date: field("date") || null },
    }
    const at = api.years[":year"].members[":seat"].departure
    if (!(await act.run(() => ask(() => at.$post({ param, header: header(), json }))))) return
    props.close()
    await props.year.again()
  })
  return (
    <Dialog title={text("leave.do")} onClose={props.close}>
      <form onSubmit={save}>
        <p class="notice">{text("leave.ask")}</p>
        <Choice
          label={text("decide.unit")}
          select={{
            name: "seat",
            children: (
              <For each={props.year.board().members.filter(({ left }) => !left)}>
                {({ seat, name }) => <option value={seat}>{name}</option>}
              </For>
            ),
          }}
        />
        <div class="row">
          <DayField label={text("leave.date")} fault={act.refused()?.at("/left")} name="left" required />
          <Choice
            label={text("leave.successor")}
            select={{
              name: "successor",
              children: (
                <>
                  <option value="">{text("leave.nobody")}</option>
                  <For each={all.value()}>{({ id, name }) => <option value={id}>{name}</option>}</For>
                </>
              ),
            }}
          />
        </div>
        <div class="row">
          <Field label={text("leave.number")} hint={text("award.paper.hint")} input={{ name: "number", maxlength: 100 }} />
          <DayField label={text("leave.signed")} fault={act.refused()?.at("/date")} name="date" />
        </div>
        <Area label={text("appeal.reason")} area={{ name: "reason", required: true, rows: 2, maxlength: 1000 }} />
        <Problem of={act.refused()} />
        <Buttons does={text("leave.do")} busy={act.busy()} onCancel={props.close} />
      </form>
    </Dialog>
  )
}
