import { Gate } from "@khoi/core/gate"
import { Meter } from "@khoi/core/meter"
import { expect, test } from "vitest"
import type { Figures } from "./figures.ts"
import { type Cost, lived } from "./large-year.ts"
import { codeOf, joins, movements, report } from "./small-movement.ts"
import { type Answer, province } from "./world.ts"

/** What the design allows for 12 departments and 40 leaves: calls exactly, read and write units at most. */
const allowed: Record<string, Cost> = {
  dashboard: [1, 1, 0],
  "dashboard, by the board": [1, 1, 0],
  "save a sheet": [1, 0, 2],
  "save a verification": [1, 0, 2],
  "save a note": [1, 0, 1],
  "take a sheet back": [3, 2, 8],
  "save the cross-scores": [1, 0, 3],
  "sign the pledge": [1, 0, 4],
  "hand in": [1, 0, 8],
  "hand in the cross-scores": [1, 0, 12],
  "confirm a verification": [1, 0, 8],
  "grant an appeal": [2, 2, 10],
  "move a phase": [1, 0, 14],
  rank: [2, 9, 20],
  close: [2, 9, 20],
}
/** Above these an act would start another kilobyte, in each item that it writes. */
const roomFor = { R: 1024, S: 1024, V: 1024, L: 1024, X: 2048, "draft of S": 1024, "draft of V": 1024, "draft of X": 2048 }

/** For `npm run bench`. */
const figures = (members: number, leaves: number, { costs }: Awaited<ReturnType<typeof lived>>): Figures => ({
  costs: { members, leaves, operations: costs },
})

function print(title: string, { costs, bytes }: Awaited<ReturnType<typeof lived>>) {
  const shown = Object.entries(costs).map(([operation, [calls, read, write]]) => ({ operation, calls, read, write }))
  console.log(`${title}: calls, read and write units, without the session's own get (1 · 1 · 0); bytes of the largest item of each kind`)
  console.table(shown)
  console.table(bytes)
}

test("a session costs one strongly consistent get", async () => {
  const { board } = await province()
  const { result, cost } = await Meter.count(() => Gate.actor(board.cookie.split("=")[1]!))
  expect(result).toMatchObject({ kind: "person" })
  expect(cost).toEqual({ calls: 1, read: 1, write: 0 })
})

test("a year of 12 departments and 40 leaves costs, act by act, no more than the design allows", async ({ task }) => {
  const found = await lived(12, 40)
  task.meta.figures = figures(12, 40, found)
  print("12 departments, 40 leaves", found)
  for (const [operation, [calls, read, write]] of Object.entries(allowed)) {
    const [called, reading, writing] = found.costs[operation]!
    expect.soft(called, `calls to ${operation}`).toBe(calls)
    expect.soft(reading, `read units to ${operation}`).toBeLessThanOrEqual(read)
    expect.soft(writing, `write units to ${operation}`).toBeLessThanOrEqual(write)
  }
  for (const [kind, most] of Object.entries(roomFor)) expect.soft(found.bytes[kind], `bytes of ${kind}`).toBeLessThanOrEqual(most)
})

test("looking at movements, joining and reporting costs the same however many there are, and however many take part", async () => {
  const of = await movements()
  for (let i = 0; i < 5; i++) await of.launch()
  const id = await of.launch()
  for (const code of ["so-b", "so-c", "so-d", "so-e"]) await joins(await of.as("leader", code), id)
  const at = `/movements/${id}`
  const indicators = [{ code: "xa", name: "Số xã đạt chuẩn", unit: "xã", target: 50, due: null }]
  const acts: [string, () => Promise<Answer>, Cost][] = [
    ["list movements", () => of.a("GET", "/movements"), [2, 1, 0]],
    ["read a movement", () => of.a("GET", at), [4, 4, 0]],
    ["see who takes part", () => of.a("GET", `${at}/participants`), [3, 3, 0]],
    ["join", () => of.a("POST", `${at}/participation`), [4, 3, 6]],
    ["set indicators", () => of.a("PUT", `${at}/participation`, { indicators }, { "if-match": '"v1"' }), [4, 3, 6]],
    ["report", () => report(of.a, id), [4, 3, 8]],
  ]
  for (const [name, act, [calls, read, write]] of acts) {
    const { result, cost } = await Meter.count(act)
    expect(codeOf(result), name).toBe("done")
    expect.soft(cost.calls - 1, `calls to ${name}`).toBe(calls)
    expect.soft(cost.read - 1, `read units to ${name}`).toBeLessThanOrEqual(read)
    expect.soft(cost.write, `write units to ${name}`).toBeLessThanOrEqual(write)
  }
})

test.runIf(process.env["LONG"]).for([
  [15, 176],
  [60, 40],
] as const)("a year of %i departments and %i leaves is lived through", { timeout: 120_000 }, async ([members, leaves], { task }) => {
  const found = await lived(members, leaves)
  task.meta.figures = figures(members, leaves, found)
  print(`${members} departments, ${leaves} leaves`, found)
})
