import { IncomingMessage, ServerResponse } from "node:http"
import { Socket } from "node:net"
import { DynamoDB } from "@aws-sdk/client-dynamodb"
import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb"
import express from "express"

// As it is usually written: Express, and the SDK's clients with all their commands.
const doc = DynamoDBDocument.from(new DynamoDB({ region: "ap-southeast-1" }))
const app = express()
app.use(express.json())
type To = { json: (of: object) => void }
app.get("/api/health", (_: unknown, to: To) => to.json({ ok: true }))
app.post("/api/get", async (from: { body: never }, to: To) => to.json(await doc.get(from.body)))

type Event = { rawPath: string; headers: Record<string, string>; requestContext: { http: { method: string } } }
/** The least that brings an event to Express and its answer back; the usual adapters do more. */
export const handler = (event: Event) =>
  new Promise((done) => {
    const from = Object.assign(new IncomingMessage(new Socket()), {
      method: event.requestContext.http.method,
      url: event.rawPath,
      headers: event.headers,
    })
    from.push(null)
    const to = new ServerResponse(from)
    to.end = ((body: string | Uint8Array) => {
      done({ statusCode: to.statusCode, headers: to.getHeaders(), body: Buffer.from(body).toString() })
      return to
    }) as never
    app(from as never, to as never)
  })
