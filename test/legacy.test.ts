import { fitted, heirOf, moved } from "@khoi/core/legacy"
import { expect, test } from "vitest"
import { live, plainly, threeLeaders } from "./small-year.ts"
import { type Answer, criteria, province, type Send } from "./world.ts"

const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
type Proposal = { members: { department: string; ranked: boolean }[]; head: string; deputy: string | null; due: object; without: string[] }

test("the next year of a bloc is offered with its members, the deputy as head, rules and due days, and opens with the table as a draft", async () => {
  const lines = { penalty: [{ code: "P1", name: "Nộp chậm", points: 1 }] }
  const three = await threeLeaders({ lines })
  const { world, at, a, b, year, bloc } = three
  await live(three, "running")
  const { etag } = await a("GET", `${at}/lateness`)
  await a("PUT", `${at}/lateness`, { rule: { code: "P1", each: "day" } }, { "if-match": etag })
  const successor = await world.departmentOf("so-e")
  await world.board("POST", `${at}/members/02/departure`, { left: "2026-07-01", successor, reason: "Sáp nhập" })
  const next = (send: Send = world.board) => send("GET", `${at}/next`)
  expect([codeOf(await next(a)), codeOf(await next((await province()).board))]).toEqual(["right.denied", "missing"])
  const proposal = (await next()).json as Proposal & { year: number; taken: string | null; table: boolean }
  const ids = three.members
  expect(proposal).toMatchObject({
    ...{ bloc, year: 2027, head: ids[1], deputy: successor, without: ["appealing"], due: { selfScoring: "2027-11-30" } },
    ...{ adoption: "majority", table: true, taken: null },
    members: [ids[0], ids[1], successor].map((department) => ({ department, ranked: true })),
  })
  const { members, head, deputy, without, due } = proposal
  const opened = { year: 2027, members, head, deputy, without, due, source: year }
  const key = { "idempotency-key": '"the-same-act-twice"' }
  const [first, again] = [
    await world.board("POST", `/blocs/${bloc}/years`, opened, key),
    await world.board("POST", `/blocs/${bloc}/years`, opened, key),
  ]
  expect([first.status, again.text]).toEqual([200, first.text])
  const { id } = first.json as { id: string }
  expect((await b("GET", `/years/${id}`)).json).toMatchObject({
    phase: "drafting",
    head: "01",
    deputy: "02",
    late: { code: "P1", each: "day" },
  })
  const table = (await b("GET", `/years/${id}/table`)).json as { criteria: object; version: number; locked: boolean }
  expect(table).toMatchObject({ version: 1, locked: false, criteria: { table: { penalty: lines.penalty } } })
  expect((await a("GET", `/years/${id}/table/versions`)).json).toMatchObject({
    items: [{ source: { year, calendar: 2026 }, adoptedAt: null }],
  })
  expect(codeOf(await b("PUT", `/years/${id}/table`, criteria(), { "if-match": '"v1"' }))).toBe("done")
  expect((await next()).json).toMatchObject({ taken: id })
  expect(codeOf(await world.board("POST", `/blocs/${bloc}/years`, opened))).toBe("year.taken")
  expect((await a("GET", "/today")).json).toMatchObject({ years: [{ year: 2027 }, { year: 2026 }] })
})

test("wording that was corrected goes into the next year's draft as it stands", async () => {
  const three = await threeLeaders()
  const { world, at, bloc, year, members } = three
  await live(three, "selfScoring")
  const corrected = [{ code: "I", name: "Nhiệm vụ chính trị được giao", number: "05/BB", date: "2026-10-02", reason: "sót chữ" }]
  await plainly(world.board, "PUT", `${at}/decisions`, { corrected }, '"v0"')
  const opened = { year: 2027, members: members.map((department) => ({ department })), head: members[1], deputy: members[0], source: year }
  const { id } = (await world.board("POST", `/blocs/${bloc}/years`, opened)).json as { id: string }
  const { json } = await three.b("GET", `/years/${id}/table`)
  expect(json).toMatchObject({ criteria: { table: { sections: [{ name: corrected[0]!.name }, { name: "Phong trào thi đua" }] } } })
})

test("a year whose table is not adopted, or does not fit, is no source; another province's is none either", async () => {
  const three = await threeLeaders()
  const { world, at, a, bloc, year, members } = three
  const open = (source: string, many = 3) =>
    world.board("POST", `/blocs/${bloc}/years`, {
      ...{ year: 2027, members: members.slice(0, many).map((department) => ({ department })), head: members[0], deputy: null, source },
    })
  expect(codeOf(await open(year))).toBe("missing")
  expect((await world.board("GET", `${at}/next`)).json).toMatchObject({ table: false })
  const narrow = { ...criteria(), rules: { ...criteria().rules, quotas: [{ minMembers: 3, maxMembers: 3, flags: 1, certificates: 1 }] } }
  const saved = await a("PUT", `${at}/table`, narrow, { "if-match": '"v0"' })
  const { hash } = saved.json as { hash: string }
  const minutes = { hash, date: "2026-01-15", place: "Hội trường", present: 3, agreed: 3, text: "Thông qua." }
  await a("POST", `${at}/table`, minutes, { "if-match": saved.etag })
  expect((await open(year, 2)).json).toMatchObject({ code: "input.invalid", fields: [{ path: "/source", code: "year.source" }] })
  const other = await threeLeaders()
  await live(other, "running")
  expect(codeOf(await open(other.year))).toBe("missing")
})

test("head and deputy move on: the deputy heads, the next member stands in, the old head rests where it can", () => {
  expect([moved(4, 0, 1), moved(4, 3, 2), moved(4, 1, -1), moved(4, -1, 2), moved(2, 0, 1), moved(3, 2, 0)]).toEqual([
    ...[[1, 2], [2, 0], [2, 3], [2, 3], [1, 0], [0, 1]], // prettier-ignore
  ])
})

test("a successor of a successor stands in the place of who left; a ring of them is nobody", () => {
  const codes = { "00": "a", "01": "b", "02": "c" }
  const seat = (left?: string, to?: string) => ({ unit: "x", ...(left && { left }), ...(to && { to }) })
  expect(heirOf({ "00": seat(), "01": seat(), "02": seat() }, codes, "00")).toBe("a")
  expect(heirOf({ "00": seat("1", "b"), "01": seat("2", "z"), "02": seat() }, codes, "00")).toBe("z")
  expect(heirOf({ "00": seat("1"), "01": seat(), "02": seat() }, codes, "00")).toBeUndefined()
  expect(heirOf({ "00": seat("1", "b"), "01": seat("2", "a"), "02": seat() }, codes, "00")).toBeUndefined()
})

test("rules that name members name their successors in the next year, and leave out who is not there", () => {
  const { table, rules } = criteria()
  const cross = { a: ["b", "c"], b: ["a"], c: ["a", "b"] }
  const old = { table: { ...table, bonus: [], penalty: [] }, rules: { ...rules, cross }, notApplicable: [{ unit: "c", code: "I" }, { unit: "b", code: "II" }] } // prettier-ignore
  const fit = fitted(old as never, new Map([["c", "d"]]), new Set(["a", "d"]))
  expect(fit.rules.cross).toEqual({ a: ["d"], d: ["a"] })
  expect(fit.notApplicable).toEqual([{ unit: "d", code: "I" }])
})
