import { afterEach, expect, test, vi } from "vitest"
import { Gate } from "../packages/core/src/gate.ts"
import { Id } from "../packages/core/src/id.ts"
import { pauses } from "./pauses.ts"
import { type Answer, blocYear, criteria, operator, password, province, sender, signIn } from "./world.ts"

afterEach(() => {
  vi.restoreAllMocks()
})
const codeOf = ({ json }: Answer) => (json as { code?: string }).code ?? "done"
const timed = async <T>(work: () => Promise<T>) => {
  const start = performance.now()
  return { result: await work(), ms: performance.now() - start }
}

test("no body costs more than its length: a number of a quarter of a million digits, a mark put on a letter a hundred thousand times", async () => {
  const digits = `{"a":1${"0".repeat(261_000)}1}`
  expect((await timed(() => sender()("POST", "/session", digits))).ms).toBeLessThan(1_000)
  const world = await province()
  const { at } = await blocYear(world)
  const leader = await world.as("leader")
  const level = `a${"\u0300".repeat(50_000)}${"\u0323".repeat(50_000)}`
  const sheet = { table: "0".repeat(64), points: [], results: [{ level }] }
  const { result, ms } = await timed(() => leader("PUT", `${at}/self`, sheet, { "if-match": '"v0"' }))
  expect([result.status, ms < 1_000]).toEqual([422, true])
})

test("an answer to a faulty body stays small, however many faults there are", async () => {
  const world = await province()
  const { at } = await blocYear(world)
  const leader = await world.as("leader")
  const answer = await leader(
    "PUT",
    `${at}/table`,
    { table: { sections: Array.from({ length: 20_000 }, () => ({})) }, rules: {} },
    { "if-match": '"v0"' },
  )
  expect([answer.status, answer.text.length < 50_000]).toEqual([422, true])
})

test("a table has no more criteria than a sheet has room for, and no key that the store cannot hold", async () => {
  const world = await province()
  const { at } = await blocYear(world)
  const leader = await world.as("leader")
  const { rules } = criteria()
  const leaf = (i: number, scoring: object) => ({ code: `${i}`, name: "Tiêu chí", max: 1, scoring })
  const save = (sections: object[]) => leader("PUT", `${at}/table`, { table: { sections }, rules }, { "if-match": '"v0"' })
  const many = Array.from({ length: 201 }, (_, i) => leaf(i, { kind: "points" }))
  expect((await save(many)).json).toMatchObject({ status: 422, fields: [{ path: "/table/sections", code: "table.large" }] })
  for (const levels of [{ "": 1 }, { constructor: 1 }]) expect((await save([leaf(1, { kind: "level", levels })])).status).toBe(422)
})

test("a link made before somebody rose in rank is void; a leader makes none for another leader", async () => {
  const world = await province()
  const leader = await world.as("leader")
  await world.as("officer")
  const [a, office] = [await world.departmentOf("so-a"), await world.departmentOf("so-noi-vu")]
  const person = world.ids.get("officer@so-a")!
  const link = (who: string) => leader("POST", `/departments/${a}/people/${who}/link`)
  const { token } = (await link(person)).json as { token: string }
  const raised = { name: "Người được điều động", roles: ["board"] }
  expect((await world.board("PUT", `/departments/${office}/people/${person}`, raised, { "if-match": '"v0"' })).status).toBe(200)
  expect(codeOf(await link(person))).toBe("person.role")
  expect(codeOf(await sender()("POST", "/session/link", { province: world.code, token, password }))).toBe("link.used")

  const added = { name: "Lãnh đạo khác", signIn: "lanh-dao.khac", roles: ["leader"] }
  const other = (await world.board("POST", `/departments/${a}/people`, added)).json as { person: string }
  expect(codeOf(await link(other.person))).toBe("person.role")
})

test("two who take each other's roles away at once do not both succeed", async () => {
  const world = await province()
  const people = `/departments/${await world.departmentOf("so-a")}/people`
  const pair = await Promise.all(
    ["mot", "hai"].map(async (name) => {
      const link = (await world.board("POST", people, { name, signIn: name, roles: ["leader"] })).json as { person: string; token: string }
      return { person: link.person, send: await signIn("/session/link", { province: world.code, token: link.token, password }) }
    }),
  )
  const [one, two] = pair as [(typeof pair)[number], (typeof pair)[number]]
  const suspend = (by: typeof one, of: typeof one) =>
    by.send("PUT", `${people}/${of.person}`, { name: "x", roles: [] }, { "if-match": '"v1"' })
  const answers = await Promise.all([suspend(one, two), suspend(two, one)])
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

test("the operator's oldest session of six ends, and signing out everywhere ends the rest", async () => {
  const name = `operator-${Id.create()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "")}`
  await Gate.ensureOperator(name, password)
  const sessions = []
  for (let i = 0; i < 6; i++) sessions.push(await signIn("/session", { province: null, name, password }))
  expect((await sessions[0]!("GET", "/session")).status).toBe(401)
  await sessions[5]!("DELETE", "/sessions")
  for (const send of sessions) expect((await send("GET", "/session")).status).toBe(401)
})

test("strangers' failures lock strangers out: the browser in which somebody has signed in before still lets that account in", async () => {
  const world = await province()
  await world.as("leader")
  const given = { province: world.code, name: "leader.so-a", password }
  const first = await sender()("POST", "/session", given)
  const known = first.headers
    .getSetCookie()
    .find((one) => one.startsWith("__Host-known="))!
    .split(";")[0]!
  pauses()
  await Promise.all(Array.from({ length: 12 }, () => sender()("POST", "/session", { ...given, password: "không phải mật khẩu" })))
  expect(codeOf(await sender()("POST", "/session", given))).toBe("session.locked")
  expect((await sender(known)("POST", "/session", given)).status).toBe(200)
  expect(codeOf(await sender(known.replace(/.$/, "_"))("POST", "/session", given))).toBe("session.locked")
})

test("a creation whose answer was lost gives a link that works, for a person and for a province", async () => {
  const world = await province()
  const people = `/departments/${await world.departmentOf("so-a")}/people`
  const key = { "idempotency-key": '"mot-khoa-lap-lai-0001"' }
  const added = { name: "Chuyên viên", signIn: "chuyen-vien", roles: ["officer"] }
  const [lost, again] = [await world.board("POST", people, added, key), await world.board("POST", people, added, key)]
  const [before, link] = [lost.json as { person: string; token: string }, again.json as { person: string; token: string }]
  expect(link.person).toBe(before.person)
  expect(codeOf(await sender()("POST", "/session/link", { province: world.code, token: before.token, password }))).toBe("link.used")
  await signIn("/session/link", { province: world.code, token: link.token, password })
  expect(codeOf(await world.board("POST", people, { ...added, name: "Khác" }, key))).toBe("key.reused")

  const code = `tinh-${Id.create()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "")}`
  const founded = { code, name: "Tỉnh", department: { code: "so", name: "Sở" }, person: { name: "Thường trực", signIn: "thuong-truc" } }
  await (
    await operator()
  )("POST", "/provinces", founded)
  const fresh = (await (await operator())("POST", `/provinces/${code}/link`)).json as { token: string }
  await signIn("/session/link", { province: code, token: fresh.token, password })
  expect(codeOf(await (await operator())("POST", `/provinces/${code}/link`))).toBe("link.used")
})
