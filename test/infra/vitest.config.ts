import { defineConfig } from "vitest/config"

/** Apart from the other tests: SST takes the whole machine for its turn. */
export default defineConfig({
  test: {
    environment: "node",
    root: import.meta.dirname,
    include: ["*.check.ts"],
    fileParallelism: false,
    maxConcurrency: 2,
    testTimeout: 120_000,
  },
})
