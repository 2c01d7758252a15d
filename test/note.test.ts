import { Meter } from "@khoi/core/meter"
import { Notes } from "@khoi/core/note"
import { Root } from "@khoi/core/year"
import { expect, test } from "vitest"
import { live, type Three, threeLeaders } from "./small-year.ts"
import { itemsOf, tenantOf } from "./stored.ts"
import { type Answer, asSystem, move, province, type Send } from "./world.ts"

const none = '"v0"'
const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const told = ({ json }: Answer) => (json as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`)
const on = ({ world, year }: Three, from: string, to: string) => move(world.board, year, from, to, "theo kế hoạch")
const good = [4000, 6000]
const post = (send: Send, path: string, body: object, version = none) => send("POST", path, body, { "if-match": version })

test("a note is written beside its leaf by the department's people, each over the version that was read, unseen by others", async () => {
  const three = await threeLeaders()
  const { at, a, b, world } = three
  await live(three, "selfScoring")
  const path = `${at}/notes/self/1`
  const save = (send: Send, text: unknown, version = none) => send("PUT", path, { text }, { "if-match": version })
  const [officer, viewer] = [await world.as("officer", "so-b"), await world.as("viewer", "so-b")]
  expect((await save(officer, "Theo QĐ 12/QĐ-UBND")).etag).toBe('"v1"')
  expect(codeOf(await save(b, "khác"))).toBe("version.stale")
  expect(codeOf(await save(viewer, "khác", '"v1"'))).toBe("right.denied")
  expect(told(await save(b, "x".repeat(4_001), '"v1"'))).toEqual(["/text input.text"])
  expect((await viewer("GET", `${at}/notes/self`)).json).toEqual({ notes: [{ leaf: "1", text: "Theo QĐ 12/QĐ-UBND", etag: '"v1"' }] })
  expect((await save(b, "", '"v1"')).etag).toBe('"v2"')
  expect((await b("GET", `${at}/notes/self`)).json).toEqual({ notes: [] })
  expect((await b("GET", path)).json).toEqual({ text: "" })
  expect((await save(b, "lại có", '"v2"')).etag).toBe('"v3"')
  expect((await a("GET", `${at}/notes/self`)).json).toEqual({ notes: [] })
  expect((await world.board("GET", `${at}/notes/self`)).json).toEqual({ notes: [] })
  const stranger = await (await province()).as("leader", "so-b")
  expect([codeOf(await save(stranger, "x")), codeOf(await stranger("GET", `${at}/notes/self`))]).toEqual(["missing", "missing"])
  for (const of of ["khac", "cross-60", "verified", "self-00"]) expect(codeOf(await b("GET", `${at}/notes/${of}`))).toBe("input.invalid")
  expect(codeOf(await b("GET", `${at}/notes/agency-00`))).toBe("missing")
})

test("notes are handed in with the sheet, on leaves that it has, and opened with it", async () => {
  const three = await threeLeaders()
  const { at, a, b, c } = three
  const { table } = await live(three, "selfScoring")
  const sheet = { table, points: good }
  expect(told(await post(b, `${at}/self`, { ...sheet, reasons: { 2: "x", 0: "y" } }))).toEqual(["/reasons/2 sheet.extra"])
  expect(told(await post(b, `${at}/self`, { ...sheet, reasons: { khac: "x", 1: "" } })).sort()).toEqual([
    "/reasons input.invalid",
    "/reasons/1 input.text",
  ])
  expect(codeOf(await post(b, `${at}/self`, { ...sheet, reasons: { 1: "vượt kế hoạch" } }))).toBe("done")
  expect((await c("GET", `${at}/self`)).text).not.toContain("vượt")
  await on(three, "selfScoring", "crossScoring")
  expect((await c("GET", `${at}/selves/01`)).json).toMatchObject({ points: good, reasons: { 1: "vượt kế hoạch" } })
  const rows = [[1, 2], null, [3, 4]]
  const cross = { table, rows }
  const fault = await post(b, `${at}/cross`, { ...cross, reasons: { "01": { 0: "x" }, "02": { 2: "x" } } })
  expect(told(fault)).toEqual(["/reasons/01/0 sheet.extra", "/reasons/02/2 sheet.extra"])
  expect(codeOf(await post(b, `${at}/cross`, { ...cross, reasons: { "00": { 1: "chậm" }, "02": { 0: "chưa đủ" } } }))).toBe("done")
  await on(three, "crossScoring", "verifying")
  const reasons = async (send: Send) =>
    ((await send("GET", `${at}/crosses`)).json as { scorers: { reasons: object }[] }).scorers.map((of) => of.reasons)
  expect([await reasons(a), await reasons(c)]).toEqual([[{ "00": { 1: "chậm" } }], [{ "02": { 0: "chưa đủ" } }]])
})

test("what is verified otherwise than the unit gave itself wants a reason there, and the verifier sees both", async () => {
  const three = await threeLeaders({ without: ["crossScoring", "appealing"] })
  const { at, a, b, c, world, year } = three
  const { table } = await live(three, "selfScoring")
  await post(b, `${at}/self`, { table, points: good, reasons: { 0: "đủ tài liệu" } })
  await on(three, "selfScoring", "verifying")
  expect((await a("GET", `${at}/verified/01`)).json).toMatchObject({ self: { points: good, reasons: { 0: "đủ tài liệu" } } })
  const sheet = { table, points: [3900, 6000] }
  expect(told(await post(a, `${at}/verified/01`, sheet))).toEqual(["/reasons/0 sheet.reason"])
  expect(told(await post(a, `${at}/verified/01`, { ...sheet, reasons: { 1: "không khác" } }))).toEqual(["/reasons/0 sheet.reason"])
  expect(codeOf(await post(a, `${at}/verified/01`, { ...sheet, reasons: { 0: "thiếu minh chứng" } }))).toBe("done")
  expect(codeOf(await post(a, `${at}/verified/02`, sheet))).toBe("done")
  expect(codeOf(await post(b, `${at}/verified/00`, sheet))).toBe("done")
  expect((await c("GET", `${at}/phase`)).json).toMatchObject({ waits: 0 })
  const notes = await asSystem(await tenantOf(world.code), () => Notes.whole(year))
  expect(notes).toEqual({ "S#01": { 1: { "01": { 0: "đủ tài liệu" } } }, "V#head#01": { 1: { "01": { 0: "thiếu minh chứng" } } } })
})

test("a sheet with many long notes costs two units more for each started kilobyte of them, in items of at most 16 kB; without, as before", async () => {
  const three = await threeLeaders()
  const { at, a, b, c, world } = three
  const { table } = await live(three, "selfScoring")
  await post(a, `${at}/self`, { table, points: good })
  const cost = async (send: Send, reasons: object) => {
    const { result, cost } = await Meter.count(() => post(send, `${at}/self`, { table, points: good, reasons }))
    expect(result.status, result.text).toBe(200)
    return [cost.calls, cost.read, cost.write]
  }
  await b("POST", `${at}/self`, { table, points: [1, null] }) // the seat is in the process now
  await c("POST", `${at}/self`, { table, points: [1, null] })
  expect(await cost(c, {})).toEqual([2, 1, 8])
  expect(await cost(b, { 0: "ữ".repeat(4_000), 1: "ữ".repeat(4_000) })).toEqual([2, 1, 8 + 24 + 24])
  const items = (await itemsOf(await tenantOf(world.code))).filter(({ sk }) => sk.startsWith("J#S#01#"))
  expect(items.map((item) => Meter.bytes(item) <= 16 * 1024)).toEqual([true, true])
})

test("a leader takes its sheets back until their phase closes; they are waited for again, and handed in again", async () => {
  const three = await threeLeaders()
  const { at, a, b, c, world } = three
  const { table } = await live(three, "selfScoring")
  const sheet = { table, points: good }
  const back = (send: Send, path: string, version: string, key?: string) =>
    send("DELETE", `${at}${path}`, undefined, { "if-match": version, ...(key && { "idempotency-key": `"${key.padEnd(16, "-")}"` }) })
  const waits = async () => ((await a("GET", `${at}/phase`)).json as { waits: number }).waits
  expect(codeOf(await back(b, "/self", none))).toBe("self.notIn")
  await post(b, `${at}/self`, { ...sheet, reasons: { 0: "một" } })
  expect([await waits(), codeOf(await back(await world.as("officer", "so-b"), "/self", '"v1"'))]).toEqual([2, "right.denied"])
  expect(codeOf(await back(b, "/self", none))).toBe("version.stale")
  const [first, again] = [await back(b, "/self", '"v1"', "back"), await back(b, "/self", '"v1"', "back")]
  expect([first.etag, again.text, again.etag, await waits()]).toEqual(['"v2"', first.text, '"v2"', 3])
  expect(codeOf(await back(b, "/self", '"v2"'))).toBe("self.notIn")
  const left = (await itemsOf(await tenantOf(world.code))).find(({ sk }) => sk === "S#01")
  expect(left).toMatchObject({ taken: true, points: [], results: [], marks: [] })
  expect(codeOf(await post(b, `${at}/self`, { ...sheet, points: [3000, 6000], reasons: { 1: "hai" } }, '"v2"'))).toBe("done")
  for (const send of [a, c]) await post(send, `${at}/self`, sheet)
  await on(three, "selfScoring", "crossScoring")
  expect(codeOf(await back(b, "/self", '"v3"'))).toBe("self.closed")
  expect((await c("GET", `${at}/selves/01`)).json).toMatchObject({ points: [3000, 6000], reasons: { 1: "hai" } })

  const rows = { table, rows: [[1, 2], null, [3, 4]] }
  expect(codeOf(await back(b, "/cross", none))).toBe("cross.notIn")
  await post(b, `${at}/cross`, rows)
  expect([codeOf(await back(b, "/cross", '"v1"')), await waits()]).toEqual(["done", 3])
  expect(codeOf(await back(b, "/cross", '"v2"'))).toBe("cross.notIn")
  expect([codeOf(await post(b, `${at}/cross`, rows, '"v2"')), await waits()]).toEqual(["done", 2])
  await on(three, "crossScoring", "verifying")
  expect(codeOf(await back(b, "/cross", '"v3"'))).toBe("cross.closed")
  const log = (await a("GET", `${at}/log`)).json as { items: { act: string; seat?: string }[] }
  expect(log.items.filter(({ act }) => act.endsWith("takeBack")).map(({ act, seat }) => [act, seat])).toEqual([
    ["cross.takeBack", "01"],
    ["self.takeBack", "01"],
  ])
})

test("of a hand-in and a taking back at once, as of two takings back, one comes first and nothing is torn", async () => {
  const three = await threeLeaders()
  const { at, b, world, year } = three
  const { table } = await live(three, "selfScoring")
  await post(b, `${at}/self`, { table, points: good, reasons: { 0: "một" } })
  const back = () => b("DELETE", `${at}/self`, undefined, { "if-match": '"v1"' })
  const answers = (await Promise.all([back(), back(), post(b, `${at}/self`, { table, points: good }, '"v1"')])).map(codeOf)
  expect(answers.filter((one) => one === "done").length).toBeGreaterThanOrEqual(1)
  const tenant = await tenantOf(world.code)
  const sheets = (await itemsOf(tenant)).filter(({ sk, taken }) => sk === "S#01" && !taken)
  const { seats } = await asSystem(tenant, () => Root.get({ year }))
  expect(sheets.length).toBe(seats["01"]!.self ? 1 : 0)
})
