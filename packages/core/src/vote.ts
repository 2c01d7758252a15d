import * as z from "zod"
import { Actor } from "./actor.ts"
import { Fault, type Field } from "./fault.ts"
import { Log } from "./log.ts"
import { type Once, Table } from "./table.ts"
import { Root, Seat, Years } from "./year.ts"

const Count = z.int("input.number").min(0, "input.number").max(60, "input.number")
/** One vote of the meeting: shares are of all members, never of those present. `yes` per seat. */
export const Vote = z.strictObject({ members: Count, present: Count, written: Count, valid: Count, yes: z.record(Seat, Count) })
export type Vote = z.output<typeof Vote>
export const Votes = z.strictObject({ flags: Vote.optional(), certificates: Vote.optional(), tie: Vote.optional() })
export type Votes = z.output<typeof Votes>
export const Shown = z.object({ votes: Votes })

const _ = z.literal(1).default(1)
/** What is decided about the ranking beside the scores. */
export const Kind = Table.kind({ space: "Y#year", sk: "T", schema: z.object({ _, votes: Votes.default({}) }) })

/** The votes recorded so far; version 0 where there are none. Fault `missing`, also for a board whose province has no such year. */
export async function read(year: string) {
  Actor.need("vote.read")
  await Years.seat(year)
  const found = await Kind.find({ year })
  return { votes: found?.votes ?? {}, v: found?.v ?? 0 }
}

/** Everything in which a vote cannot be counted right. */
export const flaws = (votes: Votes, seats: readonly string[]): Field[] =>
  Object.entries(votes).flatMap(([name, vote]) => {
    const at = (path: string): Field => ({ in: "json", path: `/${name}${path}`, code: "vote.counts" })
    const { members, present, written, valid, yes } = vote as Vote
    return [
      ...(members === seats.length ? [] : [at("/members")]),
      ...(present + written > members ? [at("/present")] : []),
      ...(valid > present + written ? [at("/valid")] : []),
      ...Object.entries(yes).flatMap(([seat, count]) => (!seats.includes(seat) || count > valid ? [at(`/yes/${seat}`)] : [])),
    ]
  })

/** Replaces the votes while voting is open; entered by the head. Faults `vote.closed`, `right.denied`, `version.stale`. */
export async function record(year: string, votes: Votes, version: number, once: Once) {
  Actor.need("vote.record")
  const seat = await Years.ownSeat(year)
  const fields = flaws(votes, Years.inOrder((await Years.names(year)).seats))
  if (fields.length) throw new Fault("input.invalid", fields)
  const made = await Table.write(Kind.put({ year }, { votes }, version, "version.stale", once), [
    Root.change({ year }, { add: { votes: 1 } }, [
      ["head", seat, "right.denied"],
      ["phase", "voting", "vote.closed"],
    ]),
    Log.entry(year, "vote.record", { seat, once }),
  ])
  return { votes, v: made.v }
}

export * as Ballots from "./vote.ts"
