import { expect, test } from "vitest"
import { between } from "./inject.ts"
import { answers, codeOf, drive, fieldsOf, idOf, joins, movements, paths, report, unknown } from "./small-movement.ts"
import { live, threeLeaders } from "./small-year.ts"
import { fingerprint, tenantOf } from "./stored.ts"
import { blocYear, type Send } from "./world.ts"

test("the board launches for the province, and everybody reads the whole text", async () => {
  const { launch, as } = await movements()
  const id = await launch()
  for (const role of ["council", "officer", "viewer"] as const) {
    const answer = await (await as(role))("GET", `/movements/${id}`)
    expect(answer.etag).toBe('"v1"')
    expect(answer.json).toMatchObject({ ...drive, level: "province", by: "Sở Nội vụ", state: "open", chain: [], joined: 0, leads: false })
  }
})

test("a bloc's head launches for its bloc in a year that runs; members, strangers and the head of a year that is over do not", async () => {
  const of = await movements()
  const { bloc, at } = await blocYear(of, { members: ["so-a", "so-b"], to: "pledging" })
  const launch = (send: Send) => send("POST", `/blocs/${bloc}/movements`, drive)
  const id = idOf(await launch(of.a))
  expect(await of.read(id, of.a)).toMatchObject({ level: "bloc", by: "Khối thi đua thử", leads: true })
  expect(await of.read(id, of.b)).toMatchObject({ leads: false })
  expect(((await of.b("GET", `${at}/log`)).json as { items: object[] }).items[0]).toMatchObject({
    act: "movement.launchInBloc",
    seat: "00",
  })
  expect(
    await Promise.all([of.b, await of.as("leader", "so-x"), await of.as("officer", "so-a")].map(async (one) => codeOf(await launch(one)))),
  ).toEqual(Array(3).fill("right.denied"))
  expect(codeOf(await of.change(id, {}, 1, of.b))).toBe("right.denied")
  expect(codeOf(await of.change(id, {}, 1))).toBe("right.denied")
  expect(codeOf(await of.change(id, { to: null }, 1, of.a))).toBe("done")
  const over = await threeLeaders()
  await live(over, "closed")
  expect(codeOf(await over.a("POST", `/blocs/${over.bloc}/movements`, drive))).toBe("right.denied")
})

test("when another department heads the bloc's next year, the bloc's movements are its to change", async () => {
  const of = await movements()
  const first = await blocYear(of, { members: ["so-a", "so-b"] })
  const id = idOf(await of.a("POST", `/blocs/${first.bloc}/movements`, drive))
  const members = first.members.toReversed().map((department) => ({ department }))
  const next = { year: 2027, members, head: first.members[1], deputy: first.members[0] }
  expect((await of.board("POST", `/blocs/${first.bloc}/years`, next)).status).toBe(200)
  expect(codeOf(await of.change(id, {}, 1, of.b))).toBe("done")
})

test("a department's own movement is seen by its own people alone, in no list, count or chain of anybody else", async () => {
  const of = await movements()
  const above = await of.launch()
  const inside = await of.launch({ name: "Lao động giỏi", respondsTo: answers(above) }, of.a, paths.inside)
  const colleague = await of.as("viewer", "so-a")
  expect(await of.read(inside, colleague)).toMatchObject({ level: "department", by: "Đơn vị so-a", chain: [{ id: above }], leads: false })
  expect(await of.names(colleague, "/movements")).toEqual(["Lao động giỏi", drive.name])
  expect(await of.names(colleague, `/movements/${above}/responses`)).toEqual(["Lao động giỏi"])
  for (const other of [of.b, of.board]) {
    expect(await of.names(other, "/movements")).toEqual([drive.name])
    expect(await of.names(other, `/movements/${above}/responses`)).toEqual([])
    for (const path of ["", "/responses", "/history", "/participants", "/participation"])
      expect(codeOf(await other("GET", `/movements/${inside}${path}`)), path).toBe("missing")
    expect(codeOf(await of.change(inside, {}, 1, other))).toBe("missing")
    expect(codeOf(await of.end(inside, 1, other))).toBe("missing")
    expect(codeOf(await report(of.b, inside))).toBe("missing")
    expect(codeOf(await of.b("POST", `/movements/${inside}/participation`))).toBe("missing")
  }
  expect(codeOf(await of.board("POST", paths.board, { ...drive, respondsTo: answers(inside) }))).toBe("missing")
  const from = { ...drive, respondsTo: answers(inside) }
  expect(codeOf(await of.b("POST", paths.inside, from))).toBe("missing")
})

