import { Appeals } from "@khoi/core/appeal"
import { Id } from "@khoi/core/id"
import { Seat } from "@khoi/core/year"
import { Hono } from "hono"
import * as z from "zod"
import { After, Cursor, paged } from "./cursor.ts"
import { type Env, Key, once, route, send } from "./http.ts"

const param = z.strictObject({ year: Id.schema })
const ofSeat = z.strictObject({ year: Id.schema, seat: Seat })
const ofOwn = z.strictObject({ year: Id.schema, item: Appeals.Item })
const ofItem = z.strictObject({ year: Id.schema, seat: Seat, item: Appeals.Item })
const header = z.object(Key)
const own = "/years/:year/own-appeals/:item"
const item = "/years/:year/appeals/:seat/:item"

export const appeals = new Hono<Env>()
  .get(...route("appeal.list", "/years/:year/appeals", { param, query: After }, paged(Appeals.Shown)), async (c) => {
    const found = await Appeals.list(c.req.valid("param").year, { after: Cursor.place(c, c.req.valid("query").after) })
    return send(c, paged(Appeals.Shown), Cursor.page(c, found))
  })
  .get(...route("appeal.read", "/years/:year/appeals/:seat", { param: ofSeat }, Appeals.Own), async (c) => {
    const { year, seat } = c.req.valid("param")
    return send(c, Appeals.Own, await Appeals.read(year, seat))
  })
  .post(...route("appeal.open", own, { param: ofOwn, header, json: Appeals.Appeal }, Appeals.State), async (c) => {
    const [{ year, item }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Appeals.State, await Appeals.open(year, item, json, once(c, head, json)))
  })
  .post(...route("appeal.further", `${own}/further`, { param: ofOwn, header, json: Appeals.Further }, Appeals.State), async (c) => {
    const [{ year, item }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Appeals.State, await Appeals.further(year, item, json, once(c, head, json)))
  })
  .post(...route("appeal.answer", `${item}/answer`, { param: ofItem, header, json: Appeals.Reply }, Appeals.State), async (c) => {
    const [{ year, seat, item }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Appeals.State, await Appeals.answer(year, seat, item, json, once(c, head, json)))
  })
  .post(...route("appeal.decide", `${item}/decision`, { param: ofItem, header, json: Appeals.Ruling }, Appeals.State), async (c) => {
    const [{ year, seat, item }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Appeals.State, await Appeals.decide(year, seat, item, json, once(c, head, json)))
  })
