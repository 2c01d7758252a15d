import { Adoptions } from "@khoi/core/adoption"
import { Comments } from "@khoi/core/comment"
import { Tables } from "@khoi/core/criteria"
import { Id } from "@khoi/core/id"
import { Sources } from "@khoi/core/table-source"
import { Versions } from "@khoi/core/table-version"
import { Hono } from "hono"
import * as z from "zod"
import { After, Cursor, paged } from "./cursor.ts"
import { type Env, Key, Match, once, route, send } from "./http.ts"

const param = z.strictObject({ year: Id.schema })
const ofVersion = z.strictObject({ year: Id.schema, version: Versions.VersionNumber })
const ofComment = z.strictObject({ year: Id.schema, place: Comments.Place, comment: Id.schema })
const header = z.object({ ...Match, ...Key })
const key = z.object(Key)
const table = "/years/:year/table"
const comments = "/years/:year/table/comments"

export const tables = new Hono<Env>()
  .get(...route("table.read", table, { param }, Tables.Shown), async (c) =>
    send(c, Tables.Shown, await Tables.read(c.req.valid("param").year)),
  )
  .put(...route("table.save", table, { param, header, json: Tables.Draft }, Tables.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Tables.Shown, await Tables.save(year, json, head["if-match"], once(c, head, json)))
  })
  .post(...route("table.adopt", table, { param, header, json: Adoptions.Minutes }, Tables.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Tables.Shown, await Adoptions.adopt(year, json, head["if-match"], once(c, head, json)))
  })
  .post(
    ...route("table.propose", "/years/:year/table/proposal", { param, header: key, json: Adoptions.Named }, Adoptions.Proposed),
    async (c) => {
      const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
      return send(c, Adoptions.Proposed, await Adoptions.propose(year, json, once(c, head, json)))
    },
  )
  .post(
    ...route("table.agree", "/years/:year/table/agreement", { param, header: key, json: Adoptions.Named }, Adoptions.Agreed),
    async (c) => {
      const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
      return send(c, Adoptions.Agreed, await Adoptions.agree(year, json, once(c, head, json)))
    },
  )
  .get(...route("table.versions", "/years/:year/table/versions", { param }, Versions.Listed), async (c) =>
    send(c, Versions.Listed, await Versions.list(c.req.valid("param").year)),
  )
  .get(...route("table.version", "/years/:year/table/versions/:version", { param: ofVersion }, Versions.Read), async (c) => {
    const { year, version } = c.req.valid("param")
    return send(c, Versions.Read, await Versions.read(year, version))
  })
  .get(...route("comment.list", comments, { param, query: After }, paged(Comments.Shown)), async (c) => {
    const found = await Comments.list(c.req.valid("param").year, { after: Cursor.place(c, c.req.valid("query").after) })
    return send(c, paged(Comments.Shown), Cursor.page(c, found))
  })
  .post(...route("comment.add", comments, { param, header: key, json: Comments.Comment }, Comments.Made), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Comments.Made, await Comments.add(year, json, once(c, head, json)))
  })
  .post(
    ...route(
      "comment.answer",
      "/years/:year/table/comments/:place/:comment",
      { param: ofComment, header: key, json: Comments.Answer },
      Comments.Answered,
    ),
    async (c) => {
      const [{ year, place, comment }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
      return send(c, Comments.Answered, await Comments.answer(year, place, comment, json, once(c, head, json)))
    },
  )
  .get(...route("table.sources", "/tables", { query: After }, paged(Sources.Listed)), async (c) => {
    const found = await Sources.list({ after: Cursor.place(c, c.req.valid("query").after) })
    return send(c, paged(Sources.Listed), Cursor.page(c, found))
  })
  .get(...route("table.source", "/tables/:year", { param }, Sources.Shown), async (c) =>
    send(c, Sources.Shown, await Sources.read(c.req.valid("param").year)),
  )