test("the chain is kept: a department's answers a bloc's, that the province's, that the Government's, whose paper is not known", async () => {
  const of = await movements()
  const { bloc } = await blocYear(of, { members: ["so-a", "so-b"] })
  const government = { to: "level", level: "government", title: "Cả nước chung sức xây dựng nông thôn mới", paper: unknown }
  const top = await of.launch({ name: "Của tỉnh", respondsTo: government })
  const middle = idOf(await of.a("POST", `/blocs/${bloc}/movements`, { ...drive, name: "Của khối", respondsTo: answers(top) }))
  const low = await of.launch({ name: "Của sở", respondsTo: answers(middle) }, of.a, paths.inside)
  expect(await of.read(low, of.a)).toMatchObject({
    chain: [
      { id: middle, name: "Của khối", level: "bloc" },
      { id: top, name: "Của tỉnh", level: "province" },
    ],
    above: government,
    further: false,
  })
  expect(await of.names(of.b, `/movements/${top}/responses`)).toEqual(["Của khối"])
  expect(codeOf(await of.change(middle, { name: "Của cả khối", respondsTo: null }, 1, of.a))).toBe("done")
  expect(await of.names(of.b, `/movements/${top}/responses`)).toEqual([])
  expect(await of.read(low, of.a)).toMatchObject({ chain: [{ id: middle, name: "Của cả khối" }], above: null })
})

test("a level that was only named gives way to the movement once it stands here", async () => {
  const of = await movements()
  const province = { to: "level", level: "province", title: null, paper: unknown }
  const low = await of.launch({ respondsTo: province }, of.a, paths.inside)
  expect(await of.read(low, of.a)).toMatchObject({ chain: [], above: province })
  const top = await of.launch()
  expect((await of.change(low, { respondsTo: answers(top) }, 1, of.a)).json).toMatchObject({ chain: [{ id: top }], above: null })
})

test("nothing answers itself, what is below it, or a chain of more than 8", async () => {
  const of = await movements()
  const chain = [await of.launch()]
  for (let i = 1; i <= 8; i++) chain.push(await of.launch({ respondsTo: answers(chain[i - 1]!) }))
  expect(((await of.read(chain[8]!)) as { chain: { id: string }[] }).chain.map(({ id }) => id)).toEqual(chain.slice(0, 8).toReversed())
  const ninth = await of.board("POST", paths.board, { ...drive, respondsTo: answers(chain[8]!) })
  expect([codeOf(ninth), fieldsOf(ninth)]).toEqual(["input.invalid", ["/respondsTo/movement movement.deep"]])
  for (const onto of [chain[0]!, chain[3]!])
    expect(fieldsOf(await of.change(chain[0]!, { respondsTo: answers(onto) }))).toEqual(["/respondsTo/movement movement.cycle"])
  const { bloc } = await blocYear(of, { members: ["so-a", "so-b"] })
  const low = idOf(await of.a("POST", `/blocs/${bloc}/movements`, drive))
  expect(fieldsOf(await of.board("POST", paths.board, { ...drive, respondsTo: answers(low) }))).toEqual([
    "/respondsTo/movement movement.below",
  ])
  const beside = { to: "level", level: "province", title: null, paper: unknown }
  expect(fieldsOf(await of.board("POST", paths.board, { ...drive, respondsTo: beside }))).toEqual(["/respondsTo/level movement.below"])
})

test("of two that would answer each other, changed at once, one gives way", async () => {
  const of = await movements()
  for (let turn = 0; turn < 5; turn++) {
    const [one, two] = [await of.launch(), await of.launch()]
    const both = await Promise.all([of.change(one, { respondsTo: answers(two) }), of.change(two, { respondsTo: answers(one) })])
    expect(both.map(codeOf).filter((code) => code === "done")).toHaveLength(1)
    expect((await of.read(one))["further"]).toBe(false)
  }
})

test("what changes places while it is read upwards is told as changed, and nothing is written", async () => {
  const of = await movements()
  const [one, two, own] = [await of.launch(), await of.launch(), await of.launch()]
  expect(codeOf(await of.change(one, { respondsTo: answers(two) }))).toBe("done")
  let read = false
  const answer = await between(
    async (call, next) => {
      const given = await next(call)
      if (read || !JSON.stringify(call.input).includes(one)) return given
      read = true
      expect(codeOf(await of.change(one, {}, 2))).toBe("done")
      expect(codeOf(await of.change(two, { respondsTo: answers(one) }))).toBe("done")
      return given
    },
    () => of.change(own, { respondsTo: answers(one) }),
  )
  expect([read, codeOf(answer), codeOf(await of.change(own, { respondsTo: answers(one) }))]).toEqual([true, "version.stale", "done"])
})

test("who launched it changes it over the version that was read; nobody else, and not twice over one", async () => {
  const of = await movements()
  const id = await of.launch()
  const changed = await of.change(id, { to: "2026", paper: unknown })
  expect([changed.etag, changed.json]).toEqual(['"v2"', expect.objectContaining({ to: "2026", paper: unknown })])
  expect(codeOf(await of.change(id, {}))).toBe("version.stale")
  expect(codeOf(await of.change(id, {}, 2, of.a))).toBe("right.denied")
  expect(codeOf(await of.change(id, {}, 2, await of.as("board", "so-noi-vu")))).toBe("done")
  expect(codeOf(await of.board("PUT", `/movements/${id}`, drive, {}))).toBe("version.absent")
  const { items } = (await of.a("GET", `/movements/${id}/history`)).json as { items: object[] }
  expect(items).toMatchObject([{ act: "movement.change" }, { act: "movement.change" }, { act: "movement.launch", as: "board" }])
})

