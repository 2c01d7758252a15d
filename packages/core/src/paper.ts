import * as z from "zod"
import { Actor } from "./actor.ts"
import { type Code, Fault, missing } from "./fault.ts"
import { Log } from "./log.ts"
import { Pledges } from "./pledge.ts"
import { Secret } from "./secret.ts"
import { type State, states } from "./signature-rule.ts"
import { type Item, type Must, type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { Root, Seat, Years } from "./year.ts"

/** A signature on paper: of which text, when and where, in what capacity somebody signed, under which number the scan is kept. */
export const Paper = z.strictObject({
  hash: Pledges.Hash,
  date: Text.Day,
  place: Text.Name(),
  signer: Text.Name(),
  scan: Text.Name(100),
})
/** Why a member contests its line, or why the head withdraws one. */
export const Reason = z.strictObject({ reason: Text.Prose(500) })
/** The text for which a member confirms its line. */
export const Confirmed = z.strictObject({ hash: Pledges.Hash })
export const Line = z.object({
  ...{ date: z.string(), place: z.string(), signer: z.string(), scan: z.string(), hash: z.string() },
  ...{ at: z.string(), state: z.enum(states), why: z.string().nullable() },
})
export const Shown = z.object({ paper: Line.nullable() })

const Kind = Table.kind({
  space: "Y#year",
  sk: "G#P#seat",
  schema: z.object({
    _: z.literal(1).default(1),
    ...{ hash: z.string(), date: z.string(), place: z.string(), signer: z.string(), scan: z.string() },
    ...{ mark: z.instanceof(Uint8Array), at: z.iso.datetime(), state: z.enum(states), why: z.string().optional() },
  }),
})
type Stored = ReturnType<(typeof Kind)["read"]>

export const lineOf = ({ why = undefined, ...paper }: Stored) => ({ ...paper, why: why ?? null })
const answered = (paper: Stored) => ({ paper: lineOf(paper), v: paper.v })

/** Every line of the year, by seat. */
export async function all(year: string) {
  const { papers } = await Table.span(Root.at({ year }).pk, { papers: Kind }, { from: "G#P#", to: "G#P#~", strong: true })
  return new Map(papers.map(({ sk, item }) => [sk.slice(-2), item]))
}

/** The line of one member, whatever became of it; version 0 where there is none. Fault `missing`. */
export async function read(year: string, seat: z.output<typeof Seat>) {
  Actor.need("paper.read")
  await Years.seat(year)
  if (!(await Root.get({ year })).seats[seat]) missing()
  const found = await Kind.find({ year, seat })
  return found ? answered(found) : { paper: null, v: 0 }
}

/** Today in Asia/Ho_Chi_Minh. */
const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)

/** The head records that a member has signed on paper. Faults `paper.own`, `paper.date`, `paper.contested`, and those of signing. */
export async function record(year: string, seat: z.output<typeof Seat>, given: z.output<typeof Paper>, version: number, once: Once) {
  Actor.need("paper.record")
  const own = await Years.ownSeat(year)
  const [root, found, { hashes }] = await Promise.all([Root.get({ year }), Kind.find({ year, seat }), Pledges.current(year)])
  const denied = Table.unmet(asHead(own), root)
  if (denied) throw new Fault(denied)
  if (!root.seats[seat]) missing()
  if (seat === own) throw new Fault("paper.own")
  if (given.date > today()) throw new Fault("input.invalid", [{ in: "json", path: "/date", code: "paper.date" }])
  const open = found?.state === "contested" && hashes.includes(found.hash) && !root.seats[seat].signed
  if (found?.v === version && open && root.phase === "pledging") throw new Fault("paper.contested")
  const mark = Secret.mark(once)
  const line = { ...given, mark, at: new Date().toISOString(), state: "recorded" as const }
  const made = await Table.write(Kind.put({ year, seat }, line, version, "version.stale", once), [
    Root.change({ year }, { set: { [`seats.${seat}.signed`]: mark }, add: { waits: -1 } }, [
      ...asHead(own),
      ["phase", "pledging", "pledge.notOpen"],
      stays(seat),
      ["pledge", Secret.bytes(given.hash), "pledge.changed"],
      [`seats.${seat}.signed`, undefined, "pledge.signed"],
    ]),
    Log.entry(year, "paper.record", { seat: own, of: seat, to: given.hash.slice(0, 16), once }),
  ])
  return answered(made)
}

