import { A } from "@solidjs/router"
import type { InferResponseType } from "hono/client"
import { For, Show } from "solid-js"
import { api } from "../api.ts"
import { decimal, points, score } from "../format.ts"
import { me } from "../session.ts"
import { sum } from "../sheet/rows.ts"
import { text } from "../text.ts"
import { Scroll } from "../ui/scroll.tsx"
import { nameOf, type Year } from "./board.ts"

export const matrix = api.years[":year"].explanations.matrix
export type Matrix = InferResponseType<typeof matrix.$get>
export type Received = Matrix["units"][number]
type Given = Received["totals"][number]

/** A peer's total; who may know the scorer follows it to its leaves. */
export function Opened(props: { year: Year; seat: string; of: Given }) {
  const name = (seat: string) => nameOf(props.year.board(), seat)
  const pair = (scorer: string) => text("explain.pair", { scorer: name(scorer), unit: name(props.seat) })
  return (
    <Show when={props.of.scorer} fallback={score(props.of.total / 100)}>
      {(scorer) => (
        <A
          href={`/${me()?.province?.code}/years/${props.year.id}/explanations/cross/${scorer()}/${props.seat}`}
          aria-label={text("explain.open", { points: score(props.of.total / 100), unit: pair(scorer()) })}
        >
          {score(props.of.total / 100)}
        </A>
      )}
    </Show>
  )
}

/** The totals behind a unit's cross figures, scorer by scorer, and how mean, trimmed mean and fair score come of them. */
export function CrossTotals(props: { year: Year; of: Received }) {
  const caption = () => `${text("crossed.title")}: ${nameOf(props.year.board(), props.of.seat)}`
  return (
    <>
      <h3 id="totals">{text("crossed.title")}</h3>
      <p class="hint">{text("crossed.scaled")}</p>
      <Show when={!props.of.named}>
        <p class="notice">{text("crossed.unnamed")}</p>
      </Show>
      <Scroll label={caption()}>
        <table class="short">
          <caption class="hidden">{caption()}</caption>
          <thead>
            <tr>
              <th scope="col">{text("crossed.scorer")}</th>
              <th scope="col" class="number">
                {text("crossed.total")}
              </th>
              <th scope="col" class="number">
                {text("crossed.leniency")}
              </th>
              <th scope="col" class="number">
                {text("crossed.less")}
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={props.of.totals}>{(one) => <Row year={props.year} seat={props.of.seat} of={one} />}</For>
          </tbody>
        </table>
      </Scroll>
      <Sums of={props.of} />
    </>
  )
}

/** Four decimals everywhere, so that a column can be added up by eye. */
const aligned = (value: number | null) => decimal(value, true, 4, 4) || "–"

function Row(props: { year: Year; seat: string; of: Given }) {
  const { leniency, total } = props.of
  return (
    <tr>
      <th scope="row">
        {props.of.scorer ? nameOf(props.year.board(), props.of.scorer) : text("crossed.somebody")}
        <Show when={props.of.dropped}>
          {" "}
          <small>{text("crossed.dropped")}</small>
        </Show>
      </th>
      <td class="number">
        <Opened year={props.year} seat={props.seat} of={props.of} />
      </td>
      <td class="number">{aligned(leniency)}</td>
      <td class="number">{leniency === null ? "–" : aligned(total / 100 - leniency)}</td>
    </tr>
  )
}

/** Each figure with the division that it is. */
function Sums(props: { of: Received }) {
  const of = (totals: readonly Given[]) => ({ sum: points(sum(totals.map(({ total }) => total))), n: totals.length })
  const kept = () => props.of.totals.filter(({ dropped }) => !dropped)
  return (
    <dl class="facts sums">
      <div>
        <dt>{text("crossed.mean", of(props.of.totals))}</dt>
        <dd>
          <strong>{score(props.of.mean)}</strong>
        </dd>
      </div>
      <div>
        <dt>{text(props.of.totals.length < 5 ? "crossed.trimmed.few" : "crossed.trimmed", of(kept()))}</dt>
        <dd>
          <strong>{score(props.of.trimmed)}</strong>
        </dd>
      </div>
      <div>
        <dt>{text("crossed.fair")}</dt>
        <dd>
          <strong>{props.of.fair === null ? text("crossed.fair.none") : aligned(props.of.fair)}</strong>
        </dd>
      </div>
    </dl>
  )
}
