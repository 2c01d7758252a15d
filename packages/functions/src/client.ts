import { randomUUID } from "node:crypto"
import type { Code } from "@khoi/core/fault"
import type { Gate } from "@khoi/core/gate"
import type * as z from "zod"
import type { Problem } from "./http.ts"
import type { Me } from "./sessions.ts"

/** The body of an answer with its ETag: the If-Match of what replaces it; empty where there is none. */
export type Answer<T> = { body: T; etag: string }
type Method = "GET" | "PUT" | "POST" | "DELETE"

/** A refusal of the API, in the words of its problem document. */
export class Refused extends Error {
  readonly status: number
  readonly code: Code
  readonly fields: Problem["fields"]
  constructor(call: string, { status, code, fields }: Problem) {
    super(`${call}: ${status} ${code}${fields.map((field) => ` ${field.in}${field.path} ${field.code}`).join("")}`)
    this.status = status
    this.code = code
    this.fields = fields
  }
}

/** One caller of the API behind `base`, with one session: nobody's until it signs in. Every refusal is thrown as `Refused`. */
export function client(base: string) {
  const jar = new Map<string, string>()
  let csrf = ""

  async function send<T>(method: Method, path: string, body?: unknown, etag?: string): Promise<Answer<T>> {
    const answer = await fetch(`${base}/api${path}`, {
      method,
      headers: {
        ...(jar.size && { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") }),
        ...(method !== "GET" && { "sec-fetch-site": "same-origin", "idempotency-key": `"${randomUUID()}"`, "csrf-token": csrf }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(etag && { "if-match": etag }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    for (const cookie of answer.headers.getSetCookie()) keep(jar, cookie)
    const value: unknown = await answer.json()
    if (!answer.ok) throw new Refused(`${method} ${path}`, value as Problem)
    return { body: value as T, etag: answer.headers.get("etag") ?? "" }
  }

  async function signIn(path: string, body: unknown) {
    const { body: me } = await send<z.output<typeof Me>>("POST", path, body)
    csrf = me.csrf
    return me
  }

  return {
    get: <T>(path: string) => send<T>("GET", path),
    /** Replaces what stands there under its ETag. */
    put: <T>(path: string, body: unknown, etag?: string) => send<T>("PUT", path, body, etag),
    post: <T>(path: string, body: unknown, etag?: string) => send<T>("POST", path, body, etag),
    /** With name and password; province null for the operator. */
    open: (credentials: z.input<typeof Gate.Credentials>) => signIn("/session", credentials),
    /** With a one-time link, choosing the password. */
    redeem: (link: z.input<typeof Gate.Redeemed>) => signIn("/session/link", link),
    /** Ends the session. */
    async close() {
      await send("DELETE", "/session")
      jar.clear()
      csrf = ""
    },
  }
}
export type Client = ReturnType<typeof client>

/** Name and value alone: this jar is of one site and one process, so no cookie leaves it for another. */
function keep(jar: Map<string, string>, cookie: string) {
  const [pair = "", ...attributes] = cookie.split(";").map((part) => part.trim())
  const name = pair.slice(0, pair.indexOf("="))
  if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) jar.delete(name)
  else jar.set(name, pair.slice(name.length + 1))
}
