import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { missing } from "@khoi/core/fault"
import { Hono } from "hono"
import type { Env } from "./http.ts"

/** What the page of the API's document needs, all from this site: swagger-ui's own files and a start that needs no inline script. */
const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>API · Khối thi đua</title><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head><body><div id="ui"></div><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`
const start = `SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#ui", deepLinking: true, validatorUrl: null, supportedSubmitMethods: [] })`
const types: Record<string, string> = {
  "swagger-ui.css": "text/css; charset=utf-8",
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
}
const folder = () => dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"))

export const docs = new Hono<Env>()
  .get("/docs", (c) => c.html(page))
  .get("/docs/start.js", (c) => c.body(start, 200, { "content-type": "text/javascript; charset=utf-8" }))
  .get("/docs/:file", async (c) => {
    const file = c.req.param("file")
    const type = Object.hasOwn(types, file) ? types[file]! : missing()
    return c.body(await readFile(join(folder(), file)), 200, { "content-type": type, "cache-control": "public, max-age=86400" })
  })
