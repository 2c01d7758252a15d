import { createHash, randomUUID } from "node:crypto"
import * as db from "@aws-sdk/client-dynamodb"
import * as lib from "@aws-sdk/lib-dynamodb"
import { unmarshall } from "@aws-sdk/util-dynamodb"
import { inject } from "vitest"
import { Secret } from "../packages/core/src/secret.ts"
import { Table } from "../packages/core/src/table.ts"

type Key = { pk: string; sk: string }
export type Item = Key & Record<string, unknown>
const named = ({ pk, sk }: Key) => `${pk}\n${sk}`
type Call = { input: object }
type Stack = ReturnType<typeof Table.stack>
type Request = { request: { headers: Record<string, string> } }

/** Where the table of the file that runs is; both are another's with the next file, so nobody keeps them. */
export const connection = { endpoint: inject("endpoint"), table: "" }
export let TableName = ""

/**
 * A table of its own for each file, before it is read (setup/file.ts): to look through a whole one takes as long as all who share it have
 * put there. It goes with the store; what watched the one before does so no longer.
 */
export async function begin() {
  TableName = connection.table = `khoi-thi-dua-${randomUUID()}`
  touched.clear()
  Table.connect(connection)
  curtly(Table.stack())
  single(Table.stack())
  await Table.create()
}

/** The store without the product between: it sees every partition, as no actor can. */
export const raw = lib.DynamoDBDocumentClient.from(
  new db.DynamoDBClient({
    endpoint: connection.endpoint,
    region: "ap-southeast-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  }),
)
curtly(raw.middlewareStack)

/** With the headers alone that the local store looks at: to sign and to read the others takes half of what a call does. */
export function curtly(stack: Stack) {
  stack.remove("httpSigningMiddleware")
  const authorization = "AWS4-HMAC-SHA256 Credential=local/20260101/ap-southeast-1/dynamodb/aws4_request"
  const few = ((next: (call: Request) => unknown) =>
    ({ request, ...call }: Request) => {
      const looked = Object.entries(request.headers).filter(([name]) => /^(host|content-.*|x-amz-target)$/.test(name))
      request.headers = { ...Object.fromEntries(looked), authorization }
      return next({ request, ...call })
    }) as never
  stack.add(few, { step: "finalizeRequest", name: "few headers", priority: "low" })
}

/** DynamoDB takes no write that names an item twice, whatever its conditions are; the local store asks for the conditions first. */
export function single(stack: Stack) {
  const once = ((next: (call: Call) => unknown) => (call: Call) => {
    const keys = written(call.input).map(named)
    if (new Set(keys).size < keys.length) throw new Error(`A write names an item twice: ${keys.join(", ")}`)
    return next(call)
  }) as never
  stack.add(once, { step: "initialize", name: "single", priority: "low" })
}

export const read = async ({ pk, sk }: Key) =>
  (await raw.send(new lib.GetCommand({ TableName, Key: { pk, sk }, ConsistentRead: true }))).Item as Item | undefined

/** What stands under each of these keys, in few calls. */
export async function readAll(keys: readonly Key[]) {
  const found = new Map<string, Item>()
  for (let i = 0; i < keys.length; i += 100) {
    const Keys = keys.slice(i, i + 100).map(({ pk, sk }) => ({ pk, sk }))
    const RequestItems = { [TableName]: { Keys, ConsistentRead: true } }
    const { Responses = {}, UnprocessedKeys = {} } = await raw.send(new lib.BatchGetCommand({ RequestItems }))
    if (Object.keys(UnprocessedKeys).length) throw new Error("The store gave less than it was asked for.")
    for (const item of (Responses[TableName] ?? []) as Item[]) found.set(named(item), item)
  }
  return keys.map((key) => found.get(named(key)))
}

const woken = new Map<string, number>()
/** Sessions as if they had begun in these two minutes, so that none is noted as used meanwhile: what runs for longer than a session does is not about its end. */
export async function awake(of: readonly { cookie: string }[]) {
  const now = Date.now()
  const tokens = new Set(of.flatMap(({ cookie }) => cookie.split("=")[1] ?? []))
  for (const token of [...tokens].filter((one) => now - (woken.get(one) ?? 0) > 120_000)) {
    const Key = { pk: `G#S#${Secret.kept(token)}`, sk: "-" }
    const set = { UpdateExpression: "SET #at = :now, used = :now", ExpressionAttributeNames: { "#at": "at" } }
    await raw.send(new lib.UpdateCommand({ TableName, Key, ...set, ExpressionAttributeValues: { ":now": now } }))
    woken.set(token, now)
  }
}

/** The tenant behind a province's code, which no answer ever tells. */
export const tenantOf = async (code: string) => (await read({ pk: `G#C#${code}`, sk: "-" }))?.["tenant"] as string

/** Every item of a province, in all of its partitions. */
export async function itemsOf(tenant: string) {
  const found: Item[] = []
  let start: Record<string, unknown> | undefined
  do {
    const { Items = [], LastEvaluatedKey } = await raw.send(
      new lib.ScanCommand({
        TableName,
        ConsistentRead: true,
        FilterExpression: "begins_with(pk, :start)",
        ExpressionAttributeValues: { ":start": `T#${tenant}#` },
        ...(start && { ExclusiveStartKey: start }),
      }),
    )
    found.push(...(Items as Item[]))
    start = LastEvaluatedKey
  } while (start)
  return found
}

const shown = (_: string, value: unknown) =>
  value instanceof Uint8Array
    ? Buffer.from(value).toString("hex")
    : value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value

/** One hash of everything that a province has stored: equal before and after what was refused. */
export async function fingerprint(tenant: string) {
  const lines = (await itemsOf(tenant)).map((item) => JSON.stringify(item, shown)).sort()
  return createHash("sha256").update(lines.join("\n")).digest("hex")
}

/** Puts items as they are, and takes keys away. */
export async function store(items: readonly Item[], gone: readonly Key[] = []) {
  const all = [...items.map((Item) => ({ PutRequest: { Item } })), ...gone.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }))]
  for (let i = 0; i < all.length; i += 25)
    await raw.send(new lib.BatchWriteCommand({ RequestItems: { [TableName]: all.slice(i, i + 25) } }))
}

