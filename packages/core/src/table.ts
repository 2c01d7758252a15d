import * as db from "@aws-sdk/client-dynamodb"
import * as lib from "@aws-sdk/lib-dynamodb"
import { unmarshall } from "@aws-sdk/util-dynamodb"
import type * as z from "zod"
import { Actor } from "./actor.ts"
import { type Change, expression, type Item, type Must, unmet, update } from "./expression.ts"
import { type Code, Fault, missing } from "./fault.ts"
import { Meter } from "./meter.ts"
import { type Once, same } from "./once.ts"
import { Policy } from "./policy.ts"
import { tableShape } from "./table-shape.ts"
import { Trouble } from "./trouble.ts"

export { type Item, type Must, present, unmet } from "./expression.ts"
export { marked, type Once, same } from "./once.ts"
type Write = NonNullable<lib.TransactWriteCommandInput["TransactItems"]>[number]
/** One write of a transaction with its rows. */
export type Part = Write & { must: readonly Must[] }
/** The part whose state is given back; `again` knows the same act by the item that refused it. */
export type Answer<T> = Part & { item: T; again?: ((old: Item) => T | undefined) | undefined }
export type Stored<T extends z.ZodType> = z.output<T> & { v: number }
type Page = { after?: string | undefined; size?: number }

type Connection = { endpoint?: string | undefined; region?: string | undefined; table: string; credentials?: Credentials }
type Credentials = db.DynamoDBClientConfig["credentials"]
const emulated = { accessKeyId: "local", secretAccessKey: "local" }
let TableName = ""
let bare: () => db.DynamoDBClient
let doc: lib.DynamoDBDocumentClient
/** Tests inject conflicts, stale reads and broken lines here: the emulator has none. */
export const stack = () => doc.middlewareStack

/** Before the first call, and again for another table; without an endpoint the SDK finds DynamoDB by its region, and its credentials. */
export function connect({ endpoint, region = "ap-southeast-1", table, credentials = emulated }: Connection) {
  TableName = table
  bare = () => new db.DynamoDBClient({ region, maxAttempts: 3, ...(endpoint && { endpoint, credentials }) })
  doc = lib.DynamoDBDocumentClient.from(bare(), { marshallOptions: { removeUndefinedValues: true } })
  doc.middlewareStack.add(troubled, { step: "initialize", name: "troubled", priority: "high" })
  doc.middlewareStack.add(metered, { step: "initialize", name: "metered", priority: "high" })
  doc.middlewareStack.add(guarded, { step: "initialize", name: "leadingKeys", priority: "low" })
}

/** Makes the table of table-shape.ts where there is none, without its stream, which nobody reads outside of AWS; true when it did. */
export async function create() {
  const client = bare()
  const { hashKey, rangeKey } = tableShape.primaryIndex
  const shape: db.CreateTableCommandInput = {
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: Object.keys(tableShape.fields).map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: [
      { AttributeName: hashKey, KeyType: "HASH" },
      { AttributeName: rangeKey, KeyType: "RANGE" },
    ],
  }
  const ttl = { TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: tableShape.ttl } }
  const unless = (name: string) => (error: Error) => {
    if (error.name !== name) throw error
  }
  try {
    const made = await client.send(new db.CreateTableCommand(shape)).catch(unless("ResourceInUseException"))
    // Refused where it is on already; asked each time, because a start may have been cut off between the two.
    await client.send(new db.UpdateTimeToLiveCommand(ttl)).catch(unless("ValidationException"))
    return !!made
  } finally {
    client.destroy()
  }
}

type Words<P extends string> = P extends `${infer A}#${infer B}` ? Words<A> | Words<B> : P extends Uppercase<P> ? never : P
type Key<P extends string, S extends string> = Record<Exclude<Words<P> | Words<S>, "department">, string>

/** Keys are written as in the README: capitals stand, small words are filled in; tenant and department come from the actor alone. */
export const kind = <const P extends string, const S extends string, T extends z.ZodType<object>>(of: { space: P; sk: S; schema: T }) =>
  kindAt<Key<P, S>, T>(`T#tenant#${of.space}`, of.sk, of.schema)

