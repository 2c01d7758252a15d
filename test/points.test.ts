import { expect, test } from "vitest"
import { explain, explainCross, explainOfficial } from "../packages/core/src/ranking-rule.ts"
import { cross, file, members, outcome, rules, unit, verified, year } from "./bloc-year-file.ts"

const leaf = (code: string, max: number, scoring: object = { kind: "points" }, more: object = {}) => ({
  code,
  name: `Mục ${code}`,
  max,
  scoring,
  ...more,
})
const bands = {
  kind: "bands",
  bands: [
    { atLeast: 80, share: 0.5 },
    { atLeast: 100, share: 1 },
    { atLeast: 95, share: 0.9 },
  ],
}
const level = { kind: "level", levels: { HTXSNV: 40, HTTNV: 33.33, KHTNV: 0 } }
const plusMinus = { kind: "plusMinus", plusPer: 2.5, minusPer: 4 }

test.each<[string, object, object, number]>([
  ["achieved gives the maximum", { kind: "passFail" }, { achieved: true }, 40],
  ["not achieved gives nothing", { kind: "passFail" }, { achieved: false }, 0],
  ["each counts", { kind: "count", per: 3 }, { count: 13 }, 39],
  ["as many as make the maximum", { kind: "count", per: 4 }, { count: 10 }, 40],
  ["more than make the maximum", { kind: "count", per: 3 }, { count: 14 }, 40],
  ["none counts nothing", { kind: "count", per: 3 }, { count: 0 }, 0],
  ["a count of thousandths is rounded half up once, not each", { kind: "count", per: 0.0025 }, { count: 3 }, 0.01],
  ["each is taken off", { kind: "deduct", per: 3 }, { count: 13 }, 1],
  ["taken off to the last", { kind: "deduct", per: 4 }, { count: 10 }, 0],
  ["no more can be taken off than there is", { kind: "deduct", per: 3 }, { count: 14 }, 0],
  ["plus and minus from nothing", plusMinus, { plus: 4, minus: 2 }, 2],
  ["plus and minus from a start", { ...plusMinus, start: 20 }, { plus: 4, minus: 2 }, 22],
  ["plus no further than the maximum", { ...plusMinus, start: 20 }, { plus: 9, minus: 0 }, 40],
  ["minus no further than nothing", plusMinus, { plus: 1, minus: 1 }, 0],
  ["a level as listed", level, { level: "HTTNV" }, 33.33],
  ["the lowest level", level, { level: "KHTNV" }, 0],
  ["over the target is in the highest band", bands, { target: 100, actual: 120 }, 40],
  ["just on a band's border is in the band", bands, { target: 200, actual: 190 }, 36],
  ["just under a band's border is in the next", bands, { target: 200, actual: 189.9999 }, 20],
  ["a border that no double holds", bands, { target: 0.7, actual: 0.665 }, 36],
  ["under the lowest band is nothing", bands, { target: 100, actual: 79.9999 }, 0],
  ["in proportion", { kind: "proportional" }, { target: 3, actual: 1 }, 13.33],
  ["in proportion, half a hundredth up", { kind: "proportional" }, { target: 3200, actual: 0.4 }, 0.01],
  ["in proportion, just under half a hundredth", { kind: "proportional" }, { target: 3200, actual: 0.3999 }, 0],
  ["on target", { kind: "proportional" }, { target: 3, actual: 3 }, 40],
  ["over target gives no more", { kind: "proportional" }, { target: 3, actual: 4 }, 40],
])("%s", (_, scoring, given, points) => {
  const sheets = members(2).map(({ id }) => ({ kind: "verified", unit: id, results: { I: given } }))
  expect(unit(outcome(2, { table: { sections: [leaf("I", 40, scoring)] }, sheets }), "a").verified).toEqual({ total: points })
})

const three = { sections: [leaf("I", 50), { code: "II", name: "Nhóm", max: 50, children: [leaf("II.1", 20), leaf("II.2", 30)] }] }
const sheet = (kind: string, of: string, points: object, more: object = {}) => ({ kind, unit: of, points, ...more })
const whole = { I: 40, "II.1": 10, "II.2": 25.55 }

test("a total is the exact sum of its leaves", () => {
  const given = outcome(2, {
    table: three,
    sheets: [sheet("verified", "a", whole), sheet("verified", "b", { I: 0.1, "II.1": 0.2, "II.2": 0 })],
  })
  expect([unit(given, "a").verified, unit(given, "b").verified]).toEqual([{ total: 75.55 }, { total: 0.3 }])
})

test("what does not apply is left out of the maximum, and the rest is scaled to the whole table", () => {
  const sheets = [sheet("verified", "a", { I: 40, "II.2": 25.55 }), sheet("verified", "b", whole)]
  const given = outcome(2, { table: three, notApplicable: [{ unit: "a", code: "II.1" }], sheets })
  expect(unit(given, "a").verified).toEqual({ total: 81.94 }) // 65.55 × 100 ÷ 80 = 81.9375
  expect(unit(given, "b").verified).toEqual({ total: 75.55 })
})

