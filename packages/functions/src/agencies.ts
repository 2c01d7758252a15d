import { Agencies } from "@khoi/core/agency"
import { Id } from "@khoi/core/id"
import { Hono } from "hono"
import * as z from "zod"
import { type Env, Key, Match, once, route, send } from "./http.ts"

const param = z.strictObject({ year: Id.schema })
const header = z.object({ ...Match, ...Key })
const grid = "/agency/years/:year"

export const agencies = new Hono<Env>()
  .get(...route("agency.list", "/agency/years", {}, Agencies.Listed), async (c) => send(c, Agencies.Listed, await Agencies.list()))
  .get(...route("agency.read", grid, { param }, Agencies.Shown), async (c) =>
    send(c, Agencies.Shown, await Agencies.read(c.req.valid("param").year)),
  )
  .put(...route("agency.save", grid, { param, header, json: Agencies.Grid }, Agencies.Saved), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Agencies.Saved, await Agencies.save(year, json, head["if-match"], once(c, head, json)))
  })
  .post(...route("agency.confirm", grid, { param, header, json: Agencies.Whole }, Agencies.Receipt), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Agencies.Receipt, await Agencies.confirm(year, json, head["if-match"], once(c, head, json)))
  })
