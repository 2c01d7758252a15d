import { createSignal, type JSX, Show } from "solid-js"
import { type Answer, over } from "../api.ts"
import { points } from "../format.ts"
import { text, type Word } from "../text.ts"
import type { Year } from "../year/board.ts"
import { PrintButton } from "../year/frame.tsx"
import { Bar } from "./bar.tsx"
import type { Cells, Column } from "./cells.ts"
import { Grid, type Head, type NotesProps, type Ways } from "./grid.tsx"
import { HandIn, type More } from "./hand-in.tsx"
import { type Leaf, type Row, sum } from "./rows.ts"
import { saver, type Saving } from "./saver.ts"
import { TakeBack } from "./take-back.tsx"

type Header = ReturnType<typeof over>
type Handing = {
  open: Word
  title: Word
  does: Word
  ask: () => string
  post: (header: Header) => Promise<Answer<unknown>>
  nameOf: (c: number) => string
}
type Props<T> = {
  year: Pick<Year, "again">
  caption: string
  rows: readonly Row[]
  leaves: readonly Leaf[]
  cells: Cells
  /** Those that are handed in, where not all are. */
  counted?: Cells | undefined
  heads: readonly Head[]
  /** Whether results stand in a column of their own. */
  results?: boolean
  /** Why nothing can be typed; empty where it can. */
  readOnly: string
  notes?: NotesProps | undefined
  /** What keeps it from being handed in beside the cells. */
  more?: (() => readonly More[]) | undefined
  /** Lines and whatever else stands below the cells; told how to say that something was typed. */
  below?: ((touch: () => void) => JSX.Element) | undefined
  /** Takes a handed-in sheet back, as long as that may be. */
  takeBack?: ((header: Header) => Promise<Answer<unknown>>) | undefined
  saving: Saving<T>
  theirs: () => Promise<void>
  handIn: Handing | undefined
  /** Who hands it in, where this person may not. */
  who: string
  foot: JSX.Element
  tools?: (ways: () => Ways | undefined) => JSX.Element
  /** Before a cell is focused, brings its column on the screen. */
  reveal?: (c: number) => void
  /** Told which column has the focus. */
  reached?: (c: number) => void
  done?: () => unknown
}

/** A column's total in words: of what applies, brought to the whole table, and what it does not hold yet. */
export function totalOf(column: Column, leaves: readonly Leaf[]) {
  const whole = points(sum(leaves.map(({ max }) => max)))
  return [
    text("sheet.total.of", { total: points(column.sum()), max: points(column.max) }),
    ...(column.scaled ? [text("sheet.scaled.of", { max: whole, total: points(column.total()) })] : []),
    ...(column.open() ? [text("sheet.provisional", { n: column.open() })] : []),
  ].join("; ")
}

/** Any of the three sheets: the grid, what is saved, and handing in. */
export function Sheet<T>(props: Props<T>) {
  const save = saver<T>(props.saving)
  const more = () => props.more?.() ?? []
  const counted = () => props.counted ?? props.cells
  const [ways, setWays] = createSignal<Ways>()
  const [at, setAt] = createSignal<{ c: number; i: number; k: number }>()
  /** The cell that has the focus, in words, with what is wrong with it. */
  const told = () => {
    const { c = 0, i = -1, k = 0 } = at() ?? {}
    const [leaf, fault] = [props.leaves[i], props.cells[c]?.fault(i, k)]
    const part = props.cells[c]?.parts[i]?.[k] ?? "points"
    const unit = part === "points" ? (props.heads.find((head) => head.c === c)?.name ?? "") : text(`part.${part}`)
    return leaf ? `${text("sheet.cell", { code: leaf.code, unit, max: points(leaf.max) })}${fault ? `: ${text(fault)}` : ""}` : ""
  }
  const total = () => {
    const [only, ...more] = props.heads
    const column = props.cells[only?.c ?? -1]
    return column && !more.length ? totalOf(column, props.leaves) : ""
  }
  const go = (c: number, i: number, k: number) => {
    props.reveal?.(c)
    queueMicrotask(() => ways()?.go(c, i, k))
  }
  return (
    <section class="card" aria-label={props.caption}>
      <div class="tools screen-only">
        <Show when={props.readOnly} fallback={<p class="hint">{text("sheet.keys")}</p>}>
          <p class="notice">{props.readOnly}</p>
        </Show>
        <Show when={props.takeBack}>
          {(post) => <TakeBack etag={save.etag()} post={post()} done={() => (props.done ?? props.year.again)()} />}
        </Show>
        {props.tools?.(ways)}
        <PrintButton />
      </div>
      <Grid
        caption={props.caption}
        rows={props.rows}
        leaves={props.leaves}
        cells={props.cells}
        heads={props.heads}
        results={!!props.results}
        readOnly={!!props.readOnly}
        notes={props.notes}
        changed={() => props.readOnly || save.touch()}
        ways={setWays}
        at={(c, i, k) => (props.reached?.(c), setAt({ c, i, k }))}
      />
      {props.below?.(() => props.readOnly || save.touch())}
      <Show when={!props.readOnly}>
        <Bar
          saver={save}
          cells={counted()}
          more={more().length}
          notes={props.notes?.of}
          theirs={() => (save.drop(), void props.theirs())}
          told={told()}
          total={total()}
        >
          <Show when={props.handIn} fallback={<small>{props.who}</small>}>
            {(handing) => (
              <HandIn
                {...handing()}
                saver={save}
                more={more}
                notes={props.notes?.of}
                cells={counted()}
                leaves={props.leaves}
                go={go}
                done={() => (props.done ?? props.year.again)()}
              />
            )}
          </Show>
        </Bar>
      </Show>
      {props.foot}
    </section>
  )
}
