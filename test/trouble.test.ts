import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { conflicts, lostAnswers, lostCalls, lostOnce, only, stale, throttled, throttledWrites } from "./inject.ts"
import { fingerprint, tenantOf } from "./stored.ts"
import { type Act, counted, done, live, plainly, scores, type Three, threeLeaders, verify, votes, wholeLog } from "./small-year.ts"
import { type Answer, move, type Send } from "./world.ts"

// What is unavailable is logged with its cause; here it is wanted.
beforeEach(() => vi.spyOn(console, "error").mockImplementation(() => undefined))
afterEach(() => vi.restoreAllMocks())

const granted = (answer: Answer) => {
  expect(answer.status, answer.text).toBe(200)
  return answer
}
async function expectWholeYear(three: Three) {
  expect((await three.c("GET", `${three.at}/result`)).json).toMatchObject({
    provisional: false,
    result: { units: [{ id: "so-b", rank: 1, official: 95.25 }, { id: "so-a" }, { id: "so-c" }], proposal: { flags: ["so-b"] } },
  })
  expect(counted(await done(three))).toEqual(wholeLog)
}

test("F30 a year lives on when every write first meets two others' transactions", async () => {
  const three = await threeLeaders()
  const act: Act = async (...given) =>
    granted(
      (
        await conflicts(
          (k) => k <= 2,
          () => plainly(...given),
        )
      ).result,
    )
  await live(three, "closed", act)
  await expectWholeYear(three)
})

test("F28 a year lives on when every transaction is first told that one of its items is written too fast", async () => {
  const three = await threeLeaders()
  await live(three, "closed", async (...given) => granted((await throttledWrites(only(1), () => plainly(...given))).result))
  await expectWholeYear(three)
})

test("F30 a year whose every answer is lost has one effect for each act, and the same answer under the same key", async () => {
  const three = await threeLeaders()
  const act: Act = async (send, method, path, body, version) => {
    const headers = { "if-match": version, "idempotency-key": `"${crypto.randomUUID()}"` }
    const again = () => send(method, path, body, headers)
    const { result } = await lostAnswers(again)
    expect(result.json).toMatchObject({ status: 503, code: "unavailable" })
    expect(result.headers.get("retry-after")).toBe("2")
    const [second, third] = [granted(await again()), granted(await again())]
    expect([third.text, third.etag]).toEqual([second.text, second.etag])
    return second
  }
  await live(three, "closed", act)
  await expectWholeYear(three)
})

test("F30 a year lives on when the first answer to every write is lost and the SDK tries again by itself", async () => {
  const three = await threeLeaders()
  await live(three, "closed", async (...given) => granted(await lostOnce(() => plainly(...given))))
  await expectWholeYear(three)
})

test("no stale read decides anything: a year lived over the previous version of all that may lag comes out right", async () => {
  const three = await threeLeaders()
  const { served } = await stale(() => live(three, "closed", async (...given) => granted(await plainly(...given))))
  expect(served.old).toBeGreaterThan(0)
  await expectWholeYear(three)
})

test.each(["R", "S", "X", "V", "T", "R and V#head#02", "R and T"])("ranking and closing are right while only %s lags", async (lagging) => {
  const three = await threeLeaders()
  const { at, a, year } = three
  const part = async () => {
    const { table } = await live(three, "verifying")
    for (const i of [0, 1, 2]) granted(await verify(three, plainly, table, i))
    await move(a, year, "verifying", "ranked")
    await move(a, year, "ranked", "voting")
    granted(await a("PUT", `${at}/votes`, { ...votes, flags: { ...votes.flags, yes: { "00": 3 } } }, { "if-match": '"v0"' }))
    granted(await a("PUT", `${at}/votes`, votes, { "if-match": '"v1"' }))
    await move(a, year, "voting", "closed", "chưa xác nhận")
  }
  expect(
    (await stale(part, (sk) => lagging.split(" and ").some((one) => one === sk || one === sk.split("#")[0]))).served.old,
  ).toBeGreaterThan(0)
  expect((await three.c("GET", `${at}/result`)).json).toMatchObject({
    result: {
      units: [{ id: "so-b", official: 95.25 }, {}, {}],
      proposal: { flags: ["so-b"] },
      sheets: { self: 3, cross: 6, verified: 3 },
    },
  })
})

