import { expect, test } from "vitest"
import { Fault } from "../packages/core/src/fault.ts"
import { lacking } from "../packages/core/src/ranking-rule.ts"
import { cross, ids, members, outcome, rules, unit, verified, year } from "./bloc-year-file.ts"

type Part = Record<string, unknown>
const ranks = (given: ReturnType<typeof outcome>) => given.units.map(({ id, rank }) => `${id}${rank ?? "–"}`).join(" ")
const score = (points: readonly number[]) => verified(Object.fromEntries(points.map((one, i) => [ids(points.length)[i]!, one])))
/** Members a, b, c… with these verified points; rules and other parts of the file replaced. */
const ranked = (points: readonly number[], own: Part = {}, more: Part = {}) =>
  outcome(points.length, { rules: rules(own), sheets: score(points), ...more })

test("the highest official score comes first, and equal ones share the best rank", () => {
  expect(ranks(ranked([70, 90, 80]))).toBe("b1 c2 a3")
  expect(ranks(ranked([90, 80, 80, 70]))).toBe("a1 b2 c2 d4")
  expect(ranked([90, 80, 80, 70]).ties).toEqual([{ units: ["b", "c"], rank: 2, brokenBy: null, border: null }])
})

test("the official score weighs its components as printed", () => {
  const sheets = [
    ...score([80, 70, 60]),
    ...cross([
      [null, 66.67, 33.33],
      [55.55, null, 44.44],
      [77.77, 88.88, null],
    ]),
  ]
  const official = [
    { component: "verified", weight: 0.3 },
    { component: "crossMean", weight: 0.7 },
  ]
  const given = outcome(3, { rules: rules({ official }), sheets })
  expect(unit(given, "b").cross.mean).toBe(77.78) // 77.775
  expect(unit(given, "b").official).toBe(75.45) // 21 + 54.446
  expect(unit(given, "c").official).toBe(45.22) // 18 + 38.89 (38.885) × 0.7 = 27.223
})

const lines = {
  bonus: [
    { code: "B1", name: "Cờ", points: 30 },
    { code: "B2", name: "Mô hình", points: 5 },
  ],
  penalty: [{ code: "P1", name: "Chậm", points: 60 }],
}
const table = (more: Part = {}) => ({
  sections: [{ code: "I", name: "Kết quả", max: 100, scoring: { kind: "points" } }],
  ...lines,
  ...more,
})
const mark = (of: string, code: string, count = 1) => ({ unit: of, code, count })

test("the official score may pass the table's maximum and fall below zero", () => {
  const given = ranked([90, 50], {}, { table: table(), marks: [mark("a", "B1"), mark("b", "P1")] })
  expect(given.units.map(({ official }) => official)).toEqual([120, -10])
})

test("half a hundredth is rounded away from zero, below zero too", () => {
  const sheets = [
    ...score([0.01, 0]),
    ...cross([
      [null, 0],
      [0, null],
    ]),
  ]
  const official = [
    { component: "verified", weight: 0.5 },
    { component: "crossMean", weight: 0.5 },
  ]
  const penalty = { ...table(), penalty: [{ code: "P1", name: "Chậm", points: 0.02 }] }
  expect(unit(outcome(2, { rules: rules({ official }), sheets }), "a").official).toBe(0.01)
  expect(unit(outcome(2, { rules: rules({ official }), sheets, table: penalty, marks: [mark("a", "P1")] }), "a").official).toBe(-0.02)
})

test("a component that a unit to be ranked lacks refuses the year, and names the unit", () => {
  const official = [
    { component: "verified", weight: 0.5 },
    { component: "crossFair", weight: 0.5 },
  ]
  const part = { rules: rules({ official }), sheets: verified({ a: 50, b: 60 }) }
  expect(() => outcome(3, part)).toThrow(Fault)
  expect(lacking(year(3, part))).toEqual([
    { in: "file", path: "/rules/official/0", code: "file.official", units: ["c"] },
    { in: "file", path: "/rules/official/1", code: "file.official", units: ["a", "b", "c"] },
  ])
})

test.each<[string, Part]>([
  ["unranked", { members: members(3, { c: { ranked: false } }) }],
  ["disqualified", { disqualified: [{ unit: "c", code: "D1" }], rules: rules({ disqualifiers: [{ code: "D1", name: "Không ký" }] }) }],
  ["gone", { members: members(3, { c: { left: "2026-07-01" } }) }],
])("one that is %s may lack it: no score, no rank, and the others close up", (_, part) => {
  const given = outcome(3, { sheets: verified({ a: 50, b: 60 }), ...part })
  expect(ranks(given)).toBe("b1 a2 c–")
  expect(unit(given, "c")).toMatchObject({ official: null, eligible: false })
})

test("a held one must have it", () => {
  expect(() => outcome(3, { sheets: verified({ a: 50, b: 60 }), held: [{ unit: "c" }] })).toThrow(Fault)
})

