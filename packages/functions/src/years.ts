import { Explanations } from "@khoi/core/explanation"
import { Id } from "@khoi/core/id"
import { Results } from "@khoi/core/result"
import { Ballots } from "@khoi/core/vote"
import { Seat } from "@khoi/core/year"
import { Hono } from "hono"
import * as z from "zod"
import { type Env, Key, Match, once, route, send } from "./http.ts"

const param = z.strictObject({ year: Id.schema })
const ofSeat = z.strictObject({ year: Id.schema, seat: Seat })
const ofPair = z.strictObject({ year: Id.schema, scorer: Seat, seat: Seat })
const ofSheet = z.strictObject({ year: Id.schema, kind: z.enum(["self", "verified"]), seat: Seat })
const header = z.object({ ...Match, ...Key })
const votes = "/years/:year/votes"

export const years = new Hono<Env>()
  .get(...route("vote.read", votes, { param }, Ballots.Shown), async (c) => {
    return send(c, Ballots.Shown, await Ballots.read(c.req.valid("param").year))
  })
  .put(...route("vote.record", votes, { param, header, json: Ballots.Entered }, Ballots.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Ballots.Shown, await Ballots.record(year, json, head["if-match"], once(c, head, json)))
  })
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
