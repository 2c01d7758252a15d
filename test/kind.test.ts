import { expect, test } from "vitest"
import { blocYear, move, province, type Send } from "./world.ts"

const leaf = (code: string, max: number, scoring: object, more: object = {}) => ({ code, name: `Tiêu chí ${code}`, max, scoring, ...more })
/** One leaf of each kind; so-c has no plan target, so K8 does not apply to it. */
const table = {
  sections: [
    leaf("K1", 10, { kind: "points" }),
    leaf("K2", 10, { kind: "passFail" }),
    leaf("K3", 10, { kind: "count", per: 4 }),
    leaf("K4", 10, { kind: "deduct", per: 2.5 }),
    leaf("K5", 10, { kind: "plusMinus", start: 5, plusPer: 1, minusPer: 2 }),
    leaf("K6", 10, { kind: "level", levels: { HTXSNV: 10, HTTNV: 8 } }),
    leaf(
      "K7",
      10,
      {
        kind: "bands",
        bands: [
          { atLeast: 100, share: 1 },
          { atLeast: 95, share: 0.9 },
        ],
      },
      { cross: false },
    ),
    leaf("K8", 10, { kind: "proportional" }),
    leaf("K9", 10, { kind: "leader" }),
  ],
}
const rules = { official: [{ component: "verified", weight: 1 }], quotas: [{ minMembers: 2, maxMembers: 60, flags: 1, certificates: 1 }] }
const notApplicable = [{ unit: "so-c", code: "K8" }]
const results = (actual: number) => [
  null,
  { achieved: true },
  { count: 2 },
  { count: 1 },
  { plus: 3, minus: 1 },
  { level: "HTTNV" },
  { target: 100, actual: 95 },
  { target: 3, actual: 2 },
  { target: 100, actual },
]
const points = [1000, null, null, null, null, null, null, null, null]

test("all nine kinds are scored from what a sheet gives, and a leaf that does not apply is scaled away", async () => {
  const world = await province()
  const { at, year } = await blocYear(world)
  const [a, b, c] = (await Promise.all(["so-a", "so-b", "so-c"].map((of) => world.as("leader", of)))) as [Send, Send, Send]
  const saved = await a("PUT", `${at}/table`, { table, rules, notApplicable }, { "if-match": '"v0"' })
  const { hash } = saved.json as { hash: string }
  const minutes = { hash, date: "2026-01-15", place: "Sở A", present: 3, agreed: 3, text: "Thống nhất." }
  expect((await a("POST", `${at}/table`, minutes, { "if-match": saved.etag })).status).toBe(200)
  await a("PUT", `${at}/pledge`, { text: "Giao ước." }, { "if-match": '"v0"' })
  const by = world.board
  await move(by, year, "drafting", "pledging")
  await move(by, year, "pledging", "running", "theo kế hoạch")
  await move(by, year, "running", "selfScoring")

  const whole = { table: hash, points, results: results(110) }
  const wrong = {
    table: hash,
    points: [1001, 5, null, null, null, null, null, null, null],
    results: [
      { count: 1 },
      null,
      { plus: 1 },
      { count: 1 },
      { plus: 3, minus: 1 },
      { level: "KHTNV" },
      { target: null, actual: 1 },
      null,
      { target: null, actual: 1 },
    ],
  }
  const refused = (await b("POST", `${at}/self`, wrong, { "if-match": '"v0"' })).json as { fields: { path: string; code: string }[] }
  expect(refused.fields.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([
    "/points/0 sheet.over",
    "/points/1 sheet.extra",
    "/results/0 sheet.extra",
    "/results/1 sheet.lacks",
    "/results/2/count file.lacks",
    "/results/2/plus input.unknown",
    "/results/5/level file.reference",
    "/results/6/target input.number",
    "/results/7 sheet.lacks",
  ])
  expect((await b("POST", `${at}/self`, whole, { "if-match": '"v0"' })).status).toBe(200)
  expect((await c("POST", `${at}/self`, whole, { "if-match": '"v0"' })).json).toMatchObject({
    status: 422,
    fields: [{ path: "/results/7", code: "sheet.extra" }],
  })
  const without = { ...whole, results: whole.results.map((result, i) => (i === 7 ? null : result)) }
  expect((await c("POST", `${at}/self`, without, { "if-match": '"v0"' })).status).toBe(200)
  await move(by, year, "selfScoring", "crossScoring", "so-a không nộp")

  const row = (skip?: number) => [9, 9, 9, 9, 9, 9, 9].map((given, i) => (i === skip ? null : given * 100))
  expect((await b("POST", `${at}/cross`, { table: hash, rows: [row(), null, row()] }, { "if-match": '"v0"' })).json).toMatchObject({
    fields: [{ path: "/rows/2/6", code: "sheet.extra" }],
  })
  expect((await b("POST", `${at}/cross`, { table: hash, rows: [row(), null, row(6)] }, { "if-match": '"v0"' })).status).toBe(200)
  await move(by, year, "crossScoring", "verifying", "theo kế hoạch")
  for (const [who, seat, sheet] of [
    [b, "00", { ...whole, results: results(120) }],
    [a, "01", whole],
    [a, "02", without],
  ] as const)
    expect((await who("POST", `${at}/verified/${seat}`, sheet, { "if-match": '"v0"' })).status).toBe(200)
  await move(by, year, "verifying", "ranked")
  // 10 + 10 + 8 + 7.5 + 6 + 8 + 9 + 6.67 = 65.17; leader: 10 for the furthest over target, 7.5 for half of that; so-c: 66 of 80, scaled to 90.
  expect((await c("GET", `${at}/result`)).json).toMatchObject({
    result: {
      units: [
        { id: "so-a", self: null, verified: { total: 75.17 }, cross: { count: 1 } },
        { id: "so-c", self: { total: 77.06 }, verified: { total: 74.25 } },
        { id: "so-b", self: { total: 75.17 }, verified: { total: 72.67 } },
      ],
    },
  })
  const explained = (await c("GET", `${at}/explanations/verified/00`)).json as { leaves: { code: string; exact: string; points: number }[] }
  expect(explained).toMatchObject({ sum: 7517, max: 9000, tableMax: 9000, total: 7517 })
  expect(explained.leaves[7]).toMatchObject({ code: "K8", exact: "20/3", points: 667, input: { target: 3, actual: 2 } })
  expect((await b("GET", `${at}/explanations/self/02`)).json).toMatchObject({
    sum: 6850,
    max: 8000,
    tableMax: 9000,
    exact: "77.0625",
    total: 7706,
  })
  expect((await b("GET", `${at}/explanations/self/00`)).json).toMatchObject({ status: 404, code: "missing" })
})
