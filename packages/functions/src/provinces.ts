import { People } from "@khoi/core/person"
import { Provinces } from "@khoi/core/province"
import { Text } from "@khoi/core/text"
import { Hono } from "hono"
import * as z from "zod"
import { type Env, route, send } from "./http.ts"

const param = z.strictObject({ code: Text.Slug })

/** What the operator does. */
export const provinces = new Hono<Env>()
  .post(...route("province.create", "/provinces", { json: Provinces.Province }, Provinces.Founded), async (c) =>
    send(c, Provinces.Founded, await Provinces.create(c.req.valid("json"))),
  )
  .post(...route("province.link", "/provinces/:code/link", { param }, People.Link), async (c) =>
    send(c, People.Link, await Provinces.link(c.req.valid("param").code)),
  )
