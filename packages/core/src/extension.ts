import * as z from "zod"
import { Actor } from "./actor.ts"
import { dueOf } from "./due-rule.ts"
import { Fault, missing } from "./fault.ts"
import { Log } from "./log.ts"
import { past, type Phase, phases } from "./phase.ts"
import { type Must, type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { Names, Root, Seat, Years } from "./year.ts"

/** Phases in which something is handed in, so that there is something to be late with. */
const extended = ["pledging", "selfScoring", "crossScoring", "verifying", "appealing"] as const satisfies readonly Phase[]
/** A later due day (to its end, Asia/Ho_Chi_Minh) for one seat, or for all where it is null, with a reason that all see. */
export const Extension = z.strictObject({
  phase: z.enum(extended),
  seat: Seat.nullable(),
  due: Text.Day,
  reason: Text.Prose(200),
})
export type Extension = z.output<typeof Extension>
export const Listed = z.object({
  due: z.partialRecord(z.enum(phases), Text.Day),
  extensions: z.array(z.object({ ...Extension.shape, phase: z.enum(phases), at: z.string() })),
})

/** The board extends every year; a leader only as the head's, and nobody for its own department alone. */
const gate = (own: string | undefined, phase: Phase): Must[] => [
  ...(Actor.person().roles.includes("board")
    ? []
    : ([
        ["head", own, "right.denied"],
        [`seats.${own}.left`, undefined, "right.denied"],
      ] satisfies Must[])),
  ["phase", phases.filter((one) => !past(one, phase)), "due.closed"],
]

const shown = ({ due, extended, v }: Names) => ({
  due,
  extensions: extended.map(({ seat = null, ...rest }) => ({ ...rest, seat })),
  v,
})

/** Due days as they were set, and every extension that stands. */
export async function list(year: string) {
  Actor.need("due.read")
  await Years.seat(year)
  return shown(await Names.get({ year }))
}

/**
 * Extends a phase's due day while the phase is not over; another extension for the same takes its place. Faults `right.denied`,
 * `due.closed`, `due.absent`, `due.earlier`, `decision.own`, `version.stale`.
 */
export async function record(year: string, { seat, reason, ...given }: Extension, version: number, once: Once) {
  Actor.need("due.extend")
  const own = await Years.seat(year)
  const names = await Names.get({ year })
  if (seat && !names.seats[seat]) missing()
  const before = dueOf(names, given.phase, seat ?? undefined)
  const flaw = seat && seat === own ? "decision.own" : !before ? "due.absent" : given.due <= before ? "due.earlier" : undefined
  const others = names.extended.filter((one) => one.phase !== given.phase || (one.seat ?? null) !== seat)
  const line = { ...given, ...(seat && { seat }), reason, at: new Date().toISOString() }
  const { v: _v, ...kept } = names
  // What is wrong stands in the condition, so that the same act again still finds its own write first.
  const must: Must[] = [...gate(own, given.phase), ...(flaw ? ([["phase", "", flaw]] satisfies Must[]) : [])]
  // What was read is written over the version that the caller names: it must not be an older one.
  if (names.v < version) throw new Fault("version.stale")
  const made = await Table.write(Names.put({ year }, { ...kept, extended: [...others, line] }, version, "version.stale", once), [
    Root.change({ year }, {}, must),
    Log.entry(year, "due.extend", { seat: own, ...(seat && { of: seat }), from: given.phase, to: given.due, why: reason, once }),
  ])
  Years.called(year, made)
  return shown(made)
}

export * as Extensions from "./extension.ts"
