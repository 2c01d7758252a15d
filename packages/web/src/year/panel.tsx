import { rights } from "@khoi/core/right"
import { For, Show } from "solid-js"
import { api, ask, over } from "../api.ts"
import { acting, load } from "../load.ts"
import { departments } from "../province/departments.ts"
import { may } from "../session.ts"
import { text } from "../text.ts"
import { Choice } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import { isHead, open, type Year } from "./board.ts"

const panel = api.years[":year"].panel

/** Who verifies instead of the head; head or board name them until scoring begins. Nothing stands here where the bloc has no such rule and nobody may set it. */
export function Panel(props: { year: Year }) {
  const board = props.year.board
  const edits = () => open(board(), "panel.save") && (isHead(board()) || may("decision.save", rights))
  const hints = () => edits() || board().panel.length > 0
  return (
    <Show when={hints()}>
      <section class="card" aria-labelledby="panel">
        <h2 id="panel">{text("panel.title")}</h2>
        <p class="hint screen-only">{text("panel.hint")}</p>
        <Show
          when={edits()}
          fallback={
            <ul class="lines">
              <For each={board().panel}>
                {({ name, seat }) => (
                  <li>
                    {name} <Show when={seat === null}>({text("panel.outside")})</Show>
                  </li>
                )}
              </For>
            </ul>
          }
        >
          <Edit year={props.year} />
        </Show>
      </section>
    </Show>
  )
}

/** Each change is saved at once. */
function Edit(props: { year: Year }) {
  const param = { year: props.year.id }
  const all = departments()
  const act = acting()
  const read = load(
    () => props.year.id,
    () => ask(() => panel.$get({ param })),
  )
  const ids = () => read.value()?.units.map(({ unit }) => unit) ?? []
  async function save(now: string[]) {
    const answer = await act.run(() => ask(() => panel.$put({ param, header: over(read.etag()), json: { departments: now } })))
    if (answer) read.put(answer)
    else await read.again()
    void props.year.again()
    return !!answer
  }
  const add = submitted(async (field, form) => {
    if (await save([...ids(), field("department")])) form.reset()
  })
  const member = (code: string) => props.year.board().members.some((one) => one.code === code)
  return (
    <Loaded of={read}>
      {(found) => (
        <>
          <ul class="lines">
            <For each={found().units} fallback={<li class="none">{text("panel.none")}</li>}>
              {({ unit, name, code }) => (
                <li>
                  {name} <Show when={!member(code)}>({text("panel.outside")})</Show>{" "}
                  <button
                    type="button"
                    class="quiet screen-only"
                    disabled={act.busy()}
                    aria-label={text("panel.remove", { unit: name })}
                    onClick={() => void save(ids().filter((one) => one !== unit))}
                  >
                    {text("decide.lift")}
                  </button>
                </li>
              )}
            </For>
          </ul>
          <Problem of={act.refused()} />
          <p role="status">{act.done() ? text("panel.saved") : ""}</p>
          <form class="screen-only" onSubmit={add}>
            <Choice
              label={text("panel.add")}
              select={{
                name: "department",
                required: true,
                get children() {
                  return (
                    <>
                      <option value="">{text("panel.choose")}</option>
                      <For each={all.value()?.filter(({ id }) => !ids().includes(id))}>
                        {({ id, name }) => <option value={id}>{name}</option>}
                      </For>
                    </>
                  )
                },
              }}
            />
            <button type="submit" class="quiet" disabled={act.busy()}>
              {text("panel.add")}
            </button>
          </form>
        </>
      )}
    </Loaded>
  )
}
