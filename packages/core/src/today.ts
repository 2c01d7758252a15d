import * as z from "zod"
import { Actor } from "./actor.ts"
import { AgencyTasks } from "./agency-task.ts"
import { type Code, faults } from "./fault.ts"
import { dueOf } from "./due-rule.ts"
import { Id } from "./id.ts"
import { Log } from "./log.ts"
import { LogRule } from "./log-rule.ts"
import { Panels } from "./panel.ts"
import { named, optional, phases } from "./phase.ts"
import { type Action, rights } from "./right.ts"
import { Table } from "./table.ts"
import { type State, tasks, waitsTold } from "./task-rule.ts"
import { type Root, Seat, Years } from "./year.ts"

const Flag = z.boolean()
const AnyAction: z.ZodType<Action> = z.enum(Object.keys(rights) as [Action, ...Action[]])
const AnyCode: z.ZodType<Code> = z.enum(Object.keys(faults) as [Code, ...Code[]])
/** A bloc's year as one sees it who takes part: members with what they have handed in, what waits for the own department, what others did. */
export const Board = z.object({
  id: z.string(),
  bloc: z.string(),
  name: z.string(),
  year: z.int(),
  phase: z.enum(phases),
  without: z.array(z.enum(optional)),
  /** For the own department, extensions counted. */
  due: z.partialRecord(z.enum(phases), z.string()),
  extensions: z.array(z.object({ phase: z.enum(phases), seat: z.string().nullable(), due: z.string(), reason: z.string() })),
  late: z.object({ code: z.string(), each: z.enum(["day", "sheet"]) }).nullable(),
  head: z.string(),
  deputy: z.string().nullable(),
  seat: z.string().nullable(),
  waits: z.int(),
  table: Flag,
  pledge: Flag,
  ranked: Flag,
  /** Whether all members read who gave whom which cross-score. */
  named: Flag,
  members: z.array(
    z.object({
      seat: z.string(),
      code: z.string(),
      name: z.string(),
      signed: Flag,
      self: Flag,
      cross: Flag,
      left: z.string().nullable(),
      joined: z.string().nullable(),
    }),
  ),
  /** Who verifies instead of the head, where the bloc names a panel; `own` is the reader's department. */
  panel: z.array(z.object({ name: z.string(), seat: z.string().nullable(), own: Flag })),
  tasks: z.array(
    z.object({
      act: AnyAction,
      waitsFor: z.nullable(AnyCode),
    }),
  ),
  entries: z.array(Log.Entry),
})
export type Board = z.output<typeof Board>
/** Every open year of the department, what waits for it as an agency, and the moment of the last look. */
export const Today = z.object({ lookedAt: z.string().nullable(), years: z.array(Board), agency: z.array(AgencyTasks.Waiting) })

const _ = z.literal(1).default(1)
const Look = Table.kind({ space: "D#department", sk: "LOOK#person", schema: z.object({ _, at: z.iso.datetime() }) })

/** One year's board: one query. Fault `missing`. */
export async function board(year: string): Promise<Board> {
  Actor.need("year.read")
  const own = Actor.person().roles.includes("board") ? undefined : await Panels.seat(year)
  const { seat, root, names, entries } = await Years.board(year, own)
  const panel = await Panels.of(year, root)
  const marks = Years.inOrder(root.seats).map((at) => {
    const { signed, self, cross, agreed, left } = root.seats[at]!
    return [at, { signed: !!signed, self: !!self, cross: !!cross, agreed, left }] as const
  })
  const state: State = { ...root, panel, table: !!root.table, pledge: !!root.pledge, seats: Object.fromEntries(marks) }
  const { phase, head } = root
  const waits = waitsTold(root, seat, Actor.person().roles.includes("board"))
  const seen = seenBy(seat, { ...root, panel })
  const first = entries.filter(seen)
  // Where something is hidden the list is filled up from behind it, so that its length tells nothing.
  const shown = first.length < entries.length ? (await Log.list(year, seen, { size: 20 })).items : first
  return {
    ...{ id: year, phase, head, waits, entries: shown, bloc: names.bloc, name: names.name, year: names.year },
    due: Object.fromEntries(phases.map((one) => [one, dueOf(names, one, seat)] as const).filter(([, day]) => day)),
    extensions: names.extended.map(({ seat = null, ...rest }) => ({ ...rest, seat })),
    late: root.late ?? null,
    ...{ deputy: root.deputy ?? null, seat: seat ?? null, table: state.table, pledge: state.pledge, ranked: root.results > 0 },
    named: named(phase, names.named),
    without: optional.filter((one) => root.without[one]),
    members: marks.map(([at, of]) => ({
      seat: at,
      code: names.seats[at]!.code,
      name: names.seats[at]!.name,
      ...of,
      left: of.left ?? null,
      joined: names.seats[at]!.joined ?? null,
    })),
    panel: panel.map(({ name, seat, own }) => ({ name, seat, own })),
    tasks: tasks(state, seat, Actor.person().roles.includes("board")),
  }
}

/** What must I do, where do we stand, what did others do: for the board every year of the province, for others their own; the newest 8. */
export async function today(): Promise<z.output<typeof Today>> {
  Actor.need("today.read")
  const { person, roles } = Actor.person()
  const parts = await Years.parts()
  const own = parts.filter(({ seat, panel }) => seat || panel)
  const all = roles.includes("board") ? await Years.all() : []
  const ids = [...new Map([...own, ...all].map((one) => [one.year, one.calendar])).entries()].sort(([, a], [, b]) => b - a).slice(0, 8)
  const verifies = parts.filter((part) => part.verifies).slice(0, 8)
  const [look, agency, ...years] = await Promise.all([
    Look.find({ person }),
    AgencyTasks.waiting(verifies),
    ...ids.map(([year]) => board(year)),
  ])
  return { lookedAt: look?.at ?? null, years: years as Board[], agency }
}

/** What the reader may see of a year's log. */
function seenBy(seat: string | undefined, root: Pick<Root, "phase" | "head" | "deputy" | "seats"> & { panel: readonly Panels.Sitting[] }) {
  const { roles, department } = Actor.person()
  const reader = { seat, department, board: roles.includes("board") }
  return (entry: Log.Kept) => LogRule.seen(entry, root, reader)
}

/** Of the log only one act, or only what a seat did or what concerns it. */
export const Wanted = z.strictObject({ act: AnyAction.optional(), seat: Seat.optional() })

/** The log as far as it is for the reader and wanted, newest first, by page. */
export async function log(year: string, after: string | undefined, { act, seat: of }: z.output<typeof Wanted>) {
  Actor.need("log.read")
  const { root, seat } = await Panels.facts(year)
  const seen = seenBy(seat, { ...root, panel: await Panels.of(year, root) })
  const wanted = (entry: Log.Kept) => (!act || entry.act === act) && (!of || entry.seat === of || entry.of === of)
  return Log.list(year, (entry) => wanted(entry) && seen(entry), after ? { after } : {})
}

/** What was on its way while the page came, and until it asks for this, has not been seen. */
const before = 5_000
/** Everything up to just now counts as seen; what comes later is told as later, whatever the clock does. */
export async function look() {
  Actor.need("look.save")
  const at = new Date(Id.moment() - before).toISOString()
  const { person } = Actor.person()
  await Table.write({ ...Look.touch({ person }, { at, _: 1 }), item: undefined })
  return { at }
}

export * as Todays from "./today.ts"
