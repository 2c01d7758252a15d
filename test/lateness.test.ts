import { DueRule } from "@khoi/core/due-rule"
import { expect, test } from "vitest"
import { live, type Three, threeLeaders } from "./small-year.ts"
import { type Answer, move, province, type Send } from "./world.ts"

const none = '"v0"'
const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const told = ({ json }: Answer) => (json as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`)
const on = ({ world, year }: Three, from: string, to: string) => move(world.board, year, from, to, "theo kế hoạch")
const good = [4000, 6000]
const post = (send: Send, path: string, body: object, version = none) => send("POST", path, body, { "if-match": version })
/** A day from today on, in Asia/Ho_Chi_Minh. */
const dayIn = (days: number) => new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
const lines = { penalty: [{ code: "P1", name: "Nộp chậm mỗi ngày", points: 2, max: 20 }] }
const dues = { selfScoring: dayIn(-3), crossScoring: dayIn(5) }

test("F26 a due day lasts to its end in Asia/Ho_Chi_Minh, and the latest extension that concerns a seat counts", () => {
  expect(DueRule.daysLate("2026-11-30T16:59:59Z", "2026-11-30")).toBe(0)
  expect(DueRule.daysLate("2026-11-30T17:00:00Z", "2026-11-30")).toBe(1)
  expect(DueRule.daysLate("2027-01-01T00:00:00Z", "2026-12-25")).toBe(7)
  expect(DueRule.daysLate("2027-01-01T00:00:00Z", undefined)).toBe(0)
  const due = { due: { selfScoring: "2026-11-30" }, extended: [{ phase: "selfScoring", seat: "01", due: "2026-12-02" } as const] }
  expect([DueRule.dueOf(due, "selfScoring", "01"), DueRule.dueOf(due, "selfScoring", "02")]).toEqual(["2026-12-02", "2026-11-30"])
  expect(DueRule.dueOf(due, "crossScoring", "01")).toBeUndefined()
  expect([DueRule.owed("day", [3, 0, 2]), DueRule.owed("sheet", [3, 0, 2])]).toEqual([5, 2])
})

test("a due day is extended by head or board while its phase is not over, for one or all, with a reason that all see", async () => {
  const three = await threeLeaders({ due: dues })
  const { at, a, b, c, world } = three
  await live(three, "selfScoring")
  const all = { phase: "selfScoring", seat: null, due: dayIn(1), reason: "bão số 5" }
  const extend = (send: Send, given: object, version = '"v1"', key?: string) =>
    send("POST", `${at}/extensions`, given, { "if-match": version, ...(key && { "idempotency-key": `"${key.padEnd(16, "-")}"` }) })
  expect(codeOf(await extend(b, all))).toBe("right.denied")
  expect(codeOf(await extend(await world.as("officer", "so-a"), all))).toBe("right.denied")
  const [first, again] = [await extend(a, all, '"v1"', "one"), await extend(a, all, '"v1"', "one")]
  expect([first.status, again.text, again.etag]).toEqual([200, first.text, '"v2"'])
  expect(codeOf(await extend(a, { ...all, due: dayIn(2) }, '"v1"', "one"))).toBe("key.reused")
  expect(codeOf(await extend(a, { ...all, due: dayIn(2) }))).toBe("version.stale")
  expect(codeOf(await extend(a, all, '"v2"'))).toBe("due.earlier")
  expect(codeOf(await extend(a, { ...all, phase: "verifying" }, '"v2"'))).toBe("due.absent")
  expect(codeOf(await extend(a, { ...all, phase: "pledging" }, '"v2"'))).toBe("due.closed")
  expect(codeOf(await extend(a, { ...all, seat: "00", due: dayIn(4) }, '"v2"'))).toBe("decision.own")
  expect(codeOf(await extend(a, { ...all, seat: "07", due: dayIn(4) }, '"v2"'))).toBe("missing")
  expect(told(await extend(a, { ...all, due: "mai", reason: "" }, '"v2"'))).toEqual(["/due input.text", "/reason input.text"])
  expect((await extend(world.board, { ...all, seat: "02", due: dayIn(4), reason: "mất điện" }, '"v2"')).etag).toBe('"v3"')
  const dueFor = async (send: Send) => ((await send("GET", at)).json as { due: Record<string, string> }).due["selfScoring"]
  expect([await dueFor(b), await dueFor(c)]).toEqual([dayIn(1), dayIn(4)])
  const board = (await b("GET", at)).json as { extensions: object[]; entries: { act: string }[] }
  expect(board.extensions).toMatchObject([
    { phase: "selfScoring", seat: null, reason: "bão số 5" },
    { seat: "02", due: dayIn(4) },
  ])
  expect(board.entries).toContainEqual(expect.objectContaining({ act: "due.extend", from: "selfScoring", to: dayIn(4), why: "mất điện" }))
  await on(three, "selfScoring", "crossScoring")
  expect(codeOf(await extend(a, { ...all, due: dayIn(6) }, '"v3"'))).toBe("due.closed")
  const stranger = await (await province()).as("leader", "so-a")
  expect([codeOf(await extend(stranger, all)), codeOf(await stranger("GET", `${at}/extensions`))]).toEqual(["missing", "missing"])
})

test("the penalty for lateness is tied before scoring, put before who verifies, and given or waived with a reason", async () => {
  const three = await threeLeaders({ due: dues, lines })
  const { at, a, b, c, world } = three
  await live(three, "running")
  const tie = async (send: Send, rule: object | null) =>
    send("PUT", `${at}/lateness`, { rule }, { "if-match": (await a("GET", `${at}/lateness`)).etag })
  const rule = { code: "P1", each: "day" }
  expect(codeOf(await tie(b, rule))).toBe("right.denied")
  expect(codeOf(await tie(a, { ...rule, code: "P9" }))).toBe("sheet.line")
  expect(codeOf(await a("PUT", `${at}/lateness`, { rule }, { "if-match": '"v1"' }))).toBe("version.stale")
  expect(codeOf(await tie(world.board, rule))).toBe("done")
  await on(three, "running", "selfScoring")
  expect(codeOf(await tie(a, null))).toBe("lateness.closed")
  const table = ((await a("GET", `${at}/table`)).json as { hash: string }).hash
  for (const send of [a, b, c]) await post(send, `${at}/self`, { table, points: good })
  const extended = { phase: "selfScoring", seat: "02", due: dayIn(0), reason: "mất điện" }
  expect(codeOf(await post(a, `${at}/extensions`, extended, '"v1"'))).toBe("done")
  await on(three, "selfScoring", "crossScoring")
  await post(b, `${at}/cross`, { table, rows: [good, null, good] })
  const lateness = (await c("GET", `${at}/lateness`)).json as { rule: object; sheets: { seat: string; sheet: string; days: number }[] }
  expect(lateness.rule).toEqual(rule)
  expect(lateness.sheets.map(({ seat, sheet, days }) => [seat, sheet, days])).toEqual([
    ["00", "self", 3],
    ["01", "self", 3],
    ["02", "self", 0],
    ["01", "cross", 0],
  ])
  await on(three, "crossScoring", "verifying")
  expect((await a("GET", `${at}/verified/01`)).json).toMatchObject({ late: { code: "P1", count: 3, days: 3 } })
  expect((await a("GET", `${at}/verified/02`)).json).toMatchObject({ late: null })
  const sheet = { table, points: good }
  expect(told(await post(a, `${at}/verified/01`, sheet))).toEqual(["/waived sheet.late"])
  const marks = [{ code: "P1", count: 3, evidence: "Nhật ký nộp phiếu" }]
  expect(codeOf(await post(a, `${at}/verified/01`, { ...sheet, marks }))).toBe("done")
  expect(codeOf(await post(a, `${at}/verified/02`, sheet))).toBe("done")
  expect(codeOf(await post(b, `${at}/verified/00`, { ...sheet, waived: "mất mạng toàn tỉnh" }))).toBe("done")
  expect((await b("GET", `${at}/verified/00`)).json).toMatchObject({ waived: "mất mạng toàn tỉnh" })
})

test("an agency that is late is the head's to answer for only once every extension is over", async () => {
  const three = await threeLeaders({ without: ["crossScoring", "appealing"], due: { verifying: dayIn(-1) } })
  const { at, a, c, world } = three
  const tree = { verifier: "so-c" }
  three.lines = {
    sections: [
      { code: "I", name: "Nhiệm vụ", max: 40, scoring: { kind: "points" }, ...tree },
      { code: "II", name: "Phong trào", max: 60, scoring: { kind: "points" } },
    ],
  }
  const { table } = await live(three, "verifying")
  const sheet = { table, points: [null, 6000] }
  expect(
    codeOf(await post(world.board, `${at}/extensions`, { phase: "verifying", seat: null, due: dayIn(1), reason: "mưa lũ" }, '"v1"')),
  ).toBe("done")
  expect(told(await post(a, `${at}/verified/01`, { table, points: good }))).toEqual(["/points/0 sheet.extra"])
  expect(codeOf(await post(a, `${at}/verified/01`, sheet))).toBe("done")
  const rows = [null, { points: [3900], results: [] }, null]
  const agency = `/agency${at}`
  expect(told(await post(c, agency, { table, rows }))).toEqual(["/rows/1/reasons/0 sheet.reason"])
  const whole = { table, rows: [null, { points: [3900], results: [], reasons: { 0: "báo cáo số 5" } }, null] }
  expect(codeOf(await post(c, agency, whole))).toBe("done")
  expect((await a("GET", `${at}/verified/01`)).json).toMatchObject({ agencies: [{ points: 3900, reason: "báo cáo số 5" }] })
})

test("while verifying no answer gives a sum or a rank to anybody, until the last sheet is in", async () => {
  const three = await threeLeaders({ without: ["crossScoring", "appealing"] })
  const { at, a, b, c, world } = three
  const { table } = await live(three, "verifying")
  await post(a, `${at}/verified/01`, { table, points: [4000, 6000] })
  await post(a, `${at}/verified/02`, { table, points: [4000, 6000] })
  for (const send of [a, b, c, world.board])
    for (const path of ["", "/verified", "/log", "/phase", "/lateness", "/votes", "/decisions"]) {
      const { text } = await send("GET", at + path)
      expect(text, path).not.toMatch(/10000|4000|"(total|sum|rank|official)"/)
    }
  for (const send of [a, b, c, world.board]) {
    expect(codeOf(await send("GET", `${at}/result`))).toBe("result.notYet")
    expect(codeOf(await send("GET", `${at}/explanations/verified/01`))).toBe("result.notYet")
  }
})
