import { afterEach, beforeAll, expect, test } from "vitest"
import { codeOf, met, stage } from "./every-act.ts"
import { restore } from "./stored.ts"
import { operation, request } from "./walk.ts"
import type { Answer, Send } from "./world.ts"

let of: Awaited<ReturnType<typeof stage>>
beforeAll(async () => {
  of = await stage()
}, 120_000)
afterEach(restore)

/** The first goes to its write, the second is done, then the first is written. */
async function both(first: () => Promise<Answer>, second: () => Promise<Answer>) {
  let other: Answer | undefined
  const one = await met(first, async () => (other = await second()))
  return [codeOf(one), codeOf(other!)]
}

test("of two who agree at once the second makes the majority, and the table is locked once", async () => {
  const [, b, c] = of.home.leaders
  const caller = { name: "", role: "leader", place: "own", send: c } as const
  const { path, body } = request(operation("table.agree"), of.home.ids, caller)
  const agree = (send: Send) => () => send("POST", path, body)
  expect(await both(agree(b), agree(c))).toEqual(["done", "done"])
  const at = `/years/${of.home.ids.years.drafting}`
  expect((await c("GET", `${at}/table`)).json).toMatchObject({ locked: true, hash: of.home.ids.asked })
  const { items } = (await c("GET", `${at}/log`)).json as { items: { act: string }[] }
  expect(items.filter(({ act }) => act === "table.agree")).toHaveLength(2)
  expect(codeOf(await agree(of.home.leaders[0])())).toBe("table.notOpen")
})

test("the last sheet and the closing of its phase meet: either the sheet is in, or it is not, and the year has moved or says why not", async () => {
  const { ids, leaders, world } = of.home
  const [a, , c] = leaders
  const at = `/years/${ids.years.selfScoring}`
  const sheet = { table: ids.table, points: [4000, 5900] }
  expect(codeOf(await a("POST", `${at}/self`, sheet, { "if-match": '"v0"' }))).toBe("done")
  const draft = (await c("GET", `${at}/self`)).etag
  const handIn = () => c("POST", `${at}/self`, sheet, { "if-match": draft })
  const { etag } = await world.board("GET", `${at}/phase`)
  const move = () => world.board("PUT", `${at}/phase`, { from: "selfScoring", to: "crossScoring" }, { "if-match": etag })
  expect(await both(handIn, move)).toEqual(["done", "phase.lacks"])
  expect((await c("GET", at)).json).toMatchObject({ phase: "selfScoring", waits: 0 })
  await restore()
  expect(codeOf(await a("POST", `${at}/self`, sheet, { "if-match": '"v0"' }))).toBe("done")
  expect(await both(move, handIn)).toEqual(["version.stale", "done"])
  const forced = () =>
    world.board("PUT", `${at}/phase`, { from: "selfScoring", to: "crossScoring", reason: "hết hạn" }, { "if-match": now })
  const now = (await world.board("GET", `${at}/phase`)).etag
  expect(codeOf(await forced())).toBe("done")
})

test("a sheet that comes when its phase is closed over it is refused, and the year has moved", async () => {
  const { ids, leaders, world } = of.home
  const at = `/years/${ids.years.selfScoring}`
  const draft = (await leaders[2]("GET", `${at}/self`)).etag
  const handIn = () => leaders[2]("POST", `${at}/self`, { table: ids.table, points: [4000, 5900] }, { "if-match": draft })
  const { etag } = await world.board("GET", `${at}/phase`)
  const move = () => world.board("PUT", `${at}/phase`, { from: "selfScoring", to: "crossScoring", reason: "hết hạn" }, { "if-match": etag })
  expect(await both(handIn, move)).toEqual(["self.closed", "done"])
})

test("of two departments that take one sign-in name at once, one has it", async () => {
  const { ids, leaders } = of.home
  const add = (send: Send, department: string) => () =>
    send("POST", `/departments/${department}/people`, { name: "Người mới", signIn: "cùng một tên", roles: ["officer"] })
  expect(await both(add(leaders[1], ids.members[1]!), add(leaders[2], ids.members[2]!))).toEqual(["person.taken", "done"])
})

test("who names a version that has not come yet does not write what was read over the one that comes", async () => {
  const { ids, leaders, world } = of.home
  const [a, b] = leaders
  const at = `/years/${ids.years.voting}/votes`
  const flags = { members: 3, present: 3, written: 0, valid: 3, yes: { "02": 1 } }
  const record = () => a("PUT", at, { flags, team: "Ban kiểm phiếu khác" }, { "if-match": '"v1"' })
  const hold = () =>
    world.board("PUT", `/years/${ids.years.voting}/decisions`, { held: [{ seat: "02", reason: "đơn thư" }] }, { "if-match": '"v1"' })
  for (const other of [record, hold]) {
    const confirmed = await met(() => b("POST", at, undefined, { "if-match": '"v2"' }), other)
    expect(codeOf(confirmed)).toBe("version.stale")
    await restore()
  }
})

test("an appeal that is granted as wanted is not carried further by who did not know it yet", async () => {
  const { ids, leaders } = of.home
  const [a, , c] = leaders
  const at = `/years/${ids.years.appealing}`
  const further = () => c("POST", `${at}/own-appeals/l0/further`, { text: "đề nghị họp khối" })
  const grant = () => a("POST", `${at}/appeals/02/l0/answer`, { value: { points: 3900 }, reason: "đã xem lại minh chứng" })
  expect(await both(further, grant)).toEqual(["appeal.state", "done"])
})
