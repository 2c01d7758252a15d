import { Actor } from "@khoi/core/actor"
import { type Code, Fault, type Field, isCode, statusOf, faults } from "@khoi/core/fault"
import { Gate } from "@khoi/core/gate"
import { type Action, type Right, rights } from "@khoi/core/right"
import { Secret } from "@khoi/core/secret"
import type { Context, ErrorHandler, MiddlewareHandler, TypedResponse } from "hono"
import { getCookie } from "hono/cookie"
import * as z from "zod"

/** What the edge must know: where its own pages are served from, and the key that cursors are signed with. */
export type Edge = { publicOrigin: string; cursorSecret: string; demonstration?: readonly unknown[] | undefined }
export type Env = { Variables: { requestId: string; edge: Edge } }
type Input = { [At in "param" | "query" | "header" | "json"]?: z.ZodObject }
type Given<I extends Input> = { in: { [At in keyof I]: z.input<I[At]> }; out: { [At in keyof I]: z.output<I[At]> } }

/** A schema's message may be a code of the registry; one that stands alone decides the status. */
export const Match = {
  "if-match": z
    .string("version.absent")
    .regex(/^(W\/)?"v\d{1,15}"$/, "version.stale")
    .transform((tag) => Number(/\d+/.exec(tag))),
}
export const Key = { "idempotency-key": z.string("key.absent").regex(/^"[\w-]{16,64}"$/, "key.absent") }

/** What every refusal looks like (RFC 9457), in the words of the registry. */
export type Problem = { type: string; title: string; status: number; code: Code; requestId: string; fields: Field[] }

/** The description of each route, for the document that is built ahead; a running API never asks for it. */
export const described = new WeakMap<MiddlewareHandler, { action: Action; input: Input; output: z.ZodType }>()

/** One line gives the right, the check, the document and the client's types. */
export function route<P extends string, const I extends Input>(action: Action, path: P, input: I, output: z.ZodType) {
  const handler = valid(action, input)
  described.set(handler, { action, input, output })
  return [path, handler] as [P, MiddlewareHandler<Env, P, Given<I>>]
}

export const cookie = "__Host-session"
/**
 * The token that a page sends back with every change: only who holds the session's cookie can work it out. A page that another window has
 * left in another department has none that counts, so what is typed there goes into nobody else's draft.
 */
export const csrfOf = (token: string, actor: Actor.Actor) => Secret.kept(`csrf:${token}:${actor.kind === "person" ? actor.department : ""}`)

/** First the session, then the right, then every fault of path, query, headers and body together; what was sent is never repeated. */
const valid =
  (action: Action, input: Input): MiddlewareHandler<Env> =>
  async (c, next) => {
    const open = (rights[action] as Right).roles.includes("anybody")
    const token = open ? undefined : getCookie(c, cookie)
    const actor = token ? await Gate.actor(token) : undefined
    if (!open && !actor) throw new Fault("session.absent")
    ownPage(c, token, actor)
    const work = async () => {
      Actor.need(action)
      await parse(c, input)
      await next()
    }
    return actor ? Actor.run(actor, work) : work()
  }

/** A change comes from this site's own pages: the browser says so, and the page knows the session's token and department. */
function ownPage(c: Context<Env>, token: string | undefined, actor: Actor.Actor | undefined) {
  if (c.req.method === "GET" || c.req.method === "HEAD") return
  const own = c.req.header("sec-fetch-site") === "same-origin" || c.req.header("origin") === c.get("edge").publicOrigin
  if (!own || (token && actor && c.req.header("csrf-token") !== csrfOf(token, actor))) throw new Fault("origin.foreign")
}

/** The query of a route that knows none. */
const nothing = z.strictObject({})

async function parse(c: Context<Env>, input: Input) {
  const given = { param: c.req.param(), query: c.req.query(), header: c.req.header(), json: input.json && (await body(c.req.raw)) }
  const fields: Field[] = []
  for (const [at, schema] of Object.entries({ query: nothing, ...input }) as [keyof Input, z.ZodObject][]) {
    const { data, error } = schema.safeParse(given[at])
    if (data) c.req.addValidatedData(at, data)
    for (const issue of error?.issues ?? []) fields.push(...fieldsOf(at, issue))
  }
  const [first, ...more] = fields.slice(0, told)
  if (first) throw new Fault(more.length || first.in !== "header" ? "input.invalid" : first.code, [first, ...more])
}

