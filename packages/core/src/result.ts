import * as z from "zod"
import { Actor } from "./actor.ts"
import { Kind as Agency } from "./agency.ts"
import { Assembly, type Items } from "./assembly.ts"
import { Result } from "./bloc-result.ts"
import { type BlocYear, Given } from "./bloc-year.ts"
import { breaches } from "./bloc-year-rule.ts"
import { Tables } from "./criteria.ts"
import { HandedIn as Cross } from "./cross.ts"
import { Kind as Decided } from "./decision.ts"
import { Fault, missing } from "./fault.ts"
import { Notes } from "./note.ts"
import { past } from "./phase.ts"
import { explain, explainCross, explainOfficial, lacking, result } from "./ranking-rule.ts"
import { Secret } from "./secret.ts"
import { HandedIn as Self, standing } from "./self.ts"
import { sways } from "./sway-rule.ts"
import { Table } from "./table.ts"
import { Kind as Verified } from "./verified.ts"
import { type Names, Root, Years } from "./year.ts"

/** The rules by which a result was worked out; a later change of the arithmetic gets another number. */
const rules = 1
const _ = z.literal(1).default(1)
const Input = z.object({ key: z.string(), v: z.int(), hash: z.instanceof(Uint8Array) })
/** Who would be put forward with another cross component. */
export const Sway = z.object({
  component: z.enum(["crossFair", "crossTrimmed"]),
  flags: z.array(z.string()),
  certificates: z.array(z.string()),
})
/** A result with key, version and hash of everything that it came from. */
export const Kind = Table.kind({
  space: "Y#year",
  sk: "Z#n",
  schema: z.object({
    _,
    at: z.iso.datetime(),
    rules: z.int(),
    provisional: z.boolean(),
    result: Result,
    inputs: z.array(Input),
    sways: z.array(Sway).default([]),
  }),
})
/** The newest result with the names of its year; no right is asked for. Fault `result.notYet`. */
export async function newest(year: string) {
  const { seat, root, names } = await Years.facts(year)
  if (!root.results) throw new Fault("result.notYet")
  return { seat, root, names, ...(await Kind.get({ year, n: `${root.results}` })) }
}

const Leaf = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  crossed: z.boolean(),
  best: z.object({ unit: z.string(), reached: z.string() }).nullable(),
  max: z.int(),
  input: z.union([Given, z.number()]).nullable(),
  points: z.int().nullable(),
  struck: z.boolean(),
  notApplicable: z.boolean(),
  exact: z.string().nullable(),
})
/** How a total came about: whole hundredths; `exact` as text, before it was rounded. */
export const Explanation = z.object({
  leaves: z.array(Leaf),
  sum: z.int(),
  max: z.int(),
  tableMax: z.int(),
  exact: z.string(),
  total: z.int(),
  /** Notes and reasons as handed in, by the leaf's code. */
  reasons: z.record(z.string(), z.string()),
})
const Line = z.object({
  code: z.string(),
  name: z.string(),
  points: z.number(),
  max: z.number().nullable(),
  count: z.number(),
  worth: z.number(),
})
/** How an official score came about: points as printed, parts and sum as exact text. */
export const Official = z.object({
  components: z.array(z.object({ component: z.string(), weight: z.number(), value: z.number(), part: z.string() })),
  bonuses: z.array(Line),
  bonusMax: z.number().nullable(),
  bonus: z.number(),
  penalties: z.array(Line),
  penalty: z.number(),
  exact: z.string(),
  official: z.number(),
})
export const Shown = z.object({ at: z.string(), provisional: z.boolean(), members: z.record(z.string(), z.string()), result: Result })

/** Everything that the ranking reads, in one query; compared with the root's versions and the one that the caller saw, read again when something lagged. */
export async function inputs(year: string, version: number, strong = false) {
  const found = await Table.span(
    Root.at({ year }).pk,
    { root: Root, selves: Self, crosses: Cross, decided: Decided, verified: Verified, agencies: Agency },
    { from: "R", to: "Y", strong },
  )
  const root = found.root[0]?.item
  const [selves, crosses] = [found.selves.filter(({ item }) => standing(item)), found.crosses.filter(({ item }) => standing(item))]
  const versions = [...found.verified, ...found.agencies].reduce((all, { item }) => all + item.v, 0)
  const count = (key: "self" | "cross") => Object.values(root?.seats ?? {}).filter((seat) => seat[key] !== undefined).length
  const fresh =
    root &&
    (strong || root.v === version) &&
    selves.length === count("self") &&
    crosses.length === count("cross") &&
    versions === root.verifications &&
    (found.decided[0]?.item.v ?? 0) === root.decisions
  if (fresh) return { ...found, selves, crosses, root }
  if (strong) throw new Fault("unavailable")
  return inputs(year, version, true)
}

/** What the province's appraisal adds: its lines, and the items that they stand in. */
type Appraised = { lines: BlocYear["appraisal"]; items: readonly { sk: string; item: { v: number } }[] }

/**
 * Works the result out for a move to ranked or closed, or once more with the province's appraisal. Fault `result.incomplete` where a score
 * that the ranking needs is missing, or the table has no quota for the members that there are.
 */