/** The platform space, before a tenant is known. For gate.ts alone (linted), which runs every call under its own policy. */
export const platform = <const P extends string, T extends z.ZodType<object>>(of: { space: P; schema: T }) =>
  kindAt<Key<P, "-">, T>(`G#${of.space}`, "-", of.schema)

export type Kind<K, T extends z.ZodType<object>> = ReturnType<typeof kindAt<K, T>>
type AnyKind = { sk: string; read: (item: Item) => unknown }

/** In a bloc's partition the board reads from `L` to `R` and the ranking from `R` to `Y`: nothing else may sort in between. */
const ranged = ["L#id", "M", "R", "S#seat", "T", "V#verifier", "V#verifier#seat", "X#seat"]
const declared = new Set<string>()

function kindAt<K, T extends z.ZodType<object>>(space: string, sk: string, schema: T) {
  if (declared.has(`${space} ${sk}`)) throw new Error(`Two kinds stand at ${space} ${sk}.`)
  if (space === "T#tenant#Y#year" && sk >= "L" && sk < "Z" && !ranged.includes(sk))
    throw new Error(`${sk} would be read with every board or ranking.`)
  declared.add(`${space} ${sk}`)
  const fill = (key: Partial<K>) => ({
    ...(key as Record<string, string>),
    get tenant() {
      return Actor.tenant()
    },
    get department() {
      return Actor.person().department
    },
  })
  const at = (key: Partial<K>) => ({ pk: spell(space, fill(key)), sk: spell(sk, fill(key)) })
  const read = ({ pk: _pk, sk: _sk, once: _once, v = 0, ...item }: Item) => ({ ...(schema.parse(item) as object), v }) as Stored<T>
  /** Strongly consistent, as what is decided on must be. */
  async function find(key: K) {
    const { Item } = await doc.send(new lib.GetCommand({ TableName, Key: at(key), ConsistentRead: true }))
    return Item && read(Item)
  }
  const get = async (key: K) => (await find(key)) ?? missing()
  /** All below a key whose last words are left out. Only `next` tells the end: a page may also stop at 1 MB. */
  async function list(key: Partial<K>, { after, size = 50 }: Page = {}) {
    const from = at(key)
    const { Items = [], LastEvaluatedKey } = await doc.send(
      new lib.QueryCommand({
        TableName,
        KeyConditionExpression: from.sk ? "pk = :pk AND begins_with(sk, :sk)" : "pk = :pk",
        ExpressionAttributeValues: { ":pk": from.pk, ...(from.sk && { ":sk": from.sk }) },
        ConsistentRead: false,
        Limit: size,
        ...(after && { ExclusiveStartKey: { pk: from.pk, sk: from.sk + after } }),
      }),
    )
    const next = LastEvaluatedKey?.["sk"] as string | undefined
    return {
      items: Items.map((item) => ({ ...read(item), key: String(item["sk"]).slice(from.sk.length) })),
      next: next?.slice(from.sk.length),
    }
  }
  /** All pages of a list that stays short. */
  async function whole(key: Partial<K>, after?: string): Promise<Awaited<ReturnType<typeof list>>["items"]> {
    const { items, next } = await list(key, { after, size: 200 })
    return next ? [...items, ...(await whole(key, next))] : items
  }
  /** The whole item, over the version that was read; 0 where there must be none. */
  function put(key: K, item: z.input<T>, version: number, refusal: Code, once?: Once): Answer<Stored<T>> {
    const whole: Item = { ...(schema.parse(item) as object), v: version + 1, ...(once && { once }) }
    const must: Must[] = [["v", version || undefined, refusal]]
    const again = once && ((old: Item) => (same(old["once"] as Once | undefined, once) ? read(old) : undefined))
    return { Put: { TableName, Item: { ...at(key), ...whole }, ...expression(must) }, must, item: read(whole), again }
  }
  /** Some paths of an item that is there; its version moves on by one. `add` counts, `remove` takes away. */
  function change(key: K, to: Change, must: readonly Must[]): Part {
    const condition = expression([["pk", at(key).pk, "missing"], ...must])
    return { Update: { TableName, Key: at(key), ...update(to, condition) }, must }
  }
  /** Like `change`, but the item may be new, as a roll-up's is. */
  function touch(key: K, set: Record<string, unknown>): Part {
    return { Update: { TableName, Key: at(key), ...update({ set }, expression([])) }, must: [] }
  }
  const remove = (key: K, must: readonly Must[]): Part => ({ Delete: { TableName, Key: at(key), ...expression(must) }, must })
  const save = (...given: Parameters<typeof put>) => write(put(...given))
  return { sk, at, read, find, get, list, whole, put, change, touch, remove, save }
}

