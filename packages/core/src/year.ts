import * as z from "zod"
import { Actor } from "./actor.ts"
import { type Adoption, adoptions } from "./adoption-rule.ts"
import { Blocs } from "./bloc.ts"
import { Creations } from "./creation.ts"
import { Departments } from "./department.ts"
import { Fault, type Field, missing } from "./fault.ts"
import { Id } from "./id.ts"
import { Log } from "./log.ts"
import { type Optional, optional, phases } from "./phase.ts"
import { type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { seatOf } from "./task-rule.ts"

/** Seats 00..59 number the members for the whole year. */
export const Seat = z.string().regex(/^[0-5]\d$/, "input.invalid")
const bytes = z.instanceof(Uint8Array)
const _ = z.literal(1).default(1)
const Phase = z.enum(phases)
const Due = z.partialRecord(Phase, Text.Day)

const Share = z.number("input.number").min(0, "input.number").max(1, "input.number").multipleOf(0.0001, "input.number")
/** A member as the year begins: whether it is ranked, and the share of women (0..1) that a tie may look at. */
export const Member = z.strictObject({ department: Id.schema, ranked: z.boolean().default(true), womenShare: Share.optional() })

/** A new bloc-year: members in seat order, days by which each phase is due (inclusive, Asia/Ho_Chi_Minh), phases left out, what suffices to adopt the table. */
export const Opened = z.strictObject({
  year: z.int("input.number").min(1948, "input.number").max(2999, "input.number"),
  members: z.array(Member).min(2, "year.members").max(60, "year.members"),
  head: Id.schema,
  deputy: Id.schema.nullable(),
  without: z.array(z.enum(optional)).max(3).default([]),
  due: Due.default({}),
  adoption: z.enum(adoptions).default("majority"),
})

/**
 * The root: what every act is decided on. Hashes are of the locked table and the pledge's text; `waits` counts down in a phase,
 * from the members, the `scorers` that the rules ask, and the `agencies` that have not verified all. A seat that left says when, and to whom;
 * `reopened` is the result that stood when the board last reopened the year, `granted` counts awards that stand; `asked` is the
 * version of the table before the members, `panel` that of the panel where the bloc names one.
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
    extended: z.array(Extended).default([]),
    seats: z.record(
      Seat,
      z.object({ code: z.string(), name: z.string(), ranked: z.boolean().default(true), womenShare: z.number().optional() }),
    ),
  }),
})
export type Names = ReturnType<(typeof Names)["read"]>
/** In what capacity a department takes part, as a member, an agency that verifies, or one of the panel; read in the department's own partition. */
const Part = z.object({ _, seat: Seat.optional(), verifies: z.boolean().optional(), panel: z.boolean().optional() })
const Given = Table.kind({ space: "D#unit", sk: "B#calendar#year", schema: Part })
const Own = Table.kind({ space: "D#department", sk: "B#calendar#year", schema: Part })
/** The province's roll-up: one item a calendar year, one attribute a bloc. */
export const RollUp = Table.kind({ space: "YR", sk: "calendar", schema: z.record(z.string(), z.unknown()) })
const Unique = Table.kind({ space: "U#YEAR", sk: "bloc#calendar", schema: z.object({ _, id: z.string() }) })

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

/** Everything that is wrong with who takes part. */
function unsound(ids: readonly string[], { head, deputy }: z.output<typeof Opened>): Field[] {
  const at = (path: string): Field => ({ in: "json", path, code: "year.members" })
  return [
    ...ids.flatMap((id, i) => (ids.indexOf(id) < i ? [at(`/members/${i}/department`)] : [])),
    ...(ids.includes(head) ? [] : [at("/head")]),
    ...(deputy && (deputy === head || !ids.includes(deputy)) ? [at("/deputy")] : []),
    // Without a deputy the board verifies the head, and nobody decides for itself.
    ...(!deputy && head === Actor.person().department ? [at("/deputy")] : []),
  ]
}

/** Opens a year for a bloc. Faults `year.members`, `year.taken`, `missing` (bloc or department). */
export async function open(bloc: string, given: z.output<typeof Opened>, once: Once) {
  Actor.need("year.open")
  const ids = given.members.map(({ department }) => department)
  const fields = unsound(ids, given)
  if (fields.length) throw new Fault("input.invalid", fields)
  const { name } = await Blocs.get(bloc)
  const departments = await Promise.all(ids.map(Departments.get))
  const [year, calendar] = [Id.create(), `${given.year}`]
  const seats = <T>(what: (i: number) => T) => Object.fromEntries(ids.map((_, i) => [seatOf(i), what(i)]))
  const called = seats((i) => {
    const { department: _, ...facts } = given.members[i]!
    return { code: departments[i]!.code, name: departments[i]!.name, ...facts }
  })
  const made = await Table.write(Creations.record(year, once), [
    Unique.put({ bloc, calendar }, { id: year }, 0, "year.taken"),
    Root.put({ year }, { ...begun(ids, given), seats: seats((i) => ({ unit: ids[i]! })) }, 0, "year.taken"),
    Names.put({ year }, { bloc, name, year: given.year, due: given.due, adoption: given.adoption, seats: called }, 0, "year.taken"),
    RollUp.touch({ calendar }, { [bloc]: { y: year, p: "drafting" } }),
    ...ids.map((unit, i) => Given.put({ unit, calendar, year }, { seat: seatOf(i) }, 0, "year.taken")),
    Log.entry(year, "year.open", { once }),
  ])
  return { id: made.id }
}

/** The root of a year that nobody has acted in. */
const begun = (ids: readonly string[], { head, deputy, without }: z.output<typeof Opened>) => ({
  phase: "drafting" as const,
  head: seatOf(ids.indexOf(head)),
  deputy: deputy ? seatOf(ids.indexOf(deputy)) : undefined,
  without: Object.fromEntries(without.map((phase: Optional) => [phase, true])),
  members: ids.length,
})

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

/** Names of a year never change once it is open, so they are kept in the process; whoever asks for extensions reads `Names` anew. */
const known = new Map<string, Names>()
export const names = async (year: string) => known.get(`${Actor.tenant()}/${year}`) ?? called(year, await Names.get({ year }))

/** Keeps names as they have just been read or written. */
export function called(year: string, names: Names) {
  if (known.size > 1_000) known.clear()
  known.set(`${Actor.tenant()}/${year}`, names)
  return names
}

/** Roots of years whose ids the roll-up gave, with their names, in one batch; names that the process has kept are not read again. */
export async function several(years: readonly string[]) {
  const unknown = years.filter((year) => !known.has(`${Actor.tenant()}/${year}`))
  const keys = [...years.map((year) => Root.at({ year })), ...unknown.map((year) => Names.at({ year }))]
  const found = await Table.several(keys)
  for (const [i, year] of unknown.entries()) {
    const item = found[years.length + i]
    if (item) called(year, Names.read(item))
  }
  const facts = years.flatMap((year, i) => {
    const [root, names] = [found[i], known.get(`${Actor.tenant()}/${year}`)]
    return root && names ? [[year, { root: Root.read(root), names }] as const] : []
  })
  return new Map(facts)
}

/** Root and names, for whoever takes part. Fault `missing`. */
export async function facts(year: string) {
  const own = await seat(year)
  const [root, known] = await Promise.all([Root.get({ year }), names(year)])
  return { seat: own, root, names: known }
}

/** Root, names and newest entries of the log, in one query, for whom `own` lets in; it gives the seat, where there is one. */
export async function board(year: string, own: string | undefined) {
  const { department } = Actor.person()
  const { root, names, entries, next } = await Table.span(
    Root.at({ year }).pk,
    { root: Root, names: Names, entries: Log.Kind },
    { from: "L", to: "R", backwards: true, limit: 22 },
  )
  if (!root[0] || !names[0]) return missing()
  return {
    seat: own ?? seatIn(root[0].item, department),
    root: root[0].item,
    names: names[0].item,
    entries: entries.map(({ item }) => item),
    next,
  }
}

export * as Years from "./year.ts"
