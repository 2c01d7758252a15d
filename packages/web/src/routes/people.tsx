import { createSignal, For, Show } from "solid-js"
import { api, ask, every } from "../api.ts"
import { load } from "../load.ts"
import { ChangePerson } from "../province/change-person.tsx"
import { AddPerson } from "../province/add-person.tsx"
import { departments } from "../province/departments.ts"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { Choice } from "../ui/field.tsx"
import { LinkShown } from "../ui/link-shown.tsx"
import { Loaded } from "../ui/loaded.tsx"
import { Page } from "../ui/page.tsx"
import { acting } from "../load.ts"
import { Problem } from "../ui/problem.tsx"
import { Scroll } from "../ui/scroll.tsx"

/** Who may sign in for a department: the leader sees its own, the board any. */
export default function People() {
  const [department, setDepartment] = createSignal(me()?.department?.id ?? "")
  const board = () => me()?.roles.includes("board")
  return (
    <Page
      title={text("people.title")}
      lead={
        <Show when={!board()}>
          <p class="lead">{me()?.department?.name}</p>
        </Show>
      }
    >
      <Show when={board()}>
        <Departments at={department()} pick={setDepartment} />
      </Show>
      <Show when={department()} keyed>
        {(id) => <Staff department={id} />}
      </Show>
    </Page>
  )
}

function Departments(props: { at: string; pick: (id: string) => void }) {
  const all = departments()
  return (
    <Loaded of={all}>
      {(found) => (
        <div class="narrow">
          <Choice
            label={text("people.department")}
            select={{
              onChange: (event) => props.pick(event.currentTarget.value),
              get children() {
                return (
                  <For each={found()}>
                    {(one) => (
                      <option value={one.id} selected={one.id === props.at}>
                        {one.name}
                      </option>
                    )}
                  </For>
                )
              },
            }}
          />
        </div>
      )}
    </Loaded>
  )
}

type Member = { person: string; name: string; signIn: string; roles: string[] }
type Link = { name: string; token: string; until: string }

function Staff(props: { department: string }) {
  const [link, setLink] = createSignal<Link>()
  const [changes, setChanges] = createSignal<Member>()
  const act = acting()
  const param = { department: props.department }
  const people = load(
    () => props.department,
    () => every((query) => ask(() => api.departments[":department"].people.$get({ param, query }))),
  )
  async function renew({ person, name }: Member) {
    const made = await act.run(() =>
      ask(() => api.departments[":department"].people[":person"].link.$post({ param: { ...param, person } })),
    )
    if (made) setLink({ name, ...made.value })
  }
  return (
    <>
      <section class="card" aria-labelledby="list">
        <h2 id="list">{text("people.list")}</h2>
        <Loaded of={people}>
          {(found) => <Listed people={found()} change={setChanges} renew={(one) => void renew(one)} busy={act.busy()} />}
        </Loaded>
        <Problem of={act.refused()} />
      </section>
      <AddPerson department={props.department} added={(made) => (setLink(made), people.again())} />
      <Show when={changes()}>
        {(person) => (
          <ChangePerson
            department={props.department}
            person={person()}
            close={() => setChanges(undefined)}
            done={() => (setChanges(undefined), people.again())}
          />
        )}
      </Show>
      <Show when={link()}>
        {(one) => <LinkShown province={me()?.province?.code ?? ""} {...one()} onClose={() => setLink(undefined)} />}
      </Show>
    </>
  )
}

function Listed(props: { people: Member[]; busy: boolean; change: (one: Member) => void; renew: (one: Member) => void }) {
  const roles = (one: Member) => one.roles.map((role) => text(`role.${role as "leader"}`)).join(", ")
  return (
    <Show when={props.people.length} fallback={<p class="none">{text("people.empty")}</p>}>
      <Scroll label={text("people.list")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text("people.name")}</th>
              <th scope="col">{text("people.signIn")}</th>
              <th scope="col">{text("people.roles")}</th>
              <th scope="col">{text("people.act")}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.people}>
              {(one) => (
                <tr>
                  <th scope="row">{one.name}</th>
                  <td>{one.signIn}</td>
                  <td>{roles(one) || text("people.suspended")}</td>
                  <td class="acts">
                    <button
                      type="button"
                      class="quiet"
                      aria-label={text("people.change.of", { name: one.name })}
                      onClick={() => props.change(one)}
                    >
                      {text("people.change")}
                    </button>
                    <button
                      type="button"
                      class="quiet"
                      disabled={props.busy}
                      aria-label={text("people.link.of", { name: one.name })}
                      onClick={() => props.renew(one)}
                    >
                      {text("people.link")}
                    </button>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Scroll>
    </Show>
  )
}
