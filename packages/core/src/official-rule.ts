import type { Result } from "./bloc-result.ts"
import type { BlocYear, Member } from "./bloc-year.ts"
import { crossFigures } from "./cross-rule.ts"
import type { Field } from "./fault.ts"
import { at } from "./file-pointer.ts"
import { add, decimal, div, type Fraction, mul, ratio, round, sub, sum, text, wholes } from "./fraction.ts"
import type { Contender } from "./tie-rule.ts"
import { behind, extras, tally, type Tallies } from "./total-rule.ts"

type Component = BlocYear["rules"]["official"][number]["component"]
/** A unit's figures before it is ranked. */
type Figures = Omit<Result["units"][number], "rank" | "appraised">
/** `exact` holds in hundredths what a double of the printed figures may not. */
export type Row = { readonly figures: Figures; readonly exact: Exact; readonly ranked: boolean; readonly member: Member }
type Exact = { readonly official: bigint | null; readonly bonus: Fraction; readonly penalty: Fraction }

/** A component of the official score that units to be ranked do not have. */
export type Lacking = Field & { readonly units: readonly string[] }

/** The figures of every unit, in members' order. */
export function rowsOf(year: BlocYear, tallies: Tallies, cross = crossFigures(tallies).units): Row[] {
  return year.members.map((member) => {
    const { id, left } = member
    const { reasons, ranked } = standing(year, member)
    const lines = extras(year, id)
    const own = {
      id,
      self: shown(tallies.self.get(id)),
      cross: cross.get(id) ?? { count: 0, mean: null, trimmed: null, fair: null, leniency: null },
      verified: shown(tallies.verified.get(id)),
      ...hundredths(lines),
      reasons,
      eligible: reasons.length === 0,
    }
    const sum = summed(year, own, lines)
    const exact = { bonus: lines.bonus, penalty: lines.penalty, official: sum && left === undefined ? wholes(sum.exact) : null }
    const score = exact.official === null ? null : round(ratio(exact.official, 100), 2)
    return { figures: { ...own, official: score }, exact, ranked, member }
  })
}

const shown = (tally: { total: number } | undefined) => (tally ? { total: tally.total / 100 } : null)

const hundredths = ({ bonus, penalty }: ReturnType<typeof extras>) => ({
  bonus: round(div(bonus, ratio(100)), 2),
  penalty: round(div(penalty, ratio(100)), 2),
})

/** Why a unit may not be eligible; a held one is ranked all the same. */
function standing(year: BlocYear, { id, left, ranked }: Member) {
  const breached = new Set(year.disqualified.flatMap(({ unit, code }) => (unit === id ? [code] : [])))
  const held = year.held.some(({ unit }) => unit === id)
  const reasons = [
    ...year.rules.disqualifiers.flatMap(({ code }) => (breached.has(code) ? [code] : [])),
    ...(held ? ["held"] : []),
    ...(ranked ? [] : ["unranked"]),
    ...(left === undefined ? [] : ["left"]),
  ]
  return { reasons, ranked: ranked && left === undefined && !breached.size }
}

/** Weighted components as printed and their exact sum in hundredths, bonus and penalty outside of the weights; undefined where one is not there. */
function summed(
  { rules }: BlocYear,
  own: Omit<Figures, "official">,
  { bonus, penalty }: Pick<ReturnType<typeof extras>, "bonus" | "penalty">,
) {
  const parts = rules.official.flatMap(({ component, weight }) => {
    const value = figure(own, component)
    return value === null ? [] : [{ component, weight, value, part: mul(decimal(value), decimal(weight)) }]
  })
  if (parts.length < rules.official.length) return undefined
  return { parts, exact: sub(add(mul(sum(parts.map(({ part }) => part)), ratio(100)), bonus), penalty) }
}

/**
 * How a unit's official score comes about: each component as printed times its weight, then the bonus and penalty lines with their caps
 * (points), and the exact sum before it is rounded; null where the unit has none.
 */
