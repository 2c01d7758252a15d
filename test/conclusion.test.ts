import { expect, test } from "vitest"
import { live, plainly, threeLeaders, verifiedPoints, votes } from "./small-year.ts"
import { itemsOf, tenantOf } from "./stored.ts"
import { type Answer, blocYear, criteria, move, province, type Send, reasons } from "./world.ts"

const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const key = { "idempotency-key": '"conclusion-conclusion"' }
type Three = Awaited<ReturnType<typeof threeLeaders>>
const go = async ({ at }: { at: string }, send: Send, from: string, to: string, reason?: string) => {
  const { etag } = await send("GET", `${at}/phase`)
  return codeOf(await send("PUT", `${at}/phase`, { from, to, reason }, { "if-match": etag }))
}
const whyNot = async ({ at, a }: Three) => ((await a("GET", `${at}/phase`)).json as { whyNot: string }).whyNot
const enter = ({ at }: Three, send: Send, version = '"v0"', given: object = votes) =>
  send("PUT", `${at}/votes`, given, { "if-match": version })
const confirm = ({ at }: Three, send: Send, version = '"v1"', headers = {}) =>
  send("POST", `${at}/votes`, undefined, { "if-match": version, ...headers })
const contest = ({ at }: Three, send: Send, headers = {}) => send("POST", `${at}/votes/contests`, { reason: "biên bản ghi khác" }, headers)
const reopen = async ({ at, world }: Three, to: string, send = world.board, headers = {}, version?: string) => {
  const { etag } = await world.board("GET", `${at}/phase`)
  return send("POST", `${at}/phase`, { to, reason: "phát hiện sai sót" }, { "if-match": version ?? etag, ...headers })
}

test("the vote is entered by the head with its counting team and confirmed by the deputy; then the bloc may close", async () => {
  const three = await threeLeaders()
  const { a, b, c, world } = three
  await live(three, "voting")
  expect(codeOf(await enter(three, a, '"v0"', { flags: votes.flags }))).toBe("input.invalid")
  expect([codeOf(await confirm(three, b, '"v0"')), await whyNot(three)]).toEqual(["vote.state", "phase.vote"])
  expect(codeOf(await enter(three, a))).toBe("done")
  for (const send of [a, c, world.board]) expect(codeOf(await confirm(three, send))).toBe("right.denied")
  expect(codeOf(await confirm(three, await world.as("leader", "so-x")))).toBe("missing")
  expect(await go(three, a, "voting", "closed")).toBe("phase.vote")
  expect(codeOf(await confirm(three, b, '"v0"'))).toBe("version.stale")
  const first = await confirm(three, b, '"v1"', key)
  expect(first.json).toMatchObject({ team: "Ban kiểm phiếu", enteredBy: "00", confirmedBy: "01" })
  expect([(await confirm(three, b, '"v1"', key)).text, codeOf(await confirm(three, b, '"v2"'))]).toEqual([first.text, "vote.state"])
  expect(await go(three, a, "voting", "closed")).toBe("done")
})

test("without a deputy the board confirms; what the board enters from the minutes the deputy or the head does", async () => {
  const alone = await threeLeaders({ deputy: false })
  const { table } = await live(alone, "verifying")
  for (const i of [0, 1, 2])
    await plainly(
      i ? alone.a : alone.world.board,
      "POST",
      `${alone.at}/verified/0${i}`,
      { table, points: verifiedPoints[i], reasons },
      '"v0"',
    )
  for (const [from, to] of [
    ["verifying", "ranked"],
    ["ranked", "voting"],
  ] as const)
    await move(alone.a, alone.year, from, to)
  await enter(alone, alone.a)
  expect([codeOf(await confirm(alone, alone.a)), codeOf(await confirm(alone, alone.world.board))]).toEqual(["right.denied", "done"])
  expect(codeOf(await enter(alone, alone.world.board, '"v2"'))).toBe("done")
  expect([codeOf(await confirm(alone, alone.world.board, '"v3"')), codeOf(await confirm(alone, alone.a, '"v3"'))]).toEqual([
    "right.denied",
    "done",
  ])
})

