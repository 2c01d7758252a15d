import { Id } from "@khoi/core/id"
import { Meter } from "@khoi/core/meter"
import { expect, test } from "vitest"
import { drive, indicator, movements, paths } from "./small-movement.ts"
import { done, live, minutesOf, plainly, scores, threeLeaders, verify, votes } from "./small-year.ts"
import { fingerprint, tenantOf } from "./stored.ts"
import { type Answer, blocYear, criteria, password, province, type Send, signIn } from "./world.ts"

const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const key = (name: string) => ({ "idempotency-key": `"${name.padEnd(16, "-")}"` })
const now = '"v0"'
/** How often each answer came. */
const tally = (answers: readonly Answer[]) =>
  Object.fromEntries(Object.entries(Object.groupBy(answers, codeOf)).map(([code, all]) => [code, all!.length]))

test("F20 another's thing and one that never was get the same answer for the same calls to the store", async () => {
  const [world, other] = [await province(), await province()]
  const { at, hash } = await blocYear(world, { to: "selfScoring" })
  const foreign = await blocYear(other, { to: "selfScoring" })
  const before = await fingerprint(await tenantOf(other.code))
  const [member, stranger, board] = [await world.as("leader", "so-b"), await world.as("leader", "so-x"), world.board]
  const sheet = { table: hash, points: [4000, 6000] }
  const requests: [string, string, unknown?][] = [
    ["GET", ""],
    ["GET", "/log"],
    ["GET", "/self"],
    ["GET", "/result"],
    ["GET", "/verified/00"],
    ["PUT", "/self", sheet],
    ["POST", "/self", sheet],
    ["POST", "/pledge/signature", { hash }],
    ["PUT", "/phase", { from: "selfScoring", to: "crossScoring", reason: "x" }],
  ]
  const ask = async (send: Send, method: string, path: string, body: unknown) => {
    const { result, cost } = await Meter.count(() => send(method, path, body, { "if-match": now }))
    return {
      status: result.status,
      problem: { ...(result.json as object), requestId: "" },
      headers: [...result.headers.keys()],
      calls: cost.calls,
    }
  }
  for (const send of [member, stranger, board])
    for (const [method, path, body] of requests) {
      const none = await ask(send, method, `/years/${Id.create()}${path}`, body)
      expect(await ask(send, method, `${foreign.at}${path}`, body), `${method} ${path}`).toEqual(none)
      expect([404, 403]).toContain(none.status)
      if (send === stranger) expect(await ask(send, method, `${at}${path}`, body), `${method} ${path}`).toEqual(none)
    }
  expect(await fingerprint(await tenantOf(other.code))).toBe(before)
})

test("F22 an act sent five times under one key has one effect and five times the same answer, one by one or at once", async () => {
  const three = await threeLeaders()
  const { at, a, b, c } = three
  const { table } = await live(three, "selfScoring")
  const hand = (send: Send, name: string, points = [4000, 6000]) =>
    send("POST", `${at}/self`, { table, points }, { "if-match": now, ...key(name) })
  const one: Answer[] = []
  for (let i = 0; i < 5; i++) one.push(await hand(a, "one"))
  const five = await Promise.all(Array.from({ length: 5 }, () => hand(b, "five")))
  for (const answers of [one, five]) {
    expect(tally(answers)).toEqual({ done: 5 })
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  }
  expect((await done(three)).filter((act) => act === "self.handIn")).toHaveLength(2)
  expect((await hand(b, "five", [0, 0])).json).toMatchObject({ status: 422, code: "key.reused" })
  expect(codeOf(await hand(b, "six"))).toBe("self.handedIn")
  expect(codeOf(await hand(c, "five"))).toBe("done")
})

