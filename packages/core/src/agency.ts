import * as z from "zod"
import { Actor } from "./actor.ts"
import { Scoring } from "./bloc-year.ts"
import { type Criteria, Tables } from "./criteria.ts"
import { leavesOf } from "./criteria-rule.ts"
import { Decisions } from "./decision.ts"
import { Departments } from "./department.ts"
import { dueOf } from "./due-rule.ts"
import { Fault, type Field, missing } from "./fault.ts"
import { Log } from "./log.ts"
import { Notes, Reasons } from "./note.ts"
import { agencyPhases, past, type Phase, phases } from "./phase.ts"
import { Secret } from "./secret.ts"
import { Filled, Hash, HandedIn as SelfSheet, Noted, standing as stands } from "./self.ts"
import { bare, flaws, reasonFlaws } from "./sheet-rule.ts"
import { type Once, Table } from "./table.ts"
import { seatOf } from "./task-rule.ts"
import { Names, Root, Seat, Years } from "./year.ts"

const Row = z.strictObject(Filled)
/** What an agency verifies of a bloc: its own leaves in the table's order, a row a seat; null where it has not answered yet, or has nothing to. */
export const Grid = z.strictObject({ table: Hash, rows: z.array(Row.nullable()).max(60, "input.invalid") })
export type Grid = z.output<typeof Grid>
const WholeRow = z.strictObject({ ...Filled, reasons: Reasons.default({}) })
/** As it is confirmed: each row with the reasons of the leaves that are verified otherwise than the unit gave itself. */
export const Whole = z.strictObject({ table: Hash, rows: z.array(WholeRow.nullable()).max(60, "input.invalid") })
export type Whole = z.output<typeof Whole>
/** `corrected`: the last wording of a leaf, by which minutes. */
const Corrected = z.object({ name: z.string(), was: z.string().optional(), number: z.string(), date: z.string() })
/** One of its leaves; `i` is its place in the whole table. */
const Asked = z.object({
  ...{ i: z.int(), code: z.string(), name: z.string(), max: z.int() },
  ...{ scoring: Scoring, corrected: Corrected.nullable() },
})
/** The agency's grid of one bloc-year: what it is asked, its draft, what it has confirmed, and what the units gave themselves. */
export const Shown = z.object({
  name: z.string(),
  year: z.int(),
  phase: z.enum(phases),
  due: z.string().nullable(),
  table: Hash.nullable(),
  leaves: z.array(Asked),
  members: z.array(z.object({ seat: Seat, code: z.string(), name: z.string(), asked: z.array(z.boolean()) })),
  rows: Grid.shape.rows,
  confirmed: Grid.shape.rows,
  selves: Grid.shape.rows,
})
export const Saved = z.object({ table: Hash, rows: Grid.shape.rows })
export const Receipt = z.object({ rows: z.int(), at: z.string() })
export const Listed = z.object({ years: z.array(z.object({ calendar: z.int(), year: z.string() })) })

const _ = z.literal(1).default(1)
const Draft = Table.kind({ space: "D#department", sk: "Y#year#V", schema: z.object({ _, ...Grid.shape }) })
/** An agency's leaves for all seats of the bloc; `code` is the agency's own. */
export const Kind = Table.kind({
  space: "Y#year",
  sk: "V#verifier",
  schema: z.object({ _, at: z.iso.datetime(), code: z.string(), mark: z.instanceof(Uint8Array).optional(), ...Noted, ...Grid.shape }),
})

/** An agency's leaves in the table's order, and for a unit (by its code) which of them it answers: never its own unit's. */
const ownLeaves = ({ table }: Criteria, agency: string) =>
  leavesOf(table).flatMap((leaf, i) => (leaf.verifier === agency ? [{ ...leaf, i }] : []))
const askedOf = (criteria: Criteria, agency: string, unit: string, struck: readonly string[]) => {
  const asked = Tables.asked(criteria, unit, { struck })
  return ownLeaves(criteria, agency).map(({ i }) => (unit === agency ? null : asked[i]))
}

/** The years in which the own department verifies as an agency. */
export async function list() {
  Actor.need("agency.list")
  return { years: await Years.verified() }
}