/** A stretch of one partition, several kinds together, each item under its kind's name; forwards or backwards. */
export async function span<const T extends Record<string, AnyKind>>(
  pk: string,
  kinds: T,
  range: { from: string; to: string; backwards?: boolean; limit?: number; strong?: boolean; after?: string | undefined },
) {
  const found: { [N in keyof T]: { sk: string; item: ReturnType<T[N]["read"]> }[] } = Object.fromEntries(
    Object.keys(kinds).map((name) => [name, []]),
  ) as never
  const names = Object.keys(kinds) as (keyof T & string)[]
  let start = range.after
  do {
    const { Items = [], LastEvaluatedKey } = await doc.send(
      new lib.QueryCommand({
        TableName,
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
        ExpressionAttributeValues: { ":pk": pk, ":from": range.from, ":to": range.to },
        ScanIndexForward: !range.backwards,
        ConsistentRead: range.strong ?? false,
        ...(range.limit && { Limit: range.limit }),
        ...(start && { ExclusiveStartKey: { pk, sk: start } }),
      }),
    )
    for (const item of Items) {
      const sk = String(item["sk"])
      const name = names.find((one) => matches(kinds[one]!.sk, sk))
      if (name) found[name].push({ sk, item: kinds[name]!.read(item) as never })
    }
    start = LastEvaluatedKey?.["sk"] as string | undefined
  } while (start && !range.limit)
  return { ...found, next: start }
}

/** Items of any kinds by their keys, in that order, a hundred in one call; undefined where there is none. They may lag unless `strong`, and are no snapshot. */
export async function several(keys: readonly { pk: string; sk: string }[], strong = false) {
  const found = new Map<string, Item>()
  let left: Record<string, unknown>[] = [...keys]
  for (let turn = 0; left.length; turn++) {
    if (turn > keys.length / 100 + 6) throw new Fault("unavailable")
    const asked = { Keys: left.slice(0, 100), ConsistentRead: strong }
    const { Responses = {}, UnprocessedKeys = {} } = await doc.send(new lib.BatchGetCommand({ RequestItems: { [TableName]: asked } }))
    for (const item of Responses[TableName] ?? []) found.set(`${item["pk"]} ${item["sk"]}`, item)
    const { Keys = [] } = UnprocessedKeys[TableName] ?? {}
    if (Keys.length) await Trouble.pause(turn)
    left = [...left.slice(100), ...Keys]
  }
  return keys.map(({ pk, sk }) => found.get(`${pk} ${sk}`))
}

/** All or nothing. The first refusal in the order given counts, the answer's own last; the same act again gets the stored answer. */
export async function write<T>(answer: Answer<T>, beside: readonly Part[] = []): Promise<T> {
  const parts = [...beside, answer]
  for (let turn = 1; ; turn++)
    try {
      if (parts.length > 1 || answer.Delete)
        await doc.send(
          new lib.TransactWriteCommand({
            TransactItems: parts.map(({ Put, Update, Delete }) => (Put ? { Put } : Update ? { Update } : { Delete })),
          }),
        )
      else if (answer.Put) await doc.send(new lib.PutCommand(answer.Put))
      else if (answer.Update) await doc.send(new lib.UpdateCommand(answer.Update as lib.UpdateCommandInput))
      return answer.item
    } catch (error) {
      const refused = refusals(error)
      const before = answer.again?.(refused.get(parts.length - 1) ?? {})
      if (before) return before
      for (const [i, old] of refused) throw new Fault(((!parts[i]!.Update || old) && unmet(parts[i]!.must, old)) || "missing")
      if (Trouble.full(error)) throw new Fault("body.large")
      if (!Trouble.passing(error)) throw error
      if (turn === 6) throw new Fault("unavailable")
      await Trouble.pause(turn)
    }
}

