import { randomBytes } from "node:crypto"
import { createReadStream } from "node:fs"
import type { AddressInfo } from "node:net"
import { resolve } from "node:path"
import { parseArgs } from "node:util"
import { serve } from "@hono/node-server"
import { Actor } from "@khoi/core/actor"
import { Archives } from "@khoi/core/archive"
import type { BlocYear } from "@khoi/core/bloc-year"
import { Fault, faults } from "@khoi/core/fault"
import { at } from "@khoi/core/file-pointer"
import { Gate } from "@khoi/core/gate"
import type { Lacking } from "@khoi/core/ranking-rule"
import { Table } from "@khoi/core/table"
import { stringify } from "yaml"
import { app } from "./app.ts"
import { blocYear, largest, type Placed } from "./bloc-file.ts"
import { client } from "./client.ts"
import { faultLines } from "./file-fault-words.ts"
import { type Lived, live } from "./live.ts"
import { environment, settings, store as connection } from "./settings.ts"
import { Store } from "./store.ts"

const usage = `npm run bloc -- run FILE [--json]                chạy cả năm trong tệp trên một kho tạm, in kết quả
npm run bloc -- import FILE [--json]             đưa năm trong tệp vào hệ thống đang chạy; tệp cũ thì không đổi gì
npm run bloc -- export PROVINCE/BLOC/YEAR        viết năm đã khóa kết quả ra tệp (--json: dạng JSON)`
/** 2 is for bad input alone. */
const exit = { good: 0, failed: 1, bad: 2 }
const say = (line: string) => process.stderr.write(`${line}\n`)
const print = (text: string) => process.stdout.write(`${text}\n`)

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: "boolean", default: false } } })
  const [command, file, ...more] = positionals
  if (!["run", "import", "export"].includes(command ?? "") || !file || more.length) {
    say(usage)
    return exit.failed
  }
  if (command === "export") return write(file, values.json)
  const year = blocYear(await bytes(file), say)
  if (command === "import") return bring(year, values.json)
  const result = await temporary((base, operator) => live(base, operator, year, say))
  print(values.json ? JSON.stringify(result) : table(year, result))
  return exit.good
}

/** The file's year into the store of the running platform, as its province's board. */
async function bring(year: BlocYear, json: boolean) {
  const { id, made, departments } = await onStore(() => asBoard(year.province.id, () => Archives.bring(year)))
  for (const { code, name } of departments) say(`Lập đơn vị mới: ${code}, “${name}”.`)
  say(made ? `Đã đưa vào: ${year.bloc.name}, năm ${year.year}.` : "Năm này đã có đúng như trong tệp: không đổi gì.")
  if (json) print(JSON.stringify({ id, made }))
  return exit.good
}

/** A closed year of the running platform as its file. */
async function write(address: string, json: boolean) {
  const [province = "", bloc = "", year = "", ...more] = address.split("/")
  if (more.length || !/^\d{4}$/.test(year)) {
    say(usage)
    return exit.failed
  }
  const found = Archives.short(await onStore(() => asBoard(province, () => Archives.find(bloc, Number(year)))))
  print(json ? JSON.stringify(found) : stringify(found, { lineWidth: 0 }).trimEnd())
  return exit.good
}

/** Whoever may write to the store acts as the board of the province, under no account of a person. Fault `file.reference` where there is none. */
async function asBoard<T>(code: string, work: () => Promise<T>) {
  const operator = { kind: "operator", name: "command", session: "-" } as const
  const known = await Actor.run(operator, () => Gate.registered(code)).catch((error: unknown) => {
    throw error instanceof Fault && error.code === "missing" ? new Fault("input.invalid", [at("file.reference", "province", "id")]) : error
  })
  const actor = { kind: "person", tenant: known.tenant, person: "command", department: "-", roles: ["board"], session: "-" } as const
  return Actor.run(actor, work)
}

