import { describe, expect, test } from "vitest"
import { codeOf, hashIn, none, signing, text, told } from "./signing.ts"
import { move, province, type Send } from "./world.ts"

const targets = [
  { indicator: "Hồ sơ giải quyết đúng hạn", unit: "%", plan: [98.5, 97, null] },
  { indicator: "Thu ngân sách", unit: "tỷ đồng", plan: [null, 1250.1234, 0] },
]

describe("targets", () => {
  test("are signed with the text: an indicator, its unit, and a plan for whom it concerns", async () => {
    const { a, b, at, pledge, save, sign, waits } = await signing()
    await sign(b, pledge)
    const saved = await save(a, { text, targets }, '"v1"')
    expect(saved.json).toMatchObject({ text, targets, signed: [], corrected: [] })
    expect(hashIn(saved)).not.toBe(pledge)
    expect((await b("GET", `${at}/pledge`)).json).toEqual(saved.json)
    expect([await waits(b), codeOf(await sign(b, pledge)), codeOf(await sign(b, hashIn(saved)))]).toEqual([3, "pledge.changed", "done"])
    const other = [{ ...targets[0]!, plan: [98.5, 97.5, null] }, targets[1]!]
    expect((await save(a, { text, targets: other }, '"v2"')).json).toMatchObject({ signed: [] })
    expect(await waits(b)).toBe(3)
  })

  test("that do not fit the bloc or are none are refused, every fault at once", async () => {
    const { a, save } = await signing()
    const one = (more: object) => ({ indicator: "Chỉ tiêu", unit: "%", plan: [1, 1, 1], ...more })
    const bad = [one({}), one({ unit: " % " }), one({ indicator: "Khác", plan: [1, 2] }), one({ unit: "ha", plan: [null, null, null] })]
    expect(told(await save(a, { text, targets: bad }, '"v1"'))).toEqual([
      "/targets/1/indicator target.twice",
      "/targets/2/plan target.plan",
      "/targets/3/plan target.none",
    ])
    const form = [one({ plan: [1.00001, -1, "2"] }), one({ indicator: "", unit: "a\tb", plan: [] })]
    expect(told(await save(a, { text, targets: form }, '"v1"'))).toEqual([
      "/targets/0/plan/0 input.number",
      "/targets/0/plan/1 input.number",
      "/targets/0/plan/2 input.number",
      "/targets/1/indicator input.text",
      "/targets/1/unit input.signs",
      "/targets/1/plan target.plan",
    ])
    const many = (n: number) => Array.from({ length: n }, (_, i) => one({ indicator: `Chỉ tiêu ${i}` }))
    expect(codeOf(await save(a, { text, targets: many(40) }, '"v1"'))).toBe("done")
    expect(told(await save(a, { text, targets: many(41) }, '"v2"'))).toEqual(["/targets input.invalid"])
  })

  test("of 60 members and 40 indicators fit, as large as they can be", { timeout: 60_000 }, async () => {
    const world = await province()
    const departments: string[] = []
    for (let i = 0; i < 60; i++) departments.push(await world.departmentOf(`so-${i}`))
    const { id: bloc } = (await world.board("POST", "/blocs", { code: "khoi", name: "Khối" })).json as { id: string }
    const members = departments.map((department) => ({ department }))
    const opened = { year: 2026, members, head: departments[0], deputy: departments[1] }
    const { id } = (await world.board("POST", `/blocs/${bloc}/years`, opened)).json as { id: string }
    const head = await world.as("leader", "so-0")
    const plan = Array.from({ length: 60 }, (_, i) => 12_345_678.1234 + i)
    const whole = {
      text: "ữ".repeat(20_000),
      targets: Array.from({ length: 40 }, (_, i) => ({ indicator: `${i} ${"ữ".repeat(297)}`, unit: "ữ".repeat(60), plan })),
    }
    const saved = await head("PUT", `/years/${id}/pledge`, whole, { "if-match": none })
    expect(saved.status).toBe(200)
    expect((await head("GET", `/years/${id}/pledge`)).json).toMatchObject(whole)
  })
})

