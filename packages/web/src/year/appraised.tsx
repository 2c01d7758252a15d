import { For, Show } from "solid-js"
import { api, ask } from "../api.ts"
import { score } from "../format.ts"
import { load } from "../load.ts"
import { text } from "../text.ts"
import type { Year } from "./board.ts"

/** What the province added or took off after the closing, beside the bloc's own figure, which stays. */
export function Appraised(props: { year: Year; seat: string; official: number }) {
  const read = load(
    () => ({ year: props.year.id, seat: props.seat }),
    (param) => ask(() => api.years[":year"].appraisals[":seat"].$get({ param })),
  )
  const entries = () => read.value()?.entries ?? []
  const total = () => entries().reduce((all, { points }) => all + points, Math.round(props.official * 100)) / 100
  return (
    <Show when={entries().length}>
      <h3 id="appraised">{text("appraise.title")}</h3>
      <dl class="facts sums">
        <For each={entries()}>
          {(entry) => (
            <div>
              <dt>{entry.reason}</dt>
              <dd>{score(entry.points / 100)}</dd>
            </div>
          )}
        </For>
        <div>
          <dt>{text("appraise.official")}</dt>
          <dd>
            <strong>{score(total())}</strong>
          </dd>
        </div>
      </dl>
    </Show>
  )
}
