import { expect, test, vi } from "vitest"
import { fingerprint, tenantOf } from "./stored.ts"
import { type Answer, api, blocYear, criteria, origin, province, type Send, sender } from "./world.ts"

/** A leader in a year where self-scoring is open, and a look at whether anything has changed. */
async function scorer() {
  const world = await province()
  const year = await blocYear(world, { to: "selfScoring" })
  const [head, leader] = [await world.as("leader", "so-a"), await world.as("leader", "so-b")]
  const tenant = await tenantOf(world.code)
  const before = await fingerprint(tenant)
  const unchanged = async () => expect(await fingerprint(tenant)).toBe(before)
  const put = (body: unknown, headers = {}) => leader("PUT", `${year.at}/self`, body, { "if-match": '"v0"', ...headers })
  const sheet = { table: year.hash, points: [4000, 6000] }
  /** The sheet with this very text as its first score. */
  const first = (number: string) => put(`{"table":"${year.hash}","points":[${number},6000]}`)
  return { world, ...year, head, leader, unchanged, put, first, sheet }
}
const fieldsOf = ({ json }: Answer) => (json as { fields: { in: string; path: string; code: string }[] }).fields
const told = (answer: Answer) => fieldsOf(answer).map(({ path, code }) => `${path} ${code}`)
const codes = async (put: (body: unknown) => Promise<Answer>, bodies: readonly unknown[]) =>
  Promise.all(bodies.map(async (body) => ((await put(body)).json as { code: string }).code))

test("F1 malformed JSON or none at all is unreadable, and changes nothing", async () => {
  const { put, unchanged } = await scorer()
  const bodies = ['{"table":', "", " ", "undefined", "{'a':1}", '{"a":1}{"b":2}', '{"a":1,}', "// nothing", '{"a":"\n"}']
  expect(new Set(await codes(put, bodies))).toEqual(new Set(["body.unreadable"]))
  expect((await put("null")).json).toMatchObject({ status: 422, code: "input.invalid", fields: [{ in: "json", path: "" }] })
  await unchanged()
})

test("F2 a key that is there twice, however it is written, is unreadable; in two objects it is two keys", async () => {
  const { put, head, at, unchanged } = await scorer()
  expect(await codes(put, ['{"table":"a","table":"b"}', '{"table":"a","t\\u0061ble":"b"}', '{"a":[{"b":1,"c":{},"b":2}]}'])).toEqual(
    Array(3).fill("body.unreadable"),
  )
  expect((await head("PUT", `${at}/table`, criteria(), { "if-match": '"v0"' })).json).toMatchObject({ code: "table.closed" })
  await unchanged()
})

test("F2 quotes without end are refused as fast as any other body", async () => {
  const { put } = await scorer()
  const start = performance.now()
  expect(await codes(put, [`"${'\\"'.repeat(125_000)}`, `{"a":"${'\\"'.repeat(125_000)}`])).toEqual(Array(2).fill("body.unreadable"))
  expect(performance.now() - start).toBeLessThan(2_000)
})

test("F3 bytes that are no UTF-8, a byte order mark and half a sign are never kept", async () => {
  const { put, world, unchanged } = await scorer()
  const bytes = (text: string, ...more: number[]) => new Uint8Array([...Buffer.from(text), ...more])
  const bodies = [
    bytes('{"table":"', 0xff, 0x22, 0x7d),
    bytes('{"a":"', 0xc0, 0x80, 0x22, 0x7d),
    bytes('{"a":"', 0xed, 0xa0, 0x80, 0x22, 0x7d),
  ]
  expect(await codes(put, [...bodies, '\ufeff{"table":"a"}'])).toEqual(Array(4).fill("body.unreadable"))
  const half = await world.board("POST", "/departments", '{"code":"so-x","name":"S\\ud800"}')
  expect(told(half)).toEqual(["/name input.signs"])
  await unchanged()
})

