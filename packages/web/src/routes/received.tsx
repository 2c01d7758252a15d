import { A } from "@solidjs/router"
import { past } from "@khoi/core/phase"
import type { InferResponseType } from "hono/client"
import { createSignal, For, Show } from "solid-js"
import { api, ask } from "../api.ts"
import { points } from "../format.ts"
import { load } from "../load.ts"
import { me } from "../session.ts"
import { type Criteria, leavesFor, leftOut, rowsFor, sum } from "../sheet/rows.ts"
import { tableOf } from "../sheet/table-of.ts"
import { text } from "../text.ts"
import { Choice } from "../ui/field.tsx"
import { Loaded } from "../ui/loaded.tsx"
import { Scroll } from "../ui/scroll.tsx"
import { nameOf, type Year } from "../year/board.ts"
import { PrintButton, Signed, YearFrame } from "../year/frame.tsx"
import { Wording } from "../year/wording.tsx"

const crosses = api.years[":year"].crosses
const decisions = api.years[":year"].decisions
type Scorers = InferResponseType<typeof crosses.$get>["scorers"]
type Given = { seat: string; points: readonly (number | null)[] }

/** Who gave a unit what, leaf by leaf: the own unit's for a member, anybody's for the board. */
export default function Received() {
  return (
    <YearFrame title="received.title">
      {(year) => (
        <Show when={!year.board().without.includes("crossScoring")} fallback={<p>{text("cross.notUsed")}</p>}>
          <Show when={past(year.board().phase, "crossScoring")} fallback={<p class="notice">{text("received.notYet")}</p>}>
            <Whole year={year} />
          </Show>
        </Show>
      )}
    </YearFrame>
  )
}

function Whole(props: { year: Year }) {
  const board = props.year.board
  const table = tableOf(() => props.year.id)
  const read = load(
    () => props.year.id,
    (year) => ask(() => crosses.$get({ param: { year } })),
  )
  const decided = load(
    () => props.year.id,
    (year) => ask(() => decisions.$get({ param: { year } })),
  )
  const [seat, choose] = createSignal(board().seat ?? board().members[0]!.seat)
  const given = (): Given[] => to(read.value()?.scorers ?? [], seat())
  return (
    <section class="card" aria-labelledby="received">
      <div class="tools">
        <h2 id="received">{nameOf(board(), seat())}</h2>
        <Show when={!board().seat}>
          <Choice
            label={text("received.of")}
            select={{
              onChange: (event) => choose(event.currentTarget.value),
              get children() {
                return <For each={board().members}>{(one) => <option value={one.seat}>{one.name}</option>}</For>
              },
            }}
          />
        </Show>
        <PrintButton />
      </div>
      <p class="hint screen-only">{text("received.hint")}</p>
      <Loaded of={table}>
        {(found) => (
          <Loaded of={read}>
            {() => (
              <Show when={given().length > 0 && found().criteria} fallback={<p class="none">{text("received.none")}</p>}>
                {(criteria) => (
                  <Table year={props.year} criteria={criteria()} given={given()} seat={seat()} struck={decided.value()?.struck ?? []} />
                )}
              </Show>
            )}
          </Loaded>
        )}
      </Loaded>
      <Signed board={board()} by="bloc" />
    </section>
  )
}

const to = (scorers: Scorers, seat: string) =>
  scorers.flatMap(({ seat: scorer, rows }): Given[] => {
    const row = rows[Number(seat)]
    return row ? [{ seat: scorer, points: row }] : []
  })

type TableProps = { year: Year; criteria: Criteria; given: Given[]; seat: string; struck: readonly { code: string }[] }
function Table(props: TableProps) {
  const board = props.year.board
  const leaves = () => leavesFor(props.criteria, "cross")
  const struck = (code: string) => props.struck.some((line) => line.code === code)
  const own = () => leftOut(props.criteria, board().members.find(({ seat }) => seat === props.seat)?.code)
  const out = () => new Set([...own(), ...props.struck.map(({ code }) => code)])
  const whole = (one: Given) => counted(one, 0, leaves().length)
  const opens = (one: Given) => text("explain.open", { points: points(whole(one)), unit: nameOf(board(), one.seat) })
  const mean = (all: readonly number[]) => points(Math.round(sum(all) / all.length))
  const counted = (one: Given, from: number, to: number) =>
    sum(one.points.slice(from, to).map((given, k) => (out().has(leaves()[from + k]?.code ?? "") ? 0 : given)))
  const of = (from: number, to: number) => props.given.map((one) => counted(one, from, to))
  return (
    <Scroll label={text("received.title")} wide>
      <table class="received">
        <caption class="hidden">{`${text("received.title")}: ${nameOf(board(), props.seat)}`}</caption>
        <thead>
          <tr>
            <th scope="col">{text("sheet.criterion")}</th>
            <th scope="col" class="number">
              {text("sheet.max")}
            </th>
            <For each={props.given}>
              {({ seat }) => (
                <th scope="col" class="number">
                  {nameOf(board(), seat)}
                </th>
              )}
            </For>
            <th scope="col" class="number">
              {text("received.mean")}
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={rowsFor(props.criteria, leaves(), out())}>
            {(row) => {
              const [from, to] = "i" in row ? [row.i, row.i + 1] : [row.from, row.to]
              return (
                <tr classList={{ section: !("i" in row) }}>
                  <th scope="row">
                    {row.code} <Wording code={row.code} name={row.name} />
                  </th>
                  <Show
                    when={row.max !== null}
                    fallback={<td colspan={props.given.length + 2}>{text(struck(row.code) ? "rule.struck" : "rule.none")}</td>}
                  >
                    <td class="number">{points(row.max)}</td>
                    <For each={of(from, to)}>{(one) => <td class="number">{points(one)}</td>}</For>
                    <td class="number">{mean(of(from, to))}</td>
                  </Show>
                </tr>
              )
            }}
          </For>
        </tbody>
        <tfoot>
          <tr class="section">
            <th scope="row">{text("sheet.total")}</th>
            <td class="number">{points(sum(leaves().map(({ code, max }) => (out().has(code) ? 0 : max))))}</td>
            <For each={props.given}>
              {(one) => (
                <td class="number">
                  <A
                    href={`/${me()?.province?.code}/years/${props.year.id}/explanations/cross/${one.seat}/${props.seat}`}
                    aria-label={opens(one)}
                  >
                    {points(whole(one))}
                  </A>
                </td>
              )}
            </For>
            <td class="number">{mean(of(0, leaves().length))}</td>
          </tr>
        </tfoot>
      </table>
    </Scroll>
  )
}
