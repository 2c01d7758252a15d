import * as z from "zod"
import { Actor } from "./actor.ts"
import { Fault, type Field } from "./fault.ts"
import { Log } from "./log.ts"
import { beforeClosing } from "./phase.ts"
import { type Must, type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { Root, type Root as RootItem, Seat, Years } from "./year.ts"

/** Who leads the bloc from now on; a year may do without a deputy. */
export const Lead = z.strictObject({ head: Seat, deputy: Seat.nullable() })
export type Lead = z.output<typeof Lead>
/** Why, and the decision with number and day as signed; null where they are not known. */
const paper = { reason: Text.Prose(1_000), number: Text.Name(100).nullable().default(null), date: Text.Day.nullable().default(null) }
export const Given = z.strictObject({ ...Lead.shape, ...paper })
export type Given = z.output<typeof Given>
const Change = z.object({ at: z.iso.datetime(), from: Lead, to: Lead, ...paper })
/** Who leads now, and every change in the year, oldest first. */
export const Shown = z.object({ ...Lead.shape, changes: z.array(Change) })

/** Changes that one year takes; more of them are no changes of head. */
const most = 50
const _ = z.literal(1).default(1)
const Kind = Table.kind({ space: "Y#year", sk: "I#LEAD", schema: z.object({ _, changes: z.array(Change).default([]) }) })

/** Fault `missing`. */
export async function read(year: string) {
  Actor.need("lead.read")
  await Years.seat(year)
  const [root, found] = await Promise.all([Root.get({ year }), Kind.find({ year })])
  return { ...of(root), changes: found?.changes ?? [], v: found?.v ?? 0 }
}

const of = ({ head, deputy = undefined }: Pick<RootItem, "head" | "deputy">): Lead => ({ head, deputy: deputy ?? null })
const inWords = ({ head, deputy }: Lead) => `${head}/${deputy ?? ""}`

/** Everything that is wrong with who is to lead; `leaves` is a seat that goes in the same act. Without a deputy the board verifies the head, and nobody decides for itself. */
export function flaws(root: RootItem, { head, deputy }: Lead, at = "", leaves?: string): Field[] {
  const field = (path: string, code: Field["code"]): Field => ({ in: "json", path: `${at}${path}`, code })
  const gone = (seat: string) => seat === leaves || root.seats[seat]?.left !== undefined
  const flaw = (path: string, seat: string) =>
    !root.seats[seat] ? [field(path, "year.members")] : gone(seat) ? [field(path, "member.left")] : []
  const own = deputy === null && root.seats[head]?.unit === Actor.person().department
  return [
    ...flaw("/head", head),
    ...(deputy === null ? [] : flaw("/deputy", deputy)),
    ...(deputy === head || own ? [field("/deputy", "year.members")] : []),
    ...(inWords(of(root)) === inWords({ head, deputy }) ? [field("/head", "lead.same")] : []),
  ]
}

/** What a change writes: beside R's own change the list with its papers, and the log. Fault `lead.many`. */
export async function parts(year: string, root: RootItem, { head, deputy, ...told }: Given, version: number | undefined, once: Once) {
  const to = { head, deputy }
  const found = await Kind.find({ year })
  const before = found?.changes ?? []
  if (before.length >= most) throw new Fault("lead.many")
  const change = { at: new Date().toISOString(), from: of(root), to, ...told }
  return {
    change: { set: { head, ...(deputy && { deputy }) }, remove: deputy ? [] : ["deputy"], add: { led: 1 } },
    must: [
      ["head", root.head, "version.stale"],
      ["deputy", root.deputy, "version.stale"],
      ["phase", beforeClosing, "lead.closed"],
      [`seats.${head}.left`, undefined, "version.stale"],
      ...(deputy ? [[`seats.${deputy}.left`, undefined, "version.stale"] as Must] : []),
    ] satisfies Must[],
    kept: Kind.put({ year }, { changes: [...before, change] }, version ?? found?.v ?? 0, "version.stale", once),
    entry: Log.entry(year, "lead.change", { of: head, from: inWords(change.from), to: inWords(to), why: told.reason, once }),
  }
}

/**
 * The board names another head or deputy, from then on with the rights of one; what the old one began in its own room stays there.
 * Faults `lead.closed`, `lead.same`, `lead.many`, `member.left`, `year.members`, `version.stale`.
 */
export async function change(year: string, given: Given, version: number, once: Once) {
  Actor.need("lead.change")
  await Years.seat(year)
  const root = await Root.get({ year })
  const fields = flaws(root, given)
  const { change, must, kept, entry } = await parts(year, root, given, version, once)
  // What is wrong stands in the condition, so that the same act again still finds its own write first.
  const wrong: Must[] = fields.length ? [["phase", "", "input.invalid"]] : []
  const made = await Table.write(kept, [Root.change({ year }, change, [...wrong, ...must]), entry]).catch((error: unknown) => {
    throw error instanceof Fault && error.code === "input.invalid" ? new Fault("input.invalid", fields) : error
  })
  return { head: given.head, deputy: given.deputy, changes: made.changes, v: made.v }
}

export * as Leads from "./lead.ts"
