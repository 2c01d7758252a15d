import type { Given } from "./bloc-year.ts"
import { unsoundResult } from "./bloc-year-sheet-rule.ts"
import type { Leaf } from "./criteria-rule.ts"
import type { Code, Field } from "./fault.ts"

/** A leaf as a sheet sees it; null where it is struck or not applicable to the unit, so that nothing may stand there. */
export type Asked = Pick<Leaf, "max" | "scoring"> | null
type Row = readonly (number | null)[]
/** Points in whole hundredths and results, each in the order of the leaves. */
export type Filled = { readonly points: Row; readonly results: readonly (Given | null)[] }

const at = (path: string, code: Code): Field => ({ in: "json", path, code })

/** Everything that keeps a sheet from being handed in. Zero is a score, null is missing. */
export const flaws = ({ points, results }: Filled, leaves: readonly Asked[]): Field[] =>
  Array.from({ length: Math.max(points.length, results.length, leaves.length) }, (_, i): Field[] => {
    const leaf = leaves[i] ?? null
    const typed = leaf?.scoring.kind === "points"
    return [
      ...pointFlaws(points[i] ?? null, typed ? leaf : null, `/points/${i}`),
      ...resultFlaws(results[i] ?? null, typed ? null : leaf, `/results/${i}`),
    ]
  }).flat()

function pointFlaws(given: number | null, leaf: Asked, path: string): Field[] {
  if (!leaf) return given === null ? [] : [at(path, "sheet.extra")]
  return given === null ? [at(path, "sheet.lacks")] : given > leaf.max ? [at(path, "sheet.over")] : []
}

function resultFlaws(given: Given | null, leaf: Asked, path: string): Field[] {
  if (!leaf) return given === null ? [] : [at(path, "sheet.extra")]
  if (given === null) return [at(path, "sheet.lacks")]
  return unsoundResult(leaf, given).map((flaw) => at(`${path}${flaw.path}`, flaw.code))
}

/** The same for the rows of one scorer, one a seat; the own seat's row is null, and nobody else's is. Peers judge by typed points whatever the kind. */
export const crossFlaws = (rows: readonly (Row | null)[], leaves: readonly (readonly Asked[])[], own: number): Field[] =>
  Array.from({ length: Math.max(rows.length, leaves.length) }, (_, i): Field[] => {
    const row = rows[i]
    const asked = leaves[i]
    if (i === own || !asked) return row ? [at(`/rows/${i}`, "file.self")] : []
    return Array.from({ length: Math.max(row?.length ?? 0, asked.length) }, (_, k) =>
      pointFlaws(row?.[k] ?? null, asked[k] ?? null, `/rows/${i}/${k}`),
    ).flat()
  }).flat()

export * as SheetRule from "./sheet-rule.ts"
