import { join } from "node:path"
import { prepare, project, run } from "./prepare.mjs"

const node = await prepare({ browser: false })
process.exitCode = await run(node, [join(project, "packages/functions/src/bloc.ts"), ...process.argv.slice(2)], { cwd: process.cwd() })
