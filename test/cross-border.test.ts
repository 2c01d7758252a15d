import { expect, test } from "vitest"
import { cross, ids, leaf, members, outcome, rules, unit, verified } from "./bloc-year-file.ts"

const by = (component: string) => rules({ official: [{ component, weight: 1 }] })
type Rows = (number | null)[][]
/** A whole matrix: what i gives j. */
const rows = (size: number, score: (i: number, j: number) => number | null): Rows =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? null : score(i, j))))
const figures = (given: ReturnType<typeof outcome>, figure: "fair" | "leniency" | "mean" | "trimmed" | "count") =>
  given.units.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ cross }) => cross[figure])

test("below zero too, half of the last digit is rounded away from zero", () => {
  // One hundredth in all: over n(n − 1)(n − 2) = 24 the leniencies are 6, 0, −3, −3 and the merits 0, 6, −3, −3 hundredths, the mean 2.
  const given = outcome(4, { rules: by("crossFair"), sheets: cross(rows(4, (i, j) => (i === 0 && j === 1 ? 0.01 : 0))) })
  expect(figures(given, "leniency")).toEqual([0.0025, 0, -0.0013, -0.0013]) // −0.00125
  expect(figures(given, "fair")).toEqual([0.0008, 0.0033, -0.0004, -0.0004])
  expect(given.crossScores?.grandMean).toBe(0.0008)
})

test("five scorers asked and four that answered: nothing is trimmed", () => {
  const scores = [10, 80, 81, 82, 100]
  const given = (missing: number) =>
    outcome(6, { rules: by("crossTrimmed"), sheets: cross(rows(6, (i, j) => (j ? 50 : i === missing ? null : scores[i - 1]!))) })
  expect(unit(given(0), "a").cross).toMatchObject({ count: 5, mean: 70.6, trimmed: 81 })
  expect(unit(given(5), "a").cross).toMatchObject({ count: 4, mean: 63.25, trimmed: 63.25 })
})

/** The formulas of a whole matrix in plain doubles: grand mean, leniency, merit. */
function effects(x: readonly (readonly number[])[]) {
  const n = x.length
  const mean = (all: number[]) => all.reduce((sum, one) => sum + one, 0) / (n - 1)
  const given = x.map((row, i) => mean(row.filter((_, j) => j !== i)))
  const taken = x.map((_, j) => mean(x.flatMap((row, i) => (i === j ? [] : [row[j]!]))))
  const M = given.reduce((sum, one) => sum + one, 0) / n
  const effect = (own: number, other: number) => ((n - 1) ** 2 * own + (n - 1) * other) / (n * (n - 2)) - ((n - 1) / (n - 2)) * M
  return { M, a: given.map((own, i) => effect(own, taken[i]!)), b: taken.map((own, j) => effect(own, given[j]!)) }
}

const six: Rows = [
  [null, 86, 89, 80, 84, 77],
  [90, null, 93, 84, 85, 82],
  [87, 82, null, 77, 81, 77],
  [89, 87, 92, null, 83, 78],
  [85, 80, 86, 75, null, 75],
  [89, 87, 92, 83, 86, null],
]
test.each([
  [0, 1],
  [3, 5],
  [5, 0],
])("least squares without the sheet %i gave %i is the whole matrix with that score put where it leaves no rest", (i, j) => {
  const filled = six.map((row) => row.map((score) => score ?? 0))
  for (let round = 0; round < 200; round++) {
    const { M, a, b } = effects(filled)
    filled[i]![j] = M + a[i]! + b[j]!
  }
  const { M, a, b } = effects(filled)
  const given = outcome(6, { rules: by("crossFair"), sheets: cross(six.map((row, k) => row.map((score, l) => (k === i && l === j ? null : score)))) }) // prettier-ignore
  expect(given.crossScores?.grandMean).toBeCloseTo(M, 4)
  for (const [k, id] of ids(6).entries()) {
    expect(unit(given, id).cross.leniency).toBeCloseTo(a[k]!, 4)
    expect(unit(given, id).cross.fair).toBeCloseTo(M + b[k]!, 4)
  }
  expect(given.crossScores?.variance).toBeNull()
})

test("where nothing but leniency and merit is in the scores, the variances are theirs", () => {
  const given = outcome(5, { rules: by("crossFair"), sheets: cross(rows(5, (i, j) => 50 + 3 * i + 7 * j)) })
  // Σ(3k)² ÷ 4, Σ(7k)² ÷ 4 and Σ 3k × 7k ÷ 4 for k = −2 … 2.
  expect(given.crossScores?.variance).toEqual({ scorer: 22.5, merit: 122.5, relation: 0, scorerMerit: 52.5, relationPair: 0 })
})

