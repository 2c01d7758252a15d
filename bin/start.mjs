import { buildAll, prepare, run } from "./prepare.mjs"

const node = await prepare({ java: !process.env.STORE_ENDPOINT })
await buildAll(node)
process.exitCode = await run(node, ["packages/functions/src/local.ts", ...process.argv.slice(2)])