/** A year as it stands for the own department: root, names, what is decided beside, what it has confirmed and begun, in one batch. Fault `missing`. */
async function standing(year: string) {
  const verifier = Actor.person().department
  const kinds = [Root, Names, Decisions.Kind] as const
  const keys = [...kinds.map((kind) => kind.at({ year })), Kind.at({ year, verifier }), Draft.at({ year })]
  const [root, names, decided, done, draft] = await Table.several(keys, true)
  if (!root || !names) return missing()
  const now = Root.read(root)
  Years.called(year, Names.read(names))
  return {
    root: now,
    // A batch is no snapshot: whoever joins meanwhile may stand in one of the two alone.
    names: await Years.names(year, Object.keys(now.seats)),
    corrected: Decisions.wordingOf(decided && Decisions.Kind.read(decided)),
    done: done && Kind.read(done),
    draft: draft && Draft.read(draft),
  }
}

/** The year as it stands, its table and the own department's code, where it is an agency of the year. Fault `missing`. */
async function place(year: string) {
  if (!(await Years.verified()).some((one) => one.year === year)) missing()
  const [at, code] = await Promise.all([standing(year), Departments.codeOf(Actor.person().department)])
  const criteria = await Tables.adopted(year, Secret.hex(at.root.table ?? missing()))
  // Another table may leave it nothing to verify.
  if (!Tables.agencies(criteria).includes(code)) missing()
  return { ...at, code, criteria }
}

/** The grid with the draft; self sheets once self-scoring is over for all. Fault `missing`. */
export async function read(year: string) {
  Actor.need("agency.read")
  const { root, names, code, criteria, corrected, done, draft } = await place(year)
  const own = ownLeaves(criteria, code)
  const seats = Years.inOrder(root.seats)
  return {
    ...{ name: names.name, year: names.year, phase: root.phase, due: dueOf(names, "verifying") ?? null },
    table: Secret.hex(root.table!),
    leaves: own.map(({ i, code, name, max, scoring }) => ({ i, code, name, max, scoring, corrected: corrected.get(code) ?? null })),
    members: seats.map((seat) => ({
      ...{ seat, code: names.seats[seat]!.code, name: names.seats[seat]!.name },
      asked: askedOf(criteria, code, names.seats[seat]!.code, []).map((leaf) => !!leaf && root.seats[seat]!.left === undefined),
    })),
    rows: draft?.rows ?? [],
    confirmed: done?.rows ?? [],
    selves: await selvesOf(year, root.phase, seats, own),
    v: draft?.v ?? 0,
  }
}

/** Keeps the draft as it is. Faults `missing`, `version.stale`. */
export async function save(year: string, grid: Grid, version: number, once: Once) {
  Actor.need("agency.save")
  if (!(await Years.verified()).some((one) => one.year === year)) missing()
  return Draft.save({ year }, grid, version, "version.stale", once)
}

export type Rows = Grid["rows"]
/** Everything that is wrong with the rows: each that is given is whole, at least one is. */
function flawsOf(rows: Whole["rows"], asked: readonly ReturnType<typeof askedOf>[], selves: Rows): Field[] {
  if (!rows.some((row) => row && !bare(row))) return [{ in: "json", path: "/rows", code: "sheet.lacks" }]
  return rows.flatMap((row, i): Field[] => {
    if (!row) return []
    if (!asked[i]) return [{ in: "json", path: `/rows/${i}`, code: "sheet.extra" }]
    const found = [...flaws(row, asked[i]), ...reasonFlaws(row, selves[i] ?? null, row.reasons, asked[i])]
    return found.map((field) => ({ ...field, path: `/rows/${i}${field.path}` }))
  })
}

/** What the units gave themselves on the agency's leaves, in seat order; nothing until self-scoring is over for all. */
async function selvesOf(year: string, phase: Phase, seats: readonly string[], own: readonly { i: number }[]): Promise<Rows> {
  if (!past(phase, "selfScoring")) return seats.map(() => null)
  const { selves } = await Table.span(SelfSheet.at({ year }).pk, { selves: SelfSheet }, { from: "S#", to: "S#~", strong: true })
  const given = new Map(selves.filter(({ item }) => stands(item)).map(({ sk, item }) => [sk.slice(2), item]))
  const pick = <T>(row: readonly T[]) => own.map(({ i }) => row[i] ?? null)
  return seats.map((seat) => {
    const sheet = given.get(seat)
    return sheet ? { points: pick(sheet.points), results: pick(sheet.results) } : null
  })
}

