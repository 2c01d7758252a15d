import * as z from "zod"
import type { Action } from "./right.ts"
import { Actor } from "./actor.ts"
import { Id } from "./id.ts"
import { type Once, Table } from "./table.ts"

/** One act that the bloc may look back on: by person and role, never by name; no scores. `seat` acted (none: the board), `of` is whom it concerns. */
export const Entry = z.object({
  at: z.string(),
  who: z.string(),
  unit: z.string(),
  as: z.string(),
  act: z.string(),
  seat: z.string().optional(),
  of: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  why: z.string().optional(),
})
export type Entry = z.output<typeof Entry>

/** `by` is the agency that an appeal waits for: it says who may read the line, and is told to nobody. */
const Stored = Entry.extend({ _: z.literal(1).default(1), by: z.string().optional(), key: z.instanceof(Uint8Array).optional() })
export type Kept = z.output<typeof Stored>
export const Kind = Table.kind({ space: "Y#year", sk: "L#id", schema: Stored })

/** The entry of an act, for the act's own transaction. */
export function entry(
  year: string,
  act: Action,
  told: {
    seat?: string | undefined
    of?: string
    from?: string
    to?: string
    why?: string | undefined
    by?: string | undefined
    once?: Once
  },
) {
  const { person, department } = Actor.person()
  const { once, ...rest } = told
  const now = Id.moment()
  return Kind.put(
    { year, id: Id.create(now) },
    { at: new Date(now).toISOString(), who: person, unit: department, as: Actor.roleFor(act), act, ...rest, key: once?.id },
    0,
    "internal",
  )
}

/**
 * Newest first, by page, as far as `shown` lets through, for who may see the year: its noun asks. What is hidden is read over, so that
 * neither a page's length nor its cursor counts it.
 */
export async function list(year: string, shown: (entry: Kept) => boolean, { after, size = 50 }: { after?: string; size?: number } = {}) {
  const { pk } = Kind.at({ year })
  const found: { sk: string; item: Kept }[] = []
  let from = after
  do {
    const page = await Table.span(pk, { entries: Kind }, { from: "L#", to: "L#~", backwards: true, limit: size + 1, after: from })
    found.push(...page.entries.filter(({ item }) => shown(item)))
    from = page.next
  } while (from && found.length <= size)
  const items = found.slice(0, size)
  return { items: items.map(({ item }) => item), next: found.length > size ? items.at(-1)!.sk : undefined }
}

/**
 * When each seat last did something, read from the log's beginning until the year has left `phase`: a few dozen entries as a rule,
 * in pages of 200, because an act that costs four units has no room for an instant of its own.
 */
export async function times(year: string, act: Action, phase: string) {
  const found = new Map<string, string>()
  let after: string | undefined
  do {
    const range = { from: "L#", to: "L#~", limit: 200, strong: true, after }
    const { entries, next } = await Table.span(Kind.at({ year }).pk, { entries: Kind }, range)
    for (const { item } of entries) if (item.act === act && item.seat) found.set(item.seat, item.at)
    after = entries.some(({ item }) => item.act === "phase.move" && item.from === phase) ? undefined : next
  } while (after)
  return found
}

export * as Log from "./log.ts"