/** A promise, so that of several who write at once each waits for what stood there before them all. */
const touched = new Map<string, { key: Key; before: Promise<Item | undefined> }>()
/** From now on every write is noted with what stood there before. Once a file, at the start: it stays. */
export function watch() {
  const noted = ((next: (call: Call) => Promise<unknown>) => async (call: Call) => {
    const keys = written(call.input)
    const fresh = keys.filter((key) => !touched.has(named(key)))
    const before = readAll(fresh)
    fresh.forEach((key, i) => touched.set(named(key), { key, before: before.then((found) => found[i]) }))
    await Promise.all(keys.map((key) => touched.get(named(key))!.before))
    return next(call)
  }) as never
  Table.stack().add(noted, { step: "initialize", name: "noted", priority: "low" })
}

/** The keys written since the last restore, with what stood there before. */
const stood = () => Promise.all([...touched.values()].map(async ({ key, before }) => ({ key, item: await before })))

/** The keys that stand otherwise than at the last restore, with their versions now; a write that was refused changes none. */
export async function changes() {
  const all = await stood()
  const now = await readAll(all.map(({ key }) => key))
  return all
    .map((one, i) => ({ ...one, now: now[i] }))
    .filter(({ item, now }) => JSON.stringify(item, shown) !== JSON.stringify(now, shown))
    .map(({ key, now }) => ({ ...key, v: now?.["v"] }))
}

/** What was written so far stays. */
export const settle = () => touched.clear()

/** Undoes every write since the last restore, so that calls do not stand in each other's way. */
export async function restore() {
  const all = await stood()
  touched.clear()
  if (!all.length) return
  await store(
    all.flatMap(({ item }) => (item ? [item] : [])),
    all.flatMap(({ key, item }) => (item ? [] : [key])),
  )
}

type Part = { Key?: object; Item?: object }
type Write = Part & { TransactItems?: Record<string, Part>[]; UpdateExpression?: string }

function written(input: object): Key[] {
  const { TransactItems, UpdateExpression, Key, Item } = input as Write
  if (TransactItems) return TransactItems.flatMap((of) => Object.values(of)).flatMap((part) => keyOf(part.Item ?? part.Key))
  return keyOf(Item ?? (UpdateExpression === undefined ? undefined : Key))
}

/** As the document client takes it, or as it goes over the line. */
function keyOf(given: object | undefined): Key[] {
  if (!given) return []
  const { pk, sk } = given as Record<"pk" | "sk", string | { S: string }>
  return [(typeof pk === "string" ? { pk, sk } : unmarshall({ pk, sk } as never)) as Key]
}
