import { Table } from "@khoi/core/table"
import { handle } from "hono/aws-lambda"
import { Resource } from "sst"
import { app } from "./app.ts"

type Links = { Store: { name: string }; CursorSecret: { value: string } }
const { Store, CursorSecret } = Resource as unknown as Links

Table.connect({ table: Store.name, region: process.env["AWS_REGION"] })

/** The same application as everywhere; configuration comes from SST's links and one variable. */
export const handler = handle(app({ publicOrigin: process.env["PUBLIC_ORIGIN"] ?? "", cursorSecret: CursorSecret.value }))
