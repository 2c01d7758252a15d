import * as z from "zod"
import { Actor } from "./actor.ts"
import { adoptions } from "./adoption-rule.ts"
import { type Criteria, Tables } from "./criteria.ts"
import { Decisions } from "./decision.ts"
import { Departments } from "./department.ts"
import { Fault, missing } from "./fault.ts"
import { namings, optional } from "./phase.ts"
import { Secret } from "./secret.ts"
import type { Part } from "./table.ts"
import { Due, type Names, Root, type Root as RootItem, Years } from "./year.ts"

/**
 * What the year after this one may begin with, for the board to change: members that have not left, successors in the place of those that
 * did, head and deputy moved on, rules and due days (a year later). `table` says whether there is a table to copy; `taken` is the bloc's
 * year of that number where it is there already.
 */
export const Shown = z.object({
  bloc: z.string(),
  name: z.string(),
  year: z.int(),
  members: z.array(z.object({ department: z.string(), ranked: z.boolean() })),
  head: z.string(),
  deputy: z.string().nullable(),
  without: z.array(z.enum(optional)),
  due: Due,
  adoption: z.enum(adoptions),
  named: z.enum(namings),
  table: z.boolean(),
  taken: z.string().nullable(),
})

type Seats = RootItem["seats"]
/** Who stands in a seat's place: itself, or the code of whoever followed it, step by step; undefined where nobody did. */
export function heirOf(seats: Seats, codes: Readonly<Record<string, string>>, seat: string): string | undefined {
  const at = new Map(Object.entries(codes).map(([one, code]) => [code, one]))
  const seen = new Set<string>()
  let code: string | undefined = codes[seat]
  for (let now: string | undefined = seat; now && seats[now]?.left !== undefined; now = code === undefined ? undefined : at.get(code)) {
    if (seen.has(now)) return undefined
    seen.add(now)
    code = seats[now]?.to
  }
  return code
}

const codesOf = ({ seats }: Pick<Names, "seats">) => Object.fromEntries(Object.entries(seats).map(([seat, { code }]) => [seat, code]))

/** The same day a year later; the last of February where that year has no 29th. */
const later = (day: string) => {
  const next = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
  return next.endsWith("-02-29") ? next.replace("-29", "-28") : next
}

/** Faults `missing`. */
export async function read(year: string): Promise<z.output<typeof Shown>> {
  Actor.need("year.next")
  const { root, names } = await Years.facts(year)
  const heirs = Years.inOrder(root.seats).map((seat) => [seat, heirOf(root.seats, codesOf(names), seat)] as const)
  const codes = [...new Set(heirs.flatMap(([, code]) => code ?? []))]
  const ids = new Map(await Promise.all(codes.map(async (code) => [code, await Departments.byCode(code)] as const)))
  const members = codes.map((code) => {
    const own = heirs.find(([seat]) => names.seats[seat]!.code === code)?.[0]
    return { department: ids.get(code)!, ranked: own === undefined || names.seats[own]!.ranked }
  })
  const place = (seat: string | undefined) => codes.indexOf(heirs.find(([one]) => one === seat)?.[1] ?? "")
  const [head, deputy] = moved(codes.length, place(root.head), place(root.deputy))
  return {
    ...{ bloc: names.bloc, name: names.name, year: names.year + 1, members, adoption: names.adoption, named: names.named },
    ...{ head: members[head]?.department ?? "", deputy: members[deputy]?.department ?? null },
    without: optional.filter((one) => root.without[one]),
    due: Object.fromEntries(Object.entries(names.due).map(([phase, day]) => [phase, later(day)])),
    table: !!root.table,
    taken: (await Years.of(names.bloc, names.year + 1)) ?? null,
  }
}

/** The deputy heads next, and the member after it stands in; nobody heads twice running where there is another. By places, -1 for nobody. */
export function moved(many: number, head: number, deputy: number): readonly [head: number, deputy: number] {
  const after = (place: number, ...not: readonly number[]) =>
    Array.from({ length: many }, (_, i) => (place + 1 + i) % many).find((one) => !not.includes(one)) ?? -1
  const next = deputy >= 0 && deputy !== head ? deputy : after(head, head)
  const stands = after(next, next, head)
  return [next, stands < 0 ? after(next, next) : stands]
}

type NewRoot = Pick<RootItem, "head" | "deputy" | "seats" | "members">
type NewNames = Pick<Names, "name" | "year" | "seats">
/**
 * The lateness rule and the writes of the first draft that a new year takes over from `source`: its adopted table as corrected, with
 * successors in the place of members that left, and without what concerned nobody who takes part. Faults `missing`, `year.source`.
 */
export async function of(
  source: string,
  year: string,
  root: NewRoot,
  names: NewNames,
): Promise<{ late?: RootItem["late"]; parts: Part[] }> {
  const old = await Root.get({ year: source })
  const called = await Years.names(source, Object.keys(old.seats))
  const locked = await Tables.adopted(source, Secret.hex(old.table ?? missing()))
  const seats = Object.values(names.seats).map(({ code }) => code)
  const criteria = fitted(await Decisions.worded(source, locked), successors(old.seats, codesOf(called)), new Set(seats))
  if ((await Tables.flawsFor(root, names, criteria)).length)
    throw new Fault("input.invalid", [{ in: "json", path: "/source", code: "year.source" }])
  const from = { year: source, bloc: called.name, calendar: called.year }
  return { late: old.late, parts: Tables.drafted(year, criteria, from) }
}

/** By the code of each member that left, who followed it. */
const successors = (seats: Seats, codes: Record<string, string>) =>
  new Map(
    Object.keys(seats).flatMap((seat) => {
      const heir = heirOf(seats, codes, seat)
      return heir !== undefined && heir !== codes[seat] ? [[codes[seat]!, heir] as const] : []
    }),
  )

/** The table and its rules for other members. */
export function fitted(
  { table, rules, notApplicable }: Criteria,
  heirs: ReadonlyMap<string, string>,
  units: ReadonlySet<string>,
): Criteria {
  const now = (code: string) => heirs.get(code) ?? code
  type Node = Criteria["table"]["sections"][number]
  const verified = (node: Node): Node => ({
    ...node,
    ...(node.verifier !== undefined && { verifier: now(node.verifier) }),
    ...(node.children && { children: node.children.map(verified) }),
  })
  const lines = notApplicable.map((line) => ({ ...line, unit: now(line.unit) })).filter(({ unit }) => units.has(unit))
  const own = new Map(lines.map((line) => [`${line.unit} ${line.code}`, line]))
  const asked = (scorer: string, of: readonly string[]) => [...new Set(of.map(now))].filter((unit) => units.has(unit) && unit !== scorer)
  const scorers = (cross: Record<string, string[]>) =>
    Object.entries(cross).flatMap(([scorer, of]) => (units.has(now(scorer)) ? [[now(scorer), asked(now(scorer), of)] as const] : []))
  return {
    table: { ...table, sections: table.sections.map(verified) },
    rules: { ...rules, cross: typeof rules.cross === "string" ? rules.cross : Object.fromEntries(scorers(rules.cross)) },
    notApplicable: [...own.values()],
  }
}

export * as Legacies from "./legacy.ts"
