import * as z from "zod"
import { BlocYear, Rules, Table as Tree } from "./bloc-year.ts"
import { breaches } from "./bloc-year-rule.ts"
import { leavesOf, nodesOf } from "./criteria-rule.ts"
import { Departments } from "./department.ts"
import { Fault, type Field } from "./fault.ts"
import { pointer } from "./file-pointer.ts"
import { Log } from "./log.ts"
import { Actor } from "./actor.ts"
import { Secret } from "./secret.ts"
import { type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { type Names, Root, Years } from "./year.ts"

/** What a bloc adopts together: the table of criteria, how the official score is made of it, and what does not apply to whom. */
export const Criteria = z.strictObject({ table: Tree, rules: Rules, notApplicable: BlocYear.shape.notApplicable })
export type Criteria = z.output<typeof Criteria>
/** The minutes of the meeting that adopted it; `agreed` of all members, and the hash of the text that lay before them. */
export const Minutes = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/, "input.invalid"),
  date: Text.Day,
  place: Text.Name(),
  present: z.int("input.number").min(0).max(60),
  agreed: z.int("input.number").min(0).max(60),
  text: Text.Prose(),
})
export const Shown = z.object({ criteria: Criteria.nullable(), hash: z.string().nullable(), locked: z.boolean() })

/** Leaves that a sheet has room for, and agencies that one transaction can take into a year. */
const most = 200
const mostAgencies = 60
const _ = z.literal(1).default(1)
const Version = Table.kind({ space: "Y#year", sk: "C#n", schema: z.object({ _, ...Criteria.shape }) })
const Meeting = Table.kind({ space: "Y#year", sk: "B#n", schema: z.object({ _, at: z.iso.datetime(), ...Minutes.shape }) })

/** A locked table never changes, so it is kept in the process by its hash. */
const locked = new Map<string, Criteria>()

const only = ({ table, rules, notApplicable }: Criteria): Criteria => ({ table, rules, notApplicable })
const hashOf = (criteria: Criteria) => Secret.digest(only(criteria))

/** A table that was adopted on paper: its write, and its hash. */
export const brought = (year: string, criteria: Criteria, once: Once) => ({
  part: Version.put({ year, n: "1" }, only(criteria), 0, "version.stale", once),
  hash: hashOf(criteria),
})

/** The bloc's table as it stands; version 0 where there is none yet. Faults `missing`. */
export async function read(year: string) {
  Actor.need("table.read")
  await Years.seat(year)
  const [root, found] = await Promise.all([Root.get({ year }), Version.find({ year, n: "1" })])
  if (!found) return { criteria: null, hash: null, locked: false, v: 0 }
  return { criteria: only(found), hash: Secret.hex(hashOf(found)), locked: !!root.table, v: found.v }
}

/** Replaces the table while the bloc is drafting. Faults `table.closed`, `right.denied`, `version.stale`, and every fault of the tree at once. */
export async function save(year: string, criteria: Criteria, version: number, once: Once) {
  Actor.need("table.save")
  const seat = await Years.ownSeat(year)
  const fields = await flaws(year, criteria)
  if (fields.length) throw new Fault("input.invalid", fields)
  const answer = Version.put({ year, n: "1" }, criteria, version, "version.stale", once)
  const made = await Table.write(answer, [
    Root.change({ year }, {}, [
      ["head", seat, "right.denied"],
      ["phase", "drafting", "table.closed"],
      ["table", undefined, "table.closed"],
    ]),
    Log.entry(year, "table.save", { seat, to: Secret.hex(hashOf(criteria)).slice(0, 16), once }),
  ])
  return { criteria, hash: Secret.hex(hashOf(criteria)), locked: false, v: made.v }
}

