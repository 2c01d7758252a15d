import type { Result, Variance } from "./bloc-result.ts"
import { type Column, type Scores, type Sums, sums, total } from "./cross-sum.ts"
import { add, decimal, double, type Fraction, mul, ratio, round, sub } from "./fraction.ts"
import { connected, leastSquares, type Model } from "./least-squares.ts"
import type { BlocYear } from "./bloc-year.ts"
import { tally, type Tallies } from "./total-rule.ts"

/** Whom a scorer is asked to score, of the units given. */
export function scored({ rules: { cross } }: Pick<BlocYear, "rules">, scorer: string, units: readonly string[]): readonly string[] {
  if (typeof cross === "string") return cross === "all" ? units.filter((unit) => unit !== scorer) : []
  return Object.hasOwn(cross, scorer) ? units.filter((unit) => cross[scorer]!.includes(unit)) : []
}

type Figures = Result["units"][number]["cross"]

/** What the totals received come to, for each unit (nothing for one that left) and for the bloc. */
export function crossFigures({ present, totals }: Pick<Tallies, "present" | "totals">) {
  const found = sums(totals)
  const model = fit([totals], [found])?.[0]
  const show = (figure: bigint | null | undefined) => (model && figure != null ? printed(model, figure, 4, found.complete) : null)
  const units = found.received.map(({ count, sum, lowest, highest }, j): [string, Figures] => {
    const fair = show(model && model.mean + model.merit[j]!)
    const trimmed = count < 5 ? mean(sum, count) : mean(sum - BigInt(lowest) - BigInt(highest), count - 2)
    return [present[j]!, { count, mean: mean(sum, count), trimmed, fair, leniency: show(model?.leniency[j]) }]
  })
  return { units: new Map(units), grandMean: show(model?.mean), variance: variance(found), alpha: alpha(found.received) }
}

/**
 * What each unit's cross figures came from: every peer's total for it in whole hundredths with that peer's leniency, which two the trimmed mean
 * drops (the first of the lowest, the last of the highest; none below five), and the figures as printed. Nothing of who has left.
 */
export function explainMatrix(year: BlocYear) {
  const { present, ...tallies } = tally(year)
  const { units } = crossFigures({ present, ...tallies })
  return present.map((unit, j) => {
    const given = present.flatMap((scorer, i) => {
      const total = tallies.totals.given[i * present.length + j]!
      return Number.isNaN(total) ? [] : [{ scorer, total, leniency: units.get(scorer)!.leniency }]
    })
    const all = given.map(({ total }) => total)
    const out = all.length < 5 ? [] : [all.indexOf(Math.min(...all)), all.lastIndexOf(Math.max(...all))]
    const { mean, trimmed, fair } = units.get(unit)!
    return { unit, totals: given.map((one, i) => ({ ...one, dropped: out.includes(i) })), mean, trimmed, fair }
  })
}

/** Of whole hundredths, as points. */
const mean = (sum: bigint, count: number) => (count ? round(ratio(sum, count * 100), 2) : null)

/** The round-robin model of each layer (all miss the same scores); null below four members or when the scores do not connect. */
export function fit(layers: readonly Scores[], found = layers.map(sums)): Model[] | null {
  const [first] = layers
  if (!first || first.size < 4) return null
  if (found[0]?.complete) return found.map(closed)
  return connected(first) ? leastSquares(layers) : null
}

/** The closed form for complete matrices, over n(n − 1)(n − 2). */
function closed({ received, given, all }: Sums): Model {
  const n = BigInt(given.length)
  const effect = (own: bigint, other: bigint) => ((n - 1n) * own + other - all) * (n - 1n)
  return {
    den: n * (n - 1n) * (n - 2n),
    mean: all * (n - 2n),
    leniency: given.map((own, i) => effect(own, received[i]!.sum)),
    merit: received.map(({ sum }, j) => effect(sum, given[j]!)),
  }
}