test("a member contests the vote for all to see; the head enters it anew, or the bloc closes with a reason", async () => {
  const three = await threeLeaders()
  const { a, b, c, at } = three
  await live(three, "voting")
  expect(codeOf(await contest(three, c))).toBe("vote.state")
  await enter(three, a)
  await confirm(three, b)
  const first = await contest(three, c, key)
  expect(first.json).toMatchObject({ contests: [{ seat: "02", reason: "biên bản ghi khác" }] })
  expect((await contest(three, c, key)).text).toBe(first.text)
  expect(((await b("GET", `${at}/log`)).json as { items: object[] }).items.slice(0, 1)).toMatchObject([
    { act: "vote.contest", seat: "02", why: "biên bản ghi khác" },
  ])
  expect([await whyNot(three), codeOf(await confirm(three, b, '"v3"'))]).toEqual(["phase.vote", "vote.state"])
  expect((await enter(three, a, '"v3"')).json).toMatchObject({ contests: [] })
  expect(codeOf(await confirm(three, b, '"v4"'))).toBe("done")
  await contest(three, c)
  expect([await go(three, a, "voting", "closed"), await go(three, a, "voting", "closed", "đã đối chiếu biên bản")]).toEqual([
    "phase.vote",
    "done",
  ])
  expect(codeOf(await contest(three, c))).toBe("vote.closed")
})

const five = ["so-a", "so-b", "so-c", "so-d", "so-e"]
const four = ["so-a", "so-b", "so-c", "so-d"]
/** Four members of whom c and d have the same points; taken to the provisional ranking. */
async function tiedYear() {
  const world = await province()
  const year = await blocYear(world, { members: four, to: "verifying" })
  const leaders = (await Promise.all(four.map((of) => world.as("leader", of)))) as [Send, Send, Send, Send]
  const [a, b] = leaders
  for (const [i, first] of [4000, 3000, 3500, 3500].entries())
    await plainly(i ? a : b, "POST", `${year.at}/verified/0${i}`, { table: year.hash, points: [first, 5000] }, '"v0"')
  await move(a, year.year, "verifying", "ranked")
  return { world, ...year, leaders }
}

test("head and deputy decide a tie together, each pressing for the same order; neither about itself", async () => {
  const { world, at, year, leaders } = await tiedYear()
  const [a, b, c] = leaders
  const press = (send: Send, order: string[], headers = {}) =>
    send("POST", `${at}/ties`, { order, reason: "nhiều phong trào hơn" }, headers)
  expect(codeOf(await press(c, ["02", "03"]))).toBe("right.denied")
  expect(codeOf(await press(world.board, ["02", "03"]))).toBe("missing")
  expect([codeOf(await press(a, ["00", "02"])), codeOf(await press(a, ["02", "05"]))]).toEqual(["decision.own", "tie.none"])
  const first = await press(a, ["02", "03"], key)
  expect(first.json).toMatchObject({ pressed: [{ seat: "00", order: ["02", "03"] }], decided: [] })
  expect((await press(a, ["02", "03"], key)).text).toBe(first.text)
  expect((await press(b, ["03", "02"])).json).toMatchObject({ pressed: [{ seat: "00" }, { seat: "01" }], decided: [] })
  expect((await press(b, ["02", "03"])).json).toMatchObject({ pressed: [], decided: [{ order: ["02", "03"], by: "headAndDeputy" }] })
  expect(codeOf(await press(a, ["02", "03"]))).toBe("tie.none")
  await move(world.board, year, "ranked", "voting", "x")
  await move(world.board, year, "voting", "closed", "x")
  expect((await c("GET", `${at}/ties`)).json).toMatchObject({ decided: [{ by: "headAndDeputy" }] })
})

