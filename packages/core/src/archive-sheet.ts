import { Kind as Agency } from "./agency.ts"
import type { BlocYear, CrossSheet, OwnSheet, Sheet } from "./bloc-year.ts"
import { Tables } from "./criteria.ts"
import { hundredths, leavesOf } from "./criteria-rule.ts"
import { HandedIn as Cross } from "./cross.ts"
import { Notes } from "./note.ts"
import { Secret } from "./secret.ts"
import { HandedIn as Self } from "./self.ts"
import { type Answer, type Once, Table } from "./table.ts"
import { verifierOf } from "./task-rule.ts"
import { Kind as Verified } from "./verified.ts"

/** A year from a file in the room that it gets: when it was brought in, the table's hash, departments by their code, head and deputy. */
export type Room = {
  id: string
  year: BlocYear
  held: { at: string; table: string }
  units: ReadonlyMap<string, string>
  led: { head: string; deputy?: string | undefined }
}
/** A member's seat: its place in the file. */
export const seatOf = (i: number) => `${i}`.padStart(2, "0")

type Row = readonly (number | null)[]
const points = (sheet: Pick<Sheet, "points">, leaves: readonly { code: string }[]): Row =>
  leaves.map(({ code }) => (Object.hasOwn(sheet.points, code) ? hundredths(sheet.points[code]!) : null))
const filled = (sheet: Pick<OwnSheet, "points" | "results">, leaves: readonly { code: string }[]) => ({
  points: [...points(sheet, leaves)],
  results: leaves.map(({ code }) => (Object.hasOwn(sheet.results, code) ? sheet.results[code]! : null)),
})
const blank: Pick<OwnSheet, "points" | "results"> = { points: {}, results: {} }

const found = ({ sheets }: Pick<BlocYear, "sheets">, kind: OwnSheet["kind"], unit: string) =>
  sheets.find((one): one is OwnSheet => one.kind === kind && one.unit === unit)

/** A unit's own sheet of a kind with its lines; undefined where the file has neither. */
function own({ table, sheets, marks }: BlocYear, kind: OwnSheet["kind"], unit: string) {
  const sheet = found({ sheets }, kind, unit)
  const lines = marks
    .filter((mark) => mark.kind === kind && mark.unit === unit)
    .map(({ code, count, evidence }) => ({ code, count, evidence }))
  return sheet || lines.length ? { ...filled(sheet ?? blank, leavesOf(table)), marks: lines } : undefined
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

/** A sheet's reasons by the places of its leaves, in the order that it has; those of the leaves alone that `mine` keeps. */
function reasonsOf(sheet: Pick<Sheet, "reasons"> | undefined, leaves: readonly { code: string }[], mine = (_: number) => true) {
  const told = leaves.flatMap(({ code }, i) => {
    const reason = sheet && Object.hasOwn(sheet.reasons, code) ? sheet.reasons[code] : undefined
    return reason !== undefined && mine(i) ? [[`${i}`, reason] as const] : []
  })
  return Object.fromEntries(told)
}
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
    crosses.push(...(await crossOf(room, unit, seat)))
    verified.push(...(await verifiedOf(room, unit, seat)))
  }
  for (const code of Tables.agencies(room.year)) agencies.push(await gridOf(room, code))
  return { selves, crosses, verified, agencies }
}
type Written<K extends keyof Kinds> = { sk: string; item: ReturnType<Kinds[K]["read"]> }[]

async function selfOf(room: Room, unit: string, seat: string) {
  const { id, year, held } = room
  const [sheet, key] = [own(year, "self", unit), { year: id, seat }]
  if (!sheet) return []
  const notes = bySeat([[seat, reasonsOf(found(year, "self", unit), leavesOf(year.table))]])
  const put = (once: Once, noted: number | undefined) => Self.put(key, { ...held, ...sheet, noted }, 0, "year.moved", once)
  return [await kept(Self.at(key).sk, room, Notes.at(Notes.OfSelf, key), put, notes)]
}

