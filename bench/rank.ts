import { alerts } from "@khoi/core/alert-rule"
import { type BlocYear, read } from "@khoi/core/bloc-year"
import { crossFigures } from "@khoi/core/cross-rule"
import { wide as wideSums } from "@khoi/core/cross-sum"
import { countedOf, type Room, wide as wideFavours } from "@khoi/core/favour-rule"
import { result } from "@khoi/core/ranking-rule"
import { tally } from "@khoi/core/total-rule"
import { dice } from "../test/random-year.ts"
import { interleaved, type Measurement, type Spread } from "./measurement.ts"

const [members, leaves, goal] = [60, 60, 1]

/** A year of typed points with every sheet there; the first two members favour each other. */
function year(size: number, leaves: number): BlocYear {
  const { upTo } = dice(size * leaves)
  const ids = Array.from({ length: size }, (_, i) => `so-${i}`)
  const codes = Array.from({ length: leaves }, (_, i) => `I.${i + 1}`)
  const points = (high = false) => Object.fromEntries(codes.map((code) => [code, (high ? 900 + upTo(100) : 500 + upTo(450)) / 100]))
  const own = (["self", "verified"] as const).flatMap((kind) => ids.map((unit) => ({ kind, unit, points: points() })))
  const cross = ids.flatMap((scorer, i) =>
    ids.flatMap((unit, j) => (i === j ? [] : [{ kind: "cross", scorer, unit, points: points(i + j === 1) }])),
  )
  const children = codes.map((code) => ({ code, name: `Tiêu chí ${code}`, max: 10, scoring: { kind: "points" } }))
  return read({
    format: "bloc-year/1",
    province: { id: "tinh", name: "Tỉnh" },
    bloc: { id: "khoi", name: "Khối" },
    year: 2026,
    members: ids.map((id, i) => ({ id, name: `Sở ${i}`, role: i ? "member" : "head" })),
    table: { sections: [{ code: "I", name: "Nhiệm vụ", max: 10 * leaves, children }] },
    rules: {
      official: ["verified", "crossFair"].map((component) => ({ component, weight: 0.5 })),
      quotas: [{ minMembers: 2, maxMembers: 60, flags: 1, certificates: 3 }],
    },
    sheets: [...own, ...cross],
  })
}

/** All that the arithmetic of cross-scores comes to, from plain typed arrays: means, model, variances, alpha, alerts. */
const statistics = (room: Room) => [crossFigures(room), alerts(room, () => true)]

/** What the same sums and favours take in whole numbers of any size. */
function exact(room: Room) {
  const counted = countedOf(room.leaves, () => true)
  const favours = wideFavours(room, counted)!
  const shares = new Float64Array(counted.at.length)
  for (let i = 0; i < members; i++) for (let j = i + 1; j < members; j++) favours.shares(i, j, shares)
  return wideSums(room.totals)
}

async function run(short: boolean) {
  const [large, usual] = [year(members, leaves), year(12, 40)]
  const room = tally(large)
  const times = interleaved(
    {
      statistics: () => statistics(room),
      exact: () => exact(room),
      "result 12 × 40": () => result(usual),
      "result 60 × 60": () => result(large),
    },
    short ? 3 : 60,
  )
  const exactToStatistics = Number((times.exact.median / times.statistics.median).toPrecision(3))
  return { members, leaves, goal, milliseconds: times, exactToStatistics }
}

type Figures = { milliseconds: Record<string, Spread> }
const rows = ({ milliseconds }: Figures) =>
  Object.entries(milliseconds).map(([of, spread]) => ({ of, ...spread, goal: of === "statistics" ? `≤ ${goal}` : "" }))

/** CPU milliseconds of the ranking's arithmetic. */
export const rank: Measurement = { key: "rank", title: "Ranking 60 members × 60 leaves, milliseconds of CPU time", run, rows }
