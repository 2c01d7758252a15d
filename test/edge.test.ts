import { UpdateCommand } from "@aws-sdk/lib-dynamodb"
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest"
import { callers } from "./callers.ts"
import { type Caller, cases, expected, phaseOf } from "./cases.ts"
import { conflicts, lostAnswers, lostCalls, meanwhile, only } from "./inject.ts"
import { changes, raw, restore, TableName, tenantOf, watch } from "./stored.ts"
import { type Target, target } from "./target.ts"
import { asksKey, asksMatch, breach, bytes, call, type Operation, operations, request } from "./walk.ts"
import type { Answer } from "./world.ts"

let home: Target
let everyone: Caller[]
let tenant: string

beforeAll(async () => {
  // What is unavailable is logged with its cause; here it is wanted.
  vi.spyOn(console, "error").mockImplementation(() => undefined)
  home = await target("so")
  everyone = await callers(home, await target("xa", ["running"]))
  tenant = await tenantOf(home.world.code)
  watch()
}, 180_000)
afterEach(restore)

const codeOf = ({ json }: Answer) => (json as { code?: string } | null)?.code ?? "done"
const may = (of: Operation) => everyone.find((one) => one.place !== "foreign" && expected(of.operationId, one)[0] === 200)
/** Who may; or where nothing is there to be done, who hears so. */
const whoever = (of: Operation) =>
  may(of) ??
  everyone.find((one) => ![401, 403].includes(expected(of.operationId, one)[0]) && expected(of.operationId, one)[1] !== "missing") ??
  everyone[0]!
type Headers = Record<string, string | undefined>

/** The case of an operation, sent with another body or other headers by somebody who may. */
function sent(of: Operation, { body, headers = {} }: { body?: unknown; headers?: Headers } = {}) {
  const caller = whoever(of)
  const { method, path, body: own } = request(of, home.ids, caller)
  return caller.send(method, path, body ?? own, { ...(asksMatch(of) && { "if-match": '"v0"' }), ...headers })
}
/** The code of each answer that is another than this. */
async function unlike(code: string, of: readonly Operation[], given: (one: Operation) => Promise<Answer>) {
  const wrong: string[] = []
  for (const one of of) {
    const answer = await given(one)
    if (codeOf(answer) !== code || breach(one, answer)) wrong.push(`${one.operationId}: ${answer.status} ${answer.text}`)
  }
  return wrong
}
const bodied = operations.filter(({ requestBody }) => requestBody)

describe("every route alike", () => {
  const json = (of: Operation) => JSON.stringify(request(of, home.ids, whoever(of)).body)
  test.each<[string, string, (of: Operation) => Parameters<typeof sent>[1]]>([
    ["F1 a body that breaks off is unreadable", "body.unreadable", (of) => ({ body: json(of).slice(0, -1) })],
    ["F2 a key that is there twice is unreadable", "body.unreadable", (of) => ({ body: json(of).replace("{", '{"x":1,"x":2,') })],
    ["F3 bytes that are no UTF-8 are unreadable", "body.unreadable", () => ({ body: new Uint8Array([123, 34, 255, 34, 125]) })],
    ["F4 a body over 256 KiB is too large", "body.large", () => ({ body: "{}", headers: { "content-length": "300000" } })],
    ["F5 nests without end are unreadable", "body.unreadable", () => ({ body: '{"a":'.repeat(40) + "1" + "}".repeat(40) })],
    ["F6 text is no JSON", "body.form", () => ({ headers: { "content-type": "text/plain" } })],
    ["F18 what only the system may say is unknown", "input.invalid", (of) => ({ body: json(of).replace("{", '{"tenant":"x","_":1,') })],
    ["F19 no body reaches a prototype", "input.invalid", (of) => ({ body: json(of).replace("{", '{"__proto__":{"admin":true},') })],
  ])("%s", async (_, code, given) => {
    expect(await unlike(code, bodied, (of) => sent(of, given(of)))).toEqual([])
    expect(await changes()).toEqual([])
  })

  test("a query that no route knows is told", async () => {
    const asked = (of: Operation) => {
      const { method, path, body } = request(of, home.ids, whoever(of))
      return whoever(of).send(method, `${path}?tenant=x`, body, { ...(asksMatch(of) && { "if-match": '"v0"' }) })
    }
    expect(await unlike("input.invalid", operations, asked)).toEqual([])
    expect(await changes()).toEqual([])
  })

  test("F23 and F25 without a key, without a version, with another's page: nothing is done", async () => {
    const unsafe = operations.filter(({ method }) => method !== "GET")
    expect(await unlike("origin.foreign", unsafe, (of) => sent(of, { headers: { origin: "https://elsewhere.example" } }))).toEqual([])
    expect(await unlike("key.absent", operations.filter(asksKey), (of) => sent(of, { headers: { "idempotency-key": undefined } }))).toEqual(
      [],
    )
    const matched = operations.filter(asksMatch)
    expect(await unlike("version.absent", matched, (of) => sent(of, { headers: { "if-match": undefined } }))).toEqual([])
    expect(await unlike("version.stale", matched, (of) => sent(of, { headers: { "if-match": '"x"' } }))).toEqual([])
    expect(await changes()).toEqual([])
  })
})