async function crossOf(room: Room, unit: string, seat: string) {
  const { id, year, held } = room
  const [rows, key] = [given(year, unit), { year: id, seat }]
  if (!rows) return []
  const crossed = leavesOf(year.table).filter((leaf) => leaf.crossed)
  const sheetTo = (of: string) => year.sheets.find((one) => one.kind === "cross" && one.scorer === unit && one.unit === of)
  const notes = bySeat(year.members.map((member, i) => [seatOf(i), reasonsOf(sheetTo(member.id), crossed)]))
  const put = (once: Once, noted: number | undefined) => Cross.put(key, { ...held, rows, noted }, 0, "year.moved", once)
  return [await kept(Cross.at(key).sk, room, Notes.at(Notes.OfCross, key), put, notes)]
}

async function verifiedOf(room: Room, unit: string, seat: string) {
  const { id, year, held } = room
  const [sheet, key] = [own(year, "verified", unit), { year: id, seat, verifier: verifierOf(room.led, seat).verifier }]
  if (!sheet) return []
  const leaves = leavesOf(year.table)
  const mine = (i: number) => leaves[i]!.verifier === undefined || leaves[i]!.verifier === unit
  const notes = bySeat([[seat, reasonsOf(found(year, "verified", unit), leaves, mine)]])
  const item = { ...held, ...withoutAgencies(year, unit, sheet) }
  const put = (once: Once, noted: number | undefined) => Verified.put(key, { ...item, noted }, 0, "year.moved", once)
  return [await kept(Verified.at(key).sk, room, Notes.at(Notes.OfVerified, key), put, notes)]
}

async function gridOf(room: Room, code: string) {
  const { id, year, held, units } = room
  const key = { year: id, verifier: units.get(code)! }
  const asked = leavesOf(year.table).filter(({ verifier }) => verifier === code)
  const told = year.members.map(
    ({ id: unit }, i) => [seatOf(i), unit === code ? {} : reasonsOf(found(year, "verified", unit), asked)] as const,
  )
  const grid = { ...held, code, rows: answers(year, code) }
  const put = (once: Once, noted: number | undefined) => Agency.put(key, { ...grid, noted }, 0, "year.moved", once)
  return kept(Agency.at(key).sk, room, Notes.at(Notes.OfAgency, key), put, bySeat(told))
}
type Kinds = { selves: typeof Self; crosses: typeof Cross; verified: typeof Verified; agencies: typeof Agency }

/** A scorer's rows, one a seat; undefined where the file has none of it. */
function given({ table, members, sheets }: BlocYear, scorer: string) {
  const crossed = leavesOf(table).filter((leaf) => leaf.crossed)
  const own = sheets.filter((sheet): sheet is CrossSheet => sheet.kind === "cross" && sheet.scorer === scorer)
  const rows = new Map(own.map((sheet) => [sheet.unit, [...points(sheet, crossed)]]))
  return own.length ? members.map(({ id }) => rows.get(id) ?? null) : undefined
}

function withoutAgencies({ table }: BlocYear, unit: string, sheet: NonNullable<ReturnType<typeof own>>) {
  const theirs = leavesOf(table).map(({ verifier }) => verifier !== undefined && verifier !== unit)
  const mine = <T>(row: readonly T[]) => row.map((one, i) => (theirs[i] ? null : one))
  return { marks: sheet.marks, points: mine(sheet.points), results: mine(sheet.results) }
}

/** What an agency verified, one row a seat: its own leaves of every unit but itself. */
function answers({ table, members, sheets }: BlocYear, agency: string) {
  const asked = leavesOf(table).filter(({ verifier }) => verifier === agency)
  return members.map(({ id }) => {
    const sheet = found({ sheets }, "verified", id)
    return sheet && id !== agency ? filled(sheet, asked) : null
  })
}
