import type { BlocYear, Given, OwnSheet } from "./bloc-year.ts"
import { hundredths, type Leaf, leavesOf, leftOut, type Scored, score } from "./criteria-rule.ts"
import { blank, type Scores } from "./cross-sum.ts"
import { compare, decimal, div, type Fraction, least, mul, ratio, sub, sum, text, wholes } from "./fraction.ts"

type Kind = OwnSheet["kind"]

/** One sheet worked out: whole hundredths in the order of the table's leaves, null where the sheet leaves one out. */
export type Tally = { readonly points: readonly (number | null)[]; readonly total: number }
/** All sheets of a year worked out, whole hundredths everywhere. */
export type Tallies = {
  readonly leaves: readonly Leaf[]
  /** Ids of the members that have not left, in the file's order. */
  readonly present: readonly string[]
  readonly self: ReadonlyMap<string, Tally>
  readonly verified: ReadonlyMap<string, Tally>
  /** The totals of the cross sheets between members that have not left, leaves behind them included. */
  readonly totals: Scores
  /** What those sheets gave, by scorer, unit and leaf: at (i × size + j) × leaves + leaf; NaN where a leaf or the sheet is missing. */
  readonly typed: Float64Array
}

/** Works out every sheet of a year. */
export function tally(year: BlocYear): Tallies {
  const leaves = leavesOf(year.table)
  const present = year.members.flatMap(({ id, left }) => (left === undefined ? [id] : []))
  const out = new Map(year.members.map(({ id }) => [id, leftOut(year, id)]))
  const own = (kind: Kind) => {
    const rivals = rivalsOf(year, kind, leaves)
    const points = (sheet: OwnSheet) => scores(sheet, leaves, out.get(sheet.unit)!, rivals).map((leaf) => leaf?.points ?? null)
    return new Map(sheetsOf(year, kind).map((sheet) => [sheet.unit, totalled(points(sheet), leaves, out.get(sheet.unit)!)]))
  }
  const [self, verified] = [own("self"), own("verified")]
  return { leaves, present, self, verified, ...judged(year, { leaves, present, self, verified }, out) }
}

/** The sheet that leaves which cross sheets leave out come from. */
export const behind = ({ self, verified }: Pick<Tallies, "self" | "verified">, unit: string) => verified.get(unit) ?? self.get(unit)

type Own = Pick<Tallies, "leaves" | "present" | "self" | "verified">

/** What members gave one another; the leaves that cross sheets leave out come from behind, where there is anything. */
function judged(year: BlocYear, own: Own, out: ReadonlyMap<string, ReadonlySet<string>>): Pick<Tallies, "totals" | "typed"> {
  const { leaves, present } = own
  const totals = blank(present.length)
  const typed = new Float64Array(present.length ** 2 * leaves.length).fill(NaN)
  const seats = new Map(present.map((id, seat) => [id, seat]))
  const forms = present.map((id) => form(own, id, out.get(id)!))
  for (const sheet of year.sheets) {
    const [i, j] = sheet.kind === "cross" ? [seats.get(sheet.scorer), seats.get(sheet.unit)] : []
    if (i === undefined || j === undefined) continue
    const { asked, rest, whole, part } = forms[j]!
    const cell = i * present.length + j
    let sum = rest
    for (const leaf of asked) sum += typed[cell * leaves.length + leaf] = hundredths(sheet.points[leaves[leaf]!.code] ?? 0)
    totals.given[cell] = scaled(sum, whole, part)
  }
  return { totals, typed }
}

/** Of a unit's cross sheets: the leaves that they give, the points behind them, and what they are scaled by. */
function form(own: Own, unit: string, out: ReadonlySet<string>) {
  const kept = own.leaves.flatMap(({ code, crossed }, i) => (out.has(code) ? [] : [{ crossed, i }]))
  const points = behind(own, unit)?.points ?? []
  return {
    asked: Int32Array.from(kept.flatMap(({ crossed, i }) => (crossed ? [i] : []))),
    rest: kept.reduce((all, { crossed, i }) => (crossed ? all : all + (points[i] ?? 0)), 0),
    whole: most(own.leaves),
    part: most(own.leaves, out),
  }
}

