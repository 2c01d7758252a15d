import { Waitings } from "@khoi/core/waiting"
import { daysLate, waitedFor } from "@khoi/core/waiting-rule"
import { describe, expect, test } from "vitest"
import { live, threeLeaders } from "./small-year.ts"
import { itemsOf, store, tenantOf } from "./stored.ts"
import { type Answer, asSystem, blocYear, move, province, type Send } from "./world.ts"

const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
type Waiting = { due: string | null; late: number | null; waits: number; units: { department: string; name: string; late: number }[] }
type Bloc = { bloc: string; year: string; phase: string; won: object[]; waiting: Waiting | null }
const blocsIn = ({ json }: Answer) => (json as { items: { blocs: Bloc[] }[] }).items.flatMap(({ blocs }) => blocs)
const today = (days: number) => new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

type Stored = Awaited<ReturnType<typeof itemsOf>>[number]
const leaf = (code: string, max: number) => ({ code, name: "Mục", max, scoring: { kind: "points" } })

/** A bloc of three whose self-assessments were due so many days ago; its first member has handed in. */
async function lateBloc(days: number) {
  const world = await province()
  const ids: string[] = []
  for (const code of ["so-a", "so-b", "so-c"]) ids.push(await world.departmentOf(code))
  const board = { ...world.board } as Send
  const dated: Send = Object.assign(
    (method: string, path: string, body?: unknown, headers?: Record<string, string | undefined>) =>
      world.board(method, path, path.endsWith("/years") ? { ...(body as object), due: { selfScoring: today(-days) } } : body, headers),
    board,
  )
  const made = await blocYear({ ...world, board: dated }, { to: "selfScoring" })
  const head = await world.as("leader")
  await head("POST", `${made.at}/self`, { table: made.hash, points: [4000, 5900] }, { "if-match": '"v0"' })
  return { ...made, world, ids }
}

