import { expect, test } from "vitest"
import { upperTail } from "../packages/core/src/student.ts"
import { cross, ids, members, outcome, rules, unit, verified } from "./bloc-year-file.ts"
import { dice } from "./random-year.ts"

const by = (component: string) => rules({ official: [{ component, weight: 1 }] })
/** A whole matrix: what i gives j. */
const rows = (size: number, score: (i: number, j: number) => number | null) =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? null : score(i, j))))
const all = (size: number) => verified(Object.fromEntries(ids(size).map((id) => [id, 50])))
/** What a receives from b, c, d…; the others receive 50 of each. */
const toFirst = (scores: number[]) => cross(rows(scores.length + 1, (i, j) => (j === 0 ? scores[i - 1]! : 50)))

test.each<[string, number[], number, number]>([
  ["four scorers: nothing is trimmed", [10, 80, 81, 82], 63.25, 63.25],
  ["five scorers: the highest and the lowest go", [10, 80, 81, 82, 100], 70.6, 81],
  ["of equal highest ones only one goes", [10, 80, 100, 100, 100], 78, 93.33],
  ["half a hundredth goes up", [0.01, 0, 0, 0.01], 0.01, 0.01],
])("%s", (_, scores, mean, trimmed) => {
  const given = outcome(scores.length + 1, { rules: by("crossTrimmed"), sheets: toFirst(scores) })
  expect(unit(given, "a").cross).toMatchObject({ count: scores.length, mean, trimmed })
  expect(unit(given, "a").official).toBe(trimmed)
})

test("three members have no fair score, four have one", () => {
  expect(outcome(3, { rules: by("crossMean"), sheets: cross(rows(3, () => 50)) }).crossScores).toMatchObject({
    grandMean: null,
    alpha: null,
  })
  expect(outcome(4, { rules: by("crossMean"), sheets: cross(rows(4, () => 50)) }).crossScores).toMatchObject({
    grandMean: 50,
    variance: null,
  })
  expect(outcome(5, { rules: by("crossMean"), sheets: cross(rows(5, () => 50)) }).crossScores?.variance).toMatchObject({
    scorer: 0,
    merit: 0,
    relation: 0,
  })
})

test("with one sheet missing there is a fair score and no variance", () => {
  const given = outcome(5, { rules: by("crossFair"), sheets: cross(rows(5, (i, j) => (i === 0 && j === 1 ? null : 50 + j))) })
  expect(given.crossScores).toMatchObject({ grandMean: 52, variance: null })
  expect(given.units.map(({ cross }) => cross.fair)).toEqual([54, 53, 52, 51, 50])
})

test("one who did not score has no leniency, and the others' adds up to nothing", () => {
  const given = outcome(5, { rules: by("crossFair"), sheets: cross(rows(5, (i) => (i === 2 ? null : 50 + i))) })
  expect(unit(given, "c").cross).toMatchObject({ leniency: null, fair: 52 })
  expect(["a", "b", "d", "e"].map((id) => unit(given, id).cross.leniency)).toEqual([-2, -1, 1, 2])
})

test("a scorer that would give the last unit nothing has a leniency like the others", () => {
  const given = outcome(5, {
    rules: by("crossFair"),
    sheets: cross(rows(5, (i, j) => (i === 1 && j === 2 ? null : 10 * i + 10 * (4 - j)))),
  })
  expect(ids(5).map((id) => unit(given, id).cross.leniency)).toEqual([-20, -10, 0, 10, 20])
  expect(given.crossScores?.grandMean).toBe(40)
})

test.each<[string, (i: number, j: number) => boolean]>([
  ["nobody scored a member", (_, j) => j !== 3],
  ["two circles score only among themselves", (i, j) => i < 2 === j < 2],
  ["two halves give to one another but never among themselves", (i, j) => i < 2 !== j < 2],
])("no fair score where %s", (_, there) => {
  const given = outcome(4, { sheets: [...all(4), ...cross(rows(4, (i, j) => (there(i, j) ? 50 + i : null)))] })
  expect(given.crossScores).toMatchObject({ grandMean: null, variance: null, alerts: [] })
  expect(given.units.every(({ cross }) => cross.fair === null && cross.leniency === null)).toBe(true)
})

test("a sheet that nobody was asked for counts like the others, and only what was asked for is missing", () => {
  const asked = { a: ["b"], b: ["a", "c"] }
  const sheets = [
    ...all(3),
    ...cross([
      [null, 60, 40],
      [null, null, 70],
      [null, null, null],
    ]),
  ]
  const given = outcome(3, { rules: rules({ cross: asked }), sheets })
  expect(unit(given, "c").cross).toMatchObject({ count: 2, mean: 55 })
  expect(given.sheets.missing).toEqual([
    { kind: "self", unit: "a" },
    { kind: "self", unit: "b" },
    { kind: "self", unit: "c" },
    { kind: "cross", scorer: "b", unit: "a" },
  ])
  expect(outcome(3, { rules: rules({ cross: "none" }), sheets }).sheets.missing).toHaveLength(3)
})

test("in a year without cross sheets none is missing, and there are no cross-scores", () => {
  const given = outcome(3, { sheets: all(3) })
  expect(given.crossScores).toBeNull()
  expect(given.sheets).toMatchObject({ self: 0, cross: 0, verified: 3, missing: ids(3).map((id) => ({ kind: "self", unit: id })) })
})

