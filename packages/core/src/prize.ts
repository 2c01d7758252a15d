import * as z from "zod"
import { Actor } from "./actor.ts"
import { Kind, nothing } from "./decision.ts"
import { Fault } from "./fault.ts"
import { Log } from "./log.ts"
import { Results } from "./result.ts"
import { Secret } from "./secret.ts"
import { Snapshots } from "./snapshot.ts"
import { type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { Root, Years } from "./year.ts"

export const Reason = z.strictObject({ reason: Text.Prose(2_000) })
export const Shown = z.object({ seat: z.string(), reason: z.string(), at: z.string() })

/** The departments that would gain or lose a prize, by their codes. */
async function concerned(year: string) {
  const { result, sways } = await Results.newest(year)
  const { proposal } = result
  const moved = (then: readonly string[], now: readonly string[]) => [
    ...then.filter((one) => !now.includes(one)),
    ...now.filter((one) => !then.includes(one)),
  ]
  return new Set(
    sways.flatMap(({ flags, certificates }) => [...moved(flags, proposal.flags), ...moved(certificates, proposal.certificates)]),
  )
}

/**
 * Writes why the official score stays as the rules have it although adjusted or trimmed cross-scores would change who gets a prize: by the
 * head, by the deputy where the head's own prize is concerned, or by the board. Faults `right.denied`, `decision.own`, `prize.none`.
 */
export async function explain(year: string, { reason }: z.output<typeof Reason>, once: Once) {
  Actor.need("prize.explain")
  const own = await Years.seat(year)
  const board = Actor.person().roles.includes("board")
  const mark = Secret.mark(once)
  return Table.anew(async () => {
    const { root, names } = await Years.facts(year)
    // After the root: where that is closed already, the same act that came in before is known again.
    const old = await Kind.find({ year })
    if (old && Table.marked(old.mark, mark)) return old.prizes!
    if (!board && own !== root.head && (own !== root.deputy || !root.sways)) throw new Fault("right.denied")
    if (!root.sways || !["ranked", "voting"].includes(root.phase)) throw new Fault("prize.none")
    const units = await concerned(year)
    if (own && units.has(names.seats[own]!.code)) throw new Fault("decision.own")
    if (!board && own !== root.head && !units.has(names.seats[root.head]!.code)) throw new Fault("right.denied")
    const { v, ...rest } = old ?? { ...nothing, _: 1 as const, v: 0 }
    const prizes = { seat: own ?? "board", reason, at: new Date().toISOString() }
    const answer = Kind.put({ year }, { ...rest, prizes, mark }, v, "version.stale", once)
    const made = await Snapshots.write(year, root, [{ item: old }], answer, [
      Root.change({ year }, { set: { sways: "given" }, add: { decisions: 1 } }, [
        ["phase", ["ranked", "voting"], "prize.none"],
        ["head", root.head, "year.moved"],
        Snapshots.same(root),
      ]),
      Log.entry(year, "prize.explain", { seat: own, why: reason, once }),
    ])
    return made.prizes!
  })
}

export * as Prizes from "./prize.ts"
