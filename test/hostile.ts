import fc from "fast-check"
import { document } from "../packages/functions/src/openapi.ts"
import { cases } from "./cases.ts"
import type { Ids } from "./target.ts"
import { costly, type Operation, operations } from "./walk.ts"

/** What the document says of a value. */
export type Schema = {
  [key in "pattern" | "type" | "$ref" | "format"]?: string
} & {
  [key in "minimum" | "maximum" | "exclusiveMinimum" | "multipleOf" | "minItems" | "maxItems" | "minLength" | "maxLength"]?: number
} & {
  anyOf?: Schema[]
  oneOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  propertyNames?: Schema
}

const schemas = document().components.schemas as Record<string, Schema>

/** What nobody means well who sends it: of the wrong kind, too large, too deep, too long, or signs that do harm elsewhere. */
const hostile: readonly unknown[] = [
  ...[null, true, "", " ", 0, -1, 0.005, 1e-7, 1e21, 999_999_999_999, 9_007_199_254_740_991, -1e308, [], {}, [[]], [null], [{}]],
  ...["\u0000", "\u202e", "\ud800", "e\u0301", "﷽".repeat(200), "a".repeat(5_000), "#", "T#x#Y#y", "../..", "%00", "=HYPERLINK(1)"],
  ...["__proto__", "constructor", "toString", "2026-02-30", "9999-12-31", "0000-01-01", "1e999", "NaN", "null", "-0", "٣", "01", "60"],
  ...[{ constructor: { prototype: 1 } }, { toString: 1 }, { length: 1e9 }, { "": 1, " ": 2, "a.b": 3, "#a": 4, ":a": 5 }],
  ...[Array.from({ length: 300 }, () => 0), Array.from({ length: 61 }, () => null), JSON.parse("[".repeat(30) + "]".repeat(30))],
]
const anything = fc.oneof(fc.constantFrom(...hostile), fc.jsonValue({ maxDepth: 2 }), fc.string({ unit: "binary", maxLength: 40 }))

/** What a schema of the document takes; strings of ids, hashes and seats are mostly those of the province. */
function valid(of: Schema, known: readonly string[], depth = 0): fc.Arbitrary<unknown> {
  const one = (schema: Schema) => valid(schema, known, depth)
  if (of.$ref) return depth > 3 ? fc.constant({}) : valid(schemas[of.$ref.split("/").at(-1)!]!, known, depth + 1)
  if (of.anyOf ?? of.oneOf) return fc.oneof({ maxDepth: 3, depthSize: "small" }, ...(of.anyOf ?? of.oneOf)!.map(one))
  if (of.const !== undefined) return fc.constant(of.const)
  if (of.enum) return fc.constantFrom(...of.enum)
  if (of.type === "string") return text(of, known)
  if (of.type === "boolean") return fc.boolean()
  if (of.type === "null") return fc.constant(null)
  if (of.type === "array")
    return fc.array(one(of.items ?? {}), { minLength: of.minItems ?? 0, maxLength: Math.min(of.maxItems ?? 4, depth ? 1 : 4) })
  if (of.type === "object") return object(of, known, depth)
  return of.type ? number(of) : anything
}

const number = ({ type, minimum = -1_000, exclusiveMinimum = minimum, maximum = 1_000_000, multipleOf }: Schema) => {
  const least = Math.max(minimum, exclusiveMinimum)
  const whole = fc.oneof(
    fc.integer({ min: Math.ceil(least), max: Math.min(maximum, 1_000_000) }),
    fc.constantFrom(least, maximum, 0, 1, 2, 100),
  )
  return type === "integer" ? whole : whole.map((n) => Math.round(n * 0.37 * 10_000) * (multipleOf ?? 0.0001))
}

function text({ pattern, minLength = 0, maxLength = 60 }: Schema, known: readonly string[]) {
  const fits = known.filter((one) => (pattern ? RegExp(pattern, "u").test(one) : one.length >= minLength && one.length <= maxLength))
  const made = pattern
    ? fc.stringMatching(RegExp(pattern.replace(/\(\?!\w+\$?\)/, "")))
    : fc.string({ unit: "grapheme", minLength, maxLength: Math.min(maxLength, 60) })
  return fits.length ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fits) }, { weight: 1, arbitrary: made }) : made
}

function object({ properties = {}, required = [], additionalProperties, propertyNames }: Schema, known: readonly string[], depth: number) {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, of]) => [name, valid(of, known, depth)]))
  if (Object.keys(fields).length || typeof additionalProperties !== "object") return fc.record(fields, { requiredKeys: required })
  return fc.dictionary(text(propertyNames ?? {}, known), valid(additionalProperties, known, depth), { maxKeys: 4 })
}