test("scores that take turns leave a relation that is not mutual", () => {
  // g_ij = −g_ji = ± 1 around a circle of five: each gives the next two more and gets less of them, so no effect is left.
  const given = outcome(5, { rules: by("crossFair"), sheets: cross(rows(5, (i, j) => 50 + ((j - i + 5) % 5 <= 2 ? 1 : -1))) })
  // MS_b = 0, MS_w = 10 pairs × ½ × 2² ÷ 6 = 20/6; Σa² = 0.
  expect(given.crossScores).toMatchObject({
    grandMean: 50,
    variance: { relation: 1.666667, relationPair: -1.666667, scorer: -0.333333, merit: -0.333333, scorerMerit: 0.333333 },
  })
})

test.each<[string, Rows, number | null]>([
  ["of scorers at odds is below zero", [[null, 20, 15], [10, null, 15], [20, 10, null]], -0.666667], // prettier-ignore
  ["passes over a unit with one sheet", [[null, 20, 99], [10, null, null], [20, 10, null]], -0.5], // prettier-ignore
  ["is not there with one sheet for each", [[null, 20, null], [null, null, 30], [40, null, null]], null], // prettier-ignore
  ["is not there without spread, though an unpaired score differs", [[null, 20, 99], [20, null, null], [20, 20, null]], null], // prettier-ignore
])("alpha %s", (_, given, alpha) => {
  expect(outcome(3, { rules: by("crossMean"), sheets: cross(given) }).crossScores?.alpha).toBe(alpha)
})

test("one that left counts in no figure of the bloc: they are those of a bloc without it", () => {
  const score = (i: number, j: number) => 50 + ((i * 7 + j * 11 + i * j) % 13)
  const part = { rules: by("crossMean") }
  const stays = outcome(5, { ...part, sheets: cross(rows(5, score)) })
  const gone = outcome(6, {
    ...part,
    sheets: cross(rows(6, (i, j) => (i === 5 || j === 5 ? 0 : score(i, j)))),
    members: members(6, { f: { left: "2026-07-01" } }),
  })
  expect(gone.crossScores).toEqual(stays.crossScores)
  expect(gone.crossScores?.variance).not.toBeNull()
  expect(gone.units.slice(0, 5)).toEqual(stays.units)
  const four = outcome(5, { ...part, sheets: cross(rows(5, score)), members: members(5, { e: { left: "2026-07-01" } }) })
  expect(four.crossScores).toMatchObject({ variance: null, grandMean: expect.any(Number) })
  const three = outcome(4, { ...part, sheets: cross(rows(4, score)), members: members(4, { d: { left: "2026-07-01" } }) })
  expect(three.crossScores).toMatchObject({ variance: null, grandMean: null })
})

test("where only one that left gave cross sheets, they are counted and come to nothing", () => {
  const sheets = [...verified({ a: 1, b: 2, c: 3 }), ...cross([[null, null, null], [null, null, null], [50, 50, null]])] // prettier-ignore
  const given = outcome(3, { members: members(3, { c: { left: "2026-07-01" } }), sheets })
  expect(given.crossScores).toEqual({ grandMean: null, variance: null, alpha: null, alerts: [] })
  expect(given.sheets).toMatchObject({ cross: 2, missing: [{ kind: "self" }, { kind: "self" }, { kind: "cross", scorer: "a", unit: "b" }, { kind: "cross", scorer: "b", unit: "a" }] }) // prettier-ignore
})

test("unranked, held and disqualified ones are in the model as if they were not", () => {
  const score = (i: number, j: number) => 50 + ((i * 5 + j * 3) % 7)
  const plain = outcome(5, { rules: by("crossFair"), sheets: cross(rows(5, score)) })
  const given = outcome(5, {
    rules: { ...by("crossFair"), disqualifiers: [{ code: "D1", name: "Không ký" }] },
    sheets: cross(rows(5, score)),
    members: members(5, { b: { ranked: false } }),
    disqualified: [{ unit: "c", code: "D1" }],
    held: [{ unit: "d", passedOn: true }],
  })
  expect(given.crossScores).toEqual(plain.crossScores)
  for (const figure of ["fair", "leniency", "mean", "count"] as const) expect(figures(given, figure)).toEqual(figures(plain, figure))
})

