import * as z from "zod"
import { Actor } from "./actor.ts"
import { Given } from "./bloc-year.ts"
import { Tables } from "./criteria.ts"
import { Decisions } from "./decision.ts"
import { Fault } from "./fault.ts"
import { Log } from "./log.ts"
import { past } from "./phase.ts"
import { flaws, lineFlaws } from "./sheet-rule.ts"
import { type Must, type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { Root, Seat, Years } from "./year.ts"

export const Points = z
  .array(z.int("input.number").min(0, "input.number").max(999_999_999_999, "input.number").nullable())
  .max(200, "input.invalid")
export const Hash = z.string().regex(/^[0-9a-f]{64}$/, "input.invalid")
/** Points are whole hundredths, results what a computed leaf is worked out from; both in the order of the leaves of the table with that hash. */
export const Filled = { points: Points, results: z.array(Given.nullable()).max(200, "input.invalid").default([]) }
const Mark = z.strictObject({
  code: z.string("input.text").min(1, "input.text").max(160, "input.text"),
  count: z.int("input.number").min(0, "input.number").max(999_999_999_999, "input.number"),
  evidence: Text.Prose(1_000).optional(),
})
/** Bonus and penalty lines as they stand on a sheet: how often, claimed by which document. */
export const Marks = { marks: z.array(Mark).max(200, "input.invalid").default([]) }
export const Sheet = z.strictObject({ table: Hash, ...Filled, ...Marks })
export type Sheet = z.output<typeof Sheet>
export const Shown = z.object({ table: Hash.nullable(), ...Filled, ...Marks })
export const Receipt = z.object({ seat: z.string(), at: z.string() })

const _ = z.literal(1).default(1)
const Draft = Table.kind({ space: "D#department", sk: "Y#year#S", schema: z.object({ _, ...Sheet.shape }) })
/** A self sheet in the bloc's room. */
export const HandedIn = Table.kind({ space: "Y#year", sk: "S#seat", schema: z.object({ _, at: z.iso.datetime(), ...Sheet.shape }) })

/** What the root must say for a seat to hand in. */
const gate = (seat: string, department: string, table: string): Must[] => [
  [`seats.${seat}.unit`, department, "right.denied"],
  ["phase", "selfScoring", "self.closed"],
  [`seats.${seat}.left`, undefined, "member.left"],
  ["table", new Uint8Array(Buffer.from(table, "hex")), "self.table"],
  [`seats.${seat}.self`, undefined, "self.handedIn"],
]

/** The own draft, one strongly consistent get; one that was never saved has version 0. */
export async function read(year: string) {
  Actor.need("self.read")
  await Years.ownSeat(year)
  return (await Draft.find({ year })) ?? { table: null, points: [], results: [], marks: [], v: 0 }
}

/** Keeps the draft as it is, however incomplete. Fault `version.stale`. */
export async function save(year: string, sheet: Sheet, version: number, once: Once) {
  Actor.need("self.save")
  await Years.ownSeat(year)
  return Draft.save({ year }, sheet, version, "version.stale", once)
}

/** Copies the draft as it stands on the leader's screen into the bloc's room, once. Faults of `gate`, and all missing or excessive points. */
export async function handIn(year: string, sheet: Sheet, version: number, once: Once) {
  Actor.need("self.handIn")
  const { department } = Actor.person()
  const seat = await Years.ownSeat(year)
  const { seats } = await Years.names(year)
  const criteria = await Tables.adopted(year, sheet.table)
  await Decisions.flawless(year, ({ struck }) => [
    ...flaws(sheet, Tables.asked(criteria, seats[seat]!.code, { struck })),
    ...lineFlaws(sheet.marks, criteria.table),
  ])
  const made = await Table.write(HandedIn.put({ year, seat }, { ...sheet, at: new Date().toISOString() }, 0, "self.handedIn", once), [
    Root.change({ year }, { set: { [`seats.${seat}.self`]: 1 }, add: { waits: -1 } }, gate(seat, department, sheet.table)),
    Draft.put({ year }, sheet, version, "version.stale"),
    Log.entry(year, "self.handIn", { seat, once }),
  ])
  return { seat, at: made.at }
}

/** One member's sheet as handed in, open to the bloc when self-scoring is over for all. Faults `self.blind`, `missing`. */
export async function look(year: string, seat: z.output<typeof Seat>) {
  Actor.need("self.look")
  await Years.seat(year)
  const root = await Root.get({ year })
  if (!past(root.phase, "selfScoring")) throw new Fault("self.blind")
  const found = await HandedIn.get({ year, seat })
  return { table: found.table, points: found.points, results: found.results, marks: found.marks }
}

export * as Selves from "./self.ts"
