import type { Code } from "./fault.ts"

export type Item = Record<string, unknown>
/** Anything, as long as it is there. */
export const present = Symbol("present")
export type Value = string | number | boolean | Uint8Array | typeof present | undefined
/** Path, value (undefined: nothing there; `present`: anything; a list: one of), refusal. The same rows make the condition and, when it failed, find the reason. */
export type Must = readonly [path: string, value: Value | readonly Value[], refusal: Code]
/** Paths and their new values; `add` counts, `copy` takes the sum of other attributes, `remove` takes away; `still` leaves the version as it is. */
export type Change = {
  still?: true
  set?: Record<string, unknown>
  copy?: Record<string, readonly string[]>
  add?: Record<string, number>
  remove?: readonly string[]
}

/** The first refusal, or undefined: on the screens it is the "why not" before anybody tries. */
export const unmet = (must: readonly Must[], item: unknown): Code | undefined =>
  must.find(([path, value]) => {
    const there = path.split(".").reduce((at, step) => (at as Item | undefined)?.[step], item) as Value
    return ![value].flat().some((one) => (one === present ? there !== undefined : alike(one, there)))
  })?.[2]

/** Equal values; bytes by content. */
export const alike = (a: unknown, b: unknown) =>
  a instanceof Uint8Array && b instanceof Uint8Array ? a.length === b.length && a.every((byte, i) => byte === b[i]) : a === b

const path = (steps: string, names: Record<string, string>) =>
  steps
    .split(".")
    .map((step) => {
      names[`#${step.replaceAll(/\W/g, "_")}`] = step
      return `#${step.replaceAll(/\W/g, "_")}`
    })
    .join(".")

/** The rows as a condition that answers with the item when it fails. */
export function expression(must: readonly Must[]) {
  const names: Record<string, string> = {}
  const values: Record<string, unknown> = {}
  const terms = must.map(([steps, value], i) => {
    const at = path(steps, names)
    const one = (value: Value, j: number) => {
      if (value === undefined) return `attribute_not_exists(${at})`
      if (value === present) return `attribute_exists(${at})`
      values[`:m${i}_${j}`] = value
      return `${at} = :m${i}_${j}`
    }
    return `(${[value]
      .flat()
      .map((each, j) => one(each as Value, j))
      .join(" OR ")})`
  })
  return {
    ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
    ...(terms.length && { ConditionExpression: terms.join(" AND "), ExpressionAttributeNames: names }),
    ...(Object.keys(values).length && { ExpressionAttributeValues: values }),
  }
}

/** The change as an update under a condition; the version moves on by one. */
export function update(to: Change, condition: ReturnType<typeof expression>) {
  const names: Record<string, string> = { ...condition.ExpressionAttributeNames }
  const values: Record<string, unknown> = { ...condition.ExpressionAttributeValues }
  const value = (given: unknown, name: string) => ((values[name] = given), name)
  const sets = Object.entries(to.set ?? {}).map(([steps, given], i) => `${path(steps, names)} = ${value(given, `:s${i}`)}`)
  sets.push(
    ...Object.entries(to.copy ?? {}).map(([steps, from]) => `${path(steps, names)} = ${from.map((one) => path(one, names)).join(" + ")}`),
  )
  if (to.still) sets.push(`${path("v", names)} = ${path("v", names)}`)
  const adds = Object.entries({ ...(!to.still && { v: 1 }), ...to.add }).map(
    ([steps, given], i) => `${path(steps, names)} ${value(given, `:a${i}`)}`,
  )
  const removes = (to.remove ?? []).map((steps) => path(steps, names))
  const UpdateExpression = [
    sets.length && `SET ${sets.join(", ")}`,
    adds.length && `ADD ${adds.join(", ")}`,
    removes.length && `REMOVE ${removes.join(", ")}`,
  ]
    .filter(Boolean)
    .join(" ")
  return { ...condition, UpdateExpression, ExpressionAttributeNames: names, ExpressionAttributeValues: values }
}
