import { For, onMount, Show } from "solid-js"
import { points } from "../format.ts"
import { text } from "../text.ts"
import type { Cells, Worth } from "./cells.ts"
import { Cell, Section } from "./grid-row.tsx"
import { type Field, go, spreadsheet, write } from "./keys.ts"
import { subtotals } from "./subtotals.ts"
import type { Noting } from "./notes.ts"
import { type Leaf, type Row, sum } from "./rows.ts"

/** A column of inputs, with what stands under each cell, or before it: another sheet's points and results. */
export type Head = {
  c: number
  name: string
  under?: ((i: number) => string) | undefined
  before?: { name: string; worths: readonly Worth[]; given: (i: number) => string; note?: (i: number) => string } | undefined
  /** What stands in a cell that takes nothing. */
  closed?: ((i: number) => string) | undefined
  /** Whether the cell says something else than the one before it. */
  differs?: ((i: number) => boolean) | undefined
}
/** Notes beside the cells: of the column that is worked on; `wanted` where one must stand. */
export type NotesProps = { of: Noting; name: () => string; c: () => number; wanted: (c: number, i: number) => boolean }
/** Focuses a cell; writes lines of words into a column from a leaf on. */
export type Ways = {
  go: (c: number, i: number, k: number) => void
  write: (c: number, from: number, lines: readonly (readonly string[])[]) => void
}
export type GridProps = {
  caption: string
  rows: readonly Row[]
  leaves: readonly Leaf[]
  cells: Cells
  heads: readonly Head[]
  /** Whether results stand in a column of their own before the points. */
  results: boolean
  readOnly: boolean
  notes?: NotesProps | undefined
  changed: () => unknown
  /** Told which cell has the focus. */
  at: (c: number, i: number, k: number) => void
  /** Gives the caller the ways into the cells. */
  ways?: (ways: Ways) => void
}

/** A score sheet of plain inputs: one row a leaf, one column a unit; heads and codes stay in sight. */
export function Grid(props: GridProps) {
  const inputs: Field["inputs"] = props.cells.map(() => [])
  const field: Field = {
    inputs,
    shown: () => props.heads.map(({ c }) => c),
    cells: props.cells,
    readOnly: () => props.readOnly,
    changed: () => props.changed(),
    focused: (c, i, k) => props.at(c, i, k),
    subtotals: (from, lines) => subtotals(props.rows, props.leaves, from, lines),
  }
  onMount(() => props.ways?.({ go: (c, i, k) => go(field, c, i, k), write: (c, from, lines) => write(field, c, from, 0, lines) }))
  return (
    <div class="sheet" classList={{ wide: props.heads.length > 2, results: props.results, noted: !!props.notes }}>
      <table class="grid" ref={(table) => spreadsheet(table, field)}>
        <caption>{props.caption}</caption>
        <Heads {...props} />
        <tbody>
          <For each={props.rows}>
            {(row) => ("i" in row ? <Cell row={row} i={row.i} field={field} {...props} /> : <Section row={row} {...props} />)}
          </For>
        </tbody>
        <Totals {...props} />
      </table>
    </div>
  )
}

function Heads(props: GridProps) {
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
                <th scope="col" class="number before">
                  {head.before?.name}
                </th>
              </Show>
              <Show when={props.results}>
                <th scope="col" class="given">
                  {text("sheet.given")}
                </th>
              </Show>
              <th scope="col" class="unit">
                <span id={`c${head.c}`}>{head.name}</span>
                <small class="screen-only">{points(props.cells[head.c]?.sum())}</small>
              </th>
            </>
          )}
        </For>
        <Show when={props.notes}>{(notes) => <th scope="col">{notes().name()}</th>}</Show>
      </tr>
    </thead>
  )
}

/** Of one unit's sheet: what applies to it, and the same brought to the whole table where something does not. */
function Totals(props: GridProps) {
  const own = () => (props.heads.length === 1 ? props.cells[props.heads[0]!.c] : undefined)
  const whole = () => sum(props.leaves.map(({ max }) => max))
  const colspan = () => 2 + (props.results ? 1 : 0) + (props.heads[0]?.before ? 1 : 0) + (props.notes ? 1 : 0)
  return (
    <tfoot>
      <tr>
        <th scope="row" class="leaf">
          {text("sheet.total")}
          <Show when={own()?.open()}>{(n) => <small>{text("sheet.provisional", { n: n() })}</small>}</Show>
        </th>
        <td class="number">{points(own()?.max ?? whole())}</td>
        <For each={props.heads}>
          {(head) => (
            <>
              <Show when={head.before}>
                <td class="number before">{head.before ? points(sum(head.before.worths)) : ""}</td>
              </Show>
              <td class="number" colspan={props.results ? 2 : 1}>
                {points(props.cells[head.c]?.sum())}
              </td>
            </>
          )}
        </For>
        <Show when={props.notes}>
          <td>{""}</td>
        </Show>
      </tr>
      <Show when={own()?.scaled && own()}>
        {(column) => (
          <tr>
            <th scope="row" class="leaf">
              {text("sheet.scaled", { max: points(whole()) })}
            </th>
            <td class="number" colspan={colspan()}>
              {points(column().total())}
            </td>
          </tr>
        )}
      </Show>
    </tfoot>
  )
}