test("F22 every act knows its own key again, and refuses it for something else", async () => {
  const three = await threeLeaders()
  const { a, at, year } = three
  const twice = async (send: Send, method: string, path: string, body: object, other: object, version = now) => {
    const headers = { "if-match": version, ...key(crypto.randomUUID()) }
    const first = await send(method, path, body, headers)
    const [again, reused] = [await send(method, path, body, headers), await send(method, path, other, headers)]
    expect([first.status, again.text, again.etag, codeOf(reused)], `${method} ${path}`).toEqual([200, first.text, first.etag, "key.reused"])
    return first.json as { hash: string }
  }
  const { hash: table } = await twice(a, "PUT", `${at}/table`, criteria(), criteria([{ component: "crossMean", weight: 1 }]))
  const minutes = minutesOf(table)
  await twice(a, "POST", `${at}/table`, minutes, { ...minutes, agreed: 3 }, '"v1"')
  const { hash } = await twice(a, "PUT", `${at}/pledge`, { text: "Một" }, { text: "Hai" })
  const on = (from: string, to: string) =>
    three.world
      .board("GET", `${at}/phase`)
      .then(({ etag }) => twice(three.world.board, "PUT", `${at}/phase`, { from, to, reason: "x" }, { from, to, reason: "y" }, etag))
  await on("drafting", "pledging")
  await twice(a, "POST", `${at}/pledge/signature`, { hash }, { hash: table })
  for (const [from, to] of [
    ["pledging", "running"],
    ["running", "selfScoring"],
  ] as const)
    await on(from, to)
  const sheet = { table, points: [1, 2] }
  await twice(a, "PUT", `${at}/self`, sheet, { table, points: [2, 1] })
  await twice(a, "POST", `${at}/self`, sheet, { table, points: [2, 1] }, '"v1"')
  const note = `${at}/notes/self/0`
  await twice(a, "PUT", note, { text: "một" }, { text: "hai" })
  await on("selfScoring", "crossScoring")
  const rows = scores.map((row, i) => (i ? row : null))
  await twice(a, "PUT", `${at}/cross`, { table, rows }, { table, rows: [] })
  await twice(a, "POST", `${at}/cross`, { table, rows }, { table, rows: [null, [1, 1], [1, 1]] }, '"v1"')
  await on("crossScoring", "verifying")
  await twice(a, "PUT", `${at}/verified/01`, sheet, { table, points: [2, 1] })
  await twice(a, "POST", `${at}/verified/01`, sheet, { table, points: [2, 1] }, '"v1"')
  for (const i of [0, 2]) await verify(three, plainly, table, i)
  await on("verifying", "ranked")
  await on("ranked", "voting")
  await twice(a, "PUT", `${at}/votes`, votes, { team: "Ban khác" })
  await plainly(three.b, "POST", `${at}/votes`, undefined, '"v1"')
  await on("voting", "closed")
  expect((await a("GET", `/years/${year}/result`)).json).toMatchObject({ provisional: false })
})

test("F22 every step of an appeal knows its own key again, of five at once one counts, and the log says who took it", async () => {
  const three = await threeLeaders({ without: ["crossScoring"] })
  const { a, c, at } = three
  await live(three, "appealing")
  const five = async (send: Send, path: string, body: object, other: object) => {
    const headers = key(crypto.randomUUID())
    const all = await Promise.all(Array.from({ length: 5 }, () => send("POST", `${at}${path}`, body, headers)))
    expect(tally(all), path).toEqual({ done: 5 })
    expect(new Set(all.map(({ text }) => text)).size, path).toBe(1)
    expect(codeOf(await send("POST", `${at}${path}`, other, headers)), path).toBe("key.reused")
  }
  const text = "đề nghị xem lại"
  const minutes = { date: "2026-12-20", place: "Hội trường", text: "Thống nhất." }
  const refused = { value: null, reason: "không có căn cứ" }
  const granted = { value: { points: 4000 }, reason: "theo cuộc họp", minutes }
  await five(c, "/own-appeals/l0", { wanted: { points: 4000 }, text }, { wanted: { points: 3950 }, text })
  await five(a, "/appeals/02/l0/answer", refused, { ...refused, reason: "lý do khác" })
  await five(c, "/own-appeals/l0/further", { text }, { text: "thêm" })
  await five(a, "/appeals/02/l0/decision", granted, { ...granted, value: null })
  const { items } = (await c("GET", `${at}/log`)).json as { items: { act: string; seat: string }[] }
  const steps = items.flatMap(({ act, seat }) => (act.startsWith("appeal.") ? [`${act} ${seat}`] : []))
  expect(steps).toEqual(["appeal.decide 00", "appeal.further 02", "appeal.answer 00", "appeal.open 02"])
  expect((await a("GET", at)).json).toMatchObject({ waits: 0 })
})

test("F22 the panel is named once under one key, and not for something else", async () => {
  const { at, a, world, members } = await threeLeaders()
  const name = (departments: unknown[], send = a) => send("PUT", `${at}/panel`, { departments }, { "if-match": now, ...key("panel") })
  const [first, again] = [await name(members.slice(1)), await name(members.slice(1))]
  expect([first.status, again.text, again.etag]).toEqual([200, first.text, first.etag])
  expect([codeOf(await name(members)), codeOf(await name(members, world.board))]).toEqual(["key.reused", "version.stale"])
})

