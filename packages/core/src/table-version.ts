import * as z from "zod"
import { Actor } from "./actor.ts"
import { adoptions, needed } from "./adoption-rule.ts"
import { BlocYear, Rules, Table as Tree } from "./bloc-year.ts"
import { missing } from "./fault.ts"
import { Id } from "./id.ts"
import { Panels } from "./panel.ts"
import { Secret } from "./secret.ts"
import { Table } from "./table.ts"
import { Root, Seat, Years } from "./year.ts"

/** What a bloc adopts together: the table of criteria, how the official score is made of it, and what does not apply to whom. */
export const Criteria = z.strictObject({ table: Tree, rules: Rules, notApplicable: BlocYear.shape.notApplicable })
export type Criteria = z.output<typeof Criteria>

/** The number of a version, as it stands in an address. */
export const VersionNumber = z.string().regex(/^[1-9]\d{0,2}$/, "input.invalid")
/** Versions that a year has room for: each has been before the members. */
export const most = 99

const bytes = z.instanceof(Uint8Array)
const at = z.iso.datetime()
/** Where a copied table comes from: a bloc's year whose table was adopted. */
export const Source = z.object({ year: Id.schema, bloc: z.string(), calendar: z.int() })
const Step = z.object({
  hash: bytes,
  savedAt: at,
  source: Source.optional(),
  proposedAt: at.optional(),
  adoptedAt: at.optional(),
  by: z.enum(["minutes", "members"]).optional(),
})
export type Step = z.output<typeof Step>

const _ = z.literal(1).default(1)
/** Every version by its number, without its text; every write of a version goes over this item, whose version is the table's ETag. */
export const Course = Table.kind({
  space: "Y#year",
  sk: "C",
  schema: z.object({ _, newest: z.int().default(0), steps: z.record(z.string(), Step).default({}) }),
})
export type Course = ReturnType<(typeof Course)["read"]>
/** One version's text: replaced while it is the newest and not yet before the members, then kept as it was. */
export const Version = Table.kind({ space: "Y#year", sk: "C#n", schema: z.object({ _, ...Criteria.shape }) })
/** Who has agreed to a version since it lies before the members; the proposal's own key is kept in it. */
export const Agreements = Table.kind({
  space: "Y#year",
  sk: "C#n#AGREED",
  schema: z.object({
    _,
    hash: bytes,
    seats: z.record(Seat, z.object({ at, mark: bytes, locks: z.boolean() })).default({}),
  }),
})

export const only = ({ table, rules, notApplicable }: Criteria): Criteria => ({ table, rules, notApplicable })
export const hashOf = (criteria: Criteria) => Secret.digest(only(criteria))
const hex = (hash: Uint8Array | undefined) => hash && Secret.hex(hash)

/** Where the table stands; version 0 where nobody has saved any. */
export const course = async (year: string): Promise<Course> => (await Course.find({ year })) ?? { _: 1, newest: 0, steps: {}, v: 0 }

/** The newest version with this hash, by its number. */
export const numberOf = ({ steps }: Course, hash: string) =>
  Object.keys(steps)
    .toSorted((a, b) => Number(b) - Number(a))
    .find((n) => hex(steps[n]?.hash) === hash)

/** Whether the newest version may still be replaced: it has neither been before the members nor been adopted by a meeting. */
export const isDraft = ({ steps, newest }: Course) => {
  const step = steps[`${newest}`]
  return !!step && !step.proposedAt && !step.adoptedAt
}

const Told = z.object({
  version: z.int(),
  hash: z.string(),
  savedAt: z.string(),
  proposedAt: z.string().nullable(),
  adoptedAt: z.string().nullable(),
  by: z.enum(["minutes", "members"]).nullable(),
  source: Source.nullable(),
})
/** All versions, newest first; `open` is the one that lies before the members, with who has agreed to it of how many that are needed. */
export const Listed = z.object({
  items: z.array(Told),
  rule: z.enum(adoptions),
  needs: z.int(),
  open: z.object({ version: z.int(), hash: z.string(), agreed: z.array(z.object({ seat: z.string(), at: z.string() })) }).nullable(),
})
export const Read = z.object({ criteria: Criteria, hash: z.string(), version: z.int() })

/** Every version of the year's table with its dates, and the state of the adoption. Fault `missing`. */
export async function list(year: string): Promise<z.output<typeof Listed>> {
  Actor.need("table.versions")
  const { root, names } = await Panels.facts(year)
  const { steps } = await course(year)
  const items = Object.entries(steps).map(([n, { hash, proposedAt = null, adoptedAt = null, by = null, source = null, savedAt }]) => ({
    ...{ version: Number(n), hash: Secret.hex(hash), savedAt, proposedAt, adoptedAt, by, source },
  }))
  const before = root.asked === undefined ? undefined : await Agreements.find({ year, n: `${root.asked}` })
  const staying = Years.inOrder(before?.seats ?? {}).filter((seat) => root.seats[seat]?.left === undefined)
  const agreed = staying.map((seat) => ({ seat, at: before!.seats[seat]!.at }))
  return {
    items: items.toSorted((a, b) => b.version - a.version),
    rule: names.adoption,
    needs: needed(names.adoption, root.members),
    open: before ? { version: root.asked!, hash: Secret.hex(before.hash), agreed } : null,
  }
}

/** One version as it was. Fault `missing`. */
export async function read(year: string, n: string) {
  Actor.need("table.version")
  await Panels.seat(year)
  await Root.get({ year })
  const found = await Version.find({ year, n })
  return found ? { criteria: only(found), hash: Secret.hex(hashOf(found)), version: Number(n) } : missing()
}

export * as Versions from "./table-version.ts"
