import { expect, test } from "vitest"
import { read } from "../packages/core/src/bloc-year.ts"
import {
  cross,
  faults,
  file,
  leaf,
  members,
  nodes,
  outcome,
  own,
  rules,
  tabled,
  tables as table,
  unit,
  verified,
} from "./bloc-year-file.ts"

type Part = Record<string, unknown>
const official = (...weights: number[]) => ({ rules: rules({ official: weights.map((weight) => ({ component: "verified", weight })) }) })
const quotas = (...bounds: [number, number][]) => ({
  rules: rules({ quotas: bounds.map(([minMembers, maxMembers]) => ({ minMembers, maxMembers, flags: 1, certificates: 0 })) }),
})
const disqualifiers = [{ code: "D1", name: "Không ký" }]
const vote = (more: Part = {}) => ({ votes: [{ for: "flags", members: 3, valid: 3, yes: {}, ...more }] })
const appraised = (points: number) => ({ appraisal: [{ unit: "a", points }] })

test.each<[string, unknown]>([
  ["two members", file(2)],
  [
    "sixty members",
    file(60, { members: Array.from({ length: 60 }, (_, i) => ({ id: `m${i}`, name: "Sở", role: i ? "member" : "head" })) }),
  ],
  ["one deputy", file(2, { members: members(2, { b: { role: "deputy" } }) })],
  ["a head that left is still the one head", file(3, { members: members(3, { a: { left: "2026-07-01" } }) })],
  ["a share of women of nothing and of all", file(2, { members: members(2, { a: { womenShare: 0 }, b: { womenShare: 1 } }) })],
  ["a day in a leap year", file(3, { members: members(3, { c: { left: "2028-02-29" } }) })],
  [
    "a node with an empty list of children is a leaf",
    file(2, { table: { sections: [leaf("I", 10, { kind: "points" }, { children: [] })] } }),
  ],
  ["weights that are 1 to the fourth decimal", tabled(official(0.3333, 0.3333, 0.3334))],
  ["a quota just at its lowest", tabled(quotas([3, 3]))],
  ["a quota just at its highest, and one just behind it", tabled(quotas([1, 3], [4, 60]))],
  ["thresholds of nothing and of all", tabled({ rules: rules({ voteThreshold: { flags: 0, certificates: 1 } }) })],
  ["a node that is no leaf in the chain", tabled({ rules: rules({ tieBreak: ["section:II"] }) })],
  ["a leaf that is struck and does not apply", tabled({ struck: ["I"], notApplicable: [{ unit: "a", code: "I" }] })],
  ["as many yes as valid votes and as many as members", tabled(vote({ yes: { a: 3, b: 3 } }))],
  ["one vote of each kind", tabled({ votes: ["flags", "certificates", "tie"].map((of) => ({ ...vote().votes[0], for: of })) })],
  [
    "an appraisal of hundredths below nothing, twice for one",
    tabled({ appraisal: [-0.01, -8.25].map((points) => ({ unit: "a", points })) }),
  ],
  ["the same mark twice", tabled({ marks: [1, 0].map((count) => ({ unit: "a", code: "B1", count })) })],
  [
    "the same sheet of each kind, and of each scorer",
    tabled({
      sheets: [
        own(),
        { ...own(), kind: "verified" },
        ...["b", "c"].map((scorer) => ({ kind: "cross", scorer, unit: "a", points: { I: 0 } })),
      ],
    }),
  ],
  ["nobody asked to score anybody", tabled({ rules: rules({ cross: {} }) })],
  [
    "no sheets at all, where nobody is ranked by them",
    file(2, {
      members: members(2, { a: { ranked: false }, b: { ranked: false } }),
      ...{ rules: rules({ quotas: [{ minMembers: 0, maxMembers: 60, flags: 1, certificates: 1 }] }) },
    }),
  ],
])("taken: %s", (_, value) => {
  expect(faults(value)).toEqual([])
})

