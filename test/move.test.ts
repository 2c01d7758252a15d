import { expect, test } from "vitest"
import { done, live, minutesOf, plainly, threeLeaders, verify, votes } from "./small-year.ts"
import { type Answer, criteria, move, phaseOrder, type Send } from "./world.ts"

const none = '"v0"'
const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const good = [4000, 6000]
type Three = Awaited<ReturnType<typeof threeLeaders>>
/** Asks for a move over the version that stands there. */
async function ask(send: Send, { at, world }: Three, from: string, to: string, reason?: string) {
  const { etag } = await world.board("GET", `${at}/phase`)
  return codeOf(await send("PUT", `${at}/phase`, { from, to, reason }, { "if-match": etag }))
}
const state = async ({ at }: Three, send: Send) => (await send("GET", `${at}/phase`)).json as { phase: string; whyNot: string | null }

test("the head or the board moves the year on; other members, other roles and strangers do not", async () => {
  const three = await threeLeaders()
  const { a, b, world } = three
  await live(three, "running")
  const go = (send: Send) => ask(send, three, "running", "selfScoring")
  expect(await go(b)).toBe("right.denied")
  for (const role of ["officer", "viewer", "council"] as const) expect(await go(await world.as(role, "so-a")), role).toBe("right.denied")
  expect(await go(await world.as("leader", "so-x"))).toBe("missing")
  expect([await go(a), await ask(world.board, three, "selfScoring", "crossScoring", "đúng hạn")]).toEqual(["done", "done"])
})

test("a year does not leave drafting without its table adopted, nor come to the signing without the pledge's text", async () => {
  const three = await threeLeaders()
  const { a, b, at } = three
  const go = (reason?: string) => ask(a, three, "drafting", "pledging", reason)
  expect([await go(), await go("lý do"), (await state(three, a)).whyNot]).toEqual(["phase.table", "phase.table", "phase.table"])
  const saved = await a("PUT", `${at}/table`, criteria(), { "if-match": none })
  expect(await go()).toBe("phase.table")
  const { hash } = saved.json as { hash: string }
  await a("POST", `${at}/table`, minutesOf(hash), { "if-match": saved.etag })
  expect([await go(), await go("lý do"), (await state(three, a)).whyNot]).toEqual(["phase.pledge", "phase.pledge", "phase.pledge"])
  await a("PUT", `${at}/pledge`, { text: "Giao ước" }, { "if-match": none })
  expect([(await state(three, a)).whyNot, (await state(three, b)).whyNot, await go()]).toEqual([null, "right.denied", "done"])
})

test("no phase is left out that the bloc uses, none is gone back to, none is entered twice", async () => {
  const three = await threeLeaders()
  const { world } = three
  await live(three, "selfScoring")
  expect(await ask(world.board, three, "selfScoring", "verifying", "lý do")).toBe("phase.order")
  expect(await ask(world.board, three, "selfScoring", "crossScoring", "lý do")).toBe("done")
  for (const to of phaseOrder.filter((phase) => phase !== "verifying"))
    expect(await ask(world.board, three, "crossScoring", to, "lý do"), to).toBe("phase.order")
  for (const to of ["decided", "drafting"]) expect(await ask(world.board, three, "crossScoring", to, "lý do")).toBe("phase.order")
  expect(await ask(world.board, three, "selfScoring", "crossScoring", "lý do")).toBe("phase.order")
  expect(await ask(world.board, three, "crossScoring", "verifying", "lý do")).toBe("done")
})

test("the phases that a bloc's rules leave out are leapt over, and cannot be entered", async () => {
  const three = await threeLeaders({ without: ["crossScoring", "appealing", "voting"] })
  const { a } = three
  const { table } = await live(three, "selfScoring")
  for (const one of three.leaders) await one("POST", `${three.at}/self`, { table, points: good }, { "if-match": none })
  expect(await state(three, a)).toMatchObject({ next: "verifying", whyNot: null })
  expect([await ask(a, three, "selfScoring", "crossScoring"), await ask(a, three, "selfScoring", "verifying")]).toEqual([
    "phase.order",
    "done",
  ])
  for (const i of [0, 1, 2]) await verify(three, plainly, table, i)
  expect([await ask(a, three, "verifying", "appealing"), await ask(a, three, "verifying", "ranked")]).toEqual(["phase.order", "done"])
  expect([await ask(a, three, "ranked", "voting"), await ask(a, three, "ranked", "closed")]).toEqual(["phase.order", "done"])
  expect((await a("GET", `${three.at}/result`)).json).toMatchObject({ provisional: false, result: { units: [{ official: 95.5 }, {}, {}] } })
})

