import * as z from "zod"
import { Actor } from "./actor.ts"
import { Fault } from "./fault.ts"
import { Log } from "./log.ts"
import { Secret } from "./secret.ts"
import { type Once, Table } from "./table.ts"
import { Targets } from "./target.ts"
import { Text } from "./text.ts"
import { Root, Years } from "./year.ts"

/** The text and the targets that every member's leader signs. */
export const Pledge = z.strictObject({ text: Text.Prose(20_000), targets: Targets.List.default([]) })
export type Pledge = z.output<typeof Pledge>
/** The same with a slip corrected, and what was wrong. */
export const Slip = z.strictObject({ ...Pledge.shape, reason: Text.Prose(500) })
/** SHA-256 of text and targets, in hexadecimal digits. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/, "input.invalid")
/** A correction: when, why, and the hash that was signed before, whose text is kept as version `n`. */
export const Corrected = z.object({ at: z.iso.datetime(), from: z.string(), why: z.string(), n: z.int() })
const Written = z.object({ text: z.string(), targets: z.array(Targets.Target) })
export const Version = Written.extend({ hash: z.string() })
export const Shown = z.object({
  text: z.string().nullable(),
  targets: z.array(Targets.Target),
  hash: z.string().nullable(),
  signed: z.array(z.string()),
  corrected: z.array(Corrected),
})
/** The number of a version: 1 is the one that holds, others by the save that replaced them. */
export const Number = z.string().regex(/^[1-9]\d{0,5}$/, "input.invalid")

/** Corrections without signing anew; more of them are no slips. */
const most = 20
const _ = z.literal(1).default(1)
/** Where text and targets are largest they have 100 kB together, a quarter of what an item takes: they stay one, and change as one. */
const Kind = Table.kind({
  space: "Y#year",
  sk: "G#n",
  schema: z.object({ _, text: z.string(), targets: z.array(Targets.Target).default([]), corrected: z.array(Corrected).default([]) }),
})

const hashOf = ({ text, targets }: Pledge) => Secret.digest({ text, targets: targets.length ? targets : undefined })

/** A pledge that was signed on paper: its write, and its hash. */
export const brought = (year: string, text: string) => ({
  part: Kind.put({ year, n: "1" }, { text }, 0, "version.stale"),
  hash: hashOf({ text, targets: [] }),
})

/** The pledge that holds, with its hash, and every hash under which a signature for it counts. */
export async function current(year: string) {
  const found = await Kind.find({ year, n: "1" })
  const hashes: string[] = []
  if (!found) return { text: null, targets: [], hash: null, hashes, corrected: [], v: 0 }
  const hash = Secret.hex(hashOf(found))
  return { ...found, hash, hashes: [hash, ...found.corrected.map(({ from }) => from)] }
}

/** Text and targets with their hash, and the seats that have signed; version 0 where there are none yet. */
export async function read(year: string) {
  Actor.need("pledge.read")
  await Years.seat(year)
  const [root, found] = await Promise.all([Root.get({ year }), current(year)])
  return { ...found, signed: signedIn(root) }
}

/** A version as it was signed before a correction. Fault `missing`. */
export async function version(year: string, n: string) {
  Actor.need("pledge.version")
  await Years.seat(year)
  const found = await Kind.get({ year, n })
  return { text: found.text, targets: found.targets, hash: Secret.hex(hashOf(found)) }
}

const signedIn = ({ seats }: Root) => Years.inOrder(seats).filter((seat) => seats[seat]?.signed)

async function fit(year: string, { targets }: Pledge) {
  const fields = Targets.flaws(targets, Object.keys((await Years.facts(year)).root.seats).length)
  if (fields.length) throw new Fault("input.invalid", fields)
}

/** Another text or target voids every signature. Faults `pledge.closed`, `right.denied`, `version.stale`, `target.*`. */
export async function save(year: string, given: Pledge, version: number, once: Once) {
  Actor.need("pledge.save")
  const seat = await Years.ownSeat(year)
  await fit(year, given)
  // Anew, because somebody may sign between the look at who has signed and the write.
  return Table.anew(() => replace(year, seat, given, version, once), 3)
}

async function replace(year: string, seat: string, given: Pledge, version: number, once: Once) {
  const [root, before] = await Promise.all([Root.get({ year }), Kind.find({ year, n: "1" })])
  const hash = hashOf(given)
  const same = !!root.pledge && Secret.hex(root.pledge) === Secret.hex(hash)
  const voided = same ? [] : signedIn(root)
  const corrected = same ? (before?.corrected ?? []) : []
  const waits = voided.filter((one) => root.seats[one]?.left === undefined).length
  const change = { set: { pledge: hash }, remove: voided.map((one) => `seats.${one}.signed`), add: { waits } }
  const made = await Table.write(Kind.put({ year, n: "1" }, { ...given, corrected }, version, "version.stale", once), [
    Root.change({ year }, change, [
      ["head", seat, "right.denied"],
      [`seats.${seat}.left`, undefined, "right.denied"],
      ["phase", ["drafting", "pledging"], "pledge.closed"],
      ["v", root.v, "version.stale"],
    ]),
    Log.entry(year, "pledge.save", { seat, to: Secret.hex(hash).slice(0, 16), once }),
  ])
  return { ...given, hash: Secret.hex(hash), signed: voided.length ? [] : signedIn(root), corrected, v: made.v }
}

/**
 * A slip that the board records as such: the hash changes, the signatures stay, and what was signed is kept beside it.
 * Faults `slip.closed`, `slip.none`, `slip.many`, `phase.pledge`, `pledge.changed`, `version.stale`, `target.*`.
 */
export async function correct(year: string, { reason, ...given }: z.output<typeof Slip>, version: number, once: Once) {
  Actor.need("pledge.correct")
  const seat = await Years.seat(year)
  await fit(year, given)
  const [root, found] = await Promise.all([Root.get({ year }), Kind.find({ year, n: "1" })])
  if (!found) throw new Fault("phase.pledge")
  // What was signed would be kept where the pledge itself stands.
  if (!version) throw new Fault("version.stale")
  const [hash, from] = [hashOf(given), hashOf(found)]
  if (found.v === version && Secret.hex(hash) === Secret.hex(from)) throw new Fault("slip.none")
  if (found.v === version && found.corrected.length >= most) throw new Fault("slip.many")
  const n = version + 1
  const corrected = [...found.corrected, { at: new Date().toISOString(), from: Secret.hex(from), why: reason, n }]
  const [to, told] = [Secret.hex(hash).slice(0, 16), Secret.hex(from).slice(0, 16)]
  const made = await Table.write(Kind.put({ year, n: "1" }, { ...given, corrected }, version, "version.stale", once), [
    Root.change({ year }, { set: { pledge: hash } }, [
      ["phase", ["pledging", "running"], "slip.closed"],
      ["pledge", from, "pledge.changed"],
    ]),
    Kind.put({ year, n: `${n}` }, { text: found.text, targets: found.targets }, 0, "version.stale"),
    Log.entry(year, "pledge.correct", { seat, from: told, to, why: reason, once }),
  ])
  return { ...given, hash: Secret.hex(hash), signed: signedIn(root), corrected: made.corrected, v: made.v }
}

export * as Pledges from "./pledge.ts"
