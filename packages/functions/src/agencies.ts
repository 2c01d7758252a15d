import { Agencies } from "@khoi/core/agency"
import { Fields } from "@khoi/core/field"
import { Id } from "@khoi/core/id"
import { Hono } from "hono"
import * as z from "zod"
import { type Env, Key, Match, once, route, send } from "./http.ts"

const param = z.strictObject({ year: Id.schema })
const header = z.object({ ...Match, ...Key })
const keyed = z.object(Key)
const grid = "/agency/years/:year"
const field = "/agency/years/:year/decisions"

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
  .get(...route("field.read", field, { param }, Fields.Shown), async (c) =>
    send(c, Fields.Shown, await Fields.read(c.req.valid("param").year)),
  )
  .post(...route("field.enter", field, { param, header: keyed, json: Fields.Line }, Fields.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Fields.Shown, await Fields.enter(year, json, once(c, head, json)))
  })
  .post(...route("field.lift", `${field}/lift`, { param, header: keyed, json: Fields.Lift }, Fields.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Fields.Shown, await Fields.lift(year, json, once(c, head, json)))
  })
