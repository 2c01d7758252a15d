import type { Changed, Difference } from "@khoi/core/table-diff"
import { hundredths } from "@khoi/core/criteria-rule"
import { points } from "../format.ts"
import type { Criteria } from "../sheet/rows.ts"
import { text } from "../text.ts"
import type { Board } from "./board.ts"
import { type RuleRow, ruleRows } from "./rule-rows.ts"
import { ruleOf } from "./rule-words.ts"

type Said = { what: string; how: string[] }
type Versions = { before: Criteria; after: Criteria; members: Board["members"] }

/** A difference in words: what it is about, and each field with what it was and is. */
export function said(difference: Difference, of: Versions): Said {
  const { part, code, name, is, fields } = difference
  if (part === "rule") return ruleSaid(code, of)
  const unit = part === "notApplicable" ? (of.members.find((member) => member.code === name)?.name ?? name) : name
  const what = text(`table.diff.${is}`, { part: text(`table.diff.${part}`), code, name: unit })
  return { what, how: fields.map((field) => fieldSaid(field, code, of)) }
}

function ruleSaid(key: string, { before, after, members }: Versions): Said {
  const find = (criteria: Criteria): RuleRow | undefined => ruleRows(criteria, members).find((row) => row.key === key)
  const [old, now] = [find(before), find(after)]
  const what = text("table.diff.rule", { rule: old?.label ?? now?.label ?? key })
  return { what, how: [text("table.diff.from", { from: old?.value ?? text("none"), to: now?.value ?? text("none") })] }
}

function fieldSaid({ field, from, to }: Changed, code: string, of: Versions) {
  const value = (criteria: Criteria, given: unknown) => {
    if (given === undefined) return text("none")
    if (field === "scoring") return ruleOf({ max: hundredths(maxIn(criteria.table.sections, code)), scoring: given as never })
    if (typeof given === "boolean") return text(given ? "yes" : "no")
    if (typeof given === "number") return points(hundredths(given))
    return of.members.find((member) => field === "verifier" && member.code === given)?.name ?? `${given as string}`
  }
  return `${text(fieldWords[field] ?? "table.rule")}: ${text("table.diff.from", { from: value(of.before, from), to: value(of.after, to) })}`
}

const fieldWords: Partial<Record<string, Parameters<typeof text>[0]>> = {
  ...{ name: "table.diff.name", max: "sheet.max", verifier: "table.diff.verifier", cross: "table.crossed", scoring: "table.rule" },
  ...{ parent: "table.diff.parent", points: "table.diff.points" },
}

const maxIn = (nodes: Criteria["table"]["sections"], code: string): number =>
  nodes.reduce((found, node) => (node.code === code ? node.max : found || maxIn(node.children ?? [], code)), 0)
