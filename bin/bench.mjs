import { join } from "node:path"
import { buildAll, prepare, project, run } from "./prepare.mjs"

const node = await prepare({ browser: true })
await buildAll(node)
process.exitCode = await run(node, [join(project, "bench/bench.ts"), ...process.argv.slice(2)])
