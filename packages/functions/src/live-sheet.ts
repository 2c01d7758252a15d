import type { BlocYear, OwnSheet } from "@khoi/core/bloc-year"
import { leavesOf } from "@khoi/core/criteria-rule"
import { crossOf, filled, gridOf, headsLeaf, ownOf, paper, reasonsOf, sheetOf } from "@khoi/core/file-rule"
import { differences, type Filled } from "@khoi/core/sheet-rule"
import { seatOf } from "@khoi/core/task-rule"
import type { Client } from "./client.ts"

type Place = { year: BlocYear; at: string; hash: string }

/** Where what is verified differs from what the unit gave itself, the API demands a reason: the file's, or that it is the file's. */
function reasoned(year: BlocYear, unit: string, given: Filled, leaves: ReturnType<typeof leavesOf>, reasons: Record<string, string>) {
  const self = sheetOf(year, "self", unit)
  const demanded = self ? differences(given, filled(self, leaves)).map((i) => [i, paper] as const) : []
  return { ...Object.fromEntries(demanded), ...reasons }
}

/** A unit's self or verified sheet with its lines, as whoever gives it hands it in; what an agency verifies is left to it. Nothing where the file has none. */
export function own({ year, hash }: Place, kind: OwnSheet["kind"], unit: string, by: Client, path: string) {
  const sheet = ownOf(year, kind, unit)
  if (!sheet) return []
  const leaves = leavesOf(year.table)
  const heads = headsLeaf(year, unit)
  const mine = (i: number) => kind === "self" || heads(i)
  const kept = <T>(given: readonly T[]) => given.map((one, i) => (mine(i) ? one : null))
  const marks = sheet.marks.map(({ evidence = paper, ...mark }) => ({ ...mark, evidence }))
  const given = { table: hash, points: kept(sheet.points), results: kept(sheet.results), marks }
  const said = reasonsOf(sheetOf(year, kind, unit), leaves, mine)
  const all = kind === "self" ? said : reasoned(year, unit, given, leaves, said)
  const reasons = Object.fromEntries(Object.entries(all).filter(([i]) => mine(Number(i))))
  return [{ path, sheet: given, whole: { ...given, reasons }, by, signer: by }]
}

/** What an agency verifies: its own leaves, of every unit but itself whose verified sheet the file has. */
export function grid({ year, hash, at }: Place, agency: string, by: Client) {
  const { leaves, rows } = gridOf(year, agency)
  const path = at.replace("/years/", "/agency/years/")
  const sheet = { table: hash, rows: rows.map((row) => row && row.given) }
  const told = rows.map((row) => row && { ...row.given, reasons: reasoned(year, row.unit, row.given, leaves, row.reasons) })
  return rows.some((row) => row) ? [{ path, sheet, whole: { table: hash, rows: told }, by, signer: by }] : []
}

/** A scorer's rows; it stands aside for those whom it is asked to score and for whom the file has no sheet. */
export function cross({ year, hash, at }: Place, scorer: string, by: Client) {
  const rows = crossOf(year, scorer)
  if (!rows) return []
  const others = year.members.flatMap(({ id }, i) => (id === scorer || rows[i] ? [] : [[seatOf(i), paper]]))
  const reasons = Object.fromEntries(rows.flatMap((row, i) => (row ? [[seatOf(i), row.reasons]] : [])))
  const sheet = { table: hash, rows: rows.map((row) => row && row.points), aside: Object.fromEntries(others) }
  return [{ path: `${at}/cross`, sheet, whole: { ...sheet, reasons }, by, signer: by }]
}
