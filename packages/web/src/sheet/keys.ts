import { text } from "../text.ts"
import type { Column } from "./cells.ts"

export type Input = HTMLInputElement | HTMLSelectElement
/** What the keyboard and a paste want of a column. */
export type Writable = Pick<Column, "parts" | "words" | "type" | "tidy" | "fill">
/** The inputs by column, leaf and part; which of the columns are on the screen, in their order; what to do when one was typed in. */
export type Field = {
  inputs: (Input[] | undefined)[][]
  shown: () => readonly number[]
  cells: readonly (Writable | undefined)[]
  readOnly: () => boolean
  changed: () => void
  focused: (c: number, i: number, k: number) => void
  /** Which of pasted lines look like sums of a section, in words; empty where none does. */
  subtotals?: (from: number, lines: readonly string[]) => string
}
type Place = { input: Input; c: number; i: number; k: number }

function place({ target }: Event): Place | undefined {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement) || target.dataset["c"] === undefined) return undefined
  const [c, i, k] = [target.dataset["c"], target.dataset["i"], target.dataset["k"]].map(Number)
  return { input: target, c: c!, i: i!, k: k! }
}

/** Focuses a cell, where it is on the screen; the last of its leaf where that has fewer. */
export function go(of: Field, c: number | undefined, i: number, k = 0) {
  const inputs = of.inputs[c ?? -1]?.[i]
  inputs?.[Math.min(k, inputs.length - 1)]?.focus()
}

/** To the next leaf upwards or downwards that takes anything. */
function step(of: Field, { c, i, k }: Place, by: 1 | -1) {
  const column = of.inputs[c] ?? []
  let at = i + by
  while (at >= 0 && at < column.length && !column[at]?.length) at += by
  go(of, c, at, k)
}

/** To the next cell in the row, in this column or the next. */
function beside(of: Field, { c, i, k }: Place, by: 1 | -1) {
  const within = of.inputs[c]?.[i]?.[k + by]
  const next = of.shown()[of.shown().indexOf(c) + by]
  if (within) within.focus()
  else go(of, next, i, by > 0 ? 0 : Infinity)
}

/** Puts lines of words into a column, from a cell on downwards. */
export function write(of: Field, c: number, from: number, k: number, lines: readonly (readonly string[])[]) {
  of.cells[c]?.fill(from, k, lines)
  lines.forEach((_, r) => of.inputs[c]?.[from + r]?.forEach((input, part) => (input.value = of.cells[c]?.words[from + r]?.[part] ?? "")))
  of.changed()
}

/** A table of plain inputs worked like a spreadsheet: arrows, Enter, Escape, columns pasted; Tab is the browser's own. */
export function spreadsheet(table: HTMLTableElement, of: Field) {
  let before = ""
  let undo: (() => void) | undefined
  const on = <K extends keyof HTMLElementEventMap>(name: K, then: (at: Place, event: HTMLElementEventMap[K]) => void) =>
    table.addEventListener(name, (event) => {
      const at = place(event)
      if (at) then(at, event)
    })
  on("keydown", (at, event) => {
    const undoes = undo && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z"
    if (!undoes) return press(of, at, event, before)
    event.preventDefault()
    undo = void undo?.()
  })
  on("paste", (at, event) => (undo = paste(of, at, event) ?? undo))
  on("input", (at) => {
    undo = undefined
    type(of, at, at.input.value)
  })
  on("focusin", (at) => {
    before = at.input.value
    if (at.input instanceof HTMLInputElement) at.input.select()
    of.focused(at.c, at.i, at.k)
  })
  on("focusout", ({ input, c, i, k }) => {
    input.value = of.cells[c]?.tidy(i, k) ?? ""
  })
}

function type(of: Field, { input, c, i, k }: Place, word: string) {
  if (input.value !== word) input.value = word
  of.cells[c]?.type(i, k, word)
  of.changed()
}

/** Whether a choice has its list open: then the keys are the list's. */
const opened = (input: Input) => input instanceof HTMLSelectElement && CSS.supports("selector(:open)") && input.matches(":open")

function press(of: Field, at: Place, event: KeyboardEvent, before: string) {
  const { input } = at
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || opened(input)) return
  const [starts, ends] = edges(input)
  const moves: Record<string, (() => void) | false> = {
    ArrowDown: () => step(of, at, 1),
    ArrowUp: () => step(of, at, -1),
    Enter: () => step(of, at, event.shiftKey ? -1 : 1),
    ArrowLeft: !event.shiftKey && starts && (() => beside(of, at, -1)),
    ArrowRight: !event.shiftKey && ends && (() => beside(of, at, 1)),
    F2: event.shiftKey
      ? () => toNote(input)
      : input instanceof HTMLInputElement && (() => input.setSelectionRange(input.value.length, input.value.length)),
    Escape: () => (type(of, at, before), input instanceof HTMLInputElement && input.select()),
  }
  const move = moves[event.key]
  if (!move) return
  event.preventDefault()
  move()
}

/** To the note of the leaf, which opens where there is none yet. */
function toNote(input: Input) {
  const place = ".note :is(textarea, button)"
  const note = input.closest("td")?.querySelector<HTMLElement>(place) ?? input.closest("tr")?.querySelector<HTMLElement>(place)
  if (note instanceof HTMLButtonElement) note.click()
  else note?.focus()
}

/** Whether the caret is at the beginning, and at the end; with all selected, or in a choice, at both. */
function edges(input: Input) {
  if (input instanceof HTMLSelectElement) return [true, true] as const
  const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length
  return [whole || input.selectionEnd === 0, whole || input.selectionStart === input.value.length] as const
}

/**
 * One cell is the browser's affair; rows and columns go where they were, shorter lines leave what stands beside them. More lines than
 * there are cells are asked about first: they are not of this table. Gives what takes the paste back.
 */
function paste(of: Field, at: Place, event: ClipboardEvent): (() => void) | undefined {
  const lines = (event.clipboardData?.getData("text/plain") ?? "").replaceAll("\r", "").replace(/\n$/, "").split("\n")
  const grid = lines.map((line) => line.split("\t"))
  const single = grid.length === 1 && grid[0]!.length === 1
  if (of.readOnly() || (single && at.input instanceof HTMLInputElement)) return undefined
  event.preventDefault()
  const room = (of.inputs[at.c]?.length ?? 0) - at.i
  if (grid.length > room && !window.confirm(text("sheet.paste.more", { n: grid.length, room }))) return undefined
  const sums = grid[0]!.length === 1 && of.subtotals?.(at.i, lines)
  if (sums && !window.confirm(text("sheet.paste.sums", { lines: sums }))) return undefined
  const width = Math.max(1, ...(of.cells[at.c]?.parts.map(({ length }) => length) ?? []))
  const columns = of.shown().slice(of.shown().indexOf(at.c))
  const widest = Math.ceil(Math.max(...grid.map(({ length }) => length)) / width)
  const old = columns
    .slice(0, widest)
    .map((c) => ({ c, words: of.cells[c]?.words.slice(at.i, at.i + grid.length).map((parts) => parts.slice(at.k)) ?? [] }))
  for (const [n, c] of columns.slice(0, widest).entries()) {
    const words = grid.map((line) => line.slice(n * width, (n + 1) * width))
    write(of, c, at.i, at.k, words)
  }
  return () => old.forEach(({ c, words }) => write(of, c, at.i, at.k, words))
}