test("an officer of the own department reads what is launched inside, and does not change it", async () => {
  const of = await movements()
  const id = await of.launch({}, of.a, paths.inside)
  const officer = await of.as("officer")
  expect(codeOf(await of.change(id, {}, 1, officer))).toBe("right.denied")
  expect(codeOf(await officer("POST", paths.inside, drive))).toBe("right.denied")
  expect(codeOf(await of.change(id, {}, 1, of.a))).toBe("done")
})

test("what was launched by mistake is withdrawn with a reason, never taken away, and nothing answers it any more", async () => {
  const of = await movements()
  const id = await of.launch()
  await joins(of.a, id)
  const withdrawn = await of.board("POST", `/movements/${id}/withdrawal`, { reason: "Trùng phong trào khác" }, { "if-match": '"v1"' })
  expect(withdrawn.json).toMatchObject({ state: "withdrawn", withdrawn: { reason: "Trùng phong trào khác" }, joined: 1 })
  expect(codeOf(await of.board("POST", paths.board, { ...drive, respondsTo: answers(id) }))).toBe("movement.over")
  const { items } = (await of.b("GET", `/movements/${id}/history`)).json as { items: object[] }
  expect(items[0]).toMatchObject({ act: "movement.withdraw", why: "Trùng phong trào khác" })
  expect((await of.b("GET", "/movements")).json).toMatchObject({ items: [{ id, state: "withdrawn" }] })
})

test("every fault of a movement's text is told at once, and nothing is kept of it", async () => {
  const of = await movements()
  const before = await fingerprint(await tenantOf(of.code))
  const wrong = { ...drive, name: " ", kind: "yearly", from: "31/12/2021", paper: { number: "", date: "2021" }, targets: [""] }
  expect(fieldsOf(await of.board("POST", paths.board, wrong))?.toSorted()).toEqual([
    "/from input.text",
    "/kind input.invalid",
    "/name input.text",
    "/paper/date input.text",
    "/paper/number input.text",
    "/targets/0 input.text",
  ])
  for (const [from, to] of [
    ["2021", "2020-12-31"],
    ["2021-05-02", "2021-05-01"],
    ["2021-05-02", "2020"],
  ])
    expect(fieldsOf(await of.board("POST", paths.board, { ...drive, from, to }))).toEqual(["/to movement.dates"])
  const { paper: _, ...silent } = drive
  expect(fieldsOf(await of.board("POST", paths.board, silent))).toEqual(["/paper input.invalid"])
  expect(await fingerprint(await tenantOf(of.code))).toBe(before)
  for (const to of ["2021", "2021-12-31", null]) await of.launch({ to })
})

test("the list comes by page, the own department's before what all see, each once", async () => {
  const of = await movements()
  for (let i = 0; i < 52; i++) await of.launch({ name: `Của tỉnh ${i}` })
  for (let i = 0; i < 51; i++) await of.launch({ name: `Của sở ${i}` }, of.a, paths.inside)
  const found: string[] = []
  for (let next: string | null = ""; next !== null;) {
    const page = (await of.a("GET", `/movements${next && `?after=${encodeURIComponent(next)}`}`)).json as never
    found.push(...(page as { items: { name: string }[] }).items.map(({ name }) => name))
    next = (page as { next: string | null }).next
  }
  expect(found).toEqual([...Array.from({ length: 51 }, (_, i) => `Của sở ${i}`), ...Array.from({ length: 52 }, (_, i) => `Của tỉnh ${i}`)])
})

test("another province finds none of it, and is told nothing by its refusals", async () => {
  const [here, there] = [await movements(), await movements()]
  const id = await here.launch()
  await joins(here.a, id)
  const before = await fingerprint(await tenantOf(here.code))
  expect(await there.names(there.board, "/movements")).toEqual([])
  for (const send of [there.board, there.a]) {
    expect(codeOf(await send("GET", `/movements/${id}`))).toBe("missing")
    expect(codeOf(await there.change(id, {}, 1, send))).toBe("missing")
    expect(codeOf(await there.end(id, 1, send))).toBe("missing")
  }
  expect(codeOf(await there.a("POST", paths.inside, { ...drive, respondsTo: answers(id) }))).toBe("missing")
  expect(codeOf(await there.a("POST", `/movements/${id}/participation`))).toBe("missing")
  expect(codeOf(await report(there.a, id))).toBe("missing")
  expect(await fingerprint(await tenantOf(here.code))).toBe(before)
})
