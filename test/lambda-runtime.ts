import { type ChildProcess, spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { resolve } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { Readable } from "node:stream"
import { text } from "node:stream/consumers"

/** Lambda's limit for an event and for an answer, in bytes. */
const most = 6 * 1024 * 1024
const slow = 20_000

type Waiting = { id: string; event: string; done: (answer: Answer) => void; failed: (error: Error) => void }
/** What the handler gave back (`refused`: what it threw), and how long that took in ms. */
export type Answer = { payload: Result; refused: boolean; ms: number }
export type Result = {
  statusCode: number
  headers: Record<string, string>
  cookies?: string[]
  body: string
  isBase64Encoded: boolean
}
type Options = {
  /** The folder of the bundle. */
  folder: string
  env: Record<string, string | undefined>
  /** What speaks to the runtime API; ours, or another's with the handler's name as its last word. */
  client?: string[]
}

/**
 * Runs a built bundle as Lambda does: a process of its own that asks `/2018-06-01/runtime/invocation/next` for events.
 * Without a file system of Lambda's, its limits of memory and its freezing between events. `initMs` counts from the process's start.
 */
export async function lambda({ folder, env, client = [resolve(import.meta.dirname, "lambda-client.mjs")] }: Options) {
  const api = runtimeApi()
  const server = createServer(api.answer)
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const start = performance.now()
  const child = spawn(process.execPath, client, {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...surroundings(folder, host), ...env },
  })
  const said = sayings(child)
  const ended = once(child, "exit").then(([code]) => Promise.reject(new Error(`The function ended with ${code}: ${said.join("")}`)))
  ended.catch(() => {})
  const stop = () => {
    child.kill()
    server.close()
    server.closeAllConnections()
  }
  try {
    await Promise.race([api.ready, ended])
  } catch (error) {
    stop()
    throw error
  }
  return { initMs: performance.now() - start, said, stop, invoke: (event: object) => Promise.race([api.invoke(event), ended]) }
}

const surroundings = (folder: string, host: string) => ({
  PATH: process.env["PATH"],
  TZ: ":UTC",
  LANG: "en_US.UTF-8",
  AWS_LAMBDA_RUNTIME_API: host,
  LAMBDA_TASK_ROOT: folder,
  _HANDLER: "bundle.handler",
  AWS_REGION: "ap-southeast-1",
  AWS_LAMBDA_FUNCTION_NAME: "api",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "1024",
  AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
  // As the role of a function gives them.
  AWS_ACCESS_KEY_ID: "ASIAEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_SESSION_TOKEN: "token",
})

function sayings({ stdout, stderr }: ChildProcess) {
  const said: string[] = []
  for (const stream of [stdout, stderr]) stream?.setEncoding("utf8").on("data", (part: string) => said.push(part))
  return said
}

/** The two ends of the API: events wait for the function, or the function for events. */
function runtimeApi() {
  const open = new Map<string, Waiting & { at: number }>()
  const give = matched(open)
  const { promise: ready, resolve: up, reject: down } = Promise.withResolvers<void>()
  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { url = "" } = request
    if (url.endsWith("/invocation/next")) {
      up()
      return give(undefined, response)
    }
    const body = await text(Readable.from(request))
    response.writeHead(202).end("{}")
    if (url.endsWith("/init/error")) return down(new Error(`The function did not start: ${body}`))
    const [, id = "", how] = /invocation\/([^/]+)\/(response|error)$/.exec(url) ?? []
    const asked = open.get(id)
    open.delete(id)
    if (body.length > most) return asked?.failed(new Error("The answer is larger than 6 MB."))
    asked?.done({ payload: JSON.parse(body) as Result, refused: how === "error", ms: performance.now() - asked.at })
  }
  function invoke(of: object) {
    const event = JSON.stringify(of)
    if (event.length > most) throw new Error("The event is larger than 6 MB.")
    const { promise, resolve: done, reject: failed } = Promise.withResolvers<Answer>()
    give({ id: randomUUID(), event, done, failed })
    const late = pause(slow, undefined, { ref: false }).then(() => Promise.reject(new Error("Task timed out.")))
    return Promise.race([promise, late])
  }
  return { answer: (request: IncomingMessage, response: ServerResponse) => void answer(request, response), ready, invoke }
}

/** Gives the next event to the next request for one, as soon as there are both. */
function matched(open: Map<string, Waiting & { at: number }>) {
  const [queue, asking] = [[] as Waiting[], [] as ServerResponse[]]
  return (event: Waiting | undefined, response?: ServerResponse) => {
    if (event) queue.push(event)
    if (response) asking.push(response)
    const [next, to] = [queue[0], asking[0]]
    if (!next || !to) return
    queue.shift()
    asking.shift()
    open.set(next.id, { ...next, at: performance.now() })
    to.writeHead(200, {
      "content-type": "application/json",
      "lambda-runtime-aws-request-id": next.id,
      "lambda-runtime-deadline-ms": Date.now() + slow,
      "lambda-runtime-invoked-function-arn": "arn:aws:lambda:ap-southeast-1:000000000000:function:api",
      "lambda-runtime-trace-id": "Root=1-00000000-000000000000000000000000;Sampled=0",
    })
    to.end(next.event)
  }
}

type Request = { body?: unknown; headers?: Record<string, string>; cookies?: string[]; query?: string }
const host = "abcdefghij.lambda-url.ap-southeast-1.on.aws"

/** A request as CloudFront hands it to a function's URL (payload format 2.0): the URL's own host, the viewer's origin, cookies apart. */
export function v2(method: string, path: string, { body, headers = {}, cookies, query = "" }: Request = {}) {
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: query,
    headers: {
      host,
      via: "2.0 0123456789abcdef.cloudfront.net (CloudFront)",
      "x-forwarded-for": "203.0.113.7",
      "x-forwarded-proto": "https",
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(cookies?.length && { cookies }),
    requestContext: {
      accountId: "anonymous",
      apiId: "abcdefghij",
      domainName: host,
      domainPrefix: "abcdefghij",
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "203.0.113.7", userAgent: "Amazon CloudFront" },
      requestId: randomUUID(),
      routeKey: "$default",
      stage: "$default",
      time: new Date().toISOString(),
      timeEpoch: Date.now(),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  }
}
