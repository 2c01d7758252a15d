import * as z from "zod"
import { Actor } from "./actor.ts"
import { Tables } from "./criteria.ts"
import { Fault, missing } from "./fault.ts"
import { Log } from "./log.ts"
import { past } from "./phase.ts"
import { Filled, Hash, HandedIn as SelfSheet } from "./self.ts"
import { flaws } from "./sheet-rule.ts"
import { verifierOf } from "./task-rule.ts"
import { type Must, type Once, Table } from "./table.ts"
import { Root, type Root as RootItem, Seat, Years } from "./year.ts"

export const Sheet = z.strictObject({ table: Hash, ...Filled })
export type Sheet = z.output<typeof Sheet>
/** The verifier's draft beside what the unit gave itself. */
export const Shown = z.object({ table: Hash.nullable(), ...Filled, self: z.object(Filled).nullable(), confirmed: z.boolean() })
export const Confirmed = z.object({ seats: z.array(z.string()) })

const _ = z.literal(1).default(1)
const Draft = Table.kind({ space: "D#department", sk: "Y#year#V#seat", schema: z.object({ _, ...Sheet.shape }) })
/** One unit's verified sheet, by the head, the deputy or the board. */
export const Kind = Table.kind({ space: "Y#year", sk: "V#verifier#seat", schema: z.object({ _, at: z.iso.datetime(), ...Sheet.shape }) })

type Led = Pick<RootItem, "head" | "deputy" | "seats">
/** Roots as last read here: whom such a one lets through to a write, the write's condition proves again; anybody else asks anew. */
const lately = new Map<string, Led>()

async function verifying(year: string, seat: string, kept?: Led): Promise<ReturnType<typeof verifierOf>> {
  const own = await Years.seat(year)
  const { tenant, department, roles } = Actor.person()
  const root = kept ?? (await Root.get({ year }))
  const unit = root.seats[seat]?.unit
  const by = verifierOf(root, seat)
  const may = unit && unit !== department && (by.seat ? by.seat === own : roles.includes("board"))
  if (!may && kept) return verifying(year, seat)
  if (!unit) missing()
  if (!may) throw new Fault("verified.other")
  if (lately.size > 1_000) lately.clear()
  lately.set(`${tenant}/${year}`, root)
  return by
}
const writing = (year: string, seat: string) => verifying(year, seat, lately.get(`${Actor.tenant()}/${year}`))

/** The own draft for one unit, beside it the unit's self sheet once self-scoring is over for all. Fault `verified.other`. */
export async function read(year: string, seat: z.output<typeof Seat>) {
  Actor.need("verified.read")
  const by = await verifying(year, seat)
  const [root, draft, self, done] = await Promise.all([
    Root.get({ year }),
    Draft.find({ year, seat }),
    SelfSheet.find({ year, seat }),
    Kind.find({ year, seat, verifier: by.verifier }),
  ])
  const given = self && past(root.phase, "selfScoring") ? { points: self.points, results: self.results } : null
  const { table = null, points = [], results = [], v = 0 } = draft ?? {}
  return { table, points, results, self: given, confirmed: !!done, v }
}

/** Keeps the verifier's draft for one unit. Faults `verified.other`, `version.stale`. */
export async function save(year: string, seat: string, sheet: Sheet, version: number, once: Once) {
  Actor.need("verified.save")
  await writing(year, seat)
  return Draft.save({ year, seat }, sheet, version, "version.stale", once)
}

/** What the root must say for a verification: who verifies has not changed, and the phase is open. */
const gate = (by: { verifier: string; seat: string | undefined }, of: string, table: string): Must[] => [
  ["phase", "verifying", "verified.closed"],
  ...(by.verifier === "head"
    ? [["head", by.seat, "right.denied"] as Must]
    : [["head", of, "right.denied"] as Must, ["deputy", by.seat, "right.denied"] as Must]),
  ["table", new Uint8Array(Buffer.from(table, "hex")), "self.table"],
]

/** Makes the draft the unit's verified sheet, once. */
export async function confirm(year: string, seat: string, sheet: Sheet, version: number, once: Once) {
  Actor.need("verified.confirm")
  const by = await writing(year, seat)
  const { seats } = await Years.names(year)
  const fields = flaws(sheet, Tables.asked(await Tables.adopted(year, sheet.table), seats[seat]!.code))
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

/** Which units are verified; no sums, and nothing of the sheets. Fault `missing`. */
export async function list(year: string) {
  Actor.need("verified.list")
  await Years.seat(year)
  const { sheets } = await Table.span(Kind.at({ year }).pk, { sheets: Kind }, { from: "V#", to: "V#~" })
  return { seats: sheets.map(({ sk }) => sk.split("#")[2]!).sort() }
}

export * as Verified from "./verified.ts"
