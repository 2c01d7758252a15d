import type { Given, Table } from "./bloc-year.ts"
import { unsoundResult } from "./bloc-year-sheet-rule.ts"
import { type Leaf, leavesOf } from "./criteria-rule.ts"
import type { Code, Field } from "./fault.ts"
import type { Filled, Mark } from "./sheet-rule.ts"

/** What stands at one place of a sheet: typed points (whole hundredths), a result, or how often a bonus or penalty line counts. */
export type Value = { points?: number | undefined; result?: Given | undefined; count?: number | undefined }
/** A place of the locked table that one can appeal about; codes may hold signs that no key may, so places are numbered. */
export type Place = { item: string; code: string; name: string; leaf?: Leaf; i: number }
type Sheet = Filled & { readonly marks: readonly Mark[] }

/** Leaves `l0`…, bonus lines `b0`…, penalty lines `p0`…, each in the table's order. */
export const placesOf = (table: Table): Place[] => [
  ...leavesOf(table).map((leaf, i) => ({ item: `l${i}`, code: leaf.code, name: leaf.name, leaf, i })),
  ...table.bonus.map(({ code, name }, i) => ({ item: `b${i}`, code, name, i })),
  ...table.penalty.map(({ code, name }, i) => ({ item: `p${i}`, code, name, i })),
]

/** What a sheet says at a place; undefined where it says nothing. A line that nobody has claimed counts zero times. */
export function valueAt({ points, results, marks }: Sheet, { leaf, code, i }: Place): Value | undefined {
  if (!leaf) return { count: marks.reduce((all, mark) => (mark.code === code ? all + mark.count : all), 0) }
  if (leaf.scoring.kind === "points") return points[i] == null ? undefined : { points: points[i] }
  return results[i] ? { result: results[i] } : undefined
}

const set = <T>(row: readonly (T | null)[], i: number, value: T) =>
  Array.from({ length: Math.max(row.length, i + 1) }, (_, k) => (k === i ? value : (row[k] ?? null)))

/** The sheet with another value at that place; a line keeps its document, else `evidence` stands for it. */
export function withValue<T extends Sheet>(sheet: T, { leaf, code, i }: Place, value: Value, evidence: string): T {
  if (value.points !== undefined) return { ...sheet, points: set(sheet.points, i, value.points) }
  if (value.result) return { ...sheet, results: set(sheet.results, i, value.result) }
  if (leaf) return sheet
  const before = sheet.marks.find((mark) => mark.code === code)
  const others = sheet.marks.filter((mark) => mark.code !== code)
  return { ...sheet, marks: [...others, { code, count: value.count ?? 0, evidence: before?.evidence ?? evidence }] }
}

/** Everything that is wrong with a value for this place, below `path`: computed kinds take results, never points. */
export function valueFlaws({ leaf }: Place, value: Value, path: string): Field[] {
  const at = (step: string, code: Code): Field => ({ in: "json", path: `${path}${step}`, code })
  const key = !leaf ? "count" : leaf.scoring.kind === "points" ? "points" : "result"
  const extra = (["points", "result", "count"] as const).flatMap((one) =>
    one !== key && value[one] !== undefined ? [at(`/${one}`, "sheet.extra")] : [],
  )
  if (value[key] === undefined) return [...extra, at(`/${key}`, "sheet.lacks")]
  if (leaf && value.points !== undefined && value.points > leaf.max) return [...extra, at("/points", "sheet.over")]
  if (!leaf || !value.result) return extra
  return [...extra, ...unsoundResult(leaf, value.result).map((flaw) => at(`/result${flaw.path}`, flaw.code))]
}

export * as AppealRule from "./appeal-rule.ts"
