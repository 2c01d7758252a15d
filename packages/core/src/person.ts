import * as z from "zod"
import { Actor, type Role, roles } from "./actor.ts"
import { Creations } from "./creation.ts"
import { Departments } from "./department.ts"
import { Fault, missing } from "./fault.ts"
import { Gate } from "./gate.ts"
import { Id } from "./id.ts"
import { Secret } from "./secret.ts"
import { type Once, type Part, Table } from "./table.ts"
import { Text } from "./text.ts"

/** What a leader, or the board, may make somebody in a department; none at all suspends. */
export const Roles = z
  .array(z.enum(roles))
  .max(roles.length)
  .transform((given) => roles.filter((role) => given.includes(role)))
export const Added = z.strictObject({ name: Text.Name(), signIn: Text.Name(60), roles: Roles })
export const Changed = z.strictObject({ name: Text.Name(), roles: Roles })
export const Member = z.object({ person: z.string(), name: z.string(), signIn: z.string(), roles: z.array(z.enum(roles)) })
/** The link's secret is shown once, to who made it, and is no longer readable afterwards. */
export const Link = z.object({ person: z.string(), token: z.string(), until: z.string() })

const _ = z.literal(1).default(1)
const SignedIn = z.object({ key: z.string(), at: z.iso.datetime(), department: z.string(), agent: z.string() })
/** One item a person; erasing somebody overwrites it. Departments map to the roles held in each. */
export const Person = Table.kind({
  space: "P",
  sk: "person",
  schema: z.object({
    _,
    name: z.string(),
    signIn: z.string(),
    departments: z.record(z.string(), z.array(z.enum(roles))),
    sessions: z.array(SignedIn).default([]),
    password: z.string().optional(),
    link: z.object({ hash: z.string(), until: z.iso.datetime() }).optional(),
  }),
})
/** Sign-in names are unique in a province. */
export const SignInName = Table.kind({ space: "U#SIGNIN", sk: "name", schema: z.object({ _, person: z.string() }) })
const Membership = Table.kind({ space: "D#unit", sk: "P#person", schema: Member.extend({ _ }) })

/** Days that a one-time link is good for. */
const linkDays = 7
const linkFor = (person: string) => {
  const secret = Secret.token()
  const until = new Date(Date.now() + linkDays * 86_400_000).toISOString()
  return { stored: { hash: Secret.kept(secret), until }, shown: { person, token: `${person}.${secret}`, until } }
}

const isBoard = () => Actor.person().roles.includes("board")
function refuse(): never {
  throw new Fault("person.role", [{ in: "json", path: "/roles", code: "person.role" }])
}

/** Only the board gives `board` and `council`, and only the board acts in a department that is not its own. */
function allowed(department: string, given: readonly Role[]) {
  if (isBoard()) return
  if (department !== Actor.person().department) missing()
  if (given.some((role) => role === "board" || role === "council")) refuse()
}

/**
 * A person new to the department, with a one-time link to choose a password; tried again under its key, another link for the same
 * person. Faults `missing`, `person.taken`, `person.role`, `key.reused`.
 */
export async function add(department: string, added: z.output<typeof Added>, once: Once) {
  Actor.need("person.add")
  allowed(department, added.roles)
  return make(department, added, once)
}

/** The department's first leader, made by the board. Faults `missing`, `person.taken`, `key.reused`. */
export async function appoint(department: string, { name, signIn }: { name: string; signIn: string }, once: Once) {
  Actor.need("leader.appoint")
  return make(department, { name, signIn, roles: ["leader"] }, once)
}

async function make(department: string, added: z.output<typeof Added>, once: Once) {
  await Departments.get(department)
  const { shown, parts } = born(department, added)
  const { id } = await Table.write(Creations.record(shown.person, once), parts)
  return id === shown.person ? shown : relink(id)
}

/** The first person of a province, before anybody could have a right to make it. */
export async function found(department: string, added: z.output<typeof Added>) {
  const { shown, parts } = born(department, added)
  const [answer, ...beside] = parts
  await Table.write(answer, beside)
  return shown
}

