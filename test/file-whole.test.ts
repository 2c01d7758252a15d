import { expect, test } from "vitest"
import { Fault } from "../packages/core/src/fault.ts"
import { blocYear } from "../packages/functions/src/bloc-file.ts"
import { cross, faults, file, leaf, members, own, rules, tabled, verified } from "./bloc-year-file.ts"

type Part = Record<string, unknown>
const short = rules({ official: [{ component: "verified", weight: 0.9 }] })
const stranger = { held: [{ unit: "x" }] }

test.each<[string, unknown, string[]]>([
  [
    "an unknown key, a sum, a weight, a stranger",
    tabled({
      colour: 1,
      table: { sections: [{ code: "I", name: "Nhóm", max: 3, children: [leaf("I.1", 2)] }] },
      rules: short,
      ...stranger,
    }),
    ["/colour input.unknown", "/table/sections/0/max file.sum", "/rules/official file.sum", "/held/0/unit file.reference"],
  ],
  [
    "an unknown key inside a sheet that lacks a leaf",
    tabled({ sheets: [own({ points: {}, colour: 1 })] }),
    ["/sheets/0/colour input.unknown", "/sheets/0/points/I file.leaf.lacks"],
  ],
  [
    "a sheet that cannot be read keeps its place, and the next is judged",
    tabled({ sheets: [own({ points: { I: "1" } }), own({ unit: "x" }), own({ kind: "verified", points: { I: 51 } })] }),
    ["/sheets/0/points/I input.number", "/sheets/1/unit file.reference", "/sheets/2/points/I file.over"],
  ],
  [
    "lines of every list that cannot be read, and strangers behind them",
    tabled({ marks: [{}, { unit: "x", code: "B1", count: 1 }], votes: [{}, { for: "tie", members: 1, valid: 2, yes: {} }], appraisal: [1, { unit: "x", points: 1 }] }), // prettier-ignore
    [
      ...["unit", "code", "count"].map((key) => `/marks/0/${key} file.lacks`),
      ...["for", "members", "valid", "yes"].map((key) => `/votes/0/${key} file.lacks`),
      "/appraisal/0 input.invalid",
      "/marks/1/unit file.reference",
      "/votes/1/valid file.votes",
      "/appraisal/1/unit file.reference",
    ],
  ],
  [
    "a head whose role is misspelt is no missing head",
    tabled({ members: members(3, { a: { role: "chief" } }), ...stranger }),
    ["/members/0/role file.word", "/held/0/unit file.reference"],
  ],
  [
    "a day that there is not changes no quota",
    tabled({ members: members(3, { c: { left: "2026-13-01" } }), rules: rules({ quotas: [{ minMembers: 2, maxMembers: 2, flags: 1, certificates: 0 }] }), ...stranger }), // prettier-ignore
    ["/members/2/left input.text", "/held/0/unit file.reference"],
  ],
  [
    "a name, a share of women and a reason that cannot be read hide nothing",
    tabled({ bloc: { id: "b", name: "" }, members: members(3, { a: { name: 1, womenShare: 2 } }), held: [{ unit: "x", reason: 1 }] }),
    ["/bloc/name input.text", "/members/0/name input.text", "/members/0/womenShare input.number", "/held/0/reason input.text", "/held/0/unit file.reference"], // prettier-ignore
  ],
  [
    "an id that is none: whom lines mean is not judged, the table is",
    tabled({ members: members(3, { b: { id: "B" } }), sheets: [own({ unit: "b" })], table: { sections: [leaf("I", 1), leaf("I", 1)] } }),
    ["/members/1/id input.text", "/table/sections/1/code file.duplicate"],
  ],
  [
    "what is struck cannot be read: sheets are not judged by it, holds are",
    tabled({ struck: [1], sheets: [own({ points: {} })], ...stranger }),
    ["/struck/0 input.text", "/held/0/unit file.reference"],
  ],
  [
    "a weight that cannot be read leaves the other rules",
    tabled({ rules: rules({ official: [{ component: "verified", weight: 0 }], quotas: [] }), ...stranger }),
    ["/rules/official/0/weight input.number", "/rules/quotas file.quota", "/held/0/unit file.reference"],
  ],
  [
    "whole parts of another form",
    { ...tabled({ table: "x", sheets: 3, votes: null, held: [{ unit: "x" }, { unit: "x" }] }), rules: undefined },
    ["/table input.invalid", "/rules file.lacks", "/sheets input.invalid", "/votes input.invalid"],
  ],
])("told at once: %s", (_, value, expected) => {
  expect(faults(value)).toEqual(expected)
})

const faultsOf = (of: Part) => {
  try {
    blocYear(Buffer.from(JSON.stringify(of)), () => {})
  } catch (error) {
    if (error instanceof Fault) return error.fields.map(({ path, code }) => `${path} ${code}`)
    throw error
  }
  return []
}

test("what the official score lacks is told with the other faults, unless they may be the cause of it", () => {
  const sheets = [...verified({ a: 1, b: 2 }), ...cross([[null, null, 50], [null, null, 50], [50, 50, null]])] // prettier-ignore
  expect(faultsOf(file(3, { sheets, rules: short, colour: 1, ...stranger }))).toEqual([
    "/colour input.unknown",
    "/rules/official file.sum",
    "/held/0/unit file.reference",
    "/rules/official/0 file.official",
  ])
  expect(faultsOf(file(3, { sheets: [...sheets, { kind: "verified", unit: "c", points: {} }], rules: short }))).toEqual([
    "/rules/official file.sum",
    "/sheets/6/points/I file.leaf.lacks",
  ])
  expect(faultsOf(file(3, { sheets, members: members(3, { c: { ranked: 0 } }) }))).toEqual(["/members/2/ranked input.invalid"])
})
