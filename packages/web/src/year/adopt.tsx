import { Show } from "solid-js"
import { api, ask, over } from "../api.ts"
import { acting } from "../load.ts"
import { text } from "../text.ts"
import { DayField } from "../ui/day-field.tsx"
import { Area, Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"

/** The head enters the minutes of the meeting that adopted the table, which locks it. */
export function Adopt(props: {
  year: string
  members: number
  hash: string
  etag: string
  changed: boolean
  version: number
  done: () => unknown
}) {
  const act = acting()
  const adopt = submitted(async (field) => {
    const json = {
      hash: props.hash,
      ...{ date: field("date"), place: field("place"), text: field("text") },
      ...{ present: Number(field("present")), agreed: Number(field("agreed")) },
    }
    const header = over(props.etag)
    const answer = await act.run(() => ask(() => api.years[":year"].table.$post({ param: { year: props.year }, header, json })))
    if (answer) props.done()
  })
  const at = (path: string) => act.refused()?.at(path)
  const count = { type: "number", min: 0, required: true } as const
  return (
    <section class="card narrow screen-only" aria-labelledby="adopt">
      <h2 id="adopt">{text("table.adopt")}</h2>
      <p>{text("table.adopt.hint", { n: props.version })}</p>
      <Show when={!props.changed} fallback={<p class="notice">{text("table.adopt.unsaved")}</p>}>
        <form onSubmit={adopt}>
          <DayField label={text("table.adopt.date")} name="date" required fault={at("/date")} />
          <Field label={text("table.adopt.place")} fault={at("/place")} input={{ name: "place", required: true, maxlength: 200 }} />
          <div class="row">
            <Field label={text("table.adopt.present")} fault={at("/present")} input={{ ...count, name: "present", max: props.members }} />
            <Field label={text("table.adopt.agreed")} fault={at("/agreed")} input={{ ...count, name: "agreed", max: props.members }} />
          </div>
          <Area label={text("table.adopt.text")} fault={at("/text")} area={{ name: "text", required: true, rows: 5, maxlength: 4000 }} />
          <Problem of={act.refused()} />
          <button type="submit" disabled={act.busy()}>
            {text("table.adopt")}
          </button>
        </form>
      </Show>
    </section>
  )
}