/** Reads and writes anew where somebody was quicker, for acts whose caller saw no version; each time one is through, so by default of twenty all are. */
export const anew = <T>(work: () => Promise<T>, turns = 20, stale: Code = "version.stale"): Promise<T> =>
  work().catch(async (error: unknown) => {
    if (turns <= 1 || !(error instanceof Fault) || error.code !== stale) throw error
    await new Promise((resolve) => setTimeout(resolve, (Math.random() * 300) / turns))
    return anew(work, turns - 1, stale)
  })

const matches = (pattern: string, sk: string) => {
  const [words, parts] = [pattern.split("#"), sk.split("#")]
  return words.length === parts.length && words.every((word, i) => word !== word.toUpperCase() || word === parts[i])
}

/** The position of each refused part, with the item that stood there. */
function refusals(error: unknown) {
  const { name, Item, CancellationReasons } = error as {
    name?: string
    Item?: never
    CancellationReasons?: { Code?: string; Item?: never }[]
  }
  const reasons = name === "ConditionalCheckFailedException" ? [{ Code: "ConditionalCheckFailed", Item }] : (CancellationReasons ?? [])
  return new Map(
    reasons.flatMap(({ Code, Item }, i) => (Code === "ConditionalCheckFailed" ? [[i, Item && unmarshall(Item)] as const] : [])),
  )
}

/** Fills a pattern; no part can hold the sign that divides them. */
const spell = (pattern: string, words: Record<string, string | undefined>) => {
  const parts = pattern.split("#")
  const filled = parts.map((part) => (part === part.toUpperCase() ? part : words[part]))
  const end = filled.indexOf(undefined)
  if (filled.some((part) => part !== undefined && part !== "-" && !/^[\p{L}\p{N}_.~ -]{1,128}$/u.test(part))) missing()
  return end < 0 ? filled.join("#") : [...filled.slice(0, end), ""].join("#")
}

type Call = { input: object }
type Next<A> = (call: A) => Promise<{ output: object; response: unknown }>

const troubled = ((next: Next<Call>) => async (call: Call) =>
  next(call).catch((error: Error) => {
    throw Trouble.stores(error) ? Object.assign(new Fault("unavailable"), { cause: error }) : error
  })) as never

/** What IAM refuses in production is refused here too. */
const guarded = ((next: Next<Call>, context: { commandName?: string }) => (call: Call) => {
  if (Policy.permits(context.commandName ?? "", call.input)) return next(call)
  throw new Error(`Outside of this session's policy: ${context.commandName}`)
}) as never

/** Adds what a call costs to the running count; a transaction's units are worked out, because the emulator misreports them. */
const metered = ((next: Next<Call>) => async (call: Call) => {
  const cost = Meter.find()
  if (!cost) return next(call)
  cost.calls++
  const { TransactItems } = call.input as lib.TransactWriteCommandInput
  const answer = await next(TransactItems ? call : { ...call, input: { ...call.input, ReturnConsumedCapacity: "TOTAL" } })
  const units = Meter.units(answer.output)
  if ("ConsistentRead" in call.input || "RequestItems" in call.input) cost.read += units
  else cost.write += TransactItems ? (await Promise.all(TransactItems.map(transacted))).reduce((sum, units) => sum + units, 0) : units
  return answer
}) as never

async function transacted({ Put, Update }: Write) {
  if (Put) return Meter.transacted(Meter.bytes(Put.Item ?? {}))
  if (!Update) return Meter.transacted(0)
  const { Item } = await Meter.unseen(() => doc.send(new lib.GetCommand({ TableName, Key: Update.Key, ConsistentRead: true })))
  return Meter.transacted(Meter.bytes(Item ?? {}))
}

export * as Table from "./table.ts"