test("the board reopens with a reason: the result stays, and what it came from is kept before it first changes", async () => {
  const three = await threeLeaders({ without: [] })
  const { a, b, c, at, world } = three
  await live(three, "closed")
  const before = (await itemsOf(await tenantOf(world.code))).filter(({ sk }) => sk.startsWith("Z#"))
  expect(codeOf(await reopen(three, "appealing", a))).toBe("right.denied")
  expect(codeOf(await reopen(three, "voting"))).toBe("input.invalid")
  expect(codeOf(await reopen(three, "appealing", world.board, {}, '"v1"'))).toBe("version.stale")
  const first = await reopen(three, "appealing", world.board, key)
  expect(first.json).toEqual({ phase: "appealing" })
  expect((await reopen(three, "appealing", world.board, key)).text).toBe(first.text)
  expect((await c("GET", `${at}/result`)).json).toMatchObject({ provisional: true })
  expect(((await c("GET", `${at}/log`)).json as { items: object[] }).items.slice(0, 1)).toMatchObject([
    { act: "phase.reopen", from: "closed", to: "appealing", why: "phát hiện sai sót" },
  ])

  for (const [item, points] of [
    ["l0", 4000],
    ["l1", 5700],
  ] as const) {
    await c("POST", `${at}/own-appeals/${item}`, { wanted: { points }, text: "sót minh chứng" })
    expect(codeOf(await a("POST", `${at}/appeals/02/${item}/answer`, { value: { points }, reason: "đúng là sót" }))).toBe("done")
  }
  await move(a, three.year, "appealing", "ranked")
  await move(a, three.year, "ranked", "voting")
  expect(await whyNot(three)).toBe("phase.vote")
  const { etag } = await a("GET", `${at}/votes`)
  expect(codeOf(await enter(three, a, etag))).toBe("done")
  await confirm(three, b, '"v3"')
  await move(a, three.year, "voting", "closed")
  const items = await itemsOf(await tenantOf(world.code))
  expect(items.filter(({ sk }) => sk === "Z#1" || sk === "Z#2")).toEqual(before)
  expect(items.filter(({ sk }) => /^Z#\d+#/.test(sk)).map(({ sk }) => sk)).toEqual(["Z#2#T", "Z#2#V#head#02"])
  expect(items.find(({ sk }) => sk === "Z#2#V#head#02")).toMatchObject({ was: 1, item: { points: verifiedPoints[2] } })
  expect(items.find(({ sk }) => sk === "Z#2#T")).toMatchObject({ was: 2, item: { votes: { flags: votes.flags } } })
  expect((await c("GET", `${at}/result`)).json).toMatchObject({
    provisional: false,
    result: { units: expect.arrayContaining([expect.objectContaining({ id: "so-c", verified: { total: 97 } })]) },
  })
})

/** Of five, c and d give each other ten points more on each of three criteria, and e hands in nothing; among four the model finds the other two as well. */
async function alerted() {
  const world = await province()
  const year = await blocYear(world, { members: five, to: "drafting" })
  const leaders = (await Promise.all(five.map((of) => world.as("leader", of)))) as [Send, Send, Send, Send, Send]
  const [a] = leaders
  const sections = ["I", "II", "III"].map((code) => ({ code, name: `Tiêu chí ${code}`, max: 40, scoring: { kind: "points" } }))
  const { rules } = criteria([{ component: "crossMean", weight: 1 }])
  const saved = await a("PUT", `${year.at}/table`, { table: { sections }, rules }, { "if-match": '"v0"' })
  const { hash } = saved.json as { hash: string }
  const minutes = { hash, date: "2026-01-15", place: "Hội trường", present: 5, agreed: 5, text: "Thống nhất." }
  await a("POST", `${year.at}/table`, minutes, { "if-match": saved.etag })
  await a("PUT", `${year.at}/pledge`, { text: "Giao ước" }, { "if-match": '"v0"' })
  for (const [from, to] of [
    ["drafting", "pledging"],
    ["pledging", "running"],
    ["running", "selfScoring"],
    ["selfScoring", "crossScoring"],
  ] as const)
    await move(world.board, year.year, from, to, "x")
  const base = [3100, 3000, 2500, 2450, 2000]
  for (const [i, send] of leaders.slice(0, 4).entries()) {
    const given = (j: number) => base[j]! + (i + j === 5 && i * j === 6 ? 1000 : 0)
    const rows = five.map((_, j) => (i === j ? null : [given(j), given(j), given(j)]))
    expect(codeOf(await plainly(send, "POST", `${year.at}/cross`, { table: hash, rows }, '"v0"'))).toBe("done")
  }
  for (const [from, to] of [
    ["crossScoring", "verifying"],
    ["verifying", "ranked"],
  ] as const)
    await move(world.board, year.year, from, to, "x")
  return { world, ...year, leaders }
}

test("an alert is for the board and the two units, who explain; after closing the bloc knows the number and the outcome", async () => {
  const { world, at, year, leaders } = await alerted()
  const [a, b, c, d, e] = leaders
  const list = async (send: Send) =>
    (await send("GET", `${at}/alerts`)).json as { alerts: object[]; count: number | null; outcomes: unknown[] }
  const explain = (send: Send, headers = {}, path = "02/03") =>
    send("POST", `${at}/alerts/${path}`, { text: "hai đơn vị phối hợp chương trình chung" }, headers)
  const conclude = (send: Send, headers = {}, text = "đã làm rõ") =>
    send("POST", `${at}/alerts/02/03/outcome`, { kind: "explained", text }, headers)
  expect(await list(world.board)).toMatchObject({ count: 2 })
  for (const send of [c, d]) expect(await list(send)).toMatchObject({ alerts: [{ seat: "02", other: "03" }], count: null, outcomes: [] })
  expect(await list(e)).toMatchObject({ alerts: [], count: null })
  expect([codeOf(await explain(b)), codeOf(await explain(c, {}, "01/02")), codeOf(await conclude(c))]).toEqual([
    "alert.none",
    "alert.none",
    "right.denied",
  ])
  const version = async () => (await world.board("GET", `${at}/phase`)).etag
  const still = await version()
  const first = await explain(c, key)
  expect([first.status, await version()]).toEqual([200, still])
  expect((await explain(c, key)).text).toBe(first.text)
  expect(codeOf(await explain(d))).toBe("done")
  expect(await list(world.board)).toMatchObject({
    alerts: expect.arrayContaining([expect.objectContaining({ told: { "02": expect.anything(), "03": expect.anything() } })]),
  })
  const twice = await Promise.all([conclude(world.board, key), conclude(world.board, key), conclude(world.board, key)])
  expect(twice.map((one) => [codeOf(one), one.text])).toEqual(twice.map(() => ["done", twice[0]!.text]))
  expect(codeOf(await conclude(world.board, key, "khác"))).toBe("key.reused")
  const acts = async (send: Send) =>
    ((await send("GET", `${at}/log`)).json as { items: { act: string }[] }).items.filter(({ act }) => act.startsWith("alert.")).length
  expect([await acts(world.board), await acts(c), await acts(d), await acts(e)]).toEqual([3, 3, 3, 0])

  await a("POST", `${at}/prize-reason`, { reason: "theo quy chế" })
  await world.board("POST", `${at}/prize-reason`, { reason: "theo quy chế" })
  for (const [from, to] of [
    ["ranked", "voting"],
    ["voting", "closed"],
  ] as const)
    await move(world.board, year, from, to, "x")
  expect(await list(e)).toMatchObject({ alerts: [], count: 2, outcomes: expect.arrayContaining(["explained", null]) })
  expect(codeOf(await explain(c))).toBe("alert.phase")
})

test("closing wants a written reason where adjusted cross-scores would change who gets a prize, by nobody about itself", async () => {
  const three = await threeLeaders({ members: four, without: ["appealing", "voting"] })
  const { at, world, leaders } = three
  const [a, b, c] = leaders as [Send, Send, Send]
  const { table, rules } = criteria([{ component: "crossMean", weight: 1 }])
  const saved = await a("PUT", `${at}/table`, { table, rules }, { "if-match": '"v0"' })
  const { hash } = saved.json as { hash: string }
  await a(
    "POST",
    `${at}/table`,
    { hash, date: "2026-01-15", place: "Hội trường", present: 4, agreed: 4, text: "x" },
    { "if-match": saved.etag },
  )
  await a("PUT", `${at}/pledge`, { text: "Giao ước" }, { "if-match": '"v0"' })
  for (const [from, to] of [
    ["drafting", "pledging"],
    ["pledging", "running"],
    ["running", "selfScoring"],
    ["selfScoring", "crossScoring"],
  ] as const)
    await move(world.board, three.year, from, to, "x")
  // calibration.md (a): a strict scorer wins under the plain mean.
  const totals = [
    [0, 93, 90, 88],
    [86, 0, 82, 80],
    [90, 89, 0, 84],
    [90, 89, 86, 0],
  ]
  for (const [i, send] of leaders.entries()) {
    const rows = totals[i]!.map((total, j) => (i === j ? null : [3800, total * 100 - 3800]))
    expect(codeOf(await plainly(send, "POST", `${at}/cross`, { table: hash, rows }, '"v0"'))).toBe("done")
  }
  for (const [from, to] of [
    ["crossScoring", "verifying"],
    ["verifying", "ranked"],
  ] as const)
    await move(world.board, three.year, from, to, "x")
  expect(await go(three, world.board, "ranked", "closed", "lý do")).toBe("phase.sways")
  expect((await world.board("GET", `${at}/alerts`)).json).toMatchObject({
    wanted: true,
    sways: [{ component: "crossFair", flags: ["so-a"] }],
  })
  expect((await c("GET", `${at}/alerts`)).json).toMatchObject({ wanted: false, sways: [] })
  const explain = (send: Send, headers = {}) =>
    send("POST", `${at}/prize-reason`, { reason: "theo quy chế, điểm hiệu chỉnh chỉ để tham khảo" }, headers)
  // The flag would go from b (deputy) to a (head): both are concerned, so the board writes.
  expect([codeOf(await explain(a)), codeOf(await explain(b)), codeOf(await explain(c))]).toEqual([
    "decision.own",
    "decision.own",
    "right.denied",
  ])
  const first = await explain(world.board, key)
  expect(first.json).toMatchObject({ seat: "board" })
  expect((await explain(world.board, key)).text).toBe(first.text)
  expect(await go(three, a, "ranked", "closed")).toBe("done")
  expect(codeOf(await explain(world.board))).toBe("prize.none")
  expect((await c("GET", `${at}/alerts`)).json).toMatchObject({ wanted: false, sways: [{ component: "crossFair", flags: ["so-a"] }] })
})