/** The store that STORE_ENDPOINT or, on AWS, TABLE_NAME names; else the embedded one, beside the running platform or on its folder while it stands still. */
async function onStore<T>(work: () => Promise<T>) {
  const env = environment()
  const set = settings(env)
  const { dataFolder, region, tableName: table } = set
  const running = set.storeEndpoint ? undefined : await Store.running(dataFolder)
  if (running || set.storeEndpoint || env["TABLE_NAME"]) {
    Table.connect(running ? { endpoint: running, region, table } : connection(set))
    return work()
  }
  const store = await Store.start({ folder: dataFolder, region, table })
  return work().finally(store.close)
}

/** Npm runs scripts in the project's folder and tells from where it was called. */
const bytes = (file: string) =>
  head(resolve(process.env["INIT_CWD"] ?? "", file)).catch((error: Error) => {
    say(`Không mở được tệp (${error.message}).`)
    throw new Fault("file.unreadable", [at("file.unreadable")])
  })

/** As many bytes as a file may have and one more, so that one without an end is not read to it. */
async function head(path: string) {
  const chunks: Buffer[] = []
  for await (const chunk of createReadStream(path, { end: largest })) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** The whole platform over an empty store in memory, for as long as the work lasts. */
async function temporary<T>(work: (base: string, operator: ReturnType<typeof client>) => Promise<T>) {
  const store = await Store.start({ table: "khoi-thi-dua" })
  const edge = { publicOrigin: "http://localhost", cursorSecret: randomBytes(32).toString("hex") }
  const server = serve({ fetch: app(edge).fetch, port: 0, hostname: "127.0.0.1" })
  try {
    await new Promise<void>((listening, failed) => server.once("listening", listening).once("error", failed))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const account = { name: "operator", password: randomBytes(18).toString("base64url") }
    await Gate.ensureOperator(account.name, account.password)
    const operator = client(base)
    await operator.open({ ...account, province: null })
    return await work(base, operator)
  } finally {
    if ("closeAllConnections" in server) server.closeAllConnections()
    server.close()
    await store.close()
  }
}

/** Ranks with names and official scores, and what is proposed. */
function table({ members }: BlocYear, { units, proposal }: Lived) {
  const names = new Map(members.map(({ id, name }) => [id, name]))
  const width = Math.max(...[...names.values()].map(({ length }) => length))
  const score = (points: number | null) => points?.toLocaleString("vi", { minimumFractionDigits: 2, useGrouping: false }) ?? "–"
  const place = (id: string) => (proposal.flags.includes(id) ? "Cờ thi đua" : proposal.certificates.includes(id) ? "Bằng khen" : "")
  const row = (rank: string, name: string, points: string, proposed: string) =>
    `${rank.padStart(4)}  ${name.padEnd(width)}  ${points.padStart(9)}  ${proposed}`.trimEnd()
  return [
    row("Hạng", "Đơn vị", "Điểm", "Đề nghị"),
    ...units.map(({ id, rank, official }) => row(`${rank ?? "–"}`, names.get(id) ?? id, score(official), place(id))),
  ].join("\n")
}

type Told = Placed & Partial<Lacking>
/** What is wrong with the file, each place with its sentence and the units that it is about. */
const problem = ({ code, fields }: { code: Fault["code"]; fields: readonly Told[] }) => ({
  code,
  fields: fields.map(({ path, code, units, line }) => {
    const sentence = `${line ? `Line ${line}: ` : ""}${faults[code][1]}`
    return units ? { path, code, units, message: `${sentence} Units: ${units.join(", ")}.` } : { path, code, message: sentence }
  }),
})

process.exitCode = await main().catch((error: unknown) => {
  if (error instanceof Fault) {
    print(JSON.stringify(problem(error), null, 2))
    for (const line of faultLines(error.code, error.fields as readonly Told[])) say(line)
    return exit.bad
  }
  say(`Không làm được: ${error instanceof Error ? error.message : String(error)}`)
  return exit.failed
})
