import { Gate } from "@khoi/core/gate"
import { Meter } from "@khoi/core/meter"
import { expect, test } from "vitest"
import { column, readme, rows, shown, type Size, sizeOf, sizes, told } from "./cost-table.ts"
import type { Figures } from "./figures.ts"
import { type Cost, lived } from "./large-year.ts"
import { codeOf, joins, movements, report } from "./small-movement.ts"
import { itemsOf, store, tenantOf } from "./stored.ts"
import { type Answer, blocYear, province } from "./world.ts"

/** Above these an act would start another kilobyte, in each item that it writes. */
const roomFor = { R: 1024, S: 1024, V: 1024, L: 1024, X: 2048, "draft of S": 1024, "draft of V": 1024, "draft of X": 2048 }

/** Calls exactly as the design says, read and write units at most. */
function within(says: string, cost: Cost, most: Cost) {
  expect.soft(cost[0], `calls to ${says}`).toBe(most[0])
  expect.soft(cost[1], `read units to ${says}`).toBeLessThanOrEqual(most[1])
  expect.soft(cost[2], `write units to ${says}`).toBeLessThanOrEqual(most[2])
}

/** What a test counted, for `npm run bench`, and beside the README: nothing is told there that is not so. */
function tell(task: { meta: { figures?: Figures } }, size: Size, operations: Readonly<Record<string, Cost>>) {
  const counted = told(operations)
  task.meta.figures = { costs: { size, rows: counted } }
  const written = readme()
  for (const [says, cost] of Object.entries(counted)) expect.soft(written[says]?.[size], `${says}, ${size}`).toBe(shown(cost))
  if (size === "12 × 40") for (const [says, , most] of rows) if (most && counted[says]) within(says, counted[says], most)
  return counted
}

test("the README's table has every operation that is counted, and what the design allows for it", () => {
  const allowed = rows.map(([says, , most]) => [says, shown(most) || "–"])
  expect(Object.entries(readme()).map(([says, cells]) => [says, cells["allowed"]])).toEqual(allowed)
})

test("a session costs one strongly consistent get", async () => {
  const { board } = await province()
  const { result, cost } = await Meter.count(() => Gate.actor(board.cookie.split("=")[1]!))
  expect(result).toMatchObject({ kind: "person" })
  expect(cost).toEqual({ calls: 1, read: 1, write: 0 })
})

/** The rows of what is no year's, which other tests here count. */
const elsewhere: readonly string[] = rows.slice(rows.findIndex(([says]) => says.startsWith("the province"))).map(([says]) => says)

test.for(sizes)(
  "a year of %i departments and %i leaves costs, act by act, what the README says",
  { timeout: 120_000 },
  async (of, { task }) => {
    const size = sizeOf(of)
    const { costs, bytes } = await lived(of[0], of[1])
    const counted = tell(task, size, costs)
    expect(Object.keys(column(size)).filter((says) => !counted[says])).toEqual(size === "12 × 40" ? elsewhere : [])
    if (size !== "12 × 40") return
    for (const [kind, most] of Object.entries(roomFor)) expect.soft(bytes[kind], `bytes of ${kind}`).toBeLessThanOrEqual(most)
  },
)

test("looking at movements, joining and reporting costs the same however many there are, and however many take part", async ({ task }) => {
  const of = await movements()
  for (let i = 0; i < 5; i++) await of.launch()
  const id = await of.launch()
  for (const code of ["so-b", "so-c", "so-d", "so-e"]) await joins(await of.as("leader", code), id)
  const at = `/movements/${id}`
  const indicators = [{ code: "xa", name: "Số xã đạt chuẩn", unit: "xã", target: 50, due: null }]
  const acts: Record<string, () => Promise<Answer>> = {
    "list movements": () => of.a("GET", "/movements"),
    "read a movement": () => of.a("GET", at),
    "see who takes part": () => of.a("GET", `${at}/participants`),
    join: () => of.a("POST", `${at}/participation`),
    "set indicators": () => of.a("PUT", `${at}/participation`, { indicators }, { "if-match": '"v1"' }),
    report: () => report(of.a, id),
  }
  const costs: Record<string, Cost> = {}
  for (const [name, act] of Object.entries(acts)) {
    const { result, cost } = await Meter.count(act)
    expect(codeOf(result), name).toBe("done")
    costs[name] = [cost.calls - 1, cost.read - 1, cost.write]
  }
  tell(task, "12 × 40", costs)
})

test(
  "12 blocs over 6 years cost one query of at most 1.5 units, and one batch of half a unit a bloc",
  { timeout: 60_000 },
  async ({ task }) => {
    const world = await province()
    const members = Array.from({ length: 12 }, (_, i) => `so-${i}`)
    const first = await blocYear(world, { members, to: "selfScoring" })
    for (let i = 1; i < 12; i++) await blocYear(world, { members })
    const now = (await itemsOf(await tenantOf(world.code))).find(({ pk }) => pk.endsWith("#YR"))!
    const won = Object.fromEntries(first.members.slice(0, 3).map((id, i) => [id, i ? "C" : "F"]))
    const past = Object.fromEntries(
      Object.entries(now).map(([name, of]) => [name, of && typeof of === "object" ? { ...of, p: "decided", ...won } : of]),
    )
    expect(Math.max(...Object.values(past).map((of) => Meter.bytes({ "": of })))).toBeLessThanOrEqual(130)
    await store([2021, 2022, 2023, 2024, 2025].map((year) => ({ ...past, pk: now.pk, sk: `${year}` })))
    const read = () => Meter.count(() => world.board("GET", "/overview"))
    await read() // the names of the open years are in the process now
    const { result, cost } = await read()
    expect((result.json as { items: { blocs: object[] }[] }).items.flatMap(({ blocs }) => blocs)).toHaveLength(72)
    expect([cost.calls - 1, cost.write]).toEqual([2, 0])
    // The session's own call and unit are taken off; of the two that are left one is the batch of the open roots.
    tell(task, "12 × 40", { province: [1, cost.read - 1 - 0.5 * 12, 0], lateness: [1, 0.5 * 12, 0] })
    const leader = await world.as("leader", "so-1")
    const own = await Meter.count(() => leader("GET", "/history"))
    expect([own.cost.calls - 1, own.cost.write]).toEqual([2, 0])
  },
)
