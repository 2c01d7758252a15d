import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { caller } from "./callers.ts"
import type { Caller } from "./cases.ts"
import { fingerprint, tenantOf, watch } from "./stored.ts"
import { type Ids, target } from "./target.ts"
import { plants } from "./plants.ts"
import { stepOf, twoWorlds } from "./two-worlds.ts"
import { call, operation } from "./walk.ts"
import { sender } from "./world.ts"

const canary = "canary"
const long = process.env["LONG"] === "1"
const numRuns = long ? 2_000 : 100
let worlds: Awaited<ReturnType<typeof twoWorlds>>
let theirs: Ids
let tenant: string
let cursor: string
let before: string

beforeAll(async () => {
  const own = await target("so")
  const other = await target(canary, ["pledging", "selfScoring", "verifying", "closed"])
  tenant = await tenantOf(other.world.code)
  theirs = { ...other.ids, token: `${other.ids.person}.khong-phai-bi-mat` }
  cursor = await cursorOf(other)
  await takeNames(other)
  const callers: Caller[] = [
    await caller(own, "head", "leader"),
    await caller(own, "own", "leader"),
    await caller(own, "peer", "officer"),
    await caller(own, "outside", "viewer"),
    await caller(own, "outside", "leader"),
    await caller(own, "own", "council"),
    await caller(own, "own", "board"),
    { name: "the board", role: "board", place: "outside", send: own.world.board },
    { name: "nobody", role: "nobody", place: "nowhere", send: sender() },
  ]
  watch()
  before = await fingerprint(tenant)
  worlds = await twoWorlds(own, { ...other, ids: theirs, tenant, cursor }, callers)
}, 180_000)
afterAll(() => worlds?.refill())

/** The other province has every code and name that the scripts give: what is taken there is free here. */
async function takeNames({ ids, world, outside }: Awaited<ReturnType<typeof target>>) {
  const board: Caller = { name: "its board", role: "board", place: "outside", send: world.board }
  for (const action of ["department.create", "bloc.create", "person.add", "leader.appoint"] as const)
    await call(operation(action), { ...ids, department: action === "person.add" ? outside : ids.department }, board)
}

/** A cursor that the other province's own log has given. */
async function cursorOf({ ids, leaders }: Awaited<ReturnType<typeof target>>) {
  const at = `/years/${ids.years.pledging}`
  for (let version = 1; version <= 52; version++)
    await leaders[0]("PUT", `${at}/pledge`, { text: `Giao ước ${canary} ${version}` }, { "if-match": `"v${version}"` })
  return ((await leaders[0]("GET", `${at}/log`)).json as { next: string }).next
}

test("a province is answered the same whether or not another has anything", { timeout: long ? 3_600_000 : 120_000 }, async () => {
  expect(cursor).toMatch(/\./)
  const scripts = fc.array(fc.array(stepOf(), { minLength: 1, maxLength: 12 }), { minLength: 10, maxLength: 10 })
  const seed = long ? Date.now() : 20_261_123
  await fc.assert(
    fc.asyncProperty(scripts, (of) => worlds.same(of)),
    { seed, numRuns: numRuns / 10, endOnFailure: true },
  )
})

test("and the other has every byte that it had", async () => {
  await worlds.refill()
  expect(await fingerprint(tenant)).toBe(before)
})

describe("the harness sees a leak that is planted", () => {
  test.each(Object.keys(plants))("%s", { timeout: 60_000 }, async (name) => {
    const { plant, focus } = plants[name as keyof typeof plants](theirs, tenant)
    const script = fc.array(stepOf(...focus), { minLength: 8, maxLength: 12 })
    const found = await fc.check(
      fc.asyncProperty(script, (steps) => worlds.same([steps], plant)),
      { seed: 7, numRuns: 200, endOnFailure: true },
    )
    expect(found.failed).toBe(true)
  })
})
