import { expect, test } from "vitest"
import { live, reasoned, threeLeaders, votes } from "./small-year.ts"
import { type Answer, move, type PhaseName, province, type Send } from "./world.ts"

const none = '"v0"'
const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const told = ({ json }: Answer) => (json as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`)
const reason = "theo phân công của tỉnh"

async function to(phase: PhaseName, options: Parameters<typeof threeLeaders>[0] = {}) {
  const three = await threeLeaders(options)
  const hashes = await live(three, phase)
  const { world, at } = three
  const lead = (head: string, deputy: string | null, version?: string, headers = {}, send: Send = world.board) =>
    send("GET", `${at}/lead`).then(({ etag }) =>
      send("PUT", `${at}/lead`, { head, deputy, reason }, { "if-match": version ?? etag ?? none, ...headers }),
    )
  const leave = (seat: string, more: object = {}) =>
    world.board("POST", `${at}/members/${seat}/departure`, { left: "2026-07-01", successor: null, reason, ...more })
  const confirm = (send: Send, seat: string, version = none, points: unknown[] = [3900, 5650]) =>
    reasoned(send, "POST", `${at}/verified/${seat}`, { table: hashes.table, points }, version)
  return { ...three, ...hashes, lead, leave, confirm }
}

test("the board names another head and deputy with its reason, and the rights move at the next request", async () => {
  const { a, b, c, at, lead, world } = await to("running")
  const extend = (send: Send) =>
    send("GET", `${at}/extensions`).then(({ etag }) =>
      send("POST", `${at}/extensions`, { phase: "selfScoring", seat: null, due: "2026-12-15", reason }, { "if-match": etag ?? none }),
    )
  expect(codeOf(await extend(c))).toBe("right.denied")
  for (const send of [a, await world.as("officer", "so-a")]) expect(codeOf(await lead("02", "01", none, {}, send))).toBe("right.denied")
  const key = { "idempotency-key": '"the-same-act-twice"' }
  const [first, again] = [await lead("02", "01", none, key), await lead("02", "01", none, key)]
  expect(first.json).toMatchObject({
    head: "02",
    deputy: "01",
    changes: [{ from: { head: "00", deputy: "01" }, to: { head: "02", deputy: "01" }, reason, number: null, date: null }],
  })
  expect([first.status, first.etag, again.text]).toEqual([200, '"v1"', first.text])
  expect(codeOf(await lead("01", "00", none, key))).toBe("key.reused")
  expect(codeOf(await lead("01", "00", none))).toBe("version.stale")
  expect([codeOf(await extend(a)), codeOf(await extend(c))]).toEqual(["right.denied", "done"])
  expect((await b("GET", at)).json).toMatchObject({ head: "02", deputy: "01" })
  expect((await b("GET", `${at}/log?act=lead.change`)).json).toMatchObject({
    items: [{ of: "02", from: "00/01", to: "02/01", why: reason }],
  })
  const other = await province()
  for (const send of [other.board, await world.as("leader", "so-x")]) expect(codeOf(await send("GET", `${at}/lead`))).toBe("missing")
})

test("who is to lead is a member that stays, head and deputy are two, and the board's own department never heads without a deputy", async () => {
  const { lead, leave } = await to("running", { members: ["so-a", "so-b", "so-noi-vu"] })
  expect(told(await lead("07", "07"))).toEqual(["/head year.members", "/deputy year.members", "/deputy year.members"])
  expect(told(await lead("01", "01"))).toEqual(["/deputy year.members"])
  expect(told(await lead("02", null))).toEqual(["/deputy year.members"])
  expect(told(await lead("00", "01"))).toEqual(["/head lead.same"])
  expect(codeOf(await leave("01", { lead: { head: "00", deputy: "02" } }))).toBe("done")
  expect(told(await lead("01", "00"))).toEqual(["/head member.left"])
})

test("a head that leaves names who follows in the same act, and the next head goes on with what it began", async () => {
  const { a, b, c, at, lead, leave } = await to("drafting", {})
  expect(codeOf(await a("PUT", `${at}/pledge`, { text: "Giao ước viết dở." }, { "if-match": none }))).toBe("done")
  expect(told(await leave("00"))).toEqual(["/lead lead.wanted"])
  expect(told(await leave("00", { lead: { head: "00", deputy: "01" } }))).toEqual(["/lead/head member.left", "/lead/head lead.same"])
  expect(codeOf(await leave("00", { number: "12/QĐ-UBND", date: "2026-06-30", lead: { head: "01", deputy: "02" } }))).toBe("done")
  expect((await c("GET", `${at}/lead`)).json).toMatchObject({ changes: [{ number: "12/QĐ-UBND", date: "2026-06-30" }] })
  expect((await c("GET", `${at}/members`)).json).toMatchObject({ left: [{ seat: "00", number: "12/QĐ-UBND" }] })
  expect(codeOf(await a("PUT", `${at}/pledge`, { text: "Khác." }, { "if-match": '"v1"' }))).toBe("right.denied")
  expect((await b("GET", `${at}/pledge`)).json).toMatchObject({ text: "Giao ước viết dở." })
  expect(codeOf(await b("PUT", `${at}/pledge`, { text: "Giao ước viết tiếp." }, { "if-match": '"v1"' }))).toBe("done")
  expect(codeOf(await lead("02", null))).toBe("done")
})

test("a new head goes on where confirmed sheets end: nothing is confirmed twice, and nobody verifies its own unit", async () => {
  const { a, b, c, at, table, lead, confirm, world, year } = await to("verifying")
  expect(codeOf(await b("PUT", `${at}/verified/00`, { table, points: [3900, null] }, { "if-match": none }))).toBe("done")
  expect([codeOf(await confirm(a, "02")), codeOf(await confirm(b, "00", '"v1"'))]).toEqual(["done", "done"])
  expect(codeOf(await a("PUT", `${at}/verified/01`, { table, points: [1, null] }, { "if-match": none }))).toBe("done")
  expect(codeOf(await lead("01", "02"))).toBe("done")
  // The deputy's sheet on the old head, and the old head's on the new deputy, would each stand at another key now.
  expect([codeOf(await confirm(b, "00", '"v2"')), codeOf(await confirm(b, "02"))]).toEqual(["verified.confirmed", "verified.confirmed"])
  expect([codeOf(await confirm(b, "01")), codeOf(await confirm(a, "01", '"v1"'))]).toEqual(["verified.other", "verified.other"])
  expect((await c("GET", at)).json).toMatchObject({ waits: 1 })
  expect((await c("GET", `${at}/verified/01`)).json).toMatchObject({ table: null, points: [] })
  expect(codeOf(await confirm(c, "01"))).toBe("done")
  expect((await a("GET", `${at}/verified`)).json).toEqual({ seats: ["00", "01", "02"] })
  await move(b, year, "verifying", "ranked")
  expect((await world.board("GET", `${at}/result`)).json).toMatchObject({ result: { sheets: { verified: 3, missing: [] } } })
})

test("where the head has left, the next one confirms nothing that stands, and the board verifies a head without a deputy", async () => {
  const { a, b, c, at, leave, confirm, world } = await to("verifying")
  expect(codeOf(await confirm(a, "01"))).toBe("done")
  expect(codeOf(await leave("00", { lead: { head: "01", deputy: null } }))).toBe("done")
  expect([codeOf(await confirm(world.board, "01")), codeOf(await confirm(b, "02"))]).toEqual(["verified.confirmed", "done"])
  expect((await c("GET", at)).json).toMatchObject({ waits: 0 })
})

test("lines alone that one head confirmed are not counted twice when the next adds the points", async () => {
  const bonus = [{ code: "B1", name: "Mô hình mới", points: 2, max: 5 }]
  const { a, b, at, table, lead, world, year } = await to("verifying", { lines: { bonus } })
  const marks = [{ code: "B1", count: 1, evidence: "QĐ 12/QĐ-UBND" }]
  const confirm = (send: Send, seat: string, points: number[], more: object, version = none) =>
    reasoned(send, "POST", `${at}/verified/${seat}`, { table, points, ...more }, version)
  expect(codeOf(await confirm(b, "00", [], { marks }))).toBe("done")
  expect(codeOf(await lead("01", "02"))).toBe("done")
  expect(codeOf(await confirm(b, "00", [3900, 5500], { marks }, '"v1"'))).toBe("done")
  for (const [send, seat] of [[world.as("leader", "so-c"), "01"], [b, "02"]] as const) await confirm(await send, seat, [1, 1], {}) // prettier-ignore
  await move(b, year, "verifying", "ranked")
  expect((await a("GET", `${at}/official/00`)).json).toMatchObject({ bonuses: [{ code: "B1", count: 1 }], bonus: 2 })
})

test("a vote that the old head entered is confirmed by whoever stands in now, never by who entered it", async () => {
  const { a, b, c, at, lead } = await to("voting")
  expect(codeOf(await a("PUT", `${at}/votes`, votes, { "if-match": none }))).toBe("done")
  expect(codeOf(await lead("01", "00"))).toBe("done")
  const confirm = (send: Send) => send("POST", `${at}/votes`, undefined, { "if-match": '"v1"' })
  expect([codeOf(await confirm(a)), codeOf(await confirm(b)), codeOf(await confirm(c))]).toEqual([
    "right.denied",
    "right.denied",
    "right.denied",
  ])
  expect(codeOf(await lead("01", "02"))).toBe("done")
  expect([codeOf(await confirm(a)), codeOf(await confirm(c))]).toEqual(["right.denied", "done"])
})

test("who pressed for an order as head does not count beside the next deputy", async () => {
  const members = ["so-a", "so-b", "so-c", "so-d", "so-e"]
  const { a, b, c, at, lead, world, year } = await to("drafting", { members, without: ["crossScoring", "appealing", "voting"] })
  for (const [from, next] of [["drafting", "pledging"], ["pledging", "running"], ["running", "selfScoring"], ["selfScoring", "verifying"]] as const) {
    if (from === "drafting") await draft(a, at)
    await move(world.board, year, from, next, reason)
  } // prettier-ignore
  const { hash } = (await a("GET", `${at}/table`)).json as { hash: string }
  for (const [i, send] of [b, a, a, a, a].entries())
    await reasoned(send, "POST", `${at}/verified/0${i}`, { table: hash, points: [i < 3 ? i : 9, 60] }, none)
  await move(world.board, year, "verifying", "ranked")
  const press = (send: Send) => send("POST", `${at}/ties`, { order: ["03", "04"], reason })
  expect(codeOf(await press(a))).toBe("done")
  expect(codeOf(await lead("02", "01"))).toBe("done")
  expect((await press(b)).json).toMatchObject({ decided: [] })
  expect((await press(c)).json).toMatchObject({ decided: [{ order: ["03", "04"], by: "headAndDeputy" }] })
})
async function draft(a: Send, at: string) {
  const points = { kind: "points" }
  const table = { sections: [{ code: "I", name: "Nhiệm vụ", max: 40, scoring: points }, { code: "II", name: "Phong trào", max: 60, scoring: points }] } // prettier-ignore
  const rules = { official: [{ component: "verified", weight: 1 }], tieBreak: ["decision"], quotas: [{ minMembers: 2, maxMembers: 60, flags: 1, certificates: 1 }] } // prettier-ignore
  const saved = await a("PUT", `${at}/table`, { table, rules }, { "if-match": none })
  const { hash } = saved.json as { hash: string }
  const minutes = { hash, date: "2026-01-15", place: "Hội trường", present: 5, agreed: 5, text: "Thông qua." }
  await a("POST", `${at}/table`, minutes, { "if-match": saved.etag })
  await a("PUT", `${at}/pledge`, { text: "Giao ước." }, { "if-match": none })
}

test("of two who name a head over the same version one does, and after the closing nobody", async () => {
  const { lead, world, year } = await to("voting", {})
  const both = (await Promise.all([lead("01", "02", none), lead("02", "01", none)])).map(codeOf).sort()
  expect(both).toEqual(["done", "version.stale"])
  await move(world.board, year, "voting", "closed", reason)
  expect(codeOf(await lead("00", "01"))).toBe("lead.closed")
})
