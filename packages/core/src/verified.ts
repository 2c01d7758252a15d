import * as z from "zod"
import { Actor } from "./actor.ts"
import { Tables } from "./criteria.ts"
import { Fault, missing } from "./fault.ts"
import { Log } from "./log.ts"
import { Hash, Points, HandedIn as SelfSheet } from "./self.ts"
import { flaws } from "./sheet-rule.ts"
import { type Must, type Once, Table } from "./table.ts"
import { Root, type Root as RootItem, Seat, Years } from "./year.ts"

export const Sheet = z.strictObject({ table: Hash, points: Points })
export type Sheet = z.output<typeof Sheet>
/** The verifier's draft beside what the unit gave itself. */
export const Shown = z.object({ table: Hash.nullable(), points: Points, self: Points.nullable(), confirmed: z.boolean() })
export const Confirmed = z.object({ seats: z.array(z.string()) })

const _ = z.literal(1).default(1)
const Draft = Table.kind({ space: "D#department", sk: "Y#year#V#seat", schema: z.object({ _, ...Sheet.shape }) })
/** One unit's verified sheet, by the head, the deputy or the board. */
export const Kind = Table.kind({ space: "Y#year", sk: "V#verifier#seat", schema: z.object({ _, at: z.iso.datetime(), ...Sheet.shape }) })

/** Nobody decides for itself: the head verifies all but the head, the deputy the head; without a deputy the board does. */
export function verifierOf(root: Pick<RootItem, "head" | "deputy">, seat: string) {
  if (seat !== root.head) return { verifier: "head", seat: root.head }
  return root.deputy ? { verifier: "deputy", seat: root.deputy } : { verifier: "board", seat: undefined }
}

async function verifying(year: string, seat: string) {
  const own = await Years.seat(year)
  const root = await Root.get({ year })
  if (!root.seats[seat]) missing()
  const by = verifierOf(root, seat)
  if (by.seat ? by.seat !== own : !Actor.person().roles.includes("board")) throw new Fault("verified.other")
  return { root, by }
}

/** The own draft for one unit, with the unit's self sheet beside it. Fault `verified.other`. */
export async function read(year: string, seat: z.output<typeof Seat>) {
  Actor.need("verified.read")
  const { by } = await verifying(year, seat)
  const [draft, self, done] = await Promise.all([
    Draft.find({ year, seat }),
    SelfSheet.find({ year, seat }),
    Kind.find({ year, seat, verifier: by.verifier }),
  ])
  return { table: draft?.table ?? null, points: draft?.points ?? [], self: self?.points ?? null, confirmed: !!done, v: draft?.v ?? 0 }
}

/** Keeps the verifier's draft for one unit. Faults `verified.other`, `version.stale`. */
export async function save(year: string, seat: string, sheet: Sheet, version: number, once: Once) {
  Actor.need("verified.save")
  await verifying(year, seat)
  const { v } = await Draft.save({ year, seat }, sheet, version, "version.stale", once)
  return { ...sheet, self: null, confirmed: false, v }
}

/** What the root must say for a verification: who verifies has not changed, and the phase is open. */
export const gate = (by: { verifier: string; seat: string | undefined }, of: string, table: string): Must[] => [
  ["phase", "verifying", "verified.closed"],
  ...(by.verifier === "head"
    ? [["head", by.seat, "right.denied"] as Must]
    : [["head", of, "right.denied"] as Must, ["deputy", by.seat, "right.denied"] as Must]),
  ["table", new Uint8Array(Buffer.from(table, "hex")), "self.table"],
]

/** Makes the draft the unit's verified sheet, once. */
export async function confirm(year: string, seat: string, sheet: Sheet, version: number, once: Once) {
  Actor.need("verified.confirm")
  const { by } = await verifying(year, seat)
  const fields = flaws(sheet.points, Tables.leaves(await Tables.adopted(year, sheet.table)))
  if (fields.length) throw new Fault("input.invalid", fields)
  const made = await Table.write(
    Kind.put({ year, seat, verifier: by.verifier }, { ...sheet, at: new Date().toISOString() }, 0, "verified.confirmed", once),
    [
      Root.change({ year }, { add: { waits: -1, verifications: 1 } }, gate(by, seat, sheet.table)),
      Draft.put({ year, seat }, sheet, version, "version.stale"),
      Log.entry(year, "verified.confirm", { seat: by.seat, of: seat, once }),
    ],
  )
  return { seat, at: made.at }
}

/** Which units are verified; no sums, and nothing of the sheets. */
export async function list(year: string) {
  Actor.need("verified.list")
  await Years.seat(year)
  const { sheets } = await Table.span(Kind.at({ year }).pk, { sheets: Kind }, { from: "V#", to: "V#~" })
  return { seats: sheets.map(({ sk }) => sk.split("#")[2]!).sort() }
}

export * as Verified from "./verified.ts"
