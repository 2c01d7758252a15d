import { alerts } from "./alert-rule.ts"
import type { Missing, Result } from "./bloc-result.ts"
import type { BlocYear } from "./bloc-year.ts"
import { hundredths, leftOut } from "./criteria-rule.ts"
import { crossFigures, scored } from "./cross-rule.ts"
import { Fault } from "./fault.ts"
import { contendersOf, type Lacking, lackingOf, type Row, rowsOf } from "./official-rule.ts"
import { propose, type Ranking } from "./place-rule.ts"
import { byId, type Contender, ranking, splits } from "./tie-rule.ts"
import { tally, type Tallies } from "./total-rule.ts"

export { Result } from "./bloc-result.ts"
export type { Lacking } from "./official-rule.ts"
export { explain, explainCross, type Explained } from "./total-rule.ts"
export { explainMatrix } from "./cross-rule.ts"
export { explainOfficial } from "./official-rule.ts"

/** What a year comes to: the document `bloc-result/1`. A year whose official score cannot be had is refused. */
export function result(year: BlocYear): Result {
  const tallies = tally(year)
  const { units, ...figures } = crossFigures(tallies)
  const rows = rowsOf(year, tallies, units)
  const lacks = lackingOf(year, rows)
  if (lacks.length) throw new Fault("input.invalid", lacks)
  const contenders = contendersOf(rows, tallies)
  const bloc = ranking(year, contenders)
  const appraised = year.appraisal.length ? appraise(year, contenders) : undefined
  return {
    format: "bloc-result/1",
    units: standings(rows, bloc.ranking, appraised),
    proposal: propose(year, bloc.ranking),
    ...(appraised && { appraisedProposal: propose(year, appraised.ranking) }),
    ties: bloc.ties,
    crossScores: year.sheets.some(({ kind }) => kind === "cross") ? { ...figures, alerts: alertsOf(year, tallies) } : null,
    sheets: sheetsOf(year),
  }
}

/** What `result` would refuse a year for: components of the official score that units to be ranked do not have. */
export const lacking = (year: BlocYear): Lacking[] => lackingOf(year, rowsOf(year, tally(year)))

/** How each set of equal official scores was split, link by link of the chain, with what every unit had there. */
export function explainTies(year: BlocYear) {
  const tallies = tally(year)
  const contenders = contendersOf(rowsOf(year, tallies), tallies)
  return ranking(year, contenders).ties.map(({ rank, units }) => ({
    ...{ rank, units },
    steps: splits(
      year,
      contenders.filter(({ id }) => units.includes(id)),
    ),
  }))
}

function alertsOf(year: BlocYear, tallies: Tallies) {
  const out = tallies.present.map((unit) => leftOut(year, unit))
  return alerts(tallies, (code) => out.every((codes) => !codes.has(code)))
}

/** The same ranking once more, with the province's points in the official score. */
function appraise(year: BlocYear, contenders: readonly Contender[]) {
  const points = (unit: string) => year.appraisal.reduce((all, line) => (line.unit === unit ? all + hundredths(line.points) : all), 0)
  const changed = contenders.map((own) => {
    const given = BigInt(points(own.id))
    const { n, d } = own.withoutBonus
    return { ...own, official: own.official + given, withoutBonus: { n: n + given * d, d } }
  })
  return { ranking: ranking(year, changed).ranking, official: new Map(changed.map(({ id, official }) => [id, Number(official) / 100])) }
}

/** By rank, equal ranks by id; those without a rank last. */
function standings(rows: readonly Row[], bloc: Ranking, appraised: ReturnType<typeof appraise> | undefined): Result["units"] {
  const ranks = ranksOf(bloc)
  const appraisedRanks = ranksOf(appraised?.ranking ?? [])
  const units = rows.map(({ figures }) => {
    const official = appraised?.official.get(figures.id)
    const rank = appraisedRanks.get(figures.id)
    const again = official === undefined || rank === undefined ? {} : { appraised: { official, rank } }
    const { eligible, reasons, ...scores } = figures
    return { ...scores, rank: ranks.get(figures.id) ?? null, eligible, reasons, ...again }
  })
  return units.toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || byId(a.id, b.id))
}

/** 1, 2, 2, 4. */
function ranksOf(groups: Ranking) {
  let before = 0
  return new Map(
    groups.flatMap((group) => {
      const rank = before + 1
      before += group.length
      return group.map((id) => [id, rank] as const)
    }),
  )
}

/** How many sheets there are, and which of those asked for are not. */
function sheetsOf(year: BlocYear): Result["sheets"] {
  const { members, sheets } = year
  const present = members.filter(({ left }) => left === undefined).map(({ id }) => id)
  const count = (kind: Missing["kind"]) => sheets.filter((sheet) => sheet.kind === kind).length
  const there = new Set(sheets.map((sheet) => `${sheet.kind} ${sheet.kind === "cross" ? sheet.scorer : ""} ${sheet.unit}`))
  const own = (kind: "self" | "verified") =>
    present.filter((unit) => !there.has(`${kind}  ${unit}`)).map((unit): Missing => ({ kind, unit }))
  const cross = (scorer: string) =>
    scored(year, scorer, present)
      .filter((unit) => !there.has(`cross ${scorer} ${unit}`))
      .map((unit): Missing => ({ kind: "cross", scorer, unit }))
  const missing = [...own("self"), ...(count("cross") ? present.flatMap(cross) : []), ...own("verified")]
  return { self: count("self"), cross: count("cross"), verified: count("verified"), missing }
}
