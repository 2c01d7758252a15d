import { resolve } from "node:path"
import { serveStatic } from "@hono/node-server/serve-static"
import { Hono } from "hono"
import { app } from "./app.ts"
import type { Edge } from "./http.ts"

/** Where the built pages are. */
export const dist = resolve(import.meta.dirname, "../../web/dist")

/** The API and the pages from one origin; whatever is neither a file nor the API's is a page's address. */
export function site(edge: Edge, root = dist) {
  const files = serveStatic({
    root,
    onFound: (path, c) => c.header("cache-control", path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache"),
  })
  const shell = serveStatic({ root, path: "index.html", onFound: (_, c) => c.header("cache-control", "no-cache") })
  return new Hono().route("/", app(edge)).get("*", files).get("*", shell)
}
