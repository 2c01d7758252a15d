import { A, useParams } from "@solidjs/router"
import type { InferResponseType } from "hono/client"
import { For, Show } from "solid-js"
import { api, ask } from "../api.ts"
import { decimal, points } from "../format.ts"
import { load } from "../load.ts"
import { me } from "../session.ts"
import { type Criteria, leavesFor, rowsFor, sum } from "../sheet/rows.ts"
import { tableOf } from "../sheet/table-of.ts"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Scroll } from "../ui/scroll.tsx"
import { nameOf, type Year } from "../year/board.ts"
import { PrintButton, Signed, YearFrame } from "../year/frame.tsx"
import { givenOf, ruleOf } from "../year/rule-words.ts"

const explanation = api.years[":year"].explanations[":kind"][":seat"]
type Explained = InferResponseType<typeof explanation.$get>
type Leaf = Explained["leaves"][number]
type Kind = "self" | "verified"

/** How one unit's self or verified total came about, leaf by leaf; on the screen and on paper. */
export default function ExplainedPage() {
  const params = useParams()
  const kind = (): Kind => (params["kind"] === "self" ? "self" : "verified")
  return (
    <YearFrame title={`explain.title.${kind()}`}>
      {(year) => <Explanation year={year} kind={kind()} seat={params["seat"] ?? ""} />}
    </YearFrame>
  )
}

function Explanation(props: { year: Year; kind: Kind; seat: string }) {
  const table = tableOf(() => props.year.id)
  const read = load(
    () => ({ year: props.year.id, kind: props.kind, seat: props.seat }),
    (param) => ask(() => explanation.$get({ param })),
  )
  const unit = () => nameOf(props.year.board(), props.seat)
  return (
    <section class="card" aria-labelledby="explained">
      <div class="tools">
        <h2 id="explained">{unit()}</h2>
        <A class="screen-only" href={`/${me()?.province?.code}/years/${props.year.id}/ranking`}>
          {text("explain.back")}
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
                    <Leaves criteria={criteria()} of={explained()} caption={`${text(`explain.title.${props.kind}`)}: ${unit()}`} />
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

function Leaves(props: { criteria: Criteria; of: Explained; caption: string }) {
  const leaves = () => leavesFor(props.criteria)
  const given = () => new Map(props.of.leaves.map((leaf) => [leaf.code, leaf]))
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
                <One rule={ruleOf(leaves()[row.i]!)} of={given().get(row.code)!} />
              ) : (
                <tr class="section">
                  <td>{row.code}</td>
                  <th scope="row" colspan={4}>
                    {row.name}
                  </th>
                  <td class="number">{points(slice(row.from, row.to))}</td>
                </tr>
              )
            }
          </For>
        </tbody>
      </table>
    </Scroll>
  )
}

function One(props: { rule: string; of: Leaf }) {
  const gap = () => props.of.struck || props.of.notApplicable
  return (
    <tr classList={{ gap: gap() }}>
      <td>{props.of.code}</td>
      <th scope="row">{props.of.name}</th>
      <td class="rule">{props.rule}</td>
      <td>{props.of.struck ? text("rule.struck") : props.of.notApplicable ? text("rule.none") : inputOf(props.of)}</td>
      <td class="number" data-label={text("explain.exact")}>
        {exactOf(props.of.exact)}
      </td>
      <td class="number" data-label={text("explain.points")}>
        {gap() ? "–" : points(props.of.points)}
      </td>
    </tr>
  )
}

/** The result as it was entered; typed points are their own. */
const inputOf = ({ input, kind, points: typed }: Leaf) =>
  typeof input === "object" ? givenOf(kind as Parameters<typeof givenOf>[0], input) : `${text("explain.typed")}: ${points(typed)}`

/** A decimal as people write it here; a fraction as it is, with the decimal near it. */
function exactOf(exact: string | null) {
  if (exact === null) return "–"
  const [n, d] = exact.split("/")
  if (d) return `${n}/${d} ≈ ${decimal(Number(n) / Number(d))}`
  return decimal(Number(exact), true, 12)
}

/** The sum, brought to the whole table where something was left out. */
function Total(props: { of: Explained }) {
  const gaps = () => ({
    ...{ sum: points(props.of.sum), max: points(props.of.max), tableMax: points(props.of.tableMax), exact: exactOf(props.of.exact) },
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
