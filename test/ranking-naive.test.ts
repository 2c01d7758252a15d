import * as fc from "fast-check"
import { expect, test } from "vitest"
import type { BlocYear } from "../packages/core/src/bloc-year.ts"
import { lacking, Result, result } from "../packages/core/src/ranking-rule.ts"
import { naive } from "./naive.ts"
import { randomYear } from "./random-year.ts"

const numRuns = process.env.LONG === "1" ? 5_000 : 500

/** What needs a component that somebody lacks is ranked by what is there. */
function rankable(year: BlocYear): BlocYear {
  for (const component of ["crossMean", "verified"] as const)
    if (lacking(year).length) year = { ...year, rules: { ...year.rules, official: [{ component, weight: 1 }] } }
  return year
}

test("a second arithmetic, written plainly from the contract, comes to the same result", { timeout: 600_000 }, () => {
  const met = { ties: 0, alerts: 0, fair: 0, onHold: 0, belowThreshold: 0, border: 0, refused: 0 }
  fc.assert(
    fc.property(fc.nat(2 ** 31), (seed) => {
      const year = rankable(randomYear(seed))
      if (lacking(year).length) return void (met.refused += 1)
      const [mine, other] = [result(year), naive(year)]
      const near = (p: number) => (p === 0 ? 0 : expect.closeTo(p, Math.floor(5 - Math.log10(p))))
      const alerts = other.crossScores?.alerts.map((alert) => ({ ...alert, p: near(alert.p) }))
      expect(mine).toEqual({ ...other, crossScores: other.crossScores && { ...other.crossScores, alerts } })
      expect(Result.parse(mine)).toEqual(mine)
      met.ties += mine.ties.length
      met.alerts += mine.crossScores?.alerts.length ?? 0
      met.fair += Number(mine.crossScores?.grandMean !== null)
      met.onHold += mine.proposal.onHold.length
      met.belowThreshold += mine.proposal.belowThreshold.length
      met.border += mine.ties.filter(({ border }) => border).length
    }),
    { numRuns },
  )
  for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(0)
  expect(met.refused).toBeLessThan(numRuns / 5)
})
