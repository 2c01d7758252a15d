import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import type { TestProject } from "vitest/node"
import { Store } from "../../packages/functions/src/store.ts"

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the tests' one store answers. */
    endpoint: string
    /** The folder in which every worker notes the answers that its files had. */
    heard: string
  }
}

/** One store in memory for all tests; each file has its own table in it, and within a file what keeps tests apart is each one's own province. */
export default async function setup(project: TestProject) {
  const { endpoint, close } = await Store.start({ table: "khoi-thi-dua", lasting: !!(process.env["WHOLE"] ?? process.env["LONG"]) })
  project.provide("endpoint", endpoint)
  const heard = await mkdtemp(join(tmpdir(), "khoi-thi-dua-heard-"))
  project.provide("heard", heard)
  // A command that a test starts need not compile what the one before it has.
  process.env["NODE_COMPILE_CACHE"] ??= resolve(import.meta.dirname, "../../node_modules/.cache/compiled")
  return async () => {
    await close()
    await rm(heard, { recursive: true })
  }
}