test.each<[string, unknown, string[]]>([
  ["a share of women below nothing", file(2, { members: members(2, { a: { womenShare: -0.1 } }) }), ["/members/0/womenShare input.number"]],
  ["a day in no leap year", file(2, { members: members(2, { b: { left: "2026-02-29" } }) }), ["/members/1/left input.text"]],
  ["weights a ten-thousandth above 1", tabled(official(0.5, 0.5001)), ["/rules/official file.sum"]],
  ["a weight below nothing", tabled(official(1.5, -0.5)), ["/rules/official/1/weight input.number"]],
  ["no component", tabled(official()), ["/rules/official file.lacks"]],
  [
    "a component that there is not",
    tabled({ rules: rules({ official: [{ component: "self", weight: 1 }] }) }),
    ["/rules/official/0/component file.word"],
  ],
  ["a quota that begins one above", tabled(quotas([4, 60])), ["/rules/quotas file.quota"]],
  ["a quota that ends one below", tabled(quotas([1, 2])), ["/rules/quotas file.quota"]],
  ["quotas that meet in one number", tabled(quotas([1, 3], [3, 60])), ["/rules/quotas file.quota"]],
  ["no quota", tabled(quotas()), ["/rules/quotas file.quota"]],
  ["a threshold above all", tabled({ rules: rules({ voteThreshold: { flags: 1.0001 } }) }), ["/rules/voteThreshold/flags input.number"]],
  ["a threshold for a tie", tabled({ rules: rules({ voteThreshold: { tie: 0.5 } }) }), ["/rules/voteThreshold/tie input.unknown"]],
  ["a tie broken by what is no node", tabled({ rules: rules({ tieBreak: ["section:"] }) }), ["/rules/tieBreak/0 file.word"]],
  ["one yes more than valid votes", tabled(vote({ valid: 2, yes: { a: 3 } })), ["/votes/0/yes/a file.votes"]],
  ["one valid vote more than members", tabled(vote({ valid: 4 })), ["/votes/0/valid file.votes"]],
  ["a vote on something else", tabled(vote({ for: "head" })), ["/votes/0/for file.word"]],
  ["a vote without its members", tabled({ votes: [{ for: "flags", valid: 3, yes: {} }] }), ["/votes/0/members file.lacks"]],
  ["a decision of somebody else", tabled({ decided: [{ order: ["a"], by: "office" }] }), ["/decided/0/by file.word"]],
  ["an appraisal of thousandths", tabled(appraised(-0.001)), ["/appraisal/0/points input.number"]],
  ["a mark of another kind", tabled({ marks: [{ unit: "a", code: "B1", count: 1, kind: "cross" }] }), ["/marks/0/kind file.word"]],
  ["a hold of a stranger", tabled({ held: [{ unit: "x" }] }), ["/held/0/unit file.reference"]],
  ["a leaf that is none struck", tabled({ struck: ["B1"] }), ["/struck/0 file.reference"]],
  [
    "a bonus with a penalty's code",
    tabled({ table: { ...table, penalty: [{ code: "B1", name: "Chậm", points: 1 }] } }),
    ["/table/penalty/0/code file.duplicate"],
  ],
  [
    "a child with its parent's code",
    tabled({ table: { sections: [{ ...nodes[1], max: 20, children: [leaf("II", 20)] }] } }),
    ["/table/sections/0/children/0/code file.duplicate"],
  ],
  [
    "a parent a hundredth above its children",
    tabled({ table: { sections: [{ code: "III", name: "Nhóm", max: 0.31, children: [leaf("I", 0.1), leaf("II", 0.2)] }] } }),
    ["/table/sections/0/max file.sum"],
  ],
  [
    "a penalty below nothing",
    tabled({ table: { ...table, penalty: [{ code: "P1", name: "Chậm", points: -2 }] } }),
    ["/table/penalty/0/points input.number"],
  ],
  [
    "a count of more than 12 digits",
    tabled({ marks: [{ unit: "a", code: "B1", count: 1_000_000_000_000 }] }),
    ["/marks/0/count input.number"],
  ],
  [
    "the same cross sheet twice",
    tabled({ sheets: [1, 2].map((I) => ({ kind: "cross", scorer: "b", unit: "a", points: { I } })) }),
    ["/sheets/1 file.duplicate"],
  ],
  [
    "a cross sheet that lacks a leaf",
    tabled({ sheets: [{ kind: "cross", scorer: "b", unit: "a", points: {} }] }),
    ["/sheets/0/points/I file.leaf.lacks"],
  ],
  [
    "a struck leaf on a cross sheet",
    tabled({ struck: ["I"], sheets: [{ kind: "cross", scorer: "b", unit: "a", points: { I: 1 } }] }),
    ["/sheets/0/points/I file.leaf.extra"],
  ],
  ["all leaves struck", tabled({ struck: ["I", "II/1", "II~2"] }), [0, 1, 2].map((i) => `/members/${i} file.leaf.none`)],
])("refused: %s", (_, value, expected) => {
  expect(faults(value)).toEqual(expected)
})