test("F22 a creation is known again by whoever made it, and by nobody else", async () => {
  const world = await province()
  const second = await world.as("board", "so-noi-vu")
  const make = (send: Send, code: string) => send("POST", "/blocs", { code, name: "Khối" }, key("bloc"))
  const [first, again] = [await make(world.board, "khoi-1"), await make(world.board, "khoi-1")]
  expect([first.status, again.text]).toEqual([200, first.text])
  expect(codeOf(await make(world.board, "khoi-2"))).toBe("key.reused")
  expect(codeOf(await make(second, "khoi-1"))).toBe("bloc.taken")
  expect(codeOf(await make(second, "khoi-2"))).toBe("done")
})

test("F22 every act on a movement knows its own key again, and of five at once one counts", async () => {
  const of = await movements()
  const twice = async (send: Send, method: string, path: string, body: object | undefined, other: object, version?: string) => {
    const headers = { "if-match": version, ...key(crypto.randomUUID()) }
    const five = await Promise.all(Array.from({ length: 5 }, () => send(method, path, body, headers)))
    expect(tally(five), path).toEqual({ done: 5 })
    expect(new Set(five.map(({ text, etag }) => `${etag} ${text}`)).size, path).toBe(1)
    expect(codeOf(await send(method, path, body && other, headers)), path).toBe(body ? "key.reused" : "done")
    return (five[0]!.json as { id: string }).id
  }
  const renamed = { ...drive, name: "Tên khác" }
  const id = await twice(of.board, "POST", paths.board, drive, renamed)
  await twice(of.a, "POST", paths.inside, drive, renamed)
  await twice(of.board, "PUT", `/movements/${id}`, renamed, drive, '"v1"')
  const at = `/movements/${id}/participation`
  await twice(of.a, "POST", at, undefined, {})
  await twice(of.a, "PUT", at, { indicators: [indicator] }, { indicators: [] }, '"v1"')
  const told = { indicator: "xa", date: "2026-01-15", figure: 20, text: "" }
  await twice(of.a, "POST", `/movements/${id}/reports`, told, { ...told, figure: 21 })
  await twice(
    of.board,
    "POST",
    `/movements/${id}/end`,
    { date: "2026-01-15", summary: "Đạt." },
    { date: "2026-01-16", summary: "Đạt." },
    '"v2"',
  )
  const { items } = (await of.b("GET", `/movements/${id}/history`)).json as { items: { act: string }[] }
  const acts = ["movement.end", "participation.save", "participation.join", "movement.change", "movement.launch"]
  expect(items.map(({ act }) => act)).toEqual(acts)
  expect((await of.read(id))["joined"]).toBe(1)
  const other = await of.launch()
  await twice(of.board, "POST", `/movements/${other}/withdrawal`, { reason: "Nhầm" }, { reason: "Trùng" }, '"v1"')
})

test("F23 an act without a key, or with one of another form, is refused, and changes nothing", async () => {
  const world = await province()
  const { at, hash } = await blocYear(world, { to: "pledging" })
  const leader = await world.as("leader", "so-b")
  const before = await fingerprint(await tenantOf(world.code))
  for (const given of [undefined, "0123456789abcdef", '"0123456789abcde"', `"${"x".repeat(65)}"`, '"0123456789abcde/"']) {
    const headers = { "idempotency-key": given, "if-match": now }
    for (const [method, path, body] of [
      ["POST", `${at}/pledge/signature`, { hash }],
      ["PUT", `${at}/self`, { table: hash, points: [] }],
      ["POST", `${at}/self`, { table: hash, points: [] }],
    ] as const)
      expect((await leader(method, path, body, headers)).json, `${given} ${path}`).toMatchObject({ status: 400, code: "key.absent" })
    expect((await world.board("POST", "/blocs", { code: "khoi", name: "Khối" }, headers)).json).toMatchObject({ status: 400 })
  }
  expect(await fingerprint(await tenantOf(world.code))).toBe(before)
})

/** Twenty requests at once, each under its own key, from two sessions of one department's leaders. */
const twenty = (sends: readonly Send[], method: string, path: string, body: unknown, version = now) =>
  Promise.all(Array.from({ length: 20 }, (_, i) => sends[i % sends.length]!(method, path, body, { "if-match": version })))
const twoSessions = async (code: string, first: Send, name: string) => [first, await signIn("/session", { province: code, name, password })]

