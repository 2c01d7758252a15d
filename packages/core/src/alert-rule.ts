import type { Alert } from "./bloc-result.ts"
import { fit, matrix, relation } from "./cross-rule.ts"
import { ratio, round, significant } from "./fraction.ts"
import type { Model, Scores } from "./least-squares.ts"
import type { Tallies } from "./total-rule.ts"

/** What two gave each other beyond what the model explains, on one leaf: 2 s_ijc × `den`, in hundredths. */
type Favour = { readonly code: string; readonly max: number; readonly twice: bigint; readonly den: bigint }

/** Pairs that score each other higher than chance explains, strongest first. `applies`: leaves that every member that has not left is scored on. */
export function alerts({ leaves, present, received }: Tallies, applies: (code: string) => boolean): Alert[] {
  const counted = leaves.flatMap((leaf, c) => (leaf.crossed && leaf.max > 0 && applies(leaf.code) ? [{ ...leaf, c }] : []))
  if (counted.length < 3) return []
  const layers = counted.map(({ c }) => matrix(present, received, ({ typed }) => typed[c] ?? null))
  const models = fit(layers)
  const limit = 0.01 / ((present.length * (present.length - 1)) / 2)
  const found: Alert[] = []
  for (const [i, one] of present.entries())
    for (const [j, other] of present.entries()) {
      if (!models || i >= j || layers[0]![i]![j] == null || layers[0]![j]![i] == null) continue
      const favours = counted.map(({ code, max }, k) => ({ code, max, ...mutual(models[k]!, layers[k]!, i, j) }))
      const p = chance(favours.map(({ twice, den, max }) => Number(twice) / (Number(2n * den) * max)))
      if (p < limit) found.push({ ...described(favours), pair: [one, other], p: significant(p, 6) })
    }
  return found.toSorted((a, b) => a.p - b.p).map(({ pair, favour, p, codes }) => ({ pair, favour, p, codes }))
}

const mutual = (model: Model, scores: Scores, i: number, j: number) => ({
  twice: relation(model, scores[i]![j]!, i, j) + relation(model, scores[j]![i]!, j, i),
  den: model.den,
})

/** The favour in points, and the five leaves that drive it: largest share of the leaf's maximum first. */
function described(favours: readonly Favour[]) {
  const all = favours.reduce((sum, { twice }) => sum + twice, 0n)
  const driving = favours.filter(({ twice }) => twice > 0n).toSorted((a, b) => order(b.twice * BigInt(a.max), a.twice * BigInt(b.max)))
  return { favour: round(ratio(all, 200n * favours[0]!.den), 2), codes: driving.slice(0, 5).map(({ code }) => code) }
}

const order = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0)

/** How likely leaves that favour nobody would come out so far above 0: Student's t, one-sided. */
function chance(shares: readonly number[]) {
  const count = shares.length
  const mean = shares.reduce((all, one) => all + one, 0) / count
  const spread = Math.sqrt(shares.reduce((all, one) => all + (one - mean) ** 2, 0) / (count - 1))
  if (spread < 1e-12) return mean > 0 ? 0 : 1
  return upperTail(mean / (spread / Math.sqrt(count)), count - 1)
}

/** P(T > t) of Student's t, to 1e-12 of itself far into the tail. */
export function upperTail(t: number, freedom: number): number {
  if (t < 0) return 1 - upperTail(-t, freedom)
  const x = freedom / (freedom + t * t)
  const front = (Math.sqrt(1 - x) * x ** (freedom / 2)) / beta(freedom)
  if (x < (freedom + 2) / (freedom + 5)) return (front * fraction(x, freedom / 2, 0.5)) / freedom
  return 0.5 - front * fraction((t * t) / (freedom + t * t), 0.5, freedom / 2)
}

/** B(freedom ÷ 2, ½), from B(½, ½) = π or B(1, ½) = 2 upwards. */
function beta(freedom: number) {
  let value = freedom % 2 ? Math.PI : 2
  for (let a = freedom % 2 || 2; a < freedom; a += 2) value *= a / (a + 1)
  return value
}

/** The continued fraction of the incomplete beta function, after Lentz. */
function fraction(x: number, a: number, b: number) {
  let [value, top, under] = [1, 1, 1 - ((a + b) * x) / (a + 1)]
  under = 1 / under
  value = under
  for (let m = 1; m < 1_000; m++) {
    for (const step of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      under = 1 / (1 + step * under)
      top = 1 + step / top
      value *= top * under
    }
    if (Math.abs(top * under - 1) < 1e-16) return value
  }
  return value
}
