import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { build, builds, prepare, run } from "./prepare.mjs"

const given = process.argv.slice(2).filter((word) => word !== "--long")
if (!given.length) process.env.WHOLE = "1" // only then does a missing answer say something
if (process.argv.includes("--long")) process.env.LONG = "1"
if (!process.stdout.isTTY && !process.env.FORCE_COLOR) process.env.NO_COLOR = "1"
const node = await prepare({ browser: true })
const failed = []
// What the last step waits for longest comes meanwhile; where it does not come, that step asks again and tells why.
const components = !given.length && run(node, ["test/infra/sst.ts"], { stdio: "ignore" })

for (const of of builds) await step(of.title, () => build(node, of, true))
await Promise.all([
  step("Types (tsc -b)", types),
  step("Lint (oxlint)", () => tool("oxlint/bin/oxlint", "--deny-warnings")),
  step("Form (prettier)", () => tool("prettier/bin/prettier.cjs", "--check", "--log-level", "warn", ".")),
])
const folder = mkdtempSync(join(tmpdir(), "khoi-thi-dua-"))
await step("Tests (vitest)", () => tool("vitest/vitest.mjs", "run", ...reporters(), ...given))
const { passed, lost } = counts()
const infra = ["--config", "test/infra/vitest.config.ts"]
await components
if (!given.length) await step("Infrastructure (sst)", () => tool("vitest/vitest.mjs", "run", ...infra))
rmSync(folder, { recursive: true })
if (!passed && !lost) failed.push("there were no tests")
if (failed.length) console.log(`Failed: ${failed.join(", ")}`)
console.log(`${passed} passed, ${lost} failed`)
process.exitCode = failed.length || lost ? 1 : 0

async function step(title, work) {
  console.log(`\n── ${title}`)
  const start = Date.now()
  const code = await work()
  if (code > 128) process.exit(code) // ended by a signal, so nobody waits for the rest
  if (code) failed.push(title)
  console.log(`── ${title}: ${code ? "failed" : "good"}, ${((Date.now() - start) / 1000).toFixed(1)} s`)
}

function tool(path, ...args) {
  return run(node, [join("node_modules", path), ...args])
}

/** In one thread: several read the types of the packages anew each, for three times the work in all. It collects less often, too. */
function types() {
  return run(node, [join("node_modules", "typescript/bin/tsc"), "-b", "--singleThreaded"], { env: { GOGC: "400", ...process.env } })
}

function reporters() {
  return ["--reporter=default", "--reporter=json", `--outputFile.json=${join(folder, "tests.json")}`]
}

/** A file that could not be loaded has no tests to count: it is one failure. */
function counts() {
  const path = join(folder, "tests.json")
  if (!existsSync(path)) return { passed: 0, lost: 0 }
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(path, "utf8"))
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  )
  return { passed: numPassedTests, lost: numFailedTests + broken.length }
}
