import * as z from "zod"
import { Actor } from "./actor.ts"
import { Assembly } from "./assembly.ts"
import { type BlocYear, Given } from "./bloc-year.ts"
import { Tables } from "./criteria.ts"
import { Fault, missing } from "./fault.ts"
import { Notes } from "./note.ts"
import { named, past } from "./phase.ts"
import { explain, explainCross, explainMatrix, explainOfficial, explainTies } from "./ranking-rule.ts"
import { Results } from "./result.ts"
import { Secret } from "./secret.ts"
import { type Names, type Root, Years } from "./year.ts"

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
export const OfSheet = z.object({
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
  papers: z.array(z.string()),
})
/** How an official score came about: points as printed, parts and sum as exact text. */
export const OfOfficial = z.object({
  components: z.array(z.object({ component: z.string(), weight: z.number(), value: z.number(), part: z.string() })),
  bonuses: z.array(Line),
  bonusMax: z.number().nullable(),
  bonus: z.number(),
  penalties: z.array(Line),
  penalty: z.number(),
  exact: z.string(),
  official: z.number(),
})
/** What one peer gave a unit in all, whole hundredths; without the peer's name and leniency where they are not the reader's to know. */
const Total = z.object({ scorer: z.string().nullable(), total: z.int(), dropped: z.boolean(), leniency: z.number().nullable() })
const Received = z.object({
  ...{ seat: z.string(), named: z.boolean(), totals: z.array(Total) },
  ...{ mean: z.number().nullable(), trimmed: z.number().nullable(), fair: z.number().nullable() },
})
/** Who gave whom how much, with what it comes to for each unit; figures as printed. */
export const Matrix = z.object({ units: z.array(Received) })
const Step = z.object({ link: z.string(), values: z.array(z.object({ seat: z.string(), value: z.string().nullable() })) })
/** Every tie with the links of the chain that were looked at, what each unit had there (exact text), and the order that came of it. */
export const OfTies = z.object({ ties: z.array(z.object({ rank: z.int(), seats: z.array(z.string()), steps: z.array(Step) })) })

/**
 * How a unit's self or verified total came about, leaf by leaf, from the sheets as they stand: self sheets when self-scoring is over
 * for all, verified ones from `ranked` on. Faults `missing`, `self.blind`, `result.notYet`.
 */
export async function explained(year: string, kind: "self" | "verified", seat: string) {
  Actor.need("explain.read")
  const { root, names } = await Years.facts(year)
  if (kind === "self" && !past(root.phase, "selfScoring")) throw new Fault("self.blind")
  if (kind === "verified" && !told(root)) throw new Fault("result.notYet")
  const unit = names.seats[seat]?.code ?? missing()
  const whole = await stood(year, root, names, await Notes.whole(year))
  return { ...(explain(whole, kind, unit) ?? missing()), reasons: reasonsOf(whole, kind, unit) }
}

/** The year as it stands, in the form that the arithmetic reads. */
async function stood(year: string, root: Root, names: Names, notes: Notes.Whole = {}) {
  const criteria = await Tables.adopted(year, Secret.hex(root.table ?? new Uint8Array()))
  return Assembly.assemble(await Results.inputs(year, root.v), names, criteria, notes)
}
const reasonsOf = ({ sheets }: BlocYear, kind: string, unit: string, scorer?: string) =>
  sheets.find((sheet) => sheet.kind === kind && sheet.unit === unit && (sheet.kind !== "cross" || sheet.scorer === scorer))?.reasons ?? {}

