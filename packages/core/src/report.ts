import * as z from "zod"
import { Actor } from "./actor.ts"
import { Creations } from "./creation.ts"
import { Fault, type Field, missing } from "./fault.ts"
import { Id } from "./id.ts"
import { MovementChain } from "./movement-chain.ts"
import { Code, Figure, isOpen, Kinds, Participations } from "./participation.ts"
import { type Once, Table } from "./table.ts"
import { Text } from "./text.ts"

/** How far a department is on one indicator on a day, or on the movement as a whole: a figure, words, or both. */
export const Report = z
  .strictObject({ indicator: Code.nullable(), date: Text.Day, figure: Figure.nullable(), text: Text.Prose(2_000, 0) })
  .refine(({ figure, text }) => figure !== null || text !== "", { path: ["text"], error: "report.empty" })
  .refine(({ indicator, figure }) => indicator !== null || figure === null, { path: ["figure"], error: "report.indicator" })
/** By person and role, never by name. */
export const Shown = z.object({ id: z.string(), ...Report.shape, at: z.string(), who: z.string(), as: z.string() })
export const Made = z.object({ id: z.string() })

const Stored = z.object({ _: z.literal(1).default(1), ...Report.shape, at: z.iso.datetime(), who: z.string(), as: z.string() })
const Reports = {
  shared: Table.kind({ space: "W#movement", sk: "R#department#id", schema: Stored }),
  own: Table.kind({ space: "D#department", sk: "WR#movement#id", schema: Stored }),
}
const Of = Table.kind({ space: "W#movement", sk: "R#unit#id", schema: Stored })

/** Now, as a day in Asia/Ho_Chi_Minh. */
const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)

/**
 * One report more: an earlier one is never overwritten, a wrong one is put right by the next. Of an indicator the figure of the latest
 * day counts. Faults `missing`, `participation.absent`, `movement.over`, `report.indicator`, `report.date`.
 */
export async function add(movement: string, report: z.output<typeof Report>, once: Once) {
  Actor.need("report.add")
  const found = await MovementChain.get(movement)
  return Table.anew(() => write(found, report, once))
}

async function write(found: MovementChain.Found, report: z.output<typeof Report>, once: Once) {
  const { v, indicators, last } = await Participations.held(found)
  const { indicator, date, figure } = report
  const fields: Field[] = []
  const refuse = (path: string, code: Field["code"]) => fields.push({ in: "json", path, code })
  if (indicator !== null && !Object.hasOwn(indicators, indicator)) refuse("/indicator", "report.indicator")
  if (date > today()) refuse("/date", "report.date")
  if (fields.length) throw new Fault("input.invalid", fields)
  const newest = indicator !== null && figure !== null && date >= (last[indicator]?.date ?? "")
  const set = newest ? { [`last.${indicator}`]: { date, figure } } : {}
  const id = Id.create()
  const told = { ...report, at: new Date().toISOString(), who: Actor.person().person, as: Actor.roleFor("report.add") }
  const made = await Table.write(Creations.record(id, once), [
    isOpen(found),
    Kinds[found.room].change({ movement: found.id }, { set }, [["v", v, "version.stale"]]),
    Reports[found.room].put({ movement: found.id, id }, told, 0, "internal"),
  ])
  return { id: made.id }
}

/** A department's reports, newest first, by page. Fault `missing`, also where it does not take part. */
export async function list(movement: string, unit: string, after: string | undefined) {
  Actor.need("report.list")
  const found = await MovementChain.get(movement)
  if (!(await Participations.takesPart(found, unit))) return missing()
  const kind = found.room === "shared" ? Of : Reports.own
  const { pk, sk } = found.room === "shared" ? Of.at({ movement, unit }) : Reports.own.at({ movement })
  const { reports, next } = await Table.span(pk, { reports: kind }, { from: sk, to: `${sk}~`, backwards: true, limit: 50, after })
  return { items: reports.map(({ sk, item }) => ({ ...item, id: sk.slice(sk.lastIndexOf("#") + 1) })), next }
}

export * as Reports from "./report.ts"
