import { Blocs } from "@khoi/core/bloc"
import { Id } from "@khoi/core/id"
import { Legacies } from "@khoi/core/legacy"
import { Log } from "@khoi/core/log"
import { Openings } from "@khoi/core/opening"
import { Todays } from "@khoi/core/today"
import { Years } from "@khoi/core/year"
import { Hono } from "hono"
import * as z from "zod"
import { After, Cursor, paged } from "./cursor.ts"
import { type Env, Key, once, route, send } from "./http.ts"

const ofYear = z.strictObject({ year: Id.schema })
const ofLog = z.strictObject({ ...After.shape, ...Todays.Wanted.shape })
const Opened = z.object({ id: z.string() })
const Looked = z.object({ at: z.string() })
const Listed = z.object({ items: z.array(z.object({ year: z.string(), calendar: z.int() })) })

export const blocs = new Hono<Env>()
  .get(...route("bloc.list", "/blocs", { query: After }, paged(Blocs.Shown)), async (c) => {
    const found = await Blocs.list({ after: Cursor.place(c, c.req.valid("query").after) })
    return send(c, paged(Blocs.Shown), Cursor.page(c, found))
  })
  .post(...route("bloc.create", "/blocs", { header: z.object(Key), json: Blocs.Bloc }, Blocs.Shown), async (c) => {
    const json = c.req.valid("json")
    return send(c, Blocs.Shown, await Blocs.create(json, once(c, c.req.valid("header"), json)))
  })
  .post(
    ...route(
      "year.open",
      "/blocs/:bloc/years",
      { param: z.strictObject({ bloc: Id.schema }), header: z.object(Key), json: Openings.Opened },
      Opened,
    ),
    async (c) => {
      const json = c.req.valid("json")
      return send(c, Opened, await Openings.open(c.req.valid("param").bloc, json, once(c, c.req.valid("header"), json)))
    },
  )
  .get(...route("year.next", "/years/:year/next", { param: ofYear }, Legacies.Shown), async (c) =>
    send(c, Legacies.Shown, await Legacies.read(c.req.valid("param").year)),
  )
  .get(...route("year.list", "/years", {}, Listed), async (c) => {
    return send(c, Listed, { items: (await Years.list()).map(({ year, calendar }) => ({ year, calendar })) })
  })
  .get(...route("today.read", "/today", {}, Todays.Today), async (c) => send(c, Todays.Today, await Todays.today()))
  .post(...route("look.save", "/today", {}, Looked), async (c) => send(c, Looked, await Todays.look()))
  .get(...route("year.read", "/years/:year", { param: ofYear }, Todays.Board), async (c) =>
    send(c, Todays.Board, await Todays.board(c.req.valid("param").year)),
  )
  .get(...route("log.read", "/years/:year/log", { param: ofYear, query: ofLog }, paged(Log.Entry)), async (c) => {
    const { after, ...wanted } = c.req.valid("query")
    const found = await Todays.log(c.req.valid("param").year, Cursor.place(c, after), wanted)
    return send(c, paged(Log.Entry), Cursor.page(c, found))
  })
