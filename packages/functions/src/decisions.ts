import { Appraisals } from "@khoi/core/appraisal"
import { Decisions } from "@khoi/core/decision"
import { Departures } from "@khoi/core/departure"
import { Id } from "@khoi/core/id"
import { Leads } from "@khoi/core/lead"
import { Members } from "@khoi/core/member"
import { Seat } from "@khoi/core/year"
import { Hono } from "hono"
import * as z from "zod"
import { type Env, Key, Match, once, route, send } from "./http.ts"

const param = z.strictObject({ year: Id.schema })
const ofSeat = z.strictObject({ year: Id.schema, seat: Seat })
const header = z.object({ ...Match, ...Key })
const lists = "/years/:year/decisions"
const lead = "/years/:year/lead"
const members = "/years/:year/members"
const departure = "/years/:year/members/:seat/departure"
const appraisal = "/years/:year/appraisals/:seat"

export const decisions = new Hono<Env>()
  .get(...route("decision.read", lists, { param }, Decisions.Shown), async (c) =>
    send(c, Decisions.Shown, await Decisions.read(c.req.valid("param").year)),
  )
  .put(...route("decision.save", lists, { param, header, json: Decisions.Lists }, Decisions.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Decisions.Shown, await Decisions.save(year, json, head["if-match"], once(c, head, json)))
  })
  .get(...route("member.list", members, { param }, Members.List), async (c) =>
    send(c, Members.List, await Members.list(c.req.valid("param").year)),
  )
  .post(...route("member.join", members, { param, header: z.object(Key), json: Members.Joining }, Members.Joined), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Members.Joined, await Members.join(year, json, once(c, head, json)))
  })
  .get(...route("lead.read", lead, { param }, Leads.Shown), async (c) => send(c, Leads.Shown, await Leads.read(c.req.valid("param").year)))
  .put(...route("lead.change", lead, { param, header, json: Leads.Given }, Leads.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Leads.Shown, await Leads.change(year, json, head["if-match"], once(c, head, json)))
  })
  .post(
    ...route("member.leave", departure, { param: ofSeat, header: z.object(Key), json: Departures.Departure }, Departures.Shown),
    async (c) => {
      const [{ year, seat }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
      return send(c, Departures.Shown, await Departures.record(year, seat, json, once(c, head, json)))
    },
  )
  .get(...route("appraisal.read", appraisal, { param: ofSeat }, Appraisals.Shown), async (c) => {
    const { year, seat } = c.req.valid("param")
    return send(c, Appraisals.Shown, await Appraisals.read(year, seat))
  })
  .put(...route("appraisal.save", appraisal, { param: ofSeat, header, json: Appraisals.Appraisal }, Appraisals.Shown), async (c) => {
    const [{ year, seat }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Appraisals.Shown, await Appraisals.save(year, seat, json, head["if-match"], once(c, head, json)))
  })
