import { expect, test } from "vitest"
import { cross, faults, file, leaf, members, outcome, rules, tabled, unit } from "./bloc-year-file.ts"

type Part = Record<string, unknown>
const bands = (...all: [atLeast: number, share: number][]) => ({
  kind: "bands",
  bands: all.map(([atLeast, share]) => ({ atLeast, share })),
})
const three = bands([80, 0.5], [100, 1], [95, 0.9])

test.each<[string, number, object, object, number]>([
  ["94.9999 of 100 is not yet 95 %", 40, three, { target: 100, actual: 94.9999 }, 20],
  ["95 of 100 is", 40, three, { target: 100, actual: 95 }, 36],
  ["a border of four decimals is met exactly", 40, bands([33.3333, 1]), { target: 300, actual: 99.9999 }, 40],
  ["and missed by a ten-thousandth", 40, bands([33.3334, 1]), { target: 300, actual: 100 }, 0],
  ["a band from 0 on takes one that did nothing", 40, bands([0, 0.25], [50, 1]), { target: 1, actual: 0 }, 10],
  ["0.3 of 3 is 10 %, which a double misses", 40, bands([10, 1]), { target: 3, actual: 0.3 }, 40],
  ["a band's share is rounded half up", 0.01, bands([0, 0.5]), { target: 1, actual: 0 }, 0.01],
  ["a band's share just below half", 0.01, bands([0, 0.4999]), { target: 1, actual: 0 }, 0],
  ["1.005, which a double holds as less, is rounded up", 40, { kind: "count", per: 1.005 }, { count: 1 }, 1.01],
  [
    "three times 0.1 and three times 0.2 is 0.9",
    40,
    { kind: "plusMinus", plusPer: 0.1, minusPer: 0, start: 0.6 },
    { plus: 3, minus: 0 },
    0.9,
  ],
  ["a million million marks of a ten-thousandth stop at the maximum", 40, { kind: "count", per: 0.0001 }, { count: 999_999_999_999 }, 40],
  ["and as many taken off stop at nothing", 40, { kind: "deduct", per: 0.0001 }, { count: 999_999_999_999 }, 0],
  ["what is left after half a hundredth is rounded up", 40, { kind: "deduct", per: 0.005 }, { count: 1 }, 40],
  ["what is left after more than half a hundredth is not", 40, { kind: "deduct", per: 0.0051 }, { count: 1 }, 39.99],
  ["plus and minus may start below nothing", 40, { kind: "plusMinus", plusPer: 5, minusPer: 1, start: -8 }, { plus: 2, minus: 1 }, 1],
  ["and stay there", 40, { kind: "plusMinus", plusPer: 5, minusPer: 1, start: -8 }, { plus: 1, minus: 0 }, 0],
  ["plus and minus just at the maximum", 40, { kind: "plusMinus", plusPer: 5, minusPer: 1 }, { plus: 8, minus: 0 }, 40],
  ["a start above the maximum", 40, { kind: "plusMinus", plusPer: 5, minusPer: 1, start: 50 }, { plus: 0, minus: 3 }, 40],
  ["in proportion to a target of four decimals", 10, { kind: "proportional" }, { target: 0.0003, actual: 0.0001 }, 3.33],
  ["in proportion, 12 digits", 10, { kind: "proportional" }, { target: 999_999_999_999, actual: 999_999_999_998 }, 10],
])("%s", (_, max, scoring, given, points) => {
  const sheets = members(2).map(({ id }) => ({ kind: "verified", unit: id, results: { I: given } }))
  expect(unit(outcome(2, { table: { sections: [leaf("I", max, scoring)] }, sheets }), "a").verified).toEqual({ total: points })
})

