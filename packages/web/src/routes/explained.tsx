import { A, useParams } from "@solidjs/router"
import type { InferResponseType } from "hono/client"
import { For, Show } from "solid-js"
import { api, ask } from "../api.ts"
import { exact, points } from "../format.ts"
import { load } from "../load.ts"
import { me } from "../session.ts"
import { type Criteria, leavesFor, rowsFor, sum } from "../sheet/rows.ts"
import { tableOf } from "../sheet/table-of.ts"
import { text } from "../text.ts"
import { Aligned, tailOf } from "../ui/aligned.tsx"
import { Loaded } from "../ui/loaded.tsx"
import { Scroll } from "../ui/scroll.tsx"
import { nameOf, type Year } from "../year/board.ts"
import { PrintButton, Signed, YearFrame } from "../year/frame.tsx"
import { Wording } from "../year/wording.tsx"
import { givenOf, ruleOf } from "../year/rule-words.ts"

const explanation = api.years[":year"].explanations[":kind"][":seat"]
const ofCross = api.years[":year"].explanations.cross[":scorer"][":seat"]
type Explained = InferResponseType<typeof explanation.$get>
type Leaf = Explained["leaves"][number]
type Kind = "self" | "verified" | "cross"

/** How a unit's self or verified total came about, or what one peer gave it, leaf by leaf; on the screen and on paper. */
export default function ExplainedPage() {
  const params = useParams()
  const kind = (): Kind => (params["scorer"] ? "cross" : params["kind"] === "self" ? "self" : "verified")
  return (
    <YearFrame title={`explain.title.${kind()}`}>
      {(year) => <Explanation year={year} kind={kind()} scorer={params["scorer"]} seat={params["seat"] ?? ""} />}
    </YearFrame>
  )
}

function Explanation(props: { year: Year; kind: Kind; scorer: string | undefined; seat: string }) {
  const table = tableOf(() => props.year.id)
  const read = load(
    () => ({ year: props.year.id, kind: props.kind, scorer: props.scorer, seat: props.seat }),
    ({ kind, scorer, ...param }) =>
      ask(() =>
        kind === "cross" ? ofCross.$get({ param: { ...param, scorer: scorer ?? "" } }) : explanation.$get({ param: { ...param, kind } }),
      ),
  )
  const name = (seat: string) => nameOf(props.year.board(), seat)
  const unit = () => (props.scorer ? text("explain.pair", { scorer: name(props.scorer), unit: name(props.seat) }) : name(props.seat))
  /** On a leader leaf: against whom it was measured, and that one's e, or its figure where there is no target. */
  const measured = ({ best, input }: Leaf) => {
    if (!best) return ""
    const { members } = props.year.board()
    const one = members.find(({ code }) => code === best.unit)?.name ?? best.unit
    const own = members.find(({ seat }) => seat === props.seat)
    if (own?.left) return text("explain.best.left")
    const free = input !== null && typeof input === "object" && input.target === null
    return text(free ? "explain.best.actual" : "explain.best.over", { unit: one, reached: exact(best.reached) })
  }
  const back = () => (props.kind === "cross" ? "received" : "ranking")
  return (
    <section class="card" aria-labelledby="explained">
      <div class="tools">
        <h2 id="explained">{unit()}</h2>
        <A class="screen-only" href={`/${me()?.province?.code}/years/${props.year.id}/${back()}`}>
          {text(`explain.back.${back()}`)}
        </A>
        <PrintButton />
      </div>
      <Loaded of={table}>
        {(found) => (
          <Loaded of={read}>
            {(explained) => (
              <Show when={found().criteria}>
                {(criteria) => (
                  <>
                    <Leaves
                      criteria={criteria()}
                      of={explained()}
                      cross={props.kind === "cross"}
                      best={measured}
                      caption={`${text(`explain.title.${props.kind}`)}: ${unit()}`}
                    />
                    <Total of={explained()} />
                  </>
                )}
              </Show>
            )}
          </Loaded>
        )}
      </Loaded>
      <Signed board={props.year.board()} by="bloc" />
    </section>
  )
}

/** Peers type points whatever the kind; what they do not judge comes from the unit's own sheet. */
const crossRule = ({ crossed }: Leaf) => text(crossed ? "explain.cross.typed" : "explain.cross.behind")

