import * as z from "zod"
import { Actor } from "./actor.ts"
import { Departments } from "./department.ts"
import { Gate } from "./gate.ts"
import { Id } from "./id.ts"
import { People } from "./person.ts"
import { Text } from "./text.ts"

/** A new tenant: its code for the address, its standing office for emulation, and that office's first person. */
export const Province = z.strictObject({
  code: Text.Slug,
  name: Text.Name(),
  demonstration: z.boolean().default(false),
  department: Departments.Department,
  person: z.strictObject({ name: Text.Name(), signIn: Text.Name(60) }),
})
export const Founded = z.object({ code: z.string(), link: People.Link, department: z.string() })

/** Makes the first department and its board, then registers the province: until then nobody can reach it. Fault `province.taken`. */
export async function create({ code, name, demonstration, department, person }: z.output<typeof Province>) {
  Actor.need("province.create")
  const tenant = Id.create()
  const made = await Gate.founding(tenant, async () => {
    const id = await Departments.found(department)
    const link = await People.found(id, { ...person, roles: ["board", "leader"] })
    return { code, link, department: id }
  })
  await Gate.found(tenant, code, { name, first: made.link.person, demonstration })
  return made
}

/** Another one-time link for the first person, as long as no password was chosen: an answer may be lost, a link expire. Faults `missing`, `link.used`. */
export async function link(code: string) {
  Actor.need("province.link")
  const { tenant, first } = await Gate.registered(code)
  return Gate.founding(tenant, () => People.relink(first))
}

export * as Provinces from "./province.ts"
