import { Id } from "@khoi/core/id"
import { afterEach, describe, expect, test, vi } from "vitest"
import { pauses } from "./pauses.ts"
import { codeOf, hashIn, line, none, signing, told } from "./signing.ts"
import { type Act, plainly } from "./small-year.ts"
import { itemsOf, tenantOf } from "./stored.ts"
import { password, province } from "./world.ts"

const later = (minutes: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 })
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe("signing on screen", () => {
  test("asks for the password when the sign-in is older than a quarter of an hour, and takes no wrong one", async () => {
    const { a, b, pledge, sign, waits } = await signing()
    later(14)
    expect(codeOf(await sign(a, pledge))).toBe("done")
    later(2)
    expect(codeOf(await sign(b, pledge))).toBe("signature.password")
    expect((await sign(b, pledge)).status).toBe(401)
    expect((await sign(b, pledge, { password: "không phải mật khẩu" })).json).toMatchObject({ status: 401, code: "session.refused" })
    expect(await waits(b)).toBe(2)
    expect([codeOf(await sign(b, pledge, { password })), await waits(b)]).toEqual(["done", 1])
    expect(told(await sign(b, pledge, { password: "" }))).toEqual(["/password input.text"])
  })

  test("counts a wrong password as a try to sign in: after eight nobody gets further, with the right one either", async () => {
    const { b, pledge, sign, waits, at } = await signing()
    later(16)
    const waited = pauses()
    const codes: string[] = []
    for (let i = 0; i < 4; i++) codes.push(codeOf(await sign(b, pledge, { password: `sai mật khẩu ${i}` })))
    // The same count as for another password.
    for (let i = 0; i < 4; i++) codes.push(codeOf(await b("PUT", "/password", { current: `sai ${i}`, next: "một mật khẩu khác" })))
    expect(codes).toEqual(Array(8).fill("session.refused"))
    expect(waited()).toEqual([400, 800, 1600, 3200, 6400])
    expect([codeOf(await sign(b, pledge, { password })), await waits(b)]).toEqual(["session.locked", 3])
    expect((await b("GET", at)).status).toBe(200)
  })

  test("keeps nothing by which a password could be guessed: the same act is known again by what is signed", async () => {
    const { b, pledge, sign } = await signing()
    const key = { "idempotency-key": '"chia-khoa-mot-lan"' }
    const path = (await sign(b, pledge)).json as { seat: string }
    expect(path.seat).toBe("01")
    const three = await signing()
    const twice = (more: object) => three.b("POST", `${three.at}/pledge/signature`, { hash: three.pledge, ...more }, key)
    expect([codeOf(await twice({ password })), codeOf(await twice({})), codeOf(await twice({ password: "sai hẳn mật khẩu" }))]).toEqual([
      "done",
      "done",
      "session.refused",
    ])
  })

  test("shows who has signed, how and when, to every member and the board, and to nobody else", async () => {
    const { world, a, b, at, pledge, sign, record } = await signing()
    const before = new Date().toISOString()
    await sign(b, pledge)
    await record(a, "02", pledge)
    for (const send of [a, world.board, await world.as("viewer", "so-c")]) {
      const { items } = (await send("GET", `${at}/pledge/signatures`)).json as { items: { way: string; at: string; paper: object }[] }
      expect(items).toMatchObject([
        { seat: "00", way: null, at: null, paper: null },
        { seat: "01", way: "screen", paper: null },
        { seat: "02", way: "paper", paper: { ...line, state: "recorded", why: null } },
      ])
      for (const { at } of items.slice(1)) expect(at >= before && at <= new Date(Id.moment()).toISOString()).toBe(true)
    }
    const other = await province()
    for (const send of [await world.as("leader", "so-x"), other.board, await other.as("leader")])
      for (const path of ["signatures", "papers/02", "versions/1"])
        expect(codeOf(await send("GET", `${at}/pledge/${path}`))).toBe("missing")
  })
})

test("who has left the year signs, answers and registers nothing more, and is waited for by nobody", async () => {
  const { world, a, b, c, at, pledge, sign, save, record, contest, waits, ways } = await signing()
  await record(a, "02", pledge)
  await sign(b, pledge)
  const leave = (seat: string) =>
    world.board("POST", `${at}/members/${seat}/departure`, { left: "2026-02-02", successor: null, reason: "Sáp nhập." })
  expect([codeOf(await leave("02")), await waits(a), codeOf(await contest(c, "02"))]).toEqual(["done", 1, "member.left"])
  expect((await a("GET", `${at}/pledge/signatures`)).json).toMatchObject({
    items: [{ left: null }, { left: null }, { left: "2026-02-02" }],
  })
  const hash = hashIn(await save(a, { text: "Bản khác." }, '"v1"'))
  expect([await waits(a), await ways(a)]).toEqual([2, [null, null, null]])
  expect([codeOf(await sign(c, hash)), codeOf(await record(a, "02", hash))]).toEqual(["member.left", "member.left"])
  expect(codeOf(await c("PUT", `${at}/aim`, { titles: [], forms: [] }, { "if-match": none }))).toBe("member.left")
  expect([codeOf(await sign(a, hash)), codeOf(await sign(b, hash)), await waits(a)]).toEqual(["done", "done", 0])
})

test("every act on the pledge knows its own key again", async () => {
  const three = await signing()
  const { world, a, c, at, pledge } = three
  const twice: Act = async (send, method, path, body, version) => {
    const headers = { "if-match": version, "idempotency-key": `"${crypto.randomUUID()}"` }
    const [first, again] = [await send(method, path, body, headers), await send(method, path, body, headers)]
    expect([first.status, again.text, again.etag], `${method} ${path} ${first.text}`).toEqual([200, first.text, first.etag])
    const name = Object.keys(body as object).at(-1)!
    const other = { ...(body as object), [name]: name === "hash" ? "0".repeat(64) : Array.isArray((body as never)[name]) ? [] : "Khác" }
    expect(codeOf(await send(method, path, other, headers)), `${method} ${path}`).toBe("key.reused")
    return first
  }
  const papers = `${at}/pledge/papers/02`
  const reason = { reason: "Vì sao" }
  await twice(a, "PUT", papers, { hash: pledge, ...line }, none)
  await twice(c, "POST", `${at}/pledge/paper/contest`, reason, '"v1"')
  await twice(c, "POST", `${at}/pledge/paper/confirmation`, { hash: pledge }, '"v2"')
  await twice(a, "PUT", `${at}/pledge/papers/01`, { hash: pledge, ...line }, none)
  await twice(a, "POST", `${at}/pledge/papers/01/withdrawal`, reason, '"v1"')
  await twice(world.board, "POST", `${at}/pledge/correction`, { text: "Đúng", targets: [], reason: "Vì sao" }, '"v1"')
  await twice(c, "PUT", `${at}/aim`, { titles: [], forms: ["bangKhenTinh"] }, none)
  expect(await three.waits(a)).toBe(2)
})

test("nothing about a signature in the root grows with the ways to sign", async () => {
  const three = await signing()
  const { world, a, pledge, record } = three
  const root = async () => (await itemsOf(await tenantOf(world.code))).find(({ sk, pk }) => sk === "R" && pk.endsWith(three.year))!
  await plainly(three.b, "POST", `${three.at}/pledge/signature`, { hash: pledge })
  await record(a, "02", pledge)
  const { seats } = (await root()) as unknown as { seats: Record<string, { signed?: Uint8Array }> }
  expect([seats["01"]?.signed?.length, seats["02"]?.signed?.length, Object.keys(seats["02"]!).sort()]).toEqual([8, 8, ["signed", "unit"]])
})
