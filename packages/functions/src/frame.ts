import { Fault } from "@khoi/core/fault"
import { Id } from "@khoi/core/id"
import { Hono } from "hono"
import { secureHeaders } from "hono/secure-headers"
import { docs } from "./docs.ts"
import { contentPolicy, httpsOnly } from "./headers.ts"
import { type Edge, type Env, onError } from "./http.ts"
import { served } from "./served.ts"

/** What stands around routes, all of the API's or one group's: headers, the request's id, the document, and how refusals look. */
export function frame(edge: Edge, routes: Hono<Env>) {
  const framed = new Hono<Env>()
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
    .route("/", routes)
    .onError(onError)
  framed.all("/api/*", () => {
    throw new Fault("missing")
  })
  return framed
}