test("F24 of twenty who do the same at once exactly one does it, the others hear why not, and the log says it once", async () => {
  const three = await threeLeaders()
  const { world, at, a, b } = three
  const { pledge, table } = await live(three, "pledging")
  const [leaders, heads] = [await twoSessions(world.code, b, "leader.so-b"), await twoSessions(world.code, a, "leader.so-a")]
  const signed = await twenty(leaders, "POST", `${at}/pledge/signature`, { hash: pledge })
  expect(tally(signed)).toEqual({ done: 1, "pledge.signed": 19 })
  const move = async (from: string, to: string) => {
    const { etag } = await a("GET", `${at}/phase`)
    return tally(await twenty(heads, "PUT", `${at}/phase`, { from, to, reason: "đúng hạn" }, etag))
  }
  expect(await move("pledging", "running")).toEqual({ done: 1, "version.stale": 19 })
  expect(await move("running", "selfScoring")).toEqual({ done: 1, "version.stale": 19 })
  const sheet = { table, points: [4000, 6000] }
  expect(tally(await twenty(leaders, "PUT", `${at}/self`, sheet))).toEqual({ done: 1, "version.stale": 19 })
  expect(tally(await twenty(leaders, "POST", `${at}/self`, sheet, '"v1"'))).toEqual({ done: 1, "self.handedIn": 19 })
  await move("selfScoring", "crossScoring")
  const crossOf = (own: number) => ({ table, rows: scores.map((row, i) => (i === own ? null : row)) })
  const cross = crossOf(1)
  for (const [own, one] of [
    [0, a],
    [2, three.c],
  ] as const)
    await plainly(one, "POST", `${at}/cross`, crossOf(own), now)
  expect(tally(await twenty(leaders, "POST", `${at}/cross`, cross))).toEqual({ done: 1, "cross.handedIn": 19 })
  await move("crossScoring", "verifying")
  for (const i of [0, 2]) await verify(three, plainly, table, i)
  const confirmed = tally(await twenty(heads, "POST", `${at}/verified/01`, sheet))
  expect(confirmed["done"]).toBe(1)
  expect((confirmed["version.stale"] ?? 0) + (confirmed["verified.confirmed"] ?? 0)).toBe(19)
  expect(await move("verifying", "ranked")).toEqual({ done: 1, "version.stale": 19 })
  const acts = await done(three)
  const once = (act: string) => acts.filter((one) => one === act).length
  expect([once("pledge.sign"), once("self.handIn"), once("cross.handIn") - 2, once("verified.confirm"), once("phase.move")]).toEqual([
    1, 1, 1, 3, 6,
  ])
  expect((await b("GET", at)).json).toMatchObject({ phase: "ranked", waits: 0 })
})

test("F24 of twenty creations with one code exactly one is made", async () => {
  const { world, members, bloc } = await threeLeaders()
  const { board } = world
  expect(tally(await twenty([board], "POST", "/departments", { code: "so-y", name: "Sở Y tế" }))).toEqual({
    done: 1,
    "department.taken": 19,
  })
  expect(tally(await twenty([board], "POST", "/blocs", { code: "khoi-y", name: "Khối Y" }))).toEqual({ done: 1, "bloc.taken": 19 })
  const opened = { year: 2027, members: members.map((department) => ({ department })), head: members[0], deputy: null }
  expect(tally(await twenty([board], "POST", `/blocs/${bloc}/years`, opened))).toEqual({ done: 1, "year.taken": 19 })
})

test("F25 of two saves over one version the second is stale; without a version none is taken", async () => {
  const world = await province()
  const { at, hash } = await blocYear(world, { to: "selfScoring" })
  const [leader, officer] = [await world.as("leader", "so-b"), await world.as("officer", "so-b")]
  const save = (send: Send, version: string | undefined, first = 1) =>
    send("PUT", `${at}/self`, { table: hash, points: [first] }, { "if-match": version })
  const { etag } = await leader("GET", `${at}/self`)
  expect(etag).toBe(now)
  expect([(await save(leader, etag)).etag, (await save(officer, etag, 2)).json]).toEqual([
    '"v1"',
    expect.objectContaining({ status: 412, code: "version.stale" }),
  ])
  expect((await leader("GET", `${at}/self`)).json).toMatchObject({ points: [1] })
  expect((await save(officer, undefined)).json).toMatchObject({ status: 428, code: "version.absent" })
  for (const odd of ["*", "v1", '"1"', '"v1", "v2"', '"v9999999999999999"']) expect((await save(officer, odd)).status, odd).toBe(412)
  expect((await save(officer, 'W/"v1"', 3)).etag).toBe('"v2"')
})
