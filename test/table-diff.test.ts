import { Criteria } from "@khoi/core/table-version"
import { differences } from "@khoi/core/table-diff"
import { expect, test } from "vitest"

const leaf = (code: string, max = 10, more = {}) => ({ code, name: `Tiêu chí ${code}`, max, scoring: { kind: "points" }, ...more })
const section = (code: string, children: { max: number }[]) => ({
  ...{ code, name: `Mục ${code}`, children },
  max: children.reduce((sum, { max }) => sum + max, 0),
})
const version = (sections: object[], more: { table?: object; rules?: object; notApplicable?: object[] } = {}) =>
  Criteria.parse({
    table: { sections, ...more.table },
    rules: {
      official: [{ component: "verified", weight: 1 }],
      quotas: [{ minMembers: 2, maxMembers: 60, flags: 1, certificates: 1 }],
      ...more.rules,
    },
    notApplicable: more.notApplicable,
  })
const told = (before: Criteria, after: Criteria) => differences(before, after).map(({ part, code, is }) => `${part} ${code} ${is}`)
const base = [
  section(
    "I",
    ["1", "2", "3", "4"].map((code) => leaf(code)),
  ),
  section("II", [leaf("5"), leaf("6")]),
]

test("a version does not differ from itself, in whatever order its keys were stored", () => {
  const { rules, table, notApplicable } = version(base)
  expect(
    differences(version(base), { notApplicable, table, rules: Object.fromEntries(Object.entries(rules).toReversed()) as typeof rules }),
  ).toEqual([])
  expect(told(version([leaf("1")]), version([leaf("1", 10, { cross: true })]))).toEqual([])
})

test("added, removed and changed criteria are told with what they were and are", () => {
  const after = [
    section("I", [leaf("1"), leaf("2", 20, { verifier: "so-y-te", name: "Tên mới" }), leaf("4")]),
    section("II", [leaf("5"), leaf("6"), leaf("7")]),
  ]
  expect(told(version(base), version(after))).toEqual([
    "criterion 3 removed",
    "criterion 2 changed",
    "criterion II changed",
    "criterion 7 added",
  ])
  expect(differences(version(base), version(after)).find(({ code }) => code === "2")?.fields).toEqual([
    { field: "name", from: "Tiêu chí 2", to: "Tên mới" },
    { field: "max", from: 10, to: 20 },
    { field: "verifier", from: undefined, to: "so-y-te" },
  ])
})

test("another way of scoring is one changed field; its parameters too", () => {
  const count = (per: number) => [leaf("1", 10, { scoring: { kind: "count", per } })]
  expect(differences(version(count(1)), version(count(2)))[0]?.fields).toEqual([
    { field: "scoring", from: { kind: "count", per: 1 }, to: { kind: "count", per: 2 } },
  ])
})

test("what stands below another node has moved; of what changed its order the fewest have", () => {
  const other = [section("I", [leaf("1"), leaf("2"), leaf("3")]), section("II", [leaf("4"), leaf("5"), leaf("6")])]
  expect(differences(version(base), version(other)).filter(({ is }) => is === "moved")).toEqual([
    { part: "criterion", code: "4", name: "Tiêu chí 4", is: "moved", fields: [{ field: "parent", from: "I", to: "II" }] },
  ])
  const last = [
    section(
      "I",
      ["2", "3", "4", "1"].map((code) => leaf(code)),
    ),
    base[1]!,
  ]
  expect(told(version(base), version(last))).toEqual(["criterion 1 moved"])
  expect(told(version(base), version(base.toReversed()))).toHaveLength(1)
})

test("lines beside the tree, rules and what does not apply are compared as well", () => {
  const line = (points: number) => [{ code: "T1", name: "Sáng kiến", points }]
  const before = version(base, { table: { bonus: line(1) }, rules: { tieBreak: ["ballot"] }, notApplicable: [{ unit: "so-a", code: "1" }] })
  const after = version(base, {
    table: { bonus: line(2), penalty: [{ code: "P1", name: "Nộp muộn", points: 1, max: 3 }], bonusMax: 5 },
    rules: { tieBreak: ["women70", "ballot"], voteThreshold: { flags: 0.5 }, disqualifiers: [{ code: "D1", name: "Vi phạm" }] },
    notApplicable: [{ unit: "so-b", code: "1" }],
  })
  expect(told(before, after)).toEqual([
    "bonus T1 changed",
    "penalty P1 added",
    "rule tieBreak changed",
    "rule bonusMax changed",
    "rule voteThreshold changed",
    "disqualifier D1 added",
    "notApplicable 1 removed",
    "notApplicable 1 added",
  ])
})
