import * as lib from "@aws-sdk/lib-dynamodb"
import { Secret } from "@khoi/core/secret"
import { afterEach, expect, test, vi } from "vitest"
import { fingerprint, raw, TableName, tenantOf } from "./stored.ts"
import { type Answer, blocYear, origin, password, province, type Role, type Send, sender, signIn } from "./world.ts"

const minute = 60_000
afterEach(() => {
  vi.useRealTimers()
})
/** Only the date is moved; timers run on. */
const later = (ms: number) => {
  const now = Date.now() + ms
  vi.useFakeTimers({ toFake: ["Date"], now })
}
const codeOf = ({ json }: Answer) => (json as { code?: string }).code ?? "done"
const look = async (send: Send) => codeOf(await send("GET", "/session"))

const keyOf = (send: Send) => ({ pk: `G#S#${Secret.kept(send.cookie.split("=")[1]!)}`, sk: "-" })

type World = Awaited<ReturnType<typeof province>>
const again = (world: World, name = "leader.so-a") => signIn("/session", { province: world.code, name, password })

/** Other roles for a person of so-a, from the board; none suspends. */
async function give(world: World, of: Role, roles: readonly Role[]) {
  const path = `/departments/${await world.departmentOf("so-a")}/people/${world.ids.get(`${of}@so-a`)}`
  const { etag } = await world.board("GET", path)
  return codeOf(await world.board("PUT", path, { name: "Một người", roles }, { "if-match": etag }))
}

test("F31 a session ends after half an hour without a call, however often it was used before", async () => {
  const send = await (await province()).as("leader")
  for (const wait of [29, 29, 29]) {
    later(wait * minute)
    expect(await look(send)).toBe("done")
  }
  later(30 * minute)
  expect(await look(send)).toBe("session.absent")
})

test("F31 a session ends after twelve hours, whoever uses it", async () => {
  const send = await (await province()).as("leader")
  for (let passed = 25; passed < 720; passed += 25) {
    later(25 * minute)
    expect(await look(send)).toBe("done")
  }
  later(20 * minute)
  expect(await look(send)).toBe("session.absent")
})

test("the last use is written at most every five minutes", async () => {
  const send = await (await province()).as("leader")
  const used = async () => {
    const { Item } = await raw.send(new lib.GetCommand({ TableName, Key: keyOf(send), ConsistentRead: true }))
    return Item?.["used"] as number
  }
  const first = await used()
  later(4 * minute)
  await look(send)
  expect(await used()).toBe(first)
  later(2 * minute)
  await look(send)
  expect(await used()).toBeGreaterThan(first + 5 * minute)
})

test("a person has at most five sessions, and the oldest makes room", async () => {
  const world = await province()
  const first = await world.as("leader")
  const more: Send[] = []
  for (let i = 0; i < 4; i++) more.push(await again(world))
  expect(await look(first)).toBe("done")
  more.push(await again(world))
  expect(await look(first)).toBe("session.absent")
  expect(await Promise.all(more.map(look))).toEqual(Array(5).fill("done"))
})

test("one sees where one is signed in oneself, and nobody else", async () => {
  const world = await province()
  await world.as("leader")
  const second = await again(world)
  await world.as("officer")
  const { items } = (await second("GET", "/sessions")).json as { items: { at: string; current: boolean }[] }
  expect(items.map(({ current }) => current)).toEqual([false, true])
  expect(Object.keys(items[0]!).sort()).toEqual(["agent", "at", "current"])
})

test("F31 a cookie is worth nothing after signing out, whoever has stolen it", async () => {
  const world = await province()
  const [first, second] = [await world.as("leader"), await again(world)]
  const stolen = sender(second.cookie, second.csrf)
  const out = await second("DELETE", "/session")
  expect([out.status, out.headers.get("set-cookie")]).toEqual([200, "__Host-session=; Max-Age=0; Path=/; Secure"])
  const answer = await stolen("GET", "/session")
  expect(answer.json).toMatchObject({ status: 401, code: "session.absent" })
  expect(await look(first)).toBe("done")
})

test("signing out everywhere ends every session of the person, and of nobody else", async () => {
  const world = await province()
  const [first, second, officer] = [await world.as("leader"), await again(world), await world.as("officer")]
  expect(codeOf(await second("DELETE", "/sessions"))).toBe("done")
  expect([await look(first), await look(second), await look(officer)]).toEqual(["session.absent", "session.absent", "done"])
})

