import { People } from "@khoi/core/person"
import { Provinces } from "@khoi/core/province"
import { Text } from "@khoi/core/text"
import { Fault } from "@khoi/core/fault"
import { Id } from "@khoi/core/id"
import { Hono } from "hono"
import { secureHeaders } from "hono/secure-headers"
import * as z from "zod"
import { agencies } from "./agencies.ts"
import { appeals } from "./appeals.ts"
import { awardRoutes } from "./awards.ts"
import { blocs } from "./blocs.ts"
import { conclusions } from "./conclusions.ts"
import { decisions } from "./decisions.ts"
import { departments } from "./departments.ts"
import { docs } from "./docs.ts"
import { fields } from "./fields.ts"
import { contentPolicy, httpsOnly } from "./headers.ts"
import { type Edge, type Env, onError, route, send } from "./http.ts"
import { movements } from "./movements.ts"
import { pledges } from "./pledges.ts"
import { served } from "./served.ts"
import { overviews } from "./overviews.ts"
import { panels } from "./panels.ts"
import { sessions } from "./sessions.ts"
import { sheets } from "./sheets.ts"
import { tables } from "./tables.ts"
import { years } from "./years.ts"

const Health = z.object({ ok: z.boolean() })
/** Accounts of the demonstration, listed on its sign-in page; no other store has any. */
export const Account = z.object({
  province: z.string(),
  department: z.string(),
  name: z.string(),
  signIn: z.string(),
  password: z.string(),
  roles: z.array(z.string()),
})
const Demonstration = z.object({ accounts: z.array(Account) })

const api = (edge: Edge) =>
  new Hono<Env>()
    .basePath("/api")
    .get(...route("health.read", "/health", {}, Health), (c) => send(c, Health, { ok: true }))
    .get(...route("demonstration.read", "/demonstration", {}, Demonstration), (c) => {
      if (!edge.demonstration) throw new Fault("missing")
      return send(c, Demonstration, { accounts: edge.demonstration as z.input<typeof Account>[] })
    })
    .post(...route("province.create", "/provinces", { json: Provinces.Province }, Provinces.Founded), async (c) =>
      send(c, Provinces.Founded, await Provinces.create(c.req.valid("json"))),
    )
    .post(...route("province.link", "/provinces/:code/link", { param: z.strictObject({ code: Text.Slug }) }, People.Link), async (c) =>
      send(c, People.Link, await Provinces.link(c.req.valid("param").code)),
    )
    .route("/", sessions)
    .route("/", departments)
    .route("/", blocs)
    .route("/", tables)
    .route("/", pledges)
    .route("/", years)
    .route("/", sheets)
    .route("/", panels)
    .route("/", fields)
    .route("/", agencies)
    .route("/", appeals)
    .route("/", decisions)
    .route("/", movements)
    .route("/", conclusions)
    .route("/", awardRoutes)
    .route("/", overviews)

/** What the typed client is made from; types only. */
export type Api = ReturnType<typeof api>

/** The whole API, the same in Lambda, on one's own server and in tests. */
export function app(edge: Edge) {
  const whole = new Hono<Env>()
    .use(
      secureHeaders({
        contentSecurityPolicy: contentPolicy,
        strictTransportSecurity: `max-age=${httpsOnly}; includeSubDomains`,
        xFrameOptions: "DENY",
        referrerPolicy: "same-origin",
        crossOriginEmbedderPolicy: false,
      }),
    )
    .use("/api/*", async (c, next) => {
      c.set("requestId", Id.create())
      c.set("edge", edge)
      c.header("cache-control", "no-store")
      await next()
    })
    .get("/api/openapi.json", async (c) => c.body(await served("openapi.json"), 200, { "content-type": "application/json; charset=utf-8" }))
    .route("/api", docs)
    .route("/", api(edge))
    .onError(onError)
  whole.all("/api/*", () => {
    throw new Fault("missing")
  })
  return whole
}