/** g_ij × `den`: what neither leniency nor merit explains. */
export const relation = ({ den, mean, leniency, merit }: Model, { size, given }: Scores, i: number, j: number) =>
  BigInt(given[i * size + j]!) * den - mean - (leniency[i] ?? 0n) - merit[j]!

/** A figure of the model, from hundredths to points. Least squares counts as a double, the closed form as exact. */
export function printed(model: Model, hundredths: bigint, decimals: number, exact: boolean) {
  const points = ratio(hundredths, model.den * 100n)
  return round(exact ? points : decimal(double(points)), decimals)
}

/**
 * The model's variances, six decimals; null below five members or with a sheet missing. g_ij + g_ji is what the sums of both directions
 * leave over once each member's own is taken out, g_ij − g_ji the same of their differences; so sums of squares are enough.
 */
export function variance({ received, given, all, products, complete }: Sums): Variance | null {
  const n = given.length
  if (n < 5 || !complete) return null
  const of = (figure: (row: bigint, column: bigint) => bigint) => total(given.map((row, i) => figure(row, received[i]!.sum)))
  const [both, apart] = [of((row, column) => (row + column) ** 2n), of((row, column) => (row - column) ** 2n)]
  const squares = total(received.map((column) => column.squares))
  const between = sub(ratio(squares + 2n * products), sub(ratio(both, n - 2), ratio(2n * all * all, (n - 1) * (n - 2))))
  const within = sub(ratio(squares - 2n * products), ratio(apart, n))
  const pairs = ((n - 1) * (n - 2)) / 2
  const [msBetween, msWithin] = [div(between, 2 * (pairs - 1)), div(within, 2 * pairs)]
  const [relation, relationPair] = [div(add(msBetween, msWithin), 2), div(sub(msBetween, msWithin), 2)]
  // Σ(a + b)², Σ(a − b)² and Σ(a + b)(a − b), in hundredths squared.
  const plus = div(sub(ratio(both), ratio(4n * all * all, n)), (n - 2) ** 2)
  const minus = div(ratio(apart), n * n)
  const mixed = div(ratio(of((row, column) => row * row - column * column)), n * (n - 2))
  const effect = (squared: Fraction, large: Fraction, small: Fraction) =>
    sub(div(squared, 4 * (n - 1)), div(add(mul(large, ratio(n - 1)), small), n * (n - 2)))
  const show = (figure: Fraction) => round(decimal(double(div(figure, 10_000))), 6)
  return {
    scorer: show(effect(add(add(plus, minus), mul(mixed, ratio(2))), relation, relationPair)),
    merit: show(effect(sub(add(plus, minus), mul(mixed, ratio(2))), relation, relationPair)),
    relation: show(relation),
    scorerMerit: show(effect(sub(plus, minus), relationPair, relation)),
    relationPair: show(relationPair),
  }
}

const div = ({ n, d }: Fraction, by: number): Fraction => ({ n, d: d * BigInt(by) })

/** Krippendorff's alpha for intervals, six decimals: what each unit received; null without spread or with nothing to pair. */
export function alpha(units: readonly Column[]): number | null {
  const pairable = units.filter(({ count }) => count > 1)
  const count = pairable.reduce((all, unit) => all + unit.count, 0)
  const expected = spread({ count, sum: total(pairable.map(({ sum }) => sum)), squares: total(pairable.map(({ squares }) => squares)) })
  if (expected === 0n) return null
  const observed = Map.groupBy(pairable, (unit) => unit.count)
    .entries()
    .map(([of, alike]) => ratio(total(alike.map(spread)) * BigInt(count - 1), of - 1))
    .reduce(add, ratio(0))
  return round(sub(ratio(1), ratio(observed.n, observed.d * expected)), 6)
}

/** n Σx² − (Σx)²: half of all squared differences. */
const spread = ({ count, sum, squares }: Column) => BigInt(count) * squares - sum * sum
