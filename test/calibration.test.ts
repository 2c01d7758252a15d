import { expect, test } from "vitest"
import { alpha, fit, relation } from "../packages/core/src/cross-rule.ts"
import { leastSquares } from "../packages/core/src/least-squares.ts"
import { tally } from "../packages/core/src/total-rule.ts"
import { cross, file, members, outcome, rules, scores, unit, year } from "./bloc-year-file.ts"

const fair = rules({ official: [{ component: "crossFair", weight: 1 }] })
const four = [
  [null, 93, 90, 88],
  [86, null, 82, 80],
  [90, 89, null, 84],
  [90, 89, 86, null],
]
const six = [
  [null, 86, 89, 80, 84, 77],
  [90, null, 93, 84, 85, 82],
  [87, 82, null, 77, 81, 77],
  [89, 87, 92, null, 83, 78],
  [85, 80, 86, 75, null, 75],
  [89, 87, 92, 83, 86, null],
]
const favouring = six.map((row, i) => row.map((points, j) => (i === 3 && j === 5 ? 88 : i === 5 && j === 3 ? 93 : points)))
const figures = (given: ReturnType<typeof outcome>, size: number, figure: "fair" | "mean" | "trimmed" | "leniency") =>
  members(size).map(({ id }) => unit(given, id).cross[figure])
/** The mutual favour of each pair, in points. */
function favours(rows: typeof six) {
  const { totals } = tally(year(6, { rules: fair, sheets: cross(rows) }))
  const model = fit([totals])![0]!
  const one = (i: number, j: number) => Number(relation(model, totals, i, j) + relation(model, totals, j, i)) / Number(model.den) / 200
  return Object.fromEntries(rows.flatMap((_, i) => rows.flatMap((_, j) => (i < j ? [[`${i}–${j}`, one(i, j)]] : []))))
}

test("a strict scorer wins under the plain mean, the better unit under the fair score", () => {
  const given = outcome(4, { rules: fair, sheets: cross(four) })
  expect(figures(given, 4, "mean")).toEqual([88.67, 90.33, 86, 84])
  expect(figures(given, 4, "fair")).toEqual([90, 89, 86, 84])
  expect(figures(given, 4, "leniency")).toEqual([4, -4, 0, 0])
  expect(given.crossScores).toMatchObject({ grandMean: 87.25, variance: null, alerts: [] })
  expect(given.units.map(({ id }) => id)).toEqual(["a", "b", "c", "d"])
  expect(outcome(4, { rules: rules({ official: [{ component: "crossMean", weight: 1 }] }), sheets: cross(four) }).units[0]!.id).toBe("b")
})

test("six units: fair scores, leniency and variances", () => {
  const given = outcome(6, { rules: fair, sheets: cross(six) })
  expect(figures(given, 6, "mean")).toEqual([88, 84.4, 90.4, 79.8, 83.8, 77.8])
  expect(figures(given, 6, "fair")).toEqual([87.9917, 84.9917, 89.9917, 79.9917, 82.9917, 78.2417])
  expect(figures(given, 6, "leniency")).toEqual([-0.0417, 2.9583, -2.0417, 0.9583, -4.0417, 2.2083])
  expect(given.crossScores?.grandMean).toBe(84.0333)
  expect(given.crossScores?.variance).toEqual({ scorer: 6.75, merit: 20.35, relation: 1.2, scorerMerit: -4.491667, relationPair: 0.25 })
  const sorted = Object.entries(favours(six)).toSorted(([, a], [, b]) => b - a)
  expect(sorted.slice(0, 2).map(([pair, points]) => [pair, points.toFixed(6)])).toEqual([
    ["0–4", "1.050000"],
    ["1–3", "1.050000"],
  ])
})

