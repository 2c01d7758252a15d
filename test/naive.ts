import type { BlocYear } from "../packages/core/src/bloc-year.ts"
import { alerts, alpha, model, variances } from "./naive-cross.ts"
import { all, maybe, num, O, out } from "./naive-fraction.ts"
import { rank, unitsOf } from "./naive-rank.ts"
import { sheetsOf } from "./naive-sheet.ts"

// The contract's arithmetic a second time: plain loops, fractions in lowest terms, nothing shared with core besides the file's type.

/** The document `bloc-result/1`; p of alerts is left as it is. */
export function naive(year: BlocYear) {
  const sheets = sheetsOf(year)
  const { here, x } = sheets
  const fit = model(x)
  const units = unitsOf(year, sheets, fit)
  const bloc = rank(year, sheets, units, () => O)
  const given = (id: string) => all(year.appraisal.filter((line) => line.unit === id).map((line) => num(line.points)))
  const second = year.appraisal.length ? rank(year, sheets, units, given) : null

  const crossed = year.sheets.filter((sheet) => sheet.kind === "cross").length
  const lacking: object[] = []
  const none = (kind: string, scorer: string | null, unit: string) =>
    !year.sheets.some((sheet) => sheet.kind === kind && sheet.unit === unit && (sheet.kind !== "cross" || sheet.scorer === scorer))
  for (const unit of here) if (none("self", null, unit)) lacking.push({ kind: "self", unit })
  const { cross } = year.rules
  if (crossed)
    for (const scorer of here)
      for (const unit of here) {
        const asked = cross === "all" ? scorer !== unit : cross !== "none" && (cross[scorer] ?? []).includes(unit)
        if (asked && none("cross", scorer, unit)) lacking.push({ kind: "cross", scorer, unit })
      }
  for (const unit of here) if (none("verified", null, unit)) lacking.push({ kind: "verified", unit })

  return {
    format: "bloc-result/1",
    units: units
      .map((unit) => ({
        id: unit.id,
        self: unit.self && { total: out(unit.self, 2) },
        cross: {
          count: unit.count,
          mean: maybe(unit.part.crossMean, 2),
          trimmed: maybe(unit.part.crossTrimmed, 2),
          fair: maybe(unit.part.crossFair, 4),
          leniency: maybe(unit.leniency, 4),
        },
        verified: unit.part.verified && { total: out(unit.part.verified, 2) },
        bonus: out(unit.bonus, 2),
        penalty: out(unit.penalty, 2),
        official: maybe(unit.official, 2),
        rank: bloc.ranks.get(unit.id) ?? null,
        eligible: !unit.reasons.length,
        reasons: unit.reasons,
        ...(second?.ranks.has(unit.id)
          ? { appraised: { official: out(second.official.get(unit.id)!, 2), rank: second.ranks.get(unit.id)! } }
          : {}),
      }))
      .sort((a, b) => (a.rank ?? 99) - (b.rank ?? 99) || (a.id < b.id ? -1 : 1)),
    proposal: bloc.proposal,
    ...(second ? { appraisedProposal: second.proposal } : {}),
    ties: bloc.ties.map((tie) => ({
      units: tie.units,
      rank: bloc.ranks.get(tie.units[0]!)!,
      brokenBy: tie.brokenBy,
      border:
        tie.groups.filter((group) => group.length > 1).flatMap((group) => group.flatMap((id) => bloc.borders.get(id) ?? []))[0] ?? null,
    })),
    crossScores: crossed
      ? {
          grandMean: maybe(fit?.mean, 4),
          variance: fit && variances(x, fit),
          alpha: alpha(here.map((_, j) => x.flatMap((row) => (row[j] ? [row[j]] : [])))),
          alerts: alerts(sheets),
        }
      : null,
    sheets: {
      self: year.sheets.filter((sheet) => sheet.kind === "self").length,
      cross: crossed,
      verified: year.sheets.filter((sheet) => sheet.kind === "verified").length,
      missing: lacking,
    },
  }
}
