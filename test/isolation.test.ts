import { afterEach, beforeAll, describe, expect, test } from "vitest"
import { border, commented, listing, nextComment, pointing } from "./border.ts"
import { callers } from "./callers.ts"
import { type Caller, cases } from "./cases.ts"
import { changes, fingerprint, restore, tenantOf, watch } from "./stored.ts"
import { nothing, type Target, target } from "./target.ts"
import { operations, request } from "./walk.ts"

let home: Target
let abroad: Target
let everyone: Caller[]
let tenant: string
let walk: ReturnType<typeof border>

beforeAll(async () => {
  home = await target("canary")
  abroad = await target("so", ["drafting", "running"])
  everyone = await callers(home, abroad)
  tenant = await tenantOf(home.world.code)
  walk = border(home, abroad, everyone)
  watch()
}, 180_000)
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
    expect(await walk.refused(of)).toEqual([])
    expect(await changes()).toEqual([])
  })

  test("not one byte of the province is other than before", async () => {
    expect(await fingerprint(tenant)).toBe(before)
  })
})

test.each(operations)("F34 what the rights matrix allows is done: $operationId", async (of) => {
  expect(await walk.done(of)).toEqual([])
})

describe("F20 what is another's cannot be told from what never was: the same bytes, the same calls to the store", () => {
  test.each(pointing)("$operationId", async (of) => {
    expect(await walk.unknown(of)).toEqual([])
  })

  test.each(pointing.filter(({ path }) => /\{/.test(path)))("each id of $operationId alone", async (of) => {
    expect(await walk.alone(of)).toEqual([])
    expect(await changes()).toEqual([])
  })
})

test("F20 nobody comes into a province by saying that it is the own one", async () => {
  const wrong = []
  for (const of of operations.filter(({ method }) => method === "GET")) wrong.push(...(await walk.claimed(of, tenant)))
  expect(wrong).toEqual([])
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

test("a list takes no cursor that another list gave", async () => {
  await commented(home)
  const cursor = await nextComment(home)
  const wrong = []
  for (const of of listing.filter(({ operationId }) => operationId !== "comment.list")) wrong.push(...(await walk.cursor(of, cursor)))
  expect(wrong).toEqual([])
})
