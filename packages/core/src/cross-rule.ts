import type { Result, Variance } from "./bloc-result.ts"
import { decimal, double, type Fraction, ratio, round, sub, sum } from "./fraction.ts"
import { connected, leastSquares, type Model, type Scores, whole } from "./least-squares.ts"
import type { Received, Tallies } from "./total-rule.ts"

type Figures = Result["units"][number]["cross"]

/** What the totals received come to, for each unit (nothing for one that left) and for the bloc. */
export function crossFigures({ present, received }: Tallies) {
  const scores = matrix(present, received, ({ tally }) => tally.total)
  const model = fit([scores])?.[0]
  const exact = complete(scores)
  const show = (figure: bigint | null | undefined) => (model && figure != null ? printed(model, figure, 4, exact) : null)
  const taken = present.map((_, j) => scores.flatMap((row) => row[j] ?? []))
  const units = present.map((id, j): [string, Figures] => {
    const totals = taken[j]!.toSorted((a, b) => a - b)
    const fair = show(model && model.mean + model.merit[j]!)
    const trimmed = mean(totals.length < 5 ? totals : totals.slice(1, -1))
    return [id, { count: totals.length, mean: mean(totals), trimmed, fair, leniency: show(model?.leniency[j]) }]
  })
  return { units: new Map(units), grandMean: show(model?.mean), variance: model ? variance(model, scores) : null, alpha: alpha(taken) }
}

/** Of whole hundredths, as points. */
const mean = (totals: readonly number[]) => (totals.length ? round(ratio(whole(totals), totals.length * 100), 2) : null)

/** Who scored whom what, in members' order. */
export function matrix(present: readonly string[], received: readonly Received[], value: (sheet: Received) => number | null): Scores {
  const seat = new Map(present.map((id, i) => [id, i]))
  const rows = present.map(() => present.map((): number | null => null))
  for (const sheet of received) rows[seat.get(sheet.scorer)!]![seat.get(sheet.unit)!] = value(sheet)
  return rows
}

/** Whether every member scored every other one. */
export const complete = (scores: Scores) => scores.every((row, i) => row.every((score, j) => i === j || score !== null))

/** The round-robin model of each layer (all miss the same scores); null below four members or when the scores do not connect. */
export function fit(layers: readonly Scores[]): Model[] | null {
  const [first = []] = layers
  if (first.length < 4 || !connected(first)) return null
  return complete(first) ? layers.map(closed) : leastSquares(layers)
}

/** The closed form for complete matrices, over n(n − 1)(n − 2). */
function closed(scores: Scores): Model {
  const n = BigInt(scores.length)
  const given = scores.map(whole)
  const taken = scores.map((_, j) => whole(scores.map((row) => row[j] ?? null)))
  const all = given.reduce((one, other) => one + other, 0n)
  const effect = (own: bigint, other: bigint) => ((n - 1n) * own + other - all) * (n - 1n)
  return {
    den: n * (n - 1n) * (n - 2n),
    mean: all * (n - 2n),
    leniency: given.map((own, i) => effect(own, taken[i]!)),
    merit: taken.map((own, j) => effect(own, given[j]!)),
  }
}

/** g_ij × `den`: what neither leniency nor merit explains. */
export const relation = ({ den, mean, leniency, merit }: Model, score: number, i: number, j: number) =>
  BigInt(score) * den - mean - (leniency[i] ?? 0n) - merit[j]!

/** A figure of the model, from hundredths to points. Least squares counts as a double, the closed form as exact. */
export function printed(model: Model, hundredths: bigint, decimals: number, exact: boolean) {
  const points = ratio(hundredths, model.den * 100n)
  return round(exact ? points : decimal(double(points)), decimals)
}

/** The model's variances, six decimals; null below five members or with a sheet missing. */
export function variance(model: Model, scores: Scores): Variance | null {
  const n = scores.length
  if (n < 5 || !complete(scores)) return null
  let [alike, apart] = [0n, 0n]
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const [one, other] = [relation(model, scores[i]![j]!, i, j), relation(model, scores[j]![i]!, j, i)]
      alike += (one + other) ** 2n
      apart += (one - other) ** 2n
    }
  const pairs = BigInt(((n - 1) * (n - 2)) / 2)
  const unit = (100n * model.den) ** 2n
  const [between, within] = [ratio(alike, 2n * (pairs - 1n) * unit), ratio(apart, 2n * pairs * unit)]
  const own = half(between, within, 1n)
  const pair = half(between, within, -1n)
  const effect = (left: readonly (bigint | null)[], right: readonly (bigint | null)[], large: Fraction, small: Fraction) => {
    const product = left.reduce<bigint>((all, one, i) => all + (one ?? 0n) * (right[i] ?? 0n), 0n)
    const noise = ratio(large.n * BigInt(n - 1) * small.d + small.n * large.d, large.d * small.d * BigInt(n * (n - 2)))
    return round(decimal(double(sub(ratio(product, BigInt(n - 1) * unit), noise))), 6)
  }
  return {
    scorer: effect(model.leniency, model.leniency, own, pair),
    merit: effect(model.merit, model.merit, own, pair),
    relation: round(decimal(double(own)), 6),
    scorerMerit: effect(model.leniency, model.merit, pair, own),
    relationPair: round(decimal(double(pair)), 6),
  }
}

const half = (a: Fraction, b: Fraction, sign: bigint) => ratio(a.n * b.d + sign * b.n * a.d, 2n * a.d * b.d)

/** Krippendorff's alpha for intervals, six decimals: each unit's whole-number scores; null without spread or with nothing to pair. */
export function alpha(units: readonly (readonly number[])[]): number | null {
  const pairable = units.filter((scores) => scores.length > 1)
  const count = BigInt(pairable.flat().length)
  const expected = spread(pairable.flat())
  if (expected === 0n) return null
  const observed = sum(pairable.map((scores) => ratio(spread(scores) * (count - 1n), scores.length - 1)))
  return round(sub(ratio(1), ratio(observed.n, observed.d * expected)), 6)
}

/** n Σx² − (Σx)²: half of all squared differences. */
function spread(scores: readonly number[]) {
  const squares = scores.reduce((all, one) => all + BigInt(one) ** 2n, 0n)
  return BigInt(scores.length) * squares - whole(scores) ** 2n
}
