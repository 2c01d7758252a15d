import { type Must, present } from "./expression.ts"

/** A bloc's year, in this order. */
export const phases = [
  "drafting",
  "pledging",
  "running",
  "selfScoring",
  "crossScoring",
  "verifying",
  "appealing",
  "ranked",
  "voting",
  "closed",
  "decided",
] as const
export type Phase = (typeof phases)[number]

/** A bloc's rules may leave these out. */
export const optional = ["crossScoring", "appealing", "voting"] as const
export type Optional = (typeof optional)[number]
/** In these the root counts down who is still waited for: as many, as it begins, as these of its counts say together. */
export const awaiting: Partial<Record<Phase, readonly ("members" | "scorers" | "agencies")[]>> = {
  pledging: ["members"],
  selfScoring: ["members"],
  crossScoring: ["scorers"],
  verifying: ["members", "agencies"],
}
/** Entering these freezes the scores and works the result out. */
export const computing: readonly Phase[] = ["ranked", "closed"]

const isOptional = (phase: Phase): phase is Optional => (optional as readonly Phase[]).includes(phase)

/** The phase after this one in a bloc whose rules leave out `without`; none after decided. */
export const after = (phase: Phase, without: Partial<Record<Optional, boolean>>) =>
  phases.slice(phases.indexOf(phase) + 1).find((next) => !isOptional(next) || !without[next])

/** From when on all members read who gave whom which cross-score: a rule of the bloc. */
export const namings = ["ranked", "closed", "never"] as const
export type Naming = (typeof namings)[number]
/** Whether cross-scores are open to the whole bloc by name; without names their totals are from `ranked` on. */
export const named = (now: Phase, rule: Naming) => rule !== "never" && past(now, rule === "ranked" ? "appealing" : "voting")

/** The board may go back to these, with a written reason. */
export const reopening = ["appealing", "ranked"] as const

/** Whether the year has come past a phase: what was blind in it is open. */
export const past = (now: Phase, phase: Phase) => phases.indexOf(now) > phases.indexOf(phase)

/** The phases up to one, itself included. */
export const until = (last: Phase): readonly Phase[] => phases.filter((phase) => !past(phase, last))
/** Until scoring begins the table of criteria may be written. */
export const versioning = until("running")
/** Agencies may enter their leaves from the running year on. */
export const agencyPhases = until("verifying").filter((phase) => past(phase, "pledging"))
/** Until here scores are not frozen, then nothing is decided any more. */
export const beforeRanking = until("appealing")
export const beforeClosing = until("voting")

/**
 * What the root must say for a move from one phase to another: nobody has moved it meanwhile, only phases that the bloc leaves
 * out are leapt over, the table and the pledge stand, and nobody is waited for unless a reason is given; closing wants the vote
 * confirmed, or a reason, and the reason written where adjusted cross-scores would change who gets a prize.
 */
export function gate(from: Phase, to: Phase, version: number, reason: boolean): Must[] {
  const leapt = phases.slice(phases.indexOf(from) + 1, phases.indexOf(to))
  const closes = to === "closed"
  const order = phases.indexOf(to) > phases.indexOf(from) && leapt.every(isOptional)
  return [
    ["v", version, "version.stale"],
    ["phase", order ? from : "", "phase.order"],
    ...leapt.map((phase): Must => [`without.${phase}`, true, "phase.order"]),
    ...(isOptional(to) ? [[`without.${to}`, [undefined, false], "phase.order"] as Must] : []),
    ...(from === "drafting" ? [["table", present, "phase.table"] as Must] : []),
    ...(from === "pledging" || to === "pledging" ? [["pledge", present, "phase.pledge"] as Must] : []),
    ...(closes ? [["sways", [undefined, "given"], "phase.sways"] as Must] : []),
    ...(from === "voting" && !reason ? [["vote", "confirmed", "phase.vote"] as Must] : []),
    ...(reason ? [] : [["waits", [undefined, 0], "phase.lacks"] as Must]),
  ]
}
