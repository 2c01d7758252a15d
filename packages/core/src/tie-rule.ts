import type { BlocYear, Link } from "./bloc-year.ts"
import type { Tie } from "./bloc-result.ts"
import { compare, type Fraction } from "./fraction.ts"
import { type Ranking, spanning } from "./place-rule.ts"

/** What a unit is ranked by; figures in hundredths, the official score as printed. */
export type Contender = {
  readonly id: string
  readonly official: bigint
  readonly withoutBonus: Fraction
  readonly penalty: Fraction
  readonly womenShare: number
  /** Exact points of a node, by its code. */
  readonly section: (code: string) => Fraction
}

type Group = readonly Contender[]
type Order = (a: Contender, b: Contender) => number

/** Code points, as no language orders them. */
export function byId(a: string, b: string): number {
  const [one, other] = [[...a], [...b]]
  const i = one.findIndex((sign, k) => sign !== other[k])
  return i < 0 ? one.length - other.length : (one[i]?.codePointAt(0) ?? 0) - (other[i]?.codePointAt(0) ?? -1)
}

/** The order of all that get a rank, and every set of equal official scores with what became of it. */
export function ranking(year: BlocYear, contenders: Group): { ranking: Ranking; ties: Tie[] } {
  const equal = split(contenders, (a, b) => (a.official > b.official ? -1 : a.official < b.official ? 1 : 0))
  const broken = equal.map((group) => breakTie(year, group))
  const whole = broken.flatMap(({ groups }) => groups.map((group) => group.map(({ id }) => id)))
  const borders = spanning(year, whole)
  let before = 0
  const ties = broken.flatMap(({ groups, brokenBy }): Tie[] => {
    const [units, rank] = [groups.flat().map(({ id }) => id), before + 1]
    before += units.length
    const shared = groups.filter((group) => group.length > 1).flat()
    return units.length < 2 ? [] : [{ units, rank, brokenBy, border: shared.map(({ id }) => borders.get(id)).find(Boolean) ?? null }]
  })
  return { ranking: whole, ties }
}

/** Down the chain, each link splitting what is still equal. */
function breakTie(year: BlocYear, tie: Group): { groups: Group[]; brokenBy: string | null } {
  let groups = [tie.toSorted((a, b) => byId(a.id, b.id))]
  if (tie.length < 2) return { groups, brokenBy: null }
  for (const link of year.rules.tieBreak) {
    groups = groups.flatMap((group) => split(group, orderOf(link, year, group)))
    if (groups.every((group) => group.length === 1)) return { groups, brokenBy: link }
  }
  return { groups, brokenBy: null }
}

/** Sorted, and cut where one is not equal to the next; equal ones in order of id. */
function split(group: Group, order: Order): Contender[][] {
  const cut: Contender[][] = []
  for (const one of group.toSorted((a, b) => order(a, b) || byId(a.id, b.id))) {
    const last = cut.at(-1)
    if (last && order(last[0]!, one) === 0) last.push(one)
    else cut.push([one])
  }
  return cut
}

function orderOf(link: string, year: BlocYear, group: Group): Order {
  if (link.startsWith("section:"))
    return (a, b) => compare(b.section(link.slice("section:".length)), a.section(link.slice("section:".length)))
  return orderBy(link as Link, year, group)
}

/** One case for each link: another does not compile without its own. */
function orderBy(link: Link, year: BlocYear, group: Group): Order {
  const ids = group.map(({ id }) => id)
  switch (link) {
    case "withoutBonus":
      return (a, b) => compare(b.withoutBonus, a.withoutBonus)
    case "fewerPenalties":
      return (a, b) => compare(a.penalty, b.penalty)
    case "women70":
      return (a, b) => Number(b.womenShare >= 0.7) - Number(a.womenShare >= 0.7)
    case "ballot": {
      const yes = year.votes.find((vote) => vote.for === "tie" && ids.every((id) => Object.hasOwn(vote.yes, id)))?.yes
      return (a, b) => (yes?.[b.id] ?? 0) - (yes?.[a.id] ?? 0)
    }
    case "decision": {
      const order = year.decided.find((decided) => ids.every((id) => decided.order.includes(id)))?.order ?? []
      return (a, b) => order.indexOf(a.id) - order.indexOf(b.id)
    }
  }
}
