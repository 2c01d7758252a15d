import type { Cells } from "./cells.ts"

/** The inputs by column and leaf; which of the columns are on the screen, in their order; what to do when one was typed in. */
export type Field = {
  inputs: (HTMLInputElement | undefined)[][]
  shown: () => readonly number[]
  cells: Cells
  changed: () => void
  focused: (c: number, i: number) => void
}
type Place = { input: HTMLInputElement; c: number; i: number }

function place({ target }: Event): Place | undefined {
  if (!(target instanceof HTMLInputElement) || target.dataset["c"] === undefined) return undefined
  return { input: target, c: Number(target.dataset["c"]), i: Number(target.dataset["i"]) }
}

/** Focuses a cell, where it is on the screen. */
export const go = (of: Field, c: number | undefined, i: number) => void of.inputs[c ?? -1]?.[i]?.focus()

/** Puts words into a column, from a leaf on downwards. */
export function write(of: Field, c: number, from: number, words: readonly string[]) {
  of.cells[c]?.fill(from, words)
  words.forEach((_, k) => {
    const input = of.inputs[c]?.[from + k]
    if (input) input.value = of.cells[c]?.words[from + k] ?? ""
  })
  of.changed()
}

/** A table of plain inputs worked like a spreadsheet: arrows, Enter, Escape, columns pasted; Tab is the browser's own. */
export function spreadsheet(table: HTMLTableElement, of: Field) {
  let before = ""
  const on = <K extends keyof HTMLElementEventMap>(name: K, then: (at: Place, event: HTMLElementEventMap[K]) => void) =>
    table.addEventListener(name, (event) => {
      const at = place(event)
      if (at) then(at, event)
    })
  on("keydown", (at, event) => press(of, at, event, before))
  on("paste", (at, event) => paste(of, at, event))
  on("input", (at) => type(of, at, at.input.value))
  on("focusin", (at) => {
    before = at.input.value
    at.input.select()
    of.focused(at.c, at.i)
  })
  on("focusout", ({ input, c, i }) => {
    input.value = of.cells[c]?.tidy(i) ?? ""
  })
}

function type(of: Field, { input, c, i }: Place, word: string) {
  if (input.value !== word) input.value = word
  of.cells[c]?.type(i, word)
  of.changed()
}

function press(of: Field, at: Place, event: KeyboardEvent, before: string) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  const { input, c, i } = at
  const beside = (by: number) => of.shown()[of.shown().indexOf(c) + by]
  const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length
  const [starts, ends] = [whole || input.selectionEnd === 0, whole || input.selectionStart === input.value.length]
  const moves: Record<string, (() => void) | false> = {
    ArrowDown: () => go(of, c, i + 1),
    ArrowUp: () => go(of, c, i - 1),
    Enter: () => go(of, c, i + (event.shiftKey ? -1 : 1)),
    ArrowLeft: !event.shiftKey && starts && (() => go(of, beside(-1), i)),
    ArrowRight: !event.shiftKey && ends && (() => go(of, beside(1), i)),
    F2: () => input.setSelectionRange(input.value.length, input.value.length),
    Escape: () => (type(of, at, before), input.select()),
  }
  const move = moves[event.key]
  if (!move) return
  event.preventDefault()
  move()
}

/** One cell is the browser's affair; rows and columns go where they were, shorter lines leave what stands beside them. */
function paste(of: Field, at: Place, event: ClipboardEvent) {
  const lines = (event.clipboardData?.getData("text/plain") ?? "").replaceAll("\r", "").replace(/\n$/, "").split("\n")
  const grid = lines.map((line) => line.split("\t"))
  if (at.input.readOnly || (grid.length === 1 && grid[0]!.length === 1)) return
  event.preventDefault()
  const columns = of.shown().slice(of.shown().indexOf(at.c))
  for (const [k, c] of columns.slice(0, Math.max(...grid.map(({ length }) => length))).entries()) {
    const words = grid.map((line, row) => line[k] ?? of.cells[c]?.words[at.i + row] ?? "")
    write(of, c, at.i, words)
  }
}
