import * as z from "zod"
import { Actor } from "./actor.ts"
import { Log } from "./log.ts"
import { Secret } from "./secret.ts"
import { type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { Root, Years } from "./year.ts"

/** The text that every member's leader signs. */
export const Pledge = z.strictObject({ text: Text.Prose(20_000) })
export const Signature = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/, "input.invalid") })
export const Shown = z.object({ text: z.string().nullable(), hash: z.string().nullable(), signed: z.array(z.string()) })
export const Receipt = z.object({ seat: z.string(), hash: z.string() })

const _ = z.literal(1).default(1)
const Kind = Table.kind({ space: "Y#year", sk: "G#n", schema: z.object({ _, text: z.string() }) })
const hashOf = (text: string) => Secret.digest({ text })

/** A pledge that was signed on paper: its write, and its hash. */
export const brought = (year: string, text: string) => ({
  part: Kind.put({ year, n: "1" }, { text }, 0, "version.stale"),
  hash: hashOf(text),
})

/** The text with its hash, and the seats that have signed it; version 0 where there is none yet. */
export async function read(year: string) {
  Actor.need("pledge.read")
  await Years.seat(year)
  const [root, found] = await Promise.all([Root.get({ year }), Kind.find({ year, n: "1" })])
  const signed = Years.inOrder(root.seats).filter((seat) => root.seats[seat]?.signed)
  return found ? { text: found.text, hash: Secret.hex(hashOf(found.text)), signed, v: found.v } : { text: null, hash: null, signed, v: 0 }
}

/** Another text voids every signature under the old one. Faults `pledge.closed`, `right.denied`, `version.stale`. */
export async function save(year: string, { text }: z.output<typeof Pledge>, version: number, once: Once) {
  Actor.need("pledge.save")
  const seat = await Years.ownSeat(year)
  // Anew, because somebody may sign between the look at who has signed and the write.
  return Table.anew(() => replace(year, seat, text, version, once), 3)
}

async function replace(year: string, seat: string, text: string, version: number, once: Once) {
  const root = await Root.get({ year })
  const hash = hashOf(text)
  const signed = Years.inOrder(root.seats).filter((one) => root.seats[one]?.signed)
  const voided = root.pledge && Secret.hex(root.pledge) === Secret.hex(hash) ? [] : signed
  const change = { set: { pledge: hash }, remove: voided.map((one) => `seats.${one}.signed`), add: { waits: voided.length } }
  const made = await Table.write(Kind.put({ year, n: "1" }, { text }, version, "version.stale", once), [
    Root.change({ year }, change, [
      ["head", seat, "right.denied"],
      ["phase", ["drafting", "pledging"], "pledge.closed"],
      ["v", root.v, "version.stale"],
    ]),
    Log.entry(year, "pledge.save", { seat, to: Secret.hex(hash).slice(0, 16), once }),
  ])
  return { text, hash: Secret.hex(hash), signed: voided.length ? [] : signed, v: made.v }
}

/** Signs for the own department. Faults `pledge.notOpen`, `pledge.changed`, `pledge.signed`. */
export async function sign(year: string, { hash }: z.output<typeof Signature>, once: Once) {
  Actor.need("pledge.sign")
  const { department } = Actor.person()
  const seat = await Years.ownSeat(year)
  const mark = Secret.mark(once)
  const receipt = { seat, hash }
  const part = Root.change({ year }, { set: { [`seats.${seat}.signed`]: mark }, add: { waits: -1 } }, [
    [`seats.${seat}.unit`, department, "right.denied"],
    ["phase", "pledging", "pledge.notOpen"],
    ["pledge", new Uint8Array(Buffer.from(hash, "hex")), "pledge.changed"],
    [`seats.${seat}.signed`, undefined, "pledge.signed"],
  ])
  const again = (old: unknown) => (Table.marked((old as Partial<Root>).seats?.[seat]?.signed, mark) ? receipt : undefined)
  return Table.write({ ...part, item: receipt, again }, [Log.entry(year, "pledge.sign", { seat, to: hash.slice(0, 16), once })])
}

export * as Pledges from "./pledge.ts"