/**
 * Hands the rows that are given in as verified; rows may follow later, until verification closes, and none can be taken back. Once
 * every unit is answered nobody waits for this agency any more. Faults `missing`, `agency.closed`, `agency.confirmed`, `version.stale`.
 */
export async function confirm(year: string, whole: Whole, version: number, once: Once) {
  Actor.need("agency.confirm")
  const { root, names, code, criteria } = await place(year)
  const seats = Years.inOrder(names.seats)
  const units = seats.map((seat) => names.seats[seat]!.code)
  const selves = await selvesOf(year, root.phase, seats, ownLeaves(criteria, code))
  await Decisions.flawless(year, ({ struck }) =>
    flawsOf(
      whole.rows,
      units.map((unit) => askedOf(criteria, code, unit, struck)),
      selves,
    ),
  )
  const bare = whole.rows.map((row) => row && { points: row.points, results: row.results })
  const made = await Table.anew(
    () => add(year, { code, criteria }, whole, { table: whole.table, rows: bare }, version, once),
    10,
    "year.moved",
  )
  return { rows: made.rows.filter((row) => row).length, at: made.at }
}

type Room = { code: string; criteria: Criteria; units: readonly string[] }
type Seats = { seats: Record<string, { left?: string | undefined }> }

/** Whether any unit is still to be answered for; who has left is waited for no more. */
export const waited = ({ code, criteria, units }: Room, { seats }: Seats, given: Rows) =>
  units.some((unit, i) => !given[i] && !seats[seatOf(i)]!.left && askedOf(criteria, code, unit, []).some((leaf) => leaf))

/** Whether an agency, by its id and its code, has still something to answer in a year with this root. */
export async function lacks(year: string, root: Root, verifier: string, code: string) {
  if (!root.table || !agencyPhases.includes(root.phase)) return false
  const [criteria, item] = [await Tables.adopted(year, Secret.hex(root.table)), await Kind.find({ year, verifier })]
  return waited({ code, criteria, units: await unitsOf(year, root) }, root, item?.rows ?? [])
}

/** Adds the rows to those that stand, with their notes. */
async function add(year: string, { code, criteria }: Omit<Room, "units">, whole: Whole, grid: Grid, version: number, once: Once) {
  const verifier = Actor.person().department
  const { root, done: old, draft } = await standing(year)
  const mark = Secret.mark(once)
  // What stands is read anew each time, so the item itself must tell the same act again.
  if (old && Table.marked(old.mark, mark)) return old
  const room = { code, criteria, units: await unitsOf(year, root) }
  const rows = agencyPhases.includes(root.phase) ? merged(old?.rows ?? [], grid.rows, room.units.length) : grid.rows
  const last = waited(room, root, old?.rows ?? []) && !waited(room, root, rows)
  const done = last ? { agencies: -1, ...(root.phase === "verifying" && { waits: -1 }) } : {}
  const given = whole.rows.flatMap((row, i) =>
    row && !old?.rows[i] && Object.keys(row.reasons).length ? [[seatOf(i), row.reasons] as const] : [],
  )
  const notes = Notes.parts(Notes.at(Notes.OfAgency, { year, verifier }), Object.fromEntries(given), "year.moved", old?.v)
  const item = { table: grid.table, rows, code, at: new Date().toISOString(), noted: Notes.counted(notes, old?.noted), mark }
  return Table.write(Kind.put({ year, verifier }, item, old?.v ?? 0, "year.moved", once), [
    Root.change({ year }, { add: { verifications: 1, ...done } }, [
      ["phase", agencyPhases.includes(root.phase) ? root.phase : "", agencyPhases.includes(root.phase) ? "year.moved" : "agency.closed"],
      // Whether these were its last rows depends on who takes part.
      ["members", root.members, "year.moved"],
      ["table", new Uint8Array(Buffer.from(grid.table, "hex")), "self.table"],
    ]),
    Draft.put({ year }, { ...grid, rows: grid.rows.map((row, i) => row ?? begun(draft, grid.table)[i] ?? null) }, version, "version.stale"),
    ...notes,
    Log.entry(year, "agency.confirm", { seat: Years.seatIn(root, verifier), to: `${grid.rows.filter((row) => row).length}`, once }),
  ])
}
/** What is begun and not handed in yet stays in the draft. */
const begun = (draft: Grid | undefined, table: string): Rows => (draft?.table === table ? draft.rows : [])