type Turn = {
  act: "paper.contest" | "paper.confirm" | "paper.withdraw"
  /** Who may: rows of the root. */
  by: readonly Must[]
  seat: string
  own: string
  to: State
  why?: string
  /** The text that is confirmed. */
  hash?: string
}

/** Why a line in this state is not open to an act. */
const settled: Partial<Record<State, Code>> = { contested: "paper.contested", confirmed: "paper.confirmed", withdrawn: "paper.absent" }

/** What an act does to the root: a line that counts stops or goes on counting, a contested one counts again or stays out. */
function effect({ act, seat, hash }: Turn, { state, mark }: Stored) {
  const signed = `seats.${seat}.signed`
  if (state !== "recorded")
    return {
      change: act === "paper.confirm" ? { set: { [signed]: mark }, add: { waits: -1 } } : {},
      must: [...(hash ? [["pledge", Secret.bytes(hash), "pledge.changed"] as Must] : []), [signed, undefined, "pledge.signed"] as Must],
    }
  return {
    change: act === "paper.confirm" ? {} : { remove: [signed], add: { waits: 1 } },
    must: [
      ...(hash ? [["pledge", Secret.bytes(hash), "pledge.changed"] as Must] : []),
      [signed, mark as Item[string], "paper.absent"] as Must,
    ],
  }
}

async function turn(year: string, of: Turn, version: number, once: Once) {
  const { act, by, seat, own, to, why } = of
  const [root, found, { hashes }] = await Promise.all([Root.get({ year }), Kind.find({ year, seat }), Pledges.current(year)])
  const denied = Table.unmet(by, root)
  if (denied) throw new Fault(denied)
  const phase: Must = ["phase", "pledging", "pledge.notOpen"]
  if (!found) throw new Fault(Table.unmet([phase], root) ?? "paper.absent")
  const part = Kind.put({ year, seat }, { ...found, state: to, why }, version, "version.stale", once)
  // Somebody was quicker, or the very same act was: its version tells which.
  if (found.v !== version) return answered(await Table.write(part))
  const open = found.state === "recorded" || (found.state === "contested" && act !== "paper.contest")
  const unmet = Table.unmet([phase], root) ?? (open ? undefined : settled[found.state])
  if (unmet) throw new Fault(unmet)
  if (found.state === "contested" && !hashes.includes(found.hash)) throw new Fault("paper.absent")
  const { change, must } = effect(of, found)
  const told = act === "paper.withdraw" ? { of: seat } : {}
  return answered(
    await Table.write(part, [
      Root.change({ year }, change, [...by, phase, stays(seat), ...must]),
      Log.entry(year, act, { seat: own, ...told, why, to: found.hash.slice(0, 16), once }),
    ]),
  )
}

/** A member says that its line is not its signature: it does not count until that is settled. Faults `paper.absent`, `paper.contested`, `paper.confirmed`, `pledge.notOpen`. */
export async function contest(year: string, { reason }: z.output<typeof Reason>, version: number, once: Once) {
  Actor.need("paper.contest")
  const seat = await Years.ownSeat(year)
  const of: Turn = { act: "paper.contest", by: mine(seat), seat, own: seat, to: "contested", why: reason }
  return turn(year, of, version, once)
}

/** A member says that the line is its signature, for this text: it counts, and stays. Faults as for `contest`, `pledge.changed`, `pledge.signed`. */
export async function confirm(year: string, { hash }: z.output<typeof Confirmed>, version: number, once: Once) {
  Actor.need("paper.confirm")
  const seat = await Years.ownSeat(year)
  return turn(year, { act: "paper.confirm", by: mine(seat), seat, own: seat, to: "confirmed", hash }, version, once)
}

/** The head takes a line back that the member has not confirmed. Faults as for `contest`, `pledge.signed`. */
export async function withdraw(
  year: string,
  seat: z.output<typeof Seat>,
  { reason }: z.output<typeof Reason>,
  version: number,
  once: Once,
) {
  Actor.need("paper.withdraw")
  const own = await Years.ownSeat(year)
  const of: Turn = { act: "paper.withdraw", by: asHead(own), seat, own, to: "withdrawn", why: reason }
  return turn(year, of, version, once)
}

/** Who has left is waited for no more, whatever becomes of its line. */
const stays = (seat: string): Must => [`seats.${seat}.left`, undefined, "member.left"]
const mine = (seat: string): Must[] => [[`seats.${seat}.unit`, Actor.person().department, "right.denied"]]
const asHead = (own: string): Must[] => [
  ["head", own, "right.denied"],
  [`seats.${own}.left`, undefined, "right.denied"],
]

export * as Papers from "./paper.ts"
