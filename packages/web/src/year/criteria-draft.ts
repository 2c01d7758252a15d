import type { Code } from "@khoi/core/fault"
import { number, points, typed } from "../format.ts"
import type { Criteria } from "../sheet/rows.ts"
import type { Board } from "./board.ts"
import { type LineFault, parse, written } from "./criteria-text.ts"
import { linesOf, linesRead, quotasOf, quotasRead, type QuotaRow } from "./line-text.ts"
import { listed, unlisted } from "./not-applicable.ts"

type Rules = Criteria["rules"]
type Members = Board["members"]
export type Component = Rules["official"][number]["component"]
export const components: Component[] = ["verified", "crossMean", "crossTrimmed", "crossFair"]

/** Everything that the head writes, as it is typed: nothing is lost that is not understood yet. */
export type Draft = {
  lines: string
  gaps: string
  bonus: string
  penalty: string
  bonusMax: string
  disqualifiers: string
  weights: Record<string, string>
  cross: "all" | "none" | "listed"
  pairs: string
  ties: string[]
  quotas: QuotaRow[]
  flags: string
  certificates: string
  source?: string | undefined
}
/** The places of the form that a fault may belong to. */
export const places = [
  "lines",
  "gaps",
  "bonus",
  "penalty",
  "bonusMax",
  "disqualifiers",
  "weights",
  "pairs",
  "ties",
  "quotas",
  "thresholds",
] as const
export type Place = (typeof places)[number]
export type Faults = Partial<Record<Place, LineFault[]>>

const percent = (share: number | undefined) => points(Math.round((share ?? 0) * 10_000) || null, false)
const share = (word: string) => Math.round((number(word, 2) ?? 0) * 100) / 10_000

/** The form's texts of a table; of none, what a new one begins with. */
export function draftOf(criteria: Criteria | null, members: Members): Draft {
  const { table, rules, notApplicable = [] } = criteria ?? {}
  const official = rules?.official ?? [{ component: "verified" as const, weight: 1 }]
  const cross = rules?.cross ?? "all"
  const asked = typeof cross === "string" ? {} : cross
  const called = (unit: string) => members.find(({ code }) => code === unit)?.name ?? unit
  return {
    lines: table ? written(table) : "",
    gaps: listed(notApplicable, members),
    bonus: linesOf(table?.bonus ?? []),
    penalty: linesOf(table?.penalty ?? []),
    bonusMax: points(table?.bonusMax === undefined ? null : Math.round(table.bonusMax * 100), false),
    disqualifiers: linesOf(rules?.disqualifiers ?? []),
    weights: Object.fromEntries(official.map(({ component, weight }) => [component, percent(weight)])),
    cross: typeof cross === "string" ? cross : "listed",
    pairs: Object.entries(asked)
      .map(([unit, codes]) => `${called(unit)}: ${codes.join(", ")}`)
      .join("\n"),
    ties: [...(rules?.tieBreak ?? [])],
    quotas: quotasOf(rules?.quotas ?? [{ minMembers: 2, maxMembers: 60, flags: 1, certificates: 1 }]),
    flags: percent(rules?.voteThreshold?.flags),
    certificates: percent(rules?.voteThreshold?.certificates),
  }
}

/** What the weights add up to, in percent. */
export const sumOf = (weights: Draft["weights"]) =>
  Math.round(components.reduce((sum, one) => sum + (number(weights[one] ?? "", 2) ?? 0), 0) * 100) / 100

