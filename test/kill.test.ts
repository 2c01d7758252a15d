import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createServer } from "node:net"
import { resolve } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { by, type Client, type Track, track } from "./race.ts"
import { run } from "./race-run.ts"
import { race } from "./race-wish.ts"
import { connection } from "./stored.ts"
import { origin } from "./world.ts"

const kills = process.env["LONG"] === "1" ? 50 : 10
let of: Track
let port: number
let child: ChildProcess | undefined
let up: Promise<unknown>

beforeAll(async () => {
  of = await track()
  port = await free()
  up = start()
  await up
}, 180_000)
afterAll(() => child?.kill("SIGKILL"))

async function free() {
  const server = createServer().listen(0, "localhost")
  await once(server, "listening")
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}

/** The API as `npm start` runs it, on the store of all tests, which stays. */
async function start() {
  const set = {
    STORE_ENDPOINT: connection.endpoint,
    TABLE_NAME: connection.table,
    EMPTY_STORE: "1",
    PORT: `${port}`,
    PUBLIC_ORIGIN: origin,
  }
  const own = spawn(process.execPath, [resolve(import.meta.dirname, "../packages/functions/src/local.ts")], {
    env: { ...process.env, ...set },
    stdio: ["ignore", "ignore", "pipe"],
  })
  child = own
  let said = ""
  await new Promise<void>((ready, failed) => {
    own.stderr.on("data", (text: Buffer) => (said += text.toString()).includes("ready") && ready())
    own.once("exit", () => failed(new Error(`It ended: ${said}`)))
  })
}

/** The same session, over HTTP. */
const remote = (client: Client): Client => ({
  ...by(client, (path, request) => fetch(`http://localhost:${port}${path}`, request)),
  back: () => up.then(() => undefined),
})

/** Ends the process in the midst of what it does, without a word, and starts it again. */
async function kill(after: number) {
  await pause(after)
  const gone = once(child!, "exit")
  child!.kill("SIGKILL")
  up = gone.then(start)
  await up
}

test(
  `killed ${kills} times in the midst of writes, it loses nothing that it acknowledged, tears nothing and does nothing twice`,
  { timeout: 30_000 + kills * 20_000 },
  async () => {
    const clients = of.clients.map(remote)
    const races = fc.sample(race(), { seed: 9, numRuns: kills })
    let [lost, done] = [0, 0]
    for (const [i, given] of races.entries()) {
      const together = (works: readonly (() => Promise<void>)[]) => Promise.all([...works.map((work) => work()), kill(5 + ((i * 37) % 80))])
      const { right, ...found } = await run({ ...of, clients }, given, together)
      expect(right, JSON.stringify(found)).toBeDefined()
      lost += found.heard.filter(({ code }) => code === "lost").length
      done += found.heard.filter(({ code, asked }) => code === "done" && asked.act !== "look").length
    }
    expect(lost).toBeGreaterThan(kills / 2)
    expect(done).toBeGreaterThan(kills)
  },
)
