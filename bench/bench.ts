import { cpus } from "node:os"
import { argv, exit, stderr, stdout, version } from "node:process"
import { parseArgs } from "node:util"
import { cold, size, warm } from "./lambda.ts"
import type { Measurement } from "./measurement.ts"
import { operations } from "./operations.ts"
import { rank } from "./rank.ts"
import { web } from "./web.ts"

/** Everything that is measured, in this order; another is added here. */
const measurements: readonly Measurement[] = [cold, warm, size, rank, operations, web]
const keys = measurements.map(({ key }) => key)

const { values, positionals } = parseArgs({
  args: argv.slice(2),
  options: { json: { type: "boolean", default: false }, short: { type: "boolean", default: false } },
  allowPositionals: true,
})
const unknown = positionals.filter((word) => !keys.includes(word))
if (unknown.length) {
  stderr.write(`There is no ${unknown.join(", ")} to measure: ${keys.join(", ")}.\n`)
  exit(2)
}

const found: Record<string, object> = {}
for (const { key, title, run, rows } of measurements) {
  if (positionals.length && !positionals.includes(key)) continue
  stderr.write(`${key} …\n`)
  const figures = await run(values.short)
  found[key] = figures
  if (values.json) continue
  console.log(`\n${title}`)
  console.table(rows(figures as never))
}
const machine = { node: version, processor: cpus()[0]?.model ?? "", cores: cpus().length }
if (values.json) stdout.write(`${JSON.stringify({ machine, ...found }, null, 2)}\n`)