/** The table that the texts make, and everything in them that cannot be read, by its place. */
export function criteriaOf(draft: Draft, members: Members) {
  const tree = parse(draft.lines)
  const leaves = new Set(leavesIn(tree.sections))
  const gaps = unlisted(draft.gaps, members, leaves)
  const [bonus, penalty] = [linesRead(draft.bonus, true), linesRead(draft.penalty, true)]
  const disqualifiers = linesRead(draft.disqualifiers, false)
  const pairs = pairsRead(draft, members)
  const quotas = quotasRead(draft.quotas)
  const bonusMax = typed(draft.bonusMax)
  const rules = rulesOf(draft, {
    quotas: quotas.rows,
    disqualifiers: disqualifiers.lines.map(({ code, name }) => ({ code, name })),
    cross: pairs.cross,
  })
  const criteria: Criteria = {
    table: {
      ...{ sections: tree.sections, bonus: bonus.lines, penalty: penalty.lines },
      ...(bonusMax != null && { bonusMax: bonusMax / 100 }),
    },
    rules,
    notApplicable: gaps.lines,
  }
  const whole = (bad: boolean, word: LineFault["word"]): LineFault[] => (bad ? [{ line: 0, word }] : [])
  const faults: Faults = {
    lines: tree.faults,
    gaps: gaps.faults,
    bonus: bonus.faults,
    penalty: penalty.faults,
    disqualifiers: disqualifiers.faults,
    pairs: pairs.faults,
    quotas: quotas.faults,
    bonusMax: whole(bonusMax === undefined, "sheet.bad"),
    thresholds: whole(
      [draft.flags, draft.certificates].some((word) => (number(word, 2) ?? 101) > 100 && word.trim()),
      "table.threshold.bad",
    ),
    ties: [],
    weights: whole(
      components.some((one) => number(draft.weights[one] ?? "", 2) === undefined),
      "input.number",
    ),
  }
  return { criteria, faults, nodes: tree.lines, at: { bonus: bonus.at, penalty: penalty.at, disqualifiers: disqualifiers.at } }
}

const leavesIn = (nodes: Criteria["table"]["sections"]): string[] =>
  nodes.flatMap(({ code, children }) => (children?.length ? leavesIn(children) : [code]))

function pairsRead({ cross, pairs }: Draft, members: Members): { cross: Rules["cross"]; faults: LineFault[] } {
  if (cross !== "listed") return { cross, faults: [] }
  const { lines, units, faults } = unlisted(pairs, members, new Set(members.map(({ code }) => code)), "table.notApplicable.unit")
  const asked = (scorer: string) => lines.flatMap(({ unit, code }) => (unit === scorer ? [code] : []))
  return { cross: Object.fromEntries(units.map((unit) => [unit, asked(unit)])), faults }
}

function rulesOf(draft: Draft, read: Pick<Rules, "quotas" | "disqualifiers" | "cross">): Rules {
  const official = components.flatMap((component) => {
    const weight = share(draft.weights[component] ?? "")
    return weight > 0 ? [{ component, weight }] : []
  })
  const [flags, certificates] = [share(draft.flags), share(draft.certificates)]
  const voteThreshold = { ...(flags > 0 && { flags }), ...(certificates > 0 && { certificates }) }
  return { ...read, official, tieBreak: draft.ties, ...(Object.keys(voteThreshold).length && { voteThreshold }) }
}

type Read = ReturnType<typeof criteriaOf>

/** What the server refuses, at the place that it came from: on its line where there are lines, 0 for the whole. */
export function refusedAt(fields: readonly { path: string; code: Code }[], { nodes, at }: Read): Faults {
  const faults: Faults = {}
  const put = (place: Place, fault: LineFault) => void (faults[place] = [...(faults[place] ?? []), fault])
  for (const { path, code: word } of fields) {
    const node = /^\/table\/sections\/\d+(\/children\/\d+)*/.exec(path)?.[0]
    const [, place = "", i = ""] = /^\/(?:table|rules)\/(bonus|penalty|disqualifiers)\/(\d+)/.exec(path) ?? []
    const [, rule = ""] = /^\/(?:table|rules)\/(bonusMax|official|cross|tieBreak|quotas|voteThreshold)/.exec(path) ?? []
    if (place === "bonus" || place === "penalty" || place === "disqualifiers") put(place, { line: at[place][Number(i)] ?? 0, word })
    else if (rule) put(placesOf[rule] ?? "lines", { line: 0, word })
    else if (/^\/(notApplicable|members)/.test(path)) put("gaps", { line: 0, word })
    else put("lines", { line: nodes.get(node ?? "") ?? 0, word })
  }
  return faults
}
const placesOf: Partial<Record<string, Place>> = {
  ...{ bonusMax: "bonusMax", official: "weights", cross: "pairs", tieBreak: "ties", quotas: "quotas", voteThreshold: "thresholds" },
}

/** Both kinds of faults together, in the order of their lines. */
export const together = (one: Faults, other: Faults): Faults =>
  Object.fromEntries(places.map((place) => [place, [...(one[place] ?? []), ...(other[place] ?? [])].toSorted((a, b) => a.line - b.line)]))
export const countOf = (faults: Faults) => Object.values(faults).reduce((sum, all) => sum + all.length, 0)
