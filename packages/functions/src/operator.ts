import { randomBytes } from "node:crypto"
import { parseArgs } from "node:util"
import { Fault, faults } from "@khoi/core/fault"
import { Gate } from "@khoi/core/gate"
import { Table } from "@khoi/core/table"
import { Text } from "@khoi/core/text"
import { environment, settings, store } from "./settings.ts"

const usage = `npm run operator -- NAME            (a-z, 0-9, -) tạo người vận hành, in mật khẩu dùng một lần / makes an operator, prints a one-time password
npm run operator -- NAME --again    cho người đã có một mật khẩu mới, kết thúc mọi phiên / gives one that is there another, ends its sessions
The table: TABLE_NAME with AWS_REGION and AWS credentials (npx sst shell sets them), or with STORE_ENDPOINT.`
/** As of `npm run bloc`: 2 is for bad input alone. */
const exit = { good: 0, failed: 1, bad: 2 }
const say = (line: string) => process.stderr.write(`${line}\n`)

/** The password goes to standard output alone, so that it can be handed on without being shown. */
async function main(): Promise<number> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { again: { type: "boolean", default: false } } })
  const [given = "", ...more] = positionals
  const name = Text.Slug.safeParse(given)
  if (!name.success || more.length) {
    say(usage)
    return exit.bad
  }
  const set = settings(environment(), ["TABLE_NAME"])
  Table.connect(store(set))
  const password = randomBytes(15).toString("base64url")
  const where = `${set.tableName} (${set.storeEndpoint ?? set.region})`
  if (!(await Gate.ensureOperator(name.data, password, { once: true, again: values.again }))) {
    say(`${name.data} đã có / is there already, ${where}. --again: mật khẩu mới / another password.`)
    return exit.failed
  }
  say(`${name.data}, ${where}: đăng nhập một lần trong 24 giờ rồi đổi mật khẩu / sign in once within 24 hours, then change this password:`)
  process.stdout.write(`${password}\n`)
  return exit.good
}

/** What the store said, where it refused; no stack, as nothing here is this program's fault. */
function reason(error: Error & { $metadata?: object }) {
  if (error instanceof Fault) return [faults[error.code][1], (error.cause as Error | undefined)?.message].filter(Boolean).join(" ")
  return `${error.$metadata ? `${error.name}: ` : ""}${error.message}`
}

process.exitCode = await main().catch((error: Error) => {
  say(reason(error))
  return (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS") ? exit.bad : exit.failed
})