test("scorers that agree wholly have an alpha of 1, and without spread there is none", () => {
  expect(outcome(4, { rules: by("crossMean"), sheets: cross(rows(4, (_, j) => 50 + j)) }).crossScores?.alpha).toBe(1)
  expect(outcome(4, { rules: by("crossMean"), sheets: cross(rows(4, () => 50)) }).crossScores?.alpha).toBeNull()
})

/** Leaves c0, c1… of 10, 20, 30 … points; a and b give each other `more` of the share of each leaf. */
function favoured(
  size: number,
  leaves: number,
  { more = 0.3, noise = true, nothing = false, left = [] as string[], gap = false, notApplicable = [] as object[] } = {},
) {
  const { upTo } = dice(5)
  const table = {
    sections: Array.from({ length: leaves }, (_, c) => ({ code: `c${c}`, name: "Mục", max: 10 * (c + 1), scoring: { kind: "points" } })),
  }
  if (nothing) table.sections.push({ code: "zero", name: "Mục", max: 0, scoring: { kind: "points" } })
  const share = (i: number, j: number) => 0.5 + (i + j < 2 ? more : 0) + (noise ? upTo(8) / 100 : 0)
  const out = (of: string, code: string) => notApplicable.some((line) => JSON.stringify(line) === JSON.stringify({ unit: of, code }))
  const sheets = ids(size).flatMap((scorer, i) =>
    ids(size).flatMap((of, j) => {
      const points = Object.fromEntries(
        table.sections.flatMap(({ code, max }) => (out(of, code) ? [] : [[code, Math.round(share(i, j) * max * 100) / 100]])),
      )
      return i === j || (gap && i === 1 && j === 0) ? [] : [{ kind: "cross", scorer, unit: of, points }]
    }),
  )
  const gone = Object.fromEntries(left.map((id) => [id, { left: "2026-05-01" }]))
  return outcome(size, { members: members(size, gone), table, rules: by("crossMean"), sheets, notApplicable })
}
const alerts = (...given: Parameters<typeof favoured>) => favoured(...given).crossScores?.alerts ?? []

test("two that score each other far above the rest are named once, with the leaves that drive it", () => {
  const [alert, ...others] = alerts(7, 7, { more: 0.15 })
  expect(others).toEqual([])
  expect(alert).toMatchObject({ pair: ["a", "b"] })
  expect(alert!.codes).toHaveLength(5)
  expect(alert!.favour).toBeGreaterThan(20)
  expect(alert!.p).toBeLessThan(0.01 / 21)
  expect(`${alert!.p}`).toMatch(/^[1-9](\.\d{1,5})?e-\d+$|^0\.0+[1-9]\d{0,5}$/)
})

test.each<[string, Parameters<typeof favoured>]>([
  ["nobody is favoured", [7, 7, { more: 0 }]],
  ["two disfavour each other", [7, 7, { more: -0.3 }]],
  ["there are but three members", [3, 7]],
  ["there are but two leaves", [7, 2]],
  ["only two leaves apply to all", [7, 3, { notApplicable: [{ unit: "g", code: "c1" }] }]],
  ["one of the two sheets is missing", [7, 7, { gap: true }]],
  ["one of the two has left", [7, 7, { left: ["b"] }]],
])("no alert where %s", (_, given) => {
  expect(alerts(...given).filter(({ pair }) => pair.join() === "a,b")).toEqual([])
})

test("three leaves and four members are enough", () => {
  const found = alerts(4, 3, { noise: false })
  expect(found).toEqual([
    { pair: ["a", "b"], favour: 6, p: 0, codes: ["c0", "c1", "c2"] },
    { pair: ["c", "d"], favour: 6, p: 0, codes: ["c0", "c1", "c2"] },
  ])
})

test("a leaf of no points hinders no alert", () => {
  const [alert] = alerts(4, 3, { noise: false, nothing: true })
  expect(alert).toEqual({ pair: ["a", "b"], favour: 6, p: 0, codes: ["c0", "c1", "c2"] })
})

test("a favour without any spread has no chance to be one", () => {
  expect(alerts(6, 4, { noise: false })[0]).toMatchObject({ pair: ["a", "b"], p: 0 })
})

test.each([
  [0, 3, 0.5],
  [1, 1, 0.25],
  [1, 2, 0.2113248654],
  [-1, 1, 0.75],
  [2.364624, 7, 0.025],
  [3.707428, 6, 0.005],
  [636.6192488, 1, 0.0005],
  [0.1, 5, 0.462115],
])("Student's t above %d with %i degrees of freedom", (t, freedom, p) => {
  expect(upperTail(t, freedom) / p).toBeCloseTo(1, 6)
})

test("Student's t far into the tail is still good to six digits", () => {
  // With two degrees of freedom it is ½ − t ÷ 2√(2 + t²) = 1 ÷ (s(s + t)) with s = √(2 + t²).
  for (const t of [10, 1e3, 1e6]) expect(upperTail(t, 2) * Math.sqrt(2 + t * t) * (Math.sqrt(2 + t * t) + t)).toBeCloseTo(1, 12)
})
