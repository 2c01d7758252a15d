import * as z from "zod"
import { Actor } from "./actor.ts"
import { Secret } from "./secret.ts"
import { type Once, Table } from "./table.ts"

/** Seconds for which a creation tried again under its key finds what it made. */
const kept = 48 * 3600
const _ = z.literal(1).default(1)
const Kind = Table.kind({ space: "I", sk: "person#key", schema: z.object({ _, id: z.string(), ttl: z.int() }) })

/**
 * The record of a creation's Idempotency-Key, as the answer of its transaction: tried again it gives the id that was made first.
 * Fault `key.reused` where the key came with something else.
 */
export const record = (id: string, once: Once) =>
  Kind.put(
    { person: Actor.person().person, key: Secret.hex(once.id) },
    { id, ttl: Math.ceil(Date.now() / 1000) + kept },
    0,
    "key.reused",
    once,
  )

export * as Creations from "./creation.ts"
