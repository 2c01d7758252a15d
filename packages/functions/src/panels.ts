import { Id } from "@khoi/core/id"
import { Panels } from "@khoi/core/panel"
import { Hono } from "hono"
import * as z from "zod"
import { type Env, Key, Match, once, route, send } from "./http.ts"

const param = z.strictObject({ year: Id.schema })
const header = z.object({ ...Match, ...Key })
const panel = "/years/:year/panel"

export const panels = new Hono<Env>()
  .get(...route("panel.read", panel, { param }, Panels.Shown), async (c) =>
    send(c, Panels.Shown, await Panels.read(c.req.valid("param").year)),
  )
  .put(...route("panel.save", panel, { param, header, json: Panels.Given }, Panels.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Panels.Shown, await Panels.save(year, json, head["if-match"], once(c, head, json)))
  })
