import { Aims } from "@khoi/core/aim"
import { Id } from "@khoi/core/id"
import { Papers } from "@khoi/core/paper"
import { Pledges } from "@khoi/core/pledge"
import { Signatures } from "@khoi/core/signature"
import { Seat } from "@khoi/core/year"
import { Hono } from "hono"
import * as z from "zod"
import { type Env, Key, Match, once, route, send } from "./http.ts"

const param = z.strictObject({ year: Id.schema })
const ofSeat = z.strictObject({ year: Id.schema, seat: Seat })
const ofVersion = z.strictObject({ year: Id.schema, n: Pledges.Number })
const header = z.object({ ...Match, ...Key })
const pledge = "/years/:year/pledge"
const paper = "/years/:year/pledge/papers/:seat"
const withdrawal = "/years/:year/pledge/papers/:seat/withdrawal"
const aim = "/years/:year/aim"

export const pledges = new Hono<Env>()
  .get(...route("pledge.read", pledge, { param }, Pledges.Shown), async (c) =>
    send(c, Pledges.Shown, await Pledges.read(c.req.valid("param").year)),
  )
  .put(...route("pledge.save", pledge, { param, header, json: Pledges.Pledge }, Pledges.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Pledges.Shown, await Pledges.save(year, json, head["if-match"], once(c, head, json)))
  })
  .post(...route("pledge.correct", `${pledge}/correction`, { param, header, json: Pledges.Slip }, Pledges.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Pledges.Shown, await Pledges.correct(year, json, head["if-match"], once(c, head, json)))
  })
  .get(...route("pledge.version", `${pledge}/versions/:n`, { param: ofVersion }, Pledges.Version), async (c) => {
    const { year, n } = c.req.valid("param")
    return send(c, Pledges.Version, await Pledges.version(year, n))
  })
  .post(
    ...route("pledge.sign", `${pledge}/signature`, { param, header: z.object(Key), json: Signatures.Signature }, Signatures.Receipt),
    async (c) => {
      const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
      // Of what was sent a few bytes are kept; none of them may help to guess a password.
      return send(c, Signatures.Receipt, await Signatures.sign(year, json, once(c, head, { hash: json.hash })))
    },
  )
  .get(...route("signature.list", `${pledge}/signatures`, { param }, Signatures.Shown), async (c) =>
    send(c, Signatures.Shown, await Signatures.list(c.req.valid("param").year)),
  )
  .get(...route("paper.read", paper, { param: ofSeat }, Papers.Shown), async (c) => {
    const { year, seat } = c.req.valid("param")
    return send(c, Papers.Shown, await Papers.read(year, seat))
  })
  .put(...route("paper.record", paper, { param: ofSeat, header, json: Papers.Paper }, Papers.Shown), async (c) => {
    const [{ year, seat }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Papers.Shown, await Papers.record(year, seat, json, head["if-match"], once(c, head, json)))
  })
  .post(...route("paper.withdraw", withdrawal, { param: ofSeat, header, json: Papers.Reason }, Papers.Shown), async (c) => {
    const [{ year, seat }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Papers.Shown, await Papers.withdraw(year, seat, json, head["if-match"], once(c, head, json)))
  })
  .post(...route("paper.contest", `${pledge}/paper/contest`, { param, header, json: Papers.Reason }, Papers.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Papers.Shown, await Papers.contest(year, json, head["if-match"], once(c, head, json)))
  })
  .post(...route("paper.confirm", `${pledge}/paper/confirmation`, { param, header, json: Papers.Confirmed }, Papers.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Papers.Shown, await Papers.confirm(year, json, head["if-match"], once(c, head, json)))
  })
  .get(...route("aim.read", aim, { param }, Aims.Shown), async (c) => send(c, Aims.Shown, await Aims.read(c.req.valid("param").year)))
  .put(...route("aim.save", aim, { param, header, json: Aims.Aim }, Aims.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Aims.Shown, await Aims.save(year, json, head["if-match"], once(c, head, json)))
  })
  .get(...route("aim.list", "/years/:year/aims", { param }, Aims.List), async (c) =>
    send(c, Aims.List, await Aims.list(c.req.valid("param").year)),
  )
