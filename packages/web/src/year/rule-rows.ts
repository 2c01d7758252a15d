import { percent, points } from "../format.ts"
import type { Criteria } from "../sheet/rows.ts"
import { text } from "../text.ts"
import type { Board } from "./board.ts"
import { linkOf } from "./tie-chain.tsx"

/** A rule of the ranking in words, by the key under which two versions are compared. */
export type RuleRow = { key: string; label: string; value: string }

/** Every rule of the ranking that the table has. */
export function ruleRows({ rules, table }: Criteria, members: Board["members"]): RuleRow[] {
  const row = (key: string, label: Parameters<typeof text>[0], value: string) => (value ? [{ key, label: text(label), value }] : [])
  const share = (of: number | undefined) => (of === undefined ? "" : percent(of))
  const thresholds = [
    rules.voteThreshold?.flags !== undefined && `${text("ranking.flag")}: ${share(rules.voteThreshold.flags)}`,
    rules.voteThreshold?.certificates !== undefined && `${text("ranking.certificate")}: ${share(rules.voteThreshold.certificates)}`,
  ]
  const official = rules.official.map(({ component, weight }) => `${text(`table.component.${component}`)}: ${percent(weight)}`)
  const quotas = rules.quotas.map(({ minMembers, maxMembers, ...of }) =>
    text("table.quotas.said", { from: minMembers, to: maxMembers, flags: of.flags, certificates: of.certificates }),
  )
  return [
    ...row("official", "table.official", official.join("; ")),
    ...row("quotas", "table.quotas", quotas.join("; ")),
    ...row("voteThreshold", "table.threshold.shown", thresholds.filter((one) => !!one).join("; ")),
    ...row("tieBreak", "table.ties", rules.tieBreak.map(linkOf).join(" → ")),
    ...row("cross", "table.cross", crossSaid(rules.cross, members)),
    ...row("bonusMax", "table.bonusMax", table.bonusMax === undefined ? "" : points(Math.round(table.bonusMax * 100))),
  ]
}

function crossSaid(cross: Criteria["rules"]["cross"], members: Board["members"]) {
  if (typeof cross === "string") return text(`table.cross.${cross}`)
  const name = (unit: string) => members.find(({ code }) => code === unit)?.name ?? unit
  return Object.entries(cross)
    .map(([unit, asked]) => `${name(unit)}: ${asked.map(name).join(", ")}`)
    .join("; ")
}