function born(department: string, { name, signIn, roles }: z.output<typeof Added>) {
  const person = Id.create()
  const { stored, shown } = linkFor(person)
  const parts = [
    SignInName.put({ name: Secret.nameKey(signIn) }, { person }, 0, "person.taken"),
    Person.put({ person }, { name, signIn, departments: { [department]: roles }, link: stored }, 0, "person.taken"),
    Membership.put({ unit: department, person }, { person, name, signIn, roles }, 0, "person.taken"),
  ] as const
  return { shown, parts }
}

/** Another link for somebody who has not chosen a password yet. Faults `missing`, `link.used`. */
export const relink = (person: string) =>
  Table.anew(async () => {
    const { v, ...whole } = await Person.get({ person })
    if (whole.password) throw new Fault("link.used")
    const { stored, shown } = linkFor(person)
    await Person.save({ person }, { ...whole, link: stored }, v, "version.stale")
    return shown
  })

/** A department's people, by page. Fault `missing`. */
export async function list(department: string, page: { after?: string | undefined }) {
  Actor.need("person.list")
  allowed(department, [])
  await Departments.get(department)
  return Membership.list({ unit: department }, page)
}

/** One person of a department, with the version that a change of it replaces. */
export async function read(department: string, person: string) {
  Actor.need("person.read")
  allowed(department, [])
  return Membership.get({ unit: department, person })
}

/**
 * Name and roles in this department, at once in every session that the person has open there. The board may take in somebody who
 * works elsewhere in the province: version 0. Faults `missing`, `person.role`, `version.stale`.
 */
export async function change(department: string, person: string, { name, roles }: z.output<typeof Changed>, version: number) {
  Actor.need("person.change")
  allowed(department, [])
  const known = await Membership.find({ unit: department, person })
  if (!known && !isBoard()) missing()
  await Departments.get(department)
  const { v, ...whole } = await Person.get({ person })
  const held = known ?? { person, signIn: whole.signIn, roles: [] }
  allowed(department, [...roles, ...held.roles.filter((role) => role === "board" || role === "council")])
  // Whoever would take the own leading role away would leave nobody to give it back.
  if (person === Actor.person().person && !roles.includes(held.roles[0] ?? "viewer")) refuse()
  const here = whole.sessions.filter((session) => session.department === department)
  const stays = roles.length ? whole.sessions : whole.sessions.filter((session) => session.department !== department)
  // Who made a link could not know what the person would become: other roles make it void.
  const link = roles.join() === held.roles.join() ? whole.link : undefined
  const changed = { ...whole, link, name, departments: { ...whole.departments, [department]: roles }, sessions: stays }
  return Gate.commit(Membership.put({ unit: department, person }, { ...held, name, roles }, version, "version.stale"), [
    Person.put({ person }, changed, v, "version.stale"),
    ...(await stillThere(person)),
    ...Gate.rewrite(here, roles),
  ])
}

/** Two who take each other's roles away at once would both be gone: the actor's own membership must stand as it was read. */
async function stillThere(changed: string): Promise<Part[]> {
  const { department: unit, person } = Actor.person()
  if (person === changed) return []
  const { v } = await Membership.get({ unit, person })
  return [Membership.change({ unit, person }, {}, [["v", v, "version.stale"]])]
}

/** A fresh one-time link; the old password stays until it is used. Whoever leads, or works elsewhere too, gets it from the board alone. */
export async function link(department: string, person: string) {
  Actor.need("person.link")
  const held = await read(department, person)
  allowed(department, held.roles)
  if (!isBoard() && held.roles.includes("leader") && person !== Actor.person().person) refuse()
  return Table.anew(async () => {
    const { v, ...whole } = await Person.get({ person })
    if (!isBoard() && Object.entries(whole.departments).some(([where, roles]) => where !== department && roles.length)) refuse()
    const { stored, shown } = linkFor(person)
    await Person.save({ person }, { ...whole, link: stored }, v, "version.stale")
    return shown
  })
}

export * as People from "./person.ts"
