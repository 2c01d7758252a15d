import { expect, test } from "vitest"
import { cross, ids, leaf, members, outcome, rules, unit, verified } from "./bloc-year-file.ts"

type Part = Record<string, unknown>
type Given = ReturnType<typeof outcome>
/** Members a, b, c… with these verified points, for so many flags and certificates. */
function bloc(points: readonly number[], [flags, certificates]: readonly [number, number], more: Part = {}, own: Part = {}) {
  const sheets = verified(Object.fromEntries(points.map((one, i) => [ids(points.length)[i]!, one])))
  const quotas = [{ minMembers: 0, maxMembers: 60, flags, certificates }]
  return outcome(points.length, { sheets, ...more, rules: rules({ quotas, ...own }) })
}
const ranks = ({ units }: Given) => units.map(({ id, rank }) => `${id}${rank ?? "–"}`).join(" ")
const places = ({ flags, certificates }: Given["proposal"]) => `${flags.join("")}/${certificates.join("")}`
const women = (size: number, ...of: string[]) => ({ members: members(size, Object.fromEntries(of.map((id) => [id, { womenShare: 0.7 }]))) })
const tie = (yes: Record<string, number>) => ({ votes: [{ for: "tie", members: 9, valid: 9, yes }] })

test.each<[string, number[], [number, number], Part, string[], string, string, object[]]>([
  [
    "three equal over both borders stand at the first",
    [90, 80, 80, 80, 70],
    [2, 1],
    {},
    [],
    "a1 b2 c2 d2 e5",
    "a/",
    [{ units: ["b", "c", "d"], rank: 2, brokenBy: null, border: "flags" }],
  ],
  [
    "three equal over the certificates' border alone",
    [90, 80, 80, 80, 70],
    [1, 2],
    {},
    [],
    "a1 b2 c2 d2 e5",
    "a/",
    [{ units: ["b", "c", "d"], rank: 2, brokenBy: null, border: "certificates" }],
  ],
  [
    "three equal that just fill the certificates",
    [90, 80, 80, 80, 70],
    [1, 3],
    {},
    [],
    "a1 b2 c2 d2 e5",
    "a/bcd",
    [{ units: ["b", "c", "d"], rank: 2, brokenBy: null, border: null }],
  ],
  [
    "a tie of four broken into two that span a border each: the first is told",
    [80, 80, 80, 80, 70],
    [1, 2],
    women(5, "c", "d"),
    ["women70"],
    "c1 d1 a3 b3 e5",
    "/",
    [{ units: ["c", "d", "a", "b"], rank: 1, brokenBy: null, border: "flags" }],
  ],
  [
    "two ties, the higher first",
    [70, 70, 90, 90],
    [2, 1],
    {},
    [],
    "c1 d1 a3 b3",
    "cd/",
    [
      { units: ["c", "d"], rank: 1, border: null },
      { units: ["a", "b"], rank: 3, border: "certificates" },
    ],
  ],
  [
    "what two links split in turn is broken by the second",
    [80, 80, 80, 80],
    [1, 2],
    { ...women(4, "a", "b"), ...tie({ a: 1, b: 2, c: 4, d: 3 }) },
    ["women70", "ballot"],
    "b1 a2 c3 d4",
    "b/ac",
    [{ units: ["b", "a", "c", "d"], rank: 1, brokenBy: "ballot", border: null }],
  ],
  [
    "a ballot on those whom the link before left equal",
    [80, 80, 80],
    [1, 1],
    { ...women(3, "a"), ...tie({ b: 1, c: 2 }) },
    ["women70", "ballot"],
    "a1 c2 b3",
    "a/c",
    [{ brokenBy: "ballot" }],
  ],
  [
    "the same ballot first in the chain names not all, and is not asked again",
    [80, 80, 80],
    [1, 1],
    { ...women(3, "a"), ...tie({ b: 1, c: 2 }) },
    ["ballot", "women70"],
    "a1 b2 c2",
    "a/",
    [{ brokenBy: null, border: "certificates" }],
  ],
  [
    "a ballot of no yes names a unit all the same",
    [80, 80],
    [1, 0],
    tie({ a: 0, b: 1 }),
    ["ballot"],
    "b1 a2",
    "b/",
    [{ brokenBy: "ballot" }],
  ],
  [
    "a share of women that the file does not give is not 70 %",
    [80, 80],
    [1, 0],
    women(2, "b"),
    ["women70"],
    "b1 a2",
    "b/",
    [{ brokenBy: "women70" }],
  ],
  [
    "a decision splits what an earlier one left out",
    [80, 80, 80],
    [1, 0],
    {
      decided: [
        { order: ["a", "b"], by: "board" },
        { order: ["c", "b", "a"], by: "headAndDeputy" },
      ],
    },
    ["decision"],
    "c1 b2 a3",
    "c/",
    [{ brokenBy: "decision" }],
  ],
  ["a hundredth apart is no tie", [80, 80.01], [1, 0], {}, [], "b1 a2", "b/", []],
])("%s", (_, points, quota, more, tieBreak, order, proposed, ties) => {
  const given = bloc(points, quota, more, { tieBreak })
  expect(ranks(given)).toBe(order)
  expect(places(given.proposal)).toBe(proposed)
  expect(given.ties).toMatchObject(ties)
  expect(given.ties).toHaveLength(ties.length)
})

