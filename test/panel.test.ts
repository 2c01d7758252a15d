import { expect, test } from "vitest"
import { live, reasoned, threeLeaders } from "./small-year.ts"
import { type Answer, move, type PhaseName, province, type Send } from "./world.ts"

const none = '"v0"'
const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const told = ({ json }: Answer) => (json as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`)

type Tasks = { tasks: { act: string }[] }[]
const acts = async (send: Send) =>
  ((await send("GET", "/today")).json as { years: Tasks }).years.flatMap(({ tasks }) => tasks.map(({ act }) => act))

/** The small year, its panel the second and the third member and a department from outside of the bloc; or whoever is named. */
async function to(phase: PhaseName, panel = ["so-b", "so-c", "so-y"], without = ["crossScoring", "appealing"]) {
  const three = await threeLeaders({ without })
  const ids = await Promise.all(panel.map(three.world.departmentOf))
  const name = (send: Send, departments: readonly unknown[], version = none) =>
    send("PUT", `${three.at}/panel`, { departments }, { "if-match": version })
  if (panel.length) expect(codeOf(await name(three.world.board, ids))).toBe("done")
  const lived = await live(three, phase)
  const confirm = (send: Send, seat: string, points: unknown[] = [4000, 5000], version = none) =>
    reasoned(send, "POST", `${three.at}/verified/${seat}`, { table: lived.table, points }, version)
  return { ...three, ...lived, ids, y: await three.world.as("leader", "so-y"), name, confirm }
}

test("a panel verifies instead of the head, each department standing aside for its own unit, also one from outside of the bloc", async () => {
  const { a, b, c, y, at, world, year, confirm } = await to("verifying")
  expect(await acts(a)).toEqual(["phase.move"])
  for (const send of [b, c, y]) expect(await acts(send)).toEqual(["verified.confirm"])
  expect(codeOf(await confirm(a, "01"))).toBe("verified.other")
  expect(codeOf(await confirm(b, "01"))).toBe("verified.other")
  expect(codeOf(await confirm(await world.as("officer", "so-y"), "00"))).toBe("right.denied")
  expect((await y("GET", at)).json).toMatchObject({
    seat: null,
    panel: [{ name: "Đơn vị so-b", seat: "01", own: false }, { seat: "02" }, { seat: null, own: true }],
  })
  for (const [send, seat] of [[b, "00"], [c, "01"], [y, "02"]] as const) expect(codeOf(await confirm(send, seat))).toBe("done") // prettier-ignore
  expect((await a("GET", at)).json).toMatchObject({ waits: 0 })
  await move(world.board, year, "verifying", "ranked")
  const { result } = (await a("GET", `${at}/result`)).json as { result: { units: { verified: { total: number } }[] } }
  expect(result.units.map(({ verified }) => verified.total)).toEqual([90, 90, 90])
})

test("of two that verify one unit the first counts, and the second is told who was first", async () => {
  const { b, y, at, confirm } = await to("verifying")
  const key = { "idempotency-key": '"a-key-of-sixteen"', "if-match": none }
  const body = { table: ((await b("GET", `${at}/table`)).json as { hash: string }).hash, points: [4000, 6000] }
  const twice = () => b("POST", `${at}/verified/02`, body, key)
  const first = await twice()
  expect(codeOf(first)).toBe("done")
  expect((await twice()).json).toEqual(first.json)
  expect(codeOf(await confirm(y, "02", [3000, 5000]))).toBe("verified.first")
  expect(codeOf(await confirm(b, "02", [3000, 5000], '"v1"'))).toBe("verified.confirmed")
  expect((await y("GET", `${at}/verified/02`)).json).toMatchObject({ confirmed: true, first: { name: "Đơn vị so-b", own: false } })
  expect((await b("GET", `${at}/verified/02`)).json).toMatchObject({ confirmed: true, first: { own: true } })
  const [, , units] = await Promise.all([confirm(b, "00"), confirm(y, "00", [3000, 4000]), b("GET", `${at}/verified`)])
  expect(units.json).toMatchObject({ seats: expect.arrayContaining(["02"]) })
  expect((await b("GET", at)).json).toMatchObject({ waits: 1 })
})

test("a panel that is not whole stops nothing: where nobody of it is left for a unit, the head, the deputy or the board verifies", async () => {
  const { a, b, c, world, year, confirm, at } = await to("running", ["so-b"])
  await move(world.board, year, "running", "selfScoring")
  await move(world.board, year, "selfScoring", "verifying", "theo kế hoạch")
  expect(await acts(a)).toEqual(["verified.confirm", "phase.move"])
  expect(codeOf(await confirm(a, "01"))).toBe("done")
  expect(codeOf(await confirm(c, "00"))).toBe("verified.other")
  expect(codeOf(await confirm(b, "00"))).toBe("done")
  const gone = { left: "2026-11-01", successor: null, reason: "QĐ giải thể", lead: { head: "00", deputy: null } }
  expect(codeOf(await world.board("POST", `${at}/members/01/departure`, gone))).toBe("done")
  expect(codeOf(await confirm(b, "02"))).toBe("verified.other")
  expect(codeOf(await confirm(a, "02"))).toBe("done")
  expect(codeOf(await confirm(world.board, "00"))).toBe("verified.confirmed")
  expect((await a("GET", at)).json).toMatchObject({ waits: 0 })
})

test("the head or the board names the panel until scoring begins; every flaw is told, and who is taken out sees nothing any more", async () => {
  const { a, b, y, at, world, ids, name } = await to("drafting")
  expect(codeOf(await name(b, ids, '"v1"'))).toBe("right.denied")
  expect(codeOf(await name(await world.as("officer", "so-a"), ids, '"v1"'))).toBe("right.denied")
  expect(told(await name(a, [ids[0], ids[0], ids[0]], '"v1"'))).toEqual(["/departments/1 panel.twice", "/departments/2 panel.twice"])
  expect(codeOf(await name(a, ["01234567890123456789"], '"v1"'))).toBe("missing")
  expect(codeOf(await name(a, [await (await province()).departmentOf("so-x")], '"v1"'))).toBe("missing")
  expect(codeOf(await name(a, ids, none))).toBe("version.stale")
  expect((await y("GET", `${at}/panel`)).json).toMatchObject({ units: [{ code: "so-b" }, { code: "so-c" }, { code: "so-y" }] })
  for (const place of ["", "/table", "/table/versions", "/log", "/decisions", "/verified", "/notes/verified-01"])
    expect(codeOf(await y("GET", at + place)), place).toBe("done")
  for (const place of ["/self", "/pledge", "/crosses", "/notes/self", "/votes", "/result", "/phase", "/notes/cross-01"])
    expect(codeOf(await y("GET", at + place)), place).toBe("missing")
  expect(codeOf(await name(a, ids.slice(0, 1), '"v1"'))).toBe("done")
  for (const place of ["", "/panel", "/table", "/verified", "/notes/verified-01"])
    expect(codeOf(await y("GET", at + place)), place).toBe("missing")
  expect(await acts(y)).toEqual([])
  expect(codeOf(await name(a, [], '"v2"'))).toBe("done")
  expect((await b("GET", at)).json).toMatchObject({ panel: [] })
})

test("the panel closes with the beginning of scoring", async () => {
  const { name, ids, world } = await to("selfScoring")
  expect(codeOf(await name(world.board, ids.slice(0, 1), '"v1"'))).toBe("panel.closed")
})

test("an appeal about what a panel verified is the panel's to answer, never the unit's own; who answered stands in the log", async () => {
  const { a, b, c, y, at, world, year, confirm } = await to("verifying", ["so-b", "so-c", "so-y"], ["crossScoring"])
  for (const [send, seat] of [[b, "00"], [b, "02"], [c, "01"]] as const) expect(codeOf(await confirm(send, seat))).toBe("done") // prettier-ignore
  await move(world.board, year, "verifying", "appealing")
  expect(codeOf(await c("POST", `${at}/own-appeals/l0`, { wanted: { points: 3900 }, text: "đề nghị xem lại" }))).toBe("done")
  expect(await acts(y)).toEqual(["appeal.answer"])
  expect((await y("GET", `${at}/appeals`)).json).toMatchObject({ items: [{ seat: "02", mine: true }] })
  expect((await c("GET", `${at}/appeals`)).json).toMatchObject({ items: [{ seat: "02", mine: false }] })
  expect((await a("GET", `${at}/appeals`)).json).toMatchObject({ items: [] })
  const answer = (send: Send) => send("POST", `${at}/appeals/02/l0/answer`, { value: { points: 3900 }, reason: "đúng hồ sơ" })
  for (const send of [a, c]) expect(codeOf(await answer(send))).toBe("verified.other")
  expect(codeOf(await answer(b))).toBe("done")
  const { items } = (await y("GET", `${at}/log`)).json as { items: object[] }
  expect(items[0]).toMatchObject({ act: "appeal.answer", seat: "01", of: "02", to: "l0" })
  expect(((await a("GET", `${at}/log`)).json as { items: object[] }).items[0]).toMatchObject({ act: "phase.move" })
})

test("who has left the bloc answers no appeal any more, however lately it sat on the panel", async () => {
  const { a, b, c, at, world, year, confirm } = await to("verifying", ["so-b", "so-c"], ["crossScoring"])
  for (const [send, seat] of [[b, "00"], [c, "01"], [b, "02"]] as const) expect(codeOf(await confirm(send, seat))).toBe("done") // prettier-ignore
  await move(world.board, year, "verifying", "appealing")
  for (const [send, item] of [
    [a, "l0"],
    [b, "l0"],
    [b, "l1"],
  ] as const)
    expect(codeOf(await send("POST", `${at}/own-appeals/${item}`, { wanted: { points: 3500 }, text: "có văn bản" }))).toBe("done")
  const answer = (seat: string, item: string) =>
    c("POST", `${at}/appeals/${seat}/${item}/answer`, { value: { points: 3600 }, reason: "theo hồ sơ" })
  expect(codeOf(await answer("01", "l0"))).toBe("done")
  const gone = { left: "2026-11-01", successor: null, reason: "QĐ giải thể" }
  expect(codeOf(await world.board("POST", `${at}/members/02/departure`, gone))).toBe("done")
  expect(codeOf(await answer("01", "l1"))).toBe("verified.other")
  expect(codeOf(await answer("00", "l0"))).toBe("verified.other")
})