export async function work(year: string, names: Names, to: "ranked" | "closed", given: Items, appraised?: Appraised) {
  const criteria = await Tables.adopted(year, Secret.hex(given.root.table ?? new Uint8Array()))
  const stood = Assembly.assemble(given, names, criteria)
  const assembled = { ...stood, ...(to === "ranked" && { votes: [] }), ...(appraised && { appraisal: appraised.lines }) }
  const lacks = [...breaches(assembled), ...lacking(assembled)]
  if (lacks.length) throw new Fault("result.incomplete", lacks)
  const items = [...given.selves, ...given.crosses, ...given.verified, ...given.agencies, ...given.decided, ...(appraised?.items ?? [])]
  const inputs = items.map(({ sk, item }) => ({ key: sk, v: item.v, hash: Secret.digest(item).slice(0, 16) }))
  const worked = {
    at: new Date().toISOString(),
    rules,
    provisional: to === "ranked",
    result: result(assembled),
    inputs,
    sways: sways(assembled),
  }
  return { part: Kind.put({ year, n: `${given.root.results + 1}` }, worked, 0, "version.stale"), swayed: worked.sways.length > 0 }
}

/** The newest result, from `ranked` on; of the alerts a member sees those that name it. Faults `missing`, `result.notYet`. */
export async function read(year: string) {
  Actor.need("result.read")
  const { names: _names, ...told } = await toldTo(year)
  return told
}

/** The same with the year's names, for a file. Faults `missing`, `result.notYet`. */
export async function file(year: string) {
  Actor.need("result.file")
  return toldTo(year)
}

async function toldTo(year: string) {
  const { seat, root, names, at, result, provisional: early } = await newest(year)
  const provisional = early || !past(root.phase, "voting")
  const own = names.seats[seat ?? ""]?.code
  const board = Actor.person().roles.includes("board")
  const alerts = result.crossScores?.alerts.filter(({ pair }) => board || pair.some((one) => one === own)) ?? []
  const told = { ...result, crossScores: result.crossScores && { ...result.crossScores, alerts } }
  return {
    at,
    provisional,
    names,
    result: told,
    members: Object.fromEntries(Object.values(names.seats).map(({ code, name }) => [code, name])),
  }
}

/**
 * How a unit's self or verified total came about, leaf by leaf, from the sheets as they stand: self sheets when self-scoring is over
 * for all, verified ones from `ranked` on. Faults `missing`, `self.blind`, `result.notYet`.
 */
export async function explained(year: string, kind: "self" | "verified", seat: string) {
  Actor.need("explain.read")
  const { root, names } = await Years.facts(year)
  if (kind === "self" && !past(root.phase, "selfScoring")) throw new Fault("self.blind")
  if (kind === "verified" && !root.results) throw new Fault("result.notYet")
  const unit = names.seats[seat]?.code ?? missing()
  const whole = await stood(year, root, names, await Notes.whole(year))
  return { ...(explain(whole, kind, unit) ?? missing()), reasons: reasonsOf(whole, kind, unit) }
}

/** The year as it stands, in the form that the arithmetic reads. */
async function stood(year: string, root: Root, names: Names, notes: Notes.Whole = {}) {
  const criteria = await Tables.adopted(year, Secret.hex(root.table ?? new Uint8Array()))
  return Assembly.assemble(await inputs(year, root.v), names, criteria, notes)
}
const reasonsOf = ({ sheets }: BlocYear, kind: string, unit: string, scorer?: string) =>
  sheets.find((sheet) => sheet.kind === kind && sheet.unit === unit && (sheet.kind !== "cross" || sheet.scorer === scorer))?.reasons ?? {}

/** The same of a cross sheet, for the scorer, the unit and the board once cross-scoring is over for all. Faults `missing`, `cross.blind`. */
export async function explainedCross(year: string, scorer: string, seat: string) {
  Actor.need("explain.cross")
  const { root, names, seat: own } = await Years.facts(year)
  if (!past(root.phase, "crossScoring")) throw new Fault("cross.blind")
  const [by, unit] = [names.seats[scorer]?.code, names.seats[seat]?.code]
  if (!by || !unit || !(Actor.person().roles.includes("board") || own === scorer || own === seat)) return missing()
  const stands = await stood(year, root, names, await Notes.whole(year))
  // Until there is a result, what stands behind the leaves that peers do not judge is the unit's own sheet: verified ones are not told yet.
  const sheets = stands.sheets.filter(({ kind }) => root.results > 0 || kind !== "verified")
  const whole = { ...stands, sheets }
  return { ...(explainCross(whole, by, unit) ?? missing()), reasons: reasonsOf(whole, "cross", unit, by) }
}

/** How a unit's official score came about, from `ranked` on. Faults `missing`, `result.notYet`. */
export async function explainedOfficial(year: string, seat: string) {
  Actor.need("explain.official")
  const { root, names } = await Years.facts(year)
  if (!root.results) throw new Fault("result.notYet")
  return explainOfficial(await stood(year, root, names), names.seats[seat]?.code ?? missing()) ?? missing()
}

export * as Results from "./result.ts"
