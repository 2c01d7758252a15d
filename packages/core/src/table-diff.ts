import type { Criterion, Table } from "./bloc-year.ts"
import type { Criteria } from "./table-version.ts"

/** What a difference is about: a node of the tree, a line beside it, a rule of the ranking, or what does not apply to whom. */
export type Part = "criterion" | "bonus" | "penalty" | "disqualifier" | "rule" | "notApplicable"
/** One field with what it was and what it is; undefined where there was nothing. */
export type Changed = { field: string; from: unknown; to: unknown }
export type Difference = { part: Part; code: string; name: string; is: "added" | "removed" | "moved" | "changed"; fields: Changed[] }

type Placed = { node: Criterion; parent: string | undefined }
type Named = { code: string; name: string }

const fields = ["name", "max", "verifier", "cross", "scoring"] as const
const defaults: Partial<Record<(typeof fields)[number], unknown>> = { cross: true }

/**
 * What is other in one version of a table than in an earlier one: things are the same by their codes. A node has moved where it
 * stands below another, or among the same neighbours in another order; the fewest are named whose move explains the order.
 */
export function differences(before: Criteria, after: Criteria): Difference[] {
  return [
    ...nodes(before.table, after.table),
    ...(["bonus", "penalty"] as const).flatMap((part) => lines(part, before.table[part], after.table[part])),
    ...rules(before, after),
    ...lines("disqualifier", before.rules.disqualifiers, after.rules.disqualifiers),
    ...gaps(before, after),
  ]
}

function nodes(before: Table, after: Table): Difference[] {
  const [old, now] = [placed(before.sections), placed(after.sections)]
  const moved = new Set([...reordered(old, now), ...[...now].flatMap(([code, { parent }]) => (shifted(old, code, parent) ? [code] : []))])
  const found = [...now].flatMap(([code, { node, parent }]): Difference[] => {
    const was = old.get(code)
    const one = { part: "criterion" as const, code, name: node.name }
    if (!was) return [{ ...one, is: "added", fields: [] }]
    const changed = fields.flatMap((field) => compared(field, was.node[field] ?? defaults[field], node[field] ?? defaults[field]))
    const place = shifted(old, code, parent) ? [{ field: "parent", from: was.parent, to: parent }] : []
    return [
      ...(moved.has(code) ? [{ ...one, is: "moved" as const, fields: place }] : []),
      ...(changed.length ? [{ ...one, is: "changed" as const, fields: changed }] : []),
    ]
  })
  return [
    ...gone(
      "criterion",
      [...old.values()].map(({ node }) => node),
      new Set(now.keys()),
    ),
    ...found,
  ]
}

const shifted = (old: Map<string, Placed>, code: string, parent: string | undefined) => old.has(code) && old.get(code)!.parent !== parent

const placed = (all: readonly Criterion[], parent?: string): Map<string, Placed> =>
  new Map(all.flatMap((node) => [[node.code, { node, parent }] as const, ...placed(node.children ?? [], node.code)]))

/** Of those that kept their parent: the ones outside of the longest run that kept its order. */
function reordered(old: Map<string, Placed>, now: Map<string, Placed>) {
  const rank = new Map([...old.keys()].map((code, i) => [code, i]))
  const stayed = [...now].filter(([code, { parent }]) => old.has(code) && old.get(code)!.parent === parent)
  return [...Map.groupBy(stayed, ([, { parent }]) => parent).values()].flatMap((family) => {
    const codes = family.map(([code]) => code)
    const kept = longest(codes.map((code) => rank.get(code)!))
    return codes.filter((_, i) => !kept.has(i))
  })
}

/** The positions of a longest rising run, in at most n² steps: a family has at most some hundred members. */
function longest(ranks: readonly number[]) {
  const runs: number[][] = []
  for (const [i, rank] of ranks.entries()) {
    const before = runs.filter((run) => ranks[run.at(-1)!]! < rank)
    runs.push([...(before.toSorted((a, b) => b.length - a.length)[0] ?? []), i])
  }
  return new Set(runs.toSorted((a, b) => b.length - a.length)[0])
}

function lines<T extends Named>(part: Part, before: readonly T[], after: readonly T[]): Difference[] {
  const old = new Map(before.map((one) => [one.code, one]))
  const found = after.flatMap((one): Difference[] => {
    const was: Record<string, unknown> | undefined = old.get(one.code)
    const told = { part, code: one.code, name: one.name }
    if (!was) return [{ ...told, is: "added", fields: [] }]
    const keys = [...new Set([...Object.keys(was), ...Object.keys(one)])]
    const changed = keys.flatMap((key) => compared(key, was[key], (one as Record<string, unknown>)[key]))
    return changed.length ? [{ ...told, is: "changed", fields: changed }] : []
  })
  return [...gone(part, before, new Set(after.map(({ code }) => code))), ...found]
}

const gone = (part: Part, before: readonly Named[], now: ReadonlySet<string>): Difference[] =>
  before.filter(({ code }) => !now.has(code)).map(({ code, name }) => ({ part, code, name, is: "removed", fields: [] }))

/** Rules by their names; the cap of the bonus is told with them. */
function rules(before: Criteria, after: Criteria): Difference[] {
  const whole = ({ table, rules: { disqualifiers: _, ...rest } }: Criteria): Record<string, unknown> => ({
    ...rest,
    bonusMax: table.bonusMax,
  })
  const [old, now] = [whole(before), whole(after)]
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((key): Difference[] => {
    const changed = compared(key, old[key], now[key])
    return changed.length ? [{ part: "rule", code: key, name: "", is: "changed", fields: changed }] : []
  })
}

/** By the unit's code, each criterion that came or went. */
function gaps({ notApplicable: before }: Criteria, { notApplicable: after }: Criteria): Difference[] {
  const missing = (from: Criteria["notApplicable"], among: Criteria["notApplicable"]) =>
    from.filter((one) => !among.some(({ unit, code }) => unit === one.unit && code === one.code))
  const told = (is: "added" | "removed") => (one: { unit: string; code: string }) => ({
    ...{ part: "notApplicable" as const, code: one.code, name: one.unit, is, fields: [] },
  })
  return [...missing(before, after).map(told("removed")), ...missing(after, before).map(told("added"))]
}

const compared = (field: string, from: unknown, to: unknown): Changed[] => (same(from, to) ? [] : [{ field, from, to }])

/** Equal whatever the order of keys: a store keeps none. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== "object" || typeof b !== "object" || !a || !b || Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [Object.entries(a).filter(defined), Object.entries(b).filter(defined)]
  return left.length === right.length && left.every(([key, value]) => same(value, (b as Record<string, unknown>)[key]))
}
const defined = ([, value]: [string, unknown]) => value !== undefined
