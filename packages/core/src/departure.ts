import * as z from "zod"
import { Actor } from "./actor.ts"
import { Agencies } from "./agency.ts"
import { Tables } from "./criteria.ts"
import { Departments } from "./department.ts"
import { Fault, type Field, missing } from "./fault.ts"
import { Id } from "./id.ts"
import { Lead, Leads } from "./lead.ts"
import { Log } from "./log.ts"
import { beforeRanking } from "./phase.ts"
import { Secret } from "./secret.ts"
import { type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { Verified } from "./verified.ts"
import { Root, Years } from "./year.ts"

/**
 * A member leaves or is merged: the day (Asia/Ho_Chi_Minh), the department that follows it, if any, and the decision by which it does,
 * with number and day as signed; null where they are not known, as of past years.
 */
export const Departure = z.strictObject({
  left: Text.Day,
  successor: Id.schema.nullable(),
  reason: Text.Prose(1_000),
  number: Text.Name(100).nullable().default(null),
  date: Text.Day.nullable().default(null),
  /** Who leads from then on, where head or deputy leaves. */
  lead: Lead.nullable().default(null),
})
export type Departure = z.output<typeof Departure>
export const Shown = z.object({ seat: z.string(), ...Departure.shape })

const _ = z.literal(1).default(1)
/** The paper of a member that left. */
export const Kind = Table.kind({ space: "Y#year", sk: "I#seat", schema: z.object({ _, at: z.iso.datetime(), ...Departure.shape }) })

/** Whether the phase that is open still waits for the seat. */
async function awaited(year: string, root: Root, seat: string) {
  const of = root.seats[seat]!
  switch (root.phase) {
    case "pledging":
      return !of.signed
    case "selfScoring":
      return of.self === undefined
    case "crossScoring":
      return of.cross === undefined && (await scores(year, root, seat))
    case "verifying":
      return !(await Verified.standing(year, seat))
    default:
      return false
  }
}

/** Whether the rules ask the seat to score anybody. */
async function scores(year: string, root: Root, seat: string) {
  if (!root.table) return false
  const [criteria, { seats }] = [await Tables.adopted(year, Secret.hex(root.table)), await Years.names(year, Object.keys(root.seats))]
  return Tables.scorers(
    criteria,
    Years.inOrder(root.seats).map((one) => seats[one]!.code),
  ).includes(seats[seat]!.code)
}

/** Who leads where head or deputy leaves, or where the board says so: nobody is to be named where nobody stays. */
async function leadOf(year: string, root: Root, seat: string, { lead, reason, number, date }: Departure, once: Once) {
  const stays = Object.keys(root.seats).some((one) => one !== seat && root.seats[one]!.left === undefined)
  const wanted = (seat === root.head || seat === root.deputy) && stays && root.seats[seat]!.left === undefined
  const path = (code: Field["code"]): Field => ({ in: "json", path: "/lead", code })
  const fields = lead ? Leads.flaws(root, lead, "/lead", seat) : wanted ? [path("lead.wanted")] : []
  const open = root.seats[seat]!.left === undefined && beforeRanking.includes(root.phase)
  if (fields.length && open) throw new Fault("input.invalid", fields)
  return lead && !fields.length ? Leads.parts(year, root, { ...lead, reason, number, date }, undefined, once) : undefined
}

/**
 * Takes a member out of the year: it counts nowhere from then on, what it handed in is kept. Until the scores are frozen.
 * Faults `missing`, `member.left`, `member.frozen`, `lead.wanted` and those of naming who leads.
 */
export async function record(year: string, seat: string, given: Departure, once: Once) {
  Actor.need("member.leave")
  await Years.seat(year)
  const successor = given.successor ? (await Departments.get(given.successor)).code : undefined
  await Table.anew(async () => {
    const root = await Root.get({ year })
    if (given.successor === (root.seats[seat] ?? missing()).unit)
      throw new Fault("input.invalid", [{ in: "json", path: "/successor", code: "year.members" }])
    const lead = await leadOf(year, root, seat, given, once)
    const freed = await Agencies.freed(year, root, seat)
    const waited = Number(await awaited(year, root, seat)) + (root.phase === "verifying" ? freed : 0)
    const waits = { ...(waited && { waits: -waited }), ...(freed && { agencies: -freed }) }
    const scorers = root.scorers !== undefined && (await scores(year, root, seat)) ? { scorers: -1 } : {}
    const marks = { [`seats.${seat}.left`]: given.left, ...(successor && { [`seats.${seat}.to`]: successor }) }
    await Table.write(Kind.put({ year, seat }, { ...given, at: new Date().toISOString() }, 0, "member.left", once), [
      Root.change(
        { year },
        { ...lead?.change, set: { ...marks, ...lead?.change.set }, add: { members: -1, ...waits, ...scorers, ...lead?.change.add } },
        [
          [`seats.${seat}.left`, undefined, "member.left"],
          ["phase", beforeRanking, "member.frozen"],
          ["v", root.v, "version.stale"],
          ...(lead?.must ?? []),
        ],
      ),
      ...(lead ? [lead.kept, lead.entry] : []),
      Log.entry(year, "member.leave", { of: seat, why: given.reason, once }),
    ])
  })
  return { seat, ...given }
}

export * as Departures from "./departure.ts"
