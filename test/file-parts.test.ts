import { expect, test } from "vitest"
import { cross, faults, leaf, members, nodes, own, rules, tabled, tables as table } from "./bloc-year-file.ts"

type Part = Record<string, unknown>

test.each<[string, Part, string[]]>([
  ["no head", { members: members(3, { a: { role: "member" } }) }, ["/members file.head"]],
  ["two heads", { members: members(3, { c: { role: "head" } }) }, ["/members/2/role file.head"]],
  ["two deputies", { members: members(3, { b: { role: "deputy" }, c: { role: "deputy" } }) }, ["/members/2/role file.head"]],
  ["a member twice", { members: [...members(3), { id: "b", name: "Sở", role: "member" }] }, ["/members/3/id file.duplicate"]],
  [
    "a sum that is not its parts'",
    { table: { ...table, sections: [{ ...nodes[1], max: 50.01 }, leaf("I", 50)] } },
    ["/table/sections/0/max file.sum"],
  ],
  [
    "a parent of nothing",
    { table: { sections: [leaf("I", 50), { code: "II", name: "Nhóm", max: 0, children: [leaf("II.1", 0)] }] } },
    ["/table/sections/1/max file.sum"],
  ],
  ["a leaf without scoring", { table: { sections: [{ code: "I", name: "Mục", max: 50 }] } }, ["/table/sections/0/scoring file.lacks"]],
  [
    "a parent with scoring and a verifier",
    { table: { sections: [{ ...nodes[1], scoring: { kind: "points" }, verifier: "so-tai-chinh" }] } },
    ["/table/sections/0/scoring file.node", "/table/sections/0/verifier file.node"],
  ],
  [
    "a level above the maximum",
    { table: { sections: [leaf("I", 50, { kind: "level", levels: { A: 50, B: 50.01 } })] } },
    ["/table/sections/0/scoring/levels/B file.over"],
  ],
  [
    "a band twice",
    {
      table: {
        sections: [
          leaf("I", 50, {
            kind: "bands",
            bands: [
              { atLeast: 80, share: 1 },
              { atLeast: 80, share: 0.5 },
            ],
          }),
        ],
      },
    },
    ["/table/sections/0/scoring/bands/1/atLeast file.duplicate"],
  ],
  [
    "a code twice, over the kinds",
    {
      table: {
        ...table,
        penalty: [
          { code: "D1", name: "Chậm", points: 1 },
          { code: "I", name: "Chậm", points: 1 },
        ],
      },
    },
    ["/table/penalty/1/code file.duplicate", "/rules/disqualifiers/0/code file.duplicate"],
  ],
  [
    "weights of less than 1",
    {
      rules: rules({
        official: [
          { component: "verified", weight: 0.7 },
          { component: "crossMean", weight: 0.2999 },
        ],
      }),
    },
    ["/rules/official file.sum"],
  ],
  [
    "strangers in the cross rule",
    { rules: rules({ cross: { a: ["a", "b", "b", "x"], y: ["a"] } }) },
    ["/rules/cross/a/2 file.duplicate", "/rules/cross/a/0 file.self", "/rules/cross/a/3 file.reference", "/rules/cross/y file.reference"],
  ],
  [
    "a section that the table does not have",
    { rules: rules({ tieBreak: ["section:II/1", "section:B1"] }) },
    ["/rules/tieBreak/1 file.reference"],
  ],
  [
    "no quota that fits",
    { rules: rules({ quotas: [{ minMembers: 4, maxMembers: 9, flags: 1, certificates: 1 }] }) },
    ["/rules/quotas file.quota"],
  ],
  [
    "two quotas that fit",
    {
      rules: rules({
        quotas: [
          { minMembers: 3, maxMembers: 9, flags: 1, certificates: 1 },
          { minMembers: 1, maxMembers: 3, flags: 1, certificates: 1 },
        ],
      }),
    },
    ["/rules/quotas file.quota"],
  ],
  [
    "a quota for those that left",
    {
      members: members(3, { c: { left: "2026-07-01" } }),
      rules: rules({ quotas: [{ minMembers: 3, maxMembers: 9, flags: 1, certificates: 1 }] }),
    },
    ["/rules/quotas file.quota"],
  ],
  ["a node that is no leaf struck", { struck: ["II", "I"] }, ["/struck/0 file.reference"]],
  [
    "not applicable twice, to a stranger, and of no leaf",
    {
      notApplicable: [
        { unit: "a", code: "I" },
        { unit: "a", code: "I" },
        { unit: "x", code: "II" },
      ],
    },
    ["/notApplicable/2/unit file.reference", "/notApplicable/2/code file.reference", "/notApplicable/1 file.duplicate"],
  ],
  [
    "a unit with nothing left",
    {
      struck: ["I"],
      notApplicable: [
        { unit: "b", code: "II/1" },
        { unit: "b", code: "II~2" },
      ],
    },
    ["/members/1 file.leaf.none"],
  ],
  [
    "a unit with nothing left but a leaf of no points",
    { table: { sections: [leaf("I", 50), leaf("II", 0)] }, notApplicable: [{ unit: "b", code: "I" }] },
    ["/members/1 file.leaf.none"],
  ],
  [
    "a sheet of strangers",
    { sheets: [{ kind: "cross", scorer: "x", unit: "y", points: {} }] },
    ["/sheets/0/unit file.reference", "/sheets/0/scorer file.reference"],
  ],
  ["one that scores itself", { sheets: [{ kind: "cross", scorer: "a", unit: "a", points: { I: 1 } }] }, ["/sheets/0/scorer file.self"]],
  ["the same sheet twice", { sheets: [own(), own(), { ...own(), kind: "verified" }] }, ["/sheets/1 file.duplicate"]],
  [
    "a sheet that lacks leaves",
    { sheets: [own({ points: {}, results: { "II~2": { target: 1, actual: 1 } } })] },
    ["/sheets/0/points/I file.leaf.lacks", "/sheets/0/results/II~11 file.leaf.lacks"],
  ],
  ["a leaf that does not apply", { sheets: [own()], notApplicable: [{ unit: "a", code: "I" }] }, ["/sheets/0/points/I file.leaf.extra"]],
  [
    "leaves that cross sheets leave out",
    { sheets: [{ kind: "cross", scorer: "b", unit: "a", points: { I: 1, "II/1": 1, "II~2": 1 } }] },
    ["/sheets/0/points/II~11 file.leaf.extra", "/sheets/0/points/II~02 file.leaf.extra"],
  ],
  [
    "points where a result is wanted, and a leaf that is none",
    { sheets: [own({ points: { I: 1, "II/1": 5, III: 1 } })] },
    ["/sheets/0/points/II~11 file.leaf.extra", "/sheets/0/points/III file.reference"],
  ],
  [
    "a reason for a leaf that is not on the sheet",
    { sheets: [{ kind: "cross", scorer: "b", unit: "a", points: { I: 1 }, reasons: { I: "…", "II/1": "…" } }] },
    ["/sheets/0/reasons/II~11 file.leaf.extra"],
  ],
  ["points above the maximum", { sheets: [own({ points: { I: 50.01 } })] }, ["/sheets/0/points/I file.over"]],
  [
    "a result of another kind",
    { sheets: [own({ results: { "II/1": { count: 1 }, "II~2": { target: 1, actual: 1 } } })] },
    ["/sheets/0/results/II~11/achieved file.lacks", "/sheets/0/results/II~11/count input.unknown"],
  ],
  [
    "a mark of a stranger, and one that is no line",
    {
      marks: [
        { unit: "x", code: "B1", count: 1 },
        { unit: "a", code: "D1", count: 1 },
      ],
    },
    ["/marks/0/unit file.reference", "/marks/1/code file.reference"],
  ],
  [
    "disqualified twice, and by a bonus",
    {
      disqualified: [
        { unit: "a", code: "D1" },
        { unit: "a", code: "D1" },
        { unit: "b", code: "B1" },
      ],
    },
    ["/disqualified/2/code file.reference", "/disqualified/1 file.duplicate"],
  ],
  [
    "held twice",
    { held: [{ unit: "a" }, { unit: "x" }, { unit: "a", passedOn: true }] },
    ["/held/1/unit file.reference", "/held/2 file.duplicate"],
  ],
  [
    "two votes of a kind",
    {
      votes: [
        { for: "flags", members: 3, valid: 3, yes: {} },
        { for: "flags", members: 3, valid: 3, yes: {} },
      ],
    },
    ["/votes/1 file.duplicate"],
  ],
  [
    "more valid votes than members, and more yes than valid ones",
    { votes: [{ for: "tie", members: 3, valid: 4, yes: { a: 4, b: 5, x: 1 } }] },
    ["/votes/0/valid file.votes", "/votes/0/yes/b file.votes", "/votes/0/yes/x file.reference"],
  ],
  [
    "an order with a stranger and one twice",
    { decided: [{ order: ["a", "x", "a"], by: "board" }] },
    ["/decided/0/order/1 file.reference", "/decided/0/order/2 file.duplicate"],
  ],
  ["an appraisal of a stranger", { appraisal: [{ unit: "x", points: -1 }] }, ["/appraisal/0/unit file.reference"]],
])("refused: %s", (_, more, expected) => {
  expect(faults(tabled(more))).toEqual(expected)
})

