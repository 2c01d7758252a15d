import * as z from "zod"
import { Actor } from "./actor.ts"
import { type Adoption, adoptions } from "./adoption-rule.ts"
import { Fault, missing } from "./fault.ts"
import { Log } from "./log.ts"
import { namings, optional, phases } from "./phase.ts"
import { type Must, Table } from "./table.ts"
import { Text } from "./text.ts"
import { seatOf } from "./task-rule.ts"

/** Seats 00..59 number the members for the whole year. */
export const Seat = z.string().regex(/^[0-5]\d$/, "input.invalid")
const bytes = z.instanceof(Uint8Array)
const _ = z.literal(1).default(1)
const Phase = z.enum(phases)
/** Days by which phases are due, to their end (Asia/Ho_Chi_Minh). */
export const Due = z.partialRecord(Phase, Text.Day)

/**
 * The root: what every act is decided on. Hashes are of the locked table and the pledge's text; `waits` counts down in a phase,
 * from the members, the `scorers` that the rules ask, and the `agencies` that have not verified all. A seat that left says when, and to whom;
 * `reopened` is the result that stood when the board last reopened the year, `granted` counts awards that stand; `asked` is the
 * version of the table before the members, `panel` that of the panel where the bloc names one; `led` counts changes of head and deputy,
 * where there were any.
 */
export const Root = Table.kind({
  space: "Y#year",
  sk: "R",
  schema: z.object({
    _,
    phase: Phase,
    head: z.string(),
    deputy: z.string().optional(),
    without: z.partialRecord(z.enum(optional), z.boolean()).default({}),
    members: z.int(),
    waits: z.int().default(0),
    scorers: z.int().optional(),
    agencies: z.int().default(0),
    table: bytes.optional(),
    asked: z.int().optional(),
    pledge: bytes.optional(),
    panel: z.int().optional(),
    decisions: z.int().default(0),
    verifications: z.int().default(0),
    results: z.int().default(0),
    late: z.object({ code: z.string(), each: z.enum(["day", "sheet"]) }).optional(),
    led: z.int().optional(),
    reopened: z.int().optional(),
    vote: z.enum(["entered", "confirmed", "contested"]).optional(),
    sways: z.enum(["wanted", "given"]).optional(),
    granted: z.int().optional(),
    last: bytes.optional(),
    seats: z.record(
      Seat,
      z.object({
        unit: z.string(),
        signed: bytes.optional(),
        self: z.int().optional(),
        cross: z.int().optional(),
        left: z.string().optional(),
        to: z.string().optional(),
        agreed: z.int().optional(),
      }),
    ),
  }),
})
export type Root = ReturnType<(typeof Root)["read"]>

const Extended = z.object({ phase: Phase, seat: Seat.optional(), due: Text.Day, reason: z.string(), at: z.string() })
/** Names and dates as they are this year: what was signed keeps the names that it was signed with. */
export const Names = Table.kind({
  space: "Y#year",
  sk: "M",
  schema: z.object({
    _,
    bloc: z.string(),
    name: z.string(),
    year: z.int(),
    due: Due,
    adoption: z.enum(adoptions).default("majority" satisfies Adoption),
    named: z.enum(namings).default("closed"),
    extended: z.array(Extended).default([]),
    seats: z.record(
      Seat,
      z.object({
        ...{ code: z.string(), name: z.string(), ranked: z.boolean().default(true), womenShare: z.number().optional() },
        joined: z.string().optional(),
      }),
    ),
  }),
})
export type Names = ReturnType<(typeof Names)["read"]>
/** In what capacity a department takes part, as a member, an agency that verifies, or one of the panel; read in the department's own partition. */
const Part = z.object({ _, seat: Seat.optional(), verifies: z.boolean().optional(), panel: z.boolean().optional() })
/** In the partition of whichever department takes part. */
export const Given = Table.kind({ space: "D#unit", sk: "B#calendar#year", schema: Part })
const Own = Table.kind({ space: "D#department", sk: "B#calendar#year", schema: Part })
/** The province's roll-up: one item a calendar year, one attribute a bloc. */
export const RollUp = Table.kind({ space: "YR", sk: "calendar", schema: z.record(z.string(), z.unknown()) })
/** One year of a bloc for each calendar year. */
export const Unique = Table.kind({ space: "U#YEAR", sk: "bloc#calendar", schema: z.object({ _, id: z.string() }) })