const sheetsOf = (year: BlocYear, kind: Kind) => year.sheets.filter((sheet): sheet is OwnSheet => sheet.kind === kind)

/** What each leader leaf compares: the results of all that have such a sheet, have not left, and have the leaf. */
function rivalsOf(year: BlocYear, kind: Kind, leaves: readonly Leaf[]) {
  const present = new Set(year.members.filter(({ left }) => left === undefined).map(({ id }) => id))
  const sheets = sheetsOf(year, kind).filter(({ unit }) => present.has(unit))
  const compared = leaves.filter(({ scoring }) => scoring.kind === "leader")
  return new Map(
    compared.map(({ code }) => [code, sheets.flatMap(({ results }) => (Object.hasOwn(results, code) ? [results[code]!] : []))]),
  )
}

const scores = (sheet: OwnSheet, leaves: readonly Leaf[], out: ReadonlySet<string>, rivals: ReadonlyMap<string, readonly Given[]>) =>
  leaves.map((leaf): Scored | null => (out.has(leaf.code) ? null : score(leaf, sheet, rivals.get(leaf.code) ?? [])))

/** The sum of the leaves; where some are left out, as much of the table's maximum as of the unit's own. */
export function totalled(points: readonly (number | null)[], leaves: readonly Leaf[], out: ReadonlySet<string>): Tally {
  const [given, whole, part] = [points.reduce<number>((all, one) => all + (one ?? 0), 0), most(leaves), most(leaves, out)]
  return { points, total: scaled(given, whole, part) }
}

const scaled = (given: number, whole: number, part: number) =>
  whole === part ? given : Number(wholes(ratio(BigInt(given) * BigInt(whole), part)))

const most = (leaves: readonly Leaf[], out?: ReadonlySet<string>) =>
  leaves.reduce((all, { code, max }) => (out?.has(code) ? all : all + max), 0)

/** Bonus and penalty of a unit in whole hundredths, line by line: verified marks alone, each line and all bonuses together up to their caps. */
export function extras({ table, marks }: BlocYear, unit: string) {
  const counted = marks.filter((mark) => mark.unit === unit && mark.kind === "verified")
  const worth = (line: (typeof table.bonus)[number]) => {
    const times = counted.filter(({ code }) => code === line.code).reduce((all, { count }) => all + BigInt(count), 0n)
    const points = ratio(times * BigInt(hundredths(line.points)))
    return { line, times, worth: line.max === undefined ? points : least(points, ratio(hundredths(line.max))) }
  }
  const [bonuses, penalties] = [table.bonus.map(worth), table.penalty.map(worth)]
  const bonus = sum(bonuses.map((line) => line.worth))
  const capped = table.bonusMax === undefined ? bonus : least(bonus, mul(decimal(table.bonusMax), ratio(100)))
  return { bonus: capped, penalty: sum(penalties.map((line) => line.worth)), bonuses, penalties }
}

/** One leaf of a unit's sheet, as a screen explains it: whole hundredths, and `exact`, the points as text before they were rounded. */
export type Explained = Pick<Leaf, "code" | "name" | "max"> & {
  readonly kind: Leaf["scoring"]["kind"]
  /** On a leader leaf the unit that all are measured by, with e = (actual − target) ÷ target, or its actual where there is no target, as text. */
  readonly best: { readonly unit: string; readonly reached: string } | null
  /** Whether peers judge it. */
  readonly crossed: boolean
  readonly input: Given | number | null
  readonly points: number | null
  readonly struck: boolean
  readonly notApplicable: boolean
  readonly exact: string | null
}

