import { Meter } from "@khoi/core/meter"
import { afterEach, expect, test, vi } from "vitest"
import { pauses } from "./pauses.ts"
import { type Answer, operator, password, province, sender, signIn } from "./world.ts"

const minute = 60_000
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})
/** Only the date is moved; timers run on. */
const later = (ms: number) => {
  const now = Date.now() + ms
  vi.useFakeTimers({ toFake: ["Date"], now })
}

type World = Awaited<ReturnType<typeof province>>
type Link = { person: string; token: string; until: string }
const tried = (province: string | null, name: string, word = password) => sender()("POST", "/session", { province, name, password: word })
const redeemed = (province: string, token: string, word = password) =>
  sender()("POST", "/session/link", { province, token, password: word })
const codeOf = ({ json }: Answer) => (json as { code?: string }).code ?? "done"

async function added(world: World, signIn: string, roles = ["officer"]) {
  const department = await world.departmentOf("so-a")
  const { json, text, status } = await world.board("POST", `/departments/${department}/people`, { name: "Một người", signIn, roles })
  expect(status, text).toBe(200)
  return { ...(json as Link), path: `/departments/${department}/people/${(json as Link).person}` }
}

async function suspended(world: World, signIn: string) {
  const { token, path } = await added(world, signIn)
  await redeemed(world.code, token)
  const { etag } = await world.board("GET", path)
  expect((await world.board("PUT", path, { name: "Một người", roles: [] }, { "if-match": etag })).status).toBe(200)
}

test("a person signs in with name and password, in either form of Vietnamese, in any case", async () => {
  const world = await province()
  const { token } = await added(world, "Nguyễn Thị Phượng")
  expect((await redeemed(world.code, token, "mật khẩu của Phượng")).json).toMatchObject({ name: "Một người", roles: ["officer"] })
  for (const form of ["NFC", "NFD"]) {
    const { json } = await tried(world.code, " nguyễn THỊ  phượng ".normalize(form), "mật khẩu của Phượng".normalize(form))
    expect(json).toMatchObject({ name: "Một người", operator: false, province: { code: world.code }, department: { code: "so-a" } })
  }
  expect(codeOf(await tried(world.code, "Nguyễn Thị Phượng", "Mật khẩu của Phượng"))).toBe("session.refused")
})

test(
  "wrong password, unknown name, unknown province, suspended: the same answer for the same calls in like time",
  { retry: 2 },
  async () => {
    const world = await province()
    await world.as("officer")
    await suspended(world, "gone")
    const cases: Record<string, () => Promise<Answer>> = {
      wrong: () => tried(world.code, "officer.so-a", "không phải mật khẩu"),
      unknown: () => tried(world.code, `nobody-${crypto.randomUUID()}`),
      odd: () => tried(world.code, `a#b/${crypto.randomUUID()}@x`),
      elsewhere: () => tried(`tinh-${crypto.randomUUID()}`, "officer.so-a"),
      suspended: () => tried(world.code, "gone"),
    }
    const times: Record<string, number[]> = {}
    const answers = new Set<string>()
    const costs = new Set<string>()
    for (let round = 0; round < 9; round++) {
      later(16 * minute) // what was tried before counts no more
      for (const [name, attempt] of Object.entries(cases)) {
        const start = performance.now()
        const { result, cost } = await Meter.count(attempt)
        const { json, headers } = result
        if (round) (times[name] ??= []).push(performance.now() - start)
        answers.add(JSON.stringify([{ ...(json as object), requestId: "" }, [...headers.entries()]]))
        costs.add(JSON.stringify(cost))
      }
    }
    expect([answers.size, costs.size]).toEqual([1, 1])
    expect([...answers][0]).toContain('"code":"session.refused"')
    // The fastest of each, as everything above it is the load of the machine.
    const fastest = Object.values(times).map((all) => Math.min(...all))
    expect(Math.max(...fastest) / Math.min(...fastest)).toBeLessThan(1.5)
  },
)

test("after three failures each try waits longer, and a success sets the count back", async () => {
  const world = await province()
  await world.as("officer")
  const waited = pauses()
  const wrong = () => tried(world.code, "officer.so-a", "không phải mật khẩu")
  for (let i = 0; i < 5; i++) expect(codeOf(await wrong())).toBe("session.refused")
  expect(waited()).toEqual([400, 800])
  expect((await tried(world.code, "officer.so-a")).status).toBe(200)
  for (let i = 0; i < 3; i++) expect(codeOf(await wrong())).toBe("session.refused")
  expect(waited()).toEqual([400, 800, 1600])
})

test("eight failures lock a name for fifteen minutes, tries at once among them, whether anybody has the name or not", async () => {
  const world = await province()
  for (const role of ["officer", "leader"] as const) await world.as(role)
  const waited = pauses()
  const many = (name: string) => Promise.all(Array.from({ length: 20 }, () => tried(world.code, name, "không phải mật khẩu")))
  const [known, unknown] = await Promise.all([many("officer.so-a"), many("nobody")])
  for (const answers of [known, unknown]) {
    expect(answers.map(codeOf).sort()).toEqual([...Array(12).fill("session.locked"), ...Array(8).fill("session.refused")])
    expect(answers.find((one) => one.status === 429)?.headers.get("retry-after")).toBe("900")
  }
  expect(waited().sort((a, b) => a - b)).toEqual([400, 800, 1600, 3200, 6400].flatMap((ms) => [ms, ms]))
  expect(codeOf(await tried(world.code, "OFFICER.so-a"))).toBe("session.locked")
  expect((await tried(world.code, "leader.so-a")).status).toBe(200)
  later(15 * minute - 10_000)
  expect(codeOf(await tried(world.code, "officer.so-a"))).toBe("session.locked")
  later(20_000)
  expect((await tried(world.code, "officer.so-a")).status).toBe(200)
})