/** The bloc's year of a calendar year; undefined where it has none. */
export const of = async (bloc: string, calendar: number) => (await Unique.find({ bloc, calendar: `${calendar}` }))?.id

/** The writes by which a year that has been lived on paper comes to be at once: its root, its names, and its line in the roll-up. */
export const brought = (year: string, root: Parameters<typeof Root.put>[1], names: Parameters<typeof Names.put>[1]) => [
  Unique.put({ bloc: names.bloc, calendar: `${names.year}` }, { id: year }, 0, "year.taken"),
  Root.put({ year }, root, 0, "year.taken"),
  Names.put({ year }, names, 0, "year.taken"),
  RollUp.touch({ calendar: `${names.year}` }, { [names.bloc]: { y: year, p: root.phase } }),
]

/** Notes in the departments' own partitions in what capacity they took part; those that are noted already stay. */
export async function place(year: string, calendar: number, members: readonly string[], agencies: readonly string[]) {
  const seats = new Map(members.map((unit, i) => [unit, seatOf(i)]))
  for (const unit of new Set([...members, ...agencies])) {
    const key = { unit, calendar: `${calendar}`, year }
    const [seat, verifies] = [seats.get(unit), agencies.includes(unit) || undefined]
    if (!(await Given.find(key))) await Given.save(key, { seat, verifies }, 0, "year.moved")
  }
}

/** The seat that nobody has had yet: seats never change and are never given again. Fault `year.full`. */
export function nextSeat(seats: object) {
  const next = Number(inOrder(seats).at(-1) ?? -1) + 1
  if (next > 59) throw new Fault("year.full")
  return seatOf(next)
}

/** The row that proves that nobody has joined beyond the seats that the caller knows. */
export const allOf = (seats: object): Must => [`seats.${seatOf(Object.keys(seats).length)}`, undefined, "year.moved"]

/** A seat never changes in a year, so it is kept in the process; the root's condition proves it again in every act. */
const seats = new Map<string, string>()

/** Seats in their order: an object puts the keys 10, 11, … before 00, 01, … */
export const inOrder = (seats: object) => Object.keys(seats).sort()

/** What the root keeps while a version of the table is before the members, to be dropped when that is over. */
export const agreeing = (seats: object) => ["asked", ...inOrder(seats).map((seat) => `seats.${seat}.agreed`)]

async function held(year: string) {
  const { tenant, department } = Actor.person()
  const key = `${tenant}/${department}/${year}`
  if (!seats.has(key)) {
    if (seats.size > 10_000) seats.clear()
    for (const { year: id, seat } of await mine()) seats.set(`${tenant}/${department}/${id}`, seat)
  }
  return seats.get(key)
}

/** The own department's seat; undefined for the board where it has none, once the year is known to be there. Fault `missing`. */
export async function seat(year: string) {
  const own = await held(year)
  if (!own && !Actor.person().roles.includes("board")) missing()
  if (!own) await names(year)
  return own
}

/** The seat of a department by a root. */
export const seatIn = ({ seats }: Pick<Root, "seats">, unit: string) => Object.keys(seats).find((seat) => seats[seat]?.unit === unit)

/** The own department's seat, where no board may act in its stead. Fault `missing`. */
export const ownSeat = async (year: string) => (await held(year)) ?? missing()

/** Every year in which the own department takes part, in whatever capacity, newest first. */
export async function parts() {
  const all = (await Own.whole({})).map(({ key, v: _, ...part }) => ({ ...part, calendar: Number(key.slice(0, 4)), year: key.slice(5) }))
  return all.sort((a, b) => b.calendar - a.calendar || (a.year < b.year ? 1 : -1))
}

