import fc from "fast-check"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { type Track, track } from "./race.ts"
import { drawn, run } from "./race-run.ts"
import { race } from "./race-wish.ts"

const long = process.env["LONG"] === "1"
const [seed, numRuns] = long ? [Date.now(), 5_000] : [Number(process.env["SEED"] ?? 5), Number(process.env["RUNS"] ?? 200)]
let of: Track
beforeAll(async () => {
  of = await track()
  // Pauses before a next try are of no length here: what comes when is drawn.
  vi.spyOn(Math, "random").mockReturnValue(0)
  vi.spyOn(console, "error").mockImplementation(() => undefined)
}, 60_000)
afterAll(() => vi.restoreAllMocks())

test("whatever meets in a bloc's year could have happened one by one", { timeout: long ? 7_200_000 : 180_000 }, async () => {
  const said: Record<string, number> = {}
  await fc.assert(
    fc.asyncProperty(race, fc.scheduler(), async (given, scheduler) => {
      const { right, ...found } = await run(of, given, drawn(scheduler, given))
      for (const { asked, code } of found.heard) said[`${asked.act} ${code}`] = (said[`${asked.act} ${code}`] ?? 0) + 1
      if (!right) throw new Error(JSON.stringify(found))
    }),
    { seed, numRuns, endOnFailure: true },
  )
  if (long) console.log(seed, said)
  // The races are for nothing unless every act was both done and refused in them.
  const missing = [
    "sign",
    "pledge",
    "save",
    "handIn",
    "takeBack",
    "open",
    "answer",
    "further",
    "decide",
    "record",
    "confirm",
    "contest",
    "move",
  ]
  expect(
    missing.filter((act) => !said[`${act} done`] || !Object.keys(said).some((one) => one.startsWith(`${act} `) && !one.endsWith("done"))),
  ).toEqual([])
})
