import { AsyncLocalStorage } from "node:async_hooks"
import { Actor } from "./actor.ts"

/** Gate reaches the platform space and the one tenant that it has resolved; nobody else leaves the own tenant. */
const widened = new AsyncLocalStorage<readonly string[]>()

/** For gate.ts alone: `work` may touch partitions that begin with `G#`, and those of `tenant` once it is known. */
export const asGate = <T>(tenant: string | undefined, work: () => T) => widened.run(["G#", ...(tenant ? [`T#${tenant}#`] : [])], work)

/** The beginnings of partition keys that dynamodb:LeadingKeys of this session's policy would allow. */
export function leading(): readonly string[] {
  const actor = Actor.find()
  return widened.getStore() ?? (actor && actor.kind !== "operator" ? [`T#${actor.tenant}#`] : [])
}

const calls = ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "TransactWriteItems"]

/**
 * What IAM decides in production, decided again beside every command: only the calls named, only partitions of the session.
 * A command without any key (a scan) is refused, as `Null: { "dynamodb:LeadingKeys": "false" }` does.
 */
export function permits(command: string, input: unknown) {
  const call = command
    .replace(/Command$/, "")
    .replace(/^(Get|Put|Update)$/, "$1Item")
    .replace(/^TransactWrite$/, "TransactWriteItems")
    .replace(/^BatchGet$/, "BatchGetItem")
  const keys = partitions(input)
  const allowed = leading()
  const may = calls.includes(call) && (widened.getStore() !== undefined || !removes(input))
  return may && keys.length > 0 && keys.every((key) => allowed.some((start) => key.startsWith(start)))
}

/** Only gate takes items away: sessions that end. */
const removes = (input: unknown) => !!(input as { TransactItems?: { Delete?: unknown }[] }).TransactItems?.some(({ Delete }) => Delete)

/** Every partition key in a command's input, wherever the API lets one stand. */
function partitions(input: unknown): string[] {
  if (!input || typeof input !== "object") return []
  return Object.entries(input).flatMap(([name, value]) => {
    if (name === "pk" || name === ":pk") return [typeof value === "string" ? value : String((value as { S?: string })?.S ?? "")]
    return name === "Item" ? partitions({ pk: (value as { pk?: unknown }).pk }) : partitions(value)
  })
}

export * as Policy from "./policy.ts"