/** The years in which it is a member. */
export const mine = async () => (await parts()).flatMap(({ calendar, year, seat }) => (seat ? [{ calendar, year, seat }] : []))

/** The write by which a department that joins finds its seat; where it verifies criteria already it goes on. */
export const seated = (unit: string, calendar: number, year: string, seat: string) =>
  Given.touch({ unit, calendar: `${calendar}`, year }, { _: 1, seat })

/** The write by which a department verifies criteria of a year, or sits on its panel, as a member or from outside of the bloc. */
export const places = (unit: string, calendar: number, year: string, as: { verifies: true } | { panel: boolean }) =>
  Given.touch({ unit, calendar: `${calendar}`, year }, { _: 1, ...as })

/** The years in which the own department verifies criteria as an agency. */
export const verified = async () => (await parts()).flatMap(({ calendar, year, verifies }) => (verifies ? [{ calendar, year }] : []))
/** Whether it sits on a year's panel. */
export const sits = async (year: string) => (await parts()).some((one) => one.year === year && one.panel)

/** The years that a person may look into: for the board all of the province. */
export async function list() {
  Actor.need("year.list")
  return Actor.person().roles.includes("board") ? all() : mine()
}

/** Every bloc-year of the province with its phase. */
export async function all() {
  const items = await RollUp.whole({})
  return items.flatMap(({ key, v: _, ...blocs }) =>
    Object.entries(blocs).flatMap(([bloc, of]) =>
      of && typeof of === "object" && "y" in of ? [{ calendar: Number(key), bloc, year: String(of.y) }] : [],
    ),
  )
}

/**
 * Names of a year are kept in the process, because only a member that joins changes them: whoever meets a seat that is `wanted` and
 * not among them reads them anew, and so does whoever asks for extensions, or compares (waiting.ts).
 */
const known = new Map<string, Names>()
export async function names(year: string, wanted: readonly string[] = []) {
  const kept = known.get(`${Actor.tenant()}/${year}`)
  return kept && knows(kept, wanted) ? kept : called(year, await Names.get({ year }))
}
const knows = ({ seats }: Names, wanted: readonly string[]) => wanted.every((seat) => seats[seat])

/** Drops what is kept: somebody has joined since. */
export const forget = (year: string) => void known.delete(`${Actor.tenant()}/${year}`)

/** Keeps names as they have just been read or written. */
export function called(year: string, names: Names) {
  if (known.size > 1_000) known.clear()
  known.set(`${Actor.tenant()}/${year}`, names)
  return names
}

/** Root, names and the own seat, for whoever takes part, or whom `of` lets in. Fault `missing`. */
export async function facts(year: string, of: (year: string) => Promise<string | undefined> = seat) {
  const own = await of(year)
  const root = await Root.get({ year })
  return { seat: own, root, names: await names(year, Object.keys(root.seats)) }
}

/** Root, names and newest entries of the log, in one query, for whom `own` lets in; it gives the seat, where there is one. */
export async function board(year: string, own: string | undefined) {
  const { department } = Actor.person()
  const found = await Table.span(
    Root.at({ year }).pk,
    { root: Root, names: Names, entries: Log.Kind },
    { from: "L", to: "R", backwards: true, limit: 22 },
  )
  const { root, entries, next } = found
  if (!root[0] || !found.names[0]) return missing()
  const { seats } = root[0].item
  // The query may lag in one of the two where somebody has just joined.
  const called = knows(found.names[0].item, Object.keys(seats)) ? found.names[0].item : await names(year, Object.keys(seats))
  const held = own ?? Object.keys(seats).find((one) => seats[one]?.unit === department)
  return { seat: held, root: root[0].item, names: called, entries: entries.map(({ item }) => item), next }
}

export * as Years from "./year.ts"
