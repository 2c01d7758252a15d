import { A } from "@solidjs/router"
import type { InferResponseType } from "hono/client"
import { For, Show } from "solid-js"
import { api, ask } from "../api.ts"
import { exact } from "../format.ts"
import { load } from "../load.ts"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { nameOf, type Year } from "./board.ts"
import type { Found } from "./standings.tsx"
import { linkOf } from "./tie-chain.tsx"

const explained = api.years[":year"].explanations.ties
const decisions = api.years[":year"].decisions
type Tie = Found["result"]["ties"][number]
type Steps = InferResponseType<typeof explained.$get>["ties"][number]["steps"]
type Step = Steps[number]

/** Every set of equal official scores: what split it, with what each unit had there, and where a ballot or a decision stands. */
export function Ties(props: { year: Year; found: Found }) {
  const of = () => (props.found.result.ties.length ? props.year.id : undefined)
  const read = load(of, (year) => ask(() => explained.$get({ param: { year } })))
  const lists = load(of, (year) => ask(() => decisions.$get({ param: { year } })))
  const names = (units: readonly string[]) => units.map((unit) => props.found.members[unit]).join(", ")
  const seats = (units: readonly string[]) =>
    new Set(props.year.board().members.flatMap(({ code, seat }) => (units.includes(code) ? [seat] : [])))
  const same = (order: readonly string[], tie: Tie) => order.length > 0 && order.every((seat) => seats(tie.units).has(seat))
  const steps = (tie: Tie) => read.value()?.ties.find((one) => one.rank === tie.rank && same(one.seats, tie))?.steps ?? []
  const decided = () => lists.value()?.decided ?? []
  return (
    <Show when={props.found.result.ties.length}>
      <h3 id="equals">{text("ranking.ties")}</h3>
      <ul>
        <For each={props.found.result.ties}>
          {(tie) => (
            <li>
              {text("ranking.tie", { rank: tie.rank, units: names(tie.units) })} –{" "}
              {tie.brokenBy ? text("ranking.tie.by", { link: linkOf(tie.brokenBy) }) : text("ranking.tie.open")}
              {tie.border ? `; ${text(`ranking.tie.border.${tie.border}`)}` : ""}
              <Show when={steps(tie).length}>
                <ol>
                  <For each={steps(tie)}>{(step) => <Looked year={props.year} of={step} />}</For>
                </ol>
              </Show>
              <For each={decided().filter(({ order }) => order.filter((seat) => seats(tie.units).has(seat)).length > 1)}>
                {({ order, by, reason }) => (
                  <p>
                    {text("tie.decided", { order: order.map((seat) => nameOf(props.year.board(), seat)).join(" → ") })}{" "}
                    {text(`ranking.tie.decider.${by}`)} {reason}
                  </p>
                )}
              </For>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}

/** One link of the chain with what every unit had there; what members voted has a page of its own. */
function Looked(props: { year: Year; of: Step }) {
  const told = (value: string | null) => {
    if (value === null) return text("ranking.tie.nothing")
    if (props.of.link === "women70") return text(value === "1" ? "ranking.tie.yes" : "ranking.tie.no")
    return props.of.link === "decision" ? text("ranking.tie.place", { n: value }) : exact(value)
  }
  return (
    <li>
      <Show when={props.of.link === "ballot"} fallback={linkOf(props.of.link)}>
        <A href={`/${me()?.province?.code}/years/${props.year.id}/votes`}>{linkOf(props.of.link)}</A>
      </Show>
      {" – "}
      {props.of.values.map(({ seat, value }) => `${nameOf(props.year.board(), seat)}: ${told(value)}`).join("; ")}
    </li>
  )
}
