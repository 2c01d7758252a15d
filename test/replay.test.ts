import { Id } from "@khoi/core/id"
import { Meter } from "@khoi/core/meter"
import { expect, test } from "vitest"
import { done, live, plainly, scores, threeLeaders, verify } from "./small-year.ts"
import { fingerprint, tenantOf } from "./stored.ts"
import { type Answer, blocYear, password, province, type Send, signIn } from "./world.ts"

const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const key = (name: string) => ({ "idempotency-key": `"${name.padEnd(16, "-")}"` })
const now = '"v0"'
/** How often each answer came. */
const tally = (answers: readonly Answer[]) =>
  Object.fromEntries(Object.entries(Object.groupBy(answers, codeOf)).map(([code, all]) => [code, all!.length]))

test("F20 another's thing and one that never was get the same answer for the same calls to the store", async () => {
  const [world, other] = [await province(), await province()]
  const { at, hash } = await blocYear(world, { to: "selfScoring" })
  const foreign = await blocYear(other, { to: "selfScoring" })
  const before = await fingerprint(await tenantOf(other.code))
  const [member, stranger, board] = [await world.as("leader", "so-b"), await world.as("leader", "so-x"), world.board]
  const sheet = { table: hash, points: [4000, 6000] }
  const requests: [string, string, unknown?][] = [
    ["GET", ""],
    ["GET", "/log"],
    ["GET", "/self"],
    ["GET", "/result"],
    ["GET", "/verified/00"],
    ["PUT", "/self", sheet],
    ["POST", "/self", sheet],
    ["POST", "/pledge/signature", { hash }],
    ["PUT", "/phase", { from: "selfScoring", to: "crossScoring", reason: "x" }],
  ]
  const ask = async (send: Send, method: string, path: string, body: unknown) => {
    const { result, cost } = await Meter.count(() => send(method, path, body, { "if-match": now }))
    return {
      status: result.status,
      problem: { ...(result.json as object), requestId: "" },
      headers: [...result.headers.keys()],
      calls: cost.calls,
    }
  }
  for (const send of [member, stranger, board])
    for (const [method, path, body] of requests) {
      const none = await ask(send, method, `/years/${Id.create()}${path}`, body)
      expect(await ask(send, method, `${foreign.at}${path}`, body), `${method} ${path}`).toEqual(none)
      expect([404, 403]).toContain(none.status)
      if (send === stranger) expect(await ask(send, method, `${at}${path}`, body), `${method} ${path}`).toEqual(none)
    }
  expect(await fingerprint(await tenantOf(other.code))).toBe(before)
})

test("F22 a creation is known again by whoever made it, and by nobody else", async () => {
  const world = await province()
  const second = await world.as("board", "so-noi-vu")
  const make = (send: Send, code: string) => send("POST", "/blocs", { code, name: "Khối" }, key("bloc"))
  const [first, again] = [await make(world.board, "khoi-1"), await make(world.board, "khoi-1")]
  expect([first.status, again.text]).toEqual([200, first.text])
  expect(codeOf(await make(world.board, "khoi-2"))).toBe("key.reused")
  expect(codeOf(await make(second, "khoi-1"))).toBe("bloc.taken")
  expect(codeOf(await make(second, "khoi-2"))).toBe("done")
})

test("F23 an act without a key, or with one of another form, is refused, and changes nothing", async () => {
  const world = await province()
  const { at, hash } = await blocYear(world, { to: "pledging" })
  const leader = await world.as("leader", "so-b")
  const before = await fingerprint(await tenantOf(world.code))
  for (const given of [undefined, "0123456789abcdef", '"0123456789abcde"', `"${"x".repeat(65)}"`, '"0123456789abcde/"']) {
    const headers = { "idempotency-key": given, "if-match": now }
    for (const [method, path, body] of [
      ["POST", `${at}/pledge/signature`, { hash }],
      ["PUT", `${at}/self`, { table: hash, points: [] }],
      ["POST", `${at}/self`, { table: hash, points: [] }],
    ] as const)
      expect((await leader(method, path, body, headers)).json, `${given} ${path}`).toMatchObject({ status: 400, code: "key.absent" })
    expect((await world.board("POST", "/blocs", { code: "khoi", name: "Khối" }, headers)).json).toMatchObject({ status: 400 })
  }
  expect(await fingerprint(await tenantOf(world.code))).toBe(before)
})

