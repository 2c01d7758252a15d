import { expect, test } from "vitest"
import { live, threeLeaders } from "./small-year.ts"
import { type Answer, criteria, province, type Send } from "./world.ts"

const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const told = ({ json }: Answer) => (json as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`)
type Made = { id: string; place: string }
type Listed = {
  items: ({ leaf: string | null; text: string; seat: string; answer: { text: string | null } | null } & Made)[]
  next: string | null
}

/** A bloc of three whose table is being drafted. */
async function commented() {
  const three = await threeLeaders()
  const { a, at } = three
  await a("PUT", `${at}/table`, criteria(), { "if-match": '"v0"' })
  const say = (send: Send, leaf: string | null, text = "Nên giảm điểm.", headers = {}) =>
    send("POST", `${at}/table/comments`, { leaf, text }, headers)
  const list = async (send: Send) => ((await send("GET", `${at}/table/comments`)).json as Listed).items
  const answer = (send: Send, { place, id }: Made, text: string | null, headers = {}) =>
    send("POST", `${at}/table/comments/${place}/${id}`, { text }, headers)
  return { ...three, say, list, answer }
}

test("a member comments on a criterion or on the whole; every member reads it, and the head answers once", async () => {
  const { a, b, c, at, world, say, list, answer } = await commented()
  const made = (await say(b, "II")).json as Made
  await say(c, null, "Bảng còn dài.")
  const all = await list(await world.as("viewer", "so-c"))
  expect(all.map(({ leaf, seat, text }) => [leaf, seat, text])).toEqual(
    expect.arrayContaining([
      ["II", "01", "Nên giảm điểm."],
      [null, "02", "Bảng còn dài."],
    ]),
  )
  expect(codeOf(await answer(b, made, "Không"))).toBe("right.denied")
  expect(codeOf(await answer(a, made, "Khối tiếp thu."))).toBe("done")
  expect(codeOf(await answer(a, made, "Lần nữa"))).toBe("comment.answered")
  const whole = all.find(({ leaf }) => leaf === null)!
  expect(codeOf(await answer(a, whole, null))).toBe("done")
  expect((await list(world.board)).map(({ answer }) => answer?.text)).toEqual(expect.arrayContaining(["Khối tiếp thu.", null]))
  const board = (await c("GET", at)).json as { entries: { act: string }[] }
  expect(board.entries.map(({ act }) => act)).toEqual(expect.arrayContaining(["comment.add", "comment.answer"]))
})

test("comments are refused by role, by what they are about, and once scoring begins", async () => {
  const three = await commented()
  const { a, b, at, world, say, answer } = three
  expect(codeOf(await say(await world.as("viewer", "so-b"), null))).toBe("right.denied")
  expect(codeOf(await say(await world.as("officer", "so-b"), null))).toBe("done")
  expect(codeOf(await say(await world.as("leader", "so-x"), null))).toBe("missing")
  expect(codeOf(await say(world.board, null))).toBe("missing")
  expect(told(await say(b, "III"))).toEqual(["/leaf file.reference"])
  expect(told(await say(b, null, "x".repeat(4_001)))).toEqual(["/text input.text"])
  expect(told(await say(b, null, " "))).toEqual(["/text input.text"])
  const empty = await threeLeaders()
  expect(codeOf(await empty.b("POST", `${empty.at}/table/comments`, { leaf: null, text: "Chưa có gì" }))).toBe("table.absent")
  const made = (await say(b, "I")).json as Made
  expect(told(await b("POST", `${at}/table/comments/nowhere/${made.id}`, { text: null }))).toEqual(["/place input.invalid"])
  expect(codeOf(await answer(a, { ...made, place: "-" }, null))).toBe("missing")
})

test("a comment after scoring has begun is refused", async () => {
  const three = await threeLeaders()
  await live(three, "selfScoring")
  expect(codeOf(await three.b("POST", `${three.at}/table/comments`, { leaf: null, text: "Muộn" }))).toBe("table.closed")
})

test("F22 a comment and its answer sent again under their keys are there once", async () => {
  const { a, b, say, list, answer } = await commented()
  const [one, two] = [1, 2].map(() => ({ "idempotency-key": `"${crypto.randomUUID()}"` }))
  const [first, again] = [await say(b, "I", "Một", one), await say(b, "I", "Một", one)]
  expect([first.status, again.text]).toEqual([200, first.text])
  expect(codeOf(await say(b, "I", "Khác", one))).toBe("key.reused")
  const made = first.json as Made
  const [told, same] = [await answer(a, made, "Đã sửa.", two), await answer(a, made, "Đã sửa.", two)]
  expect([told.status, same.text]).toEqual([200, told.text])
  expect(codeOf(await answer(a, made, "Khác", two))).toBe("key.reused")
  expect(await list(b)).toHaveLength(1)
})

test("a criterion's code may hold any sign; comments come by page, and another province sees none", async () => {
  const { a, b, at, say } = await commented()
  const { table, rules } = criteria()
  table.sections[0]!.code = "I/1 #(a)"
  await a("PUT", `${at}/table`, { table, rules }, { "if-match": '"v1"' })
  for (let i = 0; i < 51; i++) expect(codeOf(await say(b, "I/1 #(a)", `Góp ý ${i}`))).toBe("done")
  const first = (await b("GET", `${at}/table/comments`)).json as Listed
  const second = (await b("GET", `${at}/table/comments?after=${encodeURIComponent(first.next ?? "")}`)).json as Listed
  expect([first.items.length, second.items.length, second.next]).toEqual([50, 1, null])
  expect([...first.items, ...second.items].map(({ text }) => text)).toEqual(Array.from({ length: 51 }, (_, i) => `Góp ý ${i}`))
  const stranger = await (await province()).as("leader", "so-b")
  expect(codeOf(await stranger("GET", `${at}/table/comments`))).toBe("missing")
})
