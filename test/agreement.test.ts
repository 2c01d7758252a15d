import { expect, test } from "vitest"
import { alpha } from "./naive-cross.ts"
import { less, minus, over, plus, type Q, q, same, times } from "./naive-fraction.ts"

// Agreement as the literature has it, by the tests' own arithmetic: the platform prints alpha for intervals alone (calibration.test.ts).

const observers = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
const units = Array.from({ length: 12 }, (_, k) => observers.flatMap((row) => (row[k] === "." ? [] : [q(Number(row[k]))])))
const values = units.filter((unit) => unit.length > 1).flat()
const square = (x: Q) => times(x, x)
/** How many values lie between two, the ends half. */
const between = (v: Q, w: Q) => {
  const [low, high] = less(v, w) ? [v, w] : [w, v]
  const times2 = values.reduce((sum, one) => sum + (less(one, low) || less(high, one) ? 0 : same(one, low) || same(one, high) ? 1 : 2), 0)
  return same(v, w) ? q(0) : q(times2, 2)
}

test.each<[string, (v: Q, w: Q) => Q, number]>([
  ["names", (v, w) => q(same(v, w) ? 0 : 1), 0.743421],
  ["ranks", (v, w) => square(between(v, w)), 0.815388],
  ["intervals", (v, w) => square(minus(v, w)), 0.849107],
  ["ratios", (v, w) => square(over(minus(v, w), plus(v, w))), 0.797403],
])("Krippendorff's alpha of four observers and twelve units, for %s", (_, apart, expected) => {
  expect(values).toHaveLength(40)
  expect(alpha(units, apart)).toBe(expected)
})

/** Six targets, four judges (Shrout & Fleiss 1979). */
const judged = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]] // prettier-ignore
const [n, k] = [6, 4]
const mean = (of: readonly number[]) => of.reduce((sum, one) => sum + one, 0) / of.length
const judges = judged[0]!.map((_, j) => judged.map((row) => row[j]!))
const squares = (of: readonly number[], from: number) => of.reduce((sum, one) => sum + (one - from) ** 2, 0)

test("the intraclass correlations of six targets and four judges", () => {
  const grand = mean(judged.flat())
  const [targets, byJudge] = [k * squares(judged.map(mean), grand), n * squares(judges.map(mean), grand)]
  const within = squares(judged.flat(), grand) - targets
  const [B, W, J, E] = [targets / (n - 1), within / (n * (k - 1)), byJudge / (k - 1), (within - byJudge) / ((n - 1) * (k - 1))] as const
  const one = [(B - W) / (B + (k - 1) * W), (B - E) / (B + (k - 1) * E + (k * (J - E)) / n), (B - E) / (B + (k - 1) * E)]
  const mean4 = [(B - W) / B, (B - E) / (B + (J - E) / n), (B - E) / B]
  expect([...one, ...mean4].map((icc) => icc.toFixed(6))).toEqual(["0.165742", "0.289764", "0.714841", "0.442797", "0.620051", "0.909316"])
})

test("Kendall's W of the same, as it is and corrected for ties", () => {
  const rank = (of: readonly number[], one: number) =>
    of.filter((other) => other < one).length + (of.filter((other) => other === one).length + 1) / 2
  const sums = judged.map((row) => row.reduce((sum, one, j) => sum + rank(judges[j]!, one), 0))
  const S = squares(sums, mean(sums))
  const ties = judges.flatMap((of) => [...new Set(of)].map((one) => of.filter((other) => other === one).length)).map((t) => t ** 3 - t)
  const whole = k ** 2 * (n ** 3 - n)
  const tied = k * ties.reduce((sum, one) => sum + one, 0)
  expect([(12 * S) / whole, (12 * S) / (whole - tied)].map((W) => W.toFixed(6))).toEqual(["0.855357", "0.887037"])
})
