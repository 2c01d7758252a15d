import { expect, test } from "vitest"
import { type Act, live, plainly, type Three, threeLeaders, verify } from "./small-year.ts"
import { fingerprint, tenantOf } from "./stored.ts"
import { type Answer, move, type PhaseName, province, type Send } from "./world.ts"

const none = '"v0"'
const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const told = ({ json }: Answer) => (json as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`)
const reason = "theo văn bản số 12"

/** The small year's table with a bonus and a penalty line, a disqualifier, and a chain that ends with a decision. */
const ruled: Act = (send, method, path, body, version) => {
  if (method !== "PUT" || !path.endsWith("/table")) return plainly(send, method, path, body, version)
  const { table, rules } = body as { table: object; rules: object }
  const bonus = [{ code: "B1", name: "Mô hình mới", points: 2, max: 5 }]
  const penalty = [{ code: "P1", name: "Nộp chậm", points: 1 }]
  const disqualifiers = [{ code: "D1", name: "Không ký giao ước" }]
  return plainly(
    send,
    method,
    path,
    { table: { ...table, bonus, penalty }, rules: { ...rules, disqualifiers, tieBreak: ["decision"] } },
    version,
  )
}
/** A small year in a phase, its table with lines and a disqualifier; the first three of its members lead it. */
async function to(phase: PhaseName) {
  const three = await threeLeaders()
  return { ...three, ...(await live(three, phase, ruled)) }
}
type Room = Pick<Three, "world" | "at">
const decide = async ({ world, at }: Room, lists: object, version?: string) =>
  world.board("PUT", `${at}/decisions`, lists, { "if-match": version ?? (await world.board("GET", `${at}/decisions`)).etag })
const unitsOf = async ({ world, at }: Room) =>
  (
    (await world.board("GET", `${at}/result`)).json as {
      result: { units: { id: string; rank: number | null; reasons: string[]; official: number }[] }
    }
  ).result.units

test("the board disqualifies, holds and decides an order, and the ranking follows", async () => {
  const room = await to("verifying")
  const { world, at, c, year, table } = room
  for (const i of [0, 1, 2]) await verify(room, plainly, table, i)
  const lists = { disqualified: [{ seat: "00", code: "D1", reason }], held: [{ seat: "01", reason }] }
  expect(codeOf(await decide(room, lists))).toBe("done")
  expect((await c("GET", `${at}/decisions`)).json).toEqual({
    corrected: [],
    struck: [],
    decided: [],
    ...lists,
    held: [{ seat: "01", reason, passedOn: false }],
  })
  await move(world.board, year, "verifying", "ranked")
  expect((await unitsOf(room)).map(({ id, rank, reasons }) => [id, rank, reasons])).toEqual([
    ["so-b", 1, ["held"]],
    ["so-c", 2, []],
    ["so-a", null, ["D1"]],
  ])
})

test("every faulty line is told at once, and nothing changes", async () => {
  const room = await to("running")
  const before = await fingerprint(await tenantOf(room.world.code))
  const lists = {
    struck: [{ code: "I", reason }, { code: "IX", reason }, { code: "II", reason }],
    disqualified: [{ seat: "00", code: "D9", reason }, { seat: "07", code: "D1", reason }],
    held: [{ seat: "01", reason }, { seat: "01", reason }],
    decided: [{ order: ["00", "00"], by: "board", reason }],
  } // prettier-ignore
  expect(told(await decide(room, lists)).sort()).toEqual(
    [
      "/decided/0/order/1 file.duplicate",
      "/disqualified/0/code file.reference",
      "/disqualified/1/seat file.reference",
      "/held/1 file.duplicate",
      "/struck file.leaf.none",
      "/struck/1 file.reference",
    ].sort(),
  )
  expect(told(await decide(room, { held: [{ seat: "01" }], odd: 1 }))).toEqual(["/held/0/reason input.text", " input.unknown"])
  expect(await fingerprint(await tenantOf(room.world.code))).toBe(before)
})

test("only the board decides, over the version that it read, and nobody of another province", async () => {
  const room = await to("running")
  const { a, b, at, world } = room
  const held = { held: [{ seat: "01", reason }] }
  for (const send of [a, b, await world.as("officer", "so-c")])
    expect(codeOf(await send("PUT", `${at}/decisions`, held, { "if-match": none }))).toBe("right.denied")
  expect(codeOf(await (await province()).board("PUT", `${at}/decisions`, held, { "if-match": none }))).toBe("missing")
  expect(codeOf(await decide(room, held, none))).toBe("done")
  expect(codeOf(await decide(room, { held: [] }, none))).toBe("version.stale")
  const key = { "idempotency-key": '"the-same-act-twice"', "if-match": '"v1"' }
  const [first, again] = [await world.board("PUT", `${at}/decisions`, {}, key), await world.board("PUT", `${at}/decisions`, {}, key)]
  expect([first.status, again.text]).toEqual([200, first.text])
  expect(codeOf(await world.board("PUT", `${at}/decisions`, held, key))).toBe("key.reused")
})

test("a board whose own department takes part decides nothing about it", async () => {
  const three = await threeLeaders({ members: ["so-a", "so-noi-vu", "so-c"] })
  const room = { ...three, ...(await live(three, "running", ruled)) }
  for (const lists of [{ held: [{ seat: "01", reason }] }, { decided: [{ order: ["01", "02"], by: "board", reason }] }])
    expect(codeOf(await decide(room, lists, none))).toBe("decision.own")
  expect(codeOf(await decide(room, { held: [{ seat: "02", reason }] }, none))).toBe("done")
})

test("a struck leaf is asked of nobody any more, what was typed there counts nowhere, and it stays struck", async () => {
  const room = await to("selfScoring")
  const { b, c, at, table, world, year } = room
  const hand = (send: Send, points: unknown[]) => send("POST", `${at}/self`, { table, points }, { "if-match": none })
  expect(codeOf(await hand(b, [4000, 6000]))).toBe("done")
  expect(told(await hand(c, [4000, null]))).toEqual(["/points/1 sheet.lacks"])
  expect(codeOf(await decide(room, { struck: [{ code: "II", reason }] }))).toBe("done")
  expect(codeOf(await hand(c, [3000, null]))).toBe("done")
  expect(told(await decide(room, { struck: [] }))).toEqual(["/struck decision.struck"])
  await move(world.board, year, "selfScoring", "crossScoring", reason)
  const explained = async (seat: string) => (await c("GET", `${at}/explanations/self/${seat}`)).json
  expect(await explained("01")).toMatchObject({ leaves: [{ points: 4000 }, { struck: true, points: null }], sum: 4000, total: 10_000 })
  expect(await explained("02")).toMatchObject({ sum: 3000, max: 4000, tableMax: 10_000, total: 7500 })
})

test("leaves are struck before the ranking, all else is decided before the bloc closes", async () => {
  const ranked = await to("ranked")
  expect(codeOf(await decide(ranked, { struck: [{ code: "II", reason }] }))).toBe("decision.closed")
  expect(codeOf(await decide(ranked, { held: [{ seat: "01", reason }] }))).toBe("done")
  const closed = await to("closed")
  expect(codeOf(await decide(closed, { held: [{ seat: "01", reason }] }))).toBe("decision.closed")
})

test("verified bonus and penalty lines count up to their caps; what a unit claims does not", async () => {
  const room = await to("selfScoring")
  const { a, b, at, table, world, year } = room
  const marks = [{ code: "B1", count: 9, evidence: "QĐ 12/QĐ-UBND" }]
  const hand = (send: Send, path: string, more: object) =>
    send("POST", `${at}/${path}`, { table, points: [4000, 5000], ...more }, { "if-match": none })
  expect(told(await hand(b, "self", { marks: [{ code: "B9", count: 1 }, { code: "P1", count: 1 }] }))).toEqual([
    "/marks/0/code sheet.line",
    "/marks/0/evidence sheet.evidence",
    "/marks/1/evidence sheet.evidence",
  ]) // prettier-ignore
  expect(codeOf(await hand(b, "self", { marks }))).toBe("done")
  await move(world.board, year, "selfScoring", "crossScoring", reason)
  expect((await a("GET", `${at}/selves/01`)).json).toMatchObject({ marks })
  await move(world.board, year, "crossScoring", "verifying", reason)
  expect((await a("GET", `${at}/verified/01`)).json).toMatchObject({ self: { marks } })
  const late = { code: "P1", count: 2, evidence: "nộp chậm 2 ngày" }
  expect(codeOf(await hand(a, "verified/01", { marks: [...marks, late] }))).toBe("done")
  expect(codeOf(await hand(a, "verified/02", { marks: [late], points: [], results: [] }))).toBe("done")
  expect((await a("GET", at)).json).toMatchObject({ waits: 2 })
  expect(codeOf(await hand(b, "verified/00", {}))).toBe("done")
  expect(codeOf(await a("POST", `${at}/verified/02`, { table, points: [4000, 5000], marks: [late] }, { "if-match": '"v1"' }))).toBe("done")
  expect((await a("GET", at)).json).toMatchObject({ waits: 0 })
  expect(codeOf(await a("POST", `${at}/verified/02`, { table, points: [4000, 5001], marks: [late] }, { "if-match": '"v2"' }))).toBe(
    "verified.confirmed",
  )
  await move(world.board, year, "verifying", "ranked", reason).catch((error: Error) => expect(error.message).toContain("result.incomplete"))
})

test("a member that left counts nowhere and is waited for no more; what it handed in stays", async () => {
  const room = await to("selfScoring")
  const { b, c, at, table, world, year } = room
  const leave = (send: Send, seat: string, more = {}, key: string = crypto.randomUUID()) =>
    send(
      "POST",
      `${at}/members/${seat}/departure`,
      { left: "2026-07-01", successor: null, reason, ...more },
      { "idempotency-key": `"${key}"` },
    )
  await b("POST", `${at}/self`, { table, points: [4000, 5000] }, { "if-match": none })
  expect(codeOf(await leave(c, "02"))).toBe("right.denied")
  expect(codeOf(await leave(world.board, "07"))).toBe("missing")
  expect(codeOf(await leave(world.board, "02", { successor: "-".repeat(20) }))).toBe("missing")
  const successor = room.members[0]
  const [first, again] = [
    await leave(world.board, "02", { successor }, "the-same-act-twice"),
    await leave(world.board, "02", { successor }, "the-same-act-twice"),
  ]
  expect([first.status, again.text]).toEqual([200, first.text])
  expect(codeOf(await leave(world.board, "02", { successor: null }, "the-same-act-twice"))).toBe("key.reused")
  expect(codeOf(await leave(world.board, "02"))).toBe("member.left")
  expect((await b("GET", at)).json).toMatchObject({ waits: 1 })
  expect(codeOf(await c("POST", `${at}/self`, { table, points: [4000, 5000] }, { "if-match": none }))).toBe("member.left")
  expect(told(await leave(world.board, "01"))).toEqual(["/lead lead.wanted"])
  expect(codeOf(await leave(world.board, "01", { lead: { head: "00", deputy: null } }))).toBe("done")
  expect(told(await leave(world.board, "00", { successor: room.members[0] }))).toEqual(["/successor year.members"])
  await move(world.board, year, "selfScoring", "crossScoring", reason)
  expect((await b("GET", at)).json).toMatchObject({ waits: 1 })
  expect((await room.a("GET", `${at}/selves/01`)).json).toMatchObject({ points: [4000, 5000] })
  const late = await to("ranked")
  expect(codeOf(await late.world.board("POST", `${late.at}/members/01/departure`, { left: "2026-07-01", successor: null, reason }))).toBe(
    "member.frozen",
  )
})

test("who stands aside for a department gives its reason and no points", async () => {
  const room = await to("crossScoring")
  const { b, at, table } = room
  const hand = (rows: unknown, aside: object, version = none) => b("POST", `${at}/cross`, { table, rows, aside }, { "if-match": version })
  const good = [3000, 5000]
  expect(told(await hand([good, null, good], { "02": "cùng một lãnh đạo phụ trách" }))).toEqual(["/rows/2 cross.aside"])
  expect(told(await hand([good, null, null], {}))).toEqual(["/rows/2/0 sheet.lacks", "/rows/2/1 sheet.lacks"])
  expect(codeOf(await hand([good, null, null], { "02": "cùng một lãnh đạo phụ trách" }))).toBe("done")
})

test("the province's appraisal ranks again beside the bloc's own figures, which stay", async () => {
  const room = await to("closed")
  const { a, c, at, world } = room
  const appraise = (send: Send, seat: string, entries: unknown[], version = none) =>
    send("PUT", `${at}/appraisals/${seat}`, { entries }, { "if-match": version })
  const before = await unitsOf(room)
  const [first] = before
  const seat = { "so-a": "00", "so-b": "01", "so-c": "02" }[first!.id]!
  expect(codeOf(await appraise(a, seat, [{ points: -5000, reason }]))).toBe("right.denied")
  expect(told(await appraise(world.board, seat, [{ points: 0.5 }]))).toEqual([
    "/entries/0/points input.number",
    "/entries/0/reason input.text",
  ])
  expect(codeOf(await appraise(world.board, "07", []))).toBe("missing")
  expect(codeOf(await appraise(world.board, seat, [{ points: -5000, reason }]))).toBe("done")
  expect(codeOf(await appraise(world.board, seat, []))).toBe("version.stale")
  const after = (await unitsOf(room)) as { id: string; official: number; appraised?: { official: number; rank: number } }[]
  expect(after.map(({ id, official }) => [id, official])).toEqual(before.map(({ id, official }) => [id, official]))
  expect(after[0]!.appraised).toEqual({ official: first!.official - 50, rank: 3 })
  expect((await c("GET", `${at}/appraisals/${seat}`)).json).toEqual({ entries: [{ points: -5000, reason }], answer: null })
  const early = await to("voting")
  expect(
    codeOf(
      await appraise(early.world.board, "01", []).then(() =>
        early.world.board("PUT", `${early.at}/appraisals/01`, { entries: [] }, { "if-match": none }),
      ),
    ),
  ).toBe("appraisal.closed")
})

test("appraising a second unit keeps what was said of the first", async () => {
  const room = await to("closed")
  const appraise = (seat: string, points: number) =>
    room.world.board("PUT", `${room.at}/appraisals/${seat}`, { entries: [{ points, reason }] }, { "if-match": none })
  for (const [seat, points] of [["00", -500], ["01", 200]] as const) expect(codeOf(await appraise(seat, points))).toBe("done") // prettier-ignore
  const units = (await unitsOf(room)) as { id: string; official: number; appraised?: { official: number } }[]
  const added = (id: string) =>
    units.filter((unit) => unit.id === id).map(({ official, appraised }) => Math.round(((appraised?.official ?? 0) - official) * 100))
  expect([added("so-a"), added("so-b"), added("so-c")]).toEqual([[-500], [200], [0]])
})

test("the board may enter the meeting's vote from its minutes, as they are; the head counts every member", async () => {
  const { a, c, at, world } = await to("voting")
  const vote = { members: 5, present: 1, written: 0, valid: 4, yes: { "01": 4 } }
  const enter = (send: Send, flags: object = vote) => send("PUT", `${at}/votes`, { flags, team: "Ban kiểm phiếu" }, { "if-match": none })
  expect(told(await enter(a))).toEqual(["/flags/members vote.counts", "/flags/valid vote.counts"])
  expect(codeOf(await enter(c, { ...vote, members: 3, present: 3, valid: 3, yes: { "01": 3 } }))).toBe("right.denied")
  expect(codeOf(await enter(world.board))).toBe("done")
})
