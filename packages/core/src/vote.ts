import * as z from "zod"
import { Actor } from "./actor.ts"
import { beside, KeptVotes, Kind, type Kind as Decided, nothing, type Vote, Votes } from "./decision.ts"
import { Fault, type Field } from "./fault.ts"
import { Log } from "./log.ts"
import { Secret } from "./secret.ts"
import { Snapshots } from "./snapshot.ts"
import { type Must, type Once, Table } from "./table.ts"
import { confirmerOf } from "./task-rule.ts"
import { Text } from "./text.ts"
import { Root, type Root as RootItem, Years } from "./year.ts"

/** The votes of the meeting with the counting team by name, as the minutes have them. */
export const Entered = Votes.extend({ team: Text.Prose(500) })
export const Contest = z.strictObject({ reason: Text.Prose(1_000) })
const { team, enteredBy, confirmedBy, contests } = beside
export const Shown = z.object({ votes: KeptVotes, team, enteredBy, confirmedBy, contests })

const shown = ({ votes, team, enteredBy, confirmedBy, contests, v }: Decided) => ({ votes, team, enteredBy, confirmedBy, contests, v })

/** The votes recorded so far; version 0 where there are none. Fault `missing`, also for a board whose province has no such year. */
export async function read(year: string) {
  Actor.need("vote.read")
  await Years.seat(year)
  return shown((await Kind.find({ year })) ?? { ...nothing, _: 1, v: 0 })
}

/** Everything in which a vote cannot be counted right. Who enters it for its own bloc counts all `members` and every ballot; the board takes the minutes as they are. */
export const flaws = (votes: Votes, seats: readonly string[], members?: number): Field[] =>
  Object.entries(votes).flatMap(([name, vote]) => {
    const at = (path: string): Field => ({ in: "json", path: `/${name}${path}`, code: "vote.counts" })
    const { present, written, valid, yes } = vote as Vote
    const strict = members !== undefined
    return [
      ...(strict && vote!.members !== members ? [at("/members")] : []),
      ...(strict && present + written > members ? [at("/present")] : []),
      ...(valid > (strict ? present + written : vote!.members) ? [at("/valid")] : []),
      ...Object.entries(yes).flatMap(([seat, count]) => (!seats.includes(seat) || count > valid ? [at(`/yes/${seat}`)] : [])),
    ]
  })

type Act = "vote.record" | "vote.confirm" | "vote.contest"
type Entry = { act: Act; seat: string | undefined; why?: string; state: "entered" | "confirmed" | "contested"; must: readonly Must[] }
/** The transaction of everything that is done with the votes: T over its version, the root with its gate, the log. */
async function write(
  year: string,
  root: RootItem,
  old: Decided | undefined,
  to: Partial<Decided>,
  entry: Entry,
  version: number,
  once: Once,
) {
  const { v, ...rest } = old ?? { ...nothing, _: 1 as const, v: 0 }
  // What was read is written over the version that the caller names: it must not be an older one.
  if (v < version) throw new Fault("version.stale")
  const answer = Kind.put({ year }, { ...rest, ...to }, version, "version.stale", once)
  const { act, seat, why, state, must } = entry
  return Snapshots.write(year, root, [{ item: old }], answer, [
    Root.change({ year }, { set: { vote: state }, add: { decisions: 1 } }, [
      ["phase", "voting", "vote.closed"],
      ...must,
      Snapshots.same(root),
    ]),
    Log.entry(year, act, { seat, why, once }),
  ])
}

/**
 * Replaces the votes while voting is open; entered by the head, or by the board from the meeting's minutes. What was confirmed or
 * contested before is entered anew with it. Faults `vote.closed`, `vote.counts`, `right.denied`, `version.stale`.
 */
export async function record(year: string, { team, ...votes }: z.output<typeof Entered>, version: number, once: Once) {
  Actor.need("vote.record")
  const board = Actor.person().roles.includes("board")
  const seat = await (board ? Years.seat(year) : Years.ownSeat(year))
  const { root, names } = await Years.facts(year)
  const enters = !board || root.head === seat
  const fields = flaws(votes, Years.inOrder(names.seats), enters ? root.members : undefined)
  if (fields.length) throw new Fault("input.invalid", fields)
  const old = await Kind.find({ year })
  const head: Must[] = enters
    ? [
        ["head", seat, "right.denied"],
        [`seats.${seat}.left`, undefined, "right.denied"],
      ]
    : []
  const must: Must[] = [...head, ["members", root.members, "version.stale"]]
  const to = { votes, team, enteredBy: enters ? seat! : "board", confirmedBy: undefined, contests: [] }
  return shown(await write(year, root, old, to, { act: "vote.record", seat, state: "entered", must }, version, once))
}

/**
 * Confirms the votes as they stand: the deputy what the head entered, deputy or head what the board entered, the board where there is
 * neither. Faults `vote.closed`, `vote.state`, `right.denied`, `version.stale`.
 */
export async function confirm(year: string, version: number, once: Once) {
  Actor.need("vote.confirm")
  const seat = await Years.seat(year)
  const { root } = await Years.facts(year)
  if (root.phase !== "voting") throw new Fault("vote.closed")
  const old = await Kind.find({ year })
  if (!old?.enteredBy) throw new Fault("vote.state")
  const by = confirmerOf(root, old.enteredBy)
  const may = by === "board" ? Actor.person().roles.includes("board") && seat !== old.enteredBy : seat === by
  if (!may) throw new Fault("right.denied")
  const must: Must[] = [
    ["vote", "entered", "vote.state"],
    ["head", root.head, "version.stale"],
    ["deputy", root.deputy, "version.stale"],
  ]
  return shown(await write(year, root, old, { confirmedBy: by }, { act: "vote.confirm", seat, state: "confirmed", must }, version, once))
}

/** A member contests the votes until the closing, for all to see with its reason; the head enters them anew. Faults `vote.closed`, `vote.state`. */
export async function contest(year: string, { reason }: z.output<typeof Contest>, once: Once) {
  Actor.need("vote.contest")
  const seat = await Years.ownSeat(year)
  const mark = Secret.mark(once)
  return Table.anew(async () => {
    const { root } = await Years.facts(year)
    // After the root: where that is closed already, the same act that came in before is known again.
    const old = await Kind.find({ year })
    if (old && Table.marked(old.mark, mark)) return shown(old)
    if (root.phase !== "voting") throw new Fault("vote.closed")
    if (!old?.enteredBy) throw new Fault("vote.state")
    const contests = [...old.contests.filter((one) => one.seat !== seat), { seat, reason, at: new Date().toISOString() }]
    const must: Must[] = [[`seats.${seat}.left`, undefined, "member.left"]]
    const entry = { act: "vote.contest", seat, why: reason, state: "contested", must } as const
    return shown(await write(year, root, old, { contests, confirmedBy: undefined, mark }, entry, old.v, once))
  })
}

export * as Ballots from "./vote.ts"
