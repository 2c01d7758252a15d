import * as fc from "fast-check"
import { expect, test } from "vitest"
import { type BlocYear, examine, read } from "../packages/core/src/bloc-year.ts"
import { Fault, isCode } from "../packages/core/src/fault.ts"
import { result } from "../packages/core/src/ranking-rule.ts"
import { blocYear } from "../packages/functions/src/bloc-file.ts"
import { dice, randomYear } from "./random-year.ts"

const numRuns = process.env.LONG === "1" ? 20_000 : 1_000

type Branch = Record<string, unknown>
const isBranch = (value: unknown): value is Branch => typeof value === "object" && value !== null

/** A copy of a year with one thing, anywhere in it, replaced or taken out. */
function changed(year: BlocYear, seed: number, value: unknown) {
  const luck = dice(seed)
  const copy = structuredClone(year) as unknown as Branch
  let at = copy
  for (let inner = at; isBranch(inner) && Object.keys(inner).length;) {
    at = inner
    const key = luck.one(Object.keys(at))
    inner = at[key] as Branch
    if (isBranch(inner) && luck.often(0.85)) continue
    if (value === undefined) delete at[key]
    else at[key] = value
    break
  }
  return copy
}

test("whatever a file holds, it is taken or refused with known codes at JSON Pointers", { timeout: 600_000 }, () => {
  const found = { taken: 0, refused: 0 }
  const value = fc.oneof(
    fc.constant(undefined),
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(0, -1, 0.005, "I", "a", "constructor", null, [], {}),
  )
  fc.assert(
    fc.property(fc.nat(2 ** 31), value, (seed, put) => {
      try {
        result(read(changed(randomYear(seed), seed, put)))
        found.taken += 1
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        found.refused += 1
        expect(error.fields.length).toBeGreaterThan(0)
        for (const { path, code } of error.fields) expect(isCode(code) && /^(\/([^~/]|~[01])*)*$/u.test(path), `${path} ${code}`).toBe(true)
      }
    }),
    { numRuns },
  )
  expect(Math.min(found.taken, found.refused)).toBeGreaterThan(numRuns / 20)
})

const told = (value: unknown) => examine(value).fields.map(({ path, code }) => `${path} ${code}`)

test("a fault of form hides no other fault, and calls none forth", { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31), fc.constantFrom(0, -1, "I", "a", null, [], undefined), (seed, put) => {
      const value = changed(randomYear(seed), seed, put)
      expect(told({ ...value, colour: 1 }).toSorted()).toEqual([...told(value), "/colour input.unknown"].toSorted())
      try {
        blocYear(Buffer.from(JSON.stringify({ ...value, colour: 1 })), () => {})
      } catch (error) {
        if (!(error instanceof Fault)) throw error
      }
    }),
    { numRuns: numRuns / 4 },
  )
})

test("a year that was read is read again as it is", { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31), (seed) => {
      const year = randomYear(seed)
      expect(read(JSON.parse(JSON.stringify(year)))).toEqual(year)
    }),
    { numRuns: numRuns / 10 },
  )
})
