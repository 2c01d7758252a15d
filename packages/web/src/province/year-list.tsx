import { A } from "@solidjs/router"
import { For, Show } from "solid-js"
import { api, ask } from "../api.ts"
import { load, type Loading } from "../load.ts"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { type Board, waiting } from "../year/board.ts"
import { Due } from "../year/due.tsx"

/** The list of years holds ids alone, so each is asked for its board, a few at a time. */
const most = 40
export const years = () =>
  load(
    () => me()?.province?.code,
    async () => {
      const { value, etag } = await ask(() => api.years.$get())
      const newest = value.items.toSorted((a, b) => b.calendar - a.calendar).slice(0, most)
      const boards: Board[] = []
      for (let i = 0; i < newest.length; i += 6)
        boards.push(
          ...(await Promise.all(
            newest.slice(i, i + 6).map(async ({ year }) => (await ask(() => api.years[":year"].$get({ param: { year } }))).value),
          )),
        )
      return { value: boards, etag }
    },
  )

/** Every bloc's year with its phase and how far it is. */
export function YearList(props: { of: Loading<Board[]> }) {
  return (
    <section class="card" aria-labelledby="years">
      <h2 id="years">{text("board.years")}</h2>
      <Loaded of={props.of}>
        {(found) => (
          <ul class="tasks">
            <For each={found()} fallback={<li class="none">{text("board.years.empty")}</li>}>
              {(board) => (
                <li>
                  <A href={`/${me()?.province?.code}/years/${board.id}`}>{text("year.title", { bloc: board.name, year: board.year })}</A>
                  <span class="tag">{text(`phase.${board.phase}`)}</span>
                  <Show when={waiting(board)}>{(now) => <span>{text("done.of", { done: now().done, all: now().all })}</span>}</Show>
                  <Due on={board.due[board.phase]} />
                </li>
              )}
            </For>
          </ul>
        )}
      </Loaded>
    </section>
  )
}
