import { Crosses } from "@khoi/core/cross"
import { Votes } from "@khoi/core/decision"
import { Id } from "@khoi/core/id"
import { Results } from "@khoi/core/result"
import { Selves } from "@khoi/core/self"
import { Verified } from "@khoi/core/verified"
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
const self = "/years/:year/self"
const cross = "/years/:year/cross"
const verified = "/years/:year/verified/:seat"
const votes = "/years/:year/votes"

export const years = new Hono<Env>()
  .get(...route("self.read", self, { param }, Selves.Shown), async (c) =>
    send(c, Selves.Shown, await Selves.read(c.req.valid("param").year)),
  )
  .put(...route("self.save", self, { param, header, json: Selves.Sheet }, Selves.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Selves.Shown, await Selves.save(year, json, head["if-match"], once(c, head, json)))
  })
  .post(...route("self.handIn", self, { param, header, json: Selves.Sheet }, Selves.Receipt), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Selves.Receipt, await Selves.handIn(year, json, head["if-match"], once(c, head, json)))
  })
  .get(...route("self.look", "/years/:year/selves/:seat", { param: ofSeat }, Selves.Shown), async (c) => {
    const { year, seat } = c.req.valid("param")
    return send(c, Selves.Shown, await Selves.look(year, seat))
  })
  .get(...route("cross.read", cross, { param }, Crosses.Shown), async (c) =>
    send(c, Crosses.Shown, await Crosses.read(c.req.valid("param").year)),
  )
  .put(...route("cross.save", cross, { param, header, json: Crosses.Sheet }, Crosses.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Crosses.Shown, await Crosses.save(year, json, head["if-match"], once(c, head, json)))
  })
  .post(...route("cross.handIn", cross, { param, header, json: Crosses.Sheet }, Selves.Receipt), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Selves.Receipt, await Crosses.handIn(year, json, head["if-match"], once(c, head, json)))
  })
  .get(...route("cross.list", "/years/:year/crosses", { param }, Crosses.Received), async (c) =>
    send(c, Crosses.Received, await Crosses.list(c.req.valid("param").year)),
  )
  .get(...route("verified.list", "/years/:year/verified", { param }, Verified.Confirmed), async (c) =>
    send(c, Verified.Confirmed, await Verified.list(c.req.valid("param").year)),
  )
  .get(...route("verified.read", verified, { param: ofSeat }, Verified.Shown), async (c) => {
    const { year, seat } = c.req.valid("param")
    return send(c, Verified.Shown, await Verified.read(year, seat))
  })
  .put(...route("verified.save", verified, { param: ofSeat, header, json: Verified.Sheet }, Selves.Shown), async (c) => {
    const [{ year, seat }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Selves.Shown, await Verified.save(year, seat, json, head["if-match"], once(c, head, json)))
  })
  .post(...route("verified.confirm", verified, { param: ofSeat, header, json: Verified.Sheet }, Selves.Receipt), async (c) => {
    const [{ year, seat }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Selves.Receipt, await Verified.confirm(year, seat, json, head["if-match"], once(c, head, json)))
  })
  .get(...route("vote.read", votes, { param }, Ballots.Shown), async (c) => {
    const { votes, v } = await Ballots.read(c.req.valid("param").year)
    return send(c, Ballots.Shown, { votes, v })
  })
  .put(...route("vote.record", votes, { param, header, json: Votes }, Ballots.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Ballots.Shown, await Ballots.record(year, json, head["if-match"], once(c, head, json)))
  })
  .get(...route("result.read", "/years/:year/result", { param }, Results.Shown), async (c) =>
    send(c, Results.Shown, await Results.read(c.req.valid("param").year)),
  )
  .get(...route("explain.read", "/years/:year/explanations/:kind/:seat", { param: ofSheet }, Results.Explanation), async (c) => {
    const { year, kind, seat } = c.req.valid("param")
    return send(c, Results.Explanation, await Results.explained(year, kind, seat))
  })
  .get(...route("explain.cross", "/years/:year/explanations/cross/:scorer/:seat", { param: ofPair }, Results.Explanation), async (c) => {
    const { year, scorer, seat } = c.req.valid("param")
    return send(c, Results.Explanation, await Results.explainedCross(year, scorer, seat))
  })
  .get(...route("explain.official", "/years/:year/official/:seat", { param: ofSeat }, Results.Official), async (c) => {
    const { year, seat } = c.req.valid("param")
    return send(c, Results.Official, await Results.explainedOfficial(year, seat))
  })