/** Somewhere inside, one value is another, is gone, or has company. */
function spoiled(value: unknown, at: number, how: number, other: unknown): unknown {
  const steps = value && typeof value === "object" ? Object.keys(value) : []
  if (!steps.length || (at % 4 === 0 && how % 2)) return other
  const step = steps[at % steps.length]!
  const copy: Record<string, unknown> = structuredClone(value) as never
  const inner = copy[step]
  if (inner && typeof inner === "object" && how % 3) copy[step] = spoiled(inner, at >> 2, how, other)
  else if (how % 5 === 0 && !Array.isArray(copy)) delete copy[step]
  else if (how % 5 === 1 && !Array.isArray(copy)) copy[`${step}x`] = other
  else copy[step] = other
  return copy
}

/** No JSON, or more than that. */
const raw = fc.constantFrom(
  "",
  "{",
  "null",
  "[]",
  '"x"',
  "1e999",
  '{"a":1,"a":2}',
  '{"__proto__":1}',
  "\ufeff{}",
  "[".repeat(40),
  " ".repeat(300_000),
)

const schemaOf = ({ requestBody }: Operation) =>
  (requestBody as { content: Record<string, { schema: Schema }> } | undefined)?.content["application/json"]?.schema

/** Bodies of an operation: as its case has it, as its schema has it, each spoiled in one place, or none at all. */
function body(of: Operation, ids: Ids, seat: number, known: readonly string[]): fc.Arbitrary<unknown> {
  const schema = schemaOf(of)
  if (!schema) return fc.constant(undefined)
  const good = fc.oneof(fc.constant(cases[of.operationId].body?.(ids, seat)), valid(schema, known))
  const bad = fc.tuple(good, fc.nat(), fc.nat(), anything).map(([value, at, how, other]) => spoiled(value, at, how, other))
  return fc.oneof({ weight: 4, arbitrary: good }, { weight: 5, arbitrary: bad }, { weight: 1, arbitrary: raw })
}

const segment = fc.oneof(
  fc.constantFrom(
    "%00",
    "..%2f..%2fx",
    "%E0%A4%A",
    "a%20b",
    "%F0%9F%99%82",
    "x".repeat(300),
    "constructor",
    "__proto__",
    "-",
    "59",
    "00",
    "60",
    "self",
    "999999",
  ),
  fc.string({ unit: "binary", maxLength: 25 }).map((one) => encodeURIComponent(one.toWellFormed()).replace(/^\.+$/, "-") || "-"),
)
const query = fc.constantFrom(
  "?after=",
  "?after=x.y",
  "?after=YQ.AAAAAAAAAAAAAAAAAAAAAA",
  `?after=${"a".repeat(700)}`,
  "?act=self.save&seat=01",
  "?seat=99",
  "?language=fr",
  "?language=en",
  "?x=1",
  "?__proto__=1",
  "?after=%00",
  "?%E0%A4%A",
)
const header = fc.constantFrom<Record<string, string | undefined>>(
  { "if-match": undefined },
  { "if-match": '"v0"' },
  { "if-match": 'W/"v1"' },
  { "if-match": '"v999999999999999"' },
  { "if-match": "*" },
  { "idempotency-key": undefined },
  { "idempotency-key": "x" },
  { "content-type": "text/plain" },
  { "content-type": "application/json; charset=latin1" },
  { "csrf-token": undefined },
  { origin: "https://elsewhere.example" },
  { cookie: "__Host-session=x" },
  { "x-tenant-id": "x" },
  { accept: "text/html" },
)

export type Generated = {
  caller: number
  phase: number
  of: Operation
  path: readonly [at: number, segment: string] | undefined
  query: string
  headers: Record<string, string | undefined>
  match: boolean
  body: unknown
}
/** Calls of every operation: valid ones, nearly valid ones and hostile ones in path, query, headers and body. */
export const generated = (ids: Ids, known: readonly string[]): fc.Arbitrary<Generated> =>
  fc.oneof(
    ...operations.map((of) => ({
      weight: costly.includes(of.operationId) ? 1 : 10,
      arbitrary: fc.record({
        caller: fc.nat(9_999),
        phase: fc.nat(9_999),
        of: fc.constant(of),
        path: fc.option(fc.tuple(fc.nat(9), segment), { nil: undefined, freq: 1 }).map((one) => (one && one[0] < 3 ? one : undefined)),
        query: fc.option(query, { nil: "", freq: 1 }),
        headers: fc.option(header, { nil: {}, freq: 1 }),
        match: fc.boolean(),
        body: body(of, ids, 2, known),
      }),
    })),
  )
