import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { expect, test } from "vitest"

const [run, project] = [promisify(execFile), fileURLToPath(new URL("..", import.meta.url))]
type Told = {
  machine: object
  rank: { milliseconds: object; exactToStatistics: number }
  cold: object
  warm: object
  bundle: { bytes: number; goal: number }
  operations: Record<string, object>
  web: object
}
const bench = async (...words: string[]) =>
  JSON.parse((await run(process.execPath, ["bench/bench.ts", "--json", "--short", ...words], { cwd: project })).stdout) as Told
const spread = { median: expect.any(Number), lower: expect.any(Number), upper: expect.any(Number) }

test("bench tells the ranking's times, and typed arrays take a fraction of what whole numbers do", { timeout: 120_000 }, async () => {
  const { machine, rank } = await bench("rank")
  expect(machine).toMatchObject({ node: process.version, cores: expect.any(Number) })
  expect(rank).toMatchObject({ members: 60, leaves: 60, goal: 1 })
  const { milliseconds, exactToStatistics } = rank
  expect(milliseconds).toEqual({ statistics: spread, exact: spread, "result 12 × 40": spread, "result 60 × 60": spread })
  expect(exactToStatistics).toBeGreaterThan(3)
})

test("bench tells what the function's start, its answers and its bundle cost beside others'", { timeout: 120_000 }, async () => {
  const { cold, warm, bundle } = await bench("cold", "warm", "bundle")
  const cases = { floor: spread, base: spread, express: spread, platform: spread, sheets: spread }
  for (const told of [cold, warm])
    expect(told).toMatchObject({ ...cases, ratios: { base: expect.any(Number), express: expect.any(Number) } })
  expect(bundle.bytes).toBeLessThanOrEqual(bundle.goal)
})

test("bench refuses a key that it does not measure, and names those that it does", async () => {
  const refused = { code: 2, stdout: "", stderr: "There is no speed to measure: cold, warm, bundle, rank, operations, web.\n" }
  await expect(bench("rank", "speed")).rejects.toMatchObject(refused)
})

test.runIf(process.env["LONG"])("bench counts operations and script as the tests do", { timeout: 300_000 }, async () => {
  const { operations, web } = await bench("operations", "web")
  expect(operations["12 × 40"]).toMatchObject({ "rank, and again at closing": { calls: 2 }, "sign the pledge": { calls: 1, read: 0 } })
  expect(web).toMatchObject({ bytes: { signIn: expect.any(Number), bloc: expect.any(Number) }, goals: { signIn: 40_000, bloc: 90_000 } })
})
