import * as z from "zod"
import { Actor } from "./actor.ts"
import { Given } from "./bloc-year.ts"
import { Tables } from "./criteria.ts"
import { Decisions } from "./decision.ts"
import { type Code, Fault, missing } from "./fault.ts"
import { Log } from "./log.ts"
import { Notes, Reasons } from "./note.ts"
import { past, type Phase } from "./phase.ts"
import { flaws, lineFlaws, noteFlaws } from "./sheet-rule.ts"
import { type Must, type Once, present, Table } from "./table.ts"
import { Text } from "./text.ts"
import { Root, Seat, Years } from "./year.ts"

export const Points = z
  .array(z.int("input.number").min(0, "input.number").max(999_999_999_999, "input.number").nullable())
  .max(200, "input.invalid")
export const Hash = z.string().regex(/^[0-9a-f]{64}$/, "input.invalid")
/** Points are whole hundredths, results what a computed leaf is worked out from; both in the order of the leaves of the table with that hash. */
export const Filled = { points: Points, results: z.array(Given.nullable()).max(200, "input.invalid").default([]) }
const Mark = z.strictObject({
  code: Text.Known(),
  count: z.int("input.number").min(0, "input.number").max(999_999_999_999, "input.number"),
  evidence: Text.Prose(1_000).optional(),
})
/** Bonus and penalty lines as they stand on a sheet: how often, claimed by which document. */
export const Marks = { marks: z.array(Mark).max(200, "input.invalid").default([]) }
export const Sheet = z.strictObject({ table: Hash, ...Filled, ...Marks })
export type Sheet = z.output<typeof Sheet>
/** As it is handed in: with the notes that stand on it. */
export const Whole = z.strictObject({ ...Sheet.shape, reasons: Reasons.default({}) })
export type Whole = z.output<typeof Whole>
export const Shown = z.object({ table: Hash.nullable(), ...Filled, ...Marks })
/** A sheet that is handed in, with its notes. */
export const Looked = z.object({ ...Shown.shape, reasons: Reasons })
export const Receipt = z.object({ seat: z.string(), at: z.string() })

const _ = z.literal(1).default(1)
const Draft = Table.kind({ space: "D#department", sk: "Y#year#S", schema: z.object({ _, ...Sheet.shape }) })
/** How many items hold the notes of a sheet; not there where it has none. */
export const Noted = { noted: z.int().optional() }
/** A sheet that was taken back leaves an empty item. */
export const Taken = { taken: z.literal(true).optional() }
/** A self sheet in the bloc's room. */
export const HandedIn = Table.kind({
  space: "Y#year",
  sk: "S#seat",
  schema: z.object({ _, at: z.iso.datetime(), ...Taken, ...Noted, ...Sheet.shape }),
})
/** Where a sheet stands; one that was taken back does not. */
export const standing = <T extends { taken?: true | undefined }>(item: T | undefined) => (item?.taken ? undefined : item)

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
export async function handIn(year: string, { reasons, ...sheet }: Whole, version: number, once: Once) {
  Actor.need("self.handIn")
  const { department } = Actor.person()
  const seat = await Years.ownSeat(year)
  const { seats } = await Years.names(year, [seat])
  const criteria = await Tables.adopted(year, sheet.table)
  await Decisions.flawless(year, ({ struck }) => {
    const asked = Tables.asked(criteria, seats[seat]!.code, { struck })
    return [...flaws(sheet, asked), ...lineFlaws(sheet.marks, criteria.table), ...noteFlaws(reasons, asked)]
  })
  const write = (v: number) => {
    const notes = Notes.parts(Notes.at(Notes.OfSelf, { year, seat }), { [seat]: reasons }, "self.handedIn", v)
    const item = { ...sheet, at: new Date().toISOString(), noted: Notes.counted(notes) }
    return Table.write(HandedIn.put({ year, seat }, item, v, "self.handedIn", once), [
      Root.change({ year }, { set: { [`seats.${seat}.self`]: 1 }, add: { waits: -1 } }, gate(seat, department, sheet.table)),
      Draft.put({ year }, sheet, version, "version.stale"),
      ...notes,
      Log.entry(year, "self.handIn", { seat, once }),
    ])
  }
  const made = await overTaken("self.handedIn", () => HandedIn.find({ year, seat }), write)
  return { seat, at: made.at }
}

