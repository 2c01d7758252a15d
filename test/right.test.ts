import { afterEach, beforeAll, describe, expect, test } from "vitest"
import { type Right, rights } from "../packages/core/src/right.ts"
import { callers } from "./callers.ts"
import { border } from "./border.ts"
import { type Caller, cases, expected, phaseOf } from "./cases.ts"
import { become, ended, rotate, rotates } from "./changed-right.ts"
import { changes, restore, settle, watch } from "./stored.ts"
import { phases, type Target, target } from "./target.ts"
import { breach, call, operations, request } from "./walk.ts"
import { type Answer, type Send, signIn } from "./world.ts"

let home: Target
let everyone: Caller[]
beforeAll(async () => {
  home = await target("canary")
  everyone = await callers(home, home)
  watch()
}, 180_000)
afterEach(restore)

/** Who is the first that the matrix lets do this. */
const allowed = (of: (typeof operations)[number]) =>
  everyone.find(
    (one) =>
      ["open", "redeem"].some((word) => of.operationId === `session.${word}`) ||
      expected(of.operationId, one)[0] === (cases[of.operationId].answers?.[0] ?? 200),
  )!

describe("an act of a bloc's year is refused outside of its phases, whoever tries", () => {
  const closing = ({ refuses = [] }: Right) => refuses.find((code) => /\.(closed|notOpen)$/.test(code))
  const timed = operations.filter(({ operationId }) => closing(rights[operationId]))

  test.each(timed)("$operationId", async (of) => {
    const { phases: own = [], refuses } = rights[of.operationId] as Right
    const { reach, answers: [done] = [200] } = cases[of.operationId]
    const who = everyone.filter((one) => (one.place !== "outside" || reach === "agency") && expected(of.operationId, one)[0] === done)
    expect(who.length).toBeGreaterThan(0)
    // Before the table is adopted nobody is an agency yet.
    const there = phases.filter((phase) => phase !== "drafting" || cases[of.operationId].reach !== "agency")
    for (const phase of there)
      for (const one of who.slice(0, 1)) {
        const answer = await call(of, home.ids, one, { phase })
        expect([phase, breach(of, answer)]).toEqual([phase, undefined])
        if (own.includes(phase)) expect([phase, answer.status, answer.text]).toEqual([phase, done, answer.text])
        else expect([phase, (answer.json as { code: string }).code]).toEqual([phase, closing({ roles: [], refuses: refuses! })])
        if (!own.includes(phase)) expect(await changes()).toEqual([])
        await restore()
      }
  })
})

