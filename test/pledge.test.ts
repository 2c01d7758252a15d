import { afterEach, describe, expect, test, vi } from "vitest"
import { itemsOf, tenantOf } from "./stored.ts"
import { type Act, live, plainly, type Three, threeLeaders } from "./small-year.ts"
import { type Answer, move, password, province, type Send } from "./world.ts"

const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const told = ({ json }: Answer) => (json as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`)
const hashIn = ({ json }: Answer) => (json as { hash: string }).hash
const later = (minutes: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 })
afterEach(() => {
  vi.useRealTimers()
})

const none = '"v0"'
const text = "Bản giao ước thi đua năm 2026."
const targets = [
  { indicator: "Hồ sơ giải quyết đúng hạn", unit: "%", plan: [98.5, 97, null] },
  { indicator: "Thu ngân sách", unit: "tỷ đồng", plan: [null, 1250.1234, 0] },
]
const line = { date: "2026-02-01", place: "Hội trường Sở Nội vụ", signer: "Giám đốc", scan: "Bản scan số 03" }

/** A bloc of three that signs, and what can be done with the pledge. */
async function signing() {
  const three = await threeLeaders()
  const { pledge } = await live(three, "pledging")
  return { ...three, pledge, ...acts(three) }
}
function acts({ at }: Three) {
  const pledge = `${at}/pledge`
  const papers = (seat: string) => `${pledge}/papers/${seat}`
  const on = async (send: Send, path: string, from: string, body: object, method = "POST", version?: string) =>
    send(method, path, body, { "if-match": version ?? (await send("GET", from)).etag ?? none })
  return {
    save: (send: Send, body: object, version: string) => send("PUT", pledge, body, { "if-match": version }),
    sign: (send: Send, hash: string, more: object = {}) => send("POST", `${pledge}/signature`, { hash, ...more }),
    correct: (send: Send, body: object, version: string) => send("POST", `${pledge}/correction`, body, { "if-match": version }),
    record: (send: Send, seat: string, hash: string, version?: string) =>
      on(send, papers(seat), papers(seat), { ...line, hash }, "PUT", version),
    contest: (send: Send, seat: string, version?: string) =>
      on(send, `${pledge}/paper/contest`, papers(seat), { reason: "Đơn vị chưa ký." }, "POST", version),
    confirm: (send: Send, seat: string, hash: string, version?: string) =>
      on(send, `${pledge}/paper/confirmation`, papers(seat), { hash }, "POST", version),
    withdraw: (send: Send, seat: string, version?: string) =>
      on(send, `${papers(seat)}/withdrawal`, papers(seat), { reason: "Ghi nhầm đơn vị." }, "POST", version),
    waits: async (send: Send) => ((await send("GET", at)).json as { waits: number }).waits,
    ways: async (send: Send) =>
      ((await send("GET", `${pledge}/signatures`)).json as { items: { way: string | null }[] }).items.map(({ way }) => way),
    log: async (send: Send) =>
      ((await send("GET", `${at}/log`)).json as { items: { act: string; seat?: string; of?: string; why?: string }[] }).items,
  }
}

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

describe("signing on screen", () => {
  test("asks for the password when the sign-in is older than a quarter of an hour, and takes no wrong one", async () => {
    const { a, b, pledge, sign, waits } = await signing()
    later(14)
    expect(codeOf(await sign(a, pledge))).toBe("done")
    later(2)
    expect(codeOf(await sign(b, pledge))).toBe("signature.password")
    expect((await sign(b, pledge)).status).toBe(401)
    expect((await sign(b, pledge, { password: "không phải mật khẩu" })).json).toMatchObject({ status: 401, code: "session.refused" })
    expect(await waits(b)).toBe(2)
    expect([codeOf(await sign(b, pledge, { password })), await waits(b)]).toEqual(["done", 1])
    expect(told(await sign(b, pledge, { password: "" }))).toEqual(["/password input.text"])
  })

  test("counts a wrong password as a try to sign in: after eight nobody gets further, with the right one either", async () => {
    const { b, pledge, sign, waits, at } = await signing()
    later(16)
    const codes: string[] = []
    for (let i = 0; i < 4; i++) codes.push(codeOf(await sign(b, pledge, { password: `sai mật khẩu ${i}` })))
    // The same count as for another password.
    for (let i = 0; i < 4; i++) codes.push(codeOf(await b("PUT", "/password", { current: `sai ${i}`, next: "một mật khẩu khác" })))
    expect(codes).toEqual(Array(8).fill("session.refused"))
    expect([codeOf(await sign(b, pledge, { password })), await waits(b)]).toEqual(["session.locked", 3])
    expect((await b("GET", at)).status).toBe(200)
  })

  test("keeps nothing by which a password could be guessed: the same act is known again by what is signed", async () => {
    const { b, pledge, sign } = await signing()
    const key = { "idempotency-key": '"chia-khoa-mot-lan"' }
    const path = (await sign(b, pledge)).json as { seat: string }
    expect(path.seat).toBe("01")
    const three = await signing()
    const twice = (more: object) => three.b("POST", `${three.at}/pledge/signature`, { hash: three.pledge, ...more }, key)
    expect([codeOf(await twice({ password })), codeOf(await twice({})), codeOf(await twice({ password: "sai hẳn mật khẩu" }))]).toEqual([
      "done",
      "done",
      "session.refused",
    ])
  })

  test("shows who has signed, how and when, to every member and the board, and to nobody else", async () => {
    const { world, a, b, at, pledge, sign, record } = await signing()
    const before = new Date().toISOString()
    await sign(b, pledge)
    await record(a, "02", pledge)
    for (const send of [a, world.board, await world.as("viewer", "so-c")]) {
      const { items } = (await send("GET", `${at}/pledge/signatures`)).json as { items: { way: string; at: string; paper: object }[] }
      expect(items).toMatchObject([
        { seat: "00", way: null, at: null, paper: null },
        { seat: "01", way: "screen", paper: null },
        { seat: "02", way: "paper", paper: { ...line, state: "recorded", why: null } },
      ])
      for (const { at } of items.slice(1)) expect(at >= before && at <= new Date().toISOString()).toBe(true)
    }
    const other = await province()
    for (const send of [await world.as("leader", "so-x"), other.board, await other.as("leader")])
      for (const path of ["signatures", "papers/02", "versions/1"])
        expect(codeOf(await send("GET", `${at}/pledge/${path}`))).toBe("missing")
  })
})

describe("a signature on paper", () => {
  test("is recorded by the head, counts, and is settled when the member contests it", async () => {
    const { a, c, at, pledge, record, contest, confirm, withdraw, waits, ways, log } = await signing()
    expect([codeOf(await record(a, "02", pledge)), await ways(c), await waits(c)]).toEqual(["done", [null, null, "paper"], 2])
    expect((await contest(c, "02")).json).toMatchObject({ paper: { state: "contested", why: "Đơn vị chưa ký." } })
    expect([await ways(a), await waits(a)]).toEqual([[null, null, "contested"], 3])
    expect((await a("GET", `${at}/pledge`)).json).toMatchObject({ signed: [] })
    expect([codeOf(await contest(c, "02")), codeOf(await record(a, "02", pledge))]).toEqual(["paper.contested", "paper.contested"])
    expect([codeOf(await withdraw(a, "02")), await ways(a), await waits(a)]).toEqual(["done", [null, null, null], 3])
    expect([codeOf(await confirm(c, "02", pledge)), codeOf(await withdraw(a, "02"))]).toEqual(["paper.absent", "paper.absent"])
    expect([codeOf(await record(a, "02", pledge)), codeOf(await contest(c, "02")), await waits(a)]).toEqual(["done", "done", 3])
    expect([codeOf(await confirm(c, "02", pledge)), await ways(a), await waits(a)]).toEqual(["done", [null, null, "paper"], 2])
    expect([codeOf(await contest(c, "02")), codeOf(await withdraw(a, "02")), codeOf(await record(a, "02", pledge))]).toEqual([
      "paper.confirmed",
      "paper.confirmed",
      "pledge.signed",
    ])
    const acts = (await log(c)).filter(({ act }) => act.startsWith("paper.")).map(({ act, seat, of, why }) => [act, seat, of, why])
    expect(acts.toReversed().slice(0, 3)).toEqual([
      ["paper.record", "00", "02", undefined],
      ["paper.contest", "02", undefined, "Đơn vị chưa ký."],
      ["paper.withdraw", "00", "02", "Ghi nhầm đơn vị."],
    ])
  })

  test("is recorded by the head's leader alone, not its own, not of a day to come, not over a signature, while pledging", async () => {
    const { world, year, a, b, c, at, pledge, record, sign } = await signing()
    const officer = await world.as("officer", "so-a")
    for (const send of [b, officer]) expect(codeOf(await record(send, "02", pledge, none))).toBe("right.denied")
    expect(codeOf(await record(world.board, "02", pledge, none))).toBe("missing")
    expect([codeOf(await record(a, "00", pledge)), codeOf(await record(a, "02", "0".repeat(64)))]).toEqual(["paper.own", "pledge.changed"])
    expect(codeOf(await record(a, "07", pledge, none))).toBe("missing")
    const tomorrow = new Date(Date.now() + 31 * 3_600_000).toISOString().slice(0, 10)
    const odd = await a("PUT", `${at}/pledge/papers/02`, { ...line, hash: pledge, date: tomorrow }, { "if-match": none })
    expect(told(odd)).toEqual(["/date paper.date"])
    const empty = { hash: "x", date: "2026-13-01", place: "", signer: "", scan: "" }
    expect(told(await a("PUT", `${at}/pledge/papers/02`, empty, { "if-match": none }))).toEqual([
      "/hash input.invalid",
      "/date input.text",
      "/place input.text",
      "/signer input.text",
      "/scan input.text",
    ])
    await sign(b, pledge)
    expect(codeOf(await record(a, "01", pledge))).toBe("pledge.signed")
    expect([codeOf(await record(a, "02", pledge)), codeOf(await sign(c, pledge))]).toEqual(["done", "pledge.signed"])
    expect(codeOf(await record(a, "02", pledge, none))).toBe("pledge.signed")
    await move(a, year, "pledging", "running", "một đơn vị chưa ký")
    expect(codeOf(await record(a, "01", pledge))).toBe("pledge.notOpen")
  })

  test("is contested and confirmed by the member's leader alone, over the line as it was read, until the phase is over", async () => {
    const { world, year, a, b, c, pledge, record, contest, confirm, withdraw } = await signing()
    await record(a, "02", pledge)
    expect([codeOf(await contest(b, "02")), codeOf(await contest(await world.as("officer", "so-c"), "02"))]).toEqual([
      "paper.absent",
      "right.denied",
    ])
    expect([codeOf(await contest(c, "02", none)), codeOf(await withdraw(c, "02")), codeOf(await withdraw(b, "02"))]).toEqual([
      "version.stale",
      "right.denied",
      "right.denied",
    ])
    expect([codeOf(await confirm(c, "02", "0".repeat(64))), codeOf(await confirm(c, "02", pledge))]).toEqual(["pledge.changed", "done"])
    await record(a, "01", pledge)
    await contest(b, "01")
    await move(a, year, "pledging", "running", "một đơn vị không thừa nhận chữ ký")
    expect([codeOf(await contest(b, "01")), codeOf(await confirm(b, "01", pledge)), codeOf(await withdraw(a, "01"))]).toEqual(
      Array(3).fill("pledge.notOpen"),
    )
  })

  test("that is contested can be signed over on screen, and nothing more is settled then", async () => {
    const { a, c, pledge, sign, record, contest, confirm, withdraw, ways, waits } = await signing()
    await record(a, "02", pledge)
    await contest(c, "02")
    expect([codeOf(await sign(c, pledge)), await ways(a), await waits(a)]).toEqual(["done", [null, null, "screen"], 2])
    expect([codeOf(await confirm(c, "02", pledge)), codeOf(await withdraw(a, "02"))]).toEqual(["pledge.signed", "pledge.signed"])
    expect(await waits(a)).toBe(2)
  })

  test("is void with another text like every other, contested or not, and can be recorded anew", async () => {
    const { a, b, c, pledge, save, record, contest, confirm, ways, waits } = await signing()
    await record(a, "01", pledge)
    await record(a, "02", pledge)
    await contest(c, "02")
    const hash = hashIn(await save(a, { text: "Bản khác." }, '"v1"'))
    expect([await ways(a), await waits(a)]).toEqual([[null, null, null], 3])
    expect([codeOf(await contest(b, "01")), codeOf(await confirm(c, "02", hash))]).toEqual(["paper.absent", "paper.absent"])
    expect([codeOf(await record(a, "01", hash)), codeOf(await record(a, "02", hash)), await waits(a)]).toEqual(["done", "done", 1])
    expect(await ways(a)).toEqual([null, "paper", "paper"])
  })

  test("and one on screen at once: one counts, the other hears that the department has signed", async () => {
    const { a, c, pledge, sign, record, waits, ways } = await signing()
    const both = (await Promise.all([sign(c, pledge), record(a, "02", pledge, none), sign(c, pledge)])).map(codeOf)
    expect(both.toSorted()).toEqual(["done", "pledge.signed", "pledge.signed"])
    expect([await waits(a), (await ways(a))[2]]).toEqual([2, both[1] === "done" ? "paper" : "screen"])
  })

  test("of two who settle one line at once one is first", async () => {
    const { a, c, pledge, record, contest, confirm, withdraw, waits, ways } = await signing()
    await record(a, "02", pledge)
    await contest(c, "02")
    const both = await Promise.all([confirm(c, "02", pledge, '"v2"'), withdraw(a, "02", '"v2"')])
    expect(both.map(codeOf).filter((code) => code === "done")).toHaveLength(1)
    const [, , way] = await ways(a)
    expect(await waits(a)).toBe(way === "paper" ? 2 : 3)
  })
})

test("who has left the year signs, answers and registers nothing more, and is waited for by nobody", async () => {
  const { world, a, b, c, at, pledge, sign, save, record, contest, waits, ways } = await signing()
  await record(a, "02", pledge)
  await sign(b, pledge)
  const leave = (seat: string) =>
    world.board("POST", `${at}/members/${seat}/departure`, { left: "2026-02-02", successor: null, reason: "Sáp nhập." })
  expect([codeOf(await leave("02")), await waits(a), codeOf(await contest(c, "02"))]).toEqual(["done", 1, "member.left"])
  expect((await a("GET", `${at}/pledge/signatures`)).json).toMatchObject({
    items: [{ left: null }, { left: null }, { left: "2026-02-02" }],
  })
  const hash = hashIn(await save(a, { text: "Bản khác." }, '"v1"'))
  expect([await waits(a), await ways(a)]).toEqual([2, [null, null, null]])
  expect([codeOf(await sign(c, hash)), codeOf(await record(a, "02", hash))]).toEqual(["member.left", "member.left"])
  expect(codeOf(await c("PUT", `${at}/aim`, { titles: [], forms: [] }, { "if-match": none }))).toBe("member.left")
  expect([codeOf(await sign(a, hash)), codeOf(await sign(b, hash)), await waits(a)]).toEqual(["done", "done", 0])
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

test("every act on the pledge knows its own key again", async () => {
  const three = await signing()
  const { world, a, c, at, pledge } = three
  const twice: Act = async (send, method, path, body, version) => {
    const headers = { "if-match": version, "idempotency-key": `"${crypto.randomUUID()}"` }
    const [first, again] = [await send(method, path, body, headers), await send(method, path, body, headers)]
    expect([first.status, again.text, again.etag], `${method} ${path} ${first.text}`).toEqual([200, first.text, first.etag])
    const name = Object.keys(body as object).at(-1)!
    const other = { ...(body as object), [name]: name === "hash" ? "0".repeat(64) : Array.isArray((body as never)[name]) ? [] : "Khác" }
    expect(codeOf(await send(method, path, other, headers)), `${method} ${path}`).toBe("key.reused")
    return first
  }
  const papers = `${at}/pledge/papers/02`
  const reason = { reason: "Vì sao" }
  await twice(a, "PUT", papers, { hash: pledge, ...line }, none)
  await twice(c, "POST", `${at}/pledge/paper/contest`, reason, '"v1"')
  await twice(c, "POST", `${at}/pledge/paper/confirmation`, { hash: pledge }, '"v2"')
  await twice(a, "PUT", `${at}/pledge/papers/01`, { hash: pledge, ...line }, none)
  await twice(a, "POST", `${at}/pledge/papers/01/withdrawal`, reason, '"v1"')
  await twice(world.board, "POST", `${at}/pledge/correction`, { text: "Đúng", targets: [], reason: "Vì sao" }, '"v1"')
  await twice(c, "PUT", `${at}/aim`, { titles: [], forms: ["bangKhenTinh"] }, none)
  expect(await three.waits(a)).toBe(2)
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

test("nothing about a signature in the root grows with the ways to sign", async () => {
  const three = await signing()
  const { world, a, pledge, record } = three
  const root = async () => (await itemsOf(await tenantOf(world.code))).find(({ sk, pk }) => sk === "R" && pk.endsWith(three.year))!
  await plainly(three.b, "POST", `${three.at}/pledge/signature`, { hash: pledge })
  await record(a, "02", pledge)
  const { seats } = (await root()) as unknown as { seats: Record<string, { signed?: Uint8Array }> }
  expect([seats["01"]?.signed?.length, seats["02"]?.signed?.length, Object.keys(seats["02"]!).sort()]).toEqual([8, 8, ["signed", "unit"]])
})
