import { Id } from "@khoi/core/id"
import { needed } from "@khoi/core/adoption-rule"
import { expect, test } from "vitest"
import { counted, done, live, minutesOf, plainly, threeLeaders } from "./small-year.ts"
import { type Answer, criteria, move, province, type Send } from "./world.ts"

const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const told = ({ json }: Answer) => (json as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`)
const hashIn = ({ json }: Answer) => (json as { hash: string }).hash
const named = (name: string) => {
  const { table, rules } = criteria()
  table.sections[0]!.name = name
  return { table, rules }
}
type Listed = {
  items: { version: number; hash: string; proposedAt: string | null; adoptedAt: string | null; by: string | null }[]
  rule: string
  needs: number
  open: { version: number; agreed: { seat: string }[] } | null
}

/** A bloc of three whose head saves, proposes and adopts; each gives the code of its answer. */
async function drafting(given: Parameters<typeof threeLeaders>[0] = {}) {
  const three = await threeLeaders(given)
  const { at, a } = three
  const save = async (name: string, send: Send = a) => {
    const { etag } = await a("GET", `${at}/table`)
    return send("PUT", `${at}/table`, named(name), { "if-match": etag })
  }
  const propose = (hash: string, send: Send = a, headers = {}) => send("POST", `${at}/table/proposal`, { hash }, headers)
  const agree = (hash: string, send: Send, headers = {}) => send("POST", `${at}/table/agreement`, { hash }, headers)
  const listed = async () => (await three.c("GET", `${at}/table/versions`)).json as Listed
  return { ...three, save, propose, agree, listed }
}

test("more than half, two thirds, or all of the members", () => {
  expect([2, 3, 4, 12].map((members) => needed("majority", members))).toEqual([2, 2, 3, 7])
  expect([2, 3, 4, 12].map((members) => needed("twoThirds", members))).toEqual([2, 2, 3, 8])
  expect([2, 3, 4, 12].map((members) => needed("all", members))).toEqual([2, 3, 4, 12])
})

test("a proposed version is kept as it was; a later change is the next version", async () => {
  const { a, at, save, propose, listed } = await drafting()
  const first = hashIn(await save("Dự thảo"))
  const second = hashIn(await save("Dự thảo sửa"))
  expect((await listed()).items).toMatchObject([{ version: 1, hash: second, proposedAt: null }])
  expect(codeOf(await propose(first))).toBe("table.absent")
  expect(await propose(second)).toMatchObject({ status: 200, json: { version: 1, hash: second } })
  expect(codeOf(await propose(second))).toBe("table.proposed")
  const third = await save("Bản tiếp thu góp ý")
  expect(third.json).toMatchObject({ version: 2, locked: false })
  expect(codeOf(await propose(second))).toBe("table.absent")
  expect((await listed()).items.map(({ version, hash }) => [version, hash])).toEqual([
    [2, hashIn(third)],
    [1, second],
  ])
  const old = (await a("GET", `${at}/table/versions/1`)).json as { criteria: { table: { sections: { name: string }[] } } }
  expect([old.criteria.table.sections[0]!.name, hashIn(await a("GET", `${at}/table/versions/1`))]).toEqual(["Dự thảo sửa", second])
  expect(codeOf(await a("GET", `${at}/table/versions/3`))).toBe("missing")
  expect(told(await a("GET", `${at}/table/versions/0`))).toEqual(["/version input.invalid"])
})

test("members agree on screen, everybody sees who has, and the last that is needed locks the table", async () => {
  const { a, b, c, at, world, save, propose, agree, listed, ...three } = await drafting()
  const hash = hashIn(await save("Bảng chung"))
  expect(codeOf(await agree(hash, b))).toBe("table.notOpen")
  await propose(hash)
  expect(await listed()).toMatchObject({ rule: "majority", needs: 2, open: { version: 1, agreed: [] } })
  const tasks = async (send: Send) => ((await send("GET", at)).json as { tasks: { act: string }[] }).tasks.map(({ act }) => act)
  expect(await tasks(b)).toContain("table.agree")
  expect(codeOf(await agree("0".repeat(64), b))).toBe("table.notOpen")
  expect((await agree(hash, b)).json).toMatchObject({ seat: "01", locked: false })
  expect(await tasks(b)).not.toContain("table.agree")
  expect(codeOf(await agree(hash, b))).toBe("table.agreed")
  expect((await listed()).open?.agreed.map(({ seat }) => seat)).toEqual(["01"])
  expect(codeOf(await agree(hash, await world.as("officer", "so-c")))).toBe("right.denied")
  expect(codeOf(await agree(hash, await world.as("leader", "so-x")))).toBe("missing")
  expect((await c("GET", `${at}/table`)).json).toMatchObject({ locked: false })
  expect((await agree(hash, c)).json).toMatchObject({ seat: "02", locked: true })
  expect((await c("GET", `${at}/table`)).json).toMatchObject({ locked: true, hash, version: 1 })
  expect(await listed()).toMatchObject({ open: null, items: [{ by: "members", adoptedAt: expect.any(String) }] })
  expect(codeOf(await agree(hash, a))).toBe("table.notOpen")
  expect(await tasks(a)).not.toContain("table.agree")
  expect(counted(await done({ a, b, c, at, world, ...three }))).toMatchObject({ "table.propose": 1, "table.agree": 2, "table.adopt": 1 })
})

test("what suffices is the bloc's own rule, on screen and in the minutes", async () => {
  const world = await province()
  const ids: string[] = []
  for (const code of ["so-a", "so-b", "so-c"]) ids.push(await world.departmentOf(code))
  const { id: bloc } = (await world.board("POST", "/blocs", { code: "khoi", name: "Khối" })).json as { id: string }
  const opened = { year: 2026, members: ids.map((department) => ({ department })), head: ids[0], deputy: ids[1], adoption: "all" }
  expect(told(await world.board("POST", `/blocs/${bloc}/years`, { ...opened, adoption: "most" }))).toEqual(["/adoption input.invalid"])
  const { id } = (await world.board("POST", `/blocs/${bloc}/years`, opened)).json as { id: string }
  const at = `/years/${id}`
  const [a, b, c] = (await Promise.all(["so-a", "so-b", "so-c"].map((of) => world.as("leader", of)))) as [Send, Send, Send]
  const saved = await a("PUT", `${at}/table`, criteria(), { "if-match": '"v0"' })
  const hash = hashIn(saved)
  const short = await a("POST", `${at}/table`, minutesOf(hash), { "if-match": saved.etag })
  expect(told(short)).toEqual(["/agreed table.quorum"])
  await a("POST", `${at}/table/proposal`, { hash })
  const locked = []
  for (const one of [c, a, b]) locked.push(((await one("POST", `${at}/table/agreement`, { hash })).json as { locked: boolean }).locked)
  expect(locked).toEqual([false, false, true])
})

test("whoever agrees to a version that another has followed is told so", async () => {
  const { b, c, save, propose, agree, listed } = await drafting()
  const first = hashIn(await save("Một"))
  await propose(first)
  await agree(first, b)
  const second = hashIn(await save("Hai"))
  expect((await listed()).open).toMatchObject({ version: 1, agreed: [{ seat: "01" }] })
  await propose(second)
  expect((await listed()).open).toMatchObject({ version: 2, agreed: [] })
  expect(codeOf(await agree(first, c))).toBe("table.notOpen")
  expect((await agree(second, b)).json).toMatchObject({ locked: false })
  expect((await agree(second, c)).json).toMatchObject({ locked: true })
})

test("of members who agree at once each is counted, and one of them locks the table", async () => {
  const { a, b, c, at, save, propose, agree } = await drafting()
  const hash = hashIn(await save("Bảng chung"))
  await propose(hash)
  const answers = await Promise.all([a, b, c].map((one) => agree(hash, one)))
  const codes = counted(answers.map(codeOf))
  expect(answers.filter(({ json }) => (json as { locked?: boolean }).locked)).toHaveLength(1)
  expect(codes["done"]).toBe(2)
  expect(codes["table.notOpen"]).toBe(1)
  expect((await a("GET", `${at}/table`)).json).toMatchObject({ locked: true, hash })
})

test("of two changes over one version one is taken, also while a member agrees", async () => {
  const { a, b, at, save, propose, agree } = await drafting()
  const hash = hashIn(await save("Bảng chung"))
  await propose(hash)
  const { etag } = await a("GET", `${at}/table`)
  const put = (name: string) => a("PUT", `${at}/table`, named(name), { "if-match": etag })
  expect(counted((await Promise.all([put("Hai"), put("Ba"), put("Bốn")])).map(codeOf))).toEqual({ done: 1, "version.stale": 2 })
  expect(codeOf(await agree(hash, b))).toBe("done")
})

test("a locked table is changed as a new version, adopted in the same way, until scoring begins; signatures stay", async () => {
  const three = await drafting()
  const { b, c, at, year, world, save, propose, agree, listed } = three
  const { table } = await live(three, "running")
  const changed = hashIn(await save("Sau sáu tháng"))
  expect((await c("GET", `${at}/table`)).json).toMatchObject({ locked: true, hash: table, version: 1 })
  await propose(changed)
  await agree(changed, b)
  expect((await agree(changed, c)).json).toMatchObject({ locked: true })
  expect((await c("GET", `${at}/table`)).json).toMatchObject({ locked: true, hash: changed, version: 2 })
  expect((await listed()).items.map(({ adoptedAt }) => !!adoptedAt)).toEqual([true, true])
  expect((await c("GET", `${at}/pledge`)).json).toMatchObject({ signed: ["00", "01", "02"] })
  const third = hashIn(await save("Chưa kịp thông qua"))
  await propose(third)
  await move(world.board, year, "running", "selfScoring")
  expect([codeOf(await agree(third, b)), codeOf(await propose(third)), codeOf(await save("Muộn"))]).toEqual(Array(3).fill("table.closed"))
  expect(await listed()).toMatchObject({ open: null })
  const hand = (hash: string) => c("POST", `${at}/self`, { table: hash, points: [1, 2] }, { "if-match": '"v0"' })
  expect([codeOf(await hand(table)), codeOf(await hand(changed))]).toEqual(["self.table", "done"])
})

test("minutes adopt a changed version as well, but none that another has followed", async () => {
  const three = await drafting()
  const { a, at, save } = three
  const { table } = await live(three, "pledging")
  const changed = hashIn(await save("Bản mới"))
  const adopt = async (hash: string) => {
    const { etag } = await a("GET", `${at}/table`)
    return codeOf(await a("POST", `${at}/table`, minutesOf(hash), { "if-match": etag }))
  }
  expect([await adopt(table), await adopt(changed), await adopt(changed)]).toEqual(["table.absent", "done", "table.closed"])
  expect((await a("GET", `${at}/table`)).json).toMatchObject({ hash: changed, locked: true })
})

test("F22 putting a version before the members and agreeing to it know their own keys again, also after the table is locked", async () => {
  const { b, c, save, propose, agree } = await drafting()
  const hash = hashIn(await save("Bảng chung"))
  const keys = Array.from({ length: 3 }, () => ({ "idempotency-key": `"${crypto.randomUUID()}"` }))
  const first = [await propose(hash, undefined, keys[0]), await agree(hash, b, keys[1]), await agree(hash, c, keys[2])]
  const again = [await propose(hash, undefined, keys[0]), await agree(hash, b, keys[1]), await agree(hash, c, keys[2])]
  expect(again.map(({ text }) => text)).toEqual(first.map(({ text }) => text))
  expect(first.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(codeOf(await agree("1".repeat(64), c, keys[2]))).toBe("table.notOpen")
})

test("a table is copied from any bloc's year of the province whose table is adopted, and the copy names it", async () => {
  const source = await drafting()
  const { world, a, at, year, bloc, members } = source
  const { hash } = { hash: (await live(source, "pledging")).table }
  const outside = await world.as("officer", "so-x")
  const all = (await outside("GET", "/tables")).json as { items: object[] }
  expect(all.items).toEqual([{ year, bloc: "Khối thi đua", calendar: 2026 }])
  const found = await outside("GET", `/tables/${year}`)
  expect(found.json).toMatchObject({ hash, bloc: "Khối thi đua", calendar: 2026 })
  expect(codeOf(await (await world.as("viewer", "so-x"))("GET", `/tables/${year}`))).toBe("right.denied")
  const opened = { year: 2027, members: members.map((department) => ({ department })), head: members[0], deputy: null }
  const { id: next } = (await world.board("POST", `/blocs/${bloc}/years`, opened)).json as { id: string }
  expect(codeOf(await outside("GET", `/tables/${next}`))).toBe("missing")
  const { criteria: copied } = found.json as { criteria: object }
  const put = (from: string) => a("PUT", `/years/${next}/table`, { ...copied, source: from }, { "if-match": '"v0"' })
  expect(told(await put(next))).toEqual(["/source file.reference"])
  expect(told(await put(Id.create()))).toEqual(["/source file.reference"])
  expect((await put(year)).json).toMatchObject({ hash, version: 1 })
  expect((await a("GET", `/years/${next}/table/versions`)).json).toMatchObject({
    items: [{ version: 1, source: { year, bloc: "Khối thi đua", calendar: 2026 } }],
  })
  const stranger = await (await province()).as("officer", "so-a")
  expect([codeOf(await stranger("GET", `/tables/${year}`)), (await stranger("GET", "/tables")).text]).toEqual([
    "missing",
    '{"items":[],"next":null}',
  ])
  expect(codeOf(await a("GET", `${at}/table`))).toBe("done")
})

test("a table that stands cannot be locked by an act of its own past", async () => {
  const { a, b, c, at, save, propose, agree } = await drafting()
  const first = hashIn(await save("Một"))
  await propose(first)
  const { etag } = await a("GET", `${at}/table`)
  await plainly(a, "POST", `${at}/table`, minutesOf(first), etag)
  expect([codeOf(await agree(first, b)), codeOf(await agree(first, c)), codeOf(await propose(first))]).toEqual([
    "table.notOpen",
    "table.notOpen",
    "table.proposed",
  ])
})

test("once an agency has verified under the table that stands, no other follows it", async () => {
  const three = await drafting()
  const { a, b, c, at, year, world, propose, agree } = three
  const agency = await world.as("leader", "so-y")
  const { table: tree, rules } = criteria()
  Object.assign(tree.sections[1]!, { verifier: "so-y" })
  const saved = await a("PUT", `${at}/table`, { table: tree, rules }, { "if-match": '"v0"' })
  const table = hashIn(saved)
  await propose(table)
  for (const one of [b, c]) await agree(table, one)
  await a("PUT", `${at}/pledge`, { text: "Giao ước" }, { "if-match": '"v0"' })
  await move(world.board, year, "drafting", "pledging")
  await move(world.board, year, "pledging", "running", "theo kế hoạch")
  const rows = [null, null, { points: [5000], results: [] }]
  expect(codeOf(await agency("POST", `/agency${at}`, { table, rows }, { "if-match": '"v0"' }))).toBe("done")
  const changed = hashIn(await three.save("Bản sau"))
  await propose(changed)
  expect([codeOf(await agree(changed, b)), codeOf(await agree(changed, c))]).toEqual(["done", "table.closed"])
})

test("who has left the bloc neither agrees nor counts", async () => {
  const three = await drafting({ members: ["so-a", "so-b", "so-c", "so-d"] })
  const { b, c, at, world, save, propose, agree, listed } = three
  const hash = hashIn(await save("Bảng chung"))
  await propose(hash)
  await agree(hash, b)
  expect((await listed()).needs).toBe(3)
  const leaving = { left: "2026-03-01", successor: null, reason: "QĐ sáp nhập" }
  for (const seat of ["01", "03"]) {
    const lead = seat === "01" ? { head: "00", deputy: null } : null
    const left = await world.board("POST", `${at}/members/${seat}/departure`, { ...leaving, lead })
    expect(left.status, left.text).toBe(200)
  }
  expect(codeOf(await agree(hash, await world.as("leader", "so-d")))).toBe("member.left")
  expect(await listed()).toMatchObject({ needs: 2, open: { agreed: [] } })
  expect((await agree(hash, c)).json).toMatchObject({ locked: false })
  expect((await agree(hash, three.a)).json).toMatchObject({ locked: true })
})
