import { For } from "solid-js"
import { api, ask, every } from "../api.ts"
import { moment } from "../format.ts"
import { load } from "../load.ts"
import { departments } from "../province/departments.ts"
import { text, wordOr } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"

/** Who did what when, by department and role. */
export function History(props: { id: string }) {
  const all = departments()
  const read = load(
    () => props.id,
    (movement) => every((query) => ask(() => api.movements[":movement"].history.$get({ param: { movement }, query }))),
  )
  const nameOf = (unit: string) => all.value()?.find(({ id }) => id === unit)?.name ?? ""
  return (
    <section class="card" aria-labelledby="history">
      <h2 id="history">{text("movement.history")}</h2>
      <Loaded of={read}>
        {(found) => (
          <ul class="log">
            <For each={found()}>
              {(entry) => (
                <li>
                  <time datetime={entry.at}>{moment(entry.at)}</time>{" "}
                  <b>
                    {nameOf(entry.unit)} ({text(wordOr(`role.${entry.as}`, "role.viewer"))})
                  </b>
                  : {text(wordOr(`log.${entry.act}`, "log.other"))}
                  {entry.why ? <small>{text("log.why", { why: entry.why })}</small> : ""}
                </li>
              )}
            </For>
          </ul>
        )}
      </Loaded>
    </section>
  )
}