test("every optional key has its default", () => {
  const sheet = { unit: "a", points: {} }
  const year = read(
    tabled({
      table: {
        sections: [leaf("I", 50, { kind: "plusMinus", plusPer: 1, minusPer: 1 }), leaf("II", 1, { kind: "passFail" }, { cross: false })],
      },
      rules: { official: [{ component: "verified", weight: 1 }], quotas: [{ minMembers: 1, maxMembers: 9, flags: 1, certificates: 1 }] },
      sheets: [{ kind: "cross", scorer: "b", unit: "a", points: { I: 1 } }],
      held: [{ unit: "a" }],
    }),
  )
  expect(year).toMatchObject({
    members: members(3).map((member) => ({ ...member, ranked: true })),
    table: { sections: [{ scoring: { start: 0 } }, {}], bonus: [], penalty: [] },
    rules: { cross: "all", tieBreak: [], disqualifiers: [] },
    held: [{ unit: "a", passedOn: false }],
    sheets: [{ ...sheet, points: { I: 1 }, reasons: {} }],
  })
  expect(year.rules).not.toHaveProperty("voteThreshold")
  for (const key of ["notApplicable", "struck", "marks", "disqualified", "votes", "decided", "appraisal"] as const)
    expect(year[key]).toEqual([])
})

test("a mark is a verified one unless it says otherwise", () => {
  const marks = [{ unit: "a", code: "B1", count: 1 }, { unit: "a", code: "B1", count: 9, kind: "self" }] // prettier-ignore
  const bonus = [{ code: "B1", name: "Cờ", points: 0.01 }]
  const given = outcome(2, { table: { sections: [leaf("I", 100)], bonus }, marks, sheets: verified({ a: 1, b: 2 }) })
  expect(unit(given, "a")).toMatchObject({ bonus: 0.01, official: 1.01 })
})

test("a mark counted a million million times is worth it to the hundredth", () => {
  const marks = [{ unit: "a", code: "B1", count: 999_999_999_999 }]
  const line = (max?: number) => [{ code: "B1", name: "Cờ", points: 0.03, ...(max !== undefined && { max }) }]
  const bonus = (max?: number) =>
    unit(outcome(2, { table: { sections: [leaf("I", 100)], bonus: line(max) }, marks, sheets: verified({ a: 1, b: 2 }) }), "a").bonus
  expect([bonus(), bonus(29_999_999.99), bonus(0)]).toEqual([29_999_999_999.97, 29_999_999.99, 0])
})

test("each component that is missing is told at its place, with the units that lack it", () => {
  const sheets = [...verified({ a: 1, b: 2, c: 3 }), ...cross([[null, 1, null], [1, null, null], [null, null, null]])] // prettier-ignore
  const parts = ["verified", "crossMean", "crossTrimmed"].map((component, i) => ({ component, weight: [0.5, 0.25, 0.25][i] }))
  const refusal = (() => {
    try {
      outcome(3, { rules: rules({ official: parts }), sheets })
    } catch (error) {
      return error
    }
  })()
  expect(refusal).toMatchObject({
    code: "input.invalid",
    fields: [1, 2].map((n) => ({ path: `/rules/official/${n}`, code: "file.official", units: ["c"] })),
  })
})

test("codes with the signs of a JSON Pointer go through every list", () => {
  const given = tabled({
    rules: rules({ disqualifiers, tieBreak: ["section:II/1"] }),
    struck: ["II~2"],
    notApplicable: [{ unit: "b", code: "II/1" }],
    sheets: [{ kind: "self", unit: "a", points: { I: 50 }, results: { "II/1": { achieved: 1 } } }],
  })
  expect(faults(given)).toEqual(["/sheets/0/results/II~11/achieved input.invalid"])
})