export function explainOfficial(year: BlocYear, unit: string) {
  const row = rowsOf(year, tally(year)).find(({ figures }) => figures.id === unit)
  if (!row || row.figures.official === null) return undefined
  const { bonus, penalty, official } = row.figures
  const { parts, exact } = summed(year, row.figures, row.exact)!
  const lines = (all: ReturnType<typeof extras>["bonuses"]) =>
    all.map(({ line, times, worth }) => ({
      ...{ code: line.code, name: line.name, points: line.points, max: line.max ?? null },
      ...{ count: Number(times), worth: round(div(worth, ratio(100)), 2), papers: papersOf(year, unit, line.code) },
    }))
  const { bonuses, penalties } = extras(year, unit)
  return {
    components: parts.map(({ part, ...of }) => ({ ...of, part: text(part) })),
    ...{ bonuses: lines(bonuses), bonusMax: year.table.bonusMax ?? null, bonus, penalties: lines(penalties), penalty },
    exact: text(div(exact, ratio(100))),
    official,
  }
}

/** The documents by which a line was claimed and verified. */
const papersOf = ({ marks }: BlocYear, unit: string, code: string) =>
  marks.flatMap((mark) => (mark.unit === unit && mark.code === code && mark.kind === "verified" && mark.evidence ? [mark.evidence] : []))

const figure = ({ verified, cross }: Pick<Figures, "verified" | "cross">, component: Component) =>
  ({ verified: verified?.total ?? null, crossMean: cross.mean, crossTrimmed: cross.trimmed, crossFair: cross.fair })[component]

/** What the official score needs and a unit to be ranked does not have, one field for each component. */
export function lackingOf({ rules }: BlocYear, rows: readonly Row[]): Lacking[] {
  return rules.official.flatMap(({ component }, i) => {
    const units = rows.filter(({ ranked, figures }) => ranked && figure(figures, component) === null).map(({ figures }) => figures.id)
    return units.length ? [{ ...at("file.official", "rules", "official", i), units }] : []
  })
}

/** All that get a rank, with what they are ranked by. */
export function contendersOf(rows: readonly Row[], tallies: Tallies): Contender[] {
  const ranked = rows.filter((row) => row.ranked)
  const verified = ranked.every(({ figures }) => figures.verified)
  return ranked.map(({ figures: { id }, exact: { official, bonus, penalty }, member }) => {
    const score = ratio(official ?? 0n)
    return {
      id,
      official: wholes(score),
      withoutBonus: sub(score, bonus),
      penalty,
      womenShare: member.womenShare ?? 0,
      section: (code) => (verified ? own(code, id, tallies) : judged(code, id, tallies)),
    }
  })
}

/** A node's points in the verified sheet, raw. */
const own = (code: string, id: string, { leaves, verified }: Tallies) =>
  ratio(inside(code, leaves).reduce((all, leaf) => all + (verified.get(id)?.points[leaf] ?? 0), 0))

/** The mean of a node's points over the cross sheets received, raw. */
function judged(code: string, id: string, tallies: Tallies): Fraction {
  const { leaves, present, totals, typed } = tallies
  const points = behind(tallies, id)?.points ?? []
  const scorers = present.flatMap((_, i) => {
    const cell = i * present.length + present.indexOf(id)
    return Number.isNaN(totals.given[cell]) ? [] : [cell * leaves.length]
  })
  const given = (sheet: number, leaf: number) => (Number.isNaN(typed[sheet + leaf]) ? (points[leaf] ?? 0) : typed[sheet + leaf]!)
  const sum = scorers.reduce((all, sheet) => inside(code, leaves).reduce((one, leaf) => one + given(sheet, leaf), all), 0)
  return ratio(sum, Math.max(1, scorers.length))
}

const inside = (code: string, leaves: Tallies["leaves"]) => leaves.flatMap(({ within }, leaf) => (within.includes(code) ? [leaf] : []))
