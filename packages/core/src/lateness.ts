import * as z from "zod"
import { Actor } from "./actor.ts"
import { Tables } from "./criteria.ts"
import { HandedIn as Cross } from "./cross.ts"
import { daysLate, dueOf, owed } from "./due-rule.ts"
import { type Code, type Field } from "./fault.ts"
import { Log } from "./log.ts"
import { versioning } from "./phase.ts"
import { Secret } from "./secret.ts"
import { HandedIn as Self, standing } from "./self.ts"
import type { Mark } from "./sheet-rule.ts"
import { type Must, type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { Names, Root, Seat, Years } from "./year.ts"

/** Which penalty line of the table a late sheet brings, for each day or each sheet; none where the bloc has no such rule. */
export const Rule = z.strictObject({
  code: Text.Known(),
  each: z.enum(["day", "sheet"]),
})
export const Given = z.strictObject({ rule: Rule.nullable() })
export const Saved = z.object({ rule: Rule.nullable() })
const Sheet = z.object({ seat: Seat, sheet: z.enum(["self", "cross"]), at: z.string(), due: z.string().nullable(), days: z.int() })
/** When each sheet that stands was handed in, and how many days late; nothing of what is in it. */
export const Shown = z.object({ rule: Rule.nullable(), sheets: z.array(Sheet) })
/** What is put before who verifies a unit. */
export const Owed = z.object({ code: z.string(), count: z.int(), days: z.int() })
export type Owed = z.output<typeof Owed>

const phaseOf = { self: "selfScoring", cross: "crossScoring" } as const

/** Whose sheets are in since when, worked out against the due day of each with its extensions. Fault `missing`. */
export async function read(year: string) {
  Actor.need("lateness.read")
  const own = await Years.seat(year)
  const [root, names, found] = await Promise.all([
    Root.get({ year }),
    Names.get({ year }),
    Table.span(Root.at({ year }).pk, { self: Self, cross: Cross }, { from: "S#", to: "X#~" }),
  ])
  const sheets = (["self", "cross"] as const).flatMap((sheet) =>
    found[sheet].flatMap(({ sk, item }) =>
      standing<{ taken?: true | undefined }>(item) ? [timed(names, sheet, sk.slice(2), item.at)] : [],
    ),
  )
  // Only for whom may set the rule: by the version others could tell that something is done which they are not to know.
  const leads = Actor.person().roles.includes("board") || (own !== undefined && own === root.head)
  return { rule: root.late ?? null, sheets, ...(leads && { v: root.v }) }
}
function timed(names: Names, sheet: "self" | "cross", seat: string, at: string) {
  const due = dueOf(names, phaseOf[sheet], seat)
  return { seat, sheet, at, due: due ?? null, days: daysLate(at, due) }
}

/** Ties a penalty line to lateness, or none, before scoring begins. Faults `right.denied`, `lateness.closed`, `sheet.line`, `version.stale`. */
export async function save(year: string, { rule }: z.output<typeof Given>, version: number, once: Once) {
  Actor.need("lateness.save")
  const own = await Years.seat(year)
  const mark = Secret.mark(once)
  const root = await Root.get({ year })
  const criteria = root.table && (await Tables.adopted(year, Secret.hex(root.table)))
  const known = !rule || criteria?.table.penalty.some(({ code }) => code === rule.code)
  const must: Must[] = [
    ...(Actor.person().roles.includes("board") ? [] : ([["head", own, "right.denied"]] satisfies Must[])),
    ["phase", versioning, "lateness.closed"],
    ["v", version, "version.stale"],
    ...(known ? [] : ([["phase", "", "sheet.line"]] satisfies Must[])),
  ]
  const change = rule ? { set: { late: rule, last: mark } } : { set: { last: mark }, remove: ["late"] }
  const item = { rule, v: version + 1 }
  const again = (old: unknown) => (Table.marked((old as Partial<Root>).last, mark) ? item : undefined)
  return Table.write({ ...Root.change({ year }, change, must), item, again }, [
    Log.entry(year, "lateness.save", { seat: own, ...(rule && { to: rule.code }), once }),
  ])
}

/** What a unit owes for its late sheets; null where nothing, or where the bloc has no rule for it. */
export async function of(year: string, seat: string, rule: Root["late"]): Promise<Owed | null> {
  if (!rule) return null
  const [names, self, cross] = await Promise.all([Names.get({ year }), Self.find({ year, seat }), Cross.find({ year, seat })])
  const late = [self && !self.taken && timed(names, "self", seat, self.at), cross && !cross.taken && timed(names, "cross", seat, cross.at)]
  const days = late.flatMap((one) => (one ? [one.days] : []))
  const count = owed(rule.each, days)
  return count ? { code: rule.code, count, days: days.reduce((sum, one) => sum + one, 0) } : null
}

/** Lateness is answered by its penalty line, or waived with a reason. */
export const flaws = (owed: Owed | null, marks: readonly Mark[], waived: string | undefined): Field[] => {
  const code: Code | false = !!owed && !waived && !marks.some((mark) => mark.code === owed.code && mark.count > 0) && "sheet.late"
  return code ? [{ in: "json", path: "/waived", code }] : []
}

export * as Latenesses from "./lateness.ts"
