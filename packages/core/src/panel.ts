import * as z from "zod"
import { Actor } from "./actor.ts"
import { Departments } from "./department.ts"
import { Fault, missing } from "./fault.ts"
import { Id } from "./id.ts"
import { Log } from "./log.ts"
import { versioning } from "./phase.ts"
import { checks } from "./task-rule.ts"
import { type Must, type Once, Table } from "./table.ts"
import { Root, Years } from "./year.ts"

/** Who verifies the bloc's sheets instead of the head: members of it or others of the province; nobody: the head does. */
export const Given = z.strictObject({ departments: z.array(Id.schema).max(20, "input.invalid") })
const Unit = z.object({ unit: Id.schema, code: z.string(), name: z.string() })
export const Shown = z.object({ units: z.array(Unit) })

const _ = z.literal(1).default(1)
/** The panel, with the names as they were when it was set; a year without such a rule has none. */
const Kind = Table.kind({ space: "Y#year", sk: "B#PANEL", schema: z.object({ _, units: z.array(Unit) }) })
type Panel = ReturnType<(typeof Kind)["read"]>
/** By its version, which the root tells: what is kept under it never changes. */
const kept = new Map<string, Panel>()

async function known(year: string, version: number) {
  const key = `${Actor.tenant()}/${year}/${version}`
  const found = kept.get(key) ?? (await Kind.get({ year }))
  if (kept.size > 1_000) kept.clear()
  kept.set(`${Actor.tenant()}/${year}/${found.v}`, found)
  return found.units
}

/** A department of the panel: its seat where it is a member, and whether it is the actor's own. */
export type Sitting = z.output<typeof Unit> & { seat: string | null; own: boolean }

/** The panel that a root tells of; nothing is read where there is none. */
export async function of(year: string, { panel, seats }: Pick<Root, "panel" | "seats">): Promise<Sitting[]> {
  if (!panel) return []
  const { department } = Actor.person()
  return (await known(year, panel)).map((one) => ({
    ...one,
    seat: Years.seatIn({ seats }, one.unit) ?? null,
    own: one.unit === department,
  }))
}

/** The own seat; undefined for the board and for a department of the panel from outside of the bloc. Fault `missing`. */
export const seat = (year: string) =>
  Years.seat(year).catch(async (error: unknown) => ((await Years.sits(year)) ? undefined : Promise.reject(error as Error)))

/** Root, names and the own seat, as `Years.facts` gives them, for a department of the panel too. */
export const facts = (year: string) => Years.facts(year, seat)

/** Whether the actor verifies a seat by this root. */
export async function checking(year: string, root: Root, own: string | undefined) {
  const { department, roles } = Actor.person()
  const panel = await of(year, root)
  const me = { seat: own, board: roles.includes("board") }
  return (seat: string) => root.seats[seat]?.unit !== department && checks({ ...root, panel }, seat, me)
}

/** The panel as it was set, under the version that a change replaces: 0 where there never was one. Fault `missing`. */
export async function read(year: string) {
  Actor.need("panel.read")
  await seat(year)
  return (await Kind.find({ year })) ?? { units: [], v: 0 }
}

const gate = (own: string | undefined): Must[] => [
  ...(Actor.person().roles.includes("board")
    ? []
    : ([
        ["head", own, "right.denied"],
        [`seats.${own}.left`, undefined, "right.denied"],
      ] satisfies Must[])),
  ["phase", versioning, "panel.closed"],
]

/** Names the panel until scoring begins, by the head or the board. Faults `right.denied`, `panel.closed`, `panel.twice`, `missing`, `version.stale`. */
export async function save(year: string, { departments }: z.output<typeof Given>, version: number, once: Once) {
  Actor.need("panel.save")
  const own = await Years.seat(year)
  const twice = departments.flatMap((id, i) => (departments.indexOf(id) < i ? [i] : []))
  if (twice.length)
    throw new Fault(
      "input.invalid",
      twice.map((i) => ({ in: "json", path: `/departments/${i}`, code: "panel.twice" })),
    )
  const [names, old] = await Promise.all([Years.names(year), Kind.find({ year })])
  const units = await Promise.all(departments.map(async (unit) => ({ unit, ...only((await Departments.get(unit)) ?? missing()) })))
  const gone = (old?.units ?? []).filter(({ unit }) => !departments.includes(unit))
  const change = units.length ? { set: { panel: version + 1 } } : { remove: ["panel"] }
  return Table.write(Kind.put({ year }, { units }, version, "version.stale", once), [
    Root.change({ year }, change, gate(own)),
    ...units.map(({ unit }) => Years.places(unit, names.year, year, { panel: true })),
    ...gone.map(({ unit }) => Years.places(unit, names.year, year, { panel: false })),
    Log.entry(year, "panel.save", { seat: own, to: `${units.length}`, once }),
  ])
}
const only = ({ code, name }: { code: string; name: string }) => ({ code, name })

export * as Panels from "./panel.ts"
