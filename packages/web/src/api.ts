import type { Code, Field } from "@khoi/core/fault"
import type { Api } from "@khoi/functions/app"
import { type ClientResponse, hc } from "hono/client"

let csrf = ""
/** The token that every change carries; it comes with the session. */
export const trust = (token: string) => (csrf = token)

export const { api } = hc<Api>("/", { headers: (): Record<string, string> => (csrf ? { "csrf-token": csrf } : {}) })

/** A refusal: the server's code, or `lost` when no answer came. */
export class Refused extends Error {
  readonly code: Code | "lost"
  readonly fields: readonly Field[]
  readonly minutes: number
  constructor(code: Code | "lost", fields: readonly Field[] = [], minutes = 0) {
    super(code)
    this.code = code
    this.fields = fields
    this.minutes = minutes
  }
  /** The refusal of one field, by its JSON Pointer. */
  at(path: string) {
    return this.fields.find((field) => field.path === path)?.code
  }
}

export type Answer<T> = { value: T; etag: string }
type Call<T> = () => Promise<ClientResponse<T, number, "json">>

const listeners = new Map<string, () => unknown>()
/** Called whenever an answer says that nobody is signed in any more, or that this page is not of the session. */
export const onRefused = (code: "session.absent" | "origin.foreign", listener: () => unknown) => listeners.set(code, listener)

/** The headers of an act; the key is made once, so that a call made again counts once. */
export const act = () => ({ "idempotency-key": `"${crypto.randomUUID()}"` })
/** The same, over the version that was read. */
export const over = (etag: string) => ({ "if-match": etag || '"v0"', ...act() })

const after = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** A lost call is made again as it was, under the same key: a save whose answer was lost counts once. */
export async function ask<T>(call: Call<T>): Promise<Answer<T>> {
  let answer: ClientResponse<T, number, "json"> | undefined
  for (const wait of [0, 500, 2_000]) {
    if (wait) await after(wait)
    answer = await call().catch(() => undefined)
    if (answer && answer.status !== 503) break
  }
  if (!answer) throw new Refused("lost")
  if (answer.ok) return { value: await answer.json(), etag: answer.headers.get("etag") ?? "" }
  const { code = "internal", fields = [] } = (await answer.json().catch(() => ({}))) as Partial<Refused>
  listeners.get(code)?.()
  // What an address names wrongly is not there; nobody typed it into a field.
  throw new Refused(
    fields.some((field) => field.in === "param") ? "missing" : code,
    fields,
    Math.ceil(Number(answer.headers.get("retry-after") ?? 0) / 60),
  )
}

/** Whatever was thrown, as a refusal that has a text. */
export const refusal = (error: unknown) => (error instanceof Refused ? error : new Refused("internal"))

/** Every page of a list, one after the other. */
export async function every<T>(
  page: (after: { after?: string }) => Promise<Answer<{ items: T[]; next: string | null }>>,
): Promise<Answer<T[]>> {
  const value: T[] = []
  let next: string | null | undefined
  do {
    const found = await page(next ? { after: next } : {})
    value.push(...found.value.items)
    next = found.value.next
  } while (next)
  return { value, etag: "" }
}