test("one silent member stops nothing: the phase closes over it with a reason that all can read", async () => {
  const three = await threeLeaders()
  const { a, c, at } = three
  const { pledge, table } = await live(three, "pledging")
  const sign = (send: Send) => send("POST", `${at}/pledge/signature`, { hash: pledge })
  expect(await state(three, a)).toMatchObject({ waits: 3, whyNot: "phase.lacks" })
  await sign(a)
  expect(await ask(a, three, "pledging", "running")).toBe("phase.lacks")
  expect(await ask(a, three, "pledging", "running", " ")).toBe("input.invalid")
  expect(await ask(a, three, "pledging", "running", "Sở C vắng mặt có lý do")).toBe("done")
  expect(await ask(a, three, "running", "selfScoring")).toBe("done")
  for (const one of [a, c]) await one("POST", `${at}/self`, { table, points: good }, { "if-match": none })
  expect([await ask(a, three, "selfScoring", "crossScoring"), (await state(three, a)).whyNot]).toEqual(["phase.lacks", "phase.lacks"])
  expect(await ask(a, three, "selfScoring", "crossScoring", "Sở B không nộp")).toBe("done")
  const { items } = (await c("GET", `${at}/log`)).json as { items: object[] }
  expect(items[0]).toMatchObject({
    act: "phase.move",
    from: "selfScoring",
    to: "crossScoring",
    why: "Sở B không nộp",
    seat: "00",
    as: "leader",
  })
})

test("a move is made over the version that was seen: what came between makes it stale", async () => {
  const three = await threeLeaders()
  const { a, b, at } = three
  const { pledge } = await live(three, "pledging")
  const { etag } = await a("GET", `${at}/phase`)
  await b("POST", `${at}/pledge/signature`, { hash: pledge })
  const go = (version: string | undefined) =>
    a("PUT", `${at}/phase`, { from: "pledging", to: "running", reason: "đúng hạn" }, { "if-match": version })
  expect([codeOf(await go(etag)), codeOf(await go(undefined)), codeOf(await go('"v99"'))]).toEqual([
    "version.stale",
    "version.absent",
    "version.stale",
  ])
  expect(await ask(a, three, "pledging", "running", "đúng hạn")).toBe("done")
})

test("a year is not ranked while a score is missing that the ranking needs, whatever the reason", async () => {
  const three = await threeLeaders()
  const { a, at } = three
  const { table } = await live(three, "verifying")
  expect(codeOf(await a("GET", `${at}/result`))).toBe("result.notYet")
  for (const i of [0, 1]) await verify(three, plainly, table, i)
  expect(await ask(a, three, "verifying", "ranked")).toBe("phase.lacks")
  expect(await ask(a, three, "verifying", "ranked", "lý do")).toBe("result.incomplete")
  expect([codeOf(await a("GET", `${at}/result`)), (await state(three, a)).phase]).toEqual(["result.notYet", "verifying"])
  await verify(three, plainly, table, 2)
  expect(await ask(a, three, "verifying", "ranked")).toBe("done")
})

test("ranking is provisional and knows no votes, closing counts them and keeps the first list", async () => {
  const three = await threeLeaders()
  const { a, c, at, year, world } = three
  await live(three, "ranked")
  expect(await ask(world.board, three, "ranked", "closed", "lý do")).toBe("phase.order")
  await move(a, year, "ranked", "voting")
  const result = async () =>
    (await c("GET", `${at}/result`)).json as { provisional: boolean; result: { units: { id: string }[]; proposal: object } }
  const ranked = await result()
  expect(ranked).toMatchObject({ provisional: true, result: { proposal: { flags: ["so-b"], certificates: ["so-a"] } } })
  const least = { ...votes.flags, yes: { "01": 1, "00": 3 } }
  expect(codeOf(await a("PUT", `${at}/votes`, { ...votes, flags: least }, { "if-match": none }))).toBe("done")
  await move(world.board, year, "voting", "closed", "lý do")
  const closed = await result()
  expect([closed.provisional, closed.result.units.map(({ id }) => id)]).toEqual([false, ranked.result.units.map(({ id }) => id)])
  expect(closed).not.toMatchObject({ result: { proposal: { flags: ["so-b"] } } })
  expect((await c("GET", at)).json).toMatchObject({ phase: "closed", ranked: true, tasks: [] })
  expect(await ask(world.board, three, "closed", "decided")).toBe("done")
  expect((await done(three)).filter((act) => act === "phase.move")).toHaveLength(9)
})
