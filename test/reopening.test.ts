import { expect, test } from "vitest"
import { live, plainly, type Three, threeLeaders, votes } from "./small-year.ts"
import { type Answer, move, type Send } from "./world.ts"

const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const phase = async ({ world, at }: Three) => (await world.board("GET", `${at}/phase`)).json as { waits: number; whyNot: string | null }
const reopen = async ({ world, at }: Three, to: string) => {
  const { etag } = await world.board("GET", `${at}/phase`)
  return codeOf(await world.board("POST", `${at}/phase`, { to, reason: "phát hiện sai sót" }, { "if-match": etag }))
}
const on = ({ world, year }: Three, from: string, to: string, reason?: string, send: Send = world.board) =>
  move(send, year, from, to, reason)

test("an appeal over which the bloc moved on waits again once appeals are heard again, and nobody moves on over it without a reason", async () => {
  const three = await threeLeaders({ without: ["crossScoring"] })
  const { a, c, at } = three
  await live(three, "appealing")
  const open = (item: string) => c("POST", `${at}/own-appeals/${item}`, { wanted: { points: 4000 }, text: "đề nghị xem lại" })
  const answer = (item: string) => a("POST", `${at}/appeals/02/${item}/answer`, { value: null, reason: "không có căn cứ" })
  expect(codeOf(await open("l0"))).toBe("done")
  await on(three, "appealing", "ranked", "hết hạn trả lời")
  expect(await reopen(three, "appealing")).toBe("done")
  expect(await phase(three)).toMatchObject({ waits: 1, whyNot: "phase.lacks" })
  expect(codeOf(await answer("l0"))).toBe("done")
  expect(await phase(three)).toMatchObject({ waits: 0, whyNot: null })
  expect(codeOf(await open("l1"))).toBe("done")
  await expect(on(three, "appealing", "ranked", undefined, a)).rejects.toThrow("phase.lacks")
  expect(codeOf(await answer("l1"))).toBe("done")
  await on(three, "appealing", "ranked", undefined, a)
})

test("what an earlier result proposed is on its way until it is refused; only whom the newest puts forward is granted it", async () => {
  const three = await threeLeaders()
  const { a, b, at, world } = three
  await live(three, "closed")
  expect((await world.board("POST", `${at}/awards`)).json).toEqual({ proposed: 2 })
  expect(await reopen(three, "ranked")).toBe("done")
  const kept = await world.board("GET", `${at}/decisions`)
  const { struck, corrected, disqualified, decided } = kept.json as Record<string, unknown[]>
  const held = [{ seat: "01", reason: "đang thanh tra", passedOn: true }]
  const lists = { struck, corrected, disqualified, decided, held }
  expect(codeOf(await world.board("PUT", `${at}/decisions`, lists, { "if-match": kept.etag }))).toBe("done")
  await on(three, "ranked", "voting")
  const { etag } = await a("GET", `${at}/votes`)
  const again = await plainly(a, "PUT", `${at}/votes`, votes, etag)
  await plainly(b, "POST", `${at}/votes`, undefined, again.etag)
  await on(three, "voting", "closed")
  expect(await phase(three)).toMatchObject({ waits: 2, whyNot: "phase.lacks" })
  const step = async (path: string, state: string) => {
    const { etag } = await world.board("GET", `${at}/awards/${path}`)
    return codeOf(await world.board("PUT", `${at}/awards/${path}`, { state, number: null, date: null }, { "if-match": etag }))
  }
  expect([await step("01/flag", "appraised"), await step("01/flag", "granted")]).toEqual(["done", "award.dropped"])
  expect([await step("01/flag", "refused"), (await phase(three)).waits]).toEqual(["done", 1])
})
