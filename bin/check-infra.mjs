import { build, builds, prepare, run, say } from "./prepare.mjs"

// What `sst deploy` would make, without an account: see test/infra.
const node = await prepare({ java: false })
for (const of of builds) {
  const code = await build(node, of)
  if (code) {
    say(`${of.title}: failed.`)
    process.exit(code)
  }
}
process.exitCode = await run(node, [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--config",
  "test/infra/vitest.config.ts",
  ...process.argv.slice(2),
])
