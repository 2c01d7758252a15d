import * as z from "zod"
import { Actor } from "./actor.ts"
import { adoptions } from "./adoption-rule.ts"
import { Share } from "./bloc-year.ts"
import { Blocs } from "./bloc.ts"
import { Creations } from "./creation.ts"
import { Departments } from "./department.ts"
import { Fault, type Field } from "./fault.ts"
import { Id } from "./id.ts"
import { Log } from "./log.ts"
import { Legacies } from "./legacy.ts"
import { namings, type Optional, optional } from "./phase.ts"
import type { Once } from "./table.ts"
import { Table } from "./table.ts"
import { seatOf } from "./task-rule.ts"
import { Due, Given, Names, RollUp, Root, Unique } from "./year.ts"

/** A member as the year begins: whether it is ranked, and the share of women (0..1) that a tie may look at. */
export const Member = z.strictObject({ department: Id.schema, ranked: z.boolean().default(true), womenShare: Share.optional() })

/**
 * A new bloc-year: members in seat order, days by which each phase is due (inclusive, Asia/Ho_Chi_Minh), phases left out, what suffices
 * to adopt the table, when cross-scores open by name; `source` is the year whose table becomes the draft of this one, and whose lateness rule stays.
 */
export const Opened = z.strictObject({
  year: z.int("input.number").min(1948, "input.number").max(2999, "input.number"),
  members: z.array(Member).min(2, "year.members").max(60, "year.members"),
  head: Id.schema,
  deputy: Id.schema.nullable(),
  without: z.array(z.enum(optional)).max(3).default([]),
  due: Due.default({}),
  adoption: z.enum(adoptions).default("majority"),
  named: z.enum(namings).default("closed"),
  source: Id.schema.optional(),
})
export type Opened = z.output<typeof Opened>

/** Everything that is wrong with who takes part. */
function unsound(ids: readonly string[], { head, deputy }: Opened): Field[] {
  const at = (path: string): Field => ({ in: "json", path, code: "year.members" })
  return [
    ...ids.flatMap((id, i) => (ids.indexOf(id) < i ? [at(`/members/${i}/department`)] : [])),
    ...(ids.includes(head) ? [] : [at("/head")]),
    ...(deputy && (deputy === head || !ids.includes(deputy)) ? [at("/deputy")] : []),
    // Without a deputy the board verifies the head, and nobody decides for itself.
    ...(!deputy && head === Actor.person().department ? [at("/deputy")] : []),
  ]
}

/** Opens a year for a bloc. Faults `year.members`, `year.taken`, `year.source`, `missing` (bloc, department or source). */
export async function open(bloc: string, given: Opened, once: Once) {
  Actor.need("year.open")
  const ids = given.members.map(({ department }) => department)
  const fields = unsound(ids, given)
  if (fields.length) throw new Fault("input.invalid", fields)
  const { name } = await Blocs.get(bloc)
  const departments = await Promise.all(ids.map(Departments.get))
  const [year, calendar] = [Id.create(), `${given.year}`]
  const seats = <T>(what: (i: number) => T) => Object.fromEntries(ids.map((_, i) => [seatOf(i), what(i)]))
  const called = seats((i) => {
    const { department: _, ...facts } = given.members[i]!
    return { code: departments[i]!.code, name: departments[i]!.name, ...facts }
  })
  const root = { ...begun(ids, given), seats: seats((i) => ({ unit: ids[i]! })) }
  const names = { bloc, name, year: given.year, due: given.due, adoption: given.adoption, named: given.named, seats: called }
  const left = given.source === undefined ? { parts: [] } : await Legacies.of(given.source, year, root, names)
  const made = await Table.write(Creations.record(year, once), [
    Unique.put({ bloc, calendar }, { id: year }, 0, "year.taken"),
    Root.put({ year }, { ...root, late: left.late }, 0, "year.taken"),
    Names.put({ year }, names, 0, "year.taken"),
    RollUp.touch({ calendar }, { [bloc]: { y: year, p: "drafting" } }),
    ...ids.map((unit, i) => Given.put({ unit, calendar, year }, { seat: seatOf(i) }, 0, "year.taken")),
    ...left.parts,
    Log.entry(year, "year.open", { once }),
  ])
  return { id: made.id }
}

/** The root of a year that nobody has acted in. */
const begun = (ids: readonly string[], { head, deputy, without }: Opened) => ({
  phase: "drafting" as const,
  head: seatOf(ids.indexOf(head)),
  deputy: deputy ? seatOf(ids.indexOf(deputy)) : undefined,
  without: Object.fromEntries(without.map((phase: Optional) => [phase, true])),
  members: ids.length,
})

export * as Openings from "./opening.ts"