/** How a self or verified total comes about, leaf by leaf in table order; undefined where the unit has no such sheet. */
export function explain(year: BlocYear, kind: Kind, unit: string) {
  const sheet = sheetsOf(year, kind).find((one) => one.unit === unit)
  if (!sheet) return undefined
  const leaves = leavesOf(year.table)
  const scored = scores(sheet, leaves, leftOut(year, unit), rivalsOf(year, kind, leaves))
  return added(year, unit, leaves, (leaf, i) => {
    const input = leaf.scoring.kind === "points" ? sheet.points[leaf.code] : sheet.results[leaf.code]
    const best = leaf.scoring.kind === "leader" ? bestOf(year, kind, leaf.code, sheet.results[leaf.code]) : null
    return scored[i] && { ...scored[i], input: input ?? null, best }
  })
}

/** Against whom a leader leaf was measured: the furthest over its target, or the largest of those without one; its e, or its actual, as text. */
function bestOf(year: BlocYear, kind: Kind, code: string, own: Given | undefined) {
  const present = new Set(year.members.filter(({ left }) => left === undefined).map(({ id }) => id))
  const rivals = sheetsOf(year, kind).flatMap(({ unit, results }) => {
    const given = Object.hasOwn(results, code) ? results[code]! : undefined
    if (!given || !present.has(unit) || (given.target === null) !== (own?.target === null)) return []
    const actual = decimal(given.actual ?? 0)
    return [{ unit, reached: given.target === null ? actual : sub(div(actual, decimal(given.target ?? 1)), ratio(1)) }]
  })
  const [first, ...others] = rivals
  const best = others.reduce((one, other) => (one && compare(other.reached, one.reached) > 0 ? other : one), first)
  return best ? { unit: best.unit, reached: text(best.reached) } : null
}

/** The same of a cross sheet: what the scorer typed, and of the leaves that peers do not judge what the unit's own sheets hold. */
export function explainCross(year: BlocYear, scorer: string, unit: string) {
  const sheet = year.sheets.find((one) => one.kind === "cross" && one.scorer === scorer && one.unit === unit)
  if (!sheet) return undefined
  const own = explain(year, "verified", unit) ?? explain(year, "self", unit)
  return added(year, unit, leavesOf(year.table), ({ code, crossed }, i) => {
    const behind = own?.leaves[i]
    if (!crossed) return { exact: ratio(behind?.points ?? 0), points: behind?.points ?? 0, input: behind?.input ?? null }
    const typed = sheet.points[code] ?? 0
    return { exact: ratio(hundredths(typed)), points: hundredths(typed), input: typed }
  })
}

type Found = { exact: Fraction; points: number; input: Given | number | null; best?: Explained["best"] }
/** The leaves with what was found for them, their sum, and what it comes to on the whole table. */
function added(year: BlocYear, unit: string, leaves: readonly Leaf[], find: (leaf: Leaf, i: number) => Found | null | undefined) {
  const out = leftOut(year, unit)
  const explained = leaves.map((leaf, i): Explained => {
    const { code, name, max, scoring, crossed } = leaf
    const { exact = null, points = null, input = null, best = null } = (out.has(code) ? undefined : find(leaf, i)) ?? {}
    const struck = year.struck.includes(code)
    const before = exact && text(mul(exact, ratio(1, 100)))
    const gap = { struck, notApplicable: out.has(code) && !struck }
    return { code, name, max, kind: scoring.kind, crossed, input, best, points, ...gap, exact: before }
  })
  const points = explained.map((leaf) => leaf.points)
  const given = points.reduce<number>((all, one) => all + (one ?? 0), 0)
  const exact = text(ratio(BigInt(given) * BigInt(most(leaves)), BigInt(most(leaves, out)) * 100n))
  return {
    leaves: explained,
    sum: given,
    max: most(leaves, out),
    tableMax: most(leaves),
    exact,
    total: totalled(points, leaves, out).total,
  }
}
