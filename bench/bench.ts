import { writeFileSync } from "node:fs"
import { cpus, loadavg } from "node:os"
import { resolve } from "node:path"
import { argv, exit, stderr, stdout, version } from "node:process"
import { parseArgs } from "node:util"
import { format } from "prettier"
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
  options: {
    json: { type: "boolean", default: false },
    short: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
  allowPositionals: true,
})
const unknown = positionals.filter((word) => !keys.includes(word))
if (unknown.length) {
  stderr.write(`There is no ${unknown.join(", ")} to measure: ${keys.join(", ")}.\n`)
  exit(2)
}

const load = loadavg()[0]!.toFixed(1)
const found: Record<string, object> = {}
const tables: string[] = []
for (const { key, title, run, rows } of measurements) {
  if (positionals.length && !positionals.includes(key)) continue
  stderr.write(`${key} …\n`)
  const figures = await run(values.short)
  found[key] = figures
  const told = rows(figures as never)
  tables.push(`## ${title}\n\n${typeof told === "string" ? told : table(told)}`)
  if (values.json) continue
  console.log(`\n${title}`)
  if (typeof told === "string") console.log(told)
  else console.table(told)
}
const machine = { node: version, processor: cpus()[0]?.model ?? "", cores: cpus().length }
if (values.json) stdout.write(`${JSON.stringify({ machine, ...found }, null, 2)}\n`)
if (values.write) await write()

function table(rows: readonly Readonly<Record<string, string | number>>[]) {
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`
  return [line(heads), line(heads.map(() => "---")), ...rows.map((row) => line(heads.map((head) => row[head] ?? "")))].join("\n")
}

/** The figures of this run as the project's last ones, with the machine that they come from. */
async function write() {
  const path = resolve(import.meta.dirname, "../docs/bench.md")
  const head = `# Bench\n\nThe last whole run of \`npm run bench -- --write\`: Node ${version}, ${machine.cores} cores of ${machine.processor}, load ${load} as it began, ${new Date().toISOString().slice(0, 10)}.`
  writeFileSync(path, await format([head, ...tables].join("\n\n"), { parser: "markdown", printWidth: 140 }))
}
