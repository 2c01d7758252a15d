import type { TestProject } from "vitest/node"
import { Store } from "../../packages/functions/src/store.ts"

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the tests' one store answers; its table is there. */
    endpoint: string
    table: string
  }
}

/** One store in memory for all tests; what keeps them apart is that each makes its own province. */
export default async function setup(project: TestProject) {
  const table = "khoi-thi-dua-test"
  const { endpoint, close } = await Store.start({ table })
  project.provide("endpoint", endpoint)
  project.provide("table", table)
  return close
}
