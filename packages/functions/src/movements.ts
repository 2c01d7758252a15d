import { Id } from "@khoi/core/id"
import { Movements } from "@khoi/core/movement"
import { Participations } from "@khoi/core/participation"
import { Reports } from "@khoi/core/report"
import { Hono } from "hono"
import * as z from "zod"
import { After, Cursor, paged } from "./cursor.ts"
import { type Env, Key, Match, once, route, send } from "./http.ts"

const param = z.strictObject({ movement: Id.schema })
const ofBloc = z.strictObject({ bloc: Id.schema })
const ofDepartment = z.strictObject({ movement: Id.schema, department: Id.schema })
const header = z.object({ ...Match, ...Key })
const key = z.object(Key)
const one = "/movements/:movement"
const own = "/movements/:movement/participation"
const reports = "/movements/:movement/participants/:department/reports"
const { Movement, Listed, Shown, Made, End, Withdrawal, Response, Entry } = Movements

export const movements = new Hono<Env>()
  .get(...route("movement.list", "/movements", { query: After }, paged(Listed)), async (c) => {
    const found = await Movements.list(Cursor.place(c, c.req.valid("query").after))
    return send(c, paged(Listed), Cursor.page(c, found))
  })
  .post(...route("movement.launch", "/movements", { header: key, json: Movement }, Made), async (c) => {
    const json = c.req.valid("json")
    return send(c, Made, await Movements.launch(json, once(c, c.req.valid("header"), json)))
  })
  .post(...route("movement.launchInside", "/movements/inside", { header: key, json: Movement }, Made), async (c) => {
    const json = c.req.valid("json")
    return send(c, Made, await Movements.launchInside(json, once(c, c.req.valid("header"), json)))
  })
  .post(...route("movement.launchInBloc", "/blocs/:bloc/movements", { param: ofBloc, header: key, json: Movement }, Made), async (c) => {
    const [{ bloc }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Made, await Movements.launchInBloc(bloc, json, once(c, head, json)))
  })
  .get(...route("movement.read", one, { param }, Shown), async (c) => send(c, Shown, await Movements.read(c.req.valid("param").movement)))
  .put(...route("movement.change", one, { param, header, json: Movement }, Shown), async (c) => {
    const [{ movement }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Shown, await Movements.change(movement, json, head["if-match"], once(c, head, json)))
  })
  .post(...route("movement.end", "/movements/:movement/end", { param, header, json: End }, Shown), async (c) => {
    const [{ movement }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Shown, await Movements.end(movement, json, head["if-match"], once(c, head, json)))
  })
  .post(...route("movement.withdraw", "/movements/:movement/withdrawal", { param, header, json: Withdrawal }, Shown), async (c) => {
    const [{ movement }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Shown, await Movements.withdraw(movement, json, head["if-match"], once(c, head, json)))
  })
  .get(...route("movement.responses", "/movements/:movement/responses", { param, query: After }, paged(Response)), async (c) => {
    const found = await Movements.responses(c.req.valid("param").movement, Cursor.place(c, c.req.valid("query").after))
    return send(c, paged(Response), Cursor.page(c, found))
  })
  .get(...route("movement.history", "/movements/:movement/history", { param, query: After }, paged(Entry)), async (c) => {
    const found = await Movements.history(c.req.valid("param").movement, Cursor.place(c, c.req.valid("query").after))
    return send(c, paged(Entry), Cursor.page(c, found))
  })
  .get(
    ...route("participation.list", "/movements/:movement/participants", { param, query: After }, paged(Participations.Shown)),
    async (c) => {
      const found = await Participations.list(c.req.valid("param").movement, Cursor.place(c, c.req.valid("query").after))
      return send(c, paged(Participations.Shown), Cursor.page(c, found))
    },
  )
  .get(...route("participation.read", own, { param }, Participations.Own), async (c) =>
    send(c, Participations.Own, await Participations.read(c.req.valid("param").movement)),
  )
  .post(...route("participation.join", own, { param, header: key }, Participations.Own), async (c) => {
    const [{ movement }, head] = [c.req.valid("param"), c.req.valid("header")]
    return send(c, Participations.Own, await Participations.join(movement, once(c, head, null)))
  })
  .put(...route("participation.save", own, { param, header, json: Participations.Indicators }, Participations.Own), async (c) => {
    const [{ movement }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Participations.Own, await Participations.save(movement, json, head["if-match"], once(c, head, json)))
  })
  .post(...route("report.add", "/movements/:movement/reports", { param, header: key, json: Reports.Report }, Reports.Made), async (c) => {
    const [{ movement }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Reports.Made, await Reports.add(movement, json, once(c, head, json)))
  })
  .get(...route("report.list", reports, { param: ofDepartment, query: After }, paged(Reports.Shown)), async (c) => {
    const { movement, department } = c.req.valid("param")
    const found = await Reports.list(movement, department, Cursor.place(c, c.req.valid("query").after))
    return send(c, paged(Reports.Shown), Cursor.page(c, found))
  })
