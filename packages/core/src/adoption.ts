import * as z from "zod"
import { Actor } from "./actor.ts"
import { needed } from "./adoption-rule.ts"
import { Tables } from "./criteria.ts"
import { Departments } from "./department.ts"
import { Fault } from "./fault.ts"
import { Log } from "./log.ts"
import { Secret } from "./secret.ts"
import { Agreements, Course, only, Version, Versions } from "./table-version.ts"
import { versioning } from "./phase.ts"
import { type Must, type Once, type Part, Table } from "./table.ts"
import { Text } from "./text.ts"
import { type Names, Root, Years } from "./year.ts"

const Hash = z.string().regex(/^[0-9a-f]{64}$/, "input.invalid")
/** The version that is put before the members, or agreed to, by the hash of what was read. */
export const Named = z.strictObject({ hash: Hash })
/** The minutes of the meeting that adopted it; `agreed` of all members, and the hash of the text that lay before them. */
export const Minutes = z.strictObject({
  hash: Hash,
  date: Text.Day,
  place: Text.Name(),
  present: z.int("input.number").min(0).max(60),
  agreed: z.int("input.number").min(0).max(60),
  text: Text.Prose(),
})
export const Proposed = z.object({ version: z.int(), hash: z.string() })
/** `locked` where this agreement was the last that was needed. */
export const Agreed = z.object({ seat: z.string(), hash: z.string(), locked: z.boolean() })

const _ = z.literal(1).default(1)
const Meeting = Table.kind({ space: "Y#year", sk: "C#n#MINUTES", schema: z.object({ _, at: z.iso.datetime(), ...Minutes.shape }) })

const bytesOf = (hash: string) => new Uint8Array(Buffer.from(hash, "hex"))
const ofHead = (seat: string): Must[] => [
  ["head", seat, "right.denied"],
  [`seats.${seat}.left`, undefined, "right.denied"],
  ["phase", versioning, "table.closed"],
]

/** Puts the newest version before the members; from then on a change is another version. Faults `table.absent`, `table.proposed`, `table.closed`. */
export async function propose(year: string, { hash }: z.output<typeof Named>, once: Once) {
  Actor.need("table.propose")
  const seat = await Years.ownSeat(year)
  return Table.anew(async () => {
    const [root, course] = await Promise.all([Root.get({ year }), Versions.course(year)])
    const n = Versions.numberOf(course, hash)
    if (!n) throw new Fault(Table.unmet(ofHead(seat), root) ?? "table.absent")
    await Table.write(Agreements.put({ year, n }, { hash: bytesOf(hash) }, 0, "table.proposed", once), [
      Root.change({ year }, { set: { asked: Number(n) } }, ofHead(seat)),
      Course.change({ year }, { set: { [`steps.${n}.proposedAt`]: new Date().toISOString() } }, [
        ["newest", Number(n), "table.absent"],
        [`steps.${n}.adoptedAt`, undefined, "table.proposed"],
        ["v", course.v, "version.stale"],
      ]),
      Log.entry(year, "table.propose", { seat, to: hash.slice(0, 16), once }),
    ])
    return { version: Number(n), hash }
  })
}

/**
 * Agrees for the own department to the version that lies before the members; the last agreement that the bloc's rule needs
 * locks it. Faults `table.closed`, `table.notOpen`, `table.agreed`.
 */
export async function agree(year: string, { hash }: z.output<typeof Named>, once: Once) {
  Actor.need("table.agree")
  const seat = await Years.ownSeat(year)
  const names = await Years.names(year)
  return Table.anew(() => count(year, seat, names, hash, once))
}