test.each<[string, object, Part, string[]]>([
  ["typed points as high as the maximum", { kind: "points" }, { points: { I: 10 } }, []],
  ["typed points a hundredth above it", { kind: "points" }, { points: { I: 10.01 } }, ["/points/I file.over"]],
  ["typed points of thousandths", { kind: "points" }, { points: { I: 1.005 } }, ["/points/I input.number"]],
  ["points below nothing", { kind: "points" }, { points: { I: -0.01 } }, ["/points/I input.number"]],
  [
    "a level that is not listed",
    { kind: "level", levels: { A: 10 } },
    { results: { I: { level: "B" } } },
    ["/results/I/level file.reference"],
  ],
  ["a target of null for bands", three, { results: { I: { target: null, actual: 1 } } }, ["/results/I/target input.number"]],
  [
    "a target of null in proportion",
    { kind: "proportional" },
    { results: { I: { target: null, actual: 1 } } },
    ["/results/I/target input.number"],
  ],
  ["a target of null for a leader", { kind: "leader" }, { results: { I: { target: null, actual: 1 } } }, []],
  ["the smallest target", { kind: "leader" }, { results: { I: { target: 0.0001, actual: 0 } } }, []],
  ["an actual below nothing", { kind: "leader" }, { results: { I: { target: 1, actual: -0.0001 } } }, ["/results/I/actual input.number"]],
  ["no actual", { kind: "leader" }, { results: { I: { target: 1 } } }, ["/results/I/actual file.lacks"]],
  ["a count besides", { kind: "passFail" }, { results: { I: { achieved: true, count: 1 } } }, ["/results/I/count input.unknown"]],
])("on a sheet, %s", (_, scoring, given, expected) => {
  const sheets = [{ kind: "self", unit: "a", ...given }]
  expect(faults(file(2, { table: { sections: [leaf("I", 10, scoring)] }, sheets }))).toEqual(expected.map((one) => `/sheets/0${one}`))
})

test.each<[string, object, string[]]>([
  ["a level of nothing and one of the maximum", { kind: "level", levels: { A: 10, B: 0 } }, []],
  ["a level below nothing", { kind: "level", levels: { A: -1 } }, ["/levels/A input.number"]],
  ["a band's share of 0 and of 1", bands([0, 0], [1, 1]), []],
  ["a band's share above 1", bands([0, 1.0001]), ["/bands/0/share input.number"]],
  ["each worth less than nothing", { kind: "count", per: -1 }, ["/per input.number"]],
])("in the table, %s", (_, scoring, expected) => {
  expect(faults(tabled({ table: { sections: [leaf("I", 10, scoring)] } }))).toEqual(
    expected.map((one) => `/table/sections/0/scoring${one}`),
  )
})

/** Points of a leader leaf of these maximum points, for members a, b, c… that did this. */
function led(max: number, done: readonly (readonly [number | null, number])[], more: Part = {}, kind = "verified") {
  const sheets = done.map(([target, actual], i) => ({ kind, unit: members(done.length)[i]!.id, results: { I: { target, actual } } }))
  const given = outcome(done.length, { table: { sections: [leaf("I", max, { kind: "leader" }), leaf("II", 0)] }, ...more, sheets: sheets.map((sheet) => ({ ...sheet, points: { II: 0 } })) }) // prettier-ignore
  return members(done.length).map(({ id }) => unit(given, id)[kind as "verified"]?.total)
}

test.each<[string, number, [number | null, number][], number[]]>([
  ["all on target get half", 10, [[5, 5], [7, 7]], [5, 5]], // prettier-ignore
  ["alone above the target is the largest, however little", 10, [[10_000, 10_000.0001], [5, 5]], [10, 5]], // prettier-ignore
  ["half as far ahead as the largest gets three quarters", 10, [[100, 140], [100, 120]], [10, 7.5]], // prettier-ignore
  ["a third as far ahead is rounded", 10, [[100, 130], [100, 110]], [10, 6.67]], // prettier-ignore
  ["nothing done of a target is nothing", 10, [[100, 0], [100, 100]], [0, 5]], // prettier-ignore
  ["just below the target", 10, [[10_000, 9_990], [1, 1]], [5, 5]], // prettier-ignore
  ["below the target, half a hundredth up", 10, [[1_000, 999], [1, 1]], [5, 5]], // prettier-ignore
  ["below the target, less than that", 10, [[1_000, 998.9], [1, 1]], [4.99, 5]], // prettier-ignore
  ["half of a hundredth is rounded up", 0.01, [[1, 1], [1, 0.9]], [0.01, 0]], // prettier-ignore
  ["equal in proportion, whatever the size", 10, [[0.3, 0.4], [3, 4], [1, 1.1]], [10, 10, 6.5]], // prettier-ignore
  ["without targets and alone", 10, [[null, 0.0001], [5, 500]], [10, 10]], // prettier-ignore
  ["without a target and without any done, the ones with a target are no measure", 10, [[null, 0], [5, 500]], [0, 10]], // prettier-ignore
  ["without targets equal", 10, [[null, 3], [null, 3]], [10, 10]], // prettier-ignore
])("a leader leaf: %s", (_, max, done, points) => {
  expect(led(max, done)).toEqual(points)
})

