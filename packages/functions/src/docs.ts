import { missing } from "@khoi/core/fault"
import { Hono } from "hono"
import type { Env } from "./http.ts"
import { served } from "./served.ts"

/** What the page of the API's document needs, all from this site: swagger-ui's own files and a start that needs no inline script. */
const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>API · Khối thi đua</title><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head><body><div id="ui"></div><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`
const start = `SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#ui", deepLinking: true, validatorUrl: null, supportedSubmitMethods: [] })`
const types = {
  "swagger-ui.css": "text/css; charset=utf-8",
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
}
const isFile = (name: string): name is keyof typeof types => Object.hasOwn(types, name)

export const docs = new Hono<Env>()
  .get("/docs", (c) => c.html(page))
  .get("/docs/start.js", (c) => c.body(start, 200, { "content-type": "text/javascript; charset=utf-8" }))
  .get("/docs/:file", async (c) => {
    const file = c.req.param("file")
    if (!isFile(file)) return missing()
    return c.body(await served(file), 200, { "content-type": types[file], "cache-control": "public, max-age=86400" })
  })
