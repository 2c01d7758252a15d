import type { Field } from "./fault.ts"

/** Everything that keeps a sheet from being handed in; points in whole hundredths, in the order of the leaves. Zero is a score, null is missing. */
export const flaws = (points: readonly (number | null)[], leaves: readonly { max: number }[], at = "/points"): Field[] =>
  Array.from({ length: Math.max(points.length, leaves.length) }, (_, i): Field[] => {
    const given = points[i] ?? null
    const code = given === null ? "sheet.lacks" : given > (leaves[i]?.max ?? -1) && "sheet.over"
    return code ? [{ in: "json", path: `${at}/${i}`, code }] : []
  }).flat()

/** The same for the rows of one scorer, one row a seat; the own seat's row is null, and nobody else's is. */
export const crossFlaws = (
  rows: readonly (readonly (number | null)[] | null)[],
  leaves: readonly { max: number }[],
  seats: number,
  own: number,
): Field[] =>
  Array.from({ length: Math.max(rows.length, seats) }, (_, i): Field[] => {
    const row = rows[i]
    const at = `/rows/${i}`
    if (i === own || i >= seats) return row ? [{ in: "json", path: at, code: "file.self" }] : []
    return flaws(row ?? [], leaves, at)
  }).flat()

export * as SheetRule from "./sheet-rule.ts"
