import * as z from "zod"
import { Actor } from "./actor.ts"
import { Creations } from "./creation.ts"
import { missing } from "./fault.ts"
import { Id } from "./id.ts"
import { Secret } from "./secret.ts"
import { type Once, Table } from "./table.ts"
import { Text } from "./text.ts"

/** A department as the province's file names it: a short code that stays, and a name. */
export const Department = z.strictObject({ code: Text.Slug, name: Text.Name() })
export const Shown = z.object({ ...Department.shape, id: z.string() })

const _ = z.literal(1).default(1)
const Kind = Table.kind({ space: "DL", sk: "id", schema: Department.extend({ _ }) })
const Code = Table.kind({ space: "U#DEPARTMENT", sk: "code", schema: z.object({ _, id: z.string() }) })
const Named = Table.kind({ space: "U#DEPARTMENTNAME", sk: "name", schema: z.object({ _, id: z.string() }) })

/** Code and name are each unique in the province. Fault `department.taken`. */
export async function create(department: z.output<typeof Department>, once: Once) {
  Actor.need("department.create")
  const id = Id.create()
  const made = await Table.write(Creations.record(id, once), parts(id, department))
  return { ...department, id: made.id }
}

/** The first department of a province, before anybody could have a right to make it. */
export async function found(department: z.output<typeof Department>) {
  const id = Id.create()
  const [answer, ...beside] = parts(id, department)
  await Table.write(answer, beside)
  return id
}

function parts(id: string, department: z.output<typeof Department>) {
  return [
    Code.put({ code: department.code }, { id }, 0, "department.taken"),
    Named.put({ name: Secret.nameKey(department.name) }, { id }, 0, "department.taken"),
    Kind.put({ id }, department, 0, "department.taken"),
  ] as const
}

/** The province's departments in the order in which they came, by page. */
export async function list(page: { after?: string | undefined }) {
  Actor.need("department.list")
  const { items, next } = await Kind.list({}, page)
  return { items: items.map(({ key, ...item }) => ({ ...item, id: key })), next }
}

/** The id of the department with this code; undefined where the province has none. */
export const known = async (code: string) => (await Code.find({ code }))?.id

/** The id of the department with this code. Fault `missing`. */
export const byCode = async (code: string) => (await known(code)) ?? missing()

/** By province and id: a code stays, so it is kept in the process. */
const codes = new Map<string, string>()
/** The code of the department with this id. Fault `missing`. */
export async function codeOf(id: string) {
  const key = `${Actor.tenant()}/${id}`
  const code = codes.get(key) ?? (await get(id)).code
  if (codes.size > 10_000) codes.clear()
  codes.set(key, code)
  return code
}

/** Faults `missing`. */
export const get = (id: string) => Kind.get({ id })

export * as Departments from "./department.ts"
