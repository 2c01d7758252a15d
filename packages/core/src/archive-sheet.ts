import { Kind as Agency } from "./agency.ts"
import type { BlocYear } from "./bloc-year.ts"
import { Tables } from "./criteria.ts"
import { leavesOf } from "./criteria-rule.ts"
import { HandedIn as Cross } from "./cross.ts"
import { crossOf, gridOf, headsLeaf, ownOf, reasonsOf, sheetOf } from "./file-rule.ts"
import { Notes } from "./note.ts"
import { Secret } from "./secret.ts"
import { HandedIn as Self } from "./self.ts"
import { type Answer, type Once, Table } from "./table.ts"
import { seatOf, verifierOf } from "./task-rule.ts"
import { Kind as Verified } from "./verified.ts"

/** A year from a file in the room that it gets: when it was brought in, the table's hash, departments by their code, head and deputy. */
export type Room = {
  id: string
  year: BlocYear
  held: { at: string; table: string }
  units: ReadonlyMap<string, string>
  led: { head: string; deputy?: string | undefined }
}
/** Writes one item with its notes, and finds it where a broken-off import has written it before. */
async function kept<T>(
  sk: string,
  { id }: Room,
  notes: Bound,
  put: (once: Once, noted: number | undefined) => Answer<T>,
  of: Notes.BySeat,
) {
  const beside = Notes.parts(notes, of, "year.moved")
  return { sk, item: await Table.write(put(Secret.once(`file/${id}/${sk}`, sk), Notes.counted(beside)), beside) }
}
type Bound = ReturnType<typeof Notes.at>

/** By seat, without those that have none. */
const bySeat = (all: readonly (readonly [seat: string, reasons: Record<string, string>])[]) =>
  Object.fromEntries(all.filter(([, reasons]) => Object.keys(reasons).length))

/**
 * Writes the year's sheets into a room that nobody sees before its root is there: what agencies verify in grids of theirs, the rest as
 * head, deputy or board would have. Gives them as the ranking reads them.
 */
export async function sheets(room: Room) {
  const seats = room.year.members.map((member, i) => ({ unit: member.id, seat: seatOf(i) }))
  const [selves, crosses, verified, agencies]: [Written<"selves">, Written<"crosses">, Written<"verified">, Written<"agencies">] = [
    [],
    [],
    [],
    [],
  ]
  for (const { unit, seat } of seats) {
    selves.push(...(await selfOf(room, unit, seat)))
    crosses.push(...(await crossesOf(room, unit, seat)))
    verified.push(...(await verifiedOf(room, unit, seat)))
  }
  for (const code of Tables.agencies(room.year)) agencies.push(await agencyOf(room, code))
  return { selves, crosses, verified, agencies }
}
type Written<K extends keyof Kinds> = { sk: string; item: ReturnType<Kinds[K]["read"]> }[]

async function selfOf(room: Room, unit: string, seat: string) {
  const { id, year, held } = room
  const [sheet, key] = [ownOf(year, "self", unit), { year: id, seat }]
  if (!sheet) return []
  const notes = bySeat([[seat, reasonsOf(sheetOf(year, "self", unit), leavesOf(year.table))]])
  const put = (once: Once, noted: number | undefined) => Self.put(key, { ...held, ...sheet, noted }, 0, "year.moved", once)
  return [await kept(Self.at(key).sk, room, Notes.at(Notes.OfSelf, key), put, notes)]
}

async function crossesOf(room: Room, unit: string, seat: string) {
  const { id, year, held } = room
  const [rows, key] = [crossOf(year, unit), { year: id, seat }]
  if (!rows) return []
  const notes = bySeat(rows.map((row, i) => [seatOf(i), row?.reasons ?? {}]))
  const given = rows.map((row) => row && row.points)
  const put = (once: Once, noted: number | undefined) => Cross.put(key, { ...held, rows: given, noted }, 0, "year.moved", once)
  return [await kept(Cross.at(key).sk, room, Notes.at(Notes.OfCross, key), put, notes)]
}

async function verifiedOf(room: Room, unit: string, seat: string) {
  const { id, year, held } = room
  const [sheet, key] = [ownOf(year, "verified", unit), { year: id, seat, verifier: verifierOf(room.led, seat).verifier }]
  if (!sheet) return []
  const mine = headsLeaf(year, unit)
  const own = <T>(row: readonly T[]) => row.map((one, i) => (mine(i) ? one : null))
  const notes = bySeat([[seat, reasonsOf(sheetOf(year, "verified", unit), leavesOf(year.table), mine)]])
  const item = { ...held, marks: sheet.marks, points: own(sheet.points), results: own(sheet.results) }
  const put = (once: Once, noted: number | undefined) => Verified.put(key, { ...item, noted }, 0, "year.moved", once)
  return [await kept(Verified.at(key).sk, room, Notes.at(Notes.OfVerified, key), put, notes)]
}

async function agencyOf(room: Room, code: string) {
  const { id, year, held, units } = room
  const key = { year: id, verifier: units.get(code)! }
  const { rows } = gridOf(year, code)
  const notes = bySeat(rows.map((row, i) => [seatOf(i), row?.reasons ?? {}]))
  const grid = { ...held, code, rows: rows.map((row) => row && row.given) }
  const put = (once: Once, noted: number | undefined) => Agency.put(key, { ...grid, noted }, 0, "year.moved", once)
  return kept(Agency.at(key).sk, room, Notes.at(Notes.OfAgency, key), put, notes)
}
type Kinds = { selves: typeof Self; crosses: typeof Cross; verified: typeof Verified; agencies: typeof Agency }
