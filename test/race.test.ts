import fc from "fast-check"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { onto } from "./inject.ts"
import { type Mutant, reading } from "./mutant.ts"
import { by, type Stage, type Track, track } from "./race.ts"
import { drawn, run } from "./race-run.ts"
import { race } from "./race-wish.ts"
import { origin } from "./world.ts"

const long = process.env["LONG"] === "1"
const [seed, numRuns] = long ? [Date.now() % 2 ** 31, 5_000] : [5, 200]
let of: Track
beforeAll(async () => {
  of = await track()
  // Pauses before a next try are of no length here: what comes when is drawn.
  vi.spyOn(Math, "random").mockReturnValue(0)
  vi.spyOn(console, "error").mockImplementation(() => undefined)
}, 180_000)
afterAll(() => vi.restoreAllMocks())

test("whatever meets in a bloc's year could have happened one by one", { timeout: long ? 7_200_000 : 180_000 }, async () => {
  const said: Record<string, number> = {}
  await fc.assert(
    fc.asyncProperty(race(), fc.scheduler(), async (given, scheduler) => {
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

/** Each takes one condition, count or comparison out of the product; the races are good for nothing unless they notice. */
const mutants: Record<string, Mutant & { stage: Stage }> = {
  "a sheet is handed in after the closing": {
    stage: "selfScoring",
    ...{
      file: "core/src/self.ts",
      text: '["phase", "selfScoring", "self.closed"],\n  [`seats.${seat}.left`, undefined, "member.left"],\n  ["table"',
      instead: `["table"`,
    },
  },
  "who takes a sheet back is not waited for": {
    stage: "selfScoring",
    ...{
      file: "core/src/self.ts",
      text: "remove: [`seats.${seat}.self`], add: { waits: 1 } }",
      instead: "remove: [`seats.${seat}.self`] }",
    },
  },
  "a ranking over what lagged": {
    stage: "verifying",
    ...{ file: "core/src/result.ts", text: "(strong || root.v === version) &&", instead: "" },
  },
  "a signature stays under another text": {
    stage: "pledging",
    ...{ file: "core/src/pledge.ts", text: `      ["v", root.v, "version.stale"],\n`, instead: "" },
  },
  "votes are confirmed as they were before": {
    stage: "voted",
    ...{ file: "core/src/vote.ts", text: `["vote", "entered", "vote.state"],`, instead: "" },
  },
}
/** What comes of races on a reading of the source with this mutant in it. */
async function raced({ stage, ...mutant }: Mutant & { stage?: Stage }, numRuns: number) {
  const { api, store } = await reading(mutant, { publicOrigin: origin, cursorSecret: "a secret for the cursors of tests" })
  onto(store)
  const clients = of.clients.map((client) => by(client, (path, request) => api.request(path, request)))
  const property = fc.asyncProperty(race(...(stage ? [stage] : [])), fc.scheduler(), async (given, scheduler) => {
    const { right } = await run({ ...of, clients }, given, drawn(scheduler, given))
    return !!right
  })
  return fc.check(property, { seed: 5, numRuns, endOnFailure: true })
}

test.each(Object.keys(mutants))("it is noticed: %s", { timeout: 120_000 }, async (name) => {
  const { failed, errorInstance } = await raced(mutants[name]!, 200)
  expect([failed, (errorInstance as Error).message]).toEqual([true, "Property failed by returning false"])
})

test("nothing is noticed where nothing is changed", { timeout: 60_000 }, async () => {
  const { file, text } = mutants["a ranking over what lagged"]!
  expect((await raced({ file, text, instead: text }, 15)).failed).toBe(false)
})
