import * as z from "zod"
import { Actor } from "./actor.ts"
import type { BlocYear } from "./bloc-year.ts"
import { breaches } from "./bloc-year-rule.ts"
import { Tables } from "./criteria.ts"
import { Fault, type Field } from "./fault.ts"
import { Log } from "./log.ts"
import { beforeClosing, beforeRanking } from "./phase.ts"
import { Secret } from "./secret.ts"
import { Snapshots } from "./snapshot.ts"
import { type Once, Table } from "./table.ts"
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

const Code = z.string("input.text").min(1, "input.text").max(160, "input.text")
const Reason = Text.Prose(1_000)
const lines = {
  struck: z.strictObject({ code: Code, reason: Reason }),
  disqualified: z.strictObject({ seat: Seat, code: Code, reason: Reason }),
  held: z.strictObject({ seat: Seat, reason: Reason, passedOn: z.boolean().default(false) }),
  decided: z.strictObject({ order: z.array(Seat).max(60, "input.invalid"), by: z.enum(["headAndDeputy", "board"]), reason: Reason }),
}
/**
 * What the board decides beside the scores, each line with its paper or reason: leaves struck for all, departments disqualified
 * or on hold (their place waits, unless passed on), and the order of departments that no other link of the chain splits.
 */
export const Lists = z.strictObject({
  struck: z.array(lines.struck).max(200, "input.invalid").default([]),
  disqualified: z.array(lines.disqualified).max(600, "input.invalid").default([]),
  held: z.array(lines.held).max(60, "input.invalid").default([]),
  decided: z.array(lines.decided).max(200, "input.invalid").default([]),
})
export type Lists = z.output<typeof Lists>
export const Shown = z.object({
  struck: z.array(lines.struck.partial({ reason: true })),
  disqualified: z.array(lines.disqualified.partial({ reason: true })),
  held: z.array(lines.held.partial({ reason: true })),
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
    struck: Shown.shape.struck.default([]),
    disqualified: Shown.shape.disqualified.default([]),
    held: Shown.shape.held.default([]),
    decided: Shown.shape.decided.default([]),
  }),
})
export type Kind = ReturnType<(typeof Kind)["read"]>

/** Before anything is decided. */
export const nothing = { votes: {}, contests: [], pressed: [], struck: [], disqualified: [], held: [], decided: [] }
const only = ({ struck, disqualified, held, decided }: Stored): Stored => ({ struck, disqualified, held, decided })

/** Leaves struck for all, by code, and seats that left. */
export type Gone = { readonly struck: readonly string[]; readonly left: readonly string[] }
/** By year: they only grow, so what is kept here is true as far as it goes. */
const kept = new Map<string, Gone>()

/** What is struck and who has left, as it stands in the store. */
async function gone(year: string): Promise<Gone> {
  const [found, { seats }] = await Promise.all([Kind.find({ year }), Root.get({ year })])
  const left = Object.keys(seats).filter((seat) => seats[seat]?.left !== undefined)
  if (kept.size > 1_000) kept.clear()
  const now = { struck: (found?.struck ?? []).map(({ code }) => code), left }
  kept.set(`${Actor.tenant()}/${year}`, now)
  return now
}

/** Refuses a sheet that lacks something: held against what this process knows to be gone and then, where that is not enough, against what is. */
export async function flawless(year: string, flaws: (gone: Gone) => Field[]) {
  if (!flaws(kept.get(`${Actor.tenant()}/${year}`) ?? { struck: [], left: [] }).length) return
  const fields = flaws(await gone(year))
  if (fields.length) throw new Fault("input.invalid", fields)
}

/** As the year stands, for whoever takes part; version 0 where nothing is decided. Fault `missing`. */
export async function read(year: string) {
  Actor.need("decision.read")
  await Years.seat(year)
  const found = (await Kind.find({ year })) ?? { ...nothing, v: 0 }
  return { ...only(found), v: found.v }
}

/** The lists as a file holds them, by the members' codes. */
export const inFile = ({ struck, disqualified, held, decided }: Stored, { seats }: Names) => {
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

/** Leaves are struck until the scores are frozen, all else is decided until the bloc closes. */
const open = (strikes: boolean) => (strikes ? beforeRanking : beforeClosing)

/**
 * Replaces the lists. What is struck stays struck: sheets may have been handed in without it. Nobody decides about its own department.
 * Faults `decision.closed`, `decision.own`, `decision.struck`, `version.stale`, and every faulty line at once.
 */
export async function save(year: string, given: Lists, version: number, once: Once) {
  Actor.need("decision.save")
  const own = await Years.seat(year)
  const { root, names } = await Years.facts(year)
  const old = (await Kind.find({ year })) ?? { ...nothing, v: 0 }
  const criteria = root.table && (await Tables.adopted(year, Secret.hex(root.table)))
  const fields = criteria ? flaws(given, Tables.blank(root, names, criteria), names) : unfounded(given)
  if (old.struck.some(({ code }) => !given.struck.some((line) => line.code === code)))
    fields.push({ in: "json", path: "/struck", code: "decision.struck" })
  if (fields.length) throw new Fault("input.invalid", fields)
  const changed = concerned(old, given)
  if (own && changed.includes(own)) throw new Fault("decision.own")
  // What was read is written over the version that the caller names: it must not be an older one.
  if (old.v < version) throw new Fault("version.stale")
  const phase = open(given.struck.length > old.struck.length)
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
      ["phase", phase, "decision.closed"],
      Snapshots.same(root),
      ["table", root.table, "version.stale"],
    ]),
    ...(changed.length ? changed : [undefined]).map((of) => Log.entry(year, "decision.save", { ...told, ...(of && { of }) })),
  ])
  return { ...only(made), v: made.v }
}

/** Before a table is adopted there is nothing that lines could name but the seats. */
const unfounded = ({ struck, disqualified }: Lists): Field[] =>
  Object.entries({ struck, disqualified }).flatMap(([key, lines]) =>
    lines.map((_, i): Field => ({ in: "json", path: `/${key}/${i}/code`, code: "file.reference" })),
  )

export * as Decisions from "./decision.ts"
