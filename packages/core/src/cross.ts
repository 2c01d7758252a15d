import * as z from "zod"
import { Actor } from "./actor.ts"
import { Tables } from "./criteria.ts"
import { Decisions } from "./decision.ts"
import { Fault } from "./fault.ts"
import { Log } from "./log.ts"
import { Notes, Reasons } from "./note.ts"
import { named, past } from "./phase.ts"
import { Hash, Noted, overTaken, Points, standing, Taken } from "./self.ts"
import { crossFlaws, noteFlaws } from "./sheet-rule.ts"
import { type Must, type Once, present, Table } from "./table.ts"
import { Text } from "./text.ts"
import { Root, Seat, Years } from "./year.ts"
import { seatOf } from "./task-rule.ts"

/** One scorer's rows, one a seat in seat order, the own one null; each row as a self sheet's points, without the leaves that peers do not judge. */
export const Sheet = z.strictObject({
  table: Hash,
  rows: z.array(Points.nullable()).max(60, "input.invalid"),
  /** Seats that the scorer stands aside for, each with its reason. */
  aside: z.record(Seat, Text.Prose(1_000)).default({}),
})
export type Sheet = z.output<typeof Sheet>
/** As it is handed in: with the reasons for each seat, by the places of a row's leaves. */
export const Whole = z.strictObject({ ...Sheet.shape, reasons: z.record(Seat, Reasons).default({}) })
export type Whole = z.output<typeof Whole>
export const Shown = z.object({ table: Hash.nullable(), rows: Sheet.shape.rows, aside: Sheet.shape.aside })
/** What was given to a seat, scorer by scorer. */
export const Received = z.object({
  scorers: z.array(z.object({ seat: z.string(), rows: z.array(Points.nullable()), reasons: z.record(Seat, Reasons) })),
})

const _ = z.literal(1).default(1)
const Draft = Table.kind({ space: "D#department", sk: "Y#year#X", schema: z.object({ _, ...Sheet.shape }) })
/** One scorer's rows in the bloc's room. */
export const HandedIn = Table.kind({
  space: "Y#year",
  sk: "X#seat",
  schema: z.object({ _, at: z.iso.datetime(), ...Taken, ...Noted, ...Sheet.shape }),
})

/** What the root must say for a seat to hand its cross-scores in. */
const gate = (seat: string, department: string, table: string): Must[] => [
  [`seats.${seat}.unit`, department, "right.denied"],
  ["phase", "crossScoring", "cross.closed"],
  [`seats.${seat}.left`, undefined, "member.left"],
  ["table", new Uint8Array(Buffer.from(table, "hex")), "self.table"],
  [`seats.${seat}.cross`, undefined, "cross.handedIn"],
]

/** The own draft; one that was never saved has version 0. */
export async function read(year: string) {
  Actor.need("cross.read")
  await Years.ownSeat(year)
  return (await Draft.find({ year })) ?? { table: null, rows: [], aside: {}, v: 0 }
}

/** Keeps the draft as it is, however incomplete. Fault `version.stale`. */
export async function save(year: string, sheet: Sheet, version: number, once: Once) {
  Actor.need("cross.save")
  await Years.ownSeat(year)
  return Draft.save({ year }, sheet, version, "version.stale", once)
}

/** Whom a seat is asked to score, each by its place, with the leaves of every member. */
async function peers(year: string, seat: string, table: string, rows: readonly unknown[]) {
  // A row beyond the seats that are known here is for somebody who has just joined.
  const known = [seat, ...rows.map((_, i) => seatOf(i))]
  const [criteria, { seats }] = [await Tables.adopted(year, table), await Years.names(year, known)]
  const codes = Years.inOrder(seats).map((one) => seats[one]!.code)
  const asked = Tables.scored(criteria, seats[seat]!.code, codes).map((code) => codes.indexOf(code))
  return {
    asked,
    all: Years.allOf(seats),
    leaves: (struck: readonly string[]) => codes.map((code) => Tables.asked(criteria, code, { kind: "cross", struck })),
  }
}

