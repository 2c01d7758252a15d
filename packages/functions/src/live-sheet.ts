import type { BlocYear, OwnSheet, Sheet } from "@khoi/core/bloc-year"
import { hundredths, type Leaf, leavesOf } from "@khoi/core/criteria-rule"
import { bare, differences, type Filled } from "@khoi/core/sheet-rule"
import type { Client } from "./client.ts"

/** What the API demands and the file does not hold. */
export const paper = "theo tệp"
/** A member's seat: its place in the file. */
export const seat = (i: number) => `${i}`.padStart(2, "0")
type Place = { year: BlocYear; at: string; hash: string }

/** Points in the order of the leaves; null where the sheet leaves one out. */
const row = ({ points }: Pick<Sheet, "points">, leaves: readonly Leaf[]) =>
  leaves.map(({ code }) => (Object.hasOwn(points, code) ? hundredths(points[code]!) : null))
const filled = (sheet: Pick<OwnSheet, "points" | "results">, leaves: readonly Leaf[]) => ({
  points: row(sheet, leaves),
  results: leaves.map(({ code }) => (Object.hasOwn(sheet.results, code) ? sheet.results[code]! : null)),
})
const sheetOf = ({ sheets }: BlocYear, kind: OwnSheet["kind"], unit: string) =>
  sheets.find((sheet): sheet is OwnSheet => sheet.kind === kind && sheet.unit === unit)

/** The file's reasons by the places of the leaves. */
const noted = ({ reasons }: Pick<Sheet, "reasons">, leaves: readonly Leaf[]) =>
  Object.fromEntries(leaves.flatMap(({ code }, i) => (Object.hasOwn(reasons, code) ? [[i, reasons[code]!] as const] : [])))

/** The same for what is verified; where it differs from what the unit gave itself and the file has no reason, the API demands one. */
function reasoned(year: BlocYear, unit: string, given: Filled, sheet: Pick<Sheet, "reasons">, leaves: readonly Leaf[]) {
  const self = sheetOf(year, "self", unit)
  const demanded = self ? differences(given, filled(self, leaves)).map((i) => [i, paper] as const) : []
  return { ...Object.fromEntries(demanded), ...noted(sheet, leaves) }
}

const nothing = { points: {}, results: {}, reasons: {} }

/** A unit's self or verified sheet with its lines, as whoever gives it hands it in; what an agency verifies is left to it. Nothing where the file has none. */
export function own({ year, hash }: Place, kind: OwnSheet["kind"], unit: string, by: Client, path: string) {
  const sheet = sheetOf(year, kind, unit)
  const marks = year.marks
    .filter((mark) => mark.kind === kind && mark.unit === unit)
    .map(({ code, count, evidence = paper }) => ({ code, count, evidence }))
  if (!sheet && !marks.length) return []
  const leaves = leavesOf(year.table)
  const { points, results } = filled(sheet ?? nothing, leaves)
  const theirs = leaves.map(({ verifier }) => kind === "verified" && verifier !== undefined && verifier !== unit)
  const mine = <T>(given: readonly T[]) => given.map((one, i) => (theirs[i] ? null : one))
  const given = { table: hash, points: mine(points), results: mine(results), marks }
  const all = kind === "self" ? noted(sheet ?? nothing, leaves) : reasoned(year, unit, given, sheet ?? nothing, leaves)
  const reasons = Object.fromEntries(Object.entries(all).filter(([i]) => !theirs[Number(i)]))
  return [{ path, sheet: given, whole: { ...given, reasons }, by, signer: by }]
}

/** What an agency verifies: its own leaves, of every unit but itself whose verified sheet the file has. */
export function grid({ year, hash, at }: Place, agency: string, by: Client) {
  const leaves = leavesOf(year.table).filter(({ verifier }) => verifier === agency)
  const rows = year.members.map(({ id }) => {
    const sheet = id === agency ? undefined : sheetOf(year, "verified", id)
    const given = sheet && filled(sheet, leaves)
    return given && !bare(given) ? { given, reasons: reasoned(year, id, given, sheet, leaves) } : null
  })
  const path = at.replace("/years/", "/agency/years/")
  const sheet = { table: hash, rows: rows.map((row) => row && row.given) }
  const whole = { table: hash, rows: rows.map((row) => row && { ...row.given, reasons: row.reasons }) }
  return rows.some((given) => given) ? [{ path, sheet, whole, by, signer: by }] : []
}

/** A scorer's rows; it stands aside for those whom it is asked to score and for whom the file has no sheet. */
export function cross({ year, hash, at }: Place, scorer: string, by: Client) {
  const given = new Map(
    year.sheets.flatMap((sheet) => (sheet.kind === "cross" && sheet.scorer === scorer ? [[sheet.unit, sheet] as const] : [])),
  )
  const leaves = leavesOf(year.table).filter(({ crossed }) => crossed)
  const rows = year.members.map(({ id }) => (given.has(id) ? row(given.get(id)!, leaves) : null))
  const aside = Object.fromEntries(year.members.flatMap(({ id }, i) => (id === scorer || given.has(id) ? [] : [[seat(i), paper]])))
  const reasons = Object.fromEntries(year.members.flatMap(({ id }, i) => (given.has(id) ? [[seat(i), noted(given.get(id)!, leaves)]] : [])))
  const sheet = { table: hash, rows, aside }
  return given.size ? [{ path: `${at}/cross`, sheet, whole: { ...sheet, reasons }, by, signer: by }] : []
}