/** Twenty requests at once, each under its own key, from two sessions of one department's leaders. */
const twenty = (sends: readonly Send[], method: string, path: string, body: unknown, version = now) =>
  Promise.all(Array.from({ length: 20 }, (_, i) => sends[i % sends.length]!(method, path, body, { "if-match": version })))
const twoSessions = async (code: string, first: Send, name: string) => [first, await signIn("/session", { province: code, name, password })]

test("F24 of twenty who do the same at once exactly one does it, the others hear why not, and the log says it once", async () => {
  const three = await threeLeaders()
  const { world, at, a, b } = three
  const { pledge, table } = await live(three, "pledging")
  const [leaders, heads] = [await twoSessions(world.code, b, "leader.so-b"), await twoSessions(world.code, a, "leader.so-a")]
  const signed = await twenty(leaders, "POST", `${at}/pledge/signature`, { hash: pledge })
  expect(tally(signed)).toEqual({ done: 1, "pledge.signed": 19 })
  const move = async (from: string, to: string) => {
    const { etag } = await a("GET", `${at}/phase`)
    return tally(await twenty(heads, "PUT", `${at}/phase`, { from, to, reason: "đúng hạn" }, etag))
  }
  expect(await move("pledging", "running")).toEqual({ done: 1, "version.stale": 19 })
  expect(await move("running", "selfScoring")).toEqual({ done: 1, "version.stale": 19 })
  const sheet = { table, points: [4000, 6000] }
  expect(tally(await twenty(leaders, "PUT", `${at}/self`, sheet))).toEqual({ done: 1, "version.stale": 19 })
  expect(tally(await twenty(leaders, "POST", `${at}/self`, sheet, '"v1"'))).toEqual({ done: 1, "self.handedIn": 19 })
  await move("selfScoring", "crossScoring")
  const crossOf = (own: number) => ({ table, rows: scores.map((row, i) => (i === own ? null : row)) })
  const cross = crossOf(1)
  for (const [own, one] of [
    [0, a],
    [2, three.c],
  ] as const)
    await plainly(one, "POST", `${at}/cross`, crossOf(own), now)
  expect(tally(await twenty(leaders, "POST", `${at}/cross`, cross))).toEqual({ done: 1, "cross.handedIn": 19 })
  await move("crossScoring", "verifying")
  for (const i of [0, 2]) await verify(three, plainly, table, i)
  const confirmed = tally(await twenty(heads, "POST", `${at}/verified/01`, sheet))
  expect(confirmed["done"]).toBe(1)
  expect((confirmed["version.stale"] ?? 0) + (confirmed["verified.confirmed"] ?? 0)).toBe(19)
  expect(await move("verifying", "ranked")).toEqual({ done: 1, "version.stale": 19 })
  const acts = await done(three)
  const once = (act: string) => acts.filter((one) => one === act).length
  expect([once("pledge.sign"), once("self.handIn"), once("cross.handIn") - 2, once("verified.confirm"), once("phase.move")]).toEqual([
    1, 1, 1, 3, 6,
  ])
  expect((await b("GET", at)).json).toMatchObject({ phase: "ranked", waits: 0 })
})

test("F25 of two saves over one version the second is stale; without a version none is taken", async () => {
  const world = await province()
  const { at, hash } = await blocYear(world, { to: "selfScoring" })
  const [leader, officer] = [await world.as("leader", "so-b"), await world.as("officer", "so-b")]
  const save = (send: Send, version: string | undefined, first = 1) =>
    send("PUT", `${at}/self`, { table: hash, points: [first] }, { "if-match": version })
  const { etag } = await leader("GET", `${at}/self`)
  expect(etag).toBe(now)
  expect([(await save(leader, etag)).etag, (await save(officer, etag, 2)).json]).toEqual([
    '"v1"',
    expect.objectContaining({ status: 412, code: "version.stale" }),
  ])
  expect((await leader("GET", `${at}/self`)).json).toMatchObject({ points: [1] })
  expect((await save(officer, undefined)).json).toMatchObject({ status: 428, code: "version.absent" })
  for (const odd of ["*", "v1", '"1"', '"v1", "v2"', '"v9999999999999999"']) expect((await save(officer, odd)).status, odd).toBe(412)
  expect((await save(officer, 'W/"v1"', 3)).etag).toBe('"v2"')
})
