import { availableParallelism } from "node:os"
import { defineConfig } from "vitest/config"
import { hashed } from "./test/setup/hashed.ts"
import { planted } from "./test/setup/planted.ts"

const shared = {
  environment: "node",
  pool: "threads", // forks take 5 % longer
  testTimeout: 60_000, // on two cores that three files share
  // A page may take its time while the other core is busy.
  expect: { poll: { timeout: 10_000 } },
  hookTimeout: 60_000,
} as const
const setupFiles = "test/setup/file.ts"
const planting = "test/planted.test.ts"
const account = "test/answers.test.ts"
/** What is about the hash of a password itself. */
const dear = ["test/gate.test.ts", "test/password.test.ts"]
/** What changes the process for good, by other readings of the source. */
const apart = ["test/race.test.ts"]
const together = { groupOrder: 1 }
const cores = availableParallelism()

/**
 * One store for all. A worker takes file after file: what it has compiled by then is a fifth of the work of the next. The leaks are planted
 * in a reading of the source of their own, passwords are hashed at little cost in another, and the account is made when all others are
 * through. Groups count from 1: what stands in 0 would run last on a machine that has room for one worker.
 */
export default defineConfig({
  test: {
    globalSetup: "test/setup/store.ts",
    // Three files at once on two cores as well: much of what they do is to wait for the store or a page.
    maxWorkers: Math.max(Math.min(3, cores + 1), cores - 1),
    projects: [
      {
        plugins: [hashed()],
        test: {
          ...{ ...shared, name: "sentences", sequence: together, setupFiles, isolate: false },
          ...{ include: ["test/**/*.test.ts"], exclude: [planting, account, ...dear, ...apart] },
        },
      },
      { plugins: [hashed()], test: { ...shared, name: "apart", sequence: together, setupFiles, include: apart } },
      { test: { ...shared, name: "dear", sequence: together, setupFiles, include: dear } },
      { plugins: [hashed(), planted()], test: { ...shared, name: "planted", sequence: together, setupFiles, include: [planting] } },
      { test: { ...shared, name: "account", include: [account], sequence: { groupOrder: 2 } } },
    ],
  },
})
