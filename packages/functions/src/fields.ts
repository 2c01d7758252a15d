import { Fields } from "@khoi/core/field"
import { Id } from "@khoi/core/id"
import { Hono } from "hono"
import * as z from "zod"
import { type Env, Key, once, route, send } from "./http.ts"

const param = z.strictObject({ year: Id.schema })
const header = z.object(Key)
const field = "/agency/years/:year/decisions"

export const fields = new Hono<Env>()
  .get(...route("field.read", field, { param }, Fields.Shown), async (c) =>
    send(c, Fields.Shown, await Fields.read(c.req.valid("param").year)),
  )
  .post(...route("field.enter", field, { param, header, json: Fields.Line }, Fields.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Fields.Shown, await Fields.enter(year, json, once(c, head, json)))
  })
  .post(...route("field.lift", `${field}/lift`, { param, header, json: Fields.Lift }, Fields.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Fields.Shown, await Fields.lift(year, json, once(c, head, json)))
  })
