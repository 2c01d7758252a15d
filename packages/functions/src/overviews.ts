import { Overviews } from "@khoi/core/overview"
import { Hono } from "hono"
import { Csv, csv, InLanguage, sendFile } from "./csv.ts"
import { After, Cursor, paged } from "./cursor.ts"
import { overviewRows } from "./files.ts"
import { type Env, route, send } from "./http.ts"

/** The province over its blocs and years, a department over its own, and both as files. */
export const overviews = new Hono<Env>()
  .get(...route("overview.read", "/overview", { query: After }, paged(Overviews.Calendar)), async (c) => {
    const found = await Overviews.list({ after: Cursor.place(c, c.req.valid("query").after) })
    return send(c, paged(Overviews.Calendar), Cursor.page(c, found))
  })
  .get(...route("overview.file", "/overview/file", { query: InLanguage }, Csv), async (c) => {
    const { language } = c.req.valid("query")
    return sendFile(c, csv(overviewRows(await Overviews.whole(), language), language), "tong-hop-thi-dua")
  })
  .get(...route("history.read", "/history", { query: After }, paged(Overviews.Own)), async (c) => {
    const found = await Overviews.own({ after: Cursor.place(c, c.req.valid("query").after) })
    return send(c, paged(Overviews.Own), Cursor.page(c, found))
  })
