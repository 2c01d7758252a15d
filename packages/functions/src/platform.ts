import { Fault } from "@khoi/core/fault"
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

/** What is asked before anybody has signed in. */
export const platform = new Hono<Env>()
  .get(...route("health.read", "/health", {}, Health), (c) => send(c, Health, { ok: true }))
  .get(...route("demonstration.read", "/demonstration", {}, Demonstration), (c) => {
    const { demonstration } = c.get("edge")
    if (!demonstration) throw new Fault("missing")
    return send(c, Demonstration, { accounts: demonstration as z.input<typeof Account>[] })
  })
