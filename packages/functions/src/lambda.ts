import { Table } from "@khoi/core/table"
import { handle } from "hono/aws-lambda"
import { app } from "./app.ts"
import { environment, settings, store } from "./settings.ts"

/** What would be taken by default on one's own machine must be said here. */
const set = settings(environment(), ["TABLE_NAME", "PUBLIC_ORIGIN", "CURSOR_SECRET"])
Table.connect(store(set))

/** The same application as everywhere. */
export const handler = handle(app({ publicOrigin: set.publicOrigin, cursorSecret: set.cursorSecret! }))
