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
import { Root, Seat, Years } from "./year.ts"

/** The order of departments that nothing else splits, best first, and why. */
export const Order = z.strictObject({ order: z.array(Seat).min(2, "input.invalid").max(60, "input.invalid"), reason: Text.Prose(1_000) })
const Line = z.object({ order: z.array(Seat), reason: z.string().optional() })
/** What both have pressed for counts; until then it waits for the other. */
export const Shown = z.object({
  pressed: z.array(Line.extend({ seat: Seat })),
  decided: z.array(Line.extend({ by: z.enum(["headAndDeputy", "board"]) })),
})

const alike = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((one, i) => one === b[i])
const members = (order: readonly string[]) => order.toSorted()

/** Whether the newest result leaves just these departments tied. */
async function tied(year: string, order: readonly string[]) {
  const { result, names } = await Results.newest(year)
  const codes = members(order.map((seat) => names.seats[seat]?.code ?? ""))
  return result.ties.some(({ units, brokenBy }) => brokenBy === null && alike(members(units), codes))
}

/** What has been pressed for and decided. Fault `missing`. */
export async function read(year: string) {
  Actor.need("tie.read")
  await Years.seat(year)
  const { pressed, decided } = (await Kind.find({ year })) ?? nothing
  return { pressed, decided }
}

/**
 * Head and deputy put tied departments in order together: the first press waits, the same order by the other decides. Neither where its
 * own prize is concerned; then the board decides. Faults `right.denied`, `decision.own`, `tie.none`.
 */
export async function decide(year: string, { order, reason }: z.output<typeof Order>, once: Once) {
  Actor.need("tie.decide")
  const seat = await Years.ownSeat(year)
  const mark = Secret.mark(once)
  return Table.anew(async () => {
    const { root } = await Years.facts(year)
    // After the root: where that is closed already, the same act that came in before is known again.
    const old = await Kind.find({ year })
    if (old && Table.marked(old.mark, mark)) return { pressed: old.pressed, decided: old.decided }
    const { head, deputy } = root
    if ((seat !== head && seat !== deputy) || !deputy || root.seats[seat]?.left !== undefined) throw new Fault("right.denied")
    if (order.includes(head) || order.includes(deputy)) throw new Fault("decision.own")
    const { v, ...rest } = old ?? { ...nothing, _: 1 as const, v: 0 }
    const among = ({ order: other }: { order: string[] }) => alike(members(other), members(order))
    if (rest.decided.some(among) || !(await tied(year, order))) throw new Fault("tie.none")
    const agreed = rest.pressed.some((one) => one.seat !== seat && [head, deputy].includes(one.seat) && alike(one.order, order))
    const others = rest.pressed.filter((one) => !among(one))
    const to = agreed
      ? { pressed: others, decided: [...rest.decided, { order, by: "headAndDeputy" as const, reason }] }
      : { pressed: [...rest.pressed.filter((one) => !among(one) || one.seat !== seat), { seat, order, reason }] }
    const made = await Snapshots.write(
      year,
      root,
      [{ item: old }],
      Kind.put({ year }, { ...rest, ...to, mark }, v, "version.stale", once),
      [
        Root.change({ year }, { add: { decisions: 1 } }, [
          ["phase", ["ranked", "voting"], "tie.none"],
          ["head", head, "year.moved"],
          ["deputy", deputy, "year.moved"],
          Snapshots.same(root),
        ]),
        Log.entry(year, "tie.decide", { seat, why: reason, to: agreed ? "agreed" : "pressed", once }),
      ],
    )
    return { pressed: made.pressed, decided: made.decided }
  })
}

export * as Ties from "./tie.ts"