const disqualifiers = [{ code: "D1", name: "Không ký" }]
test.each<[string, Part, (number | undefined)[]]>([
  ["a member like any other", {}, [10, 7.5, 5]],
  ["an unranked member", { members: members(3, { a: { ranked: false } }) }, [10, 7.5, 5]],
  ["a held member", { held: [{ unit: "a" }] }, [10, 7.5, 5]],
  ["a disqualified member", { rules: rules({ disqualifiers }), disqualified: [{ unit: "a", code: "D1" }] }, [10, 7.5, 5]],
  ["not one that left, which gets nothing", { members: members(3, { a: { left: "2026-05-01" } }) }, [0, 10, 5]],
])("compared in a leader leaf is %s", (_, more, points) => {
  const done = [[100, 140], [100, 120], [100, 100]] as const // prettier-ignore
  expect(led(10, done, more)).toEqual(points)
})

test("whom a leader leaf does not apply to is not compared", () => {
  const sections = [leaf("I", 10, { kind: "leader" }), leaf("II", 10)]
  const done = (target: number, actual: number) => ({ I: { target, actual } })
  const sheets = [
    { kind: "verified", unit: "a", points: { II: 4 } },
    { kind: "verified", unit: "b", points: { II: 0 }, results: done(100, 120) },
    { kind: "verified", unit: "c", points: { II: 0 }, results: done(100, 110) },
  ]
  const given = outcome(3, { table: { sections }, sheets, notApplicable: [{ unit: "a", code: "I" }] })
  expect(["a", "b", "c"].map((id) => unit(given, id).verified?.total)).toEqual([8, 10, 7.5])
})

test("self sheets are compared with self sheets, verified ones with verified ones", () => {
  const sheet = (kind: string, of: string, actual: number) => ({ kind, unit: of, results: { I: { target: 100, actual } } })
  const sheets = [sheet("self", "a", 140), sheet("self", "b", 120), sheet("verified", "a", 110), sheet("verified", "b", 120)]
  const given = outcome(2, { table: { sections: [leaf("I", 10, { kind: "leader" })] }, sheets })
  expect(["a", "b"].map((id) => [unit(given, id).self?.total, unit(given, id).verified?.total])).toEqual([
    [10, 7.5],
    [7.5, 10],
  ])
})

test("struck, not applicable and leader at once: what is left is scaled to the whole table, on cross sheets too", () => {
  // 10 + 20 + 30 + 40; II is struck, III does not apply to a: a's own maximum is 50.
  const sections = [leaf("I", 10, { kind: "leader" }), leaf("II", 20), leaf("III", 30), leaf("IV", 40)]
  const own = (of: string, actual: number, points: object) => ({
    kind: "verified",
    unit: of,
    points,
    results: { I: { target: 100, actual } },
  })
  const sheets = [
    own("a", 120, { IV: 20.01 }),
    own("b", 110, { III: 15, IV: 30 }),
    { kind: "cross", scorer: "b", unit: "a", points: { IV: 33.33 } },
    { kind: "cross", scorer: "a", unit: "b", points: { III: 10, IV: 12.34 } },
  ]
  const more = { notApplicable: [{ unit: "a", code: "III" }], struck: ["II"] }
  const given = outcome(2, { table: { sections }, sheets, ...more })
  expect(unit(given, "a")).toMatchObject({ verified: { total: 60.02 }, cross: { mean: 86.66 } }) // 30.01 and 43.33, × 100 ÷ 50
  expect(unit(given, "b")).toMatchObject({ verified: { total: 65.63 }, cross: { mean: 37.3 } }) // 52.5 → 65.625 and 29.84, × 100 ÷ 80
  expect(faults(file(2, { table: { sections }, sheets: [own("a", 1, { II: 1, III: 1, IV: 1 })], ...more }))).toEqual([
    "/sheets/0/points/II file.leaf.extra",
    "/sheets/0/points/III file.leaf.extra",
  ])
})

test("a leaf apart from cross sheets that does not apply adds nothing from behind", () => {
  const sections = [leaf("I", 50), leaf("II", 50, { kind: "points" }, { cross: false })]
  const sheets = [
    { kind: "self", unit: "a", points: { I: 1 } },
    { kind: "self", unit: "b", points: { I: 1, II: 20 } },
    { kind: "verified", unit: "b", points: { I: 1, II: 0 } },
    ...cross([
      [null, 30],
      [30, null],
    ]),
  ]
  const official = [{ component: "crossMean", weight: 1 }]
  const given = outcome(2, { table: { sections }, rules: rules({ official }), sheets, notApplicable: [{ unit: "a", code: "II" }] })
  expect([unit(given, "a").cross.mean, unit(given, "b").cross.mean]).toEqual([60, 30]) // a zero behind is a score
})
