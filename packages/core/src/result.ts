import * as z from "zod"
import { Actor } from "./actor.ts"
import { Kind as Agency } from "./agency.ts"
import { Assembly, type Items } from "./assembly.ts"
import { Result } from "./bloc-result.ts"
import type { BlocYear } from "./bloc-year.ts"
import { breaches } from "./bloc-year-rule.ts"
import { Tables } from "./criteria.ts"
import { HandedIn as Cross } from "./cross.ts"
import { Kind as Decided } from "./decision.ts"
import { Fault } from "./fault.ts"
import { past } from "./phase.ts"
import { lacking, result } from "./ranking-rule.ts"
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
  return { seat, root, names, ...(await numbered(year, root.results)) }
}
/** The result of this number, for whoever has the root. Fault `missing`. */
export const numbered = (year: string, n: number) => Kind.get({ year, n: `${n}` })

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

export * as Results from "./result.ts"