/**
 * Hands in as if there were nothing, as nearly always; where it was taken back, over the empty item that this has left. Where there is a
 * sheet by then, the write itself tells whether it is this very act's.
 */
export const overTaken = <T>(
  refusal: Code,
  find: () => Promise<{ v: number; taken?: true | undefined } | undefined>,
  write: (version: number) => Promise<T>,
) =>
  write(0).catch(async (error: unknown) => {
    const old = error instanceof Fault && error.code === refusal ? await find() : undefined
    if (!old) throw error
    return write(old.taken ? old.v : 0)
  })

/** What the root must say for a seat to take its sheet back: nobody has seen it yet. */
const out = (seat: string, department: string): Must[] => [
  [`seats.${seat}.unit`, department, "right.denied"],
  ["phase", "selfScoring", "self.closed"],
  [`seats.${seat}.left`, undefined, "member.left"],
  [`seats.${seat}.self`, present, "self.notIn"],
]

/** Takes the handed-in sheet out of the bloc's room until its phase closes: it is a draft again, and waited for. Faults of `out`, `version.stale`. */
export async function takeBack(year: string, version: number, once: Once) {
  Actor.need("self.takeBack")
  const { department } = Actor.person()
  const seat = await Years.ownSeat(year)
  const [draft, handed] = await Promise.all([Draft.find({ year }), HandedIn.find({ year, seat })])
  if (!draft || !handed) throw new Fault(Table.unmet(out(seat, department), await Root.get({ year })) ?? "self.notIn")
  if (draft.v < version) throw new Fault("version.stale")
  const { v: _v, ...sheet } = draft
  const empty = { table: handed.table, at: handed.at, points: [], taken: true as const }
  return Table.write(Draft.put({ year }, sheet, version, "version.stale", once), [
    Root.change({ year }, { remove: [`seats.${seat}.self`], add: { waits: 1 } }, out(seat, department)),
    HandedIn.put({ year, seat }, empty, handed.v, "version.stale"),
    Log.entry(year, "self.takeBack", { seat, once }),
  ])
}

/** One member's sheet as handed in, open to the bloc when self-scoring is over for all. Faults `self.blind`, `missing`. */
export async function look(year: string, seat: z.output<typeof Seat>) {
  Actor.need("self.look")
  await Years.seat(year)
  const root = await Root.get({ year })
  if (!past(root.phase, "selfScoring")) throw new Fault("self.blind")
  const sheet = standing(await HandedIn.find({ year, seat })) ?? missing()
  const { table, points, results, marks } = sheet
  return { table, points, results, marks, reasons: await notesOf(year, seat, sheet) }
}
/** The notes on a self sheet that is open. */
export const notesOf = async (year: string, seat: string, sheet: { v: number; noted?: number | undefined }) =>
  (await Notes.handedIn(Notes.at(Notes.OfSelf, { year, seat }), sheet, true))[seat] ?? {}

type Kept = ReturnType<(typeof HandedIn)["read"]> | null
/** Once self-scoring is over no self sheet changes any more, so what verifiers compare with is kept in the process. */
const settled = new Map<string, Kept>()
/** A member's self sheet, for who verifies it; null where there is none, or while it is blind. */
export async function open(year: string, seat: string, phase: Phase): Promise<Kept> {
  if (!past(phase, "selfScoring")) return null
  const key = `${Actor.tenant()}/${year}/${seat}`
  const kept = settled.has(key) ? settled.get(key)! : (standing(await HandedIn.find({ year, seat })) ?? null)
  if (settled.size > 2_000) settled.clear()
  settled.set(key, kept)
  return kept
}

export * as Selves from "./self.ts"