test("why a unit is not eligible stands in the order of the file's disqualifiers, then held, unranked, left", () => {
  const disqualifiers = ["D2", "D1"].map((code) => ({ code, name: code }))
  const given = outcome(3, {
    members: members(3, { c: { ranked: false, left: "2026-07-01" } }),
    rules: rules({ disqualifiers }),
    sheets: score([50, 60, 70]),
    disqualified: [
      { unit: "c", code: "D1" },
      { unit: "c", code: "D2" },
    ],
    held: [{ unit: "c" }, { unit: "a" }],
  })
  expect(unit(given, "c").reasons).toEqual(["D2", "D1", "held", "unranked", "left"])
  expect(unit(given, "a")).toMatchObject({ reasons: ["held"], eligible: false, rank: 2 })
})

test("one that left counts nowhere, and its own totals are shown", () => {
  const rows = Array.from({ length: 5 }, (_, i) => Array.from({ length: 5 }, (_, j) => (i === j ? null : i === 4 || j === 4 ? 0 : 50)))
  const sheets = [...score([50, 60, 70, 80, 90]), ...cross(rows)]
  const given = outcome(5, { members: members(5, { e: { left: "2026-07-01", successor: "a" } }), sheets })
  expect(unit(given, "e")).toMatchObject({
    verified: { total: 90 },
    official: null,
    rank: null,
    cross: { count: 0, mean: null, fair: null, leniency: null },
  })
  expect(unit(given, "a").cross).toMatchObject({ count: 3, mean: 50, fair: 50 })
  expect(given.sheets).toMatchObject({ cross: 20, verified: 5 })
  expect(given.sheets.missing.filter(({ unit }) => unit === "e")).toEqual([])
})

test("unranked and disqualified units score and are scored", () => {
  const rows = [
    [null, 60, 60, 90],
    [70, null, 60, 90],
    [70, 60, null, 90],
    [10, 20, 30, null],
  ]
  const disqualifiers = [{ code: "D1", name: "Không ký" }]
  const part = { rules: rules({ official: [{ component: "crossMean", weight: 1 }], disqualifiers }), sheets: cross(rows) }
  const given = outcome(4, { ...part, members: members(4, { d: { ranked: false } }), disqualified: [{ unit: "c", code: "D1" }] })
  expect(unit(given, "a").cross).toMatchObject({ count: 3, mean: 50 })
  expect(unit(given, "d")).toMatchObject({ official: 90, rank: null })
  expect(ranks(given)).toBe("a1 b2 c– d–")
})

test("unranked ones do not count for the quota, disqualified ones do", () => {
  const quotas = [
    { minMembers: 1, maxMembers: 3, flags: 1, certificates: 0 },
    { minMembers: 4, maxMembers: 60, flags: 2, certificates: 0 },
  ]
  const disqualifiers = [{ code: "D1", name: "Không ký" }]
  const given = (part: Part) =>
    outcome(4, { rules: rules({ quotas, disqualifiers }), sheets: score([90, 80, 70, 60]), ...part }).proposal.flags
  expect(given({})).toEqual(["a", "b"])
  expect(given({ members: members(4, { d: { ranked: false } }) })).toEqual(["a"])
  expect(given({ disqualified: [{ unit: "d", code: "D1" }] })).toEqual(["a", "b"])
})

const two = {
  sections: [
    { code: "I", name: "Một", max: 60, scoring: { kind: "points" } },
    { code: "II", name: "Hai", max: 40, scoring: { kind: "points" } },
  ],
  ...lines,
}
const both = (points: Record<string, [number, number]>) =>
  Object.entries(points).map(([of, [I, II]]) => ({ kind: "verified", unit: of, points: { I, II } }))
/** Equal official scores of a, b and c: 80. */
const equal = { a: [50, 30], b: [45, 35], c: [50, 30] } as Record<string, [number, number]>

