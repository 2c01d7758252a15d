import { join } from "node:path"
import { build, builds, prepare, project, run, say } from "./prepare.mjs"

const node = await prepare({ browser: true })
for (const of of builds) {
  const code = await build(node, of)
  if (code) {
    say(`${of.title}: failed.`)
    process.exit(code)
  }
}
process.exitCode = await run(node, [join(project, "bench/bench.ts"), ...process.argv.slice(2)])
