import { Explanations } from "@khoi/core/explanation"
import { Id } from "@khoi/core/id"
import { Results } from "@khoi/core/result"
import { Seat } from "@khoi/core/year"
import { Hono } from "hono"
import * as z from "zod"
import { Csv, csv, InLanguage, sendFile } from "./csv.ts"
import { rankingRows } from "./files.ts"
import { type Env, route, send } from "./http.ts"

const param = z.strictObject({ year: Id.schema })
const ofSeat = z.strictObject({ year: Id.schema, seat: Seat })
const ofPair = z.strictObject({ year: Id.schema, scorer: Seat, seat: Seat })
const ofSheet = z.strictObject({ year: Id.schema, kind: z.enum(["self", "verified"]), seat: Seat })

export const years = new Hono<Env>()
  .get(...route("result.read", "/years/:year/result", { param }, Results.Shown), async (c) =>
    send(c, Results.Shown, await Results.read(c.req.valid("param").year)),
  )
  .get(...route("explain.read", "/years/:year/explanations/:kind/:seat", { param: ofSheet }, Explanations.OfSheet), async (c) => {
    const { year, kind, seat } = c.req.valid("param")
    return send(c, Explanations.OfSheet, await Explanations.explained(year, kind, seat))
  })
  .get(...route("explain.cross", "/years/:year/explanations/cross/:scorer/:seat", { param: ofPair }, Explanations.OfSheet), async (c) => {
    const { year, scorer, seat } = c.req.valid("param")
    return send(c, Explanations.OfSheet, await Explanations.explainedCross(year, scorer, seat))
  })
  .get(...route("explain.official", "/years/:year/official/:seat", { param: ofSeat }, Explanations.OfOfficial), async (c) => {
    const { year, seat } = c.req.valid("param")
    return send(c, Explanations.OfOfficial, await Explanations.explainedOfficial(year, seat))
  })
  .get(...route("explain.matrix", "/years/:year/explanations/matrix", { param }, Explanations.Matrix), async (c) =>
    send(c, Explanations.Matrix, await Explanations.matrix(c.req.valid("param").year)),
  )
  .get(...route("explain.ties", "/years/:year/explanations/ties", { param }, Explanations.OfTies), async (c) =>
    send(c, Explanations.OfTies, await Explanations.ties(c.req.valid("param").year)),
  )
  .get(...route("result.file", "/years/:year/result/file", { param, query: InLanguage }, Csv), async (c) => {
    const [{ year }, { language }] = [c.req.valid("param"), c.req.valid("query")]
    const { names, ...found } = await Results.file(year)
    return sendFile(c, csv(rankingRows(found, names.year, language), language), `xep-hang ${names.name} ${names.year}`)
  })
