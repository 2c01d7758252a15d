import * as z from "zod"
import { Fault } from "./fault.ts"
import { type Answer, type Must, type Part, Table } from "./table.ts"

const _ = z.literal(1).default(1)
const space = "Y#year"
/** An input of result `n` as it was before the first change after a reopening; `was` is the version that it had. */
const schema = z.object({ _, was: z.int(), item: z.record(z.string(), z.unknown()) })
const Decided = Table.kind({ space, sk: "Z#n#T", schema })
const Agency = Table.kind({ space, sk: "Z#n#V#verifier", schema })
const Verified = Table.kind({ space, sk: "Z#n#V#verifier#seat", schema })

type Root = { reopened?: number | undefined }
/** An input that is about to change: `verifier` and `seat` where it is a verified sheet; nothing where there was none before. */
export type Old = { verifier?: string; seat?: string; item: (object & { v: number }) | undefined }

/** The row that proves which snapshot's inputs are to be kept; what was read before a reopening is read anew. */
export const same = ({ reopened }: Root): Must => ["reopened", reopened, "year.moved"]

function keep(year: string, n: string, { verifier, seat, item }: Old): Part[] {
  if (!item) return []
  const { v, ...rest } = item
  const kept = [{ was: v, item: rest as Record<string, unknown> }, 0, "snapshot.kept"] as const
  if (!verifier) return [Decided.put({ year, n }, ...kept)]
  return [seat ? Verified.put({ year, n, verifier, seat }, ...kept) : Agency.put({ year, n, verifier }, ...kept)]
}

/**
 * Writes a change of a result's inputs. After a reopening the first change of each copies the old item beside the snapshot that it
 * went into, in the same transaction; the snapshot itself stays.
 */
export async function write<T>(year: string, root: Root, olds: readonly Old[], answer: Answer<T>, parts: readonly Part[]): Promise<T> {
  const copies = root.reopened ? olds.flatMap((old) => keep(year, `${root.reopened}`, old)) : []
  if (!copies.length) return Table.write(answer, parts)
  return Table.write(answer, [...parts, ...copies]).catch((error: unknown) => {
    if (!(error instanceof Fault) || error.code !== "snapshot.kept") throw error
    return Table.write(answer, parts)
  })
}

export * as Snapshots from "./snapshot.ts"