describe("the board and the council see every bloc and year of the province", () => {
  test("its phase, who is still waited for, and by how many days the due day is over", async () => {
    const { world, ids, year, bloc } = await lateBloc(12)
    const found = await world.board("GET", "/overview")
    expect(found.json).toMatchObject({ items: [{ calendar: 2026 }], next: null })
    const one = { department: ids[1], name: "Đơn vị so-b", due: today(-12), late: 12 }
    expect(blocsIn(found)).toEqual([
      {
        ...{ bloc, year, phase: "selfScoring", won: [] },
        waiting: { due: today(-12), late: 12, waits: 2, units: [one, { ...one, department: ids[2], name: "Đơn vị so-c" }] },
      },
    ])
    expect((await (await world.as("council", "so-noi-vu"))("GET", "/overview")).json).toEqual(found.json)
  })

  test("a process that has read a thousand blocs tells all of them still", async () => {
    const { world, year } = await lateBloc(1)
    const tenant = await tenantOf(world.code)
    const items = (await itemsOf(tenant)).filter(({ pk, sk }) => pk.endsWith(`#Y#${year}`) && /^(R|M)$/.test(sk))
    const years = Array.from({ length: 1_001 }, (_, i) => `${i}`.padStart(20, "0"))
    await store(years.flatMap((id) => items.map((item) => ({ ...item, pk: item.pk.replace(year, id) }))))
    const told = () => asSystem(tenant, async () => (await Waitings.facts(years)).size)
    expect([await told(), await told()]).toEqual([1_001, 1_001])
  })

  test("up to the end of its due day nobody is late", async () => {
    const { world } = await lateBloc(0)
    expect(blocsIn(await world.board("GET", "/overview"))[0]!.waiting).toMatchObject({
      late: 0,
      waits: 2,
      units: [{ late: 0 }, { late: 0 }],
    })
  })

  test("an extension counts at once, in a process that has read the bloc before as well", async () => {
    const { world, at, year } = await lateBloc(3)
    const waiting = async () => blocsIn(await world.board("GET", "/overview"))[0]!.waiting!
    expect(await waiting()).toMatchObject({ late: 3, units: [{ late: 3 }, { late: 3 }] })
    const tenant = await tenantOf(world.code)
    const ofYear = (await itemsOf(tenant)).filter(({ pk }) => pk === `T#${tenant}#Y#${year}`)
    const [root, names] = ["R", "M"].map((sk) => ofYear.find((item) => item.sk === sk)!) as [Stored, Stored]
    // Another process writes: the store is given what its act leaves behind.
    const extended = [{ phase: "selfScoring", due: today(2), reason: "mưa lũ", at: new Date().toISOString() }, { phase: "selfScoring", seat: "01", due: today(9), reason: "sáp nhập", at: new Date().toISOString() }] // prettier-ignore
    await store(
      [
        { ...root, v: Number(root["v"]) + 1 },
        { ...names, v: 2, extended },
      ],
      [],
    )
    expect(await waiting()).toMatchObject({ due: today(2), late: 0, units: [{ name: "Đơn vị so-b", due: today(9) }, { due: today(2) }] })
    expect((await world.board("GET", `${at}/extensions`)).json).toMatchObject({ extensions: [{ due: today(2) }, { seat: "01" }] })
  })

  test("while verifying it names who has not verified: the head, the deputy, an agency", async () => {
    const three = await threeLeaders({ due: { verifying: today(-4) } })
    const { at, a, b, world, members } = three
    const agency = await world.departmentOf("so-tai-chinh")
    three.lines = { sections: [{ ...leaf("I", 40), verifier: "so-tai-chinh" }, leaf("II", 60)] }
    const { table } = await live(three, "verifying")
    const seen = async () => {
      const { waits, units } = blocsIn(await world.board("GET", "/overview"))[0]!.waiting!
      return [waits, units.map(({ department, late }) => `${names.get(department)} ${late}`)]
    }
    const names = new Map([...members.map((id, i) => [id, ["head", "deputy", "third"][i]] as const), [agency, "agency"] as const])
    expect(await seen()).toEqual([4, ["head 4", "deputy 4", "agency 4"]])
    expect((await world.board("GET", "/overview/file")).text).toContain('"4";"4";"Đơn vị so-a; Đơn vị so-b; Đơn vị so-tai-chinh";')
    const confirm = (send: Send, path: string, body: object) => send("POST", path, { table, ...body }, { "if-match": '"v0"' })
    await world.board(
      "POST",
      `${at}/extensions`,
      { phase: "verifying", seat: null, due: today(1), reason: "mưa lũ" },
      { "if-match": '"v1"' },
    )
    expect(codeOf(await confirm(b, `${at}/verified/00`, { points: [null, 6000] }))).toBe("done")
    expect(codeOf(await confirm(a, `${at}/verified/01`, { points: [null, 6000] }))).toBe("done")
    expect(await seen()).toEqual([2, ["head 0", "agency 0"]])
    const rows = members.map(() => ({ points: [4000], results: [] }))
    expect(codeOf(await confirm(await world.as("leader", "so-tai-chinh"), `/agency${at}`, { rows }))).toBe("done")
    expect(codeOf(await confirm(a, `${at}/verified/02`, { points: [null, 6000] }))).toBe("done")
    expect(await seen()).toEqual([0, []])
  })

  test("flags and certificates by bloc and by department, and a closed year waits for nobody", async () => {
    const three = await threeLeaders()
    await live(three, "closed")
    const { at, world, b, c, members, bloc, year } = three
    for (const [seat, award] of [
      ["01", "governmentFlag"],
      ["01", "ministryFlag"],
    ])
      await world.board("PUT", `${at}/awards/${seat}/${award}`, { state: "granted", number: null, date: null }, { "if-match": '"v0"' })
    expect(blocsIn(await world.board("GET", "/overview"))).toEqual([
      { bloc, year, phase: "closed", won: [{ department: members[1], awards: ["ministryFlag", "governmentFlag"] }], waiting: null },
    ])
    expect((await b("GET", "/history")).json).toEqual({
      items: [{ calendar: 2026, bloc, year, phase: "closed", awards: ["ministryFlag", "governmentFlag"] }],
      next: null,
    })
    expect((await c("GET", "/history")).json).toMatchObject({ items: [{ year, phase: "closed", awards: [] }] })
  })

  test("nothing of a draft and no score stands in it", async () => {
    const { world, at, hash } = await lateBloc(1)
    const b = await world.as("leader", "so-b")
    await b("PUT", `${at}/self`, { table: hash, points: [3157, 5243] }, { "if-match": '"v0"' })
    for (const path of ["/overview", "/overview/file", "/history"]) {
      const { status, text } = await world.board("GET", path)
      expect([path, status, /3157|5243|31[.,]57|"points"|"total"/.test(text)]).toEqual([path, 200, false])
    }
  })

  test("departments are refused, and another province sees its own alone", async () => {
    const { world, year } = await lateBloc(3)
    for (const role of ["leader", "officer", "viewer"] as const)
      for (const path of ["/overview", "/overview/file"])
        expect(codeOf(await (await world.as(role))("GET", path)), `${role} ${path}`).toBe("right.denied")
    const foreign = await province()
    expect((await foreign.board("GET", "/overview")).json).toEqual({ items: [], next: null })
    expect((await foreign.board("GET", "/history")).json).toEqual({ items: [], next: null })
    expect((await foreign.board("GET", "/overview/file")).text).not.toContain("Khối thi đua thử")
    expect(codeOf(await foreign.board("GET", `/years/${year}/result/file`))).toBe("missing")
    expect((await (await world.as("leader", "so-x"))("GET", "/history")).json).toEqual({ items: [], next: null })
  })

  test("a wrong cursor, a wrong language and what is not known are named at once", async () => {
    const { board } = await province()
    expect((await board("GET", "/overview?after=x&more=1")).json).toMatchObject({ code: "input.invalid" })
    expect((await board("GET", "/overview?after=eA.eA")).json).toMatchObject({
      fields: [{ in: "query", path: "/after", code: "cursor.invalid" }],
    })
    expect((await board("GET", "/overview/file?language=fr&more=1")).json).toMatchObject({
      fields: [
        { in: "query", path: "/language", code: "input.invalid" },
        { in: "query", path: "", code: "input.unknown" },
      ],
    })
  })
})