test("who signs in twice at once is signed in twice", async () => {
  const world = await province()
  await world.as("officer")
  const answers = await Promise.all([1, 2, 3].map(() => tried(world.code, "officer.so-a")))
  expect(answers.map(codeOf)).toEqual(["done", "done", "done"])
})

test("a one-time link chooses a password once, however many try it at once", async () => {
  const world = await province()
  const { token, until } = await added(world, "mới")
  expect(Date.parse(until) - Date.now()).toBeGreaterThan(7 * 1440 * minute - minute)
  const answers = await Promise.all([1, 2, 3].map(() => redeemed(world.code, token)))
  expect(answers.map(codeOf).sort()).toEqual(["done", "link.used", "link.used"])
  expect(codeOf(await redeemed(world.code, token))).toBe("link.used")
})

test("a link is good for seven days, for its own province and as it was given", async () => {
  const world = await province()
  const [first, second] = [await added(world, "một"), await added(world, "hai")]
  expect(codeOf(await redeemed((await province()).code, first.token))).toBe("link.used")
  expect(codeOf(await redeemed(world.code, `${second.person}.${first.token.split(".")[1]}`))).toBe("link.used")
  expect(codeOf(await redeemed(world.code, first.person))).toBe("link.used")
  later(7 * 1440 * minute - minute)
  expect(codeOf(await redeemed(world.code, first.token))).toBe("done")
  later(2 * minute)
  expect(codeOf(await redeemed(world.code, second.token))).toBe("link.used")
})

test("a new link voids the one before; when it is used, the old password and its sessions are over", async () => {
  const world = await province()
  const { token, path } = await added(world, "quên")
  const before = await signIn("/session/link", { province: world.code, token, password })
  const [lost, link] = [await world.board("POST", `${path}/link`), await world.board("POST", `${path}/link`)].map(
    ({ json }) => json as Link,
  )
  expect(codeOf(await redeemed(world.code, lost!.token, "một mật khẩu khác"))).toBe("link.used")
  expect((await before("GET", "/session")).status).toBe(200)
  expect(codeOf(await redeemed(world.code, link!.token, "một mật khẩu khác"))).toBe("done")
  expect(codeOf(await before("GET", "/session"))).toBe("session.absent")
  expect(codeOf(await tried(world.code, "quên"))).toBe("session.refused")
  expect(codeOf(await tried(world.code, "quên", "một mật khẩu khác"))).toBe("done")
})

test("a change of password wants the present one, ends every other session and voids a link", async () => {
  const world = await province()
  const { token, path } = await added(world, "đổi")
  const own = await signIn("/session/link", { province: world.code, token, password })
  const other = await signIn("/session", { province: world.code, name: "đổi", password })
  const link = (await world.board("POST", `${path}/link`)).json as Link
  const change = (current: string, next: string) => own("PUT", "/password", { current, next })
  expect(codeOf(await change("không phải mật khẩu", "một mật khẩu khác"))).toBe("session.refused")
  expect((await other("GET", "/session")).status).toBe(200)
  expect(codeOf(await change(password.normalize("NFD"), "một mật khẩu khác"))).toBe("done")
  expect([codeOf(await own("GET", "/session")), codeOf(await other("GET", "/session"))]).toEqual(["done", "session.absent"])
  expect(codeOf(await redeemed(world.code, link.token))).toBe("link.used")
  expect(codeOf(await tried(world.code, "đổi"))).toBe("session.refused")
  expect(codeOf(await tried(world.code, "đổi", "một mật khẩu khác"))).toBe("done")
})

test.each([
  ["too short", "ngắn quá"],
  ["too long", "dài".repeat(50)],
  ["one sign only", "aaaaaaaaaaaa"],
  ["a row of digits", "1234567890"],
  ["a common word", "matkhau2026!!"],
  ["the name itself", "Tên Đăng Nhập".normalize("NFD")],
])("a password is refused that is %s", async (_, word) => {
  const world = await province()
  const { token } = await added(world, "tên đăng nhập")
  const { status, json, text } = await redeemed(world.code, token, word)
  expect([status, json]).toEqual([422, expect.objectContaining({ fields: [{ in: "json", path: "/password", code: "password.weak" }] })])
  expect(text).not.toContain(word)
  const own = await signIn("/session/link", { province: world.code, token, password })
  const changed = await own("PUT", "/password", { current: password, next: word })
  expect(changed.json).toMatchObject({ status: 422, fields: [{ in: "json", path: "/next", code: "password.weak" }] })
})

test("the operator signs in without a province, changes the password, and no province knows the name", async () => {
  const own = await operator()
  const { name } = (await own("GET", "/session")).json as { name: string }
  const next = await signIn("/session", { province: null, name, password })
  expect((await next("GET", "/session")).json).toMatchObject({ operator: true, province: null, roles: [] })
  expect(codeOf(await tried((await province()).code, name))).toBe("session.refused")
  expect(codeOf(await next("PUT", "/password", { current: "không phải mật khẩu", next: "một mật khẩu khác" }))).toBe("session.refused")
  expect((await next("GET", "/sessions")).text).toContain('"current":true')
  await next("DELETE", "/session")
  expect(codeOf(await next("GET", "/session"))).toBe("session.absent")
})
