import type { Code, Field } from "./fault.ts"

export type Step = string | number

/** A JSON Pointer (RFC 6901). */
export const pointer = (...path: readonly PropertyKey[]) =>
  path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")

/** A fault at one place of the file. */
export const at = (code: Code, ...path: readonly Step[]): Field => ({ in: "file", path: pointer(...path), code })

/** Which of a list were there before. */
export function repeated(keys: readonly string[]) {
  const seen = new Set<string>()
  return keys.flatMap((key, i) => (seen.size === seen.add(key).size ? [i] : []))
}

export const unitsOf = (year: { readonly members: readonly { readonly id: string }[] }) => new Set(year.members.map(({ id }) => id))

/** The fault of a reference that the file does not hold, or nothing. */
export const unknown = (there: ReadonlySet<string>, id: string, ...path: readonly Step[]) =>
  there.has(id) ? [] : [at("file.reference", ...path)]
