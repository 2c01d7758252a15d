import { For, type JSX, onMount, Show } from "solid-js"
import { points } from "../format.ts"
import { text } from "../text.ts"
import type { Cells } from "./cells.ts"
import { type Field, go, spreadsheet, write } from "./keys.ts"
import { type Leaf, type Row, sum } from "./rows.ts"

/** A column of inputs, with what stands under each cell or before it. */
export type Head = {
  c: number
  name: string
  under?: ((i: number) => string) | undefined
  before?: { name: string; points: readonly (number | null)[] | null }
}
/** Focuses a cell; writes words into a column from a leaf on. */
export type Ways = { go: (c: number, i: number) => void; write: (c: number, from: number, words: readonly string[]) => void }
type Props = {
  caption: string
  rows: readonly Row[]
  leaves: readonly Leaf[]
  cells: Cells
  heads: readonly Head[]
  readOnly: boolean
  changed: () => unknown
  /** Told which cell has the focus. */
  at: (c: number, i: number) => void
  /** Gives the caller the ways into the cells. */
  ways?: (ways: Ways) => void
}

/** A score sheet of plain inputs: one row a leaf, one column a unit; heads and codes stay in sight. */
export function Grid(props: Props) {
  const inputs: (HTMLInputElement | undefined)[][] = props.cells.map(() => [])
  const field: Field = {
    inputs,
    shown: () => props.heads.map(({ c }) => c),
    cells: props.cells,
    changed: () => props.changed(),
    focused: (c, i) => props.at(c, i),
  }
  onMount(() => props.ways?.({ go: (c, i) => go(field, c, i), write: (c, from, words) => write(field, c, from, words) }))
  return (
    <div class="sheet" classList={{ wide: props.heads.length > 2 }}>
      <table class="grid" ref={(table) => spreadsheet(table, field)}>
        <caption>{props.caption}</caption>
        <Heads {...props} />
        <tbody>
          <For each={props.rows}>
            {(row) => ("i" in row ? <Cell row={row} i={row.i} inputs={inputs} {...props} /> : <Section row={row} {...props} />)}
          </For>
        </tbody>
        <Totals {...props} />
      </table>
    </div>
  )
}

function Heads(props: Props) {
  return (
    <thead>
      <tr>
        <th scope="col" class="leaf">
          {text("sheet.criterion")}
        </th>
        <th scope="col" class="number">
          {text("sheet.max")}
        </th>
        <For each={props.heads}>
          {(head) => (
            <>
              <Show when={head.before}>
                <th scope="col" class="number">
                  {head.before?.name}
                </th>
              </Show>
              <th scope="col" class="unit">
                <span id={`c${head.c}`}>{head.name}</span>
                <small class="screen-only">{points(props.cells[head.c]?.total())}</small>
              </th>
            </>
          )}
        </For>
      </tr>
    </thead>
  )
}

function Cell(props: Props & { row: Row; i: number; inputs: (HTMLInputElement | undefined)[][] }): JSX.Element {
  const { i, inputs } = props
  const id = `r${i}`
  return (
    <tr>
      <th scope="row" id={id} class="leaf" data-depth={props.row.depth}>
        <span>{props.row.code}</span> {props.row.name}
      </th>
      <td class="number">{points(props.row.max)}</td>
      <For each={props.heads}>
        {(head) => {
          const column = props.cells[head.c]!
          const wrong = () => column.faults().get(i)
          return (
            <>
              <Show when={head.before}>
                <td class="number">{points(head.before?.points?.[i])}</td>
              </Show>
              <td class="cell">
                <input
                  ref={(input) => (inputs[head.c]![i] = input)}
                  data-c={head.c}
                  data-i={i}
                  value={column.words[i]}
                  aria-labelledby={`${id} c${head.c}`}
                  aria-invalid={wrong() !== undefined && wrong() !== "sheet.lacks"}
                  readonly={props.readOnly}
                  inputmode="decimal"
                  autocomplete="off"
                  placeholder="–"
                />
                <Show when={head.under}>
                  <small>{head.under?.(i)}</small>
                </Show>
              </td>
            </>
          )
        }}
      </For>
    </tr>
  )
}

function Section(props: Props & { row: Row }) {
  const slice = (all: readonly (number | null)[]) => ("from" in props.row ? points(sum(all.slice(props.row.from, props.row.to))) : "")
  return (
    <tr class="section">
      <th scope="row" class="leaf" data-depth={props.row.depth}>
        <span>{props.row.code}</span> {props.row.name}
      </th>
      <td class="number">{points(props.row.max)}</td>
      <For each={props.heads}>
        {(head) => (
          <>
            <Show when={head.before}>
              <td class="number">{slice(head.before?.points ?? [])}</td>
            </Show>
            <td class="number">{slice(props.cells[head.c]?.points() ?? [])}</td>
          </>
        )}
      </For>
    </tr>
  )
}

function Totals(props: Props) {
  return (
    <tfoot>
      <tr>
        <th scope="row" class="leaf">
          {text("sheet.total")}
        </th>
        <td class="number">{points(sum(props.leaves.map(({ max }) => max)))}</td>
        <For each={props.heads}>
          {(head) => (
            <>
              <Show when={head.before}>
                <td class="number">{head.before?.points ? points(sum(head.before.points)) : ""}</td>
              </Show>
              <td class="number">{points(props.cells[head.c]?.total())}</td>
            </>
          )}
        </For>
      </tr>
    </tfoot>
  )
}
