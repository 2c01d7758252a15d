import { type BlocYear, read } from "../packages/core/src/bloc-year.ts"

/** Numbers that look random and come again with the same seed (mulberry32). */
export function dice(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const upTo = (most: number) => Math.floor(next() * (most + 1))
  const one = <T>(of: readonly T[]): T => of[upTo(of.length - 1)]!
  const often = (share: number) => next() < share
  const some = <T>(of: readonly T[], share: number) => of.filter(() => often(share))
  const shuffled = <T>(of: readonly T[]) =>
    of
      .map((value) => ({ value, at: next() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ value }) => value)
  return { upTo, one, often, some, shuffled }
}
type Dice = ReturnType<typeof dice>
type Node = { code: string; max: number; verifier?: string; cross?: boolean; scoring?: Record<string, unknown>; children?: Node[] }

const cents = (points: number) => Math.round(points * 100) / 100

function scoring({ one, upTo, often }: Dice, max: number) {
  const per = one([0, 0.5, 1, 2.5, 3, 0.0333, 7.125])
  const kinds = [
    { kind: "points" },
    { kind: "points" },
    { kind: "passFail" },
    { kind: "count", per },
    { kind: "deduct", per },
    { kind: "plusMinus", plusPer: per, minusPer: one([1, 0.25, 2.0001]), ...(often(0.5) && { start: cents(max / 2) }) },
    { kind: "level", levels: { tốt: max, khá: cents(max / 2), kém: 0 } },
    {
      kind: "bands",
      bands: [
        { atLeast: 80, share: 0.5 },
        { atLeast: 100, share: 1 },
        { atLeast: 95.5, share: 0.3333 },
        { atLeast: upTo(60), share: 0.1 },
      ],
    },
    { kind: "proportional" },
    { kind: "leader" },
  ]
  return one(kinds)
}

function leaf(dice: Dice, code: string): Node {
  const max = dice.one([5, 10, 10, 20, 12.5, 33.33, 0.01])
  const verifier = dice.often(0.15) && { verifier: dice.one(["cong-an-tinh", "a", "zz", "m2"]) }
  return { code, max, ...verifier, ...(dice.often(0.3) && { cross: dice.often(0.3) }), scoring: scoring(dice, max) }
}

function tree(dice: Dice): Node[] {
  return Array.from({ length: 1 + dice.upTo(3) }, (_, i) => {
    const code = `${"I".repeat(i + 1)}`
    if (dice.often(0.5)) return leaf(dice, code)
    const children = Array.from({ length: 1 + dice.upTo(2) }, (_, k) => leaf(dice, `${code}.${k + 1}`))
    return { code, max: cents(children.reduce((sum, { max }) => sum + max, 0)), children }
  })
}

const leavesOf = (nodes: readonly Node[]): Node[] => nodes.flatMap((node) => (node.children ? leavesOf(node.children) : [node]))
const named = (nodes: readonly Node[]): object[] =>
  nodes.map((node) => ({ ...node, name: `Mục ${node.code}`, ...(node.children && { children: named(node.children) }) }))

const typed = ({ one }: Dice, max: number) => one([0, max, max, cents(max / 2), cents(max * 0.7)])

function done({ one, upTo, often }: Dice, kind: unknown) {
  const actual = one([0, 4, 8, 9.55, 10, 10, 12, 14.1234])
  if (kind === "passFail") return { achieved: often(0.6) }
  if (kind === "count" || kind === "deduct") return { count: upTo(6) }
  if (kind === "plusMinus") return { plus: upTo(4), minus: upTo(4) }
  if (kind === "level") return { level: one(["tốt", "khá", "kém"]) }
  return { target: kind === "leader" && often(0.4) ? null : one([10, 8, 7.5, 12.3456]), actual }
}

