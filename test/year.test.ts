import { expect, test } from "vitest"
import { blocYear, criteria, move, province, reasons, type Send } from "./world.ts"

test("a bloc of three lives its year from drafting to closed, each under its own account", async () => {
  const world = await province()
  const { at, year } = await blocYear(world)
  const [a, b, c] = (await Promise.all(["so-a", "so-b", "so-c"].map((of) => world.as("leader", of)))) as [Send, Send, Send]

  const saved = await a(
    "PUT",
    `${at}/table`,
    criteria([
      { component: "verified", weight: 0.5 },
      { component: "crossMean", weight: 0.5 },
    ]),
    { "if-match": '"v0"' },
  )
  expect(saved).toMatchObject({ status: 200, etag: '"v1"' })
  const { hash } = saved.json as { hash: string }
  const minutes = { hash, date: "2026-01-15", place: "Hội trường Sở Nội vụ", present: 3, agreed: 2, text: "Thông qua bảng tiêu chí." }
  expect((await a("POST", `${at}/table`, minutes, { "if-match": '"v1"' })).json).toMatchObject({ locked: true, hash })
  const pledge = await a("PUT", `${at}/pledge`, { text: "Bản giao ước thi đua năm 2026." }, { "if-match": '"v0"' })
  await move(a, year, "drafting", "pledging")
  for (const one of [a, b, c])
    expect((await one("POST", `${at}/pledge/signature`, { hash: (pledge.json as { hash: string }).hash })).status).toBe(200)
  await move(a, year, "pledging", "running")
  await move(a, year, "running", "selfScoring")

  const self = { table: hash, points: [4000, 6000] }
  for (const one of [a, b, c]) {
    expect((await one("PUT", `${at}/self`, { ...self, points: [4000, null] }, { "if-match": '"v0"' })).etag).toBe('"v1"')
    expect((await one("POST", `${at}/self`, self, { "if-match": '"v1"' })).status).toBe(200)
  }
  await move(a, year, "selfScoring", "crossScoring")
  const rows = (own: number, scores: number[][]) => scores.map((row, i) => (i === own ? null : row))
  const scores = [
    [3800, 5500],
    [3900, 5600],
    [3000, 5000],
  ]
  for (const [i, one] of [a, b, c].entries())
    expect((await one("POST", `${at}/cross`, { table: hash, rows: rows(i, scores) }, { "if-match": '"v0"' })).status).toBe(200)
  await move(a, year, "crossScoring", "verifying")
  expect((await a("POST", `${at}/verified/00`, self, { "if-match": '"v0"' })).json).toMatchObject({ status: 403, code: "verified.other" })
  expect((await b("POST", `${at}/verified/00`, { table: hash, points: [3900, 5500], reasons }, { "if-match": '"v0"' })).status).toBe(200)
  for (const seat of ["01", "02"])
    expect((await a("POST", `${at}/verified/${seat}`, { table: hash, points: [3900, 5650], reasons }, { "if-match": '"v0"' })).status).toBe(
      200,
    )
  await move(a, year, "verifying", "ranked")
  expect((await c("GET", `${at}/result`)).json).toMatchObject({
    provisional: true,
    result: {
      units: [{ id: "so-b", rank: 1, official: 95.25 }, { id: "so-a" }, { id: "so-c" }],
      proposal: { flags: ["so-b"], certificates: ["so-a"] },
    },
  })
  await move(a, year, "ranked", "voting")
  const votes = { flags: { members: 3, present: 3, written: 0, valid: 3, yes: { "01": 3 } }, team: "Ban kiểm phiếu" }
  expect((await a("PUT", `${at}/votes`, votes, { "if-match": '"v0"' })).status).toBe(200)
  expect((await b("POST", `${at}/votes`, undefined, { "if-match": '"v1"' })).status).toBe(200)
  await move(a, year, "voting", "closed")
  expect((await c("GET", `${at}/result`)).json).toMatchObject({
    provisional: false,
    result: { proposal: { flags: ["so-b"] }, sheets: { self: 3, cross: 6, verified: 3, missing: [] } },
  })
  const board = (await c("GET", at)).json as { phase: string; entries: { act: string }[] }
  expect(board.phase).toBe("closed")
  expect(board.entries).toHaveLength(20)
  const log = (await c("GET", `${at}/log`)).json as { items: { act: string }[]; next: null }
  expect(log.items.map(({ act }) => act).filter((act) => act === "self.handIn")).toHaveLength(3)
})
