import { TransactionCanceledException } from "@aws-sdk/client-dynamodb"
import { Table } from "@khoi/core/table"
import { readAll } from "./stored.ts"

type Item = Record<string, unknown>
type Call = { input: Record<string, unknown> }
type Given = { output: Record<string, unknown>; response: unknown }
type Next = (call: Call) => Promise<Given>
type Context = { commandName?: string }
export type Between = (call: Call, next: Next, command: string) => Promise<Given>

let stack = () => Table.stack()
/** From now on it is between another reading of the product and its store. */
export const onto = (table: Pick<typeof Table, "stack">) => void (stack = () => table.stack())

/** Stands between the store and everything that is called while `work` lasts; `step` is `finalizeRequest` for what the SDK itself tries again. */
export async function between<T>(mind: Between, work: () => Promise<T>, step: "initialize" | "finalizeRequest" = "initialize") {
  const name = `injected-${crypto.randomUUID()}`
  const middleware = (next: Next, context: Context) => (call: Call) => mind(call, next, context.commandName ?? "")
  const at = stack()
  at.add(middleware as never, { step, name, priority: "low" } as never)
  try {
    return await work()
  } finally {
    at.remove(name)
  }
}

export const writes = (command: string) => /Put|Update|Delete|TransactWrite/.test(command)
type Which = (k: number, command: string) => boolean
/** The k-th call, from one on, of the kind that is counted. */
export const only = (k: number) => (at: number) => at === k

/** Counts the writes and hands those that `which` picks to `mind`. */
async function picked<T>(which: Which, mind: Between, work: () => Promise<T>, of = writes) {
  let k = 0
  const result = await between((call, next, command) => (of(command) && which(++k, command) ? mind(call, next, command) : next(call)), work)
  return { result, calls: k }
}

/** Another transaction holds one of the items: the whole write is refused, and may be tried again. */
export const conflicts = <T>(which: Which, work: () => Promise<T>) =>
  picked(which, (call) => Promise.reject(canceled(call, "TransactionConflict")), work)

/** The partition is written too fast; told inside of the transaction, as it is where one of its items is too much. */
export const throttledWrites = <T>(which: Which, work: () => Promise<T>) =>
  picked(which, (call) => Promise.reject(canceled(call, "ThrottlingError")), work)

function canceled({ input }: Call, reason: string) {
  const items = (input["TransactItems"] as unknown[] | undefined) ?? [input]
  const codes = items.map((_, i) => (i ? "None" : reason))
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(", ")}]`
  return new TransactionCanceledException({ message, $metadata: {}, CancellationReasons: codes.map((Code) => ({ Code })) })
}

/** Committed, but the line breaks before the answer comes, as often as the SDK tries. */
export const lostAnswers = <T>(work: () => Promise<T>) =>
  picked(
    () => true,
    (call, next) => next(call).then(() => Promise.reject(broken())),
    work,
  )

/** The same, but the SDK tries again by itself and then hears an answer. */
export const lostOnce = <T>(work: () => Promise<T>) => {
  const first = new Set<unknown>()
  const lose: Between = async (call, next, command) => {
    const answer = await next(call)
    const token = JSON.stringify(call.input)
    if (!writes(command) || first.has(token)) return answer
    first.add(token)
    throw broken()
  }
  return between(lose, work, "finalizeRequest")
}

/** The store is not reached at all. */
export const lostCalls = <T>(which: Which, work: () => Promise<T>, of?: (command: string) => boolean) =>
  picked(which, () => Promise.reject(broken()), work, of)

/** Something else happens after all reads, just before the first write. */
export const meanwhile = <T>(other: () => Promise<unknown>, work: () => Promise<T>) =>
  picked(
    only(1),
    async (call, next) => {
      await other()
      return next(call)
    },
    work,
  )

const broken = () => Object.assign(new Error("socket hang up"), { name: "TimeoutError", code: "ECONNRESET" })

/** What the store answers to each of the first `times` requests, seen by the SDK's own retries. */
export async function throttled<T>(times: number, work: () => Promise<T>) {
  let k = 0
  const refusal = () => Object.assign(new Error("slow down"), { name: "ProvisionedThroughputExceededException", $metadata: {} })
  const result = await between((call, next) => (++k <= times ? Promise.reject(refusal()) : next(call)), work, "finalizeRequest")
  return { result, calls: k }
}

const keyOf = (item: Item) => `${item["pk"]}\n${item["sk"]}`
type Write = Record<"Put" | "Update" | "Delete", { Item?: Item; Key?: Item } | undefined>

/** Every read that is not strongly consistent gets each item of these as it was before its last write, or none where it was new. */
export async function stale<T>(work: () => Promise<T>, of: (sk: string) => boolean = () => true, strong = false) {
  const before = new Map<string, Item | undefined>()
  const served = { old: 0, strong: 0 }
  const written = ({ input }: Call) =>
    ((input["TransactItems"] as Write[] | undefined) ?? [{ Put: input, Update: undefined, Delete: undefined }])
      .map(({ Put, Update, Delete }) => Put?.Item ?? Put?.Key ?? Update?.Key ?? Delete?.Key)
      .filter((key): key is Item => !!key)
  async function mind(call: Call, next: Next, command: string) {
    if (writes(command)) {
      const keys = written(call).flatMap(({ pk, sk }) => (of(String(sk)) ? [{ pk: String(pk), sk: String(sk) }] : []))
      const olds = await readAll(keys)
      const answer = await next(call)
      keys.forEach((key, i) => before.set(keyOf(key), olds[i]))
      return answer
    }
    if (call.input["ConsistentRead"]) served.strong++
    if (call.input["ConsistentRead"] && !strong) return next(call)
    const answer = await next(call)
    const { Item, Items } = answer.output as { Item?: Item; Items?: Item[] }
    const lag = (item: Item) => {
      if (!before.has(keyOf(item))) return [item]
      served.old++
      const old = before.get(keyOf(item))
      return old ? [old] : []
    }
    return { ...answer, output: { ...answer.output, ...(Item && { Item: lag(Item)[0] }), ...(Items && { Items: Items.flatMap(lag) }) } }
  }
  return { result: await between(mind, work), served }
}