/** The same of a cross sheet, for the scorer, the unit and the board once cross-scoring is over for all, for the bloc once it has closed. Faults `missing`, `cross.blind`. */
export async function explainedCross(year: string, scorer: string, seat: string) {
  Actor.need("explain.cross")
  const { root, names, seat: own } = await Years.facts(year)
  if (!past(root.phase, "crossScoring")) throw new Fault("cross.blind")
  const [by, unit] = [names.seats[scorer]?.code, names.seats[seat]?.code]
  if (!by || !unit || !(open(root, names) || own === scorer || own === seat)) return missing()
  const stands = await stood(year, root, names, await Notes.whole(year))
  // Until there is a result, what stands behind the leaves that peers do not judge is the unit's own sheet: verified ones are not told yet.
  const sheets = stands.sheets.filter(({ kind }) => told(root) || kind !== "verified")
  const whole = { ...stands, sheets }
  return { ...(explainCross(whole, by, unit) ?? missing()), reasons: reasonsOf(whole, "cross", unit, by) }
}

/** How a unit's official score came about, from `ranked` on. Faults `missing`, `result.notYet`. */
export async function explainedOfficial(year: string, seat: string) {
  Actor.need("explain.official")
  const { root, names } = await Years.facts(year)
  if (!told(root)) throw new Fault("result.notYet")
  return explainOfficial(await stood(year, root, names), names.seats[seat]?.code ?? missing()) ?? missing()
}

/**
 * Every total that a member gave another and what came of them, from `ranked` on: for the board with the scorers' names, for a member with its
 * own given and received ones alone until the bloc's rules open them, by default when it has closed. Without names they stand by their size. Faults `missing`, `result.notYet`.
 */
export async function matrix(year: string) {
  Actor.need("explain.matrix")
  const { root, names, seat: own } = await Years.facts(year)
  if (!told(root)) throw new Fault("result.notYet")
  const all = open(root, names)
  const seatOf = seatsOf(names)
  const units = explainMatrix(await stood(year, root, names)).map(({ unit, totals, ...figures }) => {
    const [seat, named] = [seatOf(unit), all || seatOf(unit) === own]
    const given = totals.map(({ scorer, leniency, ...rest }) =>
      named || seatOf(scorer) === own ? { ...rest, scorer: seatOf(scorer), leniency } : { ...rest, scorer: null, leniency: null },
    )
    if (named) return { seat, named, ...figures, totals: given }
    // Of one or two that are left the bloc's own figures would tell who gave what.
    const few = given.filter(({ scorer }) => scorer === null).length < 3
    return { seat, named, ...figures, totals: bySize(few ? given.filter(({ scorer }) => scorer !== null) : given) }
  })
  return { units }
}
/** The highest first and the lowest last, which are those that the trimmed mean drops, so that no place tells who gave what. */
const bySize = <T extends { total: number; dropped: boolean }>(totals: readonly T[]) => {
  const drops = totals.some(({ dropped }) => dropped)
  return totals.toSorted((a, b) => b.total - a.total).map((one, i) => ({ ...one, dropped: drops && (i === 0 || i === totals.length - 1) }))
}
/** Whether there is a result to explain to this reader: while a reopened year hears appeals again the board's alone. */
const told = ({ results, phase }: Root) => results > 0 && (past(phase, "appealing") || Actor.person().roles.includes("board"))
/** Whether names of scorers are the reader's to know: the board's always, everybody's when the bloc's rules say so. */
const open = (root: Root, names: Names) => Actor.person().roles.includes("board") || named(root.phase, names.named)
const seatsOf = ({ seats }: Names) => {
  const found = new Map(Object.entries(seats).map(([seat, { code }]) => [code, seat]))
  return (code: string) => found.get(code)!
}

/** What split equal official scores, link by link of the bloc's chain, from `ranked` on. Faults `missing`, `result.notYet`. */
export async function ties(year: string) {
  Actor.need("explain.ties")
  const { root, names } = await Years.facts(year)
  if (!told(root)) throw new Fault("result.notYet")
  const seatOf = seatsOf(names)
  const found = explainTies(await stood(year, root, names)).map(({ rank, units, steps }) => ({
    ...{ rank, seats: units.map(seatOf) },
    steps: steps.map(({ link, values }) => ({ link, values: values.map(({ unit, value }) => ({ seat: seatOf(unit), value })) })),
  }))
  return { ties: found }
}

export * as Explanations from "./explanation.ts"
