import { expect, test } from "vitest"
import { ids, outcome, rules, verified } from "./bloc-year-file.ts"

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
const tie = (yes: Record<string, number>) => ({ votes: [{ for: "tie", members: 9, valid: 9, yes }] })

const held = (...of: string[]) => ({ held: of.map((one) => ({ unit: one[0], passedOn: one.endsWith("!") })) })
test.each<[string, number[], [number, number], string[], string, object[]]>([
  [
    "a held unit in a tie clear of the border keeps its place empty",
    [90, 90, 80, 70],
    [2, 1],
    ["a"],
    "b/c",
    [{ unit: "a", border: "flags" }],
  ],
  [
    "several held ones stand in order of places",
    [90, 80, 70, 60],
    [1, 2],
    ["c", "a"],
    "/b",
    [
      { unit: "a", border: "flags" },
      { unit: "c", border: "certificates" },
    ],
  ],
  ["a whole tie passed over takes no place", [90, 90, 80, 70], [1, 1], ["a!", "b!"], "c/d", []],
  ["one of three passed over, and the other two span still", [90, 90, 90, 70], [1, 2], ["b!"], "/d", []],
  [
    "passed over and held inside a tie of three: one held in the clear",
    [90, 90, 80],
    [1, 1],
    ["a!", "b"],
    "/c",
    [{ unit: "b", border: "flags" }],
  ],
  [
    "all held",
    [90, 80],
    [1, 1],
    ["a", "b"],
    "/",
    [
      { unit: "a", border: "flags" },
      { unit: "b", border: "certificates" },
    ],
  ],
  ["all passed over", [90, 80], [1, 1], ["a!", "b!"], "/", []],
  ["one passed over behind all places", [90, 80, 70], [1, 1], ["c!"], "a/b", []],
])("%s", (_, points, quota, units, proposed, onHold) => {
  const given = bloc(points, quota, held(...units))
  expect(places(given.proposal)).toBe(proposed)
  expect(given.proposal.onHold).toEqual(onHold)
})

test("a tie that one passed over leaves has no border any more, and still shares its rank", () => {
  const given = bloc([90, 90, 80], [1, 1], held("a!"))
  expect(ranks(given)).toBe("a1 b1 c3")
  expect(given.ties).toEqual([{ units: ["a", "b"], rank: 1, brokenBy: null, border: null }])
})

const vote = (of: string, yes: Record<string, number>, all: number) => ({ for: of, members: all, present: 1, valid: all, yes })
test.each<[string, number, Record<string, number>, number, boolean]>([
  ["no yes at all meets a threshold of nothing", 0, {}, 12, true],
  ["all members meet a threshold of all", 1, { a: 12 }, 12, true],
  ["one less does not", 1, { a: 11 }, 12, false],
  ["two thirds to four decimals: 8 of 12 is just below", 0.6667, { a: 8 }, 12, false],
  ["and just above", 0.6666, { a: 8 }, 12, true],
  ["seven tenths of 10, which a double makes more", 0.7, { a: 7 }, 10, true],
  ["shares are of all members, never of those present", 0.8, { a: 1 }, 12, false],
  ["a vote of no members", 0.8, {}, 0, true],
])("votes: %s", (_, flags, yes, all, enough) => {
  const { proposal } = bloc([90, 80], [1, 0], { votes: [vote("flags", yes, all)] }, { voteThreshold: { flags } })
  expect(proposal.flags).toEqual(enough ? ["a"] : [])
  expect(proposal.belowThreshold).toEqual(enough ? [] : [{ unit: "a", border: "flags", yes: yes["a"], of: all }])
})

test("those with too few votes stand in order of places, and one in a spanning tie in no list", () => {
  const votes = [vote("flags", {}, 12), vote("certificates", { c: 1 }, 10)]
  const threshold = { voteThreshold: { flags: 0.5, certificates: 0.5 } }
  expect(bloc([90, 80, 70, 60], [1, 2], { votes }, threshold).proposal).toEqual({
    flags: [],
    certificates: [],
    onHold: [],
    belowThreshold: [
      { unit: "a", border: "flags", yes: 0, of: 12 },
      { unit: "b", border: "certificates", yes: 0, of: 10 },
      { unit: "c", border: "certificates", yes: 1, of: 10 },
    ],
  })
  expect(bloc([90, 90, 70, 60], [1, 2], { votes }, threshold).proposal.belowThreshold).toEqual([{ unit: "c", border: "certificates", yes: 1, of: 10 }]) // prettier-ignore
})

const appraisal = (points: Record<string, number[]>) => ({
  appraisal: Object.entries(points).flatMap(([id, all]) => all.map((one) => ({ unit: id, points: one }))),
})
test.each<[string, Record<string, number[]>, string, string, string]>([
  ["a hundredth short of the next changes no place", { b: [9.99] }, "a90:1 b89.99:2 c70:3", "a/b", "a/b"],
  ["just as much as the next shares its rank, and both span the border", { b: [10] }, "a90:1 b90:1 c70:3", "a/b", "/"],
  ["a hundredth more takes the flag", { b: [10.01] }, "a90:2 b90.01:1 c70:3", "a/b", "b/a"],
  ["0.1 and 0.2 are 0.3", { c: [0.1, 0.2], a: [-19.7] }, "a70.3:2 b80:1 c70.3:2", "a/b", "b/"],
  ["far below nothing", { a: [-90.01] }, "a-0.01:3 b80:1 c70:2", "a/b", "b/c"],
  ["of nothing", { a: [0] }, "a90:1 b80:2 c70:3", "a/b", "a/b"],
])("an appraisal %s", (_, points, order, before, after) => {
  const given = bloc([90, 80, 70], [1, 1], appraisal(points))
  expect(given.units.map(({ id, appraised }) => `${id}${appraised?.official}:${appraised?.rank}`).join(" ")).toBe(order)
  expect(places(given.proposal)).toBe(before)
  expect(places(given.appraisedProposal!)).toBe(after)
})

test("holds, votes and the chain hold for the appraised ranking as they do for the bloc's own", () => {
  const part = {
    ...appraisal({ b: [10], c: [25] }),
    ...held("c"),
    votes: [vote("flags", { a: 12 }, 12), vote("certificates", { a: 5, b: 12 }, 12), ...tie({ a: 1, b: 2 }).votes],
  }
  const given = bloc([90, 80, 70], [1, 2], part, { tieBreak: ["ballot"], voteThreshold: { flags: 0.5, certificates: 0.5 } })
  expect(given.proposal).toEqual({ flags: ["a"], certificates: ["b"], onHold: [{ unit: "c", border: "certificates" }], belowThreshold: [] })
  expect(given.appraisedProposal).toEqual({
    flags: [],
    certificates: ["b"],
    onHold: [{ unit: "c", border: "flags" }],
    belowThreshold: [{ unit: "a", border: "certificates", yes: 5, of: 12 }],
  })
  expect(given.ties).toEqual([])
})

test("an appraisal of one without a rank alone still ranks the others again", () => {
  const part = { ...appraisal({ c: [99] }), rules: {}, disqualified: [{ unit: "c", code: "D1" }] }
  const given = bloc([90, 80, 95], [1, 1], part, { disqualifiers: [{ code: "D1", name: "Không ký" }] })
  expect(given.units.map(({ id, appraised }) => [id, appraised])).toEqual([
    ["a", { official: 90, rank: 1 }],
    ["b", { official: 80, rank: 2 }],
    ["c", undefined],
  ])
  expect(given.appraisedProposal).toEqual(given.proposal)
})
