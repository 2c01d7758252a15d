import type { BlocYear } from "../packages/core/src/bloc-year.ts"
import type { Model } from "./naive-cross.ts"
import { all, less, minus, near, num, O, over, plus, type Q, q, same, times } from "./naive-fraction.ts"
import type { Sheets } from "./naive-sheet.ts"

type Unit = ReturnType<typeof unitsOf>[number]

/** Every unit's own figures. */
export function unitsOf(year: BlocYear, { ids, member, here, total, x }: Sheets, fit: Model | null) {
  return ids.map((id) => {
    const at = here.indexOf(id)
    const got = x.flatMap((row) => (row[at] ? [row[at]] : [])).sort((a, b) => (less(a, b) ? -1 : 1))
    const mean = (list: Q[]) => (list.length ? near(over(all(list), q(list.length)), 2) : null)
    const extra = (lines: BlocYear["table"]["bonus"]) =>
      all(
        lines.map((line) => {
          let count = 0
          for (const mark of year.marks) if (mark.unit === id && mark.code === line.code && mark.kind === "verified") count += mark.count
          const sum = times(q(count), num(line.points))
          return line.max !== undefined && less(num(line.max), sum) ? num(line.max) : sum
        }),
      )
    let bonus = extra(year.table.bonus)
    if (year.table.bonusMax !== undefined && less(num(year.table.bonusMax), bonus)) bonus = num(year.table.bonusMax)
    const part = {
      verified: total("verified", id),
      crossMean: mean(got),
      crossTrimmed: mean(got.length >= 5 ? got.slice(1, -1) : got),
      crossFair: fit && at >= 0 ? near(plus(fit.mean, fit.b[at]!), 4) : null,
    }
    const penalty = extra(year.table.penalty)
    let official: Q | null = member(id).left ? null : minus(bonus, penalty)
    for (const { component, weight } of year.rules.official)
      official = official && part[component] && plus(official, times(num(weight), part[component]))
    const reasons = year.rules.disqualifiers
      .map((line) => line.code)
      .filter((code) => year.disqualified.some((line) => line.unit === id && line.code === code))
    const ranked = !reasons.length && member(id).ranked && !member(id).left
    if (year.held.some((line) => line.unit === id)) reasons.push("held")
    if (!member(id).ranked) reasons.push("unranked")
    if (member(id).left) reasons.push("left")
    return {
      id,
      self: total("self", id),
      part,
      bonus,
      penalty,
      official: official && near(official, 2),
      reasons,
      ranked,
      count: got.length,
      leniency: at >= 0 && fit ? fit.a[at]! : null,
    }
  })
}

/** Into classes of equal worth, best first, each by id. */
function classes(group: string[], of: (id: string) => Q) {
  const sorted = [...group].sort((a, b) => (less(of(b), of(a)) ? -1 : less(of(a), of(b)) ? 1 : a < b ? -1 : 1))
  const found: string[][] = []
  for (const id of sorted)
    if (found.length && same(of(found.at(-1)![0]!), of(id))) found.at(-1)!.push(id)
    else found.push([id])
  return found
}

/** The order and the places, with `more` points added to each official score. */
export function rank(year: BlocYear, sheets: Sheets, units: Unit[], more: (id: string) => Q) {
  const { leaves, here, member, points, judged, there } = sheets
  const runners = units.filter((unit) => unit.ranked)
  const allVerified = runners.every((unit) => unit.part.verified)
  function section(id: string, code: string): Q {
    const inside = leaves.filter((leaf) => leaf.path.includes(code))
    if (allVerified) return all(inside.map((leaf) => points("verified", id, leaf) ?? O))
    const scorers = here.filter((scorer) => there(scorer, id))
    return scorers.length ? over(all(scorers.flatMap((scorer) => inside.map((leaf) => judged(scorer, id, leaf)))), q(scorers.length)) : O
  }

  /** Larger is better; ballot and decision need to know who is still equal. */
  function worth(link: string, id: string, tied: string[], official: Q): Q {
    const unit = units.find((one) => one.id === id)!
    if (link === "withoutBonus") return minus(official, unit.bonus)
    if (link === "fewerPenalties") return minus(O, unit.penalty)
    if (link === "women70") return q((member(id).womenShare ?? 0) >= 0.7 ? 1 : 0)
    if (link === "ballot") {
      const vote = year.votes.find((one) => one.for === "tie")
      return vote && tied.every((one) => vote.yes[one] !== undefined) ? q(vote.yes[id]!) : O
    }
    if (link === "decision") {
      for (const { order } of year.decided) if (tied.every((one) => order.includes(one))) return q(-order.indexOf(id))
      return O
    }
    return section(id, link.slice(8))
  }
  const official = new Map(runners.map((unit) => [unit.id, plus(unit.official!, more(unit.id))]))
  const order: string[][] = []
  const ties: { units: string[]; groups: string[][]; brokenBy: string | null }[] = []
  for (const tie of classes([...official.keys()], (id) => official.get(id)!)) {
    let groups = [tie]
    let brokenBy: string | null = null
    for (const link of year.rules.tieBreak) {
      if (groups.length === tie.length) break
      const next: string[][] = []
      for (const group of groups) next.push(...classes(group, (id) => worth(link, id, group, official.get(id)!)))
      groups = next
      if (groups.length === tie.length) brokenBy = link
    }
    if (tie.length > 1) ties.push({ units: groups.flat(), groups, brokenBy })
    order.push(...groups)
  }
  const ranks = new Map<string, number>()
  for (const group of order) {
    const best = ranks.size + 1
    for (const id of group) ranks.set(id, best)
  }
  return { official, order, ties, ranks, ...place(year, sheets, order) }
}

function place(year: BlocYear, { ids, member }: Sheets, order: string[][]) {
  const members = ids.filter((id) => member(id).ranked && !member(id).left).length
  const quota = year.rules.quotas.find((one) => one.minMembers <= members && members <= one.maxMembers)!
  const ends = { flags: quota.flags, certificates: quota.flags + quota.certificates }
  const passed = (id: string) => year.held.some((line) => line.unit === id && line.passedOn)
  const proposal = { flags: [] as string[], certificates: [] as string[], onHold: [] as object[], belowThreshold: [] as object[] }
  const borders = new Map<string, string>()
  let before = 0
  for (const group of order) {
    const list = group.filter((id) => !passed(id))
    const after = before + list.length
    const cut = (["flags", "certificates"] as const).find((border) => before < ends[border] && ends[border] < after)
    const border = after <= ends.flags ? "flags" : after <= ends.certificates ? "certificates" : null
    before = after
    if (cut) list.forEach((id) => borders.set(id, cut))
    if (cut || !border) continue
    for (const unit of list) {
      const vote = year.votes.find((one) => one.for === border)
      const share = year.rules.voteThreshold?.[border]
      const yes = vote?.yes[unit] ?? 0
      if (year.held.some((line) => line.unit === unit)) proposal.onHold.push({ unit, border })
      else if (vote && share !== undefined && less(q(yes), times(num(share), q(vote.members))))
        proposal.belowThreshold.push({ unit, border, yes, of: vote.members })
      else proposal[border].push(unit)
    }
  }
  return { proposal, borders }
}
