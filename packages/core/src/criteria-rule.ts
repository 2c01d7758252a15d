import type { BlocYear, Criterion, Given, OwnSheet, Scoring, Table } from "./bloc-year.ts"
import { add, compare, decimal, div, type Fraction, least, most, mul, ratio, sub, wholes, zero } from "./fraction.ts"

/** A leaf of the table. `max` in whole hundredths; `within` are the codes of the nodes above it and its own. */
export type Leaf = {
  readonly code: string
  readonly name: string
  readonly max: number
  readonly verifier: string | undefined
  readonly scoring: Scoring
  readonly within: readonly string[]
  /** Whether cross sheets give it: never where it is a leader leaf. The others come from the unit's own sheets. */
  readonly crossed: boolean
}

/** Of numbers with at most two decimals. */
export const hundredths = (points: number) => Math.round(points * 100)

/** The leaves in table order. */
export const leavesOf = (table: Table) => table.sections.flatMap((node) => below(node, []))

/** The agencies that a table names, by their codes, in the order of their leaves. */
export const agenciesOf = (table: Table) => [...new Set(leavesOf(table).flatMap(({ verifier }) => verifier ?? []))]

/** All nodes with their steps in the file, parents first. */
export const nodesOf = (
  nodes: readonly Criterion[],
  path: readonly (string | number)[],
): { node: Criterion; path: (string | number)[] }[] =>
  nodes.flatMap((node, i) => [{ node, path: [...path, i] }, ...nodesOf(node.children ?? [], [...path, i, "children"])])

/** How a leaf is worded now, and was before (nothing: as in the locked table), by which minutes. */
export type Worded = { readonly name: string; readonly was?: string | undefined; readonly number: string; readonly date: string }

/** The last correction of each leaf's wording, by its code, with the wording before it. */
export function lastWording(lines: readonly ({ readonly code: string } & Omit<Worded, "was">)[]): ReadonlyMap<string, Worded> {
  const found = new Map<string, Worded>()
  for (const { code, name, number, date } of lines) found.set(code, { name, was: found.get(code)?.name, number, date })
  return found
}

/** The table with the wording of leaves as it was corrected; codes, order and points stay. */
export function reworded(table: Table, names: ReadonlyMap<string, Worded>): Table {
  const told = (node: Criterion): Criterion =>
    isLeaf(node) ? { ...node, name: names.get(node.code)?.name ?? node.name } : { ...node, children: (node.children ?? []).map(told) }
  return names.size ? { ...table, sections: table.sections.map(told) } : table
}

export const isLeaf = ({ children }: Criterion) => !children?.length

function below(node: Criterion, above: readonly string[]): Leaf[] {
  const within = [...above, node.code]
  if (!isLeaf(node)) return (node.children ?? []).flatMap((child) => below(child, within))
  const { code, name, verifier, cross = true, scoring = { kind: "points" } } = node
  return [{ code, name, max: hundredths(node.max), verifier, scoring, within, crossed: cross && scoring.kind !== "leader" }]
}

/** What the table leaves out for a unit: leaves struck for all, and those that do not apply to it. */
export function leftOut(year: BlocYear, unit: string) {
  return new Set([...year.struck, ...year.notApplicable.flatMap((line) => (line.unit === unit ? [line.code] : []))])
}

/** The keys of a result that each kind wants; for `points` there is none, the points are typed. */
export const wanted: Record<Scoring["kind"], readonly (keyof Given)[]> = {
  points: [],
  passFail: ["achieved"],
  count: ["count"],
  deduct: ["count"],
  plusMinus: ["plus", "minus"],
  level: ["level"],
  bands: ["target", "actual"],
  proportional: ["target", "actual"],
  leader: ["target", "actual"],
}

/** What a sheet gives for a leaf, in whole hundredths, and the exact value before it was rounded. */
export type Scored = { readonly exact: Fraction; readonly points: number }

/** One leaf of one self or verified sheet. `rivals` are the results of all that a leader leaf compares, this unit's among them. */
export function score(leaf: Leaf, sheet: OwnSheet, rivals: readonly Given[]): Scored {
  const given = Object.hasOwn(sheet.results, leaf.code) ? sheet.results[leaf.code]! : {}
  const typed = Object.hasOwn(sheet.points, leaf.code) ? sheet.points[leaf.code]! : 0
  const exact = leaf.scoring.kind === "points" ? ratio(hundredths(typed)) : computed(leaf.scoring, ratio(leaf.max), given, rivals)
  return { exact, points: Number(wholes(exact)) }
}

/** Points of every computed kind, in hundredths, exact. */
function computed(scoring: Scoring, max: Fraction, given: Given, rivals: readonly Given[]): Fraction {
  const times = (count: number | undefined, per: number) => mul(ratio(count ?? 0), points(per))
  const within = (value: Fraction) => most(zero, least(max, value))
  switch (scoring.kind) {
    case "points":
      return zero
    case "passFail":
      return given.achieved ? max : zero
    case "count":
      return within(times(given.count, scoring.per))
    case "deduct":
      return within(sub(max, times(given.count, scoring.per)))
    case "plusMinus":
      return within(sub(add(points(scoring.start), times(given.plus, scoring.plusPer)), times(given.minus, scoring.minusPer)))
    case "level":
      return points(Object.hasOwn(scoring.levels, given.level ?? "") ? scoring.levels[given.level!]! : 0)
    case "bands":
      return mul(share(scoring.bands, reached(given)), max)
    case "proportional":
      return mul(least(ratio(1), reached(given)), max)
    case "leader":
      return leader(max, given, rivals)
  }
}

/** A file's number as exact hundredths. */
const points = (value: number) => mul(decimal(value), ratio(100))

const reached = ({ target, actual }: Given) => div(decimal(actual ?? 0), decimal(target ?? 1))

/** The share of the highest band that what was reached comes up to. */
function share(bands: readonly { atLeast: number; share: number }[], done: Fraction) {
  const percent = mul(done, ratio(100))
  const held = bands.toSorted((a, b) => b.atLeast - a.atLeast).find(({ atLeast }) => compare(decimal(atLeast), percent) <= 0)
  return decimal(held?.share ?? 0)
}

/** Half for being on target, the rest for being ahead; without a target only those without one are compared. */
function leader(max: Fraction, given: Given, rivals: readonly Given[]): Fraction {
  if (!rivals.includes(given)) return zero
  const peers = rivals.filter(({ target }) => (target === null) === (given.target === null))
  if (given.target === null) {
    const largest = peers.map(({ actual }) => decimal(actual ?? 0)).reduce(most, zero)
    return largest.n === 0n ? zero : mul(div(decimal(given.actual ?? 0), largest), max)
  }
  const [half, ahead] = [div(max, ratio(2)), over(given)]
  if (ahead.n < 0n) return mul(half, reached(given))
  const furthest = peers.map(over).reduce(most, ahead)
  return ahead.n === 0n ? half : add(half, mul(div(ahead, furthest), half))
}

/** By how much of the target the actual is over it. */
const over = (given: Given) => sub(reached(given), ratio(1))
