import { Actor } from "@khoi/core/actor"
import { Selves } from "@khoi/core/self"
import * as lib from "@aws-sdk/lib-dynamodb"
import { afterEach, beforeAll, expect, test, vi } from "vitest"
import { border, commented, listing, nextComment, pointing } from "./border.ts"
import { callers } from "./callers.ts"
import { cases } from "./cases.ts"
import { peopleOf, type Secret, secretsOf } from "./secrets.ts"
import { leaks } from "./setup/planted.ts"
import { raw, restore, TableName, tenantOf, watch } from "./stored.ts"
import { type Target, target } from "./target.ts"
import { twoWorlds } from "./two-worlds.ts"
import { type Operation, operations } from "./walk.ts"

type Leak = keyof typeof leaks
/** What the planted source asks for: which leak is open, and what it may look at that the product never does. */
const opened = globalThis as unknown as { leaking: Leak | undefined; planted: Set<string>; everywhere: unknown; drafts: unknown }
let walk: ReturnType<typeof border>
let worlds: Awaited<ReturnType<typeof twoWorlds>>
let secrets: Secret[]
let home: Target
let tenant: string

beforeAll(async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined) // where a leak breaks something besides
  opened.planted = new Set()
  home = await target("canary", ["drafting", "running", "selfScoring", "crossScoring", "verifying", "appealing"])
  const abroad = await target("so", ["drafting", "running"])
  const everyone = await callers(home, abroad)
  await commented(home)
  walk = border(home, abroad, everyone)
  tenant = await tenantOf(home.world.code)
  secrets = await secretsOf(home, await peopleOf(home, abroad))
  watch()
  worlds = await twoWorlds(home, { ...abroad, tenant: await tenantOf(abroad.world.code), cursor: "" })
  Object.assign(opened, { everywhere, drafts })
}, 120_000)
afterEach(async () => {
  opened.leaking = undefined
  await restore()
})

/** The same list of both provinces. */
async function everywhere({ pk, sk }: { pk: string; sk: string }) {
  const list = async (of: string) => {
    const condition = sk ? "pk = :pk AND begins_with(sk, :sk)" : "pk = :pk"
    const values = { ":pk": of, ...(sk && { ":sk": sk }) }
    const command = new lib.QueryCommand({ TableName, KeyConditionExpression: condition, ExpressionAttributeValues: values })
    return (await raw.send(command)).Items ?? []
  }
  const both = new Set([pk, pk.replace(/^T#[^#]+/, `T#${tenant}`)])
  return (await Promise.all([...both].map(list))).flat()
}

/** How many of these departments are writing their self sheets. */
async function drafts(actor: typeof Actor, year: string, units: readonly string[]) {
  const own = actor.person()
  const { leaking } = opened
  opened.leaking = undefined
  const found = await Promise.all(
    units
      .filter((unit) => unit !== own.department)
      .map((department) => actor.run({ ...own, department }, () => Selves.read(year).catch(() => ({ v: 0 })))),
  )
  opened.leaking = leaking
  return found.filter(({ v }) => v > 0).length
}

type Seen = { closed: string[]; open: string[] }
/** Looks at each with the leak closed and with it open, until it is noticed. */
const all =
  (of: readonly Operation[], look: (one: Operation) => Promise<string[]>) =>
  async (leak: Leak): Promise<Seen> => {
    const seen: Seen = { closed: [], open: [] }
    for (const one of of) {
      for (const state of ["closed", "open"] as const) {
        opened.leaking = state === "open" ? leak : undefined
        seen[state].push(...(await look(one)))
      }
      if (seen.open.some(whole)) break
    }
    return seen
  }
/** What is wrong without that anything breaks. */
const whole = (wrong: string) => !/\b5\d\d\b/.test(wrong)
const reads = operations.filter(({ method }) => method === "GET")
const inYear = reads.filter(({ operationId }) => ["year", "agency"].includes(cases[operationId].reach) || operationId === "today.read")
const athome = listing.filter(({ operationId }) => cases[operationId].reach === "own")
const unlike = listing.filter(({ operationId }) => operationId !== "comment.list")
/** What one stranger of each place, and the board, are told. */
const told = (name: string) =>
  all(inYear, (of) => {
    const secret = secrets.find((one) => one.name === name)!
    const kinds = new Map(secret.strangers.map((one) => [`${one.place} ${one.role === "board"}`, one]))
    return worlds.told({ ...secret, strangers: [...kinds.values()] }, of)
  })

/** The part of the walk that is there to notice each leak. */
const parts: Record<Leak, (leak: Leak) => Promise<Seen>> = {
  "a query without tenant": all(athome, (of) => walk.done(of)),
  "the tenant taken from the input": all(reads, (of) => walk.claimed(of, tenant)),
  "403 where another's is 404": all(
    pointing.filter(({ method }) => method === "GET"),
    (of) => walk.unknown(of),
  ),
  "a draft in a list": told("a verification being written"),
  "a count of what others are writing": told("a self sheet being written"),
  "an ETag that moves with others' drafts": told("a self sheet being written"),
  "a hidden entry of the log": told("an appeal of another, and its entries in the log"),
  "another list's cursor": all(unlike, async (of) => walk.cursor(of, await nextComment(home))),
  "a peer's cross-score": told("a peer's cross-score for another"),
  "a leaf that is another's to verify": told("a leaf that is not the agency's"),
}

test.each(Object.keys(parts) as Leak[])("the walk notices %s, and not by something that breaks", { timeout: 60_000 }, async (leak) => {
  const { closed, open } = await parts[leak](leak)
  expect(closed, "closed").toEqual([])
  expect(opened.planted).toContain(leak)
  expect(open.filter(whole)).not.toEqual([])
})
