import * as z from "zod"
import { Actor } from "./actor.ts"
import { KeptVotes, Kind, nothing, type Vote, type Votes } from "./decision.ts"
import { Fault, type Field } from "./fault.ts"
import { Log } from "./log.ts"
import { type Must, type Once, Table } from "./table.ts"
import { Root, Years } from "./year.ts"

export const Shown = z.object({ votes: KeptVotes })

/** The votes recorded so far; version 0 where there are none. Fault `missing`, also for a board whose province has no such year. */
export async function read(year: string) {
  Actor.need("vote.read")
  await Years.seat(year)
  const found = await Kind.find({ year })
  return { votes: found?.votes ?? {}, v: found?.v ?? 0 }
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

/**
 * Replaces the votes while voting is open; entered by the head, or by the board from the meeting's minutes.
 * Faults `vote.closed`, `right.denied`, `version.stale`.
 */
export async function record(year: string, votes: Votes, version: number, once: Once) {
  Actor.need("vote.record")
  const board = Actor.person().roles.includes("board")
  const seat = await (board ? Years.seat(year) : Years.ownSeat(year))
  const { root, names } = await Years.facts(year)
  const enters = !board || root.head === seat
  const fields = flaws(votes, Years.inOrder(names.seats), enters ? root.members : undefined)
  if (fields.length) throw new Fault("input.invalid", fields)
  const { v: _, ...old } = (await Kind.find({ year })) ?? { ...nothing, v: 0 }
  const head: Must[] = enters
    ? [
        ["head", seat, "right.denied"],
        [`seats.${seat}.left`, undefined, "right.denied"],
      ]
    : []
  const made = await Table.write(Kind.put({ year }, { ...old, votes }, version, "version.stale", once), [
    Root.change({ year }, { add: { decisions: 1 } }, [
      ...head,
      ["members", root.members, "version.stale"],
      ["phase", "voting", "vote.closed"],
    ]),
    Log.entry(year, "vote.record", { seat, once }),
  ])
  return { votes, v: made.v }
}

export * as Ballots from "./vote.ts"