/** Four members that give each other half of each leaf of 100 points; a and b `more` points of it, so that s_ab = s_cd = more ÷ 3. */
function swapped(more: readonly number[], extra: readonly object[] = [], part: object = {}) {
  const sections = [...more.map((_, c) => leaf(`c${c}`, 100)), ...extra]
  const points = (i: number, j: number) => Object.fromEntries(more.map((one, c) => [`c${c}`, 50 + (i + j === 1 ? one : 0)]))
  const sheets = ids(4).flatMap((scorer, i) =>
    ids(4).flatMap((of, j) => (i === j ? [] : [{ kind: "cross", scorer, unit: of, points: points(i, j) }])),
  )
  return outcome(4, { table: { sections }, rules: by("crossMean"), sheets, ...part }).crossScores!.alerts
}
const pairs = (alert: object) => [["a", "b"], ["c", "d"]].map((pair) => ({ pair, ...alert })) // prettier-ignore

test("an alert has its p from Student's t, below the limit of 1 % by the number of pairs", () => {
  // Shares 0.09, 0.10, 0.11: t = 0.1 ÷ (0.01 ÷ √3) = √300, and with two degrees of freedom p = ½ − √(300 ÷ 302) ÷ 2 = 0.00165837…
  expect(swapped([27, 30, 33])).toEqual(pairs({ favour: 30, p: 0.00165838, codes: ["c2", "c1", "c0"] }))
  // The limit is 0.01 ÷ 6 = 0.00166666…: with 0.0998 in the middle p = ½ − √(298.8012 ÷ 300.8012) ÷ 2, with 0.0997 ½ − √(298.2027 ÷ 300.2027) ÷ 2.
  expect(swapped([26.94, 29.94, 32.94])).toMatchObject(pairs({ p: 0.001665 }))
  expect(swapped([26.91, 29.91, 32.91])).toEqual([]) // p = 0.00166832
})

test("the five leaves that drive an alert stand by share of their maximum, equal ones in table order", () => {
  expect(swapped([30, 36, 33, 36, 27, 33])).toMatchObject(pairs({ favour: 65, codes: ["c1", "c3", "c2", "c5", "c0"] }))
})

test("favour is in points, rounded to hundredths", () => {
  expect(swapped([30.01, 30.01, 30.02]).map(({ favour }) => favour)).toEqual([30.01, 30.01]) // 90.04 ÷ 3 = 30.0133…
})

test("leaves that cross sheets leave out, and struck ones, are no leaves of an alert", () => {
  const apart = [leaf("x", 100, { kind: "leader" }), leaf("y", 100, { kind: "points" }, { cross: false })]
  expect(swapped([30, 30, 30], apart)).toHaveLength(2)
  expect(swapped([30, 30], apart)).toEqual([])
  expect(swapped([30, 30, 30], [leaf("z", 100)], { struck: ["z"] })).toHaveLength(2)
  expect(swapped([30, 30], [leaf("z", 100)], { struck: ["z"] })).toEqual([])
})

/** Five members, no noise; a and b give each other `more` points of each leaf, d and e 40. */
function twoPairs(more: readonly number[], order = members(5)) {
  const sections = more.map((_, c) => leaf(`c${c}`, 100))
  const extra = (pair: string, c: number) => ({ ab: more[c]!, ba: more[c]!, de: 40, ed: 40 })[pair] ?? 0
  const sheets = ids(5).flatMap((scorer) =>
    ids(5).flatMap((of) => {
      const points = Object.fromEntries(sections.map(({ code }, c) => [code, 50 + extra(scorer + of, c)]))
      return scorer === of ? [] : [{ kind: "cross", scorer, unit: of, points }]
    }),
  )
  const { crossScores } = outcome(5, { members: order, table: { sections }, rules: by("crossMean"), sheets })
  return crossScores!.alerts.map(({ pair, p }) => ({ pair: pair.join(""), p }))
}

test("alerts stand by chance, the smallest first, and equal ones in members' order", () => {
  // Without spread both have no chance at all: the order of the file decides.
  const equal = [40, 40, 40]
  expect(twoPairs(equal)).toEqual([{ pair: "ab", p: 0 }, { pair: "de", p: 0 }]) // prettier-ignore
  expect(twoPairs(equal, members(5).toReversed()).map(({ pair }) => pair)).toEqual(["ed", "ba"])
  // Where a's and b's favour differs from leaf to leaf, d's and e's differs by less.
  const [first, second, ...others] = twoPairs([37, 40, 43])
  expect([first?.pair, second?.pair, others]).toEqual(["de", "ab", []])
  expect(first!.p).toBeLessThan(second!.p)
})
