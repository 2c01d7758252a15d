import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { TestProject } from "vitest/node"
import { Store } from "../../packages/functions/src/store.ts"

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the tests' one store answers; its table is there. */
    endpoint: string
    table: string
    /** The folder in which every test file notes the answers that it had. */
    heard: string
  }
}

/** One store in memory for all tests; what keeps them apart is that each makes its own province. */
export default async function setup(project: TestProject) {
  const table = "khoi-thi-dua-test"
  const { endpoint, close } = await Store.start({ table })
  project.provide("endpoint", endpoint)
  project.provide("table", table)
  const heard = await mkdtemp(join(tmpdir(), "khoi-thi-dua-heard-"))
  project.provide("heard", heard)
  return async () => {
    await close()
    await rm(heard, { recursive: true })
  }
}