test("a ranking over sheets that even a strong read does not show is not worked out: try again", async () => {
  const three = await threeLeaders()
  const { table } = await live(three, "crossScoring")
  const { a, at, year } = three
  const ranking = async () => {
    for (const [own, one] of three.leaders.entries())
      granted(await one("POST", `${at}/cross`, { table, rows: scores.map((row, i) => (i === own ? null : row)) }, { "if-match": '"v0"' }))
    await move(a, year, "crossScoring", "verifying")
    for (const i of [0, 1, 2]) granted(await verify(three, plainly, table, i))
    const { etag } = await a("GET", `${at}/phase`)
    return a("PUT", `${at}/phase`, { from: "verifying", to: "ranked" }, { "if-match": etag })
  }
  const { result } = await stale(ranking, (sk) => sk === "X#01", true)
  expect(result.json).toMatchObject({ status: 503, code: "unavailable" })
  expect(await done(three)).not.toContain("ranked")
  expect((await a("GET", at)).json).toMatchObject({ phase: "verifying", ranked: false })
})

test("F28 a throttled table is asked three times, then unavailable, and the same act goes through later", async () => {
  const three = await threeLeaders()
  const { pledge } = await live(three, "pledging")
  const { b, c, at } = three
  const sign = (send: Send) => send("POST", `${at}/pledge/signature`, { hash: pledge })
  for (const one of [b, c]) await one("GET", at)
  expect((await throttled(2, () => sign(b))).result.status).toBe(200)
  const { result, calls } = await throttled(99, () => sign(c))
  expect([result.status, (result.json as { code: string }).code, result.headers.get("retry-after"), calls]).toEqual([
    503,
    "unavailable",
    "2",
    3,
  ])
  granted(await sign(c))
})

test("F28 an act that never gets through is unavailable after six tries, with growing pauses of chance, and nothing has changed", async () => {
  const three = await threeLeaders()
  const { pledge } = await live(three, "pledging")
  const { b, at, world } = three
  await b("GET", at)
  const tenant = await tenantOf(world.code)
  const now = () => fingerprint(tenant)
  const before = await now()
  const timer = vi.spyOn(globalThis, "setTimeout")
  const sign = () => b("POST", `${at}/pledge/signature`, { hash: pledge })
  const { result, calls } = await conflicts(() => true, sign)
  expect([result.status, (result.json as { code: string }).code, calls]).toEqual([503, "unavailable", 6])
  const pauses = timer.mock.calls.map(([, ms = 0]) => ms).filter((ms) => ms % 1)
  expect(pauses).toHaveLength(5)
  expect(pauses.every((ms, i) => ms <= 15 * 2 ** (i + 1))).toBe(true)
  expect(new Set(pauses).size).toBe(5)
  expect(await now()).toBe(before)
  expect((await lostCalls(() => true, sign)).result.json).toMatchObject({ status: 503, code: "unavailable" })
  expect(await now()).toBe(before)
  granted(await sign())
})

test("F28 a store that cannot be reached for reading is unavailable, and its cause is told to nobody but the log", async () => {
  const { b, at } = await threeLeaders()
  const { result } = await lostCalls(
    () => true,
    () => b("GET", at),
    (command) => /Get|Query/.test(command),
  )
  expect(result.json).toMatchObject({ status: 503, code: "unavailable", fields: [] })
  expect(result.text).not.toContain("socket")
  expect(vi.mocked(console.error).mock.calls[0]?.[0]).toMatchObject({ requestId: (result.json as { requestId: string }).requestId })
})

test("F30 a creation whose answer is lost is made once: bloc, department and year keep their ids", async () => {
  const { world, members } = await threeLeaders()
  const opened = { year: 2027, members: members.map((department) => ({ department })), head: members[0], deputy: null }
  const create = async (path: string, body: object) => {
    const headers = { "idempotency-key": `"${crypto.randomUUID()}"` }
    const again = () => world.board("POST", path, body, headers)
    expect((await lostAnswers(again)).result.status).toBe(503)
    const [second, third] = [granted(await again()), granted(await again())]
    expect(third.text).toBe(second.text)
    return (second.json as { id: string }).id
  }
  await create("/departments", { code: "so-moi", name: "Sở mới lập" })
  const bloc = await create("/blocs", { code: "khoi-moi", name: "Khối mới" })
  const year = await create(`/blocs/${bloc}/years`, opened)
  const { items } = (await world.board("GET", "/years")).json as { items: { year: string; calendar: number }[] }
  expect(items.filter(({ calendar }) => calendar === 2027)).toEqual([{ year, calendar: 2027 }])
})
