import { build, builds, prepare, run, say } from "./prepare.mjs"

const node = await prepare({ java: !process.env.STORE_ENDPOINT })
for (const of of builds) {
  const code = await build(node, of)
  if (code) {
    say(`${of.title}: failed.`)
    process.exit(code)
  }
}
process.exitCode = await run(node, ["packages/functions/src/local.ts", ...process.argv.slice(2)])
