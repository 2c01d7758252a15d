import type { Given } from "@khoi/core/bloc-year"
import { score } from "@khoi/core/criteria-rule"
import { flaws } from "@khoi/core/sheet-rule"
import { totalled } from "@khoi/core/total-rule"
import { createMemo, createSignal } from "solid-js"
import type { Word } from "../text.ts"
import { type Part, partsOf, say, take, type Taken } from "./part.ts"
import { type Leaf, sum } from "./rows.ts"

/** Points in whole hundredths, and results, each in the order of the leaves. */
export type Filled = { points: (number | null)[]; results: (Given | null)[] }
/** Points of a leaf: null while something is missing, undefined where only the other units' sheets decide. */
export type Worth = number | null | undefined

/**
 * One column of a sheet: what was typed, what it is worth, and what is wrong with it. `out` are the codes that do not apply; `theirs`
 * are leaves that somebody else answers, with what they are worth.
 */
export function column(leaves: readonly Leaf[], out: ReadonlySet<string>, given: Filled, theirs: ReadonlyMap<number, Worth> = new Map()) {
  const parts = leaves.map((leaf, i) => partsOf(leaf, out.has(leaf.code) || theirs.has(i)))
  const words = parts.map((of, i) => of.map((part) => say(part, part === "points" ? given.points[i] : given.results[i]?.[part])))
  const taking = (i: number) => parts[i]!.map((part, k) => take(part, words[i]![k]!, leaves[i]!))
  const [taken, set] = createSignal<readonly (readonly Taken[])[]>(leaves.map((_, i) => taking(i)))
  const filled = createMemo((): Filled => ({
    points: taken().map((of, i) => (parts[i]![0] === "points" ? ((of[0]!.value as number | undefined) ?? null) : null)),
    results: taken().map((of, i) => (parts[i]![0] === "points" ? null : resultOf(parts[i]!, of))),
  }))
  const apply = leaves.map((leaf) => (out.has(leaf.code) ? null : leaf))
  const asked = apply.map((leaf, i) => (theirs.has(i) ? null : leaf))
  const faults = createMemo(() => faultsIn(parts, taken(), flaws(filled(), asked)))
  const worths = createMemo(() => apply.map((leaf, i) => (theirs.has(i) ? theirs.get(i) : leaf && worthOf(leaf, filled(), i))))
  return {
    parts,
    words,
    /** What stands in a cell. */
    value: (i: number, k: number) => taken()[i]?.[k]?.value,
    /** As a sheet gives it; what is no number counts as missing. */
    filled,
    fault: (i: number, k: number) => faults().get(`${i}.${k}`)?.word,
    faults,
    worths,
    /** How many leaves are worth something only beside the other units' sheets. */
    open: createMemo(() => worths().filter((worth) => worth === undefined).length),
    sum: createMemo(() => sum(worths())),
    max: sum(apply.map((leaf) => leaf?.max)),
    /** Whether the sum is brought to the maximum of the whole table. */
    scaled: out.size > 0 && apply.includes(null),
    total: createMemo(
      () =>
        totalled(
          worths().map((worth) => worth ?? null),
          leaves,
          out,
        ).total,
    ),
    /** Takes a whole column as it was kept or read. */
    put(given: Filled) {
      parts.forEach((of, i) =>
        of.forEach((part, k) => (words[i]![k] = say(part, part === "points" ? given.points[i] : given.results[i]?.[part]))),
      )
      set(leaves.map((_, i) => taking(i)))
    },
    type(i: number, k: number, word: string) {
      if (words[i]?.[k] === undefined) return
      words[i]![k] = word
      set((before) => before.with(i, taking(i)))
    },
    /** Lines as a paste brings them, from a cell on; a leaf with fewer inputs takes what is not empty, one that does not apply nothing. */
    fill(from: number, k: number, lines: readonly (readonly string[])[]) {
      const rows = lines.slice(0, leaves.length - from).map((line, r) => [from + r, line] as const)
      for (const [i, line] of rows) {
        const last = parts[i]!.length - 1
        const fitting = line.length > last + 1 ? line.filter((word) => word.trim()) : line
        fitting.forEach((word, n) => {
          const at = Math.min(k, last) + n
          if (at <= last && last >= 0) words[i]![at] = tidy(i, at, word)
        })
      }
      set((before) => before.map((of, i) => (i >= from && i < from + rows.length ? taking(i) : of)))
    },
    /** As the rest of the sheet writes it. */
    tidy: (i: number, k: number) => (words[i]?.[k] === undefined ? "" : (words[i]![k] = tidy(i, k, words[i]![k]!))),
  }
  function tidy(i: number, k: number, word: string) {
    const { value, fault } = take(parts[i]![k]!, word, leaves[i]!)
    return fault ? word.trim() : say(parts[i]![k]!, value)
  }
}

const resultOf = (parts: readonly Part[], taken: readonly Taken[]): Given | null => {
  const known = parts.flatMap((part, k) => (taken[k]!.value === undefined ? [] : [[part, taken[k]!.value]]))
  return known.length ? (Object.fromEntries(known) as Given) : null
}

/** The points of one leaf by the same rule as the server's. */
export function worthOf(leaf: Leaf, { points, results }: Filled, i: number): Worth {
  if (leaf.scoring.kind === "points") return points[i] ?? null
  const result = results[i]
  if (!result || partsOf(leaf, false).some((part) => !Object.hasOwn(result, part))) return null
  if (leaf.scoring.kind === "leader") return undefined
  return score(leaf, { kind: "self", unit: "", points: {}, results: { [leaf.code]: result }, reasons: {} }, []).points
}

type Fault = { i: number; k: number; word: Word }

/** The rule's flaws cell by cell; a result that is missing lacks each of its parts. */
function faultsIn(parts: readonly (readonly Part[])[], taken: readonly (readonly Taken[])[], found: ReturnType<typeof flaws>) {
  const ruled = found.flatMap(({ path, code }): Fault[] => {
    const [, , at, key] = path.split("/")
    const i = Number(at)
    const word = code === "file.lacks" ? "sheet.lacks" : code
    return (parts[i] ?? []).flatMap((part, k) => (key === undefined || key === part ? [{ i, k, word }] : []))
  })
  const typed = taken.flatMap((of, i) => of.flatMap(({ fault }, k): Fault[] => (fault ? [{ i, k, word: fault }] : [])))
  return new Map([...ruled, ...typed].map((one) => [`${one.i}.${one.k}`, one]))
}

export type Column = ReturnType<typeof column>
/** The cells of a sheet, column by column; a column that is not there is the own one on a cross sheet. */
export type Cells = readonly (Column | undefined)[]

/** All that keeps a sheet from being handed in, cell by cell. */
export const faultsOf = (all: Cells) =>
  all.flatMap((one, c) => [...(one?.faults().values() ?? [])].map((fault) => ({ c, ...fault }))).toSorted((a, b) => a.i - b.i || a.k - b.k)
