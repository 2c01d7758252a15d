import { For } from "solid-js"
import { act as fresh, api, ask } from "../api.ts"
import { acting } from "../load.ts"
import { text } from "../text.ts"
import { DayField } from "../ui/day-field.tsx"
import { Area, Choice, Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import { figure } from "./figure.ts"
import type { Participant } from "./movement.ts"

const today = () => new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" })

/** One report more, on an indicator or on the whole. */
export function WriteReport(props: { id: string; part: Participant; sent: () => unknown }) {
  const act = acting()
  const fault = (path: string) => act.refused()?.at(path)
  const send = submitted(async (field, form) => {
    const told = { indicator: field("indicator") || null, date: field("date"), figure: figure(field("figure")), text: field("text") }
    const header = fresh()
    // What is no number is sent as nothing: the server says so.
    const json = told as typeof told & { figure: number | null }
    if (!(await act.run(() => ask(() => api.movements[":movement"].reports.$post({ param: { movement: props.id }, header, json }))))) return
    form.reset()
    props.sent()
  })
  return (
    <details>
      <summary>{text("report.title")}</summary>
      <p class="hint">{text("report.hint")}</p>
      <form onSubmit={send}>
        <Choice
          label={text("report.of")}
          fault={fault("/indicator")}
          select={{
            name: "indicator",
            get children() {
              return (
                <>
                  <For each={props.part.indicators}>
                    {(one) => (
                      <option value={one.code}>
                        {one.name} ({one.unit})
                      </option>
                    )}
                  </For>
                  <option value="">{text("report.whole")}</option>
                </>
              )
            },
          }}
        />
        <div class="row">
          <DayField label={text("report.day")} fault={fault("/date")} name="date" required value={today()} />
          <Field
            label={text("report.figure")}
            fault={fault("/figure")}
            input={{ name: "figure", inputmode: "decimal", autocomplete: "off" }}
          />
        </div>
        <Area label={text("report.text")} fault={fault("/text")} area={{ name: "text", rows: 3, maxlength: 2_000 }} />
        <Problem of={act.refused()} />
        <p role="status">{act.done() ? text("saved") : ""}</p>
        <button type="submit" disabled={act.busy()}>
          {text("report.send")}
        </button>
      </form>
    </details>
  )
}
