import fc from "fast-check"
import { beforeAll, expect, test } from "vitest"
import { callers } from "./callers.ts"
import { type Caller, expected } from "./cases.ts"
import { type Generated, generated } from "./hostile.ts"
import { itemsOf, restore, tenantOf, watch } from "./stored.ts"
import { phases, type Target, target } from "./target.ts"
import { asksMatch, idsIn, request } from "./walk.ts"

const long = process.env["LONG"] === "1"
const calls = long ? 10_000 : 1_000
let home: Target
let everyone: Caller[]
let known: string[]

beforeAll(async () => {
  home = await target("so")
  everyone = await callers(home, await target("xa", ["running"]))
  const ids = [...idsIn(await itemsOf(await tenantOf(home.world.code)))]
  const hashes = [home.ids.table, home.ids.pledge, home.ids.asked, home.ids.draft]
  known = [...ids.slice(0, 40), ...home.ids.members, ...Object.values(home.ids.years), ...hashes, home.ids.province, home.ids.signIn]
  known.push(
    "00",
    "01",
    "02",
    "07",
    "0",
    "1",
    "I",
    "II",
    "B0",
    "2026-01-15",
    "2026-12-31",
    "2020",
    "so-a",
    "section:I",
    "ballot",
    "v1",
    "l0",
    "b1",
  )
  watch()
}, 120_000)

/** Puts one generated call; gives what was put and what came. */
async function put({ caller, phase, of, path: other, query, headers, match, body }: Generated) {
  // Three of four are people whom the matrix allows it: the others hear no more than that they may not.
  const may = caller % 4 ? everyone.filter((one) => expected(of.operationId, one)[0] !== 403) : everyone
  const who = may[(caller >> 2) % may.length]!
  const { method, path } = request(of, home.ids, who, phases[phase % phases.length])
  const steps = path.split("/")
  const named = of.path.split("/").flatMap((step, i) => (step.startsWith("{") ? [i] : []))
  const at = named[(other?.[0] ?? 0) % named.length]
  if (other && at !== undefined) steps[at] = other[1]
  const address = steps.join("/")
  const found = match && asksMatch(of) ? ((await who.send("GET", address)).etag ?? '"v0"') : '"v1"'
  const given = { ...(asksMatch(of) && { "if-match": found }), ...headers }
  const answer = await who.send(method, address + query, method === "GET" ? undefined : body, given)
  return { sent: `${method} ${address + query} by ${who.name} ${JSON.stringify(given)} ${JSON.stringify(body)}`, answer }
}

test("no call makes anything fail, whatever is sent, by whomever, in whatever phase", { timeout: long ? 3_600_000 : 120_000 }, async () => {
  const seed = Number(process.env["SEED"] ?? (long ? Date.now() : 20_261_124))
  const broken: string[] = []
  const came = new Map<number, number>()
  for (const [i, one] of fc.sample(generated(home.ids, known), { seed, numRuns: calls }).entries()) {
    const { sent, answer } = await put(one)
    came.set(answer.status, (came.get(answer.status) ?? 0) + 1)
    if (answer.status >= 500) broken.push(`${sent}: ${answer.text}`)
    if (i % 25 === 24) await restore()
  }
  await restore()
  if (long) console.info(`Seed ${seed}: ${JSON.stringify(Object.fromEntries([...came].sort(([a], [b]) => a - b)))}`)
  expect(broken).toEqual([])
  expect([...came.keys()].sort()).toEqual(expect.arrayContaining([200, 403, 404, 409, 422]))
})
