import { createHmac } from "node:crypto"
import { Actor, type Actor as Acting, roles } from "@khoi/core/actor"
import { Gate } from "@khoi/core/gate"
import { Id } from "@khoi/core/id"
import { Passwords } from "@khoi/core/password"
import { People } from "@khoi/core/person"
import { Departments } from "@khoi/core/department"
import { type Context, Hono } from "hono"
import { deleteCookie, getCookie, setCookie } from "hono/cookie"
import * as z from "zod"
import { cookie, csrfOf, type Env, route, send } from "./http.ts"

/** Who is signed in, where, as what; `csrf` goes back in the header csrf-token with every change. */
export const Me = z.object({
  id: z.string(),
  name: z.string(),
  operator: z.boolean(),
  province: z.object({ code: z.string(), name: z.string(), demonstration: z.boolean() }).nullable(),
  department: z.object({ id: z.string(), name: z.string(), code: z.string() }).nullable(),
  roles: z.array(z.enum(roles)),
  departments: z.array(z.string()),
  csrf: z.string(),
})
const Done = z.object({})
const path = "/session"

const me = async (acting: Acting, token: string) =>
  Actor.run(acting, async () => {
    if (acting.kind !== "person")
      return {
        id: "",
        name: acting.kind === "operator" ? acting.name : "",
        operator: true,
        province: null,
        department: null,
        roles: [],
        departments: [],
        csrf: csrfOf(token, acting),
      }
    const [province, person, department] = await Promise.all([
      Gate.province(),
      People.Person.get({ person: acting.person }),
      Departments.get(acting.department),
    ])
    const departments = Object.keys(person.departments).filter((one) => person.departments[one]?.length)
    return {
      id: acting.person,
      name: person.name,
      operator: false,
      province,
      department: { ...department, id: acting.department },
      roles: [...acting.roles],
      departments,
      csrf: csrfOf(token, acting),
    }
  })

/** Tells a browser again in which this account has signed in: it keeps its own count of failures. Worth nothing without the password. */
const browser = "__Host-known"
const seal = (c: Context<Env>, account: string) =>
  createHmac("sha256", c.get("edge").cursorSecret).update(`known\n${account}`).digest("base64url")
const safe = { path: "/", secure: true, httpOnly: true, sameSite: "Lax" } as const

async function begin(c: Context<Env>, token: string, known?: string) {
  setCookie(c, cookie, token, safe)
  if (known) setCookie(c, browser, known, { ...safe, maxAge: 90 * 86_400 })
  const acting = await Gate.actor(token)
  return send(c, Me, await me(acting!, token))
}

export const sessions = new Hono<Env>()
  .post(...route("session.open", path, { json: Gate.Credentials }, Me), async (c) => {
    const given = c.req.valid("json")
    const known = seal(c, Gate.account(given))
    const { token } = await Gate.open(given, c.req.header("user-agent") ?? "", getCookie(c, browser) === known)
    return begin(c, token, known)
  })
  .post(...route("session.redeem", "/session/link", { json: Gate.Redeemed }, Me), async (c) =>
    begin(c, (await Gate.redeem(c.req.valid("json"), c.req.header("user-agent") ?? "")).token),
  )
  .get(...route("session.read", path, {}, Me), async (c) => send(c, Me, await me(Actor.find()!, getCookie(c, cookie)!)))
  .delete(...route("session.close", path, {}, Done), async (c) => {
    await Gate.close()
    deleteCookie(c, cookie, { path: "/", secure: true })
    return send(c, Done, {})
  })
  .get(...route("session.list", "/sessions", {}, z.object({ items: z.array(Gate.Listed) })), async (c) =>
    send(c, z.object({ items: z.array(Gate.Listed) }), { items: await Gate.sessions() }),
  )
  .delete(...route("session.closeAll", "/sessions", {}, Done), async (c) => {
    await Gate.closeAll()
    deleteCookie(c, cookie, { path: "/", secure: true })
    return send(c, Done, {})
  })
  .put(...route("session.act", "/session/department", { json: z.strictObject({ department: Id.schema }) }, Done), async (c) => {
    await Gate.act(c.req.valid("json").department)
    return send(c, Done, {})
  })
  .put(
    ...route(
      "password.change",
      "/password",
      { json: z.strictObject({ current: z.string("input.text").max(512, "input.text"), next: Passwords.Password }) },
      Done,
    ),
    async (c) => {
      await Gate.changePassword(c.req.valid("json"))
      return send(c, Done, {})
    },
  )
