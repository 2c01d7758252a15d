import { For } from "solid-js"
import { act as fresh, api, ask } from "../api.ts"
import { acting, type Loading } from "../load.ts"
import { text } from "../text.ts"
import { Field, Slug } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import type { Department } from "./departments.ts"

/** The province's blocs; a new one needs a code and a name. */
export function BlocList(props: { of: Loading<Department[]> }) {
  return (
    <section class="card" aria-labelledby="blocs">
      <h2 id="blocs">{text("board.blocs")}</h2>
      <Loaded of={props.of}>
        {(found) => (
          <ul class="plain">
            <For each={found()} fallback={<li class="none">{text("board.blocs.empty")}</li>}>
              {(bloc) => (
                <li>
                  {bloc.name} <small>{bloc.code}</small>
                </li>
              )}
            </For>
          </ul>
        )}
      </Loaded>
      <details>
        <summary>{text("board.bloc.add")}</summary>
        <CodeAndName
          does={text("board.bloc.add")}
          make={(json) => ask(() => api.blocs.$post({ header: fresh(), json }))}
          made={props.of.again}
        />
      </details>
    </section>
  )
}

/** The form of everything that has a code and a name. */
export function CodeAndName(props: {
  does: string
  make: (json: { code: string; name: string }) => Promise<unknown>
  made: () => unknown
}) {
  const act = acting()
  const make = submitted(async (field, form) => {
    const json = { code: field("code"), name: field("name") }
    if (!(await act.run(() => props.make(json)))) return
    form.reset()
    props.made()
  })
  return (
    <form class="narrow" onSubmit={make}>
      <Field
        label={text("name")}
        fault={act.refused()?.at("/name")}
        input={{ name: "name", required: true, maxlength: 200, autocomplete: "off" }}
      />
      <Slug label={text("code")} fault={act.refused()?.at("/code")} input={{ name: "code", required: true }} />
      <Problem of={act.refused()} />
      <p role="status">{act.done() ? text("saved") : ""}</p>
      <button type="submit" disabled={act.busy()}>
        {props.does}
      </button>
    </form>
  )
}
