import * as fc from "fast-check"
import { expect, test } from "vitest"
import { alerts } from "../packages/core/src/alert-rule.ts"
import { crossFigures, fit } from "../packages/core/src/cross-rule.ts"
import { narrow, type Scores, wide } from "../packages/core/src/cross-sum.ts"
import { countedOf, narrow as narrowFavours, type Room, wide as wideFavours } from "../packages/core/src/favour-rule.ts"
import { leastSquares, type Model } from "../packages/core/src/least-squares.ts"
import { result } from "../packages/core/src/ranking-rule.ts"
import { cross, leaf, rules, scores, year } from "./bloc-year-file.ts"
import { naive } from "./naive.ts"
import { dice } from "./random-year.ts"

const numRuns = process.env["LONG"] === "1" ? 3_000 : 300

/** What members of a bloc gave each other, leaf by leaf up to `most`; a share of the sheets is `missing`. */
function room({ size, leaves, most, missing, seed }: Shape): Room {
  const { upTo, often, one } = dice(seed)
  const max = Array.from({ length: leaves }, () => 1 + upTo(most - 1))
  const typed = new Float64Array(size * size * leaves).fill(NaN)
  const totals: Scores = { size, given: new Float64Array(size * size).fill(NaN) }
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      if (i === j || often(missing)) continue
      const points = max.map((best) => (i + j === 1 ? best : one([upTo(best), Math.floor(best / 2)])))
      typed.set(points, (i * size + j) * leaves)
      totals.given[i * size + j] = points.reduce((all, given) => all + given, 0)
    }
  return {
    present: Array.from({ length: size }, (_, i) => `m${i}`),
    totals,
    typed,
    leaves: max.map((max, c) => ({ code: `c${c}`, max, crossed: c !== 1 })),
  }
}
type Shape = { size: number; leaves: number; most: number; missing: number; seed: number }
const shapes = (most: number[]) =>
  fc.record({
    size: fc.integer({ min: 2, max: 12 }),
    leaves: fc.integer({ min: 4, max: 9 }),
    most: fc.constantFrom(...most),
    missing: fc.constantFrom(0, 0, 0.2),
    seed: fc.nat(2 ** 31),
  })
const all = () => true

test("sums in doubles are those in whole numbers of any size", () => {
  let held = 0
  fc.assert(
    fc.property(shapes([10, 5_000, 10 ** 6, 10 ** 7, 10 ** 8]), (shape) => {
      const { totals } = room(shape)
      const found = narrow(totals)
      if (!found) return
      held += 1
      expect(found).toEqual(wide(totals))
    }),
    { numRuns },
  )
  expect(held).toBeGreaterThan(numRuns / 2)
})

test("what two gave each other leaf by leaf is the same in doubles as by the exact model", () => {
  let [held, pairs] = [0, 0]
  fc.assert(
    fc.property(shapes([10, 5_000, 10 ** 6]), (shape) => {
      const given = room({ ...shape, missing: 0 })
      const counted = countedOf(given.leaves, all)
      const [quick, exact] = [narrowFavours(given, counted), wideFavours(given, counted)]
      expect(quick === undefined).toBe(shape.size < 4)
      if (!quick || !exact) return
      held += 1
      for (let i = 0; i < shape.size; i++)
        for (let j = i + 1; j < shape.size; j++, pairs++) {
          const shares = [quick, exact].map((one) => one.shares(i, j, new Float64Array(counted.at.length)))
          expect(shares[0]).toEqual(shares[1])
          const twice = [quick.twice(i, j).map((one) => one * exact.den), exact.twice(i, j).map((one) => one * quick.den)]
          expect(twice[0]).toEqual(twice[1])
        }
    }),
    { numRuns: numRuns / 3 },
  )
  expect(held).toBeGreaterThan(numRuns / 6)
  expect(pairs).toBeGreaterThan(held * 6)
})

test("doubles are left for whole numbers where a sum would pass 2^53, and never before it would have been rounded", () => {
  const at = (points: number) => scores(Array.from({ length: 4 }, (_, i) => Array.from({ length: 4 }, (_, j) => (i === j ? null : points))))
  const border = Math.floor(Math.sqrt(Number.MAX_SAFE_INTEGER / 12))
  expect(narrow(at(border))).toEqual(wide(at(border)))
  expect(narrow(at(border + 1))).toBeUndefined()
  const given = room({ size: 20, leaves: 4, most: 10 ** 12, missing: 0, seed: 1 })
  expect(narrowFavours(given, countedOf(given.leaves, all))).toBeUndefined()
})

