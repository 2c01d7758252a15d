import { join } from "node:path"
import { prepare, project, run } from "./prepare.mjs"

const node = await prepare({ java: false })
process.exitCode = await run(node, [join(project, "packages/functions/src/operator.ts"), ...process.argv.slice(2)])
