import { Crosses } from "@khoi/core/cross"
import { Extensions } from "@khoi/core/extension"
import { Id } from "@khoi/core/id"
import { Latenesses } from "@khoi/core/lateness"
import { Notes } from "@khoi/core/note"
import { Selves } from "@khoi/core/self"
import { Verified } from "@khoi/core/verified"
import { Seat } from "@khoi/core/year"
import { Hono } from "hono"
import * as z from "zod"
import { type Env, Key, Match, once, route, send } from "./http.ts"

const param = z.strictObject({ year: Id.schema })
const ofSeat = z.strictObject({ year: Id.schema, seat: Seat })
const ofNotes = z.strictObject({ year: Id.schema, sheet: Notes.Of })
const ofNote = z.strictObject({ ...ofNotes.shape, leaf: Notes.Leaf })
const header = z.object({ ...Match, ...Key })
const self = "/years/:year/self"
const cross = "/years/:year/cross"
const verified = "/years/:year/verified/:seat"
const extensions = "/years/:year/extensions"
const lateness = "/years/:year/lateness"
const notes = "/years/:year/notes/:sheet"
const note = "/years/:year/notes/:sheet/:leaf"

export const sheets = new Hono<Env>()
  .get(...route("self.read", self, { param }, Selves.Shown), async (c) =>
    send(c, Selves.Shown, await Selves.read(c.req.valid("param").year)),
  )
  .put(...route("self.save", self, { param, header, json: Selves.Sheet }, Selves.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Selves.Shown, await Selves.save(year, json, head["if-match"], once(c, head, json)))
  })
  .post(...route("self.handIn", self, { param, header, json: Selves.Whole }, Selves.Receipt), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Selves.Receipt, await Selves.handIn(year, json, head["if-match"], once(c, head, json)))
  })
  .delete(...route("self.takeBack", self, { param, header }, Selves.Shown), async (c) => {
    const [{ year }, head] = [c.req.valid("param"), c.req.valid("header")]
    return send(c, Selves.Shown, await Selves.takeBack(year, head["if-match"], once(c, head, null)))
  })
  .get(...route("self.look", "/years/:year/selves/:seat", { param: ofSeat }, Selves.Looked), async (c) => {
    const { year, seat } = c.req.valid("param")
    return send(c, Selves.Looked, await Selves.look(year, seat))
  })
  .get(...route("cross.read", cross, { param }, Crosses.Shown), async (c) =>
    send(c, Crosses.Shown, await Crosses.read(c.req.valid("param").year)),
  )
  .put(...route("cross.save", cross, { param, header, json: Crosses.Sheet }, Crosses.Shown), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Crosses.Shown, await Crosses.save(year, json, head["if-match"], once(c, head, json)))
  })
  .post(...route("cross.handIn", cross, { param, header, json: Crosses.Whole }, Selves.Receipt), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Selves.Receipt, await Crosses.handIn(year, json, head["if-match"], once(c, head, json)))
  })
  .delete(...route("cross.takeBack", cross, { param, header }, Crosses.Shown), async (c) => {
    const [{ year }, head] = [c.req.valid("param"), c.req.valid("header")]
    return send(c, Crosses.Shown, await Crosses.takeBack(year, head["if-match"], once(c, head, null)))
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
  .put(...route("verified.save", verified, { param: ofSeat, header, json: Verified.Sheet }, Verified.Saved), async (c) => {
    const [{ year, seat }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Verified.Saved, await Verified.save(year, seat, json, head["if-match"], once(c, head, json)))
  })
  .post(...route("verified.confirm", verified, { param: ofSeat, header, json: Verified.Whole }, Selves.Receipt), async (c) => {
    const [{ year, seat }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Selves.Receipt, await Verified.confirm(year, seat, json, head["if-match"], once(c, head, json)))
  })
  .get(...route("due.read", extensions, { param }, Extensions.Listed), async (c) =>
    send(c, Extensions.Listed, await Extensions.list(c.req.valid("param").year)),
  )
  .post(...route("due.extend", extensions, { param, header, json: Extensions.Extension }, Extensions.Listed), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Extensions.Listed, await Extensions.record(year, json, head["if-match"], once(c, head, json)))
  })
  .get(...route("lateness.read", lateness, { param }, Latenesses.Shown), async (c) =>
    send(c, Latenesses.Shown, await Latenesses.read(c.req.valid("param").year)),
  )
  .put(...route("lateness.save", lateness, { param, header, json: Latenesses.Given }, Latenesses.Saved), async (c) => {
    const [{ year }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Latenesses.Saved, await Latenesses.save(year, json, head["if-match"], once(c, head, json)))
  })
  .get(...route("note.list", notes, { param: ofNotes }, Notes.Listed), async (c) => {
    const { year, sheet } = c.req.valid("param")
    return send(c, Notes.Listed, await Notes.list(year, sheet))
  })
  .get(...route("note.read", note, { param: ofNote }, Notes.Shown), async (c) => {
    const { year, sheet, leaf } = c.req.valid("param")
    return send(c, Notes.Shown, await Notes.read(year, sheet, leaf))
  })
  .put(...route("note.save", note, { param: ofNote, header, json: Notes.Note }, Notes.Shown), async (c) => {
    const [{ year, sheet, leaf }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, Notes.Shown, await Notes.save(year, sheet, leaf, json, head["if-match"], once(c, head, json)))
  })
