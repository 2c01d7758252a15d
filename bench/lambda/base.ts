import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb"
import { Hono } from "hono"
import { handle } from "hono/aws-lambda"
import * as z from "zod"

// What the platform stands on, without the platform: the same three packages, the commands that table.ts uses, one route.
const doc = DynamoDBDocumentClient.from(new DynamoDBClient({ region: "ap-southeast-1", maxAttempts: 3 }))
const Health = z.object({ ok: z.boolean() })
const app = new Hono()
  .get("/api/health", (c) => c.json(Health.parse({ ok: true })))
  .post("/api/:name", async (c) => {
    const name = z.enum(["get", "query", "put", "update", "write"]).parse(c.req.param("name"))
    const commands = { get: GetCommand, query: QueryCommand, put: PutCommand, update: UpdateCommand, write: TransactWriteCommand }
    return c.json((await doc.send(new commands[name](await c.req.json()) as GetCommand)) as object)
  })
export const handler = handle(app)
