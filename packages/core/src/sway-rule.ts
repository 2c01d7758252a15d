import type { BlocYear } from "./bloc-year.ts"
import { crossFigures } from "./cross-rule.ts"
import { contendersOf, lackingOf, rowsOf } from "./official-rule.ts"
import { propose } from "./place-rule.ts"
import { tally } from "./total-rule.ts"
import { ranking } from "./tie-rule.ts"

const others = ["crossFair", "crossTrimmed"] as const
/** Who would be put forward if the cross components were this one instead. */
export type Sway = { component: (typeof others)[number]; flags: string[]; certificates: string[] }

/**
 * The adjusted and the trimmed cross-scores that would change who is put forward for a flag or a certificate, where the official score
 * uses cross-scores at all (calibration.md, "Shown, not imposed": everything else of the rules stays). Empty where they would not.
 */
export function sways(year: BlocYear): Sway[] {
  const { official } = year.rules
  if (official.every(({ component }) => component === "verified")) return []
  const tallies = tally(year)
  const cross = crossFigures(tallies).units
  const proposed = (given: BlocYear) => {
    const rows = rowsOf(given, tallies, cross)
    return lackingOf(given, rows).length ? undefined : propose(given, ranking(given, contendersOf(rows, tallies)).ranking)
  }
  const now = proposed(year)
  return others.flatMap((component): Sway[] => {
    const swapped = official.map((part) => (part.component === "verified" ? part : { ...part, component }))
    const then = proposed({ ...year, rules: { ...year.rules, official: swapped } })
    if (!now || !then || (same(now.flags, then.flags) && same(now.certificates, then.certificates))) return []
    return [{ component, flags: then.flags, certificates: then.certificates }]
  })
}

const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((one) => b.includes(one))

export * as SwayRule from "./sway-rule.ts"
