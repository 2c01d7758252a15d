import { createHash, randomUUID } from "node:crypto"
import * as db from "@aws-sdk/client-dynamodb"
import * as lib from "@aws-sdk/lib-dynamodb"
import { unmarshall } from "@aws-sdk/util-dynamodb"
import { inject } from "vitest"
import { Secret } from "../packages/core/src/secret.ts"
import { Table } from "../packages/core/src/table.ts"

type Key = { pk: string; sk: string }
export type Item = Key & Record<string, unknown>
type Stack = ReturnType<typeof Table.stack>
type Request = { request: { headers: Record<string, string> } }

/** This file's own table: to look through a whole one takes as long as all who share it have put there. It goes with the store. */
export const connection = { endpoint: inject("endpoint"), table: `khoi-thi-dua-${randomUUID()}` }
export const TableName = connection.table
Table.connect(connection)
await Table.create()
unsigned(Table.stack())
/** The store without the product between: it sees every partition, as no actor can. */
export const raw = lib.DynamoDBDocumentClient.from(
  new db.DynamoDBClient({
    endpoint: connection.endpoint,
    region: "ap-southeast-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  }),
)
unsigned(raw.middlewareStack)

/** The store wants a signature and looks at none; to make one takes a third of what a call does. */
function unsigned(stack: Stack) {
  stack.remove("httpSigningMiddleware")
  const word = ((next: (call: Request) => unknown) => (call: Request) => {
    call.request.headers["authorization"] = "AWS4-HMAC-SHA256 Credential=local/20260101/ap-southeast-1/dynamodb/aws4_request"
    return next(call)
  }) as never
  stack.add(word, { step: "finalizeRequest", name: "unsigned", priority: "low" })
}

export const read = async ({ pk, sk }: Key) =>
  (await raw.send(new lib.GetCommand({ TableName, Key: { pk, sk }, ConsistentRead: true }))).Item as Item | undefined

/** Sessions as if they had just begun: what runs for longer than a session does is not about its end. */
export const awake = (of: readonly { cookie: string }[]) =>
  Promise.all(
    [...new Set(of.map(({ cookie }) => cookie.split("=")[1]))].flatMap((token) => {
      const Key = { pk: `G#S#${Secret.kept(token ?? "")}`, sk: "-" }
      const set = { UpdateExpression: "SET #at = :now, used = :now", ExpressionAttributeNames: { "#at": "at" } }
      return token ? [raw.send(new lib.UpdateCommand({ TableName, Key, ...set, ExpressionAttributeValues: { ":now": Date.now() } }))] : []
    }),
  )

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
type Call = { input: object }

/** From now on every write is noted with what stood there before. Once a file, at the start: it stays. */
export function watch() {
  const noted = ((next: (call: Call) => Promise<unknown>) => async (call: Call) => {
    for (const key of written(call.input)) {
      const at = `${key.pk}\n${key.sk}`
      const one = touched.get(at) ?? { key, before: read(key) }
      touched.set(at, one)
      await one.before
    }
    return next(call)
  }) as never
  Table.stack().add(noted, { step: "initialize", name: "noted", priority: "low" })
}

/** The keys that stand otherwise than at the last restore, with their versions now; a write that was refused changes none. */
export async function changes() {
  const now = await Promise.all([...touched.values()].map(async ({ key, before }) => ({ key, item: await before, now: await read(key) })))
  return now
    .filter(({ item, now }) => JSON.stringify(item, shown) !== JSON.stringify(now, shown))
    .map(({ key, now }) => ({ ...key, v: now?.["v"] }))
}

/** What was written so far stays. */
export const settle = () => touched.clear()

/** Undoes every write since the last restore, so that calls do not stand in each other's way. */
export async function restore() {
  const all = await Promise.all([...touched.values()].map(async ({ key, before }) => ({ key, item: await before })))
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