test("F4 a body over 256 KiB is refused before it is read, however it comes", async () => {
  const { put, leader, at, unchanged } = await scorer()
  const start = performance.now()
  expect((await put("x".repeat(10_000_000))).json).toMatchObject({ status: 413, code: "body.large" })
  expect((await put("x".repeat(1_000_000), { "content-length": "10" })).status).toBe(413)
  let pulled = 0
  const body = new ReadableStream({
    pull: (to) => {
      to.enqueue(new Uint8Array(65_536).fill(32))
      if (++pulled === 200) to.close()
    },
  })
  const headers = { origin, cookie: leader.cookie, "csrf-token": leader.csrf, "content-type": "application/json" }
  const chunked = await api.request(new Request(`${origin}/api${at}/self`, { method: "PUT", headers, body, duplex: "half" } as RequestInit))
  expect([chunked.status, pulled < 10]).toEqual([413, true])
  expect(performance.now() - start).toBeLessThan(2_000)
  const most = JSON.stringify({ table: "" }).padEnd(256 * 1024)
  expect([(await put(most)).status, (await put(`${most} `)).status]).toEqual([422, 413])
  await unchanged()
})

test("F1 a body that breaks off on its way is unreadable, and nothing of it is logged", async () => {
  const { leader, at, unchanged } = await scorer()
  const logged = vi.spyOn(console, "error").mockImplementation(() => undefined)
  const body = new ReadableStream({ start: (to) => to.enqueue(new Uint8Array([123])), pull: (to) => to.error(new Error("aborted")) })
  const headers = { origin, cookie: leader.cookie, "csrf-token": leader.csrf, "content-type": "application/json" }
  const answer = await api.request(new Request(`${origin}/api${at}/self`, { method: "PUT", headers, body, duplex: "half" } as RequestInit))
  expect([answer.status, logged.mock.calls]).toEqual([400, []])
  logged.mockRestore()
  await unchanged()
})

test("F5 nests deeper than 32 levels are refused, and the process lives on", async () => {
  const { put, unchanged } = await scorer()
  const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels)
  expect(await codes(put, ["[".repeat(100_000), deep(100_000), '{"a":'.repeat(40_000), deep(33)])).toEqual(Array(4).fill("body.unreadable"))
  expect((await put(deep(32))).status).toBe(422)
  await unchanged()
})

test("F6 only application/json is taken", async () => {
  const { put, sheet, unchanged } = await scorer()
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp", undefined])
    expect((await put(sheet, { "content-type": type })).json, type).toMatchObject({ status: 415, code: "body.form" })
  await unchanged()
  expect((await put(sheet, { "content-type": "Application/JSON ; charset=utf-8" })).status).toBe(200)
})

test("F7 a score of NaN or Infinity is no JSON", async () => {
  const { first, unchanged } = await scorer()
  for (const number of ["NaN", "Infinity", "-Infinity", "0x10", "01", "+1", ".5", "1."])
    expect((await first(number)).json).toMatchObject({ status: 400, code: "body.unreadable" })
  await unchanged()
})

test("F7 nought is a score in any sign, null is none, and one is one however it is written", async () => {
  const { leader, at, first, put, hash } = await scorer()
  const read = async () => ((await leader("GET", `${at}/self`)).json as { points: unknown[] }).points
  expect((await first("-0")).status).toBe(200)
  expect(Object.is((await read())[0], 0)).toBe(true)
  const more = ["1e3", "1000.0", "0.1e4", "null"].entries()
  for (const [i, number] of more)
    expect((await put(`{"table":"${hash}","points":[${number}]}`, { "if-match": `"v${i + 1}"` })).text, number).toContain(
      number === "null" ? "[null]" : "[1000]",
    )
})

test("F8 a score over the criterion's maximum, one too many, one missing: each is told, and no part is handed in", async () => {
  const { leader, at, sheet, unchanged } = await scorer()
  const hand = (points: unknown[], table = sheet.table) => leader("POST", `${at}/self`, { table, points }, { "if-match": '"v0"' })
  expect(told(await hand([4001, 6001]))).toEqual(["/points/0 sheet.over", "/points/1 sheet.over"])
  expect(told(await hand([4000, 6000, 0]))).toEqual(["/points/2 sheet.extra"])
  expect(told(await hand([null]))).toEqual(["/points/0 sheet.lacks", "/points/1 sheet.lacks"])
  expect((await hand(sheet.points, "0".repeat(64))).json).toMatchObject({ status: 422, code: "self.table" })
  await unchanged()
})