/** A whole year with every feature of the file switched on by chance; values repeat, so that ties and borders come up often. */
export function randomYear(seed: number): BlocYear {
  const luck = dice(seed)
  const { one, often, some, upTo, shuffled } = luck
  const size = often(0.1) ? 2 + upTo(1) : 4 + upTo(4)
  const ids = shuffled(["b", "a-1", "a", "m2", "m10", "zz", "so-y", "c"]).slice(0, size)
  const members = ids.map((id, i) => ({
    id,
    name: `Sở ${id}`,
    role: i === 0 ? "head" : i === 1 && often(0.5) ? "deputy" : "member",
    ...(often(0.15) && { ranked: false }),
    ...(often(0.4) && { womenShare: one([0.7, 0.6999, 0.9]) }),
    ...(size > 4 && often(0.08) && { left: "2026-07-01" }),
  }))
  const sections = tree(luck)
  const leaves = leavesOf(sections)
  const struck = leaves.length > 2 && often(0.2) ? [leaves[1]!.code] : []
  const notApplicable = leaves.length > 2 && often(0.4) ? some(ids, 0.3).map((unit) => ({ unit, code: leaves[0]!.code })) : []
  const kept = (unit: string) =>
    leaves.filter(({ code }) => !struck.includes(code) && !notApplicable.some((line) => line.unit === unit && line.code === code))
  const own = (kind: string, share: number) =>
    some(ids, share).map((unit) => {
      const [points, computed] = [
        kept(unit).filter((one) => one.scoring!.kind === "points"),
        kept(unit).filter((one) => one.scoring!.kind !== "points"),
      ]
      return {
        kind,
        unit,
        points: Object.fromEntries(points.map(({ code, max }) => [code, typed(luck, max)])),
        results: Object.fromEntries(computed.map(({ code, scoring }) => [code, done(luck, scoring!.kind)])),
      }
    })
  const there = one([0, 0.9, 1, 1, 1])
  const friends = often(0.3) ? ids.slice(0, 2) : []
  const cross = ids.flatMap((scorer) =>
    some(
      ids.filter((id) => id !== scorer),
      there,
    ).map((unit) => {
      const high = friends.includes(scorer) && friends.includes(unit)
      const judged = kept(unit).filter((one) => one.cross !== false && one.scoring!.kind !== "leader")
      return {
        kind: "cross",
        scorer,
        unit,
        points: Object.fromEntries(
          judged.map(({ code, max }) => [code, high ? max : friends.length ? cents(max * one([0.5, 0.4, 0.6])) : typed(luck, max)]),
        ),
      }
    }),
  )
  const sheets = shuffled([...own("self", 0.8), ...own("verified", one([1, 1, 1, 0.8])), ...cross])
  const lines = (letter: string) =>
    Array.from({ length: upTo(2) }, (_, i) => ({
      code: `${letter}${i}`,
      name: letter,
      points: one([1, 2.5, 0.75]),
      ...(often(0.5) && { max: 4 }),
    }))
  const [bonus, penalty] = [lines("B"), lines("P")]
  const coded = [...bonus, ...penalty].map(({ code }) => code)
  const marks = coded.length
    ? Array.from({ length: upTo(6) }, () => ({
        unit: one(ids),
        code: one(coded),
        count: upTo(3),
        kind: one(["self", "verified", "verified"]),
      }))
    : []
  const counted = members.filter((member) => !("left" in member) && !("ranked" in member)).length
  const vote = (of: string) => ({
    for: of,
    members: 10,
    valid: 9,
    yes: Object.fromEntries(some(ids, 0.9).map((id) => [id, one([5, 8, 8, 9, 7])])),
  })
  const official = one([
    ["verified"],
    ["verified"],
    ["crossMean"],
    ["crossTrimmed"],
    ["crossFair"],
    ["verified", "crossMean", "crossFair"],
    ["verified", "crossTrimmed"],
  ])
  const weights = [[1], [0.7, 0.3], [0.5, 0.2515, 0.2485]][official.length - 1]!
  return read({
    format: "bloc-year/1",
    province: { id: "tinh", name: "Tỉnh" },
    bloc: { id: "khoi", name: "Khối" },
    year: 2026,
    members,
    table: { sections: named(sections), bonus, penalty, ...(often(0.3) && { bonusMax: 5 }) },
    rules: {
      official: official.map((component, i) => ({ component, weight: weights[i]! })),
      cross: one([
        "all",
        "all",
        "none",
        Object.fromEntries(
          some(ids, 0.7).map((id) => [
            id,
            some(
              ids.filter((other) => other !== id),
              0.5,
            ),
          ]),
        ),
      ]),
      tieBreak: shuffled([
        `section:${one(sections).code}`,
        `section:${one(leaves).code}`,
        "withoutBonus",
        "fewerPenalties",
        "women70",
        "ballot",
        "decision",
      ]).slice(0, upTo(5)),
      quotas: [
        { minMembers: counted, maxMembers: counted, flags: upTo(2), certificates: upTo(3) },
        { minMembers: counted + 1, maxMembers: 60, flags: 9, certificates: 9 },
      ],
      ...(often(0.4) && { voteThreshold: { flags: 0.8, ...(often(0.6) && { certificates: 0.75 }) } }),
      disqualifiers: [
        { code: "D1", name: "Một" },
        { code: "held", name: "Hai" },
      ],
    },
    notApplicable,
    struck,
    sheets,
    marks,
    disqualified: some(ids, 0.1).flatMap((unit) => some(["held", "D1"], 0.7).map((code) => ({ unit, code }))),
    held: some(ids, 0.2).map((unit) => ({ unit, passedOn: often(0.5) })),
    votes: some(["flags", "certificates", "tie"], 0.6).map(vote),
    decided: often(0.3)
      ? [
          { order: shuffled(ids).slice(0, 3), by: "board" },
          { order: shuffled(ids), by: "headAndDeputy" },
        ]
      : [],
    appraisal: often(0.4) ? Array.from({ length: 3 }, () => ({ unit: one(ids), points: one([-8, -0.5, 1, 2.5]) })) : [],
  })
}
