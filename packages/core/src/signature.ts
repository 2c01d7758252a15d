import * as z from "zod"
import { Actor } from "./actor.ts"
import { Fault } from "./fault.ts"
import { Gate } from "./gate.ts"
import { Log } from "./log.ts"
import { Papers } from "./paper.ts"
import { Pledges } from "./pledge.ts"
import { Secret } from "./secret.ts"
import { ways, wayOf } from "./signature-rule.ts"
import { type Once, Table } from "./table.ts"
import { Root, Years } from "./year.ts"

/** What is signed, by its hash; the password where the sign-in is older than a quarter of an hour. */
export const Signature = z.strictObject({
  hash: Pledges.Hash,
  password: z.string("input.text").min(1, "input.text").max(512, "input.text").optional(),
})
export const Receipt = z.object({ seat: z.string(), hash: z.string() })
/** Who has signed, in seat order: whether it has left (when), in which way (null: not at all, or no more), when, and the line of a paper that counts or is contested. */
export const Shown = z.object({
  items: z.array(
    z.object({
      seat: z.string(),
      left: z.string().nullable(),
      way: z.enum(ways).nullable(),
      at: z.string().nullable(),
      paper: Papers.Line.nullable(),
    }),
  ),
})

/** Milliseconds after signing in, during which nobody is asked for the password again. */
const fresh = 15 * 60_000

/**
 * That it is the person itself who signs now, and the eight bytes that stand for the signature in the root. The one place where a
 * digital signature would be checked instead. Faults `signature.password`, `session.refused`, `session.locked`.
 */
export async function seal({ password }: z.output<typeof Signature>, once: Once) {
  if (password !== undefined) await Gate.prove(password)
  else if (Date.now() - (Actor.person().since ?? 0) >= fresh) throw new Fault("signature.password")
  return Secret.mark(once)
}

/** Signs for the own department. Faults `pledge.notOpen`, `member.left`, `pledge.changed`, `pledge.signed`, and those of `seal`. */
export async function sign(year: string, given: z.output<typeof Signature>, once: Once) {
  Actor.need("pledge.sign")
  const { department } = Actor.person()
  const seat = await Years.ownSeat(year)
  const mark = await seal(given, once)
  const { hash } = given
  const receipt = { seat, hash }
  const part = Root.change({ year }, { set: { [`seats.${seat}.signed`]: mark }, add: { waits: -1 } }, [
    [`seats.${seat}.unit`, department, "right.denied"],
    ["phase", "pledging", "pledge.notOpen"],
    [`seats.${seat}.left`, undefined, "member.left"],
    ["pledge", Secret.bytes(hash), "pledge.changed"],
    [`seats.${seat}.signed`, undefined, "pledge.signed"],
  ])
  const again = (old: unknown) => (Table.marked((old as Partial<Root>).seats?.[seat]?.signed, mark) ? receipt : undefined)
  return Table.write({ ...part, item: receipt, again }, [Log.entry(year, "pledge.sign", { seat, to: hash.slice(0, 16), once })])
}

/** Who has signed how and when: what the root says, the papers, and from the log the instants. Fault `missing`. */
export async function list(year: string) {
  Actor.need("signature.list")
  await Years.seat(year)
  const [root, { hashes }, papers] = await Promise.all([Root.get({ year }), Pledges.current(year), Papers.all(year)])
  const times = hashes.length ? await Log.times(year, "pledge.sign", "pledging") : new Map<string, string>()
  return {
    items: Years.inOrder(root.seats).map((seat) => {
      const paper = papers.get(seat)
      const way = wayOf(root.seats[seat]?.signed, paper, hashes)
      const on = way === "paper" || way === "contested" ? paper : undefined
      return {
        seat,
        left: root.seats[seat]?.left ?? null,
        way,
        at: on?.at ?? (way && times.get(seat)) ?? null,
        paper: on ? Papers.lineOf(on) : null,
      }
    }),
  }
}

export * as Signatures from "./signature.ts"
