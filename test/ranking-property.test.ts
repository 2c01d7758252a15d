import * as fc from "fast-check"
import { expect, test } from "vitest"
import { fit } from "../packages/core/src/cross-rule.ts"
import { lacking, result } from "../packages/core/src/ranking-rule.ts"
import { scores as matrix } from "./bloc-year-file.ts"
import { dice, randomYear } from "./random-year.ts"

const numRuns = process.env.LONG === "1" ? 10_000 : 1_000
const points = fc.integer({ min: 0, max: 100_000 })
const bloc = fc.integer({ min: 4, max: 15 }).chain((n) =>
  fc.record({
    scores: fc.array(fc.array(points, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
    scorer: fc.nat(n - 1),
    rival: fc.nat(n - 1),
    row: fc.array(points, { minLength: n, maxLength: n }),
    amount: fc.integer({ min: -50_000, max: 50_000 }),
  }),
)

/** Merits × n(n − 1)(n − 2), exact; the diagonal is empty. */
const merits = (scores: readonly (readonly number[])[]) => {
  return fit([matrix(scores.map((row, i) => row.map((score, j) => (i === j ? null : score))))])![0]!.merit
}
const withRow = (scores: readonly (readonly number[])[], scorer: number, row: readonly number[]) =>
  scores.map((own, i) => (i === scorer ? row : own))

test("whatever a unit gives, its own merit stays", () => {
  fc.assert(
    fc.property(bloc, ({ scores, scorer, row }) => {
      expect(merits(withRow(scores, scorer, row))[scorer]).toBe(merits(scores)[scorer])
    }),
    { numRuns },
  )
})

test("one that gives everybody more changes nobody's merit", () => {
  fc.assert(
    fc.property(bloc, ({ scores, scorer, amount }) => {
      const raised = scores[scorer]!.map((score) => score + amount)
      expect(merits(withRow(scores, scorer, raised))).toEqual(merits(scores))
    }),
    { numRuns },
  )
})

test("one rival scored lower loses an n-th of it", () => {
  fc.assert(
    fc.property(bloc, ({ scores, scorer, rival, amount }) => {
      fc.pre(scorer !== rival)
      const n = BigInt(scores.length)
      const lowered = scores[scorer]!.map((score, j) => (j === rival ? score - amount : score))
      const lost = merits(scores)[rival]! - merits(withRow(scores, scorer, lowered))[rival]!
      expect(lost * n).toBe(BigInt(amount) * n * (n - 1n) * (n - 2n))
    }),
    { numRuns },
  )
})

test("merits add up to nothing", () => {
  fc.assert(
    fc.property(bloc, ({ scores }) => {
      expect(merits(scores).reduce((all, one) => all + one, 0n)).toBe(0n)
    }),
    { numRuns },
  )
})

test("the order in which sheets, marks, holds and members stand in the file changes no score, rank or place", () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31), (seed) => {
      const year = randomYear(seed)
      if (lacking(year).length) return
      const { shuffled } = dice(seed + 1)
      const other = {
        ...year,
        members: shuffled(year.members),
        sheets: shuffled(year.sheets),
        marks: shuffled(year.marks),
        held: shuffled(year.held),
      }
      const { units, proposal, ties, appraisedProposal } = result(year)
      expect(result(other)).toMatchObject({ units, proposal, ties, ...(appraisedProposal && { appraisedProposal }) })
    }),
    { numRuns: numRuns / 5 },
  )
})
