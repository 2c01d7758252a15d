import { buildAll, prepare, run } from "./prepare.mjs"

// What `sst deploy` would make, without an account: see test/infra.
const node = await prepare({ java: false })
await buildAll(node)
process.exitCode = await run(node, [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--config",
  "test/infra/vitest.config.ts",
  ...process.argv.slice(2),
])