test("what is missing stands by kind: all self, cross by scorer, all verified, each in members' order", () => {
  const sheets = [...verified({ c: 1 }), ...cross([[null, null, 50], [null, null, 50], [50, null, null]])] // prettier-ignore
  const official = [{ component: "crossMean", weight: 1 }]
  const part = { members: members(4, { b: { ranked: false }, d: { left: "2026-07-01" } }).toReversed(), sheets, rules: rules({ official }) }
  expect(outcome(4, part).sheets).toEqual({
    self: 0,
    cross: 3,
    verified: 1,
    missing: [
      ...["c", "b", "a"].map((id) => ({ kind: "self", unit: id })),
      { kind: "cross", scorer: "c", unit: "b" },
      { kind: "cross", scorer: "b", unit: "a" },
      { kind: "cross", scorer: "a", unit: "b" },
      ...["b", "a"].map((id) => ({ kind: "verified", unit: id })),
    ],
  })
})

test("a year in which nobody can be ranked has units, no ranks and no places", () => {
  const given = bloc([90, 80], [1, 1], { members: members(2, { a: { left: "2026-07-01" }, b: { ranked: false } }) })
  expect(given.units.map(({ id, rank, official, eligible }) => [id, rank, official, eligible])).toEqual([
    ["a", null, null, false],
    ["b", null, 80, false],
  ])
  expect(given.proposal).toEqual({ flags: [], certificates: [], onHold: [], belowThreshold: [] })
  expect(given.ties).toEqual([])
})

test("a leaf of the section that does not apply adds nothing to it, and nothing in its place", () => {
  // b's own maximum is 80 of 100: its 60 are 75, as the others have.
  const sections = [leaf("I", 50), { code: "II", name: "Nhóm", max: 50, children: [leaf("II.1", 20), leaf("II.2", 30)] }]
  const sheets = [
    { kind: "verified", unit: "a", points: { I: 45, "II.1": 0, "II.2": 30 } },
    { kind: "verified", unit: "b", points: { I: 35, "II.2": 25 } },
    { kind: "verified", unit: "c", points: { I: 35, "II.1": 20, "II.2": 20 } },
  ]
  const part = { table: { sections }, sheets, notApplicable: [{ unit: "b", code: "II.1" }] }
  const given = (link: string) => outcome(3, { ...part, rules: rules({ tieBreak: [link] }) })
  expect(given("section:II").units.map(({ official }) => official)).toEqual([75, 75, 75])
  expect(ranks(given("section:II"))).toBe("c1 a2 b3") // 40, 30, 25
  expect(ranks(given("section:II.1"))).toBe("c1 a2 b2") // 20, 0 and none
  expect(ranks(given("section:II.2"))).toBe("a1 b2 c3") // 30, 25, 20
  const judged = sheets.map(({ unit, points }) => ({ kind: "cross", scorer: unit === "a" ? "b" : "a", unit, points }))
  const official = [{ component: "crossMean", weight: 1 }]
  const cross = outcome(3, { ...part, sheets: judged, rules: rules({ official, tieBreak: ["section:II.1"] }) })
  expect(ranks(cross)).toBe("c1 a2 b2")
})

const half = [
  { component: "verified", weight: 0.5 },
  { component: "crossMean", weight: 0.5 },
]
test.each<[string, number, [number, number], number]>([
  ["half a hundredth goes up", 80.01, [80, 80], 80.01],
  ["a mean is weighed as printed, not as it was before", 80, [66.66, 66.67], 73.34], // printed 66.67: 73.335; before: 73.3325
])("the official score: %s", (_, own, [first, second], official) => {
  const sheets = [...verified({ a: 50, b: 50, c: own }), ...cross([[null, 50, first], [50, null, second], [50, 50, null]])] // prettier-ignore
  expect(unit(outcome(3, { rules: rules({ official: half }), sheets }), "c").official).toBe(official)
})

test("bonus and penalty stand outside the weights, at their caps too", () => {
  const table = { sections: [leaf("I", 100)], bonus: [{ code: "B1", name: "Cờ", points: 5, max: 7.5 }], penalty: [{ code: "P1", name: "Chậm", points: 2, max: 0 }] } // prettier-ignore
  const sheets = [...verified({ a: 80, b: 60 }), ...cross([[null, 60], [70, null]])] // prettier-ignore
  const marks = [{ unit: "a", code: "B1", count: 2 }, { unit: "a", code: "P1", count: 3 }] // prettier-ignore
  const given = outcome(2, { table, sheets, marks, rules: rules({ official: half }) })
  expect(unit(given, "a")).toMatchObject({ bonus: 7.5, penalty: 0, official: 82.5 })
})

test("a component that the rules name twice is weighed twice", () => {
  const parts = ["verified", "verified", "crossMean"].map((component, i) => ({ component, weight: [0.2515, 0.2485, 0.5][i] }))
  const sheets = [...verified({ a: 80, b: 60 }), ...cross([[null, 60], [70, null]])] // prettier-ignore
  expect(unit(outcome(2, { sheets, rules: rules({ official: parts }) }), "a").official).toBe(75)
})