/** The rows that stand, and those that came now; one that stands is not replaced. Fault `agency.confirmed`. */
function merged(old: Rows, now: Rows, size: number): Rows {
  const twice = now.flatMap((row, i): Field[] =>
    row && old[i] && JSON.stringify(row) !== JSON.stringify(old[i]) ? [{ in: "json", path: `/rows/${i}`, code: "agency.confirmed" }] : [],
  )
  if (twice.length) throw new Fault("agency.confirmed", twice)
  return Array.from({ length: size }, (_, i) => old[i] ?? now[i] ?? null)
}

/** How many agencies had answered for every unit and are to answer for one more, which joins on `seat` under a code. */
export async function begunAnew(year: string, criteria: Criteria, root: Root, joins: { seat: string; code: string }) {
  const units = [...(await unitsOf(year, root)), joins.code]
  const after = { seats: { ...root.seats, [joins.seat]: { left: undefined } } }
  return counted(year, criteria, (room, rows) => !waited(room, root, rows) && waited({ ...room, units }, after, rows), root)
}

/** How many agencies have nothing left to answer once a seat leaves. Read for a departure alone, whose condition is that the root has not changed. */
export async function freed(year: string, root: Root, seat: string) {
  if (!root.table || past(root.phase, "verifying")) return 0
  const after = { seats: { ...root.seats, [seat]: { left: "now" } } }
  const criteria = await Tables.adopted(year, Secret.hex(root.table))
  return counted(year, criteria, (room, rows) => waited(room, root, rows) && !waited(room, after, rows), root)
}

async function counted(year: string, criteria: Criteria, which: (room: Room, rows: Rows) => boolean, root: Root) {
  const units = await unitsOf(year, root)
  const found = Tables.agencies(criteria).map(async (code) => {
    const rows = (await Kind.find({ year, verifier: await Departments.byCode(code) }))?.rows
    return which({ code, criteria, units }, rows ?? [])
  })
  return (await Promise.all(found)).filter(Boolean).length
}

/** The codes of all units, in seat order. */
async function unitsOf(year: string, root: Pick<Root, "seats">) {
  const { seats } = await Years.names(year, Object.keys(root.seats))
  return Years.inOrder(root.seats).map((seat) => seats[seat]!.code)
}

/** What the agencies are to say of one unit and have said so far, leaf by leaf (`i` in the table's order); null where they have not. */
export async function answers(year: string, criteria: Criteria, seat: string) {
  const unit = (await Years.names(year, [seat])).seats[seat]!.code
  const agencies = Tables.agencies(criteria).filter((agency) => agency !== unit)
  const found = await Promise.all(
    agencies.map(async (agency) => {
      const verifier = await Departments.byCode(agency)
      const item = await Kind.find({ year, verifier })
      const reasons = (await Notes.handedIn(Notes.at(Notes.OfAgency, { year, verifier }), item))[seat] ?? {}
      return answersOf(criteria, agency, unit, item?.rows[Number(seat)] ?? null, reasons)
    }),
  )
  return found.flat()
}

/** One agency's row by the leaves of the whole table; leaves that do not apply to the unit are left out. */
export function answersOf(
  criteria: Criteria,
  agency: string,
  unit: string,
  row: Rows[number],
  reasons: Readonly<Record<string, string>> = {},
) {
  const asked = askedOf(criteria, agency, unit, [])
  return ownLeaves(criteria, agency).flatMap(({ i }, k) =>
    asked[k] ? [{ i, verifier: agency, points: row?.points[k] ?? null, result: row?.results[k] ?? null, reason: reasons[k] ?? null }] : [],
  )
}

export * as Agencies from "./agency.ts"
