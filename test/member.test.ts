import { Table } from "@khoi/core/table"
import { Names, Root, Years } from "@khoi/core/year"
import { Actor } from "@khoi/core/actor"
import { Archives } from "@khoi/core/archive"
import { expect, test } from "vitest"
import { live, plainly, reasoned, threeLeaders, verify } from "./small-year.ts"
import { fingerprint, tenantOf } from "./stored.ts"
import { type Answer, asSystem, criteria, move, type PhaseName, province, reasons, type Send } from "./world.ts"

const none = '"v0"'
const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const told = ({ json }: Answer) => (json as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`)
const joining = { joined: "2026-07-01", reason: "Thành lập theo đề án sắp xếp", number: "12/QĐ-UBND", date: "2026-06-20" }

/** As the command does it: as the province's board, under nobody's account. */
const asBoard = async <T>(code: string, work: () => Promise<T>) =>
  Actor.run({ kind: "person", tenant: await tenantOf(code), person: "command", department: "-", roles: ["board"], session: "-" }, work)
/** A small year in a phase, and a department outside of it that may join. */
async function to(phase: PhaseName, options: Parameters<typeof threeLeaders>[0] = {}) {
  const three = await threeLeaders(options)
  const { world, at } = three
  const department = await world.departmentOf("so-d")
  const hashes = await live(three, phase)
  const join = (more = {}, headers = {}, send: Send = world.board) =>
    send("POST", `${at}/members`, { department, ...joining, ...more }, headers)
  const board = async () =>
    (await three.a("GET", at)).json as { waits: number; members: { seat: string; code: string; joined: string | null }[] }
  return { ...three, ...hashes, department, join, board, d: await world.as("leader", "so-d") }
}

test("the board takes a department into the year on the next seat, with its decision, and the bloc sees it", async () => {
  const { a, c, d, at, join, board, world, department } = await to("running")
  expect(codeOf(await d("GET", at))).toBe("missing")
  for (const send of [a, d]) expect(codeOf(await join({}, {}, send))).toBe("right.denied")
  const key = { "idempotency-key": '"the-same-act-twice"' }
  const [first, again] = [await join({}, key), await join({}, key)]
  expect(first.json).toEqual({ seat: "03", department, ranked: true, ...joining })
  expect([first.status, again.text]).toEqual([200, first.text])
  expect(codeOf(await join({ ranked: false }, key))).toBe("key.reused")
  expect(codeOf(await join())).toBe("member.joined")
  expect((await board()).members[3]).toMatchObject({ seat: "03", code: "so-d", joined: "2026-07-01" })
  expect(codeOf(await d("GET", at))).toBe("done")
  expect((await d("GET", "/today")).json).toMatchObject({ years: [{ seat: "03" }] })
  expect((await c("GET", `${at}/members`)).json).toEqual({ joined: [{ seat: "03", department, ranked: true, ...joining }], left: [] })
  expect((await c("GET", `${at}/log?act=member.join`)).json).toMatchObject({ items: [{ of: "03", why: joining.reason }] })
  const other = await province()
  for (const send of [other.board, await other.as("leader", "so-d")]) expect(codeOf(await send("GET", `${at}/members`))).toBe("missing")
  expect(codeOf(await join({ department: other.ids.get("") ?? (await other.departmentOf("so-d")) }))).toBe("missing")
  await world.board("POST", `${at}/members/03/departure`, { left: "2026-09-01", successor: null, reason: "Giải thể" })
  expect(codeOf(await join())).toBe("member.left")
})

test("faults of a joining come at once, and nothing changes; 60 seats are all there are", async () => {
  const { join, world, year } = await to("running")
  const tenant = await tenantOf(world.code)
  const before = await fingerprint(tenant)
  expect(told(await join({ joined: "1/7/2026", number: "", odd: 1, reason: undefined }))).toEqual([
    "/joined input.text",
    "/reason input.text",
    "/number input.text",
    " input.unknown",
  ])
  expect(codeOf(await join({ department: "-".repeat(20) }))).toBe("missing")
  expect(await fingerprint(tenant)).toBe(before)
  await asSystem(tenant, () =>
    Table.write({ ...Root.change({ year }, { set: { "seats.59": { unit: "x".repeat(20) } } }, []), item: undefined }),
  )
  await asSystem(tenant, () =>
    Table.write({ ...Names.change({ year }, { set: { "seats.59": { code: "so-z", name: "Sở Z" } } }, []), item: undefined }),
  )
  expect(codeOf(await join())).toBe("year.full")
})

test("of ten who take the same department in at once one does; different departments get different seats", async () => {
  const { join, world, board } = await to("running")
  const codes = (await Promise.all(Array.from({ length: 5 }, () => join()))).map(codeOf)
  expect(codes.filter((code) => code === "done")).toHaveLength(1)
  expect(codes.filter((code) => code === "member.joined")).toHaveLength(4)
  const others: string[] = []
  for (const code of ["so-e", "so-g", "so-h"]) others.push(await world.departmentOf(code))
  expect((await Promise.all(others.map((department) => join({ department })))).map(codeOf)).toEqual(["done", "done", "done"])
  expect((await board()).members.map(({ seat }) => seat)).toEqual(["00", "01", "02", "03", "04", "05", "06"])
})

test("who joins while the pledge is signed signs it and says what it aims at; later neither signature is asked for", async () => {
  const early = await to("pledging")
  expect((await early.board()).waits).toBe(3)
  expect(codeOf(await early.join())).toBe("done")
  expect((await early.board()).waits).toBe(4)
  expect(codeOf(await early.d("POST", `${early.at}/pledge/signature`, { hash: early.pledge }))).toBe("done")
  expect((await early.board()).waits).toBe(3)
  const late = await to("running")
  expect(codeOf(await late.join())).toBe("done")
  expect((await late.board()).waits).toBe(0)
  expect(codeOf(await late.d("POST", `${late.at}/pledge/signature`, { hash: late.pledge }))).toBe("pledge.notOpen")
  expect(codeOf(await late.d("PUT", `${late.at}/aim`, { titles: [], forms: ["bangKhenTinh"] }, { "if-match": none }))).toBe("done")
})

test("who joins while the table lies before the members counts among all whose agreement is needed", async () => {
  const three = await threeLeaders()
  const { a, b, at, world } = three
  const { hash } = (await a("PUT", `${at}/table`, criteria(), { "if-match": none })).json as { hash: string }
  await a("POST", `${at}/table/proposal`, { hash })
  expect((await world.board("POST", `${at}/members`, { department: await world.departmentOf("so-d"), ...joining })).status).toBe(200)
  expect(codeOf(await a("POST", `${at}/table/agreement`, { hash }))).toBe("done")
  expect((await b("POST", `${at}/table/agreement`, { hash })).json).toMatchObject({ locked: false })
  expect((await (await world.as("leader", "so-d"))("POST", `${at}/table/agreement`, { hash })).json).toMatchObject({ locked: true })
})

test("who joins while members score themselves does so too, is scored and verified like all, and is ranked; so the bloc's file has it", async () => {
  const room = await to("selfScoring", { without: ["appealing", "voting"] })
  const { a, b, c, d, at, table, join, board, year } = room
  expect(codeOf(await join())).toBe("done")
  expect((await board()).waits).toBe(4)
  for (const send of [a, b, c, d])
    expect(codeOf(await send("POST", `${at}/self`, { table, points: [4000, 6000] }, { "if-match": none }))).toBe("done")
  await move(a, year, "selfScoring", "crossScoring")
  expect((await board()).waits).toBe(4)
  for (const [i, send] of [a, b, c, d].entries()) {
    const rows = Array.from({ length: 4 }, (_, k) => (k === i ? null : [3000, 5000]))
    expect(codeOf(await send("POST", `${at}/cross`, { table, rows }, { "if-match": none }))).toBe("done")
  }
  await move(a, year, "crossScoring", "verifying")
  for (const i of [0, 1, 2]) await verify(room, plainly, table, i)
  expect((await board()).waits).toBe(1)
  await a("POST", `${at}/verified/03`, { table, points: [3900, 5900], reasons }, { "if-match": none })
  await move(a, year, "verifying", "ranked")
  const { result } = (await d("GET", `${at}/result`)).json as { result: { units: { id: string; rank: number }[]; sheets: object } }
  expect(result.units.map(({ id, rank }) => [id, rank])).toContainEqual(["so-d", 1])
  expect(result.sheets).toMatchObject({ self: 4, cross: 12, verified: 4, missing: [] })
  await move(a, year, "ranked", "closed")
  const file = await asBoard(room.world.code, () => Archives.find("khoi", 2026))
  expect(file.members.map(({ id }) => id)).toEqual(["so-a", "so-b", "so-c", "so-d"])
  const other = await province()
  await asBoard(other.code, () => Archives.bring({ ...file, province: { id: other.code, name: "Tỉnh khác" } }))
  const again = await asBoard(other.code, () => Archives.find("khoi", 2026))
  expect({ ...again, province: file.province }).toEqual(file)
})

test("who joins while peers score is scored by those whose sheet is not in yet; its own score of itself is missing and stays so", async () => {
  const room = await to("crossScoring")
  const { a, b, c, d, at, table, join, board, world, year } = room
  const rowsOf = (own: number, many: number) => Array.from({ length: many }, (_, k) => (k === own ? null : [3000, 5000]))
  const hand = (send: Send, own: number, many: number) =>
    send("POST", `${at}/cross`, { table, rows: rowsOf(own, many) }, { "if-match": none })
  expect(codeOf(await hand(a, 0, 3))).toBe("done")
  const tenant = await tenantOf(world.code)
  const before = await asSystem(tenant, () => Years.names(year))
  // As another process has them, which nobody has told.
  const forgotten = () => asSystem(tenant, async () => Years.called(year, before))
  expect(codeOf(await join())).toBe("done")
  await forgotten()
  expect((await d("GET", `${at}/verified/03`)).json).toMatchObject({ code: "verified.other" })
  for (const path of ["", "/appraisals/03", "/pledge/signatures", "/table"])
    expect(codeOf(await a("GET", `${at}${path}`)), path).toBe("done")
  await forgotten()
  expect((await board()).waits).toBe(3)
  await forgotten()
  expect(codeOf(await hand(b, 1, 3))).toBe("year.moved")
  expect(told(await hand(b, 1, 3))).toEqual(["/rows/3/0 sheet.lacks", "/rows/3/1 sheet.lacks"])
  expect([codeOf(await hand(b, 1, 4)), codeOf(await hand(c, 2, 4)), codeOf(await hand(d, 3, 4))]).toEqual(["done", "done", "done"])
  expect(codeOf(await d("POST", `${at}/self`, { table, points: [4000, 6000] }, { "if-match": none }))).toBe("self.closed")
  await move(a, year, "crossScoring", "verifying")
  for (const [i, send] of [b, a, a, a].entries())
    await reasoned(send, "POST", `${at}/verified/0${i}`, { table, points: [3900, 5500] }, none)
  await move(a, year, "verifying", "ranked")
  const { result } = (await world.board("GET", `${at}/result`)).json as { result: { units: object[]; sheets: { missing: object[] } } }
  expect(result.sheets.missing).toEqual([
    { kind: "self", unit: "so-d" },
    { kind: "cross", scorer: "so-a", unit: "so-d" },
  ])
  expect(result.units).toContainEqual(expect.objectContaining({ id: "so-d", self: null, cross: expect.objectContaining({ count: 2 }) }))
})

test("who joins when a score that the ranking needs is closed does so unranked; after the ranking nobody joins", async () => {
  const room = await to("verifying")
  const { a, at, table, join, board, year } = room
  expect(told(await join())).toEqual(["/ranked member.late"])
  expect(codeOf(await join({ ranked: false }))).toBe("done")
  expect((await board()).waits).toBe(4)
  for (const i of [0, 1, 2]) await verify(room, plainly, table, i)
  await move(room.world.board, year, "verifying", "ranked", "đơn vị mới không có phiếu")
  expect((await a("GET", `${at}/result`)).json).toMatchObject({
    result: { units: [{ rank: 1 }, { rank: 2 }, { rank: 3 }, { id: "so-d", rank: null, official: null, reasons: ["unranked"] }] },
  })
  expect(codeOf(await join({ department: await room.world.departmentOf("so-e") }))).toBe("member.frozen")
})

test("an agency that had answered for all is waited for again when a member joins", async () => {
  const lines = { sections: [
    { code: "I", name: "Nhiệm vụ", max: 40, scoring: { kind: "points" } },
    { code: "II", name: "Cải cách", max: 60, verifier: "so-y", scoring: { kind: "points" } },
  ] } // prettier-ignore
  const three = await threeLeaders({ without: ["crossScoring", "appealing"], lines })
  const { world, at, a, year } = three
  await world.departmentOf("so-y")
  const agency = await world.as("leader", "so-y")
  const { table } = await live(three, "running")
  const row = { points: [5000], results: [] }
  const answer = (rows: unknown[], version = none) => agency("POST", `/agency${at}`, { table, rows }, { "if-match": version })
  expect(codeOf(await answer([row, row, row]))).toBe("done")
  expect((await world.board("POST", `${at}/members`, { department: await world.departmentOf("so-d"), ...joining })).status).toBe(200)
  await move(world.board, year, "running", "selfScoring")
  await move(world.board, year, "selfScoring", "verifying", "theo kế hoạch")
  expect((await a("GET", at)).json).toMatchObject({ waits: 5 })
  expect(codeOf(await answer([null, null, null, row], '"v1"'))).toBe("done")
  expect((await a("GET", at)).json).toMatchObject({ waits: 4 })
})
