import { For, Show } from "solid-js"
import { score } from "../format.ts"
import { text } from "../text.ts"
import { Scroll } from "../ui/scroll.tsx"
import { nameOf, type Year } from "./board.ts"
import { type Matrix, Opened, type Received } from "./cross-totals.tsx"

type Props = { year: Year; of: Matrix }

/** The whole bloc at once: who gave whom how much, where names are open; else what each received, by its size. */
export function CrossMatrix(props: Props) {
  const open = () => props.of.units.every(({ named }) => named)
  return (
    <Show when={props.of.units.some(({ totals }) => totals.length)}>
      <h3>{text("matrix.title")}</h3>
      <p class="hint">{text(open() ? "matrix.hint" : "matrix.unnamed")}</p>
      <Scroll label={text("matrix.title")} wide>
        <table class="received">
          <caption class="hidden">{text("matrix.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{text(open() ? "matrix.scorer" : "matrix.place")}</th>
              <For each={props.of.units}>
                {({ seat }) => (
                  <th scope="col" class="number">
                    {nameOf(props.year.board(), seat)}
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <Show when={open()} fallback={<Sizes {...props} />}>
              <Scorers {...props} />
            </Show>
          </tbody>
          <tfoot>
            <tr class="section">
              <th scope="row">{text("received.mean")}</th>
              <For each={props.of.units}>{({ mean }) => <td class="number">{score(mean) || "–"}</td>}</For>
            </tr>
          </tfoot>
        </table>
      </Scroll>
    </Show>
  )
}

function Scorers(props: Props) {
  const given = (unit: Received, scorer: string) => unit.totals.find((one) => one.scorer === scorer)
  return (
    <For each={props.of.units}>
      {({ seat: scorer }) => (
        <tr>
          <th scope="row">{nameOf(props.year.board(), scorer)}</th>
          <For each={props.of.units}>
            {(unit) => (
              <td class="number">
                <Show when={given(unit, scorer)} fallback="–">
                  {(one) => <Opened year={props.year} seat={unit.seat} of={one()} />}
                </Show>
              </td>
            )}
          </For>
        </tr>
      )}
    </For>
  )
}

function Sizes(props: Props) {
  const columns = () => props.of.units.map(({ totals }) => totals.toSorted((a, b) => b.total - a.total))
  const rows = () => Array.from({ length: Math.max(...columns().map(({ length }) => length)) }, (_, i) => i)
  return (
    <For each={rows()}>
      {(i) => (
        <tr>
          <th scope="row">{i + 1}</th>
          <For each={columns()}>{(totals) => <td class="number">{totals[i] ? score(totals[i].total / 100) : "–"}</td>}</For>
        </tr>
      )}
    </For>
  )
}
