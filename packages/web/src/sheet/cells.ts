import { flaws } from "@khoi/core/sheet-rule"
import { createMemo, createSignal } from "solid-js"
import { points, typed } from "../format.ts"
import type { Word } from "../text.ts"
import { type Leaf, sum } from "./rows.ts"

type Points = readonly (number | null)[]

/** One column of a sheet: what was typed, what it is worth, and what is wrong with it. */
function column(leaves: readonly Leaf[], given: Points) {
  const words = leaves.map((_, i) => points(given[i], false))
  const [values, set] = createSignal<readonly (number | null | undefined)[]>(leaves.map((_, i) => given[i] ?? null))
  const known = () => values().map((value) => value ?? null)
  const faults = createMemo(() => {
    const found = new Map<number, Word>(
      flaws(known(), leaves).map(({ path, code }) => [Number(path.slice(path.lastIndexOf("/") + 1)), code]),
    )
    values().forEach((value, i) => value === undefined && found.set(i, "sheet.bad"))
    return found
  })
  return {
    words,
    /** In whole hundredths; what is no number of points counts as missing. */
    points: known,
    faults,
    total: createMemo(() => sum(values())),
    type(i: number, word: string) {
      if (i >= words.length) return
      words[i] = word
      set((before) => before.with(i, typed(word)))
    },
    /** Several at once, as a paste brings them. */
    fill(from: number, pasted: readonly string[]) {
      const fitting = pasted.slice(0, words.length - from)
      fitting.forEach((word, k) => (words[from + k] = tidy(word)))
      set((before) => before.map((value, i) => (i >= from && i < from + fitting.length ? typed(words[i]!) : value)))
    },
    /** As the rest of the sheet writes it. */
    tidy: (i: number) => (words[i] = tidy(words[i]!)),
  }
}

function tidy(word: string) {
  const value = typed(word)
  return value === undefined ? word.trim() : points(value, false)
}

export type Column = ReturnType<typeof column>
/** The cells of a sheet, column by column; a column that is not there is the own one on a cross sheet. */
export const cells = (leaves: readonly Leaf[], given: readonly (Points | null)[]) =>
  given.map((one) => (one ? column(leaves, one) : undefined))
export type Cells = ReturnType<typeof cells>

/** All that keeps a sheet from being handed in, cell by cell. */
export const faultsOf = (all: Cells) =>
  all.flatMap((one, c) => [...(one?.faults() ?? [])].map(([i, word]) => ({ c, i, word })).toSorted((a, b) => a.i - b.i))