/** The session is read before anything else; what comes after it does not come through. */
const afterSession = ({ operationId }: Operation) => (expected(operationId, everyone.at(-1)!)[0] === 401 ? 2 : 1)

test("F28 a store that is not reached is unavailable on every route that asks it, and nothing has changed", async () => {
  const reached: string[] = []
  for (const of of operations) {
    const from = afterSession(of)
    const { result } = await lostCalls(
      (k) => k >= from,
      () => call(of, home.ids, whoever(of), { refused: true }),
      () => true,
    )
    if (codeOf(result) !== "unavailable") reached.push(`${of.operationId} ${codeOf(result)}`)
    else expect(result.headers.get("retry-after")).toBe("2")
  }
  expect(reached.filter((one) => !one.endsWith(" done"))).toEqual(["demonstration.read missing"]) // which asks no store
  expect(await changes()).toEqual([])
})

const acts = operations.filter(({ method, operationId }) => method !== "GET" && cases[operationId].reach !== "anybody")
/** A link's secret is shown once and kept nowhere, so that each answer has another, good one. */
const same = (answer: Answer) => bytes(answer).replaceAll(/"(token|until)":"[^"]*"/g, "")
/** Sends a case twice alike, under one key and one version. */
function twice(of: Operation, caller: Caller, match: string | undefined) {
  const { method, path, body } = request(of, home.ids, caller)
  const headers = { "if-match": match, "idempotency-key": `"${crypto.randomUUID()}"` }
  return () => caller.send(method, path, body, headers)
}

test(
  "F30 a conflict with another's transaction is tried again, an answer that was lost is given again, and both have one effect",
  { timeout: 120_000 },
  async () => {
    const wrong: string[] = []
    for (const of of acts.filter((one) => may(one) && asksKey(one))) {
      const caller = may(of)!
      const match = asksMatch(of) ? ((await caller.send("GET", request(of, home.ids, caller).path)).etag ?? '"v1"') : undefined
      const first = await conflicts(only(1), twice(of, caller, match))
      if (first.result.status !== 200) wrong.push(`${of.operationId} after a conflict: ${first.result.text}`)
      await restore()
      const send = twice(of, caller, match)
      const { result } = await lostAnswers(send)
      const [again, third] = [await send(), await send()]
      if (codeOf(result) !== "unavailable" || again.status !== 200 || same(again) !== same(third))
        wrong.push(`${of.operationId} after a lost answer: ${bytes(result)}, ${bytes(again)}, ${bytes(third)}`)
      await restore()
    }
    expect(wrong).toEqual([])
  },
)

/** Drafts, and what no phase binds. */
const unbound = /^(self|cross|verified|agency)\.save$/

test("F27 an act that was begun before the closing is decided by the write: after it nothing is done", { timeout: 60_000 }, async () => {
  const wrong: string[] = []
  for (const of of acts.filter((one) => /, in /.test(one.description) && may(one) && !unbound.test(one.operationId))) {
    const caller = may(of)!
    const phase = phaseOf(of.operationId)
    const year = home.ids.years[cases[of.operationId].papers && phase === "pledging" ? "papers" : phase]
    const match = asksMatch(of) ? ((await caller.send("GET", request(of, home.ids, caller).path)).etag ?? '"v1"') : undefined
    const to = (now: string) =>
      raw.send(
        new UpdateCommand({
          TableName,
          Key: { pk: `T#${tenant}#Y#${year}`, sk: "R" },
          UpdateExpression: "SET phase = :phase",
          ExpressionAttributeValues: { ":phase": now },
        }),
      )
    const { result, calls } = await meanwhile(() => to("decided"), twice(of, caller, match))
    if (result.status === 200 || result.status >= 500 || !calls) wrong.push(`${of.operationId}: ${result.status} ${result.text}`)
    await to(phase)
    const changed = (await changes()).filter(({ pk, sk }) => !pk.startsWith("G#") && sk !== "R")
    if (changed.length) wrong.push(`${of.operationId} changed ${JSON.stringify(changed)}`)
    await restore()
    await to(phase)
  }
  expect(wrong).toEqual([])
})
