import { Fault } from "@khoi/core/fault"
import { People } from "@khoi/core/person"
import { Provinces } from "@khoi/core/province"
import { Text } from "@khoi/core/text"
import { Hono } from "hono"
import * as z from "zod"
import { type Env, route, send } from "./http.ts"

const Health = z.object({ ok: z.boolean() })
/** Accounts of the demonstration, listed on its sign-in page; no other store has any. */
export const Account = z.object({
  province: z.string(),
  department: z.string(),
  name: z.string(),
  signIn: z.string(),
  password: z.string(),
  roles: z.array(z.string()),
})
const Demonstration = z.object({ accounts: z.array(Account) })
const param = z.strictObject({ code: Text.Slug })

/** What stands above the provinces. */
export const platform = new Hono<Env>()
  .get(...route("health.read", "/health", {}, Health), (c) => send(c, Health, { ok: true }))
  .get(...route("demonstration.read", "/demonstration", {}, Demonstration), (c) => {
    const { demonstration } = c.get("edge")
    if (!demonstration) throw new Fault("missing")
    return send(c, Demonstration, { accounts: demonstration as z.input<typeof Account>[] })
  })
  .post(...route("province.create", "/provinces", { json: Provinces.Province }, Provinces.Founded), async (c) =>
    send(c, Provinces.Founded, await Provinces.create(c.req.valid("json"))),
  )
  .post(...route("province.link", "/provinces/:code/link", { param }, People.Link), async (c) =>
    send(c, People.Link, await Provinces.link(c.req.valid("param").code)),
  )
