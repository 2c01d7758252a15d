import * as z from "zod"
import { Actor } from "./actor.ts"
import { Creations } from "./creation.ts"
import { Id } from "./id.ts"
import { type Once, Table } from "./table.ts"
import { Text } from "./text.ts"

/** A bloc of departments with like functions. */
export const Bloc = z.strictObject({ code: Text.Slug, name: Text.Name() })
export const Shown = z.object({ ...Bloc.shape, id: z.string() })

const _ = z.literal(1).default(1)
const Kind = Table.kind({ space: "BL", sk: "id", schema: Bloc.extend({ _ }) })
const Code = Table.kind({ space: "U#BLOC", sk: "code", schema: z.object({ _, id: z.string() }) })

/** The code is unique in the province. Fault `bloc.taken`. */
export async function create(bloc: z.output<typeof Bloc>, once: Once) {
  Actor.need("bloc.create")
  const id = Id.create()
  const made = await Table.write(Creations.record(id, once), [
    Code.put({ code: bloc.code }, { id }, 0, "bloc.taken"),
    Kind.put({ id }, bloc, 0, "bloc.taken"),
  ])
  return { ...bloc, id: made.id }
}

/** The province's blocs in the order in which they came, by page. */
export async function list(page: { after?: string | undefined }) {
  Actor.need("bloc.list")
  const { items, next } = await Kind.list({}, page)
  return { items: items.map(({ key, ...item }) => ({ ...item, id: key })), next }
}

/** The id of the bloc with this code; undefined where the province has none. */
export const known = async (code: string) => (await Code.find({ code }))?.id

/** Faults `missing`. */
export const get = (id: string) => Kind.get({ id })

export * as Blocs from "./bloc.ts"