describe("a slip", () => {
  const slip = { text: "Bản giao ước thi đua năm 2026!", targets: [], reason: "Sai dấu câu." }

  test("that the board corrects changes the hash, not the signatures; all see why, and what was signed is kept", async () => {
    const { world, a, b, c, at, pledge, sign, record, contest, confirm, correct, ways, waits, log } = await signing()
    await sign(b, pledge)
    await record(a, "02", pledge)
    await contest(c, "02")
    const done = await correct(world.board, slip, '"v1"')
    expect(done).toMatchObject({ status: 200, etag: '"v2"' })
    const hash = hashIn(done)
    expect([await ways(c), await waits(c)]).toEqual([[null, "screen", "contested"], 2])
    expect((await c("GET", `${at}/pledge`)).json).toMatchObject({
      ...{ text: slip.text, hash, signed: ["01"] },
      corrected: [{ from: pledge, why: slip.reason, n: 2 }],
    })
    expect((await c("GET", `${at}/pledge/versions/2`)).json).toEqual({ text, targets: [], hash: pledge })
    expect(codeOf(await c("GET", `${at}/pledge/versions/3`))).toBe("missing")
    expect((await log(c))[0]).toMatchObject({ act: "pledge.correct", as: "board", from: pledge.slice(0, 16), why: slip.reason })
    expect([codeOf(await sign(a, pledge)), codeOf(await sign(a, hash)), codeOf(await confirm(c, "02", hash))]).toEqual([
      "pledge.changed",
      "done",
      "done",
    ])
    expect([await ways(c), await waits(c)]).toEqual([["screen", "screen", "paper"], 0])
  })

  test("is the board's to correct, from pledging until self-scoring, over what it read", async () => {
    const { world, year, a, at, correct, save } = await signing()
    const none = { text, targets: [], reason: "Không có gì." }
    expect([codeOf(await correct(a, slip, '"v1"')), codeOf(await correct(world.board, slip, '"v2"'))]).toEqual([
      "right.denied",
      "version.stale",
    ])
    expect([codeOf(await correct(world.board, none, '"v1"')), codeOf(await correct((await province()).board, slip, '"v1"'))]).toEqual([
      "slip.none",
      "missing",
    ])
    expect(told(await correct(world.board, { ...slip, reason: "" }, '"v1"'))).toEqual(["/reason input.text"])
    expect(codeOf(await correct(world.board, slip, '"v0"'))).toBe("version.stale")
    await move(a, year, "pledging", "running", "chưa ai ký")
    expect(codeOf(await correct(world.board, slip, '"v1"'))).toBe("done")
    expect(codeOf(await save(a, { text: "Khác" }, '"v2"'))).toBe("pledge.closed")
    await move(a, year, "running", "selfScoring")
    expect(codeOf(await correct(world.board, { ...slip, text: "Nữa" }, '"v2"'))).toBe("slip.closed")
    expect((await a("GET", `${at}/pledge`)).json).toMatchObject({ text: slip.text })
  })

  test("is one of at most twenty; another text begins anew", async () => {
    const { world, a, at, correct, save } = await signing()
    for (let i = 1; i <= 20; i++) expect(codeOf(await correct(world.board, { ...slip, text: `Lần ${i}` }, `"v${i}"`)), `${i}`).toBe("done")
    expect(codeOf(await correct(world.board, slip, '"v21"'))).toBe("slip.many")
    expect((await save(a, { text: "Khác" }, '"v21"')).json).toMatchObject({ corrected: [] })
    expect((await a("GET", `${at}/pledge/versions/21`)).json).toMatchObject({ text: "Lần 19" })
    expect(codeOf(await correct(world.board, slip, '"v22"'))).toBe("done")
    expect((await a("GET", `${at}/pledge`)).json).toMatchObject({ corrected: [{ n: 23 }] })
  })
})

describe("what a member aims at", () => {
  const aim = { titles: ["tapTheLaoDongXuatSac", "coThiDuaTinh"], forms: ["bangKhenTinh"], note: "Hai năm liền xuất sắc." }

  test("is registered by its leader, seen by all members, and changed until self-scoring, which the log tells", async () => {
    const { world, year, b, c, a, at, log } = await signing()
    const save = (send: Send, body: object, version = none) => send("PUT", `${at}/aim`, body, { "if-match": version })
    expect((await b("GET", `${at}/aim`)).json).toEqual({ aim: null })
    expect([codeOf(await save(b, aim)), codeOf(await save(await world.as("officer", "so-b"), aim))]).toEqual(["done", "right.denied"])
    expect((await b("GET", `${at}/aim`)).json).toMatchObject({ aim })
    for (const send of [a, c, world.board, await world.as("viewer", "so-c")])
      expect((await send("GET", `${at}/aims`)).json).toMatchObject({ items: [{ seat: "01", ...aim }] })
    expect(codeOf(await save(b, aim))).toBe("version.stale")
    expect(codeOf(await save(b, { titles: [], forms: ["giayKhen"] }, '"v1"'))).toBe("done")
    expect((await log(c)).slice(0, 2)).toMatchObject([
      { act: "aim.save", seat: "01", from: "tapTheLaoDongXuatSac coThiDuaTinh bangKhenTinh", to: "giayKhen" },
      { act: "aim.save", seat: "01", to: "tapTheLaoDongXuatSac coThiDuaTinh bangKhenTinh" },
    ])
    await move(a, year, "pledging", "running", "chưa ký")
    expect(codeOf(await save(c, aim))).toBe("done")
    await move(a, year, "running", "selfScoring")
    expect(codeOf(await save(c, aim, '"v1"'))).toBe("aim.closed")
    const other = await province()
    for (const send of [await world.as("leader", "so-x"), other.board, await other.as("leader")])
      expect([codeOf(await send("GET", `${at}/aims`)), codeOf(await send("GET", `${at}/aim`))]).toEqual(["missing", "missing"])
  })

  test("names titles of a collective and forms of commendation, neither in the other's place, none twice", async () => {
    const { b, at } = await signing()
    const save = (body: object) => b("PUT", `${at}/aim`, body, { "if-match": none })
    expect(told(await save({ titles: ["bangKhenTinh"], forms: ["coThiDuaTinh"] }))).toEqual([
      "/titles/0 input.invalid",
      "/forms/0 input.invalid",
    ])
    expect(told(await save({ titles: ["chienSiThiDuaCoSo"], forms: ["giayKhen", "giayKhen"], note: "" }))).toEqual([
      "/titles/0 input.invalid",
      "/forms aim.twice",
      "/note input.text",
    ])
  })
})