test.each<[string, Part]>([
  [
    "every member and leaf as the contract has it",
    {
      sheets: [
        own(),
        ...cross([
          [null, 50, 0],
          [50, null, 50],
          [50, 50, null],
        ]),
      ],
    },
  ],
  [
    "a band's border, a level's maximum and a leaf of nothing",
    { table: { sections: [leaf("I", 50), leaf("II", 0), leaf("III", 10, { kind: "level", levels: { A: 10 } })] } },
  ],
  [
    "parts of hundredths that a double does not add up",
    { table: { sections: [{ code: "I", name: "Nhóm", max: 0.3, children: [leaf("I.1", 0.1), leaf("I.2", 0.2)] }] } },
  ],
  [
    "weights that a double does not add up",
    { rules: rules({ official: [0.1, 0.2, 0.7].map((weight) => ({ component: "verified", weight })) }) },
  ],
  [
    "a verifier and a successor that are no members",
    {
      members: members(3, { c: { left: "2026-07-01", successor: "so-moi" } }),
      table: { sections: [leaf("I", 50, { kind: "points" }, { verifier: "so-tai-chinh" })] },
    },
  ],
  [
    "a code that objects have from birth",
    {
      table: { sections: [leaf("constructor", 50), leaf("toString", 50, { kind: "level", levels: { valueOf: 1 } })] },
      sheets: [{ kind: "self", unit: "a", points: { constructor: 1 }, results: { toString: { level: "valueOf" } } }],
    },
  ],
  ["votes as many as members", { votes: [{ for: "tie", members: 3, valid: 3, yes: { a: 3 } }] }],
])("taken: %s", (_, more) => {
  expect(faults(tabled(more))).toEqual([])
})
