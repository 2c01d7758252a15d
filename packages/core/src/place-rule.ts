import type { BlocYear } from "./bloc-year.ts"
import type { Border, Proposal } from "./bloc-result.ts"
import { compare, decimal, mul, ratio } from "./fraction.ts"

/** Units of equal rank stand together; the groups in order of rank, each in order of id. */
export type Ranking = readonly (readonly string[])[]

/** The quotas that fit a number of members; in a sound table it is one. */
export const quotasFor = ({ quotas }: Pick<BlocYear["rules"], "quotas">, counted: number) =>
  quotas.filter(({ minMembers, maxMembers }) => minMembers <= counted && counted <= maxMembers)
/** The same for a year: members that are ranked and have not left are counted. */
export const fitting = ({ members, rules }: Pick<BlocYear, "members" | "rules">) =>
  quotasFor(rules, members.filter(({ ranked, left }) => ranked && left === undefined).length)

/** Which units of equal rank stand on both sides of a border, once those passed over are out. */
export function spanning(year: BlocYear, ranking: Ranking): Map<string, Border> {
  return new Map(places(year, ranking).flatMap(({ units, span }) => (span ? units.map((unit) => [unit, span] as const) : [])))
}

/** Who is put forward for what, in order of places. */
export function propose(year: BlocYear, ranking: Ranking): Proposal {
  const placed = places(year, ranking).flatMap(({ units, border }) => (border ? units.map((unit) => ({ unit, border })) : []))
  const held = new Set(year.held.map(({ unit }) => unit))
  const standing = placed.filter(({ unit }) => !held.has(unit)).map((place) => ({ ...place, ...short(year, place.unit, place.border) }))
  const winners = (border: Border) => standing.filter((place) => place.border === border && place.of === undefined).map(({ unit }) => unit)
  return {
    flags: winners("flags"),
    certificates: winners("certificates"),
    onHold: placed.filter(({ unit }) => held.has(unit)),
    belowThreshold: standing.flatMap(({ unit, border, yes, of }) => (of === undefined ? [] : [{ unit, border, yes, of }])),
  }
}

/** Groups with the places that they take: none when they span a border, and then those places stay empty. */
function places(year: BlocYear, ranking: Ranking) {
  const [{ flags, certificates } = { flags: 0, certificates: 0 }] = fitting(year)
  const passed = new Set(year.held.filter(({ passedOn }) => passedOn).map(({ unit }) => unit))
  let taken = 0
  return ranking.map((group) => {
    const units = group.filter((unit) => !passed.has(unit))
    const [first, last] = [taken + 1, taken + units.length]
    taken = last
    const spans = (end: number) => first <= end && end < last
    const span: Border | null = spans(flags) ? "flags" : spans(flags + certificates) ? "certificates" : null
    const border: Border | null = span ? null : last <= flags ? "flags" : last <= flags + certificates ? "certificates" : null
    return { units, span, border }
  })
}

/** The votes of a unit that has too few; nobody has too few without a vote or a threshold. */
function short({ votes, rules }: BlocYear, unit: string, border: Border) {
  const vote = votes.find((one) => one.for === border)
  const share = rules.voteThreshold?.[border]
  const yes = (vote && Object.hasOwn(vote.yes, unit) && vote.yes[unit]) || 0
  if (!vote || share === undefined || compare(ratio(yes), mul(decimal(share), ratio(vote.members))) >= 0) return { yes, of: undefined }
  return { yes, of: vote.members }
}
