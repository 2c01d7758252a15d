import { counted } from "./counted.ts"
import type { Measurement } from "./measurement.ts"

type Counts = { calls: number; read: number; write: number }
type Sizes = Record<string, Record<string, Counts>>

/** What `test/cost.test.ts` counts: the smallest year, and in the long form all three of the README's table. */
async function run(short: boolean): Promise<Sizes> {
  const found = (await counted("test/cost.test.ts", !short)).flatMap(({ costs }) => costs ?? [])
  return Object.fromEntries(
    found.map(({ members, leaves, operations }) => [
      `${members} × ${leaves}`,
      Object.fromEntries(Object.entries(operations).map(([name, [calls, read, write]]) => [name, { calls, read, write }])),
    ]),
  )
}

const rows = (sizes: Sizes) =>
  Object.entries(sizes).flatMap(([size, operations]) =>
    Object.entries(operations).map(([operation, counts]) => ({ size, operation, ...counts })),
  )

/** Calls to the store, read and write units of each operation, without the session's own get. */
export const operations: Measurement = { key: "operations", title: "Calls, read and write units of each operation", run, rows }
