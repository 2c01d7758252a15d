import { expect, test } from "vitest"
import { live, plainly, type Three, threeLeaders, verify } from "./small-year.ts"
import { type Answer, move, province, type Send } from "./world.ts"

const none = '"v0"'
const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const told = ({ json }: Answer) => (json as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`)
const good = [4000, 6000]
const rowsFrom = (own: number) => [0, 1, 2].map((i) => (i === own ? null : [1000 * i, 100 * own]))
const on = ({ world, year }: Three, from: string, to: string) => move(world.board, year, from, to, "theo kế hoạch")

test("a department's leader and officer write its draft together, and nobody else sees it", async () => {
  const three = await threeLeaders()
  const { at, b, c, a, world } = three
  const { table } = await live(three, "running")
  const officer = await world.as("officer", "so-b")
  const save = (send: Send, points: unknown[], version: string) => send("PUT", `${at}/self`, { table, points }, { "if-match": version })
  expect([(await save(officer, [1], none)).etag, (await save(b, [1, null], '"v1"')).etag]).toEqual(['"v1"', '"v2"'])
  expect((await (await world.as("viewer", "so-b"))("GET", `${at}/self`)).json).toEqual({ table, points: [1, null], results: [], marks: [] })
  expect(codeOf(await save(await world.as("viewer", "so-b"), [], '"v2"'))).toBe("right.denied")
  for (const other of [a, c]) expect((await other("GET", `${at}/self`)).json).toEqual({ table: null, points: [], results: [], marks: [] })
  expect([codeOf(await world.board("GET", `${at}/self`)), codeOf(await save(world.board, [], none))]).toEqual(["missing", "missing"])
})

test("a self sheet is handed in by the leader, once, while self-scoring is open, whole and over the draft as it stands", async () => {
  const three = await threeLeaders()
  const { at, b, c, world } = three
  const { table } = await live(three, "running")
  const hand = (send: Send, points: unknown[] = good, version = none) =>
    send("POST", `${at}/self`, { table, points }, { "if-match": version })
  expect(codeOf(await hand(b))).toBe("self.closed")
  await on(three, "running", "selfScoring")
  await b("PUT", `${at}/self`, { table, points: [1] }, { "if-match": none })
  expect(codeOf(await hand(b))).toBe("version.stale")
  for (const role of ["officer", "viewer"] as const) expect(codeOf(await hand(await world.as(role, "so-b")))).toBe("right.denied")
  expect([codeOf(await hand(await world.as("leader", "so-x"))), codeOf(await hand(world.board))]).toEqual(["missing", "missing"])
  expect(told(await hand(b, [null, 6001], '"v1"'))).toEqual(["/points/0 sheet.lacks", "/points/1 sheet.over"])
  expect((await hand(b, good, '"v1"')).json).toMatchObject({ seat: "01", at: expect.stringMatching(/Z$/) })
  expect(codeOf(await hand(b, good, '"v2"'))).toBe("self.handedIn")
  expect((await b("GET", at)).json).toMatchObject({ waits: 2, members: [{ self: false }, { self: true }, { self: false }] })
  await on(three, "selfScoring", "crossScoring")
  expect(codeOf(await hand(c))).toBe("self.closed")
})

test("self sheets are blind to head, board and all until self-scoring is over, then open to the bloc", async () => {
  const three = await threeLeaders()
  const { at, a, b, c, world } = three
  const { table } = await live(three, "selfScoring")
  await b("POST", `${at}/self`, { table, points: good }, { "if-match": none })
  const look = (send: Send, seat = "01") => send("GET", `${at}/selves/${seat}`)
  for (const one of [a, b, world.board])
    expect([codeOf(await look(one)), codeOf(await look(one, "02"))]).toEqual(["self.blind", "self.blind"])
  await on(three, "selfScoring", "crossScoring")
  for (const one of [a, c, world.board])
    expect((await look(one)).json).toEqual({ table, points: good, results: [], marks: [], reasons: {} })
  expect([codeOf(await look(a, "02")), codeOf(await look(await world.as("leader", "so-x")))]).toEqual(["missing", "missing"])
})

test("cross-scores are handed in for all peers and never for oneself, by the leader, once, while it is open", async () => {
  const three = await threeLeaders()
  const { at, b, c, world } = three
  const { table } = await live(three, "selfScoring")
  const hand = (send: Send, rows: unknown, version = none) => send("POST", `${at}/cross`, { table, rows }, { "if-match": version })
  expect(codeOf(await hand(b, rowsFrom(1)))).toBe("cross.closed")
  await on(three, "selfScoring", "crossScoring")
  expect(codeOf(await hand(await world.as("officer", "so-b"), rowsFrom(1)))).toBe("right.denied")
  expect(told(await hand(b, [null, good, [4001, null]]))).toEqual([
    "/rows/0/0 sheet.lacks",
    "/rows/0/1 sheet.lacks",
    "/rows/1 file.self",
    "/rows/2/0 sheet.over",
    "/rows/2/1 sheet.lacks",
  ])
  expect(told(await hand(b, [...rowsFrom(1), good]))).toEqual(["/rows/3 file.self"])
  expect(codeOf(await hand(b, rowsFrom(1), '"v3"'))).toBe("version.stale")
  expect([codeOf(await hand(b, rowsFrom(1))), codeOf(await hand(b, rowsFrom(1), '"v1"'))]).toEqual(["done", "cross.handedIn"])
  await on(three, "crossScoring", "verifying")
  expect(codeOf(await hand(c, rowsFrom(2)))).toBe("cross.closed")
})

test("cross-scores are blind until all is over; then each sees its own given and received, the board all", async () => {
  const three = await threeLeaders()
  const { at, a, b, c, world, leaders } = three
  const { table } = await live(three, "crossScoring")
  for (const [own, one] of leaders.entries()) await one("POST", `${at}/cross`, { table, rows: rowsFrom(own) }, { "if-match": none })
  for (const one of [a, b, world.board]) expect(codeOf(await one("GET", `${at}/crosses`))).toBe("cross.blind")
  await on(three, "crossScoring", "verifying")
  const seen = async (send: Send) =>
    ((await send("GET", `${at}/crosses`)).json as { scorers: { rows: unknown[] }[] }).scorers.map(({ rows }) => rows)
  expect(await seen(world.board)).toEqual([0, 1, 2].map(rowsFrom))
  const [zero, , two] = [0, 1, 2].map(rowsFrom)
  expect(await seen(b)).toEqual([[null, zero![1], null], rowsFrom(1), [null, two![1], null]])
  expect(codeOf(await (await world.as("leader", "so-x"))("GET", `${at}/crosses`))).toBe("missing")
  expect((await seen(c))[2]).toEqual(two)
})

test("the head verifies all but its own, the deputy the head alone, the board nobody, each once and while it is open", async () => {
  const three = await threeLeaders({ without: ["crossScoring", "appealing"] })
  const { at, a, b, c, world, year } = three
  const { table } = await live(three, "selfScoring")
  const save = (send: Send, seat: string, points: unknown[] = good, version = none, method = "POST") =>
    send(method, `${at}/verified/${seat}`, { table, points }, { "if-match": version })
  expect(codeOf(await save(a, "01"))).toBe("verified.closed")
  await on(three, "selfScoring", "verifying")
  const officer = await world.as("officer", "so-a")
  for (const [send, seat] of [
    [a, "00"],
    [c, "00"],
    [world.board, "00"],
    [b, "02"],
    [c, "02"],
    [world.board, "02"],
  ] as const)
    expect(
      [await save(send, seat), await save(send, seat, good, none, "PUT"), await send("GET", `${at}/verified/${seat}`)].map(codeOf),
    ).toEqual(Array(3).fill("verified.other"))
  expect([codeOf(await save(a, "03")), codeOf(await save(await world.as("leader", "so-x"), "01"))]).toEqual(["missing", "missing"])
  expect((await save(officer, "01", [1, null], none, "PUT")).etag).toBe('"v1"')
  expect(codeOf(await save(officer, "01", good, '"v1"'))).toBe("right.denied")
  expect(told(await save(a, "01", [4001, null], '"v1"'))).toEqual(["/points/0 sheet.over", "/points/1 sheet.lacks"])
  expect(codeOf(await save(a, "01"))).toBe("version.stale")
  expect([codeOf(await save(a, "01", good, '"v1"')), codeOf(await save(a, "01", good, '"v2"'))]).toEqual(["done", "verified.confirmed"])
  expect(codeOf(await save(b, "00"))).toBe("done")
  expect((await c("GET", `${at}/verified`)).json).toEqual({ seats: ["00", "01"] })
  expect((await c("GET", `${at}/phase`)).json).toMatchObject({ waits: 1, whyNot: "right.denied" })
  expect(codeOf(await save(a, "02"))).toBe("done")
  await move(a, year, "verifying", "ranked")
  expect(codeOf(await save(a, "02", good, '"v1"'))).toBe("verified.closed")
})

test("where there is no deputy the board verifies the head, and the head still nothing of its own", async () => {
  const three = await threeLeaders({ deputy: false })
  const { a, b, at, world } = three
  const { table } = await live(three, "verifying")
  const confirm = async (send: Send, seat: string) =>
    codeOf(await send("POST", `${at}/verified/${seat}`, { table, points: good }, { "if-match": none }))
  expect([await confirm(a, "00"), await confirm(b, "00"), await confirm(world.board, "01")]).toEqual(Array(3).fill("verified.other"))
  expect((await world.board("GET", `${at}/verified/00`)).json).toMatchObject({ self: { points: good }, confirmed: false })
  expect(await confirm(world.board, "00")).toBe("done")
  for (const i of [1, 2]) expect(codeOf(await verify(three, plainly, table, i))).toBe("done")
  await move(a, three.year, "verifying", "ranked")
})

test("nobody decides for itself: where the board's own department is the head there is a deputy, who verifies it", async () => {
  const world = await province()
  const members = await Promise.all(["so-noi-vu", "so-b"].map(world.departmentOf))
  const bloc = (await world.board("POST", "/blocs", { code: "khoi", name: "Khối" })).json as { id: string }
  const opened = { year: 2026, members: members.map((department) => ({ department })), head: members[0], deputy: null }
  expect((await world.board("POST", `/blocs/${bloc.id}/years`, opened)).json).toMatchObject({
    fields: [{ path: "/deputy", code: "year.members" }],
  })
  const three = await threeLeaders({ members: ["so-noi-vu", "so-b", "so-c"] })
  const { a, b, at } = three
  const { table } = await live(three, "verifying")
  for (const send of [a, three.world.board])
    expect(codeOf(await send("POST", `${at}/verified/00`, { table, points: good }, { "if-match": none }))).toBe("verified.other")
  expect(codeOf(await b("POST", `${at}/verified/00`, { table, points: good }, { "if-match": none }))).toBe("done")
})