/** Copies the rows for all peers into the bloc's room, once; nobody reads them until the phase is over for all. */
export async function handIn(year: string, { reasons, ...sheet }: Whole, version: number, once: Once) {
  Actor.need("cross.handIn")
  const { department } = Actor.person()
  const seat = await Years.ownSeat(year)
  const { asked, all, leaves } = await peers(year, seat, sheet.table, sheet.rows)
  const aside = new Set(Object.keys(sheet.aside).map(Number))
  await Decisions.flawless(year, ({ struck, left }) => {
    const wanted = new Set(asked.filter((i) => !left.map(Number).includes(i)))
    const of = leaves(struck)
    const noted = Object.entries(reasons).flatMap(([one, notes]) =>
      noteFlaws(notes, sheet.rows[Number(one)] ? (of[Number(one)] ?? []) : [], `/reasons/${one}`),
    )
    return [...crossFlaws(sheet.rows, { leaves: of, own: Number(seat), asked: wanted, aside }), ...noted]
  })
  const write = (v: number) => {
    const notes = Notes.parts(Notes.at(Notes.OfCross, { year, seat }), reasons, "cross.handedIn", v)
    const item = { ...sheet, at: new Date().toISOString(), noted: Notes.counted(notes) }
    return Table.write(HandedIn.put({ year, seat }, item, v, "cross.handedIn", once), [
      Root.change({ year }, { set: { [`seats.${seat}.cross`]: 1 }, ...waiting(asked, -1) }, [...gate(seat, department, sheet.table), all]),
      Draft.put({ year }, sheet, version, "version.stale"),
      ...notes,
      Log.entry(year, "cross.handIn", { seat, once }),
    ])
  }
  const made = await overTaken("cross.handedIn", () => HandedIn.find({ year, seat }), write).catch((error: unknown) => {
    if (error instanceof Fault && error.code === "year.moved") Years.forget(year)
    throw error
  })
  return { seat, at: made.at }
}
/** Only who is asked to score anybody is waited for. */
const waiting = (asked: readonly number[], by: 1 | -1) => (asked.length ? { add: { waits: by } } : {})

/** What the root must say for a seat to take its rows back: nobody has seen them yet. */
const out = (seat: string, department: string): Must[] => [
  [`seats.${seat}.unit`, department, "right.denied"],
  ["phase", "crossScoring", "cross.closed"],
  [`seats.${seat}.left`, undefined, "member.left"],
  [`seats.${seat}.cross`, present, "cross.notIn"],
]

/** Takes the handed-in rows out of the bloc's room until the phase closes: they are a draft again. Faults of `out`, `version.stale`. */
export async function takeBack(year: string, version: number, once: Once) {
  Actor.need("cross.takeBack")
  const { department } = Actor.person()
  const seat = await Years.ownSeat(year)
  const [draft, handed] = await Promise.all([Draft.find({ year }), HandedIn.find({ year, seat })])
  if (!draft || !handed) throw new Fault(Table.unmet(out(seat, department), await Root.get({ year })) ?? "cross.notIn")
  if (draft.v < version) throw new Fault("version.stale")
  const { asked } = await peers(year, seat, draft.table, draft.rows)
  const { v: _v, ...sheet } = draft
  const empty = { table: handed.table, at: handed.at, rows: [], taken: true as const }
  return Table.write(Draft.put({ year }, sheet, version, "version.stale", once), [
    Root.change({ year }, { remove: [`seats.${seat}.cross`], ...waiting(asked, 1) }, out(seat, department)),
    HandedIn.put({ year, seat }, empty, handed.v, "version.stale"),
    Log.entry(year, "cross.takeBack", { seat, once }),
  ])
}

/** When the phase is over: a member's own given and received rows; for the board, and for the bloc when its rules open them (once it has closed), all. Faults `cross.blind`, `missing`. */
export async function list(year: string) {
  Actor.need("cross.list")
  const own = await Years.seat(year)
  const [root, names] = await Promise.all([Root.get({ year }), Years.names(year)])
  if (!past(root.phase, "crossScoring")) throw new Fault("cross.blind")
  const { sheets } = await Table.span(HandedIn.at({ year }).pk, { sheets: HandedIn }, { from: "X#", to: "X#~" })
  const all = Actor.person().roles.includes("board") || named(root.phase, names.named)
  const handed = sheets.filter(({ item }) => standing(item))
  const scorers = handed.map(async ({ sk, item }) => {
    const seat = sk.slice(2)
    const mine = (of: string) => all || seat === own || of === own
    const notes = await Notes.handedIn(Notes.at(Notes.OfCross, { year, seat }), item, true)
    return {
      seat,
      rows: item.rows.map((row, i) => (mine(seatOf(i)) ? row : null)),
      reasons: Object.fromEntries(Object.entries(notes).filter(([of]) => mine(of))),
    }
  })
  return { scorers: await Promise.all(scorers) }
}

export * as Crosses from "./cross.ts"
