import * as z from "zod"
import { Actor } from "./actor.ts"
import { Agencies } from "./agency.ts"
import { breaches } from "./bloc-year-rule.ts"
import { Kind as Left, Departure } from "./departure.ts"
import { type Criteria, Tables } from "./criteria.ts"
import { Departments } from "./department.ts"
import { Fault, type Field } from "./fault.ts"
import { Id } from "./id.ts"
import { Log } from "./log.ts"
import { beforeRanking, past } from "./phase.ts"
import { Secret } from "./secret.ts"
import { type Must, type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { Names, type Names as NamesItem, Root, type Root as RootItem, Seat, Years } from "./year.ts"

/**
 * A department joins the year: from which day (Asia/Ho_Chi_Minh), whether it is ranked, and the decision by which it does, with number and
 * day as signed; null where they are not known.
 */
export const Joining = z.strictObject({
  department: Id.schema,
  joined: Text.Day,
  ranked: z.boolean().default(true),
  reason: Text.Prose(1_000),
  number: Text.Name(100).nullable().default(null),
  date: Text.Day.nullable().default(null),
})
export type Joining = z.output<typeof Joining>
export const Joined = z.object({ seat: Seat, ...Joining.shape })
/** Who joined and who left in the course of the year, each with its paper, in seat order. */
export const List = z.object({ joined: z.array(Joined), left: z.array(z.object({ seat: Seat, ...Departure.shape })) })

const _ = z.literal(1).default(1)
const Kind = Table.kind({ space: "Y#year", sk: "I#JOINED#seat", schema: z.object({ _, at: z.iso.datetime(), ...Joining.shape }) })

/** Papers of who joined and left. Fault `missing`. */
export async function list(year: string) {
  Actor.need("member.list")
  await Years.seat(year)
  const { pk } = Root.at({ year })
  const [{ joined }, { left }] = await Promise.all([
    Table.span(pk, { joined: Kind }, { from: "I#J", to: "I#K" }),
    Table.span(pk, { left: Left }, { from: "I#0", to: "I#9" }),
  ])
  return {
    joined: joined.map(({ sk, item }) => ({ ...item, seat: sk.slice(-2) })),
    left: left.map(({ sk, item }) => ({ ...item, seat: sk.slice(-2) })),
  }
}

/**
 * Takes a department into the year, on a seat that nobody has had, until the scores are frozen. It owes what the phase that is open and
 * those to come ask of a member; a phase that is over is not opened again for it: what it did not hand in is missing, its signature and its
 * aims are not asked for. Where the ranking could not do without what is missing, it joins unranked, or not at all.
 * Faults `missing`, `member.joined`, `member.left`, `member.frozen`, `year.full`, `member.late`, `file.quota`.
 */
export async function join(year: string, given: Joining, once: Once) {
  Actor.need("member.join")
  await Years.seat(year)
  const department = await Departments.get(given.department)
  const joined = await Table.anew(async () => {
    const root = await Root.get({ year })
    const names = await Years.names(year, Object.keys(root.seats))
    const own = Object.keys(root.seats).find((seat) => root.seats[seat]!.unit === given.department)
    // Who is there already is refused in the write itself, which knows the same act again.
    if (own) return refuse(year, own, given, root, once)
    const seat = Years.nextSeat(root.seats)
    const called = { code: department.code, name: department.name, ranked: given.ranked, joined: given.joined }
    const criteria = root.table && (await Tables.adopted(year, Secret.hex(root.table)))
    const then = { ...names, seats: { ...names.seats, [seat]: called } }
    const fields = criteria && !Table.unmet(open, root) ? flaws(withSeat(root, seat, given), then, criteria) : []
    if (fields.length) throw new Fault("input.invalid", fields)
    const add = criteria ? await owed(year, root, then, seat, criteria) : { members: 1, ...(root.phase === "pledging" && { waits: 1 }) }
    await Table.write(Kind.put({ year, seat }, { ...given, at: new Date().toISOString() }, 0, "version.stale", once), [
      Root.change({ year }, { set: { [`seats.${seat}`]: { unit: given.department } }, add }, [
        ...open,
        [`seats.${seat}`, undefined, "version.stale"],
        ["v", root.v, "version.stale"],
      ]),
      Names.change({ year }, { set: { [`seats.${seat}`]: called } }, [["v", names.v, "year.moved"]]),
      Years.seated(given.department, names.year, year, seat),
      Log.entry(year, "member.join", { of: seat, why: given.reason, once }),
    ]).catch((error: unknown) => {
      // The names that are kept here are older than an extension.
      if (!(error instanceof Fault) || error.code !== "year.moved") throw error
      Years.forget(year)
      throw new Fault("version.stale")
    })
    return seat
  })
  Years.forget(year)
  return { seat: joined, ...given }
}

const open: Must[] = [["phase", beforeRanking, "member.frozen"]]
const withSeat = (root: RootItem, seat: string, { department }: Joining): RootItem => ({
  ...root,
  seats: { ...root.seats, [seat]: { unit: department } },
})

/** A member does not join twice, and one that left does not come back in the same year. */
async function refuse(year: string, seat: string, given: Joining, root: RootItem, once: Once) {
  const code = root.seats[seat]!.left === undefined ? "member.joined" : "member.left"
  await Table.write(Kind.put({ year, seat }, { ...given, at: new Date().toISOString() }, 0, code, once), [
    Root.change({ year }, {}, [["phase", "", code]]),
  ])
  return seat
}

/** What the ranking could not do without: a score that is not taken any more, or a quota for so many members. */
function flaws(root: RootItem, names: NamesItem, criteria: Criteria): Field[] {
  const { official } = criteria.rules
  const ranked = names.seats[Years.inOrder(root.seats).at(-1)!]!.ranked
  const of = (component: string) => official.some((one) => one.component === component && one.weight > 0)
  const unscored = past(root.phase, "crossScoring") && !root.without.crossScoring
  const late =
    // Who is scored by nobody leaves the whole bloc without adjusted scores.
    (unscored && of("crossFair")) ||
    (ranked && ((unscored && (of("crossMean") || of("crossTrimmed"))) || (past(root.phase, "verifying") && of("verified"))))
  const quota = ranked && breaches(Tables.blank(root, names, criteria)).some(({ code }) => code === "file.quota")
  return [
    ...(late ? [{ in: "json", path: "/ranked", code: "member.late" } as const] : []),
    ...(quota ? [{ in: "json", path: "/ranked", code: "file.quota" } as const] : []),
  ]
}

/** By how much the root's counts grow: members, who scores peers, agencies that were done, and who is waited for now. */
async function owed(year: string, root: RootItem, names: NamesItem, seat: string, criteria: Criteria) {
  const codes = Years.inOrder(names.seats).map((one) => names.seats[one]!.code)
  const scores = Tables.scorers(criteria, codes).includes(names.seats[seat]!.code)
  const agencies = await Agencies.begunAnew(year, criteria, root, { seat, code: names.seats[seat]!.code })
  const waits = {
    ...{ pledging: 1, selfScoring: 1, verifying: 1 + agencies },
    crossScoring: scores ? 1 : 0,
  }[root.phase as string]
  return { members: 1, ...(root.scorers !== undefined && scores && { scorers: 1 }), ...(agencies && { agencies }), ...(waits && { waits }) }
}

export * as Members from "./member.ts"