/** Enters the minutes by which the members adopted the table, and locks it with its hash. Faults `table.absent`, `table.quorum`, `table.closed`. */
export async function adopt(year: string, minutes: z.output<typeof Minutes>, version: number, once: Once) {
  Actor.need("table.adopt")
  const seat = await Years.ownSeat(year)
  const [root, found] = await Promise.all([Root.get({ year }), Version.find({ year, n: "1" })])
  const hash = found && hashOf(found)
  if (!found || !hash || Secret.hex(hash) !== minutes.hash) throw new Fault("table.absent")
  if (minutes.agreed * 2 <= root.members || minutes.present > root.members || minutes.agreed > minutes.present)
    throw new Fault("input.invalid", [{ in: "json", path: "/agreed", code: "table.quorum" }])
  await Table.write(Meeting.put({ year, n: "1" }, { at: new Date().toISOString(), ...minutes }, 0, "table.closed", once), [
    ...(await locking(year, root, found, hash, seat)),
    Version.change({ year, n: "1" }, {}, [["v", version, "version.stale"]]),
    Log.entry(year, "table.adopt", { seat, to: minutes.hash.slice(0, 16), once }),
  ])
  return { criteria: only(found), hash: minutes.hash, locked: true, v: version + 1 }
}

/** The writes by which a table becomes the year's: its hash and whom it asks in the root, and its agencies' place in the year. */
async function locking(year: string, root: Root, criteria: Criteria, hash: Uint8Array, seat: string) {
  const names = await Years.names(year)
  const present = Years.inOrder(root.seats).filter((one) => root.seats[one]!.left === undefined)
  const asked = scorers(
    criteria,
    present.map((one) => names.seats[one]!.code),
  ).length
  const verifying = await Promise.all(agencies(criteria).map(Departments.byCode))
  return [
    Root.change({ year }, { set: { table: hash, scorers: asked, ...(verifying.length && { agencies: verifying.length }) } }, [
      ["head", seat, "right.denied"],
      ["phase", "drafting", "table.closed"],
      ["table", undefined, "table.closed"],
    ]),
    ...verifying.map((unit) => Years.verifies(unit, names.year, year)),
  ]
}

/** The locked table that a sheet names by its hash. Fault `self.table` when it is not this year's. */
export async function adopted(year: string, hash: string): Promise<Criteria> {
  const key = `${Actor.tenant()}/${year}/${hash}`
  const kept = locked.get(key)
  if (kept) return kept
  const found = await Version.find({ year, n: "1" })
  if (!found || Secret.hex(hashOf(found)) !== hash) throw new Fault("self.table")
  if (locked.size > 200) locked.clear()
  locked.set(key, only(found))
  return found
}

/** What keeps a table from being adopted: the very rules that a bloc-year's file is read by. */
export async function flaws(year: string, criteria: Criteria): Promise<Field[]> {
  const { root, names } = await Years.facts(year)
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
const fitsFewer = ({ rules: { quotas } }: Criteria, members: number) =>
  Array.from({ length: members - 1 }, (_, i) => i + 1).some(
    (count) => quotas.filter(({ minMembers, maxMembers }) => minMembers <= count && count <= maxMembers).length === 1,
  )

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

/** The year as far as the table is adopted for it: criteria, and members in seat order; no sheets yet. */
export const blank = (root: Root, names: Names, { table, rules, notApplicable }: Criteria): BlocYear => ({
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

/** Whom a scorer is asked to score, of the units given. */
export function scored({ rules: { cross } }: Criteria, scorer: string, units: readonly string[]): readonly string[] {
  if (typeof cross === "string") return cross === "all" ? units.filter((unit) => unit !== scorer) : []
  return Object.hasOwn(cross, scorer) ? units.filter((unit) => cross[scorer]!.includes(unit)) : []
}

/** Who of the units given is asked to score anybody. */
export const scorers = (criteria: Criteria, units: readonly string[]) => units.filter((unit) => scored(criteria, unit, units).length)

/** The agencies that the table names, each by its code. */
export const agencies = ({ table }: Criteria) => [...new Set(leavesOf(table).flatMap(({ verifier }) => verifier ?? []))]

export * as Tables from "./criteria.ts"
