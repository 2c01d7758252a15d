import * as z from "zod"
import { Actor } from "./actor.ts"
import type { BlocYear } from "./bloc-year.ts"
import { breaches } from "./bloc-year-rule.ts"
import { agenciesOf, leavesOf, nodesOf } from "./criteria-rule.ts"
import { scored } from "./cross-rule.ts"
import { Departments } from "./department.ts"
import { Fault, type Field } from "./fault.ts"
import { pointer } from "./file-pointer.ts"
import { Id } from "./id.ts"
import { Log } from "./log.ts"
import { quotasFor } from "./place-rule.ts"
import { Panels } from "./panel.ts"
import { Secret } from "./secret.ts"
import { Sources } from "./table-source.ts"
import { type Course, Criteria, hashOf, isDraft, only, type Step, Version, Versions } from "./table-version.ts"
import { versioning } from "./phase.ts"
import { type Once, type Part, Table } from "./table.ts"
import { type Names, Root, Years } from "./year.ts"

export { scored } from "./cross-rule.ts"

export { Criteria } from "./table-version.ts"
/** What the head saves; `source` names the bloc-year that it was copied from. */
export const Draft = z.strictObject({ ...Criteria.shape, source: Id.schema.optional() })
/** The table that stands: the adopted one, or else the newest version. */
export const Shown = z.object({
  criteria: Criteria.nullable(),
  hash: z.string().nullable(),
  locked: z.boolean(),
  version: z.int().nullable(),
})

/** Leaves that a sheet has room for, and agencies that one transaction can take into a year. */
const most = 200
const mostAgencies = 60

/** A hash names one text for ever, so it is kept in the process. */
const locked = new Map<string, Criteria>()

/** A table that was adopted on paper, nobody says when: its writes, and its hash. */
export function brought(year: string, criteria: Criteria, once: Once) {
  const hash = hashOf(criteria)
  const steps = { "1": { hash, savedAt: new Date().toISOString() } }
  return {
    part: Versions.Course.put({ year }, { newest: 1, steps }, 0, "version.stale", once),
    beside: [Version.touch({ year, n: "1" }, { _: 1, ...only(criteria) })],
    hash,
  }
}

/** The writes of a first draft that a year begins with, copied from another. */
export function drafted(year: string, criteria: Criteria, source: NonNullable<Step["source"]>): Part[] {
  const steps = { "1": { hash: hashOf(criteria), savedAt: new Date().toISOString(), source } }
  return [
    Versions.Course.put({ year }, { newest: 1, steps }, 0, "version.stale"),
    Version.put({ year, n: "1" }, only(criteria), 0, "version.stale"),
  ]
}

/** The bloc's table as it stands, under the version that a save replaces: 0 where there is none yet. Fault `missing`. */
export async function read(year: string) {
  Actor.need("table.read")
  await Panels.seat(year)
  const [root, course] = await Promise.all([Root.get({ year }), Versions.course(year)])
  const n = (root.table && Versions.numberOf(course, Secret.hex(root.table))) ?? `${course.newest}`
  const found = course.newest ? await Version.get({ year, n }) : undefined
  if (!found) return { criteria: null, hash: null, locked: false, version: null, v: course.v }
  return { criteria: only(found), hash: Secret.hex(hashOf(found)), locked: !!root.table, version: Number(n), v: course.v }
}

/**
 * Replaces the draft, or begins the next version where the newest has been before the members or was adopted.
 * Faults `table.closed`, `table.versions`, `right.denied`, `version.stale`, and every fault of the tree at once.
 */
export async function save(year: string, draft: z.output<typeof Draft>, version: number, once: Once) {
  Actor.need("table.save")
  const seat = await Years.ownSeat(year)
  const fields = await flaws(year, only(draft))
  if (fields.length) throw new Fault("input.invalid", fields)
  const source = draft.source === undefined ? undefined : await Sources.named(draft.source)
  const course = await Versions.course(year)
  // What is behind the caller fails in the write itself, which knows the same act again; nobody can be ahead of a consistent read.
  if (course.v < version) throw new Fault("version.stale")
  const n = isDraft(course) ? course.newest : course.newest + 1
  if (n > Versions.most) throw new Fault("table.versions")
  const hash = hashOf(draft)
  const step = stepOf(course, `${n}`, hash, source)
  const next = { newest: n, steps: { ...course.steps, [n]: step } }
  const made = await Table.write(Versions.Course.put({ year }, next, version, "version.stale", once), [
    Root.change({ year }, {}, [
      ["head", seat, "right.denied"],
      [`seats.${seat}.left`, undefined, "right.denied"],
      ["phase", versioning, "table.closed"],
    ]),
    Version.touch({ year, n: `${n}` }, { _: 1, ...only(draft) }),
    Log.entry(year, "table.save", { seat, to: Secret.hex(hash).slice(0, 16), once }),
  ])
  return { criteria: only(draft), hash: Secret.hex(hash), locked: false, version: n, v: made.v }
}

