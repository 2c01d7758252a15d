import type { BlocYear } from "./bloc-year.ts"
import { unsoundSheets } from "./bloc-year-sheet-rule.ts"
import { hundredths, isLeaf, leavesOf, leftOut, nodesOf } from "./criteria-rule.ts"
import { at, repeated, type Step, unitsOf, unknown } from "./file-pointer.ts"
import type { Field } from "./fault.ts"
import { compare, decimal, ratio, sum } from "./fraction.ts"
import { fitting } from "./place-rule.ts"

type Check = (year: BlocYear) => Field[]
/** What must hold between the parts of a file, with the parts that each of it is judged by. */
const checks: readonly (readonly [Check, ...parts: string[]])[] = [
  [unsoundMembers, "members", "role"],
  [unsoundTable, "sections"],
  [unsoundCodes, "sections", "bonus", "penalty", "disqualifiers"],
  [unsoundRules, "members", "sections", "official", "tieBreak", "cross"],
  [unsoundQuota, "members", "left", "quotas"],
  [unsoundGaps, "members", "sections", "struck", "notApplicable"],
  [unsoundSheets, "members", "sections", "struck", "notApplicable"],
  [unsoundActs, "members", "bonus", "penalty", "disqualifiers"],
]

/** Every breach of what must hold between the parts of a file; `spoiled` are parts whose form is not sound, which nothing is judged by. */
export const breaches = (year: BlocYear, spoiled: ReadonlySet<string> = new Set()): Field[] =>
  checks.flatMap(([check, ...parts]) => (parts.some((part) => spoiled.has(part)) ? [] : check(year)))

function unsoundMembers({ members }: BlocYear) {
  const holding = (role: string) => members.flatMap((member, i) => (member.role === role ? [i] : []))
  const surplus = [...holding("head").slice(1), ...holding("deputy").slice(1)].map((i) => at("file.head", "members", i, "role"))
  const own = members.flatMap(({ id, successor }, i) => (successor === id ? [at("file.self", "members", i, "successor")] : []))
  const none = holding("head").length ? [] : [at("file.head", "members")]
  return [...none, ...surplus, ...own, ...repeated(members.map(({ id }) => id)).map((i) => at("file.duplicate", "members", i, "id"))]
}

function unsoundTable({ table }: BlocYear) {
  return nodesOf(table.sections, ["table", "sections"]).flatMap(({ node, path }) => {
    const { max, scoring, children = [] } = node
    if (isLeaf(node)) return scoring ? unsoundScoring(scoring, max, [...path, "scoring"]) : [at("file.lacks", ...path, "scoring")]
    const own = (["scoring", "verifier", "cross"] as const)
      .filter((key) => node[key] !== undefined)
      .map((key) => at("file.node", ...path, key))
    const whole = children.reduce((total, child) => total + hundredths(child.max), 0)
    return [...own, ...(max > 0 && whole === hundredths(max) ? [] : [at("file.sum", ...path, "max")])]
  })
}

function unsoundScoring(scoring: NonNullable<BlocYear["table"]["sections"][number]["scoring"]>, max: number, path: readonly Step[]) {
  if (scoring.kind === "level")
    return Object.entries(scoring.levels).flatMap(([name, points]) => (points > max ? [at("file.over", ...path, "levels", name)] : []))
  if (scoring.kind === "bands")
    return repeated(scoring.bands.map(({ atLeast }) => `${atLeast}`)).map((i) => at("file.duplicate", ...path, "bands", i, "atLeast"))
  return []
}

/** Nodes, bonus, penalty and disqualifiers share their codes. */
function unsoundCodes({ table, rules }: BlocYear) {
  const lines = (all: readonly { code: string }[], ...path: readonly Step[]) => all.map(({ code }, i) => ({ code, path: [...path, i] }))
  const coded = [
    ...nodesOf(table.sections, ["table", "sections"]).map(({ node, path }) => ({ code: node.code, path })),
    ...lines(table.bonus, "table", "bonus"),
    ...lines(table.penalty, "table", "penalty"),
    ...lines(rules.disqualifiers, "rules", "disqualifiers"),
  ]
  return repeated(coded.map(({ code }) => code)).map((i) => at("file.duplicate", ...coded[i]!.path, "code"))
}

