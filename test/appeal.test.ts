import { Meter } from "@khoi/core/meter"
import { expect, test } from "vitest"
import { done, live, threeLeaders, verifiedPoints } from "./small-year.ts"
import { itemsOf, tenantOf } from "./stored.ts"
import { type Answer, move, type Send } from "./world.ts"

const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const told = ({ json }: Answer) => (json as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`)
const appealing = async () => {
  const three = await threeLeaders({ without: ["voting"] })
  await live(three, "appealing")
  const { at, world, year } = three
  const open = (send: Send, item = "l0", wanted: object = { points: 4000 }) =>
    send("POST", `${at}/own-appeals/${item}`, { wanted, text: "Có quyết định bổ sung." })
  const answer = (send: Send, seat: string, value: object | null, item = "l0", headers = {}) =>
    send("POST", `${at}/appeals/${seat}/${item}/answer`, { value, reason: "đã xem lại minh chứng" }, headers)
  const further = (send: Send, item = "l0") => send("POST", `${at}/own-appeals/${item}/further`, { text: "Đề nghị cấp trên xem xét." })
  const minutes = { date: "2026-12-20", place: "Hội trường Sở Nội vụ", text: "Cuộc họp thống nhất." }
  const decide = (send: Send, seat: string, value: object | null, meeting = false, item = "l0") =>
    send("POST", `${at}/appeals/${seat}/${item}/decision`, { value, reason: "theo hồ sơ", minutes: meeting ? minutes : null })
  const own = async (send: Send, seat: string) =>
    (await send("GET", `${at}/appeals/${seat}`)).json as { lines: { item: string; value: object }[]; appeals: Record<string, never>[] }
  return { ...three, ...{ open, answer, further, decide, own }, verified: async () => (await ranked(world.board, at, year)).verified }
}

/** Moves on to the ranking; the verified totals by unit. */
async function ranked(board: Send, at: string, year: string) {
  await move(board, year, "appealing", "ranked", "đã xem xét")
  const { result } = (await board("GET", `${at}/result`)).json as { result: { units: { id: string; verified: { total: number } }[] } }
  return { verified: Object.fromEntries(result.units.map(({ id, verified }) => [id, verified.total])) }
}

test("an appeal that is granted changes the verified score in the same act; both values stay for good", async () => {
  const { a, c, open, answer, own, verified } = await appealing()
  expect((await open(c)).json).toEqual({ seat: "02", item: "l0", state: "open" })
  const line = { item: "l0", value: { points: verifiedPoints[2]![0] }, reason: "theo biên bản thẩm định" }
  expect((await own(c, "02")).lines[0]).toEqual(line)
  expect((await answer(a, "02", { points: 4000 })).json).toEqual({ seat: "02", item: "l0", state: "answered" })
  const { lines, appeals } = await own(c, "02")
  expect(lines[0]).toEqual({ item: "l0", value: { points: 4000 }, reason: null })
  expect(appeals[0]).toMatchObject({
    before: { points: 3900 },
    wanted: { points: 4000 },
    first: { as: "head", before: { points: 3900 }, value: { points: 4000 }, reason: "đã xem lại minh chứng" },
  })
  expect(await verified()).toEqual({ "so-a": 94, "so-b": 95.5, "so-c": 96.5 })
})

test("a score can go down as well, and one that is refused stays", async () => {
  const { a, b, c, open, answer, verified } = await appealing()
  await open(c, "l1", { points: 5000 })
  await open(b)
  expect(codeOf(await answer(a, "02", { points: 5100 }, "l1"))).toBe("done")
  expect(codeOf(await answer(a, "01", null))).toBe("done")
  expect(await verified()).toEqual({ "so-a": 94, "so-b": 95.5, "so-c": 90 })
})

test("a unit appeals about its own sheet alone, once a place, with a value that the place can take", async () => {
  const { a, b, c, at, world, open } = await appealing()
  expect(codeOf(await open(await world.as("officer", "so-c")))).toBe("right.denied")
  expect(codeOf(await open(world.board))).toBe("missing")
  expect(codeOf(await open(await world.as("leader", "so-x")))).toBe("missing")
  expect(codeOf(await open(c, "l7"))).toBe("missing")
  expect(told(await open(c, "l0", { points: 4001 }))).toEqual(["/wanted/points sheet.over"])
  expect(told(await open(c, "l0", { count: 1 }))).toEqual(["/wanted/count sheet.extra", "/wanted/points sheet.lacks"])
  expect(told(await open(c, "l01"))).toEqual(["/item input.invalid"])
  expect([codeOf(await open(c)), codeOf(await open(c)), codeOf(await open(b))]).toEqual(["done", "appeal.made", "done"])
  expect((await a("GET", at)).json).toMatchObject({
    waits: 2,
    tasks: [{ act: "appeal.answer" }, { act: "phase.move", waitsFor: "phase.lacks" }],
  })
})

test("who verified answers, nobody for itself: the deputy for the head, the head for the others", async () => {
  const { a, b, c, world, open, answer } = await appealing()
  await open(a)
  await open(c)
  expect(codeOf(await answer(a, "00", { points: 4000 }))).toBe("verified.other")
  expect(codeOf(await answer(b, "02", null))).toBe("verified.other")
  expect(codeOf(await answer(c, "02", null))).toBe("verified.other")
  expect(codeOf(await answer(world.board, "02", null))).toBe("verified.other")
  expect(codeOf(await answer(await world.as("leader", "so-x"), "02", null))).toBe("missing")
  expect(told(await answer(a, "02", { points: 4001 }))).toEqual(["/value/points sheet.over"])
  expect([codeOf(await answer(b, "00", { points: 4000 })), codeOf(await answer(a, "02", null))]).toEqual(["done", "done"])
  expect([codeOf(await answer(a, "02", null)), codeOf(await answer(a, "01", null))]).toEqual(["appeal.state", "missing"])
})

test("one that was not granted as wanted goes on to the board, or to the bloc's meeting with its minutes", async () => {
  const { a, b, c, world, open, answer, further, decide, own, verified } = await appealing()
  for (const send of [b, c]) await open(send)
  expect(codeOf(await further(c))).toBe("appeal.state")
  await answer(a, "01", { points: 4000 })
  expect(codeOf(await further(b))).toBe("appeal.state")
  await answer(a, "02", { points: 3950 })
  expect(codeOf(await decide(world.board, "02", null))).toBe("appeal.state")
  expect(codeOf(await further(c))).toBe("done")
  expect(told(await decide(a, "02", { points: 4000 }))).toEqual(["/minutes appeal.minutes"])
  for (const send of [b, c]) expect(codeOf(await decide(send, "02", { points: 4000 }, true))).toBe("right.denied")
  expect(codeOf(await decide(a, "02", { points: 3975 }, true))).toBe("done")
  expect((await own(c, "02")).appeals[0]).toMatchObject({
    state: "decided",
    before: { points: 3900 },
    first: { before: { points: 3900 }, value: { points: 3950 } },
    second: { as: "meeting", before: { points: 3950 }, value: { points: 3975 }, minutes: { place: "Hội trường Sở Nội vụ" } },
  })
  expect(await verified()).toMatchObject({ "so-b": 96.5, "so-c": 96.25 })
})

test("the phase closes over appeals that wait only with a reason", async () => {
  const { a, c, year, at, open, answer } = await appealing()
  await open(c)
  const go = async (reason?: string) => {
    const { etag } = await a("GET", `${at}/phase`)
    return codeOf(await a("PUT", `${at}/phase`, { from: "appealing", to: "ranked", reason }, { "if-match": etag }))
  }
  expect(await go()).toBe("phase.lacks")
  await answer(a, "02", null)
  await move(a, year, "appealing", "ranked")
  expect(codeOf(await open(c, "l1"))).toBe("appeal.closed")
  expect(codeOf(await answer(a, "02", null))).toBe("appeal.closed")
})

test("until the ranking an appeal is seen by its unit, who verifies it and the board, afterwards by all; the log says no more", async () => {
  const { a, b, c, at, year, world, open, answer } = await appealing()
  await open(c)
  await answer(a, "02", { points: 4000 })
  const seen = async (send: Send) => ((await send("GET", `${at}/appeals`)).json as { items: object[] }).items.length
  const log = async (send: Send) => {
    const { items } = (await send("GET", `${at}/log`)).json as { items: { act: string }[] }
    const { entries } = (await send("GET", at)).json as { entries: { act: string }[] }
    return [items, entries].map((all) => all.filter(({ act }) => act.startsWith("appeal.")).length)
  }
  for (const send of [a, c, world.board]) expect([await seen(send), await log(send)]).toEqual([1, [2, 2]])
  expect([await seen(b), await log(b)]).toEqual([0, [0, 0]])
  expect(codeOf(await b("GET", `${at}/appeals/02`))).toBe("appeal.blind")
  expect(codeOf(await (await world.as("leader", "so-x"))("GET", `${at}/appeals`))).toBe("missing")
  await move(a, year, "appealing", "ranked")
  expect([await seen(b), await log(b)]).toEqual([1, [2, 2]])
  expect(codeOf(await b("GET", `${at}/appeals/02`))).toBe("done")
})

test("an appeal and its answer tried again count once; another under the same key is refused", async () => {
  const three = await appealing()
  const { a, c, at, answer } = three
  const key = { "idempotency-key": '"appeal-appeal-appeal"' }
  const ask = (points: number) => c("POST", `${at}/own-appeals/l0`, { wanted: { points }, text: "x" }, key)
  const [first, again] = [await ask(4000), await ask(4000)]
  expect([first.status, again.text, codeOf(await ask(3999))]).toEqual([200, first.text, "key.reused"])
  const [one, two] = [await answer(a, "02", { points: 4000 }, "l0", key), await answer(a, "02", { points: 4000 }, "l0", key)]
  expect([one.status, two.text, codeOf(await answer(a, "02", null, "l0", key))]).toEqual([200, one.text, "key.reused"])
  const acts = await done(three)
  expect(acts.filter((act) => act.startsWith("appeal."))).toEqual(["appeal.open", "appeal.answer"])
})

test("granting is two calls, two read units and ten write units", async () => {
  const { a, b, c, at, open, answer } = await appealing()
  for (const send of [b, c]) await open(send)
  await a("GET", `${at}/appeals`)
  await answer(a, "01", null)
  const { result, cost } = await Meter.count(() => answer(a, "02", { points: 4000 }))
  expect(result.status).toBe(200)
  expect([cost.calls - 1, cost.read - 1 <= 2, cost.write <= 10]).toEqual([2, true, true])
})

test("of twenty answers at once one counts", async () => {
  const { a, c, world, open, answer } = await appealing()
  await open(c)
  const codes = (await Promise.all(Array.from({ length: 20 }, () => answer(a, "02", { points: 4000 })))).map(codeOf)
  expect(codes.filter((code) => code === "done")).toHaveLength(1)
  expect(new Set(codes)).toEqual(new Set(["done", "appeal.state"]))
  const sheets = (await itemsOf(await tenantOf(world.code))).filter(({ sk }) => sk === "V#head#02")
  expect(sheets).toMatchObject([{ v: 2, points: [4000, 5650] }])
})
