import { DynamoDB } from "@aws-sdk/client-dynamodb"
import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb"
import express from "express"
import serverless from "serverless-http"
import * as z from "zod"

// As it is usually written: Express behind serverless-http, zod, and the SDK's clients with all their commands.
const doc = DynamoDBDocument.from(new DynamoDB({ region: "ap-southeast-1" }))
const Health = z.object({ ok: z.boolean() })
const app = express()
app.use(express.json())
type To = { json: (of: object) => void }
app.get("/api/health", (_: unknown, to: To) => to.json(Health.parse({ ok: true })))
app.post("/api/get", async (from: { body: never }, to: To) => to.json(await doc.get(from.body)))
export const handler = serverless(app)