function unsoundRules(year: BlocYear) {
  const { official, tieBreak, cross } = year.rules
  const units = unitsOf(year)
  const nodes = new Set(nodesOf(year.table.sections, []).map(({ node }) => node.code))
  const weights = sum(official.map(({ weight }) => decimal(weight)))
  return [
    ...(compare(weights, ratio(1)) === 0 ? [] : [at("file.sum", "rules", "official")]),
    ...tieBreak.flatMap((link, i) => (link.startsWith("section:") ? unknown(nodes, link.slice(8), "rules", "tieBreak", i) : [])),
    ...Object.entries(typeof cross === "string" ? {} : cross).flatMap(([scorer, asked]) => [
      ...unknown(units, scorer, "rules", "cross", scorer),
      ...repeated(asked).map((i) => at("file.duplicate", "rules", "cross", scorer, i)),
      ...asked.flatMap((unit, i) =>
        unit === scorer ? [at("file.self", "rules", "cross", scorer, i)] : unknown(units, unit, "rules", "cross", scorer, i),
      ),
    ]),
  ]
}

function unsoundQuota(year: BlocYear) {
  return fitting(year).length === 1 ? [] : [at("file.quota", "rules", "quotas")]
}

function unsoundGaps(year: BlocYear) {
  const [units, leaves] = [unitsOf(year), leavesOf(year.table)]
  const codes = new Set(leaves.map(({ code }) => code))
  const bare = year.members.flatMap(({ id }, i) => {
    const out = leftOut(year, id)
    return leaves.some(({ code, max }) => max > 0 && !out.has(code)) ? [] : [at("file.leaf.none", "members", i)]
  })
  return [
    ...bare,
    ...year.struck.flatMap((code, i) => unknown(codes, code, "struck", i)),
    ...repeated(year.struck).map((i) => at("file.duplicate", "struck", i)),
    ...pairs(year.notApplicable, units, codes, "notApplicable"),
  ]
}

/** Lines of a unit and a code, each at most once. */
function pairs(lines: readonly { unit: string; code: string }[], units: ReadonlySet<string>, codes: ReadonlySet<string>, key: string) {
  return [
    ...lines.flatMap(({ unit, code }, i) => [...unknown(units, unit, key, i, "unit"), ...unknown(codes, code, key, i, "code")]),
    ...repeated(lines.map(({ unit, code }) => JSON.stringify([unit, code]))).map((i) => at("file.duplicate", key, i)),
  ]
}

/** What the bloc and the province did besides scoring. */
function unsoundActs(year: BlocYear) {
  const units = unitsOf(year)
  const disqualifiers = new Set(year.rules.disqualifiers.map(({ code }) => code))
  const lines = new Set([...year.table.bonus, ...year.table.penalty].map(({ code }) => code))
  return [
    ...year.marks.flatMap(({ unit, code }, i) => [
      ...unknown(units, unit, "marks", i, "unit"),
      ...unknown(lines, code, "marks", i, "code"),
    ]),
    ...pairs(year.disqualified, units, disqualifiers, "disqualified"),
    ...year.held.flatMap(({ unit }, i) => unknown(units, unit, "held", i, "unit")),
    ...repeated(year.held.map(({ unit }) => unit)).map((i) => at("file.duplicate", "held", i)),
    ...unsoundVotes(year),
    ...year.decided.flatMap(({ order }, i) => [
      ...order.flatMap((unit, k) => unknown(units, unit, "decided", i, "order", k)),
      ...repeated(order).map((k) => at("file.duplicate", "decided", i, "order", k)),
    ]),
    ...year.appraisal.flatMap(({ unit }, i) => unknown(units, unit, "appraisal", i, "unit")),
  ]
}

function unsoundVotes(year: BlocYear) {
  const units = unitsOf(year)
  return [
    ...repeated(year.votes.map((vote) => vote.for)).map((i) => at("file.duplicate", "votes", i)),
    ...year.votes.flatMap(({ members, valid, yes }, i) => [
      ...(valid > members ? [at("file.votes", "votes", i, "valid")] : []),
      ...Object.entries(yes).flatMap(([unit, count]) => [
        ...unknown(units, unit, "votes", i, "yes", unit),
        ...(count > valid ? [at("file.votes", "votes", i, "yes", unit)] : []),
      ]),
    ]),
  ]
}
