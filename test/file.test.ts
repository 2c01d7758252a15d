import { expect, test } from "vitest"
import { read } from "../packages/core/src/bloc-year.ts"
import { faults, file, leaf, members, own, rules, tabled as given, verified } from "./bloc-year-file.ts"

type Part = Record<string, unknown>
const without = (of: Part, key: string) => Object.fromEntries(Object.entries(of).filter(([name]) => name !== key))

test("a file gets its defaults", () => {
  const year = read(file(2, { sheets: verified({ a: 50 }), marks: [] }))
  expect(year).toMatchObject({ rules: { cross: "all", tieBreak: [] }, held: [], table: { bonus: [], penalty: [] } })
  expect(year.members[0]).toMatchObject({ ranked: true })
  expect(year.sheets[0]).toEqual({ kind: "verified", unit: "a", points: { I: 50 }, results: {}, reasons: {} })
  expect(read(structuredClone(year))).toEqual(year)
})

test.each<[string, unknown, string[]]>([
  ["nothing", undefined, [" file.lacks"]],
  ["a list", [], [" input.invalid"]],
  ["another format", file(2, { format: "bloc-year/2" }), ["/format file.word"]],
  ["no year", without(file(2), "year"), ["/year file.lacks"]],
  ["an unknown key", file(2, { colour: 1 }), ["/colour input.unknown"]],
  ["an unknown key with signs of the pointer", file(2, { "a/b~c": 1 }), ["/a~1b~0c input.unknown"]],
  [
    "an unknown key in a part",
    file(2, { table: { sections: [leaf("I", 10, { kind: "count", per: 1, upTo: 2 })] } }),
    ["/table/sections/0/scoring/upTo input.unknown"],
  ],
  [
    "a key that objects have from birth",
    JSON.parse(JSON.stringify(file(2, { votes: [{ for: "tie", members: 1, valid: 1, yes: { X: 0 } }] })).replace('"X"', '"__proto__"')),
    ["/votes/0/yes/__proto__ input.unknown"],
  ],
  ["one member", file(1), ["/members file.members"]],
  [
    "61 members",
    file(2, { members: Array.from({ length: 61 }, (_, i) => ({ id: `m${i}`, name: "Sở", role: i ? "member" : "head" })) }),
    ["/members file.members"],
  ],
  ["another role", file(2, { members: members(2, { b: { role: "boss" } }) }), ["/members/1/role file.word"]],
  ["an id that is no slug", file(2, { members: members(2, { b: { id: "Sở B" } }) }), ["/members/1/id input.text"]],
  ["a name with a direction sign", file(2, { bloc: { id: "b", name: "Khối\u202e" } }), ["/bloc/name input.signs"]],
  ["a share above 1", file(2, { members: members(2, { b: { womenShare: 1.0001 } }) }), ["/members/1/womenShare input.number"]],
  ["a day that there is not", file(2, { members: members(2, { b: { left: "2026-02-30" } }) }), ["/members/1/left input.text"]],
  ["no sections", file(2, { table: { sections: [] } }), ["/table/sections file.lacks"]],
  [
    "a kind of scoring that there is not",
    file(2, { table: { sections: [leaf("I", 10, { kind: "stars" })] } }),
    ["/table/sections/0/scoring/kind file.word"],
  ],
  ["a maximum of thousandths", file(2, { table: { sections: [leaf("I", 10.001)] } }), ["/table/sections/0/max input.number"]],
  [
    "five decimals",
    file(2, { table: { sections: [leaf("I", 10, { kind: "count", per: 0.00001 })] } }),
    ["/table/sections/0/scoring/per input.number"],
  ],
  [
    "a weight of nothing",
    given({ rules: rules({ official: [{ component: "verified", weight: 0 }] }) }),
    ["/rules/official/0/weight input.number"],
  ],
  ["a cross rule that there is not", given({ rules: rules({ cross: "some" }) }), ["/rules/cross file.word"]],
  ["a cross rule with a number in it", given({ rules: rules({ cross: { a: ["b", 3] } }) }), ["/rules/cross/a/1 input.text"]],
  ["a link that there is not", given({ rules: rules({ tieBreak: ["ballot", "coin"] }) }), ["/rules/tieBreak/1 file.word"]],
  ["a negative count", given({ marks: [{ unit: "a", code: "B1", count: -1 }] }), ["/marks/0/count input.number"]],
  ["half a count", given({ sheets: [own({ results: { "II/1": { count: 0.5 } } })] }), ["/sheets/0/results/II~11/count input.number"]],
  [
    "a target of 0",
    given({ sheets: [own({ results: { "II/1": { target: 0, actual: 1 } } })] }),
    ["/sheets/0/results/II~11/target input.number"],
  ],
  ["points as text", given({ sheets: [own({ points: { I: "1" } })] }), ["/sheets/0/points/I input.number"]],
  [
    "results on a cross sheet",
    given({ sheets: [{ kind: "cross", scorer: "b", unit: "a", points: { I: 1 }, results: {} }] }),
    ["/sheets/0/results input.unknown"],
  ],
])("refused: %s", (_, value, expected) => {
  expect(faults(value)).toEqual(expected)
})

test.each([
  [999_999_999_999, true],
  [1_000_000_000_000, false],
  [12_345_678.1234, true],
  [123_456_789.1234, false],
  [0.1234, true],
  [0.12345, false],
  [1e-7, false],
  [1e21, false],
])("an input of %d has at most 4 decimals and 12 digits: %s", (actual, fits) => {
  const scoring = { kind: "proportional" }
  const sheets = [{ kind: "self", unit: "a", results: { I: { target: 1, actual } } }]
  expect(faults(file(2, { table: { sections: [leaf("I", 10, scoring)] }, sheets }))).toEqual(
    fits ? [] : ["/sheets/0/results/I/actual input.number"],
  )
})

test("faults of form come all at once, and so do faults of sense", () => {
  expect(faults({ ...file(2, { year: "2026", held: [{}], struck: [1] }), extra: 1 })).toEqual([
    "/year input.number",
    "/struck/0 input.text",
    "/held/0/unit file.lacks",
    "/extra input.unknown",
  ])
  expect(faults(given({ struck: ["x"], held: [{ unit: "y" }], members: members(3, { a: { role: "member" } }) }))).toEqual([
    "/members file.head",
    "/struck/0 file.reference",
    "/held/0/unit file.reference",
  ])
})
