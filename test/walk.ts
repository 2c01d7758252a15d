import type { Action } from "../packages/core/src/right.ts"
import { document } from "../packages/functions/src/openapi.ts"
import { type Caller, cases, phaseOf, seatOf } from "./cases.ts"
import type { Ids, PhaseName } from "./target.ts"
import type { Answer } from "./world.ts"

type Described = {
  operationId: Action
  description: string
  parameters: { in: string; name: string; required: boolean }[]
  requestBody?: object
  responses: Record<string, { description: string; content: Record<string, object> }>
}
export type Operation = Described & { method: string; path: string }

/** Every operation of the document, with its address as the senders of world.ts take it. */
export const operations = Object.entries(document().paths).flatMap(([path, methods]) =>
  Object.entries(methods as Record<string, Described>).map(([method, of]): Operation => ({
    ...of,
    method: method.toUpperCase(),
    path: path.replace(/^\/api/, ""),
  })),
)
export const operation = (action: Action) => operations.find((of) => of.operationId === action)!
const needs = ({ parameters }: Operation, name: string) => parameters.some((one) => one.in === "header" && one.name === name)

/** A password's hash costs a tenth of a second on purpose: these are asked less often. */
export const costly: readonly Action[] = ["session.open", "session.redeem", "password.change"]

/** Whether it wants an If-Match. */
export const asksMatch = (of: Operation) => needs(of, "if-match")
/** Whether it wants an Idempotency-Key. */
export const asksKey = (of: Operation) => needs(of, "idempotency-key")

/** What an operation is asked with: its case, with these ids in path and body. */
export function request(of: Operation, ids: Ids, caller: Caller, phase: PhaseName = phaseOf(of.operationId)) {
  const movement = ids.movements[cases[of.operationId].movement ?? "joined"]
  const year = ids.years[cases[of.operationId].papers && phase === "pledging" ? "papers" : phase]
  const words: Record<string, string> = {
    ...ids,
    ...{ code: ids.province, kind: "self", sheet: "self", leaf: "0", scorer: "00", n: "1", year, movement },
    ...{ other: "01", award: "ministryFlag", item: cases[of.operationId].item },
  } as never
  const path = of.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => words[name]!)
  return { method: of.method, path, body: cases[of.operationId].body?.(ids, seatOf(caller)) }
}

/** What an answer breaks of the document: a status or code that it does not declare, or a form that it does not have. */
export function breach(of: Operation, { status, json, headers }: Answer) {
  const code = status === 200 ? "" : (json as { code?: string } | null)?.code
  const declared = of.responses[status]
  const said = `${of.operationId} answers ${status} ${code ?? ""}`
  if (status >= 500) return said
  if (!declared) return `${said}, an undeclared status`
  const type = headers.get("content-type")?.split(";")[0] ?? ""
  if (!Object.hasOwn(declared.content, type)) return `${said} as ${type}`
  const codes = declared.description.split("\n").map((line) => line.split(":")[0])
  return status === 200 || codes.includes(code) ? undefined : `${said}, an undeclared code`
}

/** Calls an operation as its case says, under the ETag that the caller finds at the same address; who is refused anyway needs none. */
export async function call(of: Operation, ids: Ids, caller: Caller, { phase, refused }: { phase?: PhaseName; refused?: true } = {}) {
  const { method, path, body } = request(of, ids, caller, phase)
  const found = needs(of, "if-match") && !refused ? (await caller.send("GET", path)).etag : undefined
  return caller.send(method, path, body, { "if-match": needs(of, "if-match") ? (found ?? '"v1"') : undefined })
}
/** Without what differs from call to call. */
export const bytes = ({ status, text }: Answer) => `${status} ${text.replace(/"requestId":"[^"]*"/, '"requestId":""')}`

/** Every id in these items. */
export const idsIn = (items: readonly object[]) => new Set(JSON.stringify(items).match(/(?<![\w-])[\w-]{20}(?![\w-])/g))

/** An answer with its headers; instants, secrets and ids that are not known yet differ from call to call and say nothing. */
export function masked({ status, text, headers }: Answer, known: Set<string>) {
  const body = text
    .replaceAll(/"(requestId|csrf|token|next)":"[^"]*"/g, '"$1":"…"')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "…")
    .replaceAll(/(?<![\w-])[\w-]{20}(?![\w-])/g, (one) => (known.has(one) ? one : "…"))
  const told = [...headers].map(([name, value]) => (name === "set-cookie" ? `${name}: …` : `${name}: ${value}`))
  return `${status} ${body} ${told.join(", ")}`
}