/** An unknown key is named by its container alone, because what was sent never comes back. */
function fieldsOf(at: string, issue: z.core.$ZodIssue): Field[] {
  const path = issue.path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")
  if (issue.code === "unrecognized_keys") return [{ in: at, path, code: "input.unknown" }]
  if (issue.code === "invalid_union") return [{ in: at, path, code: isCode(issue.message) ? issue.message : "input.invalid" }]
  return [
    {
      in: at,
      path: issue.code === "invalid_key" ? path.slice(0, path.lastIndexOf("/")) : path,
      code: isCode(issue.message) ? issue.message : "input.invalid",
    },
  ]
}

const most = 256 * 1024
/** Signs of a number; 1e-300 written out has 302. */
const longest = 400
/** Faults told at once: more than anybody reads, and the answer stays small whatever was sent. */
const told = 200

/** The bytes, once. JSON.parse keeps the last of two equal keys and nests without end, so both are looked for. */
async function body(request: Request): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? "")) throw new Fault("body.form")
  if (Number(request.headers.get("content-length") ?? 0) > most) throw new Fault("body.large")
  const chunks: Uint8Array[] = []
  let left = most
  try {
    for await (const chunk of request.body ?? []) {
      if ((left -= chunk.length) < 0) throw new Fault("body.large")
      chunks.push(chunk)
    }
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks))
    JSON.parse(text) // first, because only of a sound text do the strings end, and a search for their ends stays linear
    if (sound(text)) return JSON.parse(text, exact)
  } catch (error) {
    if (error instanceof Fault) throw error
  } // anything else, a body that breaks off too, is told below, without what was sent
  throw new Fault("body.unreadable")
}

/**
 * A number of more digits than a double holds would be kept as another one, so it is none: each schema says what is wrong with it.
 * No schema knows a key that would reach a prototype.
 */
function exact(key: string, value: unknown, { source = "" }: { source?: string } = {}) {
  if (key === "__proto__" || key === "constructor") throw new Fault("input.invalid", [{ in: "json", path: "", code: "input.unknown" }])
  const digits = (text: string) =>
    text
      .replace(/e.*/i, "")
      .replaceAll(/\D/g, "")
      .replace(/^0+/, "")
      .replace(/(?<!0)0+$/, "")
  if (typeof value !== "number") return value
  return source.length <= longest && digits(source) === digits(`${value}`) ? value : Number.NaN
}

/** No key twice in one object (escapes undone), at most 32 levels. */
export function sound(text: string) {
  const open: (Set<string> | undefined)[] = []
  for (const [token, quoted] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (quoted) {
      const key = JSON.parse(quoted) as string
      const keys = open.at(-1)
      if (keys?.has(key)) return false
      keys?.add(key)
    } else if (token === "{" || token === "[") {
      if (open.push(token === "{" ? new Set() : undefined) > 32) return false
    } else if (token === "}" || token === "]") open.pop()
  }
  return true
}

/** Everything that was thrown becomes a problem document; what is not a Fault is logged under the request's id and tells nothing. */
export const onError: ErrorHandler<Env> = (error, c) => {
  const { code, fields } = error instanceof Fault ? error : new Fault("internal")
  const [status, requestId] = [statusOf(code), c.get("requestId")]
  if (status >= 500) console.error({ requestId, error })
  if (status === 429 || status === 503) c.header("Retry-After", status === 429 ? String(Gate.limits.lock / 1000) : "2")
  const problem: Problem = {
    type: `/problems/${code}`,
    title: faults[code][1],
    status,
    code,
    requestId,
    fields: [...fields],
  }
  return c.json(problem, status, { "content-type": "application/problem+json; charset=utf-8" })
}

type Sent<T extends z.ZodType> = Response & TypedResponse<z.output<T>, 200, "json">
/** Only what `shown` declares leaves; under the ETag of the one item that a PUT to this address replaces, where there is one. */
export function send<T extends z.ZodType>(c: Context, shown: T, item: z.input<T> & { v?: number }): Sent<T> {
  if (item.v !== undefined) c.header("ETag", `"v${item.v}"`)
  return c.json(shown.parse(item) as object, 200, { "content-type": "application/json; charset=utf-8" }) as never
}

/** The Idempotency-Key and what was sent with it, each hashed; the address belongs to the payload. */
export const once = (c: Context<Env>, head: { "idempotency-key": string }, payload: unknown) =>
  Secret.once(`${(Actor.find() as { person?: string } | undefined)?.person ?? ""}/${head["idempotency-key"]}`, [
    c.req.method,
    c.req.path,
    payload,
  ])
