import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Figures } from "../test/figures.ts"

const project = fileURLToPath(new URL("..", import.meta.url))
type Report = { success: boolean; testResults: { assertionResults: { meta: { figures?: Figures } }[] }[] }

/**
 * The figures that one test file counts; throws where none has any or a test of it fails, unless what was counted is wanted although
 * it is not what was expected.
 */
export async function counted(file: string, { wrongToo = false } = {}): Promise<Figures[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"))
  try {
    const to = join(folder, "report.json")
    const args = ["node_modules/vitest/vitest.mjs", "run", file, "--reporter=json", `--outputFile=${to}`]
    // What the run says goes to standard error: standard output belongs to the figures.
    const child = spawn(process.execPath, args, { cwd: project, stdio: ["ignore", 2, 2], env: plain() })
    await once(child, "close")
    const { success, testResults } = JSON.parse(await readFile(to, "utf8")) as Report
    const found = testResults.flatMap(({ assertionResults }) => assertionResults.flatMap(({ meta }) => meta.figures ?? []))
    if ((!success && !wrongToo) || !found.length)
      throw new Error(`${file} failed or counted nothing: run it by itself with npm test -- ${file}`)
    return found
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** As from a terminal, should bench itself run inside a test. */
function plain() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST$|LONG$|WHOLE$|NODE_ENV$)/.test(name))
  return Object.fromEntries(kept)
}