/** Counted over the agreements as they were read, so that of two who come together one counts the other. */
async function count(year: string, seat: string, names: Names, hash: string, once: Once) {
  const [root, course] = await Promise.all([Root.get({ year }), Versions.course(year)])
  const n = Versions.numberOf(course, hash)
  const found = n && (await Agreements.find({ year, n }))
  const must: Must[] = [
    [`seats.${seat}.unit`, Actor.person().department, "right.denied"],
    [`seats.${seat}.left`, undefined, "member.left"],
    ["phase", versioning, "table.closed"],
    ["asked", Number(n ?? 0), "table.notOpen"],
    ["members", root.members, "version.stale"],
  ]
  if (!found) throw new Fault(Table.unmet(must, root) ?? "table.notOpen")
  const mark = Secret.mark(once)
  const agreed = Object.keys(found.seats).filter((one) => root.seats[one]?.left === undefined)
  const locks = agreed.length + 1 >= needed(names.adoption, root.members)
  const answer = { at: new Date().toISOString(), mark, locks }
  const part = Agreements.change({ year, n }, { set: { [`seats.${seat}`]: answer } }, [
    [`seats.${seat}`, undefined, "table.agreed"],
    ["v", found.v, "version.stale"],
  ])
  const again = (old: object) => {
    const own = (old as Partial<typeof found>).seats?.[seat]
    return own && Table.marked(own.mark, mark) ? { seat, hash, locked: own.locks } : undefined
  }
  const entry = Log.entry(year, "table.agree", { seat, to: hash.slice(0, 16), once })
  const root_ = Root.change({ year }, { set: { [`seats.${seat}.agreed`]: Number(n) } }, must)
  const beside = locks ? await locking({ year, root, course, n, hash, seat, by: "members", must, once }) : [root_]
  return Table.write({ ...part, item: { seat, hash, locked: locks }, again }, [...beside, entry])
}

/** Enters the minutes by which the members adopted the version, and locks it with its hash. Faults `table.absent`, `table.quorum`, `table.closed`. */
export async function adopt(year: string, minutes: z.output<typeof Minutes>, version: number, once: Once) {
  Actor.need("table.adopt")
  const seat = await Years.ownSeat(year)
  const [root, course, names] = await Promise.all([Root.get({ year }), Versions.course(year), Years.names(year)])
  const { hash, agreed, present } = minutes
  const n = Versions.numberOf(course, hash)
  const seen = course.v !== version || Number(n) === course.newest || Number(n) === root.asked
  if (!n || !seen) throw new Fault(Table.unmet(ofHead(seat), root) ?? "table.absent")
  if (agreed < needed(names.adoption, root.members) || present > root.members || agreed > present)
    throw new Fault("input.invalid", [{ in: "json", path: "/agreed", code: "table.quorum" }])
  const lock: Lock = { year, root, course, n, hash, seat, by: "minutes", must: ofHead(seat), once, version }
  const answer = Meeting.put({ year, n }, { at: new Date().toISOString(), ...minutes }, 0, "table.closed", once)
  await Table.write(answer, await locking(lock))
  const found = await Version.get({ year, n })
  return { criteria: only(found), hash, locked: true, version: Number(n), v: version + 1 }
}

type Lock = {
  year: string
  root: Root
  course: Course
  n: string
  hash: string
  seat: string
  by: "minutes" | "members"
  must: readonly Must[]
  once: Once
  version?: number
}

/**
 * The one place where a version becomes the bloc's table, first or instead of the one before: what the act that adopts it writes
 * beside its own record. The root takes the hash and whom the table asks under `must`, and drops the marks of the agreeing; the
 * table's agencies get their place in the year. Signatures of the pledge stay, because its text does not hold the table; once an
 * agency has verified under the table that stands, scoring has begun.
 */
export async function locking({ year, root, course, n, hash, seat, by, must, once, version = course.v }: Lock): Promise<Part[]> {
  const [criteria, names] = await Promise.all([Version.get({ year, n }), Years.names(year, Object.keys(root.seats))])
  const present = Years.inOrder(root.seats).filter((one) => root.seats[one]!.left === undefined)
  const codes = present.map((one) => names.seats[one]!.code)
  const verifying = await Promise.all(Tables.agencies(criteria).map(Departments.byCode))
  const asked = { scorers: Tables.scorers(criteria, codes).length, agencies: verifying.length }
  return [
    Root.change({ year }, { set: { table: bytesOf(hash), ...asked }, remove: Years.agreeing(root.seats) }, [
      ...must,
      ["table", root.table, "table.closed"],
      ["verifications", [undefined, 0], "table.closed"],
      ["members", root.members, "version.stale"],
    ]),
    Course.change({ year }, { set: { [`steps.${n}.adoptedAt`]: new Date().toISOString(), [`steps.${n}.by`]: by } }, [
      [`steps.${n}.adoptedAt`, undefined, "table.closed"],
      ["v", version, "version.stale"],
    ]),
    ...verifying.map((unit) => Years.places(unit, names.year, year, { verifies: true })),
    Log.entry(year, "table.adopt", { seat, to: hash.slice(0, 16), once }),
  ]
}

export * as Adoptions from "./adoption.ts"
