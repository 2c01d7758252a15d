import { typed } from "../format.ts"
import { type Leaf, type Row } from "./rows.ts"

/**
 * A pasted column whose lines fit, but hold the sum of a section: a line that is over its own leaf's maximum and equals the sum of the
 * lines below it, as many as some section has leaves. Gives the numbers of such lines, as people count them.
 */
export function subtotals(rows: readonly Row[], leaves: readonly Leaf[], from: number, lines: readonly string[]) {
  const points = lines.map((line) => typed(line) ?? null)
  const sizes = new Set(rows.flatMap((row) => ("from" in row ? [row.to - row.from] : [])))
  const summed = points.flatMap((value, r) => {
    const leaf = leaves[from + r]
    if (value === null || !leaf || value <= leaf.max) return []
    const sums = [...sizes].some((size) => size > 0 && r + size < points.length && total(points.slice(r + 1, r + 1 + size)) === value)
    return sums ? [r + 1] : []
  })
  return summed.join(", ")
}

const total = (points: readonly (number | null)[]) => points.reduce<number>((all, one) => all + (one ?? 0), 0)