type LeavesProps = { criteria: Criteria; of: Explained; caption: string; cross: boolean; best: (leaf: Leaf) => string }
function Leaves(props: LeavesProps) {
  const leaves = () => leavesFor(props.criteria)
  const given = () => new Map(props.of.leaves.map((leaf) => [leaf.code, leaf]))
  const before = () => tailOf(props.of.leaves.map((leaf) => exact(leaf.exact)))
  const after = () => tailOf([...props.of.leaves.map((leaf) => points(leaf.points)), ...sections()])
  const sections = () => rowsFor(props.criteria, leaves()).flatMap((row) => ("i" in row ? [] : [points(slice(row.from, row.to))]))
  const slice = (from: number, to: number) => sum(props.of.leaves.slice(from, to).map((leaf) => leaf.points))
  return (
    <Scroll label={props.caption} wide>
      <table class="explained">
        <caption class="hidden">{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{text("sheet.code")}</th>
            <th scope="col">{text("sheet.criterion")}</th>
            <th scope="col">{text("explain.rule")}</th>
            <th scope="col">{text("explain.given")}</th>
            <th scope="col" class="number">
              {text("explain.exact")}
            </th>
            <th scope="col" class="number">
              {text("explain.points")}
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={rowsFor(props.criteria, leaves())}>
            {(row) =>
              "i" in row ? (
                <One
                  rule={props.cross ? crossRule(given().get(row.code)!) : ruleOf(leaves()[row.i]!)}
                  of={given().get(row.code)!}
                  reason={props.of.reasons[row.code]}
                  best={props.best(given().get(row.code)!)}
                  tails={[before(), after()]}
                />
              ) : (
                <tr class="section">
                  <td>{row.code}</td>
                  <th scope="row" colspan={4}>
                    {row.name}
                  </th>
                  <td class="number">
                    <Aligned text={points(slice(row.from, row.to))} tail={after()} />
                  </td>
                </tr>
              )
            }
          </For>
        </tbody>
      </table>
    </Scroll>
  )
}

function One(props: { rule: string; of: Leaf; reason: string | undefined; best: string; tails: [number, number] }) {
  const gap = () => props.of.struck || props.of.notApplicable
  return (
    <tr classList={{ gap: gap() }}>
      <td>{props.of.code}</td>
      <th scope="row">
        <Wording code={props.of.code} name={props.of.name} />
        <Show when={props.reason}>
          <small class="said">{text("explain.reason", { why: props.reason ?? "" })}</small>
        </Show>
      </th>
      <td class="rule">{props.rule}</td>
      <td>
        {props.of.struck ? text("rule.struck") : props.of.notApplicable ? text("rule.none") : inputOf(props.of)}
        <Show when={props.best}>
          <small class="said">{props.best}</small>
        </Show>
      </td>
      <td class="number" data-label={text("explain.exact")}>
        <Aligned text={exact(props.of.exact)} tail={props.tails[0]} />
      </td>
      <td class="number" data-label={text("explain.points")}>
        <Aligned text={gap() ? "–" : points(props.of.points)} tail={props.tails[1]} />
      </td>
    </tr>
  )
}

/** The result as it was entered; typed points are their own. */
const inputOf = ({ input, kind, points: typed }: Leaf) =>
  input === null
    ? "–"
    : typeof input === "object"
      ? givenOf(kind as Parameters<typeof givenOf>[0], input)
      : `${text("explain.typed")}: ${points(typed)}`

/** The sum, brought to the whole table where something was left out. */
function Total(props: { of: Explained }) {
  const gaps = () => ({
    ...{ sum: points(props.of.sum), max: points(props.of.max), tableMax: points(props.of.tableMax), exact: exact(props.of.exact) },
  })
  return (
    <dl class="facts sums">
      <div>
        <dt>{text("explain.sum")}</dt>
        <dd>
          {points(props.of.sum)} / {points(props.of.max)}
        </dd>
      </div>
      <div>
        <dt>{text("sheet.scaled", { max: points(props.of.tableMax) })}</dt>
        <dd>{props.of.max === props.of.tableMax ? text("explain.whole") : text("explain.scaled", gaps())}</dd>
      </div>
      <div>
        <dt>{text("explain.total")}</dt>
        <dd>
          <strong>{points(props.of.total)}</strong>
        </dd>
      </div>
    </dl>
  )
}