test("F18 what only the system may say is an unknown field, on every level", async () => {
  const { put, head, at, sheet, leader, unchanged } = await scorer()
  for (const key of ["tenant", "role", "status", "score", "_version", "v", "seat", "at", "_"])
    expect(fieldsOf(await put({ ...sheet, [key]: 1 }))).toEqual([{ in: "json", path: "", code: "input.unknown" }])
  const { table, rules } = criteria()
  const deep = { table: { sections: table.sections.map((one) => ({ ...one, tenant: "x" })) }, rules: { ...rules, status: "x" } }
  const answer = await head("PUT", `${at}/table`, deep, { "if-match": '"v0"' })
  expect(told(answer)).toEqual(["/table/sections/0 input.unknown", "/table/sections/1 input.unknown", "/rules input.unknown"])
  expect(fieldsOf(await leader("GET", `${at}/self?tenant=x`))).toEqual([{ in: "query", path: "", code: "input.unknown" }])
  await unchanged()
})

test("F19 no body reaches a prototype", async () => {
  const { put, head, at, hash, unchanged } = await scorer()
  const sheet = `"table":"${hash}","points":[]`
  expect(await codes(put, [`{${sheet},"__proto__":{"admin":true}}`, `{${sheet},"\\u005f_proto__":1}`])).toEqual(
    Array(2).fill("input.invalid"),
  )
  expect(told(await put(`{${sheet},"constructor":{"prototype":{"admin":true}}}`))).toEqual([" input.unknown"])
  const votes = { members: 3, present: 3, written: 0, valid: 3, yes: { constructor: 1, toString: 2 } }
  expect((await head("PUT", `${at}/votes`, { flags: votes, team: "Ban kiểm phiếu" }, { "if-match": '"v0"' })).status).toBe(422)
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
  await unchanged()
})

test("all faults come at once, in one problem document, with JSON pointers, and nothing that was sent comes back", async () => {
  const { leader, unchanged, world } = await scorer()
  const body = { table: "canary", points: [-1, "canary", 5, { canary: 1 }], canary: 1 }
  const answer = await leader("PUT", "/years/canary/self?canary=1", body, { "idempotency-key": "canary", "if-match": "canary" })
  expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8")
  expect(answer.json).toMatchObject({ type: "/problems/input.invalid", title: expect.any(String), status: 422, code: "input.invalid" })
  expect(
    fieldsOf(answer)
      .map((field) => `${field.in} ${field.path} ${field.code}`)
      .sort(),
  ).toEqual([
    "header /idempotency-key key.absent",
    "header /if-match version.stale",
    "json  input.unknown",
    "json /points/0 input.number",
    "json /points/1 input.number",
    "json /points/3 input.number",
    "json /table input.invalid",
    "param /year input.invalid",
    "query  input.unknown",
  ])
  expect(answer.text).not.toContain("canary")
  const odd = await world.board("POST", "/departments", { code: "canary!", name: "canary\u0000", "canary/~": 1 })
  expect([told(odd).sort(), odd.text.includes("canary")]).toEqual([[" input.unknown", "/code input.text", "/name input.signs"], false])
  await unchanged()
})

test("who is not signed in hears that first, then who may not, then what is wrong", async () => {
  const { world, at, unchanged } = await scorer()
  const bad = (send: Send) => send("PUT", `${at}/self`, "{", { "if-match": "?", "content-type": "text/plain" })
  expect((await bad(sender())).json).toMatchObject({ status: 401, code: "session.absent" })
  expect((await bad(world.board)).json).toMatchObject({ status: 415 })
  await unchanged()
  expect((await bad(await world.as("viewer", "so-b"))).json).toMatchObject({ status: 403, code: "right.denied" })
})
