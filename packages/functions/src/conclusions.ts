import { Alerts } from "@khoi/core/alert"
import { Appraisals } from "@khoi/core/appraisal"
import { Id } from "@khoi/core/id"
import { Moves } from "@khoi/core/move"
import { Prizes } from "@khoi/core/prize"
import { Ties } from "@khoi/core/tie"
import { Ballots } from "@khoi/core/vote"
import { Seat } from "@khoi/core/year"
import { Hono } from "hono"
import * as z from "zod"
import { type Env, Key, Match, once, route, send } from "./http.ts"

const param = z.strictObject({ year: Id.schema })
const ofPair = z.strictObject({ year: Id.schema, seat: Seat, other: Seat })
const header = z.object(Key)
const over = z.object({ ...Match, ...Key })
const alert = "/years/:year/alerts/:seat/:other"
const Answered = z.object({ seat: z.string(), at: z.string() })

/** What lies between the ranking and the end: votes confirmed and contested, ties, alerts, reopening. */
export const conclusions = new Hono<Env>()
  .get(...route("phase.read", "/years/:year/phase", { param }, Moves.Shown), async (c) =>
    send(c, Moves.Shown, await Moves.read(c.req.valid("param").year)),
  )
  .put(...route("phase.move", "/years/:year/phase", { param, header: over, json: Moves.Move }, Moves.Moved), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Moves.Moved, await Moves.move(year, json, head["if-match"], once(c, head, json)))
  })
  .get(...route("vote.read", "/years/:year/votes", { param }, Ballots.Shown), async (c) => {
    return send(c, Ballots.Shown, await Ballots.read(c.req.valid("param").year))
  })
  .put(...route("vote.record", "/years/:year/votes", { param, header: over, json: Ballots.Entered }, Ballots.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Ballots.Shown, await Ballots.record(year, json, head["if-match"], once(c, head, json)))
  })
  .post(...route("phase.reopen", "/years/:year/phase", { param, header: over, json: Moves.Reopening }, Moves.Moved), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Moves.Moved, await Moves.reopen(year, json, head["if-match"], once(c, head, json)))
  })
  .post(...route("vote.confirm", "/years/:year/votes", { param, header: over }, Ballots.Shown), async (c) => {
    const [{ year }, head] = [c.req.valid("param"), c.req.valid("header")]
    return send(c, Ballots.Shown, await Ballots.confirm(year, head["if-match"], once(c, head, null)))
  })
  .post(...route("vote.contest", "/years/:year/votes/contests", { param, header, json: Ballots.Contest }, Ballots.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Ballots.Shown, await Ballots.contest(year, json, once(c, head, json)))
  })
  .post(...route("tie.decide", "/years/:year/ties", { param, header, json: Ties.Order }, Ties.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Ties.Shown, await Ties.decide(year, json, once(c, head, json)))
  })
  .get(...route("tie.read", "/years/:year/ties", { param }, Ties.Shown), async (c) =>
    send(c, Ties.Shown, await Ties.read(c.req.valid("param").year)),
  )
  .post(...route("prize.explain", "/years/:year/prize-reason", { param, header, json: Prizes.Reason }, Prizes.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Prizes.Shown, await Prizes.explain(year, json, once(c, head, json)))
  })
  .get(...route("alert.list", "/years/:year/alerts", { param }, Alerts.Shown), async (c) =>
    send(c, Alerts.Shown, await Alerts.list(c.req.valid("param").year)),
  )
  .post(...route("alert.explain", alert, { param: ofPair, header, json: Alerts.Explanation }, Alerts.Put), async (c) => {
    const [{ year, seat, other }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Alerts.Put, await Alerts.explain(year, seat, other, json, once(c, head, json)))
  })
  .post(...route("alert.conclude", `${alert}/outcome`, { param: ofPair, header, json: Alerts.Outcome }, Alerts.Put), async (c) => {
    const [{ year, seat, other }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Alerts.Put, await Alerts.conclude(year, seat, other, json, once(c, head, json)))
  })
  .post(...route("appraisal.answer", "/years/:year/appraisal-answer", { param, header, json: Appraisals.Reply }, Answered), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Answered, await Appraisals.answer(year, json, once(c, head, json)))
  })