test("a page that another window has left in another department writes nothing there", async () => {
  const world = await province()
  const { at } = await blocYear(world, { to: "running" })
  const send = await world.as("leader")
  const [there, person] = [await world.departmentOf("so-b"), world.ids.get("leader@so-a")]
  const path = `/departments/${there}/people/${person}`
  const taken = await world.board("PUT", path, { name: "Một người", roles: ["leader"] }, { "if-match": '"v0"' })
  expect(codeOf(taken)).toBe("done")
  expect(codeOf(await send("PUT", "/session/department", { department: there }))).toBe("done")
  const draft = (by: Send) => by("PUT", `${at}/self`, { table: "0".repeat(64), points: [1, 2] }, { "if-match": '"v0"' })
  expect(codeOf(await draft(send))).toBe("origin.foreign")
  const { csrf } = (await send("GET", "/session")).json as { csrf: string }
  expect(codeOf(await draft(sender(send.cookie, csrf)))).toBe("done")
})

test("F32 who is suspended is nobody at the next request", async () => {
  const world = await province()
  const officer = await world.as("officer")
  const other = await again(world, "officer.so-a")
  expect(await give(world, "officer", [])).toBe("done")
  expect([await look(officer), await look(other)]).toEqual(["session.absent", "session.absent"])
  expect(await give(world, "officer", ["officer"])).toBe("done")
  expect(await look(officer)).toBe("session.absent")
  expect(await look(await again(world, "officer.so-a"))).toBe("done")
})

test("a role changes also where the store has taken an old session away", async () => {
  const world = await province()
  const old = await world.as("officer")
  later(13 * 60 * minute)
  await raw.send(new lib.DeleteCommand({ TableName, Key: keyOf(old) }))
  world.board = await again(world, "so-noi-vu")
  expect(await give(world, "officer", ["viewer"])).toBe("done")
  expect((await (await again(world, "officer.so-a"))("GET", "/session")).json).toMatchObject({ roles: ["viewer"] })
})

test("the cookie goes to this host alone, over TLS alone, to no script, and the store keeps no token", async () => {
  const world = await province()
  await world.as("leader")
  const { headers } = await sender()("POST", "/session", { province: world.code, name: "leader.so-a", password })
  const [session = "", known = ""] = headers.getSetCookie()
  const [, token = ""] = /^__Host-session=([\w-]{43}); Path=\/; HttpOnly; Secure; SameSite=Lax$/.exec(session) ?? []
  expect(known).toMatch(/^__Host-known=[\w-]{43}; Max-Age=7776000; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  expect(token).not.toBe("")
  const { Items = [] } = await raw.send(new lib.ScanCommand({ TableName }))
  expect(JSON.stringify(Items)).not.toContain(token)
})

test("a change that does not come from the site's own pages is refused, and changes nothing", async () => {
  const world = await province()
  const [leader, other] = [await world.as("leader"), await world.as("officer")]
  const tenant = await tenantOf(world.code)
  const before = await fingerprint(tenant)
  const from = (headers: Record<string, string | undefined>) => leader("POST", "/today", undefined, headers)
  const own = { "sec-fetch-site": "same-origin" }
  for (const headers of [
    { origin: undefined },
    { origin: "https://la.example" },
    { origin: `${origin}.la.example` },
    { origin: "null" },
    { origin: undefined, "sec-fetch-site": "cross-site" },
    { origin: undefined, "sec-fetch-site": "same-site" },
    { origin: undefined, "sec-fetch-site": "none" },
    { "csrf-token": undefined },
    { "csrf-token": "false" },
    { "csrf-token": other.csrf },
    { ...own, "csrf-token": undefined },
  ])
    expect((await from(headers)).json, JSON.stringify(headers)).toMatchObject({ status: 403, code: "origin.foreign" })
  expect(await fingerprint(tenant)).toBe(before)
  const credentials = { province: world.code, name: "leader.so-a", password }
  expect(codeOf(await sender()("POST", "/session", credentials, { origin: undefined }))).toBe("origin.foreign")
  expect(codeOf(await from({ ...own, origin: undefined }))).toBe("done")
  expect(codeOf(await from({}))).toBe("done")
})

test("reading changes nothing, whatever is read and wherever it is asked from", async () => {
  const world = await province()
  const { at, bloc } = await blocYear(world, { to: "crossScoring" })
  const leader = await world.as("leader")
  const department = await world.departmentOf("so-a")
  const before = await fingerprint(await tenantOf(world.code))
  const paths = ["/session", "/sessions", "/today", "/years", "/departments", "/blocs", `/departments/${department}/people`, at]
  const parts = ["log", "phase", "table", "pledge", "self", "selves/01", "cross", "crosses", "verified", "verified/01", "votes", "result"]
  for (const path of [...paths, ...parts.map((part) => `${at}/${part}`), `/blocs/${bloc}`]) {
    const { status } = await leader("GET", path, undefined, { origin: "https://la.example", "csrf-token": undefined })
    expect(status, path).toBeLessThan(500)
  }
  expect(await fingerprint(await tenantOf(world.code))).toBe(before)
})
