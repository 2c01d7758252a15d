import * as z from "zod"
import { Actor } from "./actor.ts"
import type { BlocYear } from "./bloc-year.ts"
import { breaches } from "./bloc-year-rule.ts"
import { type Criteria, Tables } from "./criteria.ts"
import { lastWording, leavesOf, reworded } from "./criteria-rule.ts"
import { Fault, type Field } from "./fault.ts"
import { Log } from "./log.ts"
import { Panels } from "./panel.ts"
import { beforeClosing, beforeRanking, past } from "./phase.ts"
import { Secret } from "./secret.ts"
import { Snapshots } from "./snapshot.ts"
import { type Must, type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { type Names, Root, Seat, Years } from "./year.ts"

const Count = z.int("input.number").min(0, "input.number").max(999_999_999_999, "input.number")
/** One vote of the meeting: shares are of all members, never of those present. `yes` per seat. */
export const Vote = z.strictObject({ members: Count, present: Count, written: Count, valid: Count, yes: z.record(Seat, Count) })
export type Vote = z.output<typeof Vote>
export const Votes = z.strictObject({ flags: Vote.optional(), certificates: Vote.optional(), tie: Vote.optional() })
export type Votes = z.output<typeof Votes>
/** As kept: a year brought in from a file may not say who was present and who voted in writing. */
const KeptVote = Vote.partial({ present: true, written: true })
export const KeptVotes = z.object({ flags: KeptVote.optional(), certificates: KeptVote.optional(), tie: KeptVote.optional() })
export type KeptVotes = z.output<typeof KeptVotes>

const Code = Text.Known()
const Reason = Text.Prose(1_000)
const lines = {
  corrected: z.strictObject({ code: Code, name: Text.Name(500), number: Text.Name(100), date: Text.Day, reason: Reason }),
  struck: z.strictObject({ code: Code, reason: Reason }),
  disqualified: z.strictObject({ seat: Seat, code: Code, reason: Reason }),
  held: z.strictObject({ seat: Seat, reason: Reason, passedOn: z.boolean().default(false) }),
  decided: z.strictObject({ order: z.array(Seat).max(60, "input.invalid"), by: z.enum(["headAndDeputy", "board"]), reason: Reason }),
}
/**
 * What the board decides beside the scores, each line with its paper or reason: leaves whose wording is corrected by the meeting's
 * minutes (the last line for a leaf holds) or that are struck for all, departments disqualified or on hold (their place waits, unless
 * passed on), and the order of departments that no other link of the chain splits.
 */
export const Lists = z.strictObject({
  corrected: z.array(lines.corrected).max(200, "input.invalid").default([]),
  struck: z.array(lines.struck).max(200, "input.invalid").default([]),
  disqualified: z.array(lines.disqualified).max(600, "input.invalid").default([]),
  held: z.array(lines.held).max(60, "input.invalid").default([]),
  decided: z.array(lines.decided).max(200, "input.invalid").default([]),
})
export type Lists = z.output<typeof Lists>
/** What a line says where an agency entered it in its own field: the agency and the leaf by their codes, and the paper's number. */
const field = { by: z.string().optional(), leaf: z.string().optional(), paper: z.string().optional() }
export const Shown = z.object({
  corrected: z.array(lines.corrected),
  struck: z.array(lines.struck.partial({ reason: true })),
  disqualified: z.array(lines.disqualified.partial({ reason: true }).extend(field)),
  held: z.array(lines.held.partial({ reason: true }).extend(field)),
  decided: z.array(lines.decided.partial({ reason: true })),
})
type Stored = z.output<typeof Shown>

const Contest = z.object({ seat: Seat, reason: z.string(), at: z.iso.datetime() })
/** A way out of a tie that the head or the deputy has pressed for; it counts when the other presses for the same. */
const Pressed = z.object({ seat: Seat, order: z.array(Seat), reason: z.string() })
/** What stands beside the votes: who counted, who entered and confirmed (a seat or the board), who contests, and what was written. */
export const beside = {
  team: z.string().optional(),
  enteredBy: z.string().optional(),
  confirmedBy: z.string().optional(),
  contests: z.array(Contest).default([]),
  pressed: z.array(Pressed).default([]),
  mark: z.instanceof(Uint8Array).optional(),
  prizes: z.object({ seat: z.string(), reason: z.string(), at: z.iso.datetime() }).optional(),
}

const _ = z.literal(1).default(1)
/** What is decided about the ranking beside the scores; a year brought in from a file may lack reasons. */
export const Kind = Table.kind({
  space: "Y#year",
  sk: "T",
  schema: z.object({
    _,
    votes: KeptVotes.default({}),
    ...beside,
    corrected: Shown.shape.corrected.default([]),
    struck: Shown.shape.struck.default([]),
    disqualified: Shown.shape.disqualified.default([]),
    held: Shown.shape.held.default([]),
    decided: Shown.shape.decided.default([]),
  }),
})
export type Kind = ReturnType<(typeof Kind)["read"]>

/** Before anything is decided. */
export const nothing = { votes: {}, contests: [], pressed: [], corrected: [], struck: [], disqualified: [], held: [], decided: [] }
const only = ({ corrected, struck, disqualified, held, decided }: Stored): Stored => ({ corrected, struck, disqualified, held, decided })

/** Leaves struck for all, by code, and seats that left. */
export type Gone = { readonly struck: readonly string[]; readonly left: readonly string[] }
/** By year: they only grow, so what is seen here is true as far as it goes. */
const seen = new Map<string, Gone>()

/** What is struck and who has left, as it stands in the store. */
async function gone(year: string): Promise<Gone> {
  const [found, { seats }] = await Promise.all([Kind.find({ year }), Root.get({ year })])
  const left = Object.keys(seats).filter((seat) => seats[seat]?.left !== undefined)
  if (seen.size > 1_000) seen.clear()
  const now = { struck: (found?.struck ?? []).map(({ code }) => code), left }
  seen.set(`${Actor.tenant()}/${year}`, now)
  return now
}

/** Refuses a sheet that lacks something: held against what this process knows to be gone and then, where that is not enough, against what is. */
export async function flawless(year: string, flaws: (gone: Gone) => Field[]) {
  if (!flaws(seen.get(`${Actor.tenant()}/${year}`) ?? { struck: [], left: [] }).length) return
  const fields = flaws(await gone(year))
  if (fields.length) throw new Fault("input.invalid", fields)
}

/** As the year stands, for whoever takes part; version 0 where nothing is decided. Fault `missing`. */
export async function read(year: string) {
  Actor.need("decision.read")
  await Panels.seat(year)
  const found = (await Kind.find({ year })) ?? { ...nothing, v: 0 }
  return { ...only(found), v: found.v }
}

/** The lists as a file holds them, by the members' codes. */
export const inFile = ({ struck, disqualified, held, decided }: Omit<Stored, "corrected">, { seats }: Names) => {
  const id = (seat: string) => seats[seat]?.code ?? seat
  return {
    struck: struck.map(({ code }) => code),
    disqualified: disqualified.map(({ seat, code }) => ({ unit: id(seat), code })),
    held: held.map(({ seat, reason, passedOn }) => ({ unit: id(seat), reason, passedOn })),
    decided: decided.map(({ order, by, reason }) => ({ order: order.map(id), by, reason })),
  } satisfies Partial<BlocYear>
}

/** The very rules that a file is read by, at the places of this input. */
function flaws(given: Lists, blank: BlocYear, names: Names): Field[] {
  const found = breaches({ ...blank, ...inFile(given, names) }).flatMap(({ path, code }): Field[] => {
    if (code === "file.leaf.none") return [{ in: "json", path: "/struck", code }]
    const own = /^\/(struck|disqualified|held|decided)\b/.test(path)
    return own ? [{ in: "json", path: path.replace(/\/unit$/, "/seat"), code }] : []
  })
  return [...new Map(found.map((field) => [`${field.path} ${field.code}`, field])).values()]
}

/** Lines as the board gives them; what an agency entered stays the agency's as long as it stands. */
function marked(old: Stored, given: Lists): Lists {
  const same = <T extends { seat: string; reason?: string | undefined; code?: string }>(before: readonly T[], line: T): T => ({
    ...before.find((one) => one.seat === line.seat && one.code === line.code && one.reason === line.reason),
    ...line,
  })
  const [held, disqualified] = [
    given.held.map((line) => same(old.held, line)),
    given.disqualified.map((line) => same(old.disqualified, line)),
  ]
  return { ...given, held: held as Lists["held"], disqualified: disqualified as Lists["disqualified"] }
}

/** Seats whose lines are not the same as before. */
function concerned(before: Stored, after: Stored) {
  const bySeat = ({ disqualified, held, decided }: Stored) => {
    const all = [...disqualified, ...held, ...decided.flatMap((line) => line.order.map((seat) => ({ ...line, seat })))]
    return Map.groupBy(all, ({ seat }) => seat)
  }
  const [old, now] = [bySeat(before), bySeat(after)]
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((seat) => JSON.stringify(old.get(seat)) !== JSON.stringify(now.get(seat)))
    .sort()
}

/**
 * Leaves are struck until the scores are frozen, wording is corrected once scoring has begun (before, another version of the table is
 * adopted), all else is decided until the bloc closes.
 */
const open = (old: Stored, now: Lists, { verifications }: Root): Must[] => [
  ["phase", now.struck.length > old.struck.length ? beforeRanking : beforeClosing, "decision.closed"],
  ...(now.corrected.length > old.corrected.length
    ? [["phase", beforeClosing.filter((one) => past(one, verifications ? "pledging" : "running")), "decision.early"] as Must]
    : []),
]

/** What is struck or corrected stays so: sheets may have been handed in by it. */
function kept(old: Stored, now: Lists): Field[] {
  const struck = old.struck.some(({ code }) => !now.struck.some((line) => line.code === code))
  const corrected = JSON.stringify(old.corrected) !== JSON.stringify(now.corrected.slice(0, old.corrected.length))
  return [
    ...(struck ? [{ in: "json", path: "/struck", code: "decision.struck" } as const] : []),
    ...(corrected ? [{ in: "json", path: "/corrected", code: "decision.corrected" } as const] : []),
  ]
}

/** Corrections of what is no leaf of the table, or of what says so already. */
function unworded({ corrected }: Lists, criteria: Criteria): Field[] {
  const names = new Map(leavesOf(criteria.table).map(({ code, name }) => [code, name]))
  return corrected.flatMap(({ code, name }, i): Field[] => {
    const before = names.get(code)
    names.set(code, name)
    if (before === undefined) return [{ in: "json", path: `/corrected/${i}/code`, code: "file.reference" }]
    return before === name ? [{ in: "json", path: `/corrected/${i}/name`, code: "slip.none" }] : []
  })
}

/** The last correction of each leaf's wording, by its code; `wording` reads what is decided. */
export const wordingOf = (decided: Kind | undefined) => lastWording((decided ?? nothing).corrected)
const wording = async (year: string) => wordingOf(await Kind.find({ year }))
/** The table as its wording stands corrected. */
export const worded = async (year: string, criteria: Criteria): Promise<Criteria> => ({
  ...criteria,
  table: reworded(criteria.table, await wording(year)),
})

/**
 * Replaces the lists. What is struck or corrected stays so. Nobody decides about its own department.
 * Faults `decision.closed`, `decision.early`, `decision.own`, `decision.struck`, `decision.corrected`, `version.stale`, and every faulty line at once.
 */
export async function save(year: string, lists: Lists, version: number, once: Once) {
  Actor.need("decision.save")
  const own = await Years.seat(year)
  const { root, names } = await Years.facts(year)
  const old = (await Kind.find({ year })) ?? { ...nothing, v: 0 }
  const given = marked(old, lists)
  const criteria = root.table && (await Tables.adopted(year, Secret.hex(root.table)))
  const found = criteria ? [...flaws(given, Tables.blank(root, names, criteria), names), ...unworded(given, criteria)] : unfounded(given)
  const fields = [...found, ...kept(old, given)]
  if (fields.length) throw new Fault("input.invalid", fields)
  const changed = concerned(old, given)
  if (own && changed.includes(own)) throw new Fault("decision.own")
  // What was read is written over the version that the caller names: it must not be an older one.
  if (old.v < version) throw new Fault("version.stale")
  const told = {
    to: Lists.keyof()
      .options.map((key) => given[key].length)
      .join("/"),
    once,
  }
  const { v, ...rest } = old
  const answer = Kind.put({ year }, { ...rest, ...given }, version, "version.stale", once)
  const made = await Snapshots.write(year, root, [{ item: v ? old : undefined }], answer, [
    Root.change({ year }, { add: { decisions: 1 } }, [
      ...open(old, given, root),
      Snapshots.same(root),
      ["table", root.table, "version.stale"],
    ]),
    ...(changed.length ? changed : [undefined]).map((of) => Log.entry(year, "decision.save", { ...told, ...(of && { of }) })),
  ])
  return { ...only(made), v: made.v }
}

/** Before a table is adopted there is nothing that lines could name but the seats. */
const unfounded = ({ corrected, struck, disqualified }: Lists): Field[] =>
  Object.entries({ corrected, struck, disqualified }).flatMap(([key, lines]) =>
    lines.map((_, i): Field => ({ in: "json", path: `/${key}/${i}/code`, code: "file.reference" })),
  )

export * as Decisions from "./decision.ts"
