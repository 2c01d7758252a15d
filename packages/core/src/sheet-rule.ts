import type { Given, Table } from "./bloc-year.ts"
import { unsoundResult } from "./bloc-year-sheet-rule.ts"
import type { Leaf } from "./criteria-rule.ts"
import type { Code, Field } from "./fault.ts"

/**
 * A leaf as a sheet sees it; null where it is not the sheet's to give, so that nothing may stand there; undefined where it is struck
 * for all, and what was typed before counts no more.
 */
export type Asked = Pick<Leaf, "max" | "scoring"> | null | undefined
type Row = readonly (number | null)[]
/** Points in whole hundredths and results, each in the order of the leaves. */
export type Filled = { readonly points: Row; readonly results: readonly (Given | null)[] }

const at = (path: string, code: Code): Field => ({ in: "json", path, code })

/** Everything that keeps a sheet from being handed in. Zero is a score, null is missing. */
export const flaws = ({ points, results }: Filled, leaves: readonly Asked[]): Field[] =>
  Array.from({ length: Math.max(points.length, results.length, leaves.length) }, (_, i): Field[] => {
    const leaf = leaves[i] ?? null
    if (!leaf && i < leaves.length && leaves[i] === undefined) return []
    const typed = leaf?.scoring.kind === "points"
    return [
      ...pointFlaws(points[i] ?? null, typed ? leaf : null, `/points/${i}`),
      ...resultFlaws(results[i] ?? null, typed ? null : leaf, `/results/${i}`),
    ]
  }).flat()

type Whole = Exclude<Asked, undefined>
function pointFlaws(given: number | null, leaf: Whole, path: string): Field[] {
  if (!leaf) return given === null ? [] : [at(path, "sheet.extra")]
  return given === null ? [at(path, "sheet.lacks")] : given > leaf.max ? [at(path, "sheet.over")] : []
}

function resultFlaws(given: Given | null, leaf: Whole, path: string): Field[] {
  if (!leaf) return given === null ? [] : [at(path, "sheet.extra")]
  if (given === null) return [at(path, "sheet.lacks")]
  return unsoundResult(leaf, given).map((flaw) => at(`${path}${flaw.path}`, flaw.code))
}

/** Notes and reasons by the place of their leaf. */
type Notes = Readonly<Record<string, string>>

/** Notes on leaves that are not the sheet's to give. */
export const noteFlaws = (notes: Notes, leaves: readonly Asked[], path = "/reasons"): Field[] =>
  Object.keys(notes).flatMap((i) =>
    leaves[Number(i)] || (Number(i) < leaves.length && leaves[Number(i)] === undefined) ? [] : [at(`${path}/${i}`, "sheet.extra")],
  )

/** Whether two results, or points, say the same, in whatever order their keys came. */
export const alike = (a: Given | number | null | undefined, b: Given | number | null | undefined) => {
  if (!a || !b || typeof a !== "object" || typeof b !== "object") return (a ?? null) === (b ?? null)
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])] as (keyof Given)[]
  return keys.every((key) => a[key] === b[key])
}

/** Where a sheet says something else than the unit gave itself; nothing does where either says nothing. */
export const differences = (given: Filled, self: Filled) =>
  Array.from({ length: Math.max(given.points.length, given.results.length) }, (_, i) => i).filter((i) => {
    const [now, before] = [given.points[i] ?? given.results[i], self.points[i] ?? self.results[i]]
    return now != null && before != null && !alike(now, before)
  })

/** Leaves verified otherwise than the unit gave itself, without a reason. Where it handed nothing in there is nothing to differ from. */
export const reasonFlaws = (given: Filled, self: Filled | null, notes: Notes, leaves: readonly Asked[], path = "/reasons"): Field[] => [
  ...noteFlaws(notes, leaves, path),
  ...(self ? differences(given, self) : []).flatMap((i) => (leaves[i] && !notes[i] ? [at(`${path}/${i}`, "sheet.reason")] : [])),
]

/** A bonus or penalty line on a sheet: how often, by which document. */
export type Mark = { readonly code: string; readonly count: number; readonly evidence?: string | undefined }

/** A thousand million points for one line are a slip of the hand; a line with a cap comes to no more than that. */
export const tooMuch = (line: Table["bonus"][number] | undefined, count: number) =>
  !!line && line.max === undefined && line.points * count > 1_000_000_000

/** Lines that the table does not know, and those claimed without a document. */
export const lineFlaws = (marks: readonly Mark[], { bonus, penalty }: Pick<Table, "bonus" | "penalty">): Field[] => {
  const known = new Map([...bonus, ...penalty].map((line) => [line.code, line]))
  return marks.flatMap(({ code, count, evidence }, i) => [
    ...(known.has(code) ? [] : [at(`/marks/${i}/code`, "sheet.line")]),
    ...(tooMuch(known.get(code), count) ? [at(`/marks/${i}/count`, "input.number")] : []),
    ...(evidence ? [] : [at(`/marks/${i}/evidence`, "sheet.evidence")]),
  ])
}

/** Whether nothing at all is given for the criteria: such a sheet holds bonus and penalty lines alone. */
export const bare = ({ points, results }: Filled) => [...points, ...results].every((given) => given === null)

/** What one scorer's rows are held against: leaves by seat, the own seat, whom the rules ask for, and whom it stands aside for. */
export type Peers = { leaves: readonly (readonly Asked[])[]; own: number; asked: ReadonlySet<number>; aside: ReadonlySet<number> }

/**
 * The same for the rows of one scorer, one a seat; the own seat's row is null. Peers judge by typed points whatever the kind; who is not
 * asked for may be scored too, and whoever is asked for is, unless the scorer stands aside.
 */
export const crossFlaws = (rows: readonly (Row | null)[], { leaves, own, asked, aside }: Peers): Field[] =>
  Array.from({ length: Math.max(rows.length, leaves.length) }, (_, i): Field[] => {
    const [row, wanted] = [rows[i], leaves[i]]
    if (i === own || !wanted) return row ? [at(`/rows/${i}`, "file.self")] : []
    if (aside.has(i)) return row ? [at(`/rows/${i}`, "cross.aside")] : []
    if (!row && !asked.has(i)) return []
    return Array.from({ length: Math.max(row?.length ?? 0, wanted.length) }, (_, k) =>
      k < wanted.length && wanted[k] === undefined ? [] : pointFlaws(row?.[k] ?? null, wanted[k] ?? null, `/rows/${i}/${k}`),
    ).flat()
  }).flat()

export * as SheetRule from "./sheet-rule.ts"
