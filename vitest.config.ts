import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    environment: "node",
    include: ["test/**/*.test.ts"],
    globalSetup: "test/setup/store.ts",
    pool: "threads", // a worker of its own per file all the same; forks take 5 % longer
    testTimeout: 30_000,
    // A page may take its time while the other core is busy.
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 30_000,
  },
})
