import type { BlocYear, Link } from "./bloc-year.ts"
import type { Tie } from "./bloc-result.ts"
import { compare, type Fraction, mul, ratio, text } from "./fraction.ts"
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

/**
 * The links that were looked at for one set of equals, as far as it took, with what each unit that was still equal to another had there, as text
 * (points, a share, votes, a place); null where it had nothing.
 */
export function splits(year: BlocYear, tie: Group) {
  let groups = [tie.toSorted((a, b) => byId(a.id, b.id))]
  return year.rules.tieBreak.flatMap((link) => {
    const equal = groups.filter((group) => group.length > 1)
    if (!equal.length) return []
    const values = equal.flatMap((group) => {
      const { of } = measureOf(link, year, group)
      return group.map((one) => ({ unit: one.id, value: shown(of(one)) }))
    })
    groups = groups.flatMap((group) => split(group, orderOf(link, year, group)))
    return [{ link, values }]
  })
}
const shown = (value: Fraction | null) => value && text(value)

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

/** What a link compares, and whether more of it is better; null counts as nothing. */
type Measure = { of: (one: Contender) => Fraction | null; fewer?: true }

function orderOf(link: string, year: BlocYear, group: Group): Order {
  const { of, fewer } = measureOf(link, year, group)
  const value = (one: Contender) => of(one) ?? ratio(0)
  return fewer ? (a, b) => compare(value(a), value(b)) : (a, b) => compare(value(b), value(a))
}

/** Points in points, as they are read; one case for each link: another does not compile without its own. */
function measureOf(link: string, year: BlocYear, group: Group): Measure {
  if (link.startsWith("section:")) return { of: (one) => points(one.section(link.slice("section:".length))) }
  return measureBy(link as Link, year, group)
}
const points = (hundredths: Fraction) => mul(hundredths, ratio(1, 100))

function measureBy(link: Link, year: BlocYear, group: Group): Measure {
  const ids = group.map(({ id }) => id)
  switch (link) {
    case "withoutBonus":
      return { of: (one) => points(one.withoutBonus) }
    case "fewerPenalties":
      return { of: (one) => points(one.penalty), fewer: true }
    case "women70":
      return { of: (one) => ratio(one.womenShare >= 0.7 ? 1 : 0) }
    case "ballot": {
      const yes = year.votes.find((vote) => vote.for === "tie" && ids.every((id) => Object.hasOwn(vote.yes, id)))?.yes
      return { of: (one) => (yes ? ratio(yes[one.id]!) : null) }
    }
    case "decision": {
      const order = year.decided.find((decided) => ids.every((id) => decided.order.includes(id)))?.order
      return { of: (one) => (order ? ratio(order.indexOf(one.id) + 1) : null), fewer: true }
    }
  }
}