/** A draft keeps the source that it was once copied from. */
const stepOf = ({ steps }: Course, n: string, hash: Uint8Array<ArrayBuffer>, source = steps[n]?.source): Step => ({
  hash,
  savedAt: new Date().toISOString(),
  source,
})

/**
 * The table that a sheet names by its hash, whether it still stands or another was adopted since; that it stands is a condition on
 * the root. Fault `self.table` when it is none of this year's.
 */
export async function adopted(year: string, hash: string): Promise<Criteria> {
  const key = `${Actor.tenant()}/${year}/${hash}`
  const kept = locked.get(key)
  if (kept) return kept
  const n = Versions.numberOf(await Versions.course(year), hash)
  const found = n && (await Version.find({ year, n }))
  if (!found) throw new Fault("self.table")
  if (locked.size > 200) locked.clear()
  locked.set(key, only(found))
  return only(found)
}
/** What keeps a table from being adopted: the very rules that a bloc-year's file is read by. */
export async function flaws(year: string, criteria: Criteria): Promise<Field[]> {
  const { root, names } = await Years.facts(year)
  return flawsFor(root, names, criteria)
}

/** The same for a year that need not be there yet. */
export async function flawsFor(root: Led, names: Called, criteria: Criteria): Promise<Field[]> {
  const large: Field[] = leavesOf(criteria.table).length > most ? [{ in: "json", path: "/table/sections", code: "table.large" }] : []
  return [
    ...large,
    ...breaches(blank(root, names, criteria))
      .filter(({ path }) => path !== "/rules/quotas" || !fitsFewer(criteria, root.members))
      .map(({ path, code }) => ({ in: "json", path, code })),
    ...(await strangers(criteria)),
  ]
}

/** Whether one quota fits some smaller number of members: some may yet leave, and the ranking asks again. */
const fitsFewer = ({ rules }: Criteria, members: number) =>
  Array.from({ length: members - 1 }, (_, i) => i + 1).some((count) => quotasFor(rules, count).length === 1)

/** Leaves whose verifier is no department of the province, and the first beyond those that one table can name. */
async function strangers(criteria: Criteria): Promise<Field[]> {
  const named = nodesOf(criteria.table.sections, ["table", "sections"]).flatMap(({ node: { verifier }, path }) =>
    verifier ? [{ verifier, path: pointer(...path, "verifier") }] : [],
  )
  const codes = [...new Set(named.map(({ verifier }) => verifier))]
  const found = await Promise.all(codes.slice(0, mostAgencies).map(async (code) => ((await Departments.known(code)) ? code : undefined)))
  const known = new Set(found)
  return named.flatMap(({ verifier, path }) => (known.has(verifier) ? [] : [{ in: "json", path, code: "table.agency" }]))
}

type Led = Pick<Root, "head" | "deputy" | "seats" | "members">
type Called = Pick<Names, "name" | "year" | "seats">
/** The year as far as the table is adopted for it: criteria, and members in seat order; no sheets yet. */
export const blank = (root: Led, names: Called, { table, rules, notApplicable }: Criteria): BlocYear => ({
  format: "bloc-year/1",
  province: { id: "-", name: "-" },
  bloc: { id: "-", name: names.name },
  year: names.year,
  members: Years.inOrder(root.seats).map((seat) => ({
    id: names.seats[seat]!.code,
    name: names.seats[seat]!.name,
    role: seat === root.head ? "head" : seat === root.deputy ? "deputy" : "member",
    ranked: names.seats[seat]!.ranked,
    womenShare: names.seats[seat]!.womenShare,
    left: root.seats[seat]!.left,
    successor: root.seats[seat]!.to,
  })),
  table,
  rules,
  notApplicable,
  struck: [],
  sheets: [],
  marks: [],
  disqualified: [],
  held: [],
  votes: [],
  decided: [],
  appraisal: [],
})

/**
 * What a sheet of a unit (by its code) is asked for, in the order of the table: everything, or what peers judge; null where a leaf
 * does not apply to it, undefined where it is `struck` for all.
 */
export function asked(
  { table, notApplicable }: Criteria,
  unit: string,
  { kind = "own" as "own" | "cross", struck = [] as readonly string[] } = {},
) {
  const out = new Set(notApplicable.flatMap((line) => (line.unit === unit ? [line.code] : [])))
  return leavesOf(table)
    .filter((leaf) => kind === "own" || leaf.crossed)
    .map((leaf) => (struck.includes(leaf.code) ? undefined : out.has(leaf.code) ? null : leaf))
}

/** Who of the units given is asked to score anybody. */
export const scorers = (criteria: Criteria, units: readonly string[]) => units.filter((unit) => scored(criteria, unit, units).length)

/** The agencies that the table names, each by its code. */
export const agencies = ({ table }: Criteria) => agenciesOf(table)

export * as Tables from "./criteria.ts"
