import { expect, test } from "vitest"
import { ids, members, outcome, rules, unit, verified } from "./bloc-year-file.ts"

type Part = Record<string, unknown>
const quotas = (flags: number, certificates: number) => [{ minMembers: 1, maxMembers: 60, flags, certificates }]
/** Members a, b, c… with these verified points, for so many flags and certificates. */
function bloc(points: readonly number[], [flags, certificates]: readonly [number, number], more: Part = {}, own: Part = {}) {
  const sheets = verified(Object.fromEntries(points.map((one, i) => [ids(points.length)[i]!, one])))
  return outcome(points.length, { sheets, ...more, rules: rules({ quotas: quotas(flags, certificates), ...own }) })
}
const places = ({ proposal }: ReturnType<typeof outcome>) => `${proposal.flags.join("")}/${proposal.certificates.join("")}`

test.each<[string, number[], [number, number], string, (string | null)[]]>([
  ["the first ranks take the flags, the next the certificates", [90, 80, 70, 60], [1, 2], "a/bc", []],
  ["more places than units", [90, 80], [1, 5], "a/b", []],
  ["no flag at all", [90, 80, 70], [0, 2], "/ab", []],
  ["equal ranks clear of a border keep their places, by id", [90, 90, 70, 70, 60], [2, 2], "ab/cd", [null, null]],
  ["equal ranks over the flags' border take no place, and the places they span stay empty", [90, 90, 80, 70, 60], [1, 3], "/cd", ["flags"]],
  ["equal ranks over the certificates' border take none either", [90, 80, 70, 70, 60], [1, 2], "a/b", ["certificates"]],
  ["equal ranks just before the border", [90, 80, 80, 70], [1, 2], "a/bc", [null]],
  ["equal ranks just behind the border", [90, 80, 70, 70], [1, 1], "a/b", [null]],
  ["equal ranks over both borders stand at the first", [90, 90, 90, 90], [1, 2], "/", ["flags"]],
  ["without certificates the last flag's border is the only one", [90, 80, 80], [2, 0], "a/", ["flags"]],
  ["without any place there is no border", [90, 90], [0, 0], "/", [null]],
  ["fewer units than places, all equal", [90, 90], [1, 5], "/", ["flags"]],
])("%s", (_, points, quota, expected, borders) => {
  const given = bloc(points, quota)
  expect(places(given)).toBe(expected)
  expect(given.ties.map(({ border }) => border)).toEqual(borders)
})

test("of a tie broken in part, the border is that of those still equal", () => {
  const women = members(4, { a: { womenShare: 0.8 } })
  const given = bloc([90, 90, 90, 80], [1, 1], { members: women }, { tieBreak: ["women70"] })
  expect(places(given)).toBe("a/")
  expect(given.ties).toEqual([{ units: ["a", "b", "c"], rank: 1, brokenBy: null, border: "certificates" }])
})

test("a tie that is broken has no border", () => {
  const given = bloc([90, 90], [1, 0], { members: members(2, { b: { womenShare: 0.8 } }) }, { tieBreak: ["women70"] })
  expect(places(given)).toBe("b/")
  expect(given.ties).toEqual([{ units: ["b", "a"], rank: 1, brokenBy: "women70", border: null }])
})

const hold = (...of: string[]) => ({ held: of.map((one) => ({ unit: one.replace("!", ""), passedOn: one.endsWith("!") })) })
test.each<[string, number[], string[], string, object[]]>([
  ["a held unit keeps its place empty", [90, 80, 70, 60], ["b"], "a/c", [{ unit: "b", border: "certificates" }]],
  ["a held winner of the flag too", [90, 80, 70, 60], ["a"], "/bc", [{ unit: "a", border: "flags" }]],
  ["one that is passed over lets the next move up", [90, 80, 70, 60], ["a!"], "b/cd", []],
  ["one held and one passed over", [90, 80, 70, 60], ["a", "b!"], "/cd", [{ unit: "a", border: "flags" }]],
  ["a held unit without a place is in no list", [90, 80, 70, 60], ["d"], "a/bc", []],
  ["a held unit inside a spanning tie is in no list", [90, 90, 80, 70], ["a"], "/c", []],
  ["one passed over leaves a tie, and it spans no more", [90, 90, 80, 70], ["a!"], "b/cd", []],
  ["one passed over can move a tie onto a border", [90, 80, 80, 70], ["a!"], "/d", []],
])("%s", (_, points, held, expected, onHold) => {
  const given = bloc(points, [1, 2], hold(...held))
  expect(places(given)).toBe(expected)
  expect(given.proposal.onHold).toEqual(onHold)
  expect(given.units.map(({ rank }) => rank)).toEqual(bloc(points, [1, 2]).units.map(({ rank }) => rank))
})

