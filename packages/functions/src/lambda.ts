import { Table } from "@khoi/core/table"
import { Hono } from "hono"
import { handle, type LambdaEvent } from "hono/aws-lambda"
import { frame } from "./frame.ts"
import { groupOf } from "./groups.ts"
import type { Env } from "./http.ts"
import { environment, settings, store } from "./settings.ts"

/** What would be taken by default on one's own machine must be said here. */
const set = settings(environment(), ["TABLE_NAME", "PUBLIC_ORIGIN", "CURSOR_SECRET"])
Table.connect(store(set))
const edge = { publicOrigin: set.publicOrigin, cursorSecret: set.cursorSecret! }

type Load = ReturnType<typeof groupOf>
const loaded = new Map<Load, Promise<ReturnType<typeof handle>>>()
const mount = async (load: Load) => handle(frame(edge, new Hono<Env>().route("/api", load ? await load() : new Hono<Env>())))

/** The same application as everywhere, each group of routes loaded by the first request for it: a cold start makes the schemas of one alone. */
export async function handler(event: LambdaEvent) {
  const load = groupOf("rawPath" in event ? event.rawPath : "")
  const app = loaded.get(load) ?? mount(load)
  loaded.set(load, app)
  return (await app)(event)
}
