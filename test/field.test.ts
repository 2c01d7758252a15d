import { expect, test } from "vitest"
import { type Act, live, plainly, reasoned, threeLeaders } from "./small-year.ts"
import { read, store, tenantOf } from "./stored.ts"
import { type Answer, move, type PhaseName, type Send } from "./world.ts"

const none = '"v0"'
const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const told = ({ json }: Answer) => (json as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`)
const disqualifiers = [{ code: "D1", name: "Có tổ chức bị kỷ luật" }]

/** The small year, whose second criterion an agency verifies, and whose rules have one disqualifier. */
async function to(phase: PhaseName, agency = "so-tai-chinh", without = ["crossScoring", "appealing"]) {
  const three = await threeLeaders({ without })
  await three.world.departmentOf(agency)
  const act: Act = (send, method, path, body, version) => {
    if (method !== "PUT" || !path.endsWith("/table")) return plainly(send, method, path, body, version)
    const { table, rules } = body as { table: { sections: object[] }; rules: object }
    const [first, second] = table.sections
    const whole = { table: { sections: [first, { ...second, verifier: agency }] }, rules: { ...rules, disqualifiers } }
    return plainly(send, method, path, whole, version)
  }
  const lived = await live(three, phase, act)
  const leader = await three.world.as("leader", agency)
  const at = `/agency${three.at}/decisions`
  const line = { seat: "01", code: null as string | null, leaf: "II", paper: "12/KL-STC", reason: "đang thanh tra" }
  const enter = (more: object = {}, send: Send = leader, headers = {}) => send("POST", at, { ...line, ...more }, headers)
  const lift = (more: object = {}, send: Send = leader) =>
    send("POST", `${at}/lift`, { seat: "01", code: null, paper: "15/KL-STC", reason: "đã kết luận", ...more })
  const lists = async () => (await three.a("GET", `${three.at}/decisions`)).json as { held: object[]; disqualified: object[] }
  return { ...three, ...lived, leader, enter, lift, lists, field: at }
}

test("an agency enters and lifts holds and disqualifications in its own field, each with its paper; all members see the outcome", async () => {
  const { a, at, leader, enter, lift, lists, field } = await to("running")
  expect((await leader("GET", field)).json).toEqual({ lines: [], disqualifiers, rival: false })
  const key = { "idempotency-key": '"a-hold-of-an-agency"' }
  const first = await enter({}, leader, key)
  expect(first.json).toMatchObject({ lines: [{ seat: "01", code: null, leaf: "II", paper: "12/KL-STC", reason: "đang thanh tra" }] })
  expect((await enter({}, leader, key)).json).toEqual(first.json)
  expect(codeOf(await enter({ reason: "khác" }, leader, key))).toBe("key.reused")
  expect(codeOf(await enter())).toBe("field.stands")
  expect(codeOf(await enter({ code: "D1" }))).toBe("done")
  expect(await lists()).toMatchObject({ held: [{ seat: "01", by: "so-tai-chinh" }], disqualified: [{ seat: "01", code: "D1" }] })
  expect(codeOf(await lift())).toBe("done")
  expect(codeOf(await lift())).toBe("field.none")
  expect(codeOf(await lift({ code: "D1" }))).toBe("done")
  expect(await lists()).toMatchObject({ held: [], disqualified: [] })
  const { items } = (await a("GET", `${at}/log`)).json as { items: object[] }
  expect(items.slice(0, 4)).toMatchObject([
    { act: "field.lift", of: "01", to: "disqualified" },
    { act: "field.lift", to: "held", why: "15/KL-STC: đã kết luận" },
    { act: "field.enter", to: "disqualified" },
    { act: "field.enter", of: "01", to: "held", why: "12/KL-STC" },
  ])
})

test("outside of its field, without a paper, of a unit that there is not, or by another role nothing is entered", async () => {
  const { a, b, world, at, enter, lift } = await to("running")
  expect(told(await enter({ leaf: "I", code: "D9" }))).toEqual(["/leaf field.leaf", "/code file.reference"])
  expect(told(await enter({ paper: "", seat: "77", by: "so-a" }))).toEqual(["/seat input.invalid", "/paper input.text", " input.unknown"])
  expect(codeOf(await enter({ seat: "09" }))).toBe("missing")
  expect(codeOf(await enter({}, await world.as("officer", "so-tai-chinh")))).toBe("right.denied")
  for (const send of [a, b, await world.as("leader", "so-x")]) expect(codeOf(await enter({}, send))).toBe("missing")
  const held = { held: [{ seat: "01", reason: "QĐ 1" }] }
  expect(codeOf(await world.board("PUT", `${at}/decisions`, held, { "if-match": none }))).toBe("done")
  expect(codeOf(await lift())).toBe("field.none")
  expect(codeOf(await enter())).toBe("field.stands")
})

test("a member that verifies a criterion enters nothing against another member, and the board's own changes leave an agency's line the agency's", async () => {
  const rival = await to("running", "so-c")
  expect((await rival.leader("GET", rival.field)).json).toMatchObject({ rival: true })
  expect(codeOf(await rival.enter())).toBe("decision.rival")
  expect(codeOf(await rival.lift())).toBe("decision.rival")
  const { world, at, enter, lift, lists } = await to("running")
  expect(codeOf(await enter())).toBe("done")
  const lines = {
    held: [
      { seat: "01", reason: "đang thanh tra" },
      { seat: "02", reason: "QĐ 2" },
    ],
  }
  expect(codeOf(await world.board("PUT", `${at}/decisions`, lines, { "if-match": '"v1"' }))).toBe("done")
  expect(await lists()).toMatchObject({ held: [{ seat: "01", by: "so-tai-chinh", paper: "12/KL-STC" }, { seat: "02" }] })
  expect(codeOf(await lift({ seat: "02" }))).toBe("field.none")
  expect(codeOf(await lift())).toBe("done")
})

test("a hold is entered until the bloc closes, and its place waits", async () => {
  const { a, b, world, year, at, enter, leader, table } = await to("verifying")
  const rows = [[5000], [5000], [5000]].map((points) => ({ points, results: [] }))
  expect(codeOf(await reasoned(leader, "POST", `/agency${at}`, { table, rows }, none))).toBe("done")
  for (const [send, seat] of [[b, "00"], [a, "01"], [a, "02"]] as const)
    expect(codeOf(await reasoned(send, "POST", `${at}/verified/${seat}`, { table, points: [4000 - Number(seat), null] }, none))).toBe("done") // prettier-ignore
  await move(world.board, year, "verifying", "ranked")
  expect(codeOf(await enter({ seat: "00" }))).toBe("done")
  await move(world.board, year, "ranked", "voting")
  await move(world.board, year, "voting", "closed", "không bỏ phiếu")
  const { result } = (await a("GET", `${at}/result`)).json as { result: { units: { id: string; held?: unknown }[] } }
  expect(JSON.stringify(result.units.find(({ id }) => id === "so-a"))).toMatch(/held/i)
  expect(codeOf(await enter())).toBe("decision.closed")
})

test("an agency outside of the bloc finds what waits for it on its first screen: its criteria, then appeals about them", async () => {
  const { a, b, c, world, year, at, leader, table } = await to("verifying", "so-tai-chinh", ["crossScoring"])
  const waits = async () => ((await leader("GET", "/today")).json as { agency: { acts: string[] }[] }).agency.map(({ acts }) => acts)
  expect((await leader("GET", "/today")).json).toMatchObject({
    years: [],
    agency: [{ id: year, phase: "verifying", acts: ["agency.confirm"] }],
  })
  const rows = [[5000], [5000], [5000]].map((points) => ({ points, results: [] }))
  expect(codeOf(await reasoned(leader, "POST", `/agency${at}`, { table, rows }, none))).toBe("done")
  expect(await waits()).toEqual([])
  for (const [send, seat] of [[b, "00"], [a, "01"], [a, "02"]] as const)
    expect(codeOf(await reasoned(send, "POST", `${at}/verified/${seat}`, { table, points: [4000, null] }, none))).toBe("done") // prettier-ignore
  await move(world.board, year, "verifying", "appealing")
  const appeal = (item: string, points: number) => c("POST", `${at}/own-appeals/${item}`, { wanted: { points }, text: "xem lại" })
  expect(codeOf(await appeal("l0", 3000))).toBe("done")
  expect(await waits()).toEqual([])
  expect(codeOf(await appeal("l1", 5500))).toBe("done")
  expect(await waits()).toEqual([["appeal.answer"]])
  expect((await leader("GET", `${at}/appeals`)).json).toMatchObject({ items: [{ seat: "02", item: "l1", mine: true }] })
  expect(codeOf(await leader("POST", `${at}/appeals/02/l1/answer`, { value: { points: 5500 }, reason: "đúng" }))).toBe("done")
  expect(await waits()).toEqual([])
})

test("an agency fills no more than half of what is decided: the votes have their room", async () => {
  const { enter, lift, world, year, a, at } = await to("verifying")
  const pk = `T#${await tenantOf(world.code)}#Y#${year}`
  expect(codeOf(await enter())).toBe("done")
  const found = (await read({ pk, sk: "T" }))!
  const [{ passedOn: _, ...entered } = {}] = found["held"] as Record<string, unknown>[]
  const line = { ...entered, seat: "02", code: "D1", reason: "ệ".repeat(1_000) }
  await store([{ ...found, disqualified: Array.from({ length: 70 }, () => line) }])
  expect(codeOf(await enter({ seat: "02" }))).toBe("field.many")
  expect(codeOf(await lift())).toBe("done")
  await store([{ ...(await read({ pk, sk: "T" }))!, disqualified: Array.from({ length: 131 }, () => line) }])
  const { etag } = await world.board("GET", `${at}/decisions`)
  const { decided } = (await a("GET", `${at}/decisions`)).json as { decided: object[] }
  const held = Array.from({ length: 60 }, (_, i) => ({ seat: "00", reason: `${i}`.padEnd(1_000, "ệ"), passedOn: false }))
  const lists = { struck: [], corrected: [], disqualified: [], decided, held }
  expect((await world.board("PUT", `${at}/decisions`, lists, { "if-match": etag })).status).toBeLessThan(500)
})