const vote = (of: string, yes: Record<string, number>, all = 12) => ({ for: of, members: all, present: 2, valid: all, yes })
test.each<[string, object[], object | undefined, string, object[]]>([
  ["enough of all members", [vote("flags", { a: 10 })], { flags: 0.8 }, "a/bc", []],
  ["just as many as needed", [vote("flags", { a: 8 }, 10)], { flags: 0.8 }, "a/bc", []],
  [
    "one too few: nobody moves up",
    [vote("flags", { a: 9, b: 12 })],
    { flags: 0.8 },
    "/bc",
    [{ unit: "a", border: "flags", yes: 9, of: 12 }],
  ],
  ["not named in the vote is none", [vote("flags", { b: 12 })], { flags: 0.8 }, "/bc", [{ unit: "a", border: "flags", yes: 0, of: 12 }]],
  [
    "certificates by their own vote",
    [vote("certificates", { a: 0, b: 6, c: 5 })],
    { flags: 0.8, certificates: 0.5 },
    "a/b",
    [{ unit: "c", border: "certificates", yes: 5, of: 12 }],
  ],
  ["no vote of that kind: nobody is below", [vote("certificates", { b: 12, c: 12 })], { flags: 0.8 }, "a/bc", []],
  ["no threshold of that kind: nobody is below", [vote("flags", { a: 1 })], { certificates: 0.5 }, "a/bc", []],
  ["no threshold at all", [vote("flags", { a: 1 })], undefined, "a/bc", []],
])("votes, %s", (_, votes, voteThreshold, expected, belowThreshold) => {
  const given = bloc([90, 80, 70, 60], [1, 2], { votes }, voteThreshold && { voteThreshold })
  expect(places(given)).toBe(expected)
  expect(given.proposal.belowThreshold).toEqual(belowThreshold)
})

test("a held unit is on hold, however few votes it has", () => {
  const given = bloc([90, 80], [1, 0], { ...hold("a"), votes: [vote("flags", { b: 12 })] }, { voteThreshold: { flags: 0.8 } })
  expect(given.proposal).toEqual({ flags: [], certificates: [], onHold: [{ unit: "a", border: "flags" }], belowThreshold: [] })
})

test("the province's appraisal ranks again beside the bloc's own figures", () => {
  const appraisal = [
    { unit: "a", points: -8 },
    { unit: "a", points: -7.5 },
    { unit: "c", points: 5 },
    { unit: "d", points: 50 },
  ]
  const given = bloc([90, 80, 75, 10], [1, 1], { appraisal, members: members(4, { d: { ranked: false } }) })
  expect(given.units.map(({ id, official, rank, appraised }) => [id, official, rank, appraised])).toEqual([
    ["a", 90, 1, { official: 74.5, rank: 3 }],
    ["b", 80, 2, { official: 80, rank: 1 }],
    ["c", 75, 3, { official: 80, rank: 1 }],
    ["d", 10, null, undefined],
  ])
  expect(places(given)).toBe("a/b")
  expect(given.appraisedProposal).toEqual({ flags: [], certificates: [], onHold: [], belowThreshold: [] })
  expect(given.ties).toEqual([])
})

test("the appraised ranking breaks its own ties, with the appraisal in what is without bonus", () => {
  const bonus = [{ code: "B1", name: "Cờ", points: 5 }]
  const table = { sections: [{ code: "I", name: "Kết quả", max: 100, scoring: { kind: "points" } }], bonus }
  const part = { table, marks: [{ unit: "a", code: "B1", count: 1 }], appraisal: [{ unit: "a", points: -10 }] }
  const given = bloc([85, 80], [1, 0], part, { tieBreak: ["withoutBonus"] })
  expect(given.units.map(({ id, official, appraised }) => [id, official, appraised])).toEqual([
    ["a", 90, { official: 80, rank: 2 }],
    ["b", 80, { official: 80, rank: 1 }],
  ])
})

test("without an appraisal there is no word of it", () => {
  const given = bloc([90, 80], [1, 0])
  expect(given).not.toHaveProperty("appraisedProposal")
  expect(unit(given, "a")).not.toHaveProperty("appraised")
})

test("units stand by rank, equal ranks and those without one by id in code points", () => {
  const names = ["so-b", "so-a", "so", "so-10", "so-9", "so-1"]
  const sheets = verified(Object.fromEntries(names.map((id, i) => [id, i < 3 ? 50 : 40])))
  const all = names.map((id, i) => ({ id, name: id, role: i ? "member" : "head", ranked: i < 3 }))
  expect(outcome(6, { members: all, sheets }).units.map(({ id }) => id)).toEqual(["so", "so-a", "so-b", "so-1", "so-10", "so-9"])
})