test("two that give each other ten points more lift both, and the model names them", () => {
  const given = outcome(6, { rules: fair, sheets: cross(favouring) })
  expect(figures(given, 6, "fair")).toEqual([87.825, 84.825, 89.825, 82.325, 82.825, 80.575])
  expect(figures(given, 6, "mean")).toEqual([88, 84.4, 90.4, 81.8, 83.8, 79.8])
  expect(figures(given, 6, "trimmed")).toEqual([88.33, 85, 91, 80.33, 84, 78.67])
  expect(given.crossScores?.variance?.relationPair).toBe(6.472222)
  const sorted = Object.entries(favours(favouring)).toSorted(([, a], [, b]) => b - a)
  expect(sorted.slice(0, 2).map(([pair, points]) => [pair, points.toFixed(6)])).toEqual([
    ["3–5", "5.800000"],
    ["0–4", "2.050000"],
  ])
})

test("least squares on a complete matrix is the closed form", () => {
  const given = scores(favouring.map((row) => row.map((points) => points && points * 100)))
  const [closed, fitted] = [fit([given])![0]!, leastSquares([given])[0]!]
  const effects = (of: "merit" | "leniency") => [closed[of].map((one) => one! * fitted.den), fitted[of].map((one) => one! * closed.den)]
  expect(closed.mean * fitted.den).toBe(fitted.mean * closed.den)
  for (const of of ["merit", "leniency"] as const) expect(effects(of)[0]).toEqual(effects(of)[1])
})

test("where a sheet is missing, least squares goes on", () => {
  const additive = six.map((row, i) => row.map((points, j) => (points === null || (i === 0 && j === 1) ? null : 40 + 3 * i + 7 * j)))
  const given = outcome(6, { rules: fair, sheets: cross(additive) })
  expect(figures(given, 6, "fair").map((one, j) => one! - figures(given, 6, "fair")[0]! - 7 * j)).toEqual([0, 0, 0, 0, 0, 0])
  expect(figures(given, 6, "leniency")).toEqual([-7.5, -4.5, -1.5, 1.5, 4.5, 7.5])
  expect(given.crossScores).toMatchObject({ grandMean: 65, variance: null, alerts: [] })
})

const added = (numbers: number[]) => BigInt(numbers.reduce((all, one) => all + one, 0))

test("Krippendorff's published example", () => {
  const observers = ["123321412...", "12332241 25.3", ".33323422 51.", "12332441 251."].map((row) => row.replace(" ", ""))
  const units = Array.from({ length: 12 }, (_, k) => observers.flatMap((row) => (row[k] === "." ? [] : [Number(row[k])])))
  expect(units.filter((scores) => scores.length > 1).flat()).toHaveLength(40)
  const of = (...units: number[][]) =>
    alpha(units.map((own) => ({ count: own.length, sum: added(own), squares: added(own.map((score) => score ** 2)) })))
  expect(of(...units)).toBe(0.849107)
  expect(of([3, 3], [3, 3])).toBeNull()
  expect(of([3], [4], [])).toBeNull()
})

test("a leader leaf compares those with a target, and those without one, among themselves", () => {
  const done: [number | null, number][] = [
    [100, 120],
    [50, 60],
    [80, 80],
    [null, 150],
    [null, 100],
    [null, 75],
    [80, 40],
    [100, 110],
  ]
  const sheets = done.map(([target, actual], i) => ({ kind: "verified", unit: members(8)[i]!.id, results: { I: { target, actual } } }))
  const table = { sections: [{ code: "I", name: "Dẫn đầu", max: 10, scoring: { kind: "leader" } }] }
  const given = outcome(8, { table, sheets })
  expect(members(8).map(({ id }) => unit(given, id).verified?.total)).toEqual([10, 10, 5, 10, 6.67, 5, 2.5, 7.5])
})

test("a leader leaf gives 0 where nobody without a target did anything", () => {
  const table = { sections: [{ code: "I", name: "Dẫn đầu", max: 10, scoring: { kind: "leader" } }] }
  const sheets = members(3).map(({ id }) => ({ kind: "self", unit: id, results: { I: { target: null, actual: 0 } } }))
  const given = outcome(3, { ...file(3), table, sheets: [...sheets, ...sheets.map((sheet) => ({ ...sheet, kind: "verified" }))] })
  expect(given.units.map(({ self, verified }) => [self?.total, verified?.total])).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
  ])
})
