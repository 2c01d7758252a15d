import { createSignal, For, Show } from "solid-js"
import { api, ask, every } from "../api.ts"
import { moment } from "../format.ts"
import { acting, load } from "../load.ts"
import { leave, me } from "../session.ts"
import { text } from "../text.ts"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { device } from "../ui/device.ts"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { OwnPassword } from "../own-password.tsx"
import { Page } from "../ui/page.tsx"
import { Problem } from "../ui/problem.tsx"
import { Scroll } from "../ui/scroll.tsx"

/** One's own sessions, password and department. */
export default function Account() {
  return (
    <Page title={text("account.title")}>
      <Show when={(me()?.departments.length ?? 0) > 1}>
        <Acting />
      </Show>
      <Sessions />
      <OwnPassword />
    </Page>
  )
}

function Sessions() {
  const act = acting()
  const [asks, setAsks] = createSignal(false)
  const sessions = load(
    () => true,
    () => ask(() => api.sessions.$get()),
  )
  const closeAll = submitted(async () => {
    const home = `/${me()?.province?.code ?? ""}`
    if (!(await act.run(() => ask(() => api.sessions.$delete())))) return
    leave(home)
  })
  return (
    <section class="card" aria-labelledby="sessions">
      <h2 id="sessions">{text("account.sessions")}</h2>
      <Loaded of={sessions}>
        {(value) => (
          <Scroll label={text("account.sessions")}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{text("account.session.at")}</th>
                  <th scope="col">{text("account.session.agent")}</th>
                </tr>
              </thead>
              <tbody>
                <For each={value().items}>
                  {(one) => (
                    <tr>
                      <td>{moment(one.at)}</td>
                      <td>
                        {device(one.agent)}{" "}
                        <Show when={one.current}>
                          <strong class="tag">{text("account.session.current")}</strong>
                        </Show>
                      </td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </Scroll>
        )}
      </Loaded>
      <button type="button" class="quiet" onClick={() => setAsks(true)}>
        {text("account.closeAll")}
      </button>
      <Show when={asks()}>
        <Dialog title={text("account.closeAll")} onClose={() => setAsks(false)}>
          <form onSubmit={closeAll}>
            <p>{text("account.closeAll.ask")}</p>
            <Problem of={act.refused()} />
            <Buttons does={text("account.closeAll")} busy={act.busy()} onCancel={() => setAsks(false)} />
          </form>
        </Dialog>
      </Show>
    </section>
  )
}

/** Who holds roles in several departments acts in one at a time. */
function Acting() {
  const act = acting()
  const departments = load(
    () => me()?.departments,
    async (held) => {
      const { value, etag } = await every((query) => ask(() => api.departments.$get({ query })))
      return { value: value.filter(({ id }) => held.includes(id)), etag }
    },
  )
  const go = (department: string) =>
    act.run(async () => {
      await ask(() => api.session.department.$put({ json: { department } }))
      location.reload()
    })
  return (
    <section class="card narrow" aria-labelledby="acting">
      <h2 id="acting">{text("account.department")}</h2>
      <p>{text("account.department.hint")}</p>
      <Loaded of={departments}>
        {(held) => (
          <ul class="plain">
            <For each={held()}>
              {(one) => (
                <li>
                  <button type="button" class="quiet" aria-pressed={one.id === me()?.department?.id} onClick={() => void go(one.id)}>
                    {one.name}
                  </button>
                </li>
              )}
            </For>
          </ul>
        )}
      </Loaded>
      <Problem of={act.refused()} />
    </section>
  )
}