test("over more calendar years than a page holds, each comes once, oldest first", async () => {
  const { world, bloc } = await lateBloc(1)
  const pk = `T#${await tenantOf(world.code)}#YR`
  await store(
    Array.from({ length: 30 }, (_, i) => ({ pk, sk: `${1990 + i}`, [bloc]: { y: `${i}`.padStart(20, "y"), p: "decided" } })),
    [],
  )
  const calendars: number[] = []
  let next: string | null = null
  do {
    const answer: Answer = await world.board("GET", `/overview${next ? `?after=${encodeURIComponent(next)}` : ""}`)
    const page = answer.json as { items: { calendar: number }[]; next: string | null }
    calendars.push(...page.items.map(({ calendar }) => calendar))
    next = page.next
  } while (next)
  expect(calendars).toEqual([...Array.from({ length: 30 }, (_, i) => 1990 + i), 2026])
})

describe("who is waited for", () => {
  const seats = { "00": { unit: "a", self: 1, signed: 1 }, "01": { unit: "b", cross: 1 }, "02": { unit: "c", left: "2026-05-01" } }
  const root = { head: "00", deputy: "01", waits: 1, seats }
  test.each([
    ["drafting", {}, ["00"]],
    ["pledging", {}, ["01"]],
    ["running", {}, []],
    ["selfScoring", {}, ["01"]],
    ["crossScoring", {}, ["00"]],
    ["verifying", {}, []],
    ["appealing", {}, []],
    ["ranked", {}, []],
    ["voting", {}, ["00"]],
    ["voting", { vote: "contested" }, ["00"]],
    ["voting", { vote: "entered" }, ["01"]],
    ["voting", { vote: "confirmed" }, []],
  ] as const)("in %s %o: %o", (phase, more, wanted) => expect(waitedFor({ ...root, phase, ...more })).toEqual(wanted))
  test("whom the rules do not ask is not waited for", () => expect(waitedFor({ ...root, phase: "crossScoring" }, ["01"])).toEqual([]))
  test.each([
    ["2026-11-30", "2026-11-30", 0],
    ["2026-11-30", "2026-12-01", 1],
    ["2026-11-30", "2027-01-01", 32],
    ["2026-12-31", "2026-11-30", 0],
    [null, "2026-11-30", null],
  ] as const)("due %s, on %s: %s days late", (due, day, late) => expect(daysLate(due, day)).toBe(late))
})

test("a year moved on is told in its new phase at once", async () => {
  const { world, year } = await lateBloc(1)
  await move(world.board, year, "selfScoring", "crossScoring", "hết hạn")
  expect(blocsIn(await world.board("GET", "/overview"))[0]).toMatchObject({
    phase: "crossScoring",
    waiting: { due: null, late: null, waits: 3 },
  })
})
