import { randomBytes } from "node:crypto"
import { existsSync, rmSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { serve } from "@hono/node-server"
import { Gate } from "@khoi/core/gate"
import { Table } from "@khoi/core/table"
import * as Demonstration from "./demonstration.ts"
import type { Edge } from "./http.ts"
import { environment, type Settings, settings, store as connection } from "./settings.ts"
import { dist, site } from "./site.ts"
import { Store } from "./store.ts"

const say = (line: string) => console.error(line)

/** A store of one's own, or the embedded one on its folder. */
async function store(set: Settings) {
  if (!set.storeEndpoint) return Store.start({ folder: set.dataFolder, port: set.storePort, region: set.region, table: set.tableName })
  Table.connect(connection(set))
  await Table.create()
  return { close: async () => {} }
}

/** Stands in the data folder while the demonstration is being filled: half of one would only look like one. */
const filling = ({ dataFolder }: Settings) => resolve(dataFolder, "filling")

async function demonstrate(set: Settings, password: string) {
  const mark = set.storeEndpoint ? undefined : filling(set)
  if (mark) writeFileSync(mark, "")
  await Demonstration.fill(`http://localhost:${set.port}`, { name: "operator", password }, say)
  if (mark) rmSync(mark)
}

async function main() {
  const set = settings(environment())
  if (!set.storeEndpoint && existsSync(filling(set)))
    throw new Error(`The demonstration was cut off while it was being filled: delete the folder ${set.dataFolder} and start again.`)
  if (!existsSync(resolve(dist, "index.html"))) throw new Error("The pages are not built: start with npm start.")
  const { close } = await store(set)
  const edge: Edge = { publicOrigin: set.publicOrigin, cursorSecret: set.cursorSecret ?? randomBytes(32).toString("hex") }
  const server = serve({ fetch: site(edge).fetch, port: set.port, hostname: "localhost" })
  await new Promise<void>((listening, failed) => server.once("listening", listening).once("error", failed))
  const stop = () => void close().then(() => process.exit(0))
  process.once("SIGINT", stop).once("SIGTERM", stop)

  const password = randomBytes(12).toString("base64url")
  // A store of one's own that is to stay empty gets its operator from `npm run operator`, not from a log.
  const own = set.storeEndpoint && set.emptyStore
  const isNew = !own && (await Gate.ensureOperator("operator", password))
  if (isNew) say(`Người vận hành / operator: ${set.publicOrigin}/  name "operator", password "${password}" (shown this once; change it).`)
  if (isNew && !set.emptyStore) await demonstrate(set, password)
  if (await Gate.demonstrates("bac-kan")) {
    edge.demonstration = Demonstration.accounts()
    say(`Dữ liệu minh họa / demonstration: ${set.publicOrigin}/bac-kan  (the sign-in page lists its accounts).`)
  }
  say(`Sẵn sàng / ready: ${set.publicOrigin}`)
}

await main().catch((error: Error) => {
  say(error.message)
  process.exit(1)
})
