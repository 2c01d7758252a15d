import { alike } from "./expression.ts"
import { Fault } from "./fault.ts"

/** An act's Idempotency-Key and its payload, each hashed to 16 bytes; kept in the item that the act changes. */
export type Once = { id: Uint8Array<ArrayBuffer>; of: Uint8Array<ArrayBuffer> }

/** Whether the item was written by this very act; the same key with another payload is a fault. */
export function same(old: Once | undefined, once: Once) {
  if (!old || !alike(old.id, once.id)) return false
  if (!alike(old.of, once.of)) throw new Fault("key.reused")
  return true
}

/** The same for the mark of an act. */
export function marked(old: unknown, mark: Uint8Array) {
  if (!(old instanceof Uint8Array) || !alike(old.slice(0, 4), mark.slice(0, 4))) return false
  if (!alike(old, mark)) throw new Fault("key.reused")
  return true
}
