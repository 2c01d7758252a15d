import fc from "fast-check"
import { beforeAll, describe, expect, test } from "vitest"
import type { Caller } from "./cases.ts"
import { peopleOf, province, type Secret, secretsOf } from "./secrets.ts"
import { fingerprint, itemsOf, tenantOf, watch } from "./stored.ts"
import { type Ids, target } from "./target.ts"
import { plants } from "./plants.ts"
import { stepOf, twoWorlds } from "./two-worlds.ts"
import { call, operation } from "./walk.ts"

const canary = "canary"
const long = process.env["LONG"] === "1"
/** Fifty scripts at a time are about one secret; every second time it is another province. */
const times = long ? 400 : 20
let worlds: Awaited<ReturnType<typeof twoWorlds>>
let theirs: Ids
let tenant: string
let cursor: string
let before: string
let abroad: Secret
let inside: Secret[]

beforeAll(async () => {
  const own = await target("so")
  const other = await target(canary, ["pledging", "selfScoring", "verifying", "closed"])
  tenant = await tenantOf(other.world.code)
  theirs = { ...other.ids, token: `${other.ids.person}.khong-phai-bi-mat` }
  cursor = await cursorOf(other)
  await takeNames(other)
  const people = await peopleOf(own, other)
  inside = await secretsOf(own, people)
  watch()
  before = await fingerprint(tenant)
  abroad = province(await itemsOf(tenant), people)
  worlds = await twoWorlds(own, { ...other, ids: theirs, tenant, cursor })
}, 180_000)

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

const scripts = (most: number) => fc.array(fc.array(stepOf(), { minLength: 1, maxLength: most }), { minLength: 50, maxLength: 50 })
const about = fc.option(fc.nat(999), { nil: undefined, freq: 1 })

test(
  "F21 whoever may not know a secret is answered the same whether it is so or otherwise",
  { timeout: long ? 7_200_000 : 300_000 },
  async () => {
    expect(cursor).toMatch(/\./)
    const seed = Number(process.env["SEED"] ?? (long ? Date.now() : 20_261_124))
    const given = fc.record({ secret: about, scripts: scripts(long ? 4 : 3) })
    await fc.assert(
      fc.asyncProperty(given, ({ secret, scripts }) =>
        worlds.same(secret === undefined ? abroad : inside[secret % inside.length]!, scripts),
      ),
      { seed, numRuns: times, endOnFailure: true },
    )
  },
)

test("and the other province has every byte that it had", async () => {
  expect(await fingerprint(tenant)).toBe(before)
})

describe("the harness sees a leak that is planted", () => {
  test.each(Object.keys(plants))("%s", { timeout: 60_000 }, async (name) => {
    const { plant, focus } = plants[name as keyof typeof plants](theirs, tenant)
    const script = fc.array(stepOf(...focus), { minLength: 8, maxLength: 12 })
    const found = await fc.check(
      fc.asyncProperty(script, (steps) => worlds.same(abroad, [steps], plant)),
      { seed: 7, numRuns: 200, endOnFailure: true },
    )
    expect(found.failed).toBe(true)
  })
})
