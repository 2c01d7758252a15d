import * as z from "zod"
import { Actor } from "./actor.ts"
import { Tables } from "./criteria.ts"
import { Decisions } from "./decision.ts"
import { Fault } from "./fault.ts"
import { Log } from "./log.ts"
import { past } from "./phase.ts"
import { Hash, Points } from "./self.ts"
import { crossFlaws } from "./sheet-rule.ts"
import { type Must, type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { Root, Seat, Years } from "./year.ts"

/** One scorer's rows, one a seat in seat order, the own one null; each row as a self sheet's points, without the leaves that peers do not judge. */
export const Sheet = z.strictObject({
  table: Hash,
  rows: z.array(Points.nullable()).max(60, "input.invalid"),
  /** Seats that the scorer stands aside for, each with its reason. */
  aside: z.record(Seat, Text.Prose(1_000)).default({}),
})
export type Sheet = z.output<typeof Sheet>
export const Shown = z.object({ table: Hash.nullable(), rows: Sheet.shape.rows, aside: Sheet.shape.aside })
/** What was given to a seat, scorer by scorer. */
export const Received = z.object({ scorers: z.array(z.object({ seat: z.string(), rows: z.array(Points.nullable()) })) })

const _ = z.literal(1).default(1)
const Draft = Table.kind({ space: "D#department", sk: "Y#year#X", schema: z.object({ _, ...Sheet.shape }) })
/** One scorer's rows in the bloc's room. */
export const HandedIn = Table.kind({ space: "Y#year", sk: "X#seat", schema: z.object({ _, at: z.iso.datetime(), ...Sheet.shape }) })

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

/** Copies the rows for all peers into the bloc's room, once; nobody reads them until the phase is over for all. */
export async function handIn(year: string, sheet: Sheet, version: number, once: Once) {
  Actor.need("cross.handIn")
  const { department } = Actor.person()
  const seat = await Years.ownSeat(year)
  const [criteria, { seats }] = [await Tables.adopted(year, sheet.table), await Years.names(year)]
  const codes = Years.inOrder(seats).map((one) => seats[one]!.code)
  const asked = Tables.scored(criteria, seats[seat]!.code, codes).map((code) => codes.indexOf(code))
  const aside = new Set(Object.keys(sheet.aside).map(Number))
  await Decisions.flawless(year, ({ struck, left }) => {
    const leaves = codes.map((code) => Tables.asked(criteria, code, { kind: "cross", struck }))
    const wanted = new Set(asked.filter((i) => !left.map(Number).includes(i)))
    return crossFlaws(sheet.rows, { leaves, own: Number(seat), asked: wanted, aside })
  })
  const waits = asked.length ? { add: { waits: -1 } } : {}
  const made = await Table.write(HandedIn.put({ year, seat }, { ...sheet, at: new Date().toISOString() }, 0, "cross.handedIn", once), [
    Root.change({ year }, { set: { [`seats.${seat}.cross`]: 1 }, ...waits }, gate(seat, department, sheet.table)),
    Draft.put({ year }, sheet, version, "version.stale"),
    Log.entry(year, "cross.handIn", { seat, once }),
  ])
  return { seat, at: made.at }
}

/** When the phase is over: a member's own given and received rows, for the board all. Faults `cross.blind`, `missing`. */
export async function list(year: string) {
  Actor.need("cross.list")
  const own = await Years.seat(year)
  const root = await Root.get({ year })
  if (!past(root.phase, "crossScoring")) throw new Fault("cross.blind")
  const { sheets } = await Table.span(HandedIn.at({ year }).pk, { sheets: HandedIn }, { from: "X#", to: "X#~" })
  const all = Actor.person().roles.includes("board")
  const scorers = sheets.map(({ sk, item }) => {
    const seat = sk.slice(2)
    return { seat, rows: item.rows.map((row, i) => (all || seat === own || i === Number(own) ? row : null)) }
  })
  return { scorers }
}

export * as Crosses from "./cross.ts"
