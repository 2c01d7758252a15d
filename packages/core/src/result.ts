import * as z from "zod"
import { Actor } from "./actor.ts"
import { Result } from "./bloc-result.ts"
import { type BlocYear, Given, type Sheet } from "./bloc-year.ts"
import { type Criteria, Tables } from "./criteria.ts"
import { HandedIn as Cross } from "./cross.ts"
import { Fault, missing } from "./fault.ts"
import { past } from "./phase.ts"
import { explain, lacking, result } from "./ranking-rule.ts"
import { Secret } from "./secret.ts"
import type { Filled } from "./sheet-rule.ts"
import { HandedIn as Self } from "./self.ts"
import { Table } from "./table.ts"
import { Kind as Verified } from "./verified.ts"
import { Kind as Votes, type Vote } from "./vote.ts"
import { type Names, Root, Years } from "./year.ts"

/** The rules by which a result was worked out; a later change of the arithmetic gets another number. */
const rules = 1
const _ = z.literal(1).default(1)
const Input = z.object({ key: z.string(), v: z.int(), hash: z.instanceof(Uint8Array) })
/** A result with key, version and hash of everything that it came from. */
export const Kind = Table.kind({
  space: "Y#year",
  sk: "Z#n",
  schema: z.object({ _, at: z.iso.datetime(), rules: z.int(), provisional: z.boolean(), result: Result, inputs: z.array(Input) }),
})
const Leaf = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
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
})
export const Shown = z.object({ at: z.string(), provisional: z.boolean(), members: z.record(z.string(), z.string()), result: Result })

type Inputs = Awaited<ReturnType<typeof inputs>>

/** Everything that the ranking reads, in one query; compared with the root's versions and the one that the caller saw, read again when something lagged. */
export async function inputs(year: string, version: number, strong = false) {
  const found = await Table.span(
    Root.at({ year }).pk,
    { root: Root, selves: Self, crosses: Cross, votes: Votes, verified: Verified },
    { from: "R", to: "Y", strong },
  )
  const root = found.root[0]?.item
  const { selves, crosses, verified } = found
  const count = (key: "self" | "cross") => Object.values(root?.seats ?? {}).filter((seat) => seat[key] !== undefined).length
  const fresh =
    root &&
    (strong || root.v === version) &&
    selves.length === count("self") &&
    crosses.length === count("cross") &&
    verified.length === root.verifications &&
    (found.votes[0]?.item.v ?? 0) === root.votes
  if (fresh) return { ...found, root }
  if (strong) throw new Fault("unavailable")
  return inputs(year, version, true)
}

/** What stands at each leaf that is asked for and answered, by the leaf's code. */
const byCode = <T>(row: readonly (T | null)[], leaves: readonly ({ code: string } | null)[]) =>
  Object.fromEntries(leaves.flatMap((leaf, i) => (leaf && row[i] != null ? [[leaf.code, row[i]] as const] : []))) as Record<string, T>
const points = (row: readonly (number | null)[]) => row.map((given) => (given === null ? null : given / 100))

/** The year as a bloc-year file would hold it: the one form that the arithmetic reads. Points in the items are whole hundredths. */
export function assemble({ selves, crosses, verified, votes, root }: Inputs, names: Names, criteria: Criteria): BlocYear {
  const id = (seat: string) => names.seats[seat]!.code
  const own = (kind: "self" | "verified", seat: string, item: Filled): Sheet => {
    const asked = Tables.asked(criteria, id(seat))
    return { kind, unit: id(seat), points: byCode(points(item.points), asked), results: byCode(item.results, asked), reasons: {} }
  }
  const cross = (scorer: string, seat: string, row: readonly (number | null)[]): Sheet => {
    const asked = Tables.asked(criteria, id(seat), "cross")
    return { kind: "cross", scorer: id(scorer), unit: id(seat), points: byCode(points(row), asked), reasons: {} }
  }
  const sheets: Sheet[] = [
    ...selves.map(({ sk, item }) => own("self", sk.slice(2), item)),
    ...crosses.flatMap(({ sk, item }) => item.rows.flatMap((row, i) => (row ? [cross(sk.slice(2), `${i}`.padStart(2, "0"), row)] : []))),
    ...verified.map(({ sk, item }) => own("verified", sk.split("#")[2]!, item)),
  ]
  const held = (["flags", "certificates", "tie"] as const).flatMap((name) => {
    const { yes, ...counts } = votes[0]?.item.votes[name] ?? {}
    return yes
      ? [
          {
            for: name,
            ...(counts as Omit<Vote, "yes">),
            yes: Object.fromEntries(Object.entries(yes).map(([seat, count]) => [id(seat), count])),
          },
        ]
      : []
  })
  return { ...Tables.blank(root, names, criteria), sheets, votes: held }
}

/** Works the result out for a move to ranked or closed. Fault `result.incomplete` where a score that the ranking needs is missing. */
export async function work(year: string, names: Names, to: "ranked" | "closed", given: Inputs) {
  const criteria = await Tables.adopted(year, Secret.hex(given.root.table ?? new Uint8Array()))
  const assembled = assemble(given, names, criteria)
  const lacks = lacking(assembled)
  if (lacks.length) throw new Fault("result.incomplete", lacks)
  const counted = result(to === "ranked" ? { ...assembled, votes: [] } : assembled)
  const read = [...given.selves, ...given.crosses, ...given.verified, ...given.votes].map(({ sk, item }) => ({
    key: sk,
    v: item.v,
    hash: Secret.digest(item).slice(0, 16),
  }))
  const n = given.root.results + 1
  return Kind.put(
    { year, n: `${n}` },
    { at: new Date().toISOString(), rules, provisional: to === "ranked", result: counted, inputs: read },
    0,
    "version.stale",
  )
}

/** The newest result, from `ranked` on; of the alerts a member sees those that name it. Faults `missing`, `result.notYet`. */
export async function read(year: string) {
  Actor.need("result.read")
  const { seat, root, names } = await Years.facts(year)
  if (!root.results) throw new Fault("result.notYet")
  const { at, provisional, result } = await Kind.get({ year, n: `${root.results}` })
  const own = names.seats[seat ?? ""]?.code
  const board = Actor.person().roles.includes("board")
  const alerts = result.crossScores?.alerts.filter(({ pair }) => board || pair.some((one) => one === own)) ?? []
  const told = { ...result, crossScores: result.crossScores && { ...result.crossScores, alerts } }
  return { at, provisional, result: told, members: Object.fromEntries(Object.values(names.seats).map(({ code, name }) => [code, name])) }
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
  const criteria = await Tables.adopted(year, Secret.hex(root.table ?? new Uint8Array()))
  const given = await inputs(year, root.v)
  return explain(assemble(given, names, criteria), kind, names.seats[seat]?.code ?? missing()) ?? missing()
}

export * as Results from "./result.ts"
