import { expect, test } from "vitest"
import { between, type Between } from "./inject.ts"
import { type Act, live, plainly, reasoned, threeLeaders } from "./small-year.ts"
import { type Answer, move, type PhaseName, province, type Send } from "./world.ts"

const none = '"v0"'
const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const told = ({ json }: Answer) => (json as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`)
const row = (points: number | null) => ({ points: [points], results: [] })

/** The small year, whose second criterion an agency verifies: a department outside of the bloc, or the member that is named. */
async function to(phase: PhaseName, agency = "so-tai-chinh", due?: string) {
  const three = await threeLeaders({
    without: ["crossScoring", "appealing"],
    ...(due && { due: { selfScoring: "2026-11-30", verifying: due } }),
  })
  await three.world.departmentOf(agency)
  const verified: Act = (send, method, path, body, version) => {
    if (method !== "PUT" || !path.endsWith("/table")) return plainly(send, method, path, body, version)
    const { table, ...rest } = body as { table: { sections: object[] } }
    const [first, second] = table.sections
    return plainly(send, method, path, { ...rest, table: { sections: [first, { ...second, verifier: agency }] } }, version)
  }
  const lived = await live(three, phase, verified)
  const leader = await three.world.as("leader", agency)
  const grid = (send: Send, rows: unknown, version = none, method = "POST") =>
    reasoned(send, method, `/agency${three.at}`, { table: lived.table, rows }, version)
  const confirm = (send: Send, seat: string, points: unknown[], version = none) =>
    reasoned(send, "POST", `${three.at}/verified/${seat}`, { table: lived.table, points }, version)
  return { ...three, ...lived, leader, grid, confirm }
}

test("a row for nobody's seat is not taken, whoever joins meanwhile", async () => {
  const { leader, grid } = await to("verifying")
  const answer = await grid(leader, [row(5500), row(5650), row(5650), { points: [], results: [] }])
  expect(told(answer)).toEqual(["/rows/3 sheet.extra"])
})

test("the grid is whole for an agency where somebody joins between the parts of its batch", async () => {
  const { at, leader, world } = await to("running")
  const department = await world.departmentOf("so-moi")
  const join = async () => {
    const given = { department, joined: "2026-03-01", reason: "mới thành lập", number: null, date: null }
    return world.board("POST", `${at}/members`, given)
  }
  let torn = 0
  const mind: Between = async (call, next, command) => {
    if (!command.startsWith("BatchGet") || torn++) return next(call)
    const answer = await next(call)
    const { Responses } = answer.output as { Responses: Record<string, { sk: string; pk: string }[]> }
    const [name = "", items = []] = Object.entries(Responses)[0]!
    const root = items.find(({ sk }) => sk === "R")!
    expect(codeOf(await join())).toBe("done")
    const left = { Keys: [{ pk: root.pk, sk: root.sk }], ConsistentRead: true }
    return { ...answer, output: { Responses: { [name]: items.filter((one) => one !== root) }, UnprocessedKeys: { [name]: left } } }
  }
  const { status, json } = await between(mind, () => leader("GET", `/agency${at}`))
  expect([status, (json as { members: { code: string }[] }).members.map(({ code }) => code).at(-1)]).toEqual([200, "so-moi"])
})

test("an agency verifies its own criterion for all departments, the head the rest, and the sheet is whole", async () => {
  const { a, b, c, at, world, year, leader, grid, confirm } = await to("running")
  expect((await leader("GET", "/agency/years")).json).toEqual({ years: [{ calendar: 2026, year }] })
  expect((await leader("GET", `/agency${at}`)).json).toMatchObject({
    leaves: [{ code: "II", max: 6000 }],
    members: ["00", "01", "02"].map((seat) => ({ seat, asked: [true] })),
    rows: [],
    confirmed: [],
    selves: [null, null, null],
  })
  expect(codeOf(await grid(leader, [row(5000), null, null]))).toBe("done")
  await move(world.board, year, "running", "selfScoring")
  await c("POST", `${at}/self`, { table: (await tableOf(a, at)).hash, points: [4000, 6000] }, { "if-match": none })
  expect((await leader("GET", `/agency${at}`)).json).toMatchObject({ selves: [null, null, null], confirmed: [row(5000), null, null] })
  await move(world.board, year, "selfScoring", "verifying", "theo kế hoạch")
  expect((await leader("GET", `/agency${at}`)).json).toMatchObject({ selves: [null, null, { points: [6000] }] })
  expect((await a("GET", at)).json).toMatchObject({ waits: 4 })
  expect(codeOf(await grid(leader, [null, row(5100), row(5200)], '"v1"'))).toBe("done")
  expect((await a("GET", at)).json).toMatchObject({ waits: 3 })
  expect((await a("GET", `${at}/verified/01`)).json).toMatchObject({ agencies: [{ i: 1, verifier: "so-tai-chinh", points: 5100 }] })
  expect(told(await confirm(a, "01", [4000, 5100]))).toEqual(["/points/1 sheet.extra"])
  for (const [send, seat] of [[b, "00"], [a, "01"], [a, "02"]] as const) expect(codeOf(await confirm(send, seat, [3000, null]))).toBe("done") // prettier-ignore
  await move(world.board, year, "verifying", "ranked")
  const { result } = (await a("GET", `${at}/result`)).json as { result: { units: { id: string; verified: { total: number } }[] } }
  expect(result.units.map(({ id, verified }) => [id, verified.total])).toEqual([["so-c", 82], ["so-b", 81], ["so-a", 80]]) // prettier-ignore
})
const tableOf = async (send: Send, at: string) => (await send("GET", `${at}/table`)).json as { hash: string }

test("who is no agency finds nothing there, and an agency outside of the bloc nothing but its own grid", async () => {
  const { a, at, leader, grid, world, year } = await to("running")
  for (const send of [a, world.board, await world.as("leader", "so-x"), (await province()).board]) {
    expect(codeOf(await send("GET", `/agency${at}`))).toBe("missing")
    if (send !== world.board) expect(["missing", "right.denied"]).toContain(codeOf(await grid(send, [row(1)])))
  }
  for (const path of [
    "",
    "/table",
    "/log",
    "/self",
    "/selves/01",
    "/crosses",
    "/verified",
    "/decisions",
    "/votes",
    "/result",
    "/phase",
    "/pledge",
  ])
    expect(codeOf(await leader("GET", at + path)), path).toBe("missing")
  expect((await leader("GET", "/today")).json).toMatchObject({ years: [] })
  expect((await leader("GET", "/agency/years")).json).toEqual({ years: [{ calendar: 2026, year }] })
})

test("an agency's officer fills the grid in, its leader confirms, and what is confirmed stays", async () => {
  const { at, world, leader, grid } = await to("running")
  const officer = await world.as("officer", "so-tai-chinh")
  expect((await grid(officer, [row(null), row(9000)], none, "PUT")).etag).toBe('"v1"')
  expect(codeOf(await grid(officer, [row(5000)], '"v1"'))).toBe("right.denied")
  expect(codeOf(await grid(leader, [row(5000)]))).toBe("version.stale")
  expect(told(await grid(leader, [row(null), row(6001), { points: [1, 2], results: [] }], '"v1"'))).toEqual([
    "/rows/0/points/0 sheet.lacks",
    "/rows/1/points/0 sheet.over",
    "/rows/2/points/1 sheet.extra",
  ])
  expect(told(await grid(leader, [null, null], '"v1"'))).toEqual(["/rows sheet.lacks"])
  expect(codeOf(await grid(leader, [row(5000), null], '"v1"'))).toBe("done")
  expect((await leader("GET", `/agency${at}`)).json).toMatchObject({ rows: [row(5000), row(9000)], confirmed: [row(5000), null, null] })
  expect(told(await grid(leader, [row(5001), row(4000)], '"v2"'))).toEqual(["/rows/0 agency.confirmed"])
  expect(codeOf(await grid(leader, [row(5000), row(4000)], '"v2"'))).toBe("done")
})

test("a member that is an agency leaves its own unit to the head, the head to the deputy", async () => {
  const { a, b, at, world, year, leader, grid, confirm } = await to("verifying", "so-c")
  expect(told(await grid(leader, [row(1), row(2), row(3)]))).toEqual(["/rows/2/points/0 sheet.extra"])
  expect(codeOf(await grid(leader, [row(5000), row(5000), null]))).toBe("done")
  expect(told(await confirm(a, "02", [4000, null]))).toEqual(["/points/1 sheet.lacks"])
  expect(codeOf(await confirm(a, "02", [4000, 4000]))).toBe("done")
  expect(codeOf(await confirm(a, "01", [4000, null]))).toBe("done")
  expect(codeOf(await confirm(b, "00", [4000, null]))).toBe("done")
  await move(world.board, year, "verifying", "ranked")
  expect((await a("GET", at)).json).toMatchObject({ waits: 0 })
})

test("where an agency has not answered by the due day the head does, also after it had confirmed the rest", async () => {
  const { a, b, at, world, year, confirm, leader, grid } = await to("verifying", "so-tai-chinh", "2026-01-31")
  expect(told(await confirm(a, "01", [4000, null]))).toEqual(["/points/1 sheet.lacks"])
  expect(codeOf(await grid(leader, [row(5000), null, null]))).toBe("done")
  expect(told(await confirm(b, "00", [4000, 4000]))).toEqual(["/points/1 sheet.extra"])
  expect(codeOf(await confirm(b, "00", [4000, null]))).toBe("done")
  for (const seat of ["01", "02"]) expect(codeOf(await confirm(a, seat, [4000, 4500]))).toBe("done")
  expect((await a("GET", at)).json).toMatchObject({ waits: 1 })
  await move(world.board, year, "verifying", "ranked", "cơ quan chủ trì không trả lời")
  const { result } = (await a("GET", `${at}/result`)).json as { result: { units: { id: string; verified: { total: number } }[] } }
  expect(result.units.map(({ id, verified }) => [id, verified.total])).toEqual([["so-a", 90], ["so-b", 85], ["so-c", 85]]) // prettier-ignore
})

test("nobody waits for an agency's answer about a department that has left the year", async () => {
  const { a, b, at, world, leader, grid, confirm } = await to("verifying")
  expect((await a("GET", at)).json).toMatchObject({ waits: 4 })
  const gone = { left: "2026-11-01", successor: null, reason: "QĐ sáp nhập" }
  expect(codeOf(await plainly(world.board, "POST", `${at}/members/02/departure`, gone))).toBe("done")
  expect((await a("GET", at)).json).toMatchObject({ waits: 3 })
  expect((await leader("GET", `/agency${at}`)).json).toMatchObject({ members: [{ asked: [true] }, { asked: [true] }, { asked: [false] }] })
  const waits = async () => ((await leader("GET", "/today")).json as { agency: object[] }).agency.length
  expect(await waits()).toBe(1)
  expect(codeOf(await grid(leader, [row(5000), row(5000), null]))).toBe("done")
  expect((await a("GET", at)).json).toMatchObject({ waits: 2 })
  expect(await waits()).toBe(0)
  for (const [send, seat] of [[b, "00"], [a, "01"]] as const) expect(codeOf(await confirm(send, seat, [4000, null]))).toBe("done") // prettier-ignore
  expect((await a("GET", at)).json).toMatchObject({ waits: 0 })
})

test("nor when the department that leaves was the last one to be answered for, in the running year or while verifying", async () => {
  for (const phase of ["running", "verifying"] as const) {
    const { a, b, at, world, year, grid, leader, confirm } = await to(phase)
    expect(codeOf(await grid(leader, [row(5000), row(5000), null]))).toBe("done")
    const gone = { left: "2026-11-01", successor: null, reason: "QĐ sáp nhập" }
    expect(codeOf(await plainly(world.board, "POST", `${at}/members/02/departure`, gone))).toBe("done")
    if (phase === "running") {
      await move(world.board, year, "running", "selfScoring")
      await move(world.board, year, "selfScoring", "verifying", "theo kế hoạch")
    }
    expect((await a("GET", at)).json).toMatchObject({ waits: 2 })
    for (const [send, seat] of [[b, "00"], [a, "01"]] as const) expect(codeOf(await confirm(send, seat, [4000, null]))).toBe("done") // prettier-ignore
    await move(world.board, year, "verifying", "ranked")
  }
})

test("a table that names a verifier unknown to the province is not saved", async () => {
  const { a, at, world } = await threeLeaders()
  const sections = [{ code: "I", name: "Một", max: 100, verifier: "so-khong-co", scoring: { kind: "points" } }]
  const rules = { official: [{ component: "verified", weight: 1 }], quotas: [{ minMembers: 2, maxMembers: 60, flags: 1, certificates: 1 }] }
  const save = () => a("PUT", `${at}/table`, { table: { sections }, rules }, { "if-match": none })
  expect(told(await save())).toEqual(["/table/sections/0/verifier table.agency"])
  await world.departmentOf("so-khong-co")
  expect(codeOf(await save())).toBe("done")
})
