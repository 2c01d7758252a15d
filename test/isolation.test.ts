import { afterEach, beforeAll, describe, expect, test } from "vitest"
import { Meter } from "../packages/core/src/meter.ts"
import { callers } from "./callers.ts"
import { type Caller, cases, expected } from "./cases.ts"
import { changes, fingerprint, restore, tenantOf, watch } from "./stored.ts"
import { type Ids, nothing, type Target, target } from "./target.ts"
import { breach, bytes, call, operations, request } from "./walk.ts"
import type { Answer } from "./world.ts"

let home: Target
let abroad: Target
let everyone: Caller[]
let tenant: string
const canary = "canary"

beforeAll(async () => {
  home = await target(canary)
  abroad = await target("so", ["drafting", "running"])
  everyone = await callers(home, abroad)
  tenant = await tenantOf(home.world.code)
  watch()
}, 60_000)
afterEach(restore)

test("every operation of the document has a case, and every case an operation", () => {
  expect(Object.keys(cases).sort()).toEqual(operations.map(({ operationId }) => operationId).sort())
})

describe("F34 what the rights matrix refuses is refused, and changes nothing", () => {
  let before: string
  beforeAll(async () => {
    before = await fingerprint(tenant)
  })

  test.each(operations)("$operationId", async (of) => {
    const refused = everyone.filter((caller) => expected(of.operationId, caller)[0] !== 200)
    const wrong = await Promise.all(
      refused.map(async (caller) => {
        const answer = await call(of, home.ids, caller, { refused: true })
        const given = [answer.status, (answer.json as { code?: string } | null)?.code].join(" ")
        const wanted = expected(of.operationId, caller).join(" ")
        return [
          breach(of, answer),
          given !== wanted && `${caller.name}: ${wanted}, not ${given}`,
          answer.text.includes(canary) && `${caller.name} reads ${answer.text}`,
        ]
      }),
    )
    expect(wrong.flat().filter(Boolean)).toEqual([])
    expect(await changes()).toEqual([])
  })

  test("not one byte of the province is other than before", async () => {
    expect(await fingerprint(tenant)).toBe(before)
  })
})

/** A password's hash costs a tenth of a second on purpose, and these ask nothing about the place: one caller of each role will do. */
const costly = ["session.open", "session.redeem", "password.change"]

test.each(operations)("F34 what the rights matrix allows is done: $operationId", async (of) => {
  const wrong: string[] = []
  const { reach } = cases[of.operationId]
  const some = everyone.filter(({ place }) => !costly.includes(of.operationId) || /own|nowhere/.test(place))
  for (const caller of some.filter((one) => expected(of.operationId, one)[0] === 200)) {
    const { ids } = caller.place === "foreign" && reach === "own" ? abroad : home
    const answer = await call(of, ids, caller)
    await restore()
    const told = breach(of, answer)
    if (told) wrong.push(`${caller.name}: ${told}`)
    if (answer.status !== 200) wrong.push(`${caller.name}: not done, ${answer.status} ${answer.text}`)
    if (caller.place === "foreign" && reach !== "anybody" && answer.text.includes(canary)) wrong.push(`${caller.name} reads ${answer.text}`)
  }
  expect(wrong).toEqual([])
})

/** Which ids a request of this operation can name, in its path or its body. */
const named: Record<string, readonly (keyof Ids)[]> = {
  "{year}": ["years"],
  "{seat}": ["years", "seat"],
  "{department}": ["department"],
  "{person}": ["department", "person"],
  "{bloc}": ["bloc"],
  "{movement}": ["movements"],
  "{comment}": ["years", "comment"],
}
const pointing = operations.filter(({ path, operationId }) => /\{/.test(path) || ["membership", "bloc"].includes(cases[operationId].reach))

describe("F20 what is another's cannot be told from what never was: the same bytes, the same calls to the store", () => {
  test.each(pointing)("$operationId", async (of) => {
    const wrong: string[] = []
    const who = everyone.filter((one) => expected(of.operationId, one)[1] === "missing")
    const counted = (ids: Ids, caller: Caller) => Meter.count(() => call(of, ids, caller, { refused: true }))
    for (const caller of who) {
      const real = await counted(home.ids, caller)
      const unknown = await counted({ ...home.ids, ...nothing(), seat: home.ids.seat }, caller)
      if (bytes(real.result) !== bytes(unknown.result)) wrong.push(`${caller.name}: ${bytes(real.result)}, not ${bytes(unknown.result)}`)
      if (real.cost.calls !== unknown.cost.calls) wrong.push(`${caller.name}: ${real.cost.calls} calls, not ${unknown.cost.calls}`)
      expect(real.result.etag).toBe(unknown.result.etag)
    }
    expect(wrong).toEqual([])
  })

  test.each(pointing.filter(({ path }) => /\{/.test(path)))("each id of $operationId alone", async (of) => {
    const wrong: string[] = []
    const parts = [...new Set([...of.path.matchAll(/\{\w+\}/g)].flatMap(([part]) => named[part] ?? []))]
    for (const part of parts.filter((one) => one !== "seat"))
      for (const caller of everyone.filter((one) => one.place === "own" && expected(of.operationId, one)[0] === 200)) {
        const theirs = { ...home.ids, [part]: abroad.ids[part] }
        const none = { ...home.ids, [part]: nothing()[part] }
        const [other, unknown] = await Promise.all(
          [theirs, none].map((ids) => call(of, ids, caller, { refused: true })) as [Promise<Answer>, Promise<Answer>],
        )
        if (other.status !== 404) wrong.push(`${caller.name}: ${part} of another province answers ${other.status} ${other.text}`)
        if (bytes(other) !== bytes(unknown)) wrong.push(`${caller.name}: ${part}: ${bytes(other)}, not ${bytes(unknown)}`)
      }
    expect(await changes()).toEqual([])
    expect(wrong).toEqual([])
  })
})

test("members of another province cannot be put into a bloc-year", async () => {
  const board = everyone.find(({ role, place }) => role === "board" && place === "own")!
  const of = operations.find(({ operationId }) => operationId === "year.open")!
  for (const members of [abroad.ids.members, [home.ids.members[0]!, abroad.ids.members[1]!, home.ids.members[2]!], nothing().members]) {
    const { method, path, body } = request(of, { ...home.ids, members }, board)
    expect((await board.send(method, path, body)).json).toMatchObject({ status: 404, code: "missing" })
  }
  expect(await changes()).toEqual([])
})
