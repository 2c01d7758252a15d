import * as z from "zod"
import { Actor } from "./actor.ts"
import { Agencies, Kind as Agency } from "./agency.ts"
import { Tables } from "./criteria.ts"
import { Departments } from "./department.ts"
import { dueOf } from "./due-rule.ts"
import { Fault } from "./fault.ts"
import { Panels } from "./panel.ts"
import { Secret } from "./secret.ts"
import { Table } from "./table.ts"
import { judged, sitting, verifierOf } from "./task-rule.ts"
import { Kind as Verified, linesAlone } from "./verified.ts"
import { daysLate, waitedFor } from "./waiting-rule.ts"
import { inOrder, Names, Root } from "./year.ts"

/** Without a department it is the standing office that is waited for. */
const Unit = z.object({ department: z.string().nullable(), name: z.string(), due: z.string().nullable(), late: z.int().nullable() })
/**
 * What an open year waits for: its present phase's due day and whole days since (0 up to its end; null without one), how many sheets or
 * departments are waited for, and whose they are: while verifying, who verifies.
 */
export const Waiting = z.object({ due: z.string().nullable(), late: z.int().nullable(), waits: z.int(), units: z.array(Unit) })

type Facts = { root: Root; names: Names }
/** By year; names with the version of the root that they were read under, which every act moves on, an extension too. */
const named = new Map<string, { v: number; names: Names }>()
const keyOf = (year: string) => `${Actor.tenant()}/${year}`

/** Roots of years that the roll-up gave, in one batch, with their names; those of a year where something happened are read anew, in another. */
export async function facts(years: readonly string[]) {
  const items = await Table.several(years.map((year) => Root.at({ year })))
  const roots = years.flatMap((year, i) => (items[i] ? [{ year, root: Root.read(items[i]) }] : []))
  const known = new Map(
    roots.flatMap(({ year, root }) => {
      const of = named.get(keyOf(year))
      return of?.v === root.v ? [[year, of.names] as const] : []
    }),
  )
  const stale = roots.filter(({ year }) => !known.has(year))
  const anew = stale.length
    ? await Table.several(
        stale.map(({ year }) => Names.at({ year })),
        true,
      )
    : []
  if (named.size > 1_000) named.clear()
  for (const [i, { year, root }] of stale.entries()) {
    if (!anew[i]) continue
    const names = Names.read(anew[i])
    known.set(year, names)
    named.set(keyOf(year), { v: root.v, names })
  }
  const found = roots.flatMap(({ year, root }) => {
    const names = known.get(year)
    return names ? [[year, { root, names }] as const] : []
  })
  return new Map<string, Facts>(found)
}

/** What a year waits for on a day (Asia/Ho_Chi_Minh), extensions counted. */
export async function waiting(year: string, of: Facts, today: string): Promise<z.output<typeof Waiting>> {
  const { root, names } = of
  const seats = root.phase === "verifying" ? [] : waitedFor(root, await scorers(year, of))
  const units = seats.map((seat) => ({ ...unitAt(of, seat), due: dueOf(names, root.phase, seat) ?? null }))
  const due = dueOf(names, root.phase) ?? null
  const verifying = root.phase === "verifying" && root.waits > 0 ? await verifiers(year, of) : []
  const all = [...units, ...verifying.map((one) => ({ ...one, due }))].map((one) => ({ ...one, late: daysLate(one.due, today) }))
  return { due, late: daysLate(due, today), waits: Math.max(root.waits, units.length), units: all }
}
const unitAt = ({ root, names }: Facts, seat: string) => ({ department: root.seats[seat]!.unit, name: names.seats[seat]!.name })

/** The seats that are asked to score their peers, where the rules leave some out; the locked table is kept in the process. */
async function scorers(year: string, { root, names }: Facts) {
  const there = present(root)
  if (root.phase !== "crossScoring" || !root.table || (root.scorers ?? there.length) >= there.length) return undefined
  const criteria = await Tables.adopted(year, Secret.hex(root.table))
  const codes = Object.values(names.seats).map(({ code }) => code)
  const asked = new Set(Tables.scorers(criteria, codes))
  return there.filter((seat) => asked.has(names.seats[seat]!.code))
}
const present = ({ seats }: Root) => Object.keys(seats).filter((seat) => seats[seat]!.left === undefined)

type Sheets = { verified: ReadonlySet<string>; rows: ReadonlyMap<string, Agencies.Rows> }
/** By year, kept as long as the root counts as many versions: the units that are verified, and each agency's rows. */
const confirmed = new Map<string, { count: number; sheets: Sheets }>()

async function sheetsOf(year: string, count: number, strong = false): Promise<Sheets> {
  const known = confirmed.get(keyOf(year))
  if (known?.count === count) return known.sheets
  const found = await Table.span(Verified.at({ year }).pk, { sheets: Verified, agencies: Agency }, { from: "V#", to: "V#~", strong })
  const versions = [...found.sheets, ...found.agencies].reduce((all, { item }) => all + item.v, 0)
  if (versions < count && !strong) return sheetsOf(year, count, true)
  if (versions < count) throw new Fault("unavailable")
  const verified = found.sheets.flatMap(({ sk, item }) => (linesAlone(item) ? [] : [sk.split("#")[2]!]))
  const sheets = { verified: new Set(verified), rows: new Map(found.agencies.map(({ item }) => [item.code, item.rows])) }
  if (confirmed.size > 1_000) confirmed.clear()
  confirmed.set(keyOf(year), { count: versions, sheets })
  return sheets
}

/** Who is to verify what is not verified yet: head, deputy, agencies, the standing office; each once, who owes most first. */
async function verifiers(year: string, of: Facts) {
  const { root, names } = of
  const { verified, rows } = await sheetsOf(year, root.verifications)
  const panel = await Panels.of(year, root)
  const owed = present(root)
    .filter((seat) => !verified.has(seat))
    .flatMap((seat): { department: string | null; name: string }[] => {
      if (judged({ ...root, panel }, seat)) return sitting(panel, root, seat).map(({ unit, name }) => ({ department: unit, name }))
      const by = verifierOf(root, seat).seat
      return [by === undefined ? { department: null, name: "" } : unitAt(of, by)]
    })
  const own = [...Map.groupBy(owed, ({ department }) => department).values()].toSorted((a, b) => b.length - a.length).map(([one]) => one!)
  const criteria = await Tables.adopted(year, Secret.hex(root.table ?? new Uint8Array()))
  const units = inOrder(root.seats).map((seat) => names.seats[seat]!.code)
  const late = Tables.agencies(criteria).filter((code) => Agencies.waited({ code, criteria, units }, root, rows.get(code) ?? []))
  const agencies = await Promise.all(late.map(Departments.byCode))
  const called = await Promise.all(agencies.map(Departments.get))
  return [...own, ...agencies.map((department, i) => ({ department, name: called[i]!.name }))]
}

export * as Waitings from "./waiting.ts"