test.each<[string, string[], Part, string, string | null]>([
  ["no link: all share the rank", [], {}, "a1 b1 c1", null],
  ["more points of a section", ["section:II"], {}, "b1 a2 c2", null],
  [
    "and the next link splits only what is still equal",
    ["section:II", "women70"],
    { members: members(3, { a: { womenShare: 0.9 }, b: { womenShare: 0.1 } }) },
    "b1 a2 c3",
    "women70",
  ],
  [
    "women's share of 70 %, and just below",
    ["women70"],
    { members: members(3, { b: { womenShare: 0.7 }, c: { womenShare: 0.6999 } }) },
    "b1 a2 c2",
    null,
  ],
  [
    "a ballot that names all that are equal",
    ["ballot"],
    { votes: [{ for: "tie", members: 9, valid: 9, yes: { a: 2, b: 3, c: 4 } }] },
    "c1 b2 a3",
    "ballot",
  ],
  [
    "a ballot that leaves one out splits nothing",
    ["ballot"],
    { votes: [{ for: "tie", members: 9, valid: 9, yes: { a: 2, b: 3 } }] },
    "a1 b1 c1",
    null,
  ],
  [
    "a ballot with as many yes splits nothing",
    ["ballot"],
    { votes: [{ for: "tie", members: 9, valid: 9, yes: { a: 3, b: 3, c: 3 } }] },
    "a1 b1 c1",
    null,
  ],
  [
    "another vote is no ballot",
    ["ballot"],
    { votes: [{ for: "flags", members: 9, valid: 9, yes: { a: 2, b: 3, c: 4 } }] },
    "a1 b1 c1",
    null,
  ],
  [
    "the first decision that names all that are equal",
    ["decision"],
    {
      decided: [
        ["a", "b"],
        ["c", "a", "b"],
        ["b", "a", "c"],
      ].map((order) => ({ order, by: "board" })),
    },
    "c1 a2 b3",
    "decision",
  ],
  ["a decision on some of them splits nothing", ["decision"], { decided: [{ order: ["c", "a"], by: "headAndDeputy" }] }, "a1 b1 c1", null],
  [
    "a decision on what a section left equal",
    ["section:I", "decision"],
    { decided: [{ order: ["c", "a"], by: "headAndDeputy" }] },
    "c1 a2 b3",
    "decision",
  ],
  ["a link that is not in the chain is not asked", ["women70"], { decided: [{ order: ["c", "b", "a"], by: "board" }] }, "a1 b1 c1", null],
])("equal scores, %s", (_, tieBreak, part, order, brokenBy) => {
  const given = outcome(3, { table: two, rules: rules({ tieBreak }), sheets: both(equal), ...part })
  expect(ranks(given)).toBe(order)
  expect(given.ties).toMatchObject([{ rank: 1, brokenBy, units: given.units.map(({ id }) => id) }])
})

test("equal scores, the higher without its bonus, or the smaller penalty", () => {
  // a 75 + 5, b 85 − 5, c 100 − 20, all 80
  const penalty = [{ code: "P5", name: "Chậm", points: 5 }]
  const marks = [mark("a", "B2"), mark("b", "P5"), mark("c", "P5", 4)]
  const given = (...tieBreak: string[]) => ranks(ranked([75, 85, 100], { tieBreak }, { table: table({ penalty }), marks }))
  expect(given("withoutBonus")).toBe("b1 c1 a3")
  expect(given("fewerPenalties")).toBe("a1 b2 c3")
  expect(given("withoutBonus", "fewerPenalties")).toBe("b1 c2 a3")
})

test("a section is compared raw, not scaled", () => {
  // b's other leaf does not apply: 32 of 40 are 80 of 100; in section II it has the fewer points of its own.
  const sheets = [...both({ a: [45, 35] }), { kind: "verified", unit: "b", points: { II: 32 } }]
  const given = outcome(2, { table: two, rules: rules({ tieBreak: ["section:II"] }), sheets, notApplicable: [{ unit: "b", code: "I" }] })
  expect(given.units.map(({ id, official }) => [id, official])).toEqual([
    ["a", 80],
    ["b", 80],
  ])
  expect(given.ties[0]).toMatchObject({ brokenBy: "section:II" })
})

test("where a ranked unit has no verified sheet, a section is the exact mean of the cross sheets", () => {
  // a's mean 80.005 is printed 80.01 as b's is; in section II a has 30.005, b 30.01
  const points: Record<string, [number, number][]> = { a: [[50, 30], [50, 30.01]], b: [[50, 30.01], [50, 30.01]], c: [[10, 10], [10, 10]] } // prettier-ignore
  const sheets = Object.entries(points).flatMap(([of, rows]) =>
    rows.map(([I, II], k) => ({ kind: "cross", scorer: ids(3).filter((id) => id !== of)[k], unit: of, points: { I, II } })),
  )
  const part = { table: two, rules: rules({ official: [{ component: "crossMean", weight: 1 }], tieBreak: ["section:II"] }) }
  const given = outcome(3, { ...part, sheets })
  expect(unit(given, "a").official).toBe(unit(given, "b").official)
  expect(ranks(given)).toBe("b1 a2 c3")
  expect(ranks(outcome(3, { ...part, sheets: [...sheets, ...both({ a: [0, 2], b: [0, 1] })] }))).toBe("b1 a2 c3")
  expect(ranks(outcome(3, { ...part, sheets: [...sheets, ...both({ a: [0, 2], b: [0, 1], c: [0, 0] })] }))).toBe("a1 b2 c3")
  const unranked = { ...part, members: members(3, { c: { ranked: false } }) }
  expect(ranks(outcome(3, { ...unranked, sheets: [...sheets, ...both({ a: [0, 2], b: [0, 1] })] }))).toBe("a1 b2 c–")
})
