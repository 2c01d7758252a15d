import type { BlocYear } from "../packages/core/src/bloc-year.ts"
import { all, less, minus, near, num, O, over, plus, type Q, q, same, times } from "./naive-fraction.ts"

export type Leaf = {
  code: string
  max: Q
  path: string[]
  typed: boolean
  scoring: NonNullable<BlocYear["table"]["sections"][number]["scoring"]>
}
function leavesOf(nodes: BlocYear["table"]["sections"], path: string[] = []): Leaf[] {
  const found: Leaf[] = []
  for (const node of nodes) {
    const here = [...path, node.code]
    if (node.children && node.children.length > 0) found.push(...leavesOf(node.children, here))
    else
      found.push({
        code: node.code,
        max: num(node.max),
        path: here,
        typed: node.cross !== false && node.scoring!.kind !== "leader",
        scoring: node.scoring!,
      })
  }
  return found
}

type Given = Extract<BlocYear["sheets"][number], { kind: "self" }>["results"][string]
export type Sheets = ReturnType<typeof sheetsOf>

/** What every sheet comes to. */
export function sheetsOf(year: BlocYear) {
  const leaves = leavesOf(year.table.sections)
  const whole = all(leaves.map((leaf) => leaf.max))
  const ids = year.members.map((member) => member.id)
  const member = (id: string) => year.members.find((one) => one.id === id)!
  const here = ids.filter((id) => !member(id).left)
  const has = (id: string, leaf: Leaf) =>
    !year.struck.includes(leaf.code) && !year.notApplicable.some((line) => line.unit === id && line.code === leaf.code)
  const scaled = (id: string, sum: Q) =>
    near(over(times(sum, whole), all(leaves.filter((leaf) => has(id, leaf)).map((leaf) => leaf.max))), 2)
  const own = (kind: "self" | "verified", id: string) => year.sheets.find((one): one is Own => one.kind === kind && one.unit === id)
  const crossed = (scorer: string, id: string) =>
    year.sheets.find((sheet) => sheet.kind === "cross" && sheet.scorer === scorer && sheet.unit === id)

  function points(kind: "self" | "verified", id: string, leaf: Leaf): Q | null {
    const sheet = own(kind, id)
    if (!sheet || !has(id, leaf)) return null
    if (leaf.scoring.kind === "points") return num(sheet.points[leaf.code]!)
    if (leaf.scoring.kind !== "leader") return alone(leaf, sheet.results[leaf.code]!)
    const rivals = here.filter((other) => own(kind, other) && has(other, leaf)).map((other) => own(kind, other)!.results[leaf.code]!)
    return member(id).left ? O : near(leader(leaf.max, sheet.results[leaf.code]!, rivals), 2)
  }
  const total = (kind: "self" | "verified", id: string) =>
    own(kind, id) ? scaled(id, all(leaves.map((leaf) => points(kind, id, leaf) ?? O))) : null
  /** A leaf on a cross sheet, or behind it. */
  function judged(scorer: string, id: string, leaf: Leaf): Q {
    if (!has(id, leaf)) return O
    if (leaf.typed) return num(crossed(scorer, id)!.points[leaf.code]!)
    return points("verified", id, leaf) ?? points("self", id, leaf) ?? O
  }
  const there = (scorer: string, id: string) => here.includes(scorer) && here.includes(id) && crossed(scorer, id) !== undefined
  const x = here.map((i) => here.map((j) => (there(i, j) ? scaled(j, all(leaves.map((leaf) => judged(i, j, leaf)))) : null)))
  return { leaves, ids, member, here, has, points, total, judged, there, x }
}
type Own = Extract<BlocYear["sheets"][number], { kind: "self" | "verified" }>

/** Of the kinds that need no other unit. */
function alone({ scoring, max }: Leaf, r: Given): Q {
  const cap = (x: Q) => near(less(x, O) ? O : less(max, x) ? max : x, 2)
  if (scoring.kind === "passFail") return r.achieved ? max : O
  if (scoring.kind === "count") return cap(times(q(r.count!), num(scoring.per)))
  if (scoring.kind === "deduct") return cap(minus(max, times(q(r.count!), num(scoring.per))))
  if (scoring.kind === "plusMinus")
    return cap(plus(num(scoring.start), minus(times(q(r.plus!), num(scoring.plusPer)), times(q(r.minus!), num(scoring.minusPer)))))
  if (scoring.kind === "level") return num(scoring.levels[r.level!]!)
  const [target, actual] = [num(r.target!), num(r.actual!)]
  if (scoring.kind !== "bands") return cap(times(over(actual, target), max))
  let best: { atLeast: number; share: number } | null = null
  for (const band of scoring.bands)
    if (!less(times(actual, q(100)), times(num(band.atLeast), target)) && (!best || band.atLeast > best.atLeast)) best = band
  return best ? near(times(num(best.share), max), 2) : O
}

function leader(max: Q, r: Given, rivals: Given[]): Q {
  const lead = (o: Given) => (o.target === null ? num(o.actual!) : over(minus(num(o.actual!), num(o.target!)), num(o.target!)))
  const e = lead(r)
  let largest = e
  for (const other of rivals) if ((other.target === null) === (r.target === null) && less(largest, lead(other))) largest = lead(other)
  if (r.target === null) return largest[0] === 0n ? O : times(over(e, largest), max)
  const half = over(max, q(2))
  if (e[0] < 0n) return times(half, over(num(r.actual!), num(r.target!)))
  if (e[0] === 0n) return half
  return same(e, largest) ? max : plus(half, times(over(e, largest), half))
}
