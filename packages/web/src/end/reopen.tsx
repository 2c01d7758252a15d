import { past, reopening } from "@khoi/core/phase"
import { For, Show } from "solid-js"
import { api, ask, over } from "../api.ts"
import { acting } from "../load.ts"
import { text } from "../text.ts"
import { Area, Choice } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import { open, type Year } from "../year/board.ts"

/** The board goes back, with a written reason; the results stay. */
export function Reopen(props: { year: Year }) {
  const act = acting()
  const phase = () => props.year.board().phase
  const save = submitted(async (field) => {
    const param = { year: props.year.id }
    const json = { to: field("to") as (typeof reopening)[number], reason: field("reason") }
    const done = await act.run(async () => {
      const { etag } = await ask(() => api.years[":year"].phase.$get({ param }))
      return ask(() => api.years[":year"].phase.$post({ param, header: over(etag), json }))
    })
    if (done) await props.year.again()
  })
  return (
    <Show when={open(props.year.board(), "phase.reopen")}>
      <section class="card screen-only" aria-labelledby="reopen">
        <h2 id="reopen">{text("reopen.title")}</h2>
        <p class="hint">{text("reopen.hint")}</p>
        <form onSubmit={save}>
          <Choice
            label={text("reopen.to")}
            select={{
              name: "to",
              get children() {
                return (
                  <For each={reopening.filter((one) => past(phase(), one))}>
                    {(one) => <option value={one}>{text(`phase.${one}`)}</option>}
                  </For>
                )
              },
            }}
          />
          <Area
            label={text("reopen.reason")}
            fault={act.refused()?.at("/reason")}
            area={{ name: "reason", required: true, rows: 3, maxlength: 1000 }}
          />
          <Problem of={act.refused()} />
          <button type="submit" class="quiet" disabled={act.busy()}>
            {text("reopen.do")}
          </button>
        </form>
      </section>
    </Show>
  )
}
