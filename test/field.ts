import { document } from "../packages/functions/src/openapi.ts"
import type { Schema } from "./hostile.ts"
import { type Operation, operations } from "./walk.ts"

/** One value of a body, or the keys at one place; a fault of it is told there, or as high as `told`: a choice that nothing decides is told as a whole. */
export type Place = { path: string; of: Schema; nullable?: boolean; told: string; key?: true }
/** A body in which these places are, though it need not be well-formed otherwise. */
export type Shape = { body: unknown; places: Place[] }

const parts = document().components.schemas as Record<string, Schema>
const schemaOf = ({ requestBody }: Operation) =>
  (requestBody as { content: Record<string, { schema: Schema }> }).content["application/json"]!.schema
export const bodied = operations.filter(({ requestBody }) => requestBody)

const referred = (ref: string) => parts[ref.split("/").at(-1)!]!
const escaped = (step: string) => step.replaceAll("~", "~0").replaceAll("/", "~1")
/** What a part that holds itself is walked into. */
const deepest = 2

type At = { path: string; told?: string | undefined; depth?: number; nullable?: boolean }

/** Bodies that have every place of a schema between them: as the given one where that has it, else made up of what tells one choice from another. */
function shapes(of: Schema, given: unknown, at: At): Shape[] {
  const { path, told, depth = 0, nullable = false } = at
  if (of.$ref) return depth < deepest ? shapes(referred(of.$ref), given, { ...at, depth: depth + 1 }) : [leaf(given)]
  const choice = of.anyOf ?? of.oneOf
  if (choice) {
    const real = choice.filter(({ type }) => type !== "null")
    const inner = { ...at, nullable: nullable || real.length < choice.length, ...(of.anyOf && real.length > 1 && { told: told ?? path }) }
    return real.flatMap((one) => shapes(one, fits(one, given) ? given : undefined, inner))
  }
  if (of.type === "object") {
    const keys = of.properties ? [] : [{ path, of: { type: "string", ...of.propertyNames }, told: told ?? path, key: true as const }]
    return together(keysOf(of, given), { path, told, depth }, (entries) => Object.fromEntries(entries), keys)
  }
  if (of.type === "array") return together(itemsOf(of, given), { path, told, depth }, (entries) => entries.map(([, value]) => value))
  if (of.const !== undefined) return [leaf(of.const)]
  return [{ body: given ?? plain(of), places: [{ path, of, nullable, told: told ?? path }] }]
}
const leaf = (body: unknown): Shape => ({ body: body ?? null, places: [] })
const samples = ["x", "0", "00", "ballot", "2026", "2026-01-01", "x".repeat(20), "0".repeat(64)]
const sample = ({ pattern, enum: [first] = [] }: Schema) => first ?? samples.find((one) => !pattern || RegExp(pattern, "u").test(one))
const plain = (of: Schema) => (of.type === "string" ? sample(of) : of.type === "boolean" ? true : (of.minimum ?? 1))

type Entry = readonly [key: string, of: Schema, given: unknown]
/** The first shape has the first of each part, the second the second, as long as there are any. */
function together(entries: readonly Entry[], { path, ...at }: At, join: (all: [string, unknown][]) => unknown, own: Place[] = []): Shape[] {
  const all = entries.map(([key, of, given]) => [key, shapes(of, given, { ...at, path: `${path}/${escaped(key)}` })] as const)
  const longest = Math.max(1, ...all.map(([, list]) => list.length))
  return Array.from({ length: longest }, (_, i) => ({
    body: join(all.map(([key, list]) => [key, (list[i] ?? list[0])!.body])),
    places: [...(i ? [] : own), ...all.flatMap(([, list]) => list[i]?.places ?? [])],
  }))
}

const isRecord = (given: unknown): given is Record<string, unknown> => !!given && typeof given === "object" && !Array.isArray(given)
function keysOf({ properties, additionalProperties, propertyNames }: Schema, given: unknown): Entry[] {
  const known: Record<string, unknown> = isRecord(given) ? given : {}
  if (properties) return Object.entries(properties).map(([key, of]) => [key, of, known[key]])
  const of = additionalProperties as Schema
  const keys = Object.keys(known).length ? Object.keys(known) : [String(sample(propertyNames ?? {}))]
  return keys.map((key) => [key, of, known[key]])
}
const itemsOf = ({ items = {} }: Schema, given: unknown): Entry[] =>
  (Array.isArray(given) && given.length ? given : [undefined]).map((one, i) => [`${i}`, items, one])

/** Whether a given value is of this choice: of its type, and saying so where the choices say what they are. */
function fits(of: Schema, given: unknown): boolean {
  const { type = "", properties = {} } = of.$ref ? referred(of.$ref) : of
  const is = Array.isArray(given) ? "array" : given === null ? "null" : typeof given
  if (type.replace("integer", "number") !== is) return false
  return Object.entries(properties).every(([key, one]) => one.const === undefined || (given as Record<string, unknown>)[key] === one.const)
}

/** Every place of an operation's body, by the bodies in which they are. */
export const shapesOf = (of: Operation, body: unknown) => shapes(schemaOf(of), body, { path: "" }).filter(({ places }) => places.length)

/** Another value at a path. */
export function put(body: unknown, path: string, value: unknown): unknown {
  if (!path) return value
  const [, step = "", ...rest] = path.split("/")
  const key = step.replaceAll("~1", "/").replaceAll("~0", "~")
  const inner = rest.length ? `/${rest.join("/")}` : ""
  if (Array.isArray(body)) return body.with(Number(key), put(body[Number(key)], inner, value))
  return { ...(body as object), [key]: put((body as Record<string, unknown>)[key], inner, value) }
}
export const got = (body: unknown, path: string) =>
  path
    .split("/")
    .slice(1)
    .reduce<unknown>(
      (at, step) => (at as Record<string, unknown> | null | undefined)?.[step.replaceAll("~1", "/").replaceAll("~0", "~")],
      body,
    )

export const isNumber = ({ of }: Place) => of.type === "number" || of.type === "integer"
export const isText = ({ of, key }: Place) => of.type === "string" && !key
/** Text in the words of whoever writes it, not one of a form or of a list. */
export const isFree = ({ of }: Place) => of.type === "string" && !of.pattern && !of.enum && !of.format

/** The body as text, with this very text at each of these places. */
export function spoilt({ body }: Shape, places: readonly Place[], raw: string) {
  const mark = "\u0001spoilt\u0001"
  const all = places.reduce(
    (whole, { path, key }) => put(whole, path, key ? { [mark]: Object.values(got(whole, path) as object)[0] } : mark),
    body,
  )
  return JSON.stringify(all).replaceAll(JSON.stringify(mark), () => raw)
}
