import { AsyncLocalStorage } from "node:async_hooks"

/** Calls to the store, and the capacity units that DynamoDB would bill for them. */
export type Cost = { calls: number; read: number; write: number }
const running = new AsyncLocalStorage<Cost>()

/** What `work` costs. An update's item is read back to know its size, so this is for tests. */
export async function count<T>(work: () => Promise<T>) {
  const cost: Cost = { calls: 0, read: 0, write: 0 }
  return { result: await running.run(cost, work), cost }
}
export const find = () => running.getStore()

/** Outside of any count: for the meter's own look at an item. */
export const unseen = <T>(work: () => T) => running.exit(work)

type Spent = { CapacityUnits?: number }
/** The units that an answer tells; of a batch, over its tables. */
export const units = ({ ConsumedCapacity = [] }: { ConsumedCapacity?: Spent | Spent[] }) =>
  [ConsumedCapacity].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0)

/** Bytes of an item as DynamoDB counts them (Developer Guide, "Item sizes and formats"). */
export const bytes = (item: object) => kept(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + weigh(value), 0)

/** What is undefined is left out when an item is stored. */
const kept = (item: object) => Object.entries(item).filter(([, value]) => value !== undefined)

/** A transaction writes each item twice: two units per started kB, the larger of before and after. */
export const transacted = (...sizes: number[]) => 2 * Math.max(1, Math.ceil(Math.max(...sizes, 1) / 1024))

function weigh(value: unknown): number {
  if (value === null || typeof value === "boolean") return 1
  if (typeof value === "string") return Buffer.byteLength(value)
  if (typeof value === "number") return 1 + Math.ceil(String(value).replace(/\D|0+$/g, "").length / 2) + (value < 0 ? 1 : 0)
  if (value instanceof Uint8Array) return value.length
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + 1 + weigh(one), 3)
  return kept(value as object).reduce((sum, [name, one]) => sum + 1 + Buffer.byteLength(name) + weigh(one), 3)
}

export * as Meter from "./meter.ts"