test("a struck leaf is left out for all", () => {
  const sheets = [sheet("verified", "a", { I: 40, "II.1": 10 }), sheet("verified", "b", { I: 35, "II.1": 20 })]
  const given = outcome(2, { table: three, struck: ["II.2"], sheets })
  expect(given.units.map(({ verified }) => verified?.total)).toEqual([78.57, 71.43])
})

test("a cross sheet's total takes the leaves it leaves out from the verified sheet, else the self sheet, else nowhere", () => {
  const table = {
    sections: [leaf("I", 50), leaf("II", 30, { kind: "passFail" }, { cross: false }), leaf("III", 20, { kind: "count", per: 5 })],
  }
  const own = (kind: string, of: string, achieved: boolean) => ({
    kind,
    unit: of,
    points: { I: 1 },
    results: { II: { achieved }, III: { count: 1 } },
  })
  const given = outcome(3, {
    table,
    rules: rules({ official: [{ component: "crossMean", weight: 1 }] }),
    sheets: [
      own("self", "a", false),
      own("verified", "a", true),
      own("self", "b", true),
      ...["a", "b", "c"].map((of, i) => ({ kind: "cross", scorer: ["b", "c", "a"][i], unit: of, points: { I: 40, III: 12.5 } })),
    ],
  })
  expect(["a", "b", "c"].map((id) => unit(given, id).cross.mean)).toEqual([82.5, 82.5, 52.5])
})

const lines = {
  ...three,
  bonus: [
    { code: "B1", name: "Mô hình", points: 5, max: 15 },
    { code: "B2", name: "Cờ", points: 7.5 },
  ],
  penalty: [
    { code: "P1", name: "Nộp chậm", points: 2, max: 20 },
    { code: "P2", name: "Khác", points: 0.25 },
  ],
}
const mark = (code: string, count: number, kind = "verified") => ({ unit: "a", code, count, kind })
test.each<[string, object, object[], number, number]>([
  ["each verified mark counts", lines, [mark("B1", 2), mark("P2", 3)], 10, 0.75],
  ["a mark of its own does not count", lines, [mark("B1", 2, "self"), mark("P1", 1, "self")], 0, 0],
  ["the same mark's counts add up", lines, [mark("B2", 1), mark("B2", 2)], 22.5, 0],
  ["a line may reach its cap", lines, [mark("B1", 3), mark("P1", 10)], 15, 20],
  ["and not pass it, however it is given", lines, [mark("B1", 2), mark("B1", 2), mark("P1", 11)], 15, 20],
  ["all bonuses together stop at the common cap", { ...lines, bonusMax: 20 }, [mark("B1", 3), mark("B2", 1)], 20, 0],
  ["below the common cap nothing is cut", { ...lines, bonusMax: 20 }, [mark("B1", 2), mark("B2", 1)], 17.5, 0],
  ["penalties have no common cap", { ...lines, bonusMax: 1 }, [mark("P1", 10), mark("P2", 100)], 0, 45],
])("%s", (_, table, marks, bonus, penalty) => {
  const given = outcome(2, { table, marks, sheets: [sheet("verified", "a", whole), sheet("verified", "b", whole)] })
  expect(unit(given, "a")).toMatchObject({ bonus, penalty, official: Math.round((75.55 + bonus - penalty) * 100) / 100 })
  expect(unit(given, "b")).toMatchObject({ bonus: 0, penalty: 0, official: 75.55 })
})

test("a screen explains a total leaf by leaf, with what was rounded", () => {
  const table = { sections: [leaf("I", 50, { kind: "proportional" }), leaf("II", 30), leaf("III", 20)] }
  const sheets = [{ kind: "verified", unit: "a", results: { I: { target: 7, actual: 3 } }, points: { III: 12.5 } }]
  const shown = explain(year(2, { table, sheets, notApplicable: [{ unit: "a", code: "II" }] }), "verified", "a")
  expect(shown).toMatchObject({ sum: 3393, max: 7000, tableMax: 10000, total: 4847, exact: "3393/70" })
  expect(shown?.leaves.map(({ code, input, points, exact, notApplicable }) => [code, input, points, exact, notApplicable])).toEqual([
    ["I", { target: 7, actual: 3 }, 2143, "150/7", false],
    ["II", null, null, null, true],
    ["III", 12.5, 1250, "12.5", false],
  ])
  expect(explain(year(2, { table }), "self", "a")).toBeUndefined()
})