describe("F18 F19 what no schema knows is refused wherever it stands in a body", () => {
  const odd = {
    ...{ tenant: "x", role: "board", status: "closed", score: 100, _version: 1, actor: { kind: "system" } },
    constructor: { prototype: { admin: true } },
  }
  /** The body again for every object in it, with one key more there. */
  function* spoilt(body: unknown, key: string, value: unknown): Generator<unknown> {
    if (!body || typeof body !== "object") return
    if (!Array.isArray(body)) yield Object.defineProperty({ ...body }, key, { value, enumerable: true })
    for (const [name, inner] of Object.entries(body))
      for (const one of spoilt(inner, key, value)) yield Array.isArray(body) ? body.with(Number(name), one) : { ...body, [name]: one }
  }
  const written = operations.filter(({ requestBody }) => requestBody)

  test.each(written)("$operationId", async (of) => {
    const one = allowed(of)
    const { method, path, body } = request(of, home.ids, one)
    const send = (spoilt: unknown) => one.send(method, path, JSON.stringify(spoilt), { "if-match": '"v1"' })
    for (const [key, value] of Object.entries(odd))
      for (const bad of spoilt(body, key, value)) {
        const answer = await send(bad)
        expect([JSON.stringify(bad), answer.status, (answer.json as { code: string }).code]).toEqual([
          JSON.stringify(bad),
          422,
          "input.invalid",
        ])
        expect(breach(of, answer)).toBeUndefined()
      }
    for (const bad of spoilt(body, "__proto__", { admin: true })) {
      expect(JSON.stringify(bad)).toContain("__proto__")
      expect((await send(bad)).json).toMatchObject({ status: 422, code: "input.invalid" })
      const escaped = JSON.stringify(bad).replace("__proto__", String.raw`__pr\u006fto__`)
      expect((await one.send(method, path, escaped)).json).toMatchObject({ status: 422, code: "input.invalid" })
    }
    expect(await changes()).toEqual([])
    expect([({} as { admin?: unknown }).admin, ([] as { admin?: unknown }).admin, (Object as { admin?: unknown }).admin]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe("F33 a change of role counts at the next request, in every session; what was done stays as it was done", () => {
  const at = () => `/years/${home.ids.years.pledging}`
  const sign = (send: Send) => send("POST", `${at()}/pledge/signature`, { hash: home.ids.pledge })
  const code = ({ json }: Answer) => (json as { code?: string }).code

  /** A leader of c with two sessions, and the board's way to change its roles. */
  async function leader(signInName: string) {
    const people = `/departments/${home.ids.department}/people`
    const added = { name: "Lãnh đạo khác", signIn: signInName, roles: ["leader"] }
    const { json } = await home.world.board("POST", people, added)
    const { person, token } = json as { person: string; token: string }
    const password = "một mật khẩu đủ dài"
    const first = await signIn("/session/link", { province: home.world.code, token, password })
    const again = () => signIn("/session", { province: home.world.code, name: signInName, password })
    const second = await again()
    const become = async (roles: string[]) => {
      const { etag } = await home.world.board("GET", `${people}/${person}`)
      const body = { name: "Lãnh đạo khác", roles }
      expect((await home.world.board("PUT", `${people}/${person}`, body, { "if-match": etag })).status).toBe(200)
    }
    return { person, first, second, again, become }
  }
  const log = async () => ((await home.world.board("GET", `${at()}/log`)).json as { items: object[] }).items

  test("a leader made a viewer signs nothing more and reads on; the signature stays a leader's", async () => {
    const { person, first, second, become } = await leader("lanh-dao.1")
    expect((await sign(first)).status).toBe(200)
    await become(["viewer"])
    for (const send of [first, second]) {
      expect(code(await sign(send))).toBe("right.denied")
      expect((await send("GET", `${at()}/pledge`)).status).toBe(200)
    }
    expect(await log()).toContainEqual(expect.objectContaining({ act: "pledge.sign", who: person, as: "leader", seat: "02" }))
    await become(["leader"])
    expect(code(await sign(second))).toBe("pledge.signed")
  })

  test("who is suspended is nobody at the next request and cannot come back; the signature stays", async () => {
    const { person, first, second, again, become } = await leader("lanh-dao.2")
    expect((await sign(first)).status).toBe(200)
    await become([])
    for (const send of [first, second]) {
      expect(code(await send("GET", "/session"))).toBe("session.absent")
      expect(code(await sign(send))).toBe("session.absent")
    }
    await expect(again()).rejects.toThrow("401")
    expect(await log()).toContainEqual(expect.objectContaining({ act: "pledge.sign", who: person, as: "leader" }))
  })
})

describe("F31 F32 F33 what has become of a person counts at the next request on every route", () => {
  const wanting = operations.filter(({ operationId }) => !(rights[operationId].roles as readonly string[]).includes("anybody"))
  test("whose session is over is nobody, and changes nothing", async () => {
    const over = await ended(home)
    settle()
    const wrong: string[] = []
    for (const of of wanting)
      for (const one of over) {
        const answer = await call(of, home.ids, one, { refused: true })
        const { code } = answer.json as { code: string }
        if (answer.status !== 401 || code !== "session.absent" || breach(of, answer)) wrong.push(`${of.operationId}, ${one.name}: ${code}`)
      }
    expect([wrong, await changes()]).toEqual([[], []])
  })

  test("who has been given another role hears what that role hears", { timeout: 60_000 }, async () => {
    const roles = [
      ["leader", "viewer"],
      ["viewer", "leader"],
      ["council", "officer"],
    ] as const
    const walk = border(home, home, await become(home, roles))
    settle()
    for (const of of operations)
      expect([of.operationId, await walk.refused(of), await changes(), await walk.done(of)]).toEqual([of.operationId, [], [], []])
  })

  test("when the head changes, the old one is refused and the new one is not", { timeout: 60_000 }, async () => {
    const walk = border(home, home, await rotate(home))
    settle()
    const leads = ["head", "deputy", "headOrDeputy", "headOrBoard", "verifier"]
    const leading = operations.filter(({ operationId }) => {
      const { seat = "", phases } = rights[operationId] as Right
      return leads.includes(seat) && phases && cases[operationId].reach === "year"
    })
    expect(leading.filter(({ operationId }) => !rotates(phaseOf(operationId)))).toEqual([])
    // A draft is the department's own: the root as last read lets it be saved, and confirming asks again.
    for (const of of leading.filter(({ operationId }) => operationId !== "verified.save")) {
      // The votes are the old head's own, which it does not confirm as deputy either.
      const not = of.operationId === "vote.confirm" ? [expect.stringContaining("the old head: not done, 403")] : []
      expect([of.operationId, await walk.refused(of), await walk.done(of)]).toEqual([of.operationId, [], not])
    }
  })
})
