import * as z from "zod"
import { Actor } from "./actor.ts"
import { Fault } from "./fault.ts"
import { Log } from "./log.ts"
import { Appeals } from "./appeal.ts"
import { Appraisals } from "./appraisal.ts"
import { Awards } from "./award.ts"
import { after, awaiting, computing, gate, past, type Phase, phases, reopening } from "./phase.ts"
import { Results } from "./result.ts"
import { Secret } from "./secret.ts"
import { type Must, type Once, Table } from "./table.ts"
import { waitsTold } from "./task-rule.ts"
import { Text } from "./text.ts"
import { RollUp, Root, Years } from "./year.ts"

/** A move from the phase that was seen to another; a reason where members are still waited for. */
export const Move = z.strictObject({ from: z.enum(phases), to: z.enum(phases), reason: Text.Prose(500).optional() })
/** After a move: what comes next, and who is waited for, is told by reading. */
export const Moved = z.object({ phase: z.enum(phases) })
export const Shown = z.object({ phase: z.enum(phases), next: z.enum(phases).nullable(), waits: z.int(), whyNot: z.string().nullable() })

/** The board goes back, with a written reason: to hear appeals again, or to the provisional ranking. */
export const Reopening = z.strictObject({ to: z.enum(reopening), reason: Text.Prose(1_000) })

/** The phase with the root's version, what comes next, and what keeps it from coming. */
export async function read(year: string) {
  Actor.need("phase.read")
  const seat = await Years.seat(year)
  const root = await Root.get({ year })
  const next = after(root.phase, root.without) ?? null
  const whyNot = next ? (Table.unmet([...mover(seat, next), ...gate(root.phase, next, root.v, false)], root) ?? null) : null
  const board = Actor.person().roles.includes("board")
  // Others could tell by the version that something is done which they are not to know, as an appeal is.
  const leads = board || (seat !== undefined && seat === root.head)
  return { phase: root.phase, next, waits: waitsTold(root, seat, board), whyNot, ...(leads && { v: root.v }) }
}

/** The board moves every year; a leader only as the head's, and not to where the province decides. */
const mover = (seat: string | undefined, to: Phase): Must[] =>
  Actor.person().roles.includes("board")
    ? []
    : [
        ...(to === "decided" ? [["phase", "", "right.denied"] as Must] : []),
        ["head", seat, "right.denied"],
        [`seats.${seat}.left`, undefined, "right.denied"],
      ]

/** Moves the year on. Faults `phase.order`, `phase.lacks`, `phase.table`, `phase.pledge`, `version.stale`, `result.incomplete`. */
export async function move(year: string, { from, to, reason }: z.output<typeof Move>, version: number, once: Once) {
  Actor.need("phase.move")
  const seat = Actor.person().roles.includes("board") ? undefined : await Years.seat(year)
  const mark = Secret.mark(once)
  const computes = (computing as readonly string[]).includes(to)
  const waits = awaiting[to]
  const must = [...mover(seat, to), ...gate(from, to, version, !!reason)]
  const given = computes ? await Results.inputs(year, version) : undefined
  const names = await Years.names(year, Object.keys(given?.root.seats ?? {}))
  const unmet = given && !Table.marked(given.root.last, mark) && Table.unmet(must, given.root)
  if (unmet) throw new Fault(unmet)
  const appraised = to === "closed" && given?.root.reopened ? await Appraisals.standing(year, names) : undefined
  const worked =
    given && Table.unmet(must, given.root) === undefined
      ? await Results.work(year, names, to as "ranked" | "closed", given, appraised)
      : undefined
  // What was proposed before a reopening still wants its end.
  const left = to === "closed" && given?.root.reopened ? await Awards.unsettled(year) : 0
  const part = Root.change(
    { year },
    {
      set: { phase: to, last: mark, ...(waits ? {} : { waits: left }), ...(worked?.swayed && to === "ranked" && { sways: "wanted" }) },
      ...(to === "ranked" && !worked?.swayed && { remove: ["sways"] }),
      ...(waits && { copy: { waits } }),
      ...(computes && { add: { results: 1 } }),
      // What the members have not adopted by now is not adopted any more.
      ...(to === "selfScoring" && { remove: Years.agreeing(names.seats) }),
    },
    must,
  )
  const item = { phase: to, v: version + 1 }
  const again = (old: unknown) => (Table.marked((old as Partial<Root>).last, mark) ? item : undefined)
  return Table.write({ ...part, item, again }, [
    ...(worked ? [worked.part] : []),
    RollUp.touch({ calendar: `${names.year}` }, { [`${names.bloc}.p`]: to }),
    Log.entry(year, "phase.move", { seat, from, to, why: reason, once }),
  ])
}

/**
 * Reopens a ranked or closed year: its results stay, and what they came from is copied beside them before it first changes; a vote has to
 * be confirmed anew. Faults `missing`, `phase.order`, `award.granted`, `version.stale`.
 */
export async function reopen(year: string, { to, reason }: z.output<typeof Reopening>, version: number, once: Once) {
  Actor.need("phase.reopen")
  const { root, names, seat } = await Years.facts(year)
  const mark = Secret.mark(once)
  const from = phases.filter((phase) => past(phase, to) && !past(phase, "closed"))
  const waits = to === "appealing" ? await Appeals.unanswered(year) : 0
  const set = { phase: to, last: mark, waits, reopened: root.results, ...(root.vote && { vote: "entered" }) }
  const part = Root.change({ year }, { set }, [
    ["v", version, "version.stale"],
    ["phase", from, "phase.order"],
    ["granted", [undefined, 0], "award.granted"],
  ])
  const item = { phase: to, v: version + 1 }
  const again = (old: unknown) => (Table.marked((old as Partial<Root>).last, mark) ? item : undefined)
  return Table.write({ ...part, item, again }, [
    RollUp.touch({ calendar: `${names.year}` }, { [`${names.bloc}.p`]: to }),
    Log.entry(year, "phase.reopen", { seat, from: root.phase, to, why: reason, once }),
  ])
}

export * as Moves from "./move.ts"
