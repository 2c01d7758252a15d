import { Awards } from "@khoi/core/award"
import { Id } from "@khoi/core/id"
import { Seat } from "@khoi/core/year"
import { Hono } from "hono"
import * as z from "zod"
import { After, Cursor, paged } from "./cursor.ts"
import { type Env, Key, Match, once, route, send } from "./http.ts"

const param = z.strictObject({ year: Id.schema })
const ofAward = z.strictObject({ year: Id.schema, seat: Seat, award: Awards.Award })
const ofDepartment = z.strictObject({ department: Id.schema })
const awards = "/years/:year/awards"
const one = `${awards}/:seat/:award` as const

/** Flags and certificates of a bloc's year, each step by its paper, and what a department was granted over the years. */
export const awardRoutes = new Hono<Env>()
  .get(...route("award.list", awards, { param, query: After }, paged(Awards.Shown)), async (c) => {
    const found = await Awards.list(c.req.valid("param").year, { after: Cursor.place(c, c.req.valid("query").after) })
    return send(c, paged(Awards.Shown), Cursor.page(c, found))
  })
  .post(...route("award.propose", awards, { param, header: z.object(Key) }, Awards.Proposed), async (c) =>
    send(c, Awards.Proposed, await Awards.propose(c.req.valid("param").year, once(c, c.req.valid("header"), null))),
  )
  .get(...route("award.read", one, { param: ofAward }, Awards.Shown), async (c) => {
    const { year, seat, award } = c.req.valid("param")
    return send(c, Awards.Shown, await Awards.read(year, seat, award))
  })
  .put(
    ...route("award.enter", one, { param: ofAward, header: z.object({ ...Match, ...Key }), json: Awards.Step }, Awards.Shown),
    async (c) => {
      const [{ year, seat, award }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
      return send(c, Awards.Shown, await Awards.enter(year, seat, award, json, head["if-match"], once(c, head, json)))
    },
  )
  .get(
    ...route("award.history", "/departments/:department/awards", { param: ofDepartment, query: After }, paged(Awards.Past)),
    async (c) => {
      const found = await Awards.history(c.req.valid("param").department, { after: Cursor.place(c, c.req.valid("query").after) })
      return send(c, paged(Awards.Past), Cursor.page(c, found))
    },
  )
