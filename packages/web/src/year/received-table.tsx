import { A } from "@solidjs/router"
import { For, Show } from "solid-js"
import { score } from "../format.ts"
import { me } from "../session.ts"
import { type Criteria, leavesFor, leftOut, rowsFor, sum } from "../sheet/rows.ts"
import { text } from "../text.ts"
import { Scroll } from "../ui/scroll.tsx"
import { nameOf, type Year } from "./board.ts"
import { Wording } from "./wording.tsx"

/** What one scorer gave a unit, in the order of the leaves that peers judge. */
export type Given = { seat: string; points: readonly (number | null)[] }

type TableProps = { year: Year; criteria: Criteria; given: Given[]; seat: string; struck: readonly { code: string }[] }
/** Who gave a unit what, leaf by leaf; each total leads to how it came about. */
export function ReceivedTable(props: TableProps) {
  const board = props.year.board
  const leaves = () => leavesFor(props.criteria, "cross")
  const struck = (code: string) => props.struck.some((line) => line.code === code)
  const own = () => leftOut(props.criteria, board().members.find(({ seat }) => seat === props.seat)?.code)
  const out = () => new Set([...own(), ...props.struck.map(({ code }) => code)])
  /** Two decimals throughout, so that columns line up. */
  const shown = (hundredths: number | null) => score(hundredths === null ? null : hundredths / 100)
  const whole = (one: Given) => counted(one, 0, leaves().length)
  const opens = (one: Given) => text("explain.open", { points: shown(whole(one)), unit: nameOf(board(), one.seat) })
  const mean = (all: readonly number[]) => shown(Math.round(sum(all) / all.length))
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
                    <td class="number">{shown(row.max)}</td>
                    <For each={of(from, to)}>{(one) => <td class="number">{shown(one)}</td>}</For>
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
            <td class="number">{shown(sum(leaves().map(({ code, max }) => (out().has(code) ? 0 : max))))}</td>
            <For each={props.given}>
              {(one) => (
                <td class="number">
                  <A
                    href={`/${me()?.province?.code}/years/${props.year.id}/explanations/cross/${one.seat}/${props.seat}`}
                    aria-label={opens(one)}
                  >
                    {shown(whole(one))}
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
