import { Id } from "@khoi/core/id"
import { expect, test } from "vitest"
import { counted, done, live, minutesOf, plainly, threeLeaders, votes } from "./small-year.ts"
import { type Answer, criteria, move, province, type Send, reasons } from "./world.ts"

const none = '"v0"'
const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const told = ({ json }: Answer) => (json as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`)
const hashIn = ({ json }: Answer) => (json as { hash: string }).hash
const tally = (answers: readonly Answer[]) => counted(answers.map(codeOf))
const twenty = (work: () => Promise<Answer>) => Promise.all(Array.from({ length: 20 }, work))

test("the head's department writes the table until scoring begins; nobody else does, and nobody later", async () => {
  const three = await threeLeaders()
  const { at, a, b, world } = three
  const save = async (send: Send, version = none) => codeOf(await send("PUT", `${at}/table`, criteria(), { "if-match": version }))
  expect([await save(a), await save(await world.as("officer", "so-a"), '"v1"')]).toEqual(["done", "done"])
  expect(counted(await Promise.all(Array.from({ length: 20 }, () => save(a, '"v2"'))))).toEqual({ done: 1, "version.stale": 19 })
  expect(await save(await world.as("viewer", "so-a"), '"v3"')).toBe("right.denied")
  expect(await save(b, '"v3"')).toBe("right.denied")
  expect(await save(await world.as("leader", "so-x"), '"v3"')).toBe("missing")
  expect(await save(world.board, '"v3"')).toBe("missing")
  expect([await save(a), await save(a, '"v1"')]).toEqual(["version.stale", "version.stale"])
  const table = hashIn(await a("GET", `${at}/table`))
  expect(codeOf(await a("POST", `${at}/table`, minutesOf(table), { "if-match": '"v3"' }))).toBe("done")
  expect(await save(a, '"v4"')).toBe("done")
  await a("PUT", `${at}/pledge`, { text: "Giao ước" }, { "if-match": none })
  await move(a, three.year, "drafting", "pledging")
  expect(await save(a, '"v5"')).toBe("done")
  for (const [from, to] of [
    ["pledging", "running"],
    ["running", "selfScoring"],
  ] as const)
    await move(a, three.year, from, to, "theo kế hoạch")
  expect(await save(a, '"v6"')).toBe("table.closed")
  expect((await b("GET", `${at}/table`)).json).toMatchObject({ locked: true, hash: table })
})

test("a table is refused with everything that is wrong in it", async () => {
  const { at, a } = await threeLeaders()
  const { table, rules } = criteria([{ component: "verified", weight: 0.7 }])
  const [first, second] = table.sections
  const sections = [
    { ...first, scoring: { kind: "passFail" } },
    { ...second, code: "I", max: 10 ** 10 },
  ]
  const answer = await a("PUT", `${at}/table`, { table: { sections }, rules }, { "if-match": none })
  expect(told(answer)).toEqual(["/table/sections/1/max input.number"])
  sections[1]!.max = 60
  expect(told(await a("PUT", `${at}/table`, { table: { sections }, rules: { ...rules, quotas: [] } }, { "if-match": none }))).toEqual([
    "/table/sections/1/code file.duplicate",
    "/rules/official file.sum",
    "/rules/quotas file.quota",
  ])
})

test("the minutes adopt the very table that lay before the meeting, with more than half of all members, once", async () => {
  const three = await threeLeaders()
  const { at, a, b, world } = three
  const adopt = (send: Send, minutes: object, version = '"v1"') => send("POST", `${at}/table`, minutes, { "if-match": version })
  const good = minutesOf("0".repeat(64))
  expect(codeOf(await adopt(a, good))).toBe("table.absent")
  const minutes = minutesOf(hashIn(await a("PUT", `${at}/table`, criteria(), { "if-match": none })))
  expect(codeOf(await adopt(a, good))).toBe("table.absent")
  for (const counts of [{ agreed: 1 }, { present: 1 }, { present: 4 }, { agreed: 3, present: 2 }])
    expect(told(await adopt(a, { ...minutes, ...counts }))).toEqual(["/agreed table.quorum"])
  expect(told(await adopt(a, { ...minutes, present: 61, date: "2026-02-30", text: "" }))).toEqual([
    "/date input.text",
    "/present input.number",
    "/text input.text",
  ])
  expect(codeOf(await adopt(await world.as("officer", "so-a"), minutes))).toBe("right.denied")
  expect(codeOf(await adopt(b, minutes))).toBe("right.denied")
  expect(codeOf(await adopt(a, minutes, none))).toBe("version.stale")
  expect(tally(await twenty(() => adopt(a, minutes)))).toEqual({ done: 1, "table.closed": 19 })
  expect((await done(three)).filter((act) => act === "table.adopt")).toHaveLength(1)
})

test("the head's department writes the pledge until it runs; another text voids the signatures, the same does not", async () => {
  const three = await threeLeaders()
  const { at, a, b, c, world } = three
  const save = (send: Send, text: string, version: string) => send("PUT", `${at}/pledge`, { text }, { "if-match": version })
  const { pledge } = await live(three, "pledging")
  const sign = (send: Send, hash: string) => send("POST", `${at}/pledge/signature`, { hash }).then(codeOf)
  const state = async () => {
    const [{ signed }, { waits }] = [(await c("GET", `${at}/pledge`)).json, (await c("GET", at)).json] as [
      { signed: string[] },
      { waits: number },
    ]
    return [signed, waits]
  }
  expect([await sign(a, pledge), await sign(b, pledge), await state()]).toEqual(["done", "done", [["00", "01"], 1]])
  expect(codeOf(await save(b, "Hai", '"v1"'))).toBe("right.denied")
  expect(codeOf(await save(await world.as("viewer", "so-a"), "Hai", '"v1"'))).toBe("right.denied")
  expect(codeOf(await save(a, "Hai", none))).toBe("version.stale")
  expect((await save(a, "Bản giao ước thi đua năm 2026.", '"v1"')).json).toMatchObject({ signed: ["00", "01"] })
  expect(await state()).toEqual([["00", "01"], 1])
  const changed = await save(await world.as("officer", "so-a"), "Hai", '"v2"')
  expect([codeOf(changed), await state()]).toEqual(["done", [[], 3]])
  expect(tally(await twenty(() => save(a, "Hai", '"v3"')))).toEqual({ done: 1, "version.stale": 19 })
  expect([await sign(b, pledge), await sign(b, hashIn(changed)), await state()]).toEqual(["pledge.changed", "done", [["01"], 2]])
  await move(a, three.year, "pledging", "running", "hai đơn vị vắng")
  expect(codeOf(await save(a, "Ba", '"v4"'))).toBe("pledge.closed")
})

test("each member's leader signs once, while the pledge is open, the text as it stands", async () => {
  const three = await threeLeaders()
  const { at, a, b, c, world, year } = three
  const sign = (send: Send, hash: string) => send("POST", `${at}/pledge/signature`, { hash }).then(codeOf)
  const saved = await a("PUT", `${at}/table`, criteria(), { "if-match": none })
  await a("POST", `${at}/table`, minutesOf(hashIn(saved)), { "if-match": saved.etag })
  const hash = hashIn(await a("PUT", `${at}/pledge`, { text: "Giao ước" }, { "if-match": none }))
  expect(await sign(b, hash)).toBe("pledge.notOpen")
  await move(a, year, "drafting", "pledging")
  for (const role of ["officer", "viewer"] as const) expect(await sign(await world.as(role, "so-b"), hash)).toBe("right.denied")
  expect([await sign(await world.as("leader", "so-x"), hash), await sign(world.board, hash)]).toEqual(["missing", "missing"])
  expect(await sign(b, "0".repeat(64))).toBe("pledge.changed")
  expect(told(await b("POST", `${at}/pledge/signature`, { hash: "x" }))).toEqual(["/hash input.invalid"])
  expect([await sign(b, hash), await sign(b, hash)]).toEqual(["done", "pledge.signed"])
  expect(await sign(a, hash)).toBe("done")
  await move(a, year, "pledging", "running", "một đơn vị vắng")
  expect(await sign(c, hash)).toBe("pledge.notOpen")
})

test("the votes are entered by the head, while voting, as they can be counted", async () => {
  const three = await threeLeaders()
  const { at, a, b, world, year } = three
  const record = (send: Send, given: object, version = none) => send("PUT", `${at}/votes`, given, { "if-match": version })
  const { table } = await live(three, "verifying")
  expect(codeOf(await record(a, votes))).toBe("vote.closed")
  for (const i of [0, 1, 2]) await plainly(i ? a : b, "POST", `${at}/verified/0${i}`, { table, points: [100 * i, 100], reasons }, none)
  await move(a, year, "verifying", "ranked")
  await move(a, year, "ranked", "voting")
  expect(codeOf(await record(b, votes))).toBe("right.denied")
  expect(codeOf(await record(await world.as("officer", "so-a"), votes))).toBe("right.denied")
  const { flags } = votes
  const wrong = { ...flags, present: 3, written: 1, valid: 5, yes: { "00": 6, "03": 1, "01": 5 } }
  expect(told(await record(a, { ...votes, flags: wrong, tie: { ...flags, members: 4 } })).sort()).toEqual(
    ["/flags/present", "/flags/valid", "/flags/yes/00", "/flags/yes/03", "/tie/members"].map((path) => `${path} vote.counts`),
  )
  expect(told(await record(a, { ...votes, flags: { ...flags, yes: { x: 1 } } }))).toEqual(["/flags/yes input.invalid"])
  const at20 = await twenty(() => record(a, votes))
  expect(tally(at20)).toEqual({ done: 1, "version.stale": 19 })
  expect(codeOf(await record(a, { team: votes.team }, '"v1"'))).toBe("done")
  expect((await b("GET", `${at}/votes`)).json).toEqual({ votes: {}, team: votes.team, enteredBy: "00", contests: [] })
  expect(codeOf(await record(a, votes, '"v2"'))).toBe("done")
  await move(a, year, "voting", "closed", "chưa xác nhận")
  expect(codeOf(await record(a, votes, '"v3"'))).toBe("vote.closed")
})

test("departments, blocs and years are made by the board alone, of what is there, and each once", async () => {
  const [world, other] = [await province(), await province()]
  const post = (send: Send, path: string, body: object) => send("POST", path, body)
  const ids = [await world.departmentOf("so-a"), await world.departmentOf("so-b")]
  const made = await post(world.board, "/blocs", { code: "khoi-1", name: "Khối 1" })
  const bloc = (made.json as { id: string }).id
  const unit = (department: string | undefined) => ({ department })
  const opened = { year: 2026, members: ids.map(unit), head: ids[0], deputy: ids[1] }
  const acts = [
    ["/departments", { code: "so-c", name: "Sở C" }],
    ["/blocs", { code: "khoi-2", name: "Khối 2" }],
    [`/blocs/${bloc}/years`, opened],
  ] as const
  for (const role of ["leader", "officer", "viewer", "council"] as const)
    for (const [path, body] of acts) expect(codeOf(await post(await world.as(role), path, body)), `${role} ${path}`).toBe("right.denied")
  for (const [path, body] of acts) expect(codeOf(await post(world.board, path, body)), path).toBe("done")
  const again = await Promise.all(acts.map(([path, body]) => post(world.board, path, body).then(codeOf)))
  expect(again).toEqual(["department.taken", "bloc.taken", "year.taken"])
  const open = (given: object, of = bloc) => post(world.board, `/blocs/${of}/years`, { ...opened, year: 2027, ...given })
  expect(told(await open({ members: [ids[0], ids[0]].map(unit) }))).toEqual(["/members/1/department year.members", "/deputy year.members"])
  expect(told(await open({ members: [unit(ids[0])] }))).toEqual(["/members year.members"])
  expect(told(await open({ head: Id.create() }))).toEqual(["/head year.members"])
  expect(told(await open({ deputy: ids[0] }))).toEqual(["/deputy year.members"])
  expect(told(await open({ year: 1947, without: ["ranked"] }))).toEqual(["/year input.number", "/without/0 input.invalid"])
  const stranger = await other.departmentOf("so-a")
  expect(codeOf(await open({ members: [ids[0], stranger].map(unit), deputy: null }))).toBe("missing")
  expect([codeOf(await open({}, Id.create())), codeOf(await open({}))]).toEqual(["missing", "done"])
})
