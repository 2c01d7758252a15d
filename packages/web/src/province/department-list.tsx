import { createSignal, For, Show } from "solid-js"
import { act as fresh, api, ask } from "../api.ts"
import { acting, type Loading } from "../load.ts"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { LinkShown } from "../ui/link-shown.tsx"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import { CodeAndName } from "./bloc-list.tsx"
import type { Department } from "./departments.ts"

type Link = { name: string; token: string; until: string }

/** The province's departments; each gets its first leader from the board. */
export function DepartmentList(props: { of: Loading<Department[]> }) {
  const [appoints, setAppoints] = createSignal<Department>()
  const [link, setLink] = createSignal<Link>()
  return (
    <section class="card" aria-labelledby="departments">
      <h2 id="departments">{text("board.departments")}</h2>
      <Loaded of={props.of}>
        {(found) => (
          <ul class="lines">
            <For each={found()} fallback={<li class="none">{text("board.departments.empty")}</li>}>
              {(one) => (
                <li>
                  <span>
                    {one.name} <small>{one.code}</small>
                  </span>
                  <button
                    type="button"
                    class="quiet"
                    aria-label={text("board.leader.of", { name: one.name })}
                    onClick={() => setAppoints(one)}
                  >
                    {text("board.leader")}
                  </button>
                </li>
              )}
            </For>
          </ul>
        )}
      </Loaded>
      <details>
        <summary>{text("board.department.add")}</summary>
        <CodeAndName
          does={text("board.department.add")}
          make={(json) => ask(() => api.departments.$post({ header: fresh(), json }))}
          made={props.of.again}
        />
      </details>
      <Show when={appoints()}>
        {(department) => (
          <Appoint
            department={department()}
            close={() => setAppoints(undefined)}
            done={(made) => (setAppoints(undefined), setLink(made))}
          />
        )}
      </Show>
      <Show when={link()}>
        {(one) => <LinkShown province={me()?.province?.code ?? ""} {...one()} onClose={() => setLink(undefined)} />}
      </Show>
    </section>
  )
}

function Appoint(props: { department: Department; close: () => void; done: (link: Link) => void }) {
  const act = acting()
  const appoint = submitted(async (field) => {
    const json = { name: field("name"), signIn: field("signIn") }
    const param = { department: props.department.id }
    const header = fresh()
    const made = await act.run(() => ask(() => api.departments[":department"].leader.$post({ param, header, json })))
    if (made) props.done({ name: json.name, ...made.value })
  })
  return (
    <Dialog title={text("board.leader.of", { name: props.department.name })} onClose={props.close}>
      <form onSubmit={appoint}>
        <Field
          label={text("people.name")}
          fault={act.refused()?.at("/name")}
          input={{ name: "name", required: true, maxlength: 200, autocomplete: "off" }}
        />
        <Field
          label={text("people.signIn")}
          fault={act.refused()?.at("/signIn")}
          input={{ name: "signIn", required: true, maxlength: 60, autocomplete: "off", autocapitalize: "none" }}
        />
        <Problem of={act.refused()} />
        <Buttons does={text("board.leader")} busy={act.busy()} onCancel={props.close} />
      </form>
    </Dialog>
  )
}