/** A year with points as large as a file may give, ranked by all that cross sheets come to. */
function hugeYear(seed: number) {
  const { upTo, often } = dice(seed)
  const size = 4 + upTo(3)
  const maxima = Array.from({ length: 4 }, () => (10 ** (2 + upTo(9)) * 9 + upTo(99)) / 100)
  const missing = often(0.3)
  const codes = maxima.map((max, c) => leaf(`c${c}`, max))
  const sheets = cross(
    Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j || (missing && i + 2 * j === 3) ? null : 0))),
  )
  const points = (high: boolean) =>
    Object.fromEntries(maxima.map((max, c) => [`c${c}`, high ? max : Math.round(max * (40 + upTo(20))) / 100]))
  const official = rules({ official: ["crossMean", "crossTrimmed"].map((component) => ({ component, weight: 0.5 })) })
  const favoured = (sheet: { scorer?: string; unit: string }) => sheet.scorer! <= "b" && sheet.unit <= "b"
  const given = sheets.map((sheet) => ({ ...sheet, points: points(favoured(sheet)) }))
  return year(size, { table: { sections: codes }, rules: official, sheets: given })
}

test("with points up to ten thousand million the plain second arithmetic still comes to the same result", () => {
  let alerted = 0
  fc.assert(
    fc.property(fc.nat(2 ** 31), (seed) => {
      const given = hugeYear(seed)
      const [mine, other] = [result(given), naive(given)]
      const near = (p: number) => (p === 0 ? 0 : expect.closeTo(p, Math.floor(5 - Math.log10(p))))
      const named = other.crossScores!.alerts.map((alert) => ({ ...alert, p: near(alert.p) }))
      // Least squares and variances come from a double, which holds no four or six decimals of such numbers.
      const short = given.sheets.filter(({ kind }) => kind === "cross").length < given.members.length * (given.members.length - 1)
      const close = (figure: number | null) => (short && figure !== null ? expect.closeTo(figure, 2) : figure)
      const units = other.units.map((one) => ({
        ...one,
        cross: { ...one.cross, fair: close(one.cross.fair), leniency: close(one.cross.leniency) },
      }))
      const { variance } = mine.crossScores!
      for (const [of, figure] of Object.entries(variance ?? {}))
        expect(figure / other.crossScores!.variance![of as keyof typeof variance]).toBeCloseTo(1, 12)
      const grandMean = close(other.crossScores!.grandMean)
      expect(mine).toEqual({ ...other, units, crossScores: { ...other.crossScores!, grandMean, variance, alerts: named } })
      alerted += named.length
    }),
    { numRuns: numRuns / 6, examples: [[759], [1016], [2169]] },
  )
  expect(alerted).toBeGreaterThan(0)
})

/** In points. */
const figures = ({ den, mean, leniency, merit }: Model) =>
  [mean, ...leniency.map((one) => one ?? 0n), ...merit].map((one) => Number(one) / Number(den) / 100)

test("least squares comes within 1e-9 of the closed form on complete matrices of 4 to 60 members", () => {
  for (let size = 4; size <= 60; size += size < 20 ? 1 : 8) {
    const { totals } = room({ size, leaves: 60, most: 10_000, missing: 0, seed: size })
    const [closed, fitted] = [fit([totals])!, leastSquares([totals])].map(([model]) => figures(model!)) as [number[], number[]]
    const apart = closed.map((figure, k) => Math.abs(figure - fitted[k]!))
    expect(Math.max(...apart), `${size} members`).toBeLessThan(1e-9)
  }
})

test("a bloc of sixty has every figure", () => {
  const given = room({ size: 60, leaves: 60, most: 10_000, missing: 0, seed: 60 })
  const { units, grandMean, variance, alpha } = crossFigures(given)
  expect(units.size).toBe(60)
  for (const figure of [grandMean, alpha, ...Object.values(variance!)]) expect(figure).toEqual(expect.any(Number))
  expect(alerts(given, all).map(({ pair }) => pair.join())).toEqual(["m0,m1"])
})
