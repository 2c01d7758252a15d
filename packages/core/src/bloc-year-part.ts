import type * as z from "zod"
import type { BlocYear } from "./bloc-year.ts"
import type { Field } from "./fault.ts"
import { pointer, type Step } from "./file-pointer.ts"

type Branch = Record<string, unknown>
type Shapes = { readonly [of in "year" | "table" | "rules"]: Record<string, z.ZodType> }
const isBranch = (value: unknown): value is Branch => typeof value === "object" && value !== null && !Array.isArray(value)

/** What may stand for a faulty value, so that the rest can be looked at, and which part is then not to be judged. */
const spare: Record<string, readonly [value?: unknown, spoils?: string]> = {
  name: ["x"],
  womenShare: [],
  successor: [],
  verifier: [],
  evidence: [],
  reason: [],
  role: ["member", "role"],
  left: [undefined, "left"],
  ranked: [undefined, "left"],
}
/** Lists whose lines nothing else is judged by: a faulty line leaves a hole, and the others keep their places. */
const lists = new Set(["sheets", "marks", "disqualified", "held", "votes", "decided", "appraisal"])

/**
 * What is sound in a file whose form is not, so that the faults of sense in it are told at once with those of form; `spoiled` are the parts
 * that were not to be had, empty here. Nothing but a check of faults may use such a year.
 */
export function salvage(value: unknown, formal: readonly Field[], shapes: Shapes): { year: BlocYear; spoiled: ReadonlySet<string> } {
  const spoiled = new Set<string>()
  const faulty = new Map(formal.map(({ path, code }) => [path, code]))
  const year = parts(mended(value, [], faulty, spoiled), shapes.year, shapes, spoiled)
  return { year: year as unknown as BlocYear, spoiled }
}

function parts(value: unknown, shape: Record<string, z.ZodType>, shapes: Shapes, spoiled: Set<string>): Branch {
  const part = ([key, schema]: [string, z.ZodType]): unknown => {
    const given = isBranch(value) ? value[key] : undefined
    const { success, data } = schema.safeParse(given)
    if (success && isBranch(value)) return data
    if (key === "table" || key === "rules") return parts(given, shapes[key], shapes, spoiled)
    if (lists.has(key) && Array.isArray(given)) return lines(given, schema)
    spoiled.add(key)
    return []
  }
  return Object.fromEntries(Object.entries(shape).map((of) => [of[0], part(of)]))
}

function lines(given: readonly unknown[], schema: z.ZodType) {
  const kept: unknown[] = []
  kept.length = given.length
  for (const [i, one] of given.entries()) {
    const { success, data } = schema.safeParse([one])
    if (success) kept[i] = (data as unknown[])[0]
  }
  return kept
}

/** A copy without unknown keys, and with stand-ins where there are any. */
function mended(value: unknown, path: readonly Step[], faulty: ReadonlyMap<string, Field["code"]>, spoiled: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((one, i) => mended(one, [...path, i], faulty, spoiled))
  if (!isBranch(value)) return value
  const kept = Object.entries(value).flatMap(([key, part]): [string, unknown][] => {
    const code = faulty.get(pointer(...path, key))
    const other = code && Object.hasOwn(spare, key) ? spare[key] : undefined
    if (code === "input.unknown") return []
    if (!other) return [[key, mended(part, [...path, key], faulty, spoiled)]]
    if (other[1]) spoiled.add(other[1])
    return other[0] === undefined ? [] : [[key, other[0]]]
  })
  return Object.fromEntries(kept)
}
