import { printed } from "../test/cost-table.ts"
import type { Cost } from "../test/large-year.ts"
import { counted } from "./counted.ts"
import type { Measurement } from "./measurement.ts"

type Counts = { calls: number; read: number; write: number }
type Sizes = Record<string, Record<string, Counts>>

/** What `test/cost.test.ts` counts, by size and row of the README's table. */
async function run(): Promise<Sizes> {
  const sizes: Sizes = {}
  for (const { size, rows } of (await counted("test/cost.test.ts", { wrongToo: true })).flatMap(({ costs }) => costs ?? []))
    for (const [says, [calls, read, write]] of Object.entries(rows)) (sizes[size] ??= {})[says] = { calls, read, write }
  return sizes
}

/** The README's table, to be put there where a count has changed and is meant to. */
const rows = (sizes: Sizes) => {
  const costs = Object.entries(sizes).map(([size, found]) => {
    const told = Object.entries(found).map(([says, { calls, read, write }]) => [says, [calls, read, write] satisfies Cost] as const)
    return [size, Object.fromEntries(told)] as const
  })
  return printed(Object.fromEntries(costs))
}

/** Calls to the store, read and write units of each operation, without the session's own get. */
export const operations: Measurement = { key: "operations", title: "Calls · read units · write units of each operation", run, rows }