test("a cross total is explained by what the scorer typed and, where peers do not judge, by the unit's own points", () => {
  const table = { sections: [leaf("I", 50, { kind: "proportional" }), { ...leaf("II", 30), cross: false }, leaf("III", 20)] }
  const sheets = [
    { kind: "self", unit: "a", results: { I: { target: 7, actual: 3 } }, points: { II: 21.25, III: 12.5 } },
    { kind: "cross", scorer: "b", unit: "a", points: { I: 40, III: 10.75 } },
  ]
  const given = year(2, { table, sheets, notApplicable: [] })
  const shown = explainCross(given, "b", "a")
  expect(shown?.leaves.map(({ code, input, points, crossed }) => [code, input, points, crossed])).toEqual([
    ["I", 40, 4000, true],
    ["II", 21.25, 2125, false],
    ["III", 10.75, 1075, true],
  ])
  expect(shown).toMatchObject({ sum: 7200, total: 7200 })
  expect(explainCross(given, "a", "b")).toBeUndefined()
})

test("a leader leaf is explained by whom it was measured against, with or without a target", () => {
  const table = { sections: [leaf("I", 20, { kind: "leader" }), leaf("II", 80)] }
  const given = [
    ["a", 900, 966.6],
    ["b", 100, 120],
    ["c", null, 7],
    ["d", null, 9],
    ["e", 100, 300],
  ] as const
  const sheets = given.map(([unit, target, actual]) => ({ kind: "verified", unit, results: { I: { target, actual } }, points: { II: 1 } }))
  const whole = year(5, { table, sheets, members: members(5, { e: { left: "2026-01-01" } }) })
  const best = (unit: string) => explain(whole, "verified", unit)?.leaves.map((one) => one.best)
  expect(best("a")).toEqual([{ unit: "b", reached: "0.2" }, null])
  expect(best("c")).toEqual([{ unit: "d", reached: "9" }, null])
  expect(best("e")).toEqual([{ unit: "b", reached: "0.2" }, null])
})

test("an official score is explained by its components and lines, with every cap and what was rounded", () => {
  const lines = { bonus: [{ code: "B1", name: "Mô hình", points: 2, max: 3 }, { code: "B2", name: "Sáng kiến", points: 1.5 }], bonusMax: 4 } // prettier-ignore
  const table = { sections: [leaf("I", 100)], ...lines, penalty: [{ code: "P1", name: "Chậm", points: 0.25 }] }
  const marks = [
    { unit: "a", code: "B1", count: 2, evidence: "QĐ 1" },
    { unit: "a", code: "B2", count: 1 },
    { unit: "a", code: "P1", count: 3, evidence: "biên bản 2" },
    { unit: "a", code: "B2", count: 9, kind: "self", evidence: "QĐ 3" },
  ]
  const official = [
    { component: "verified", weight: 0.6667 },
    { component: "crossMean", weight: 0.3333 },
  ]
  const sheets = [...verified({ a: 77.77, b: 50 }), ...cross([[null, 60], [81.11, null]])] // prettier-ignore
  const given = year(2, { table, marks, rules: rules({ official }), sheets })
  expect(explainOfficial(given, "a")).toEqual({
    components: [
      { component: "verified", weight: 0.6667, value: 77.77, part: "51.849259" },
      { component: "crossMean", weight: 0.3333, value: 81.11, part: "27.033963" },
    ],
    bonuses: [
      { code: "B1", name: "Mô hình", points: 2, max: 3, count: 2, worth: 3, papers: ["QĐ 1"] },
      { code: "B2", name: "Sáng kiến", points: 1.5, max: null, count: 1, worth: 1.5, papers: [] },
    ],
    bonusMax: 4,
    bonus: 4,
    penalties: [{ code: "P1", name: "Chậm", points: 0.25, max: null, count: 3, worth: 0.75, papers: ["biên bản 2"] }],
    penalty: 0.75,
    exact: "82.133222",
    official: 82.13,
  })
  expect(
    explainOfficial(year(2, { sheets: verified({ a: 1, b: 2 }), members: members(2, { b: { left: "2026-01-01" } }) }), "b"),
  ).toBeUndefined()
})

test("every total explained is the one in the result", () => {
  const given = {
    ...file(2),
    table: three,
    sheets: [sheet("verified", "a", whole), sheet("verified", "b", whole), sheet("self", "b", { ...whole, I: 50 })],
  }
  expect(explain(year(2, given), "self", "b")?.total).toBe(unit(outcome(2, given), "b").self!.total * 100)
})

test("who has no sheet has no total", () => {
  const given = outcome(2, { members: members(2, { b: { ranked: false } }), sheets: verified({ a: 50 }) })
  expect(unit(given, "b")).toMatchObject({ self: null, verified: null, official: null, rank: null })
})

test("points that no double holds are ranked and printed to the last hundredth", () => {
  const table = { sections: [leaf("I", 100)], bonus: [{ code: "B1", name: "Nhiều", points: 999.99 }], penalty: [{ code: "P1", name: "Nhiều", points: 999.98 }] } // prettier-ignore
  const marks = [
    { unit: "a", code: "B1", count: 999_999_999_999 },
    { unit: "a", code: "P1", count: 999_999_999_999 },
  ]
  expect(unit(outcome(2, { table, marks, sheets: verified({ a: 5, b: 50 }) }), "a").official).toBe(10_000_000_004.99)
})
