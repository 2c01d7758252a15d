import * as z from "zod"
import { Actor, type Role, roles } from "./actor.ts"
import { Fault, missing } from "./fault.ts"
import { Id } from "./id.ts"
import { Passwords } from "./password.ts"
import { Person, SignInName } from "./person.ts"
import { Policy } from "./policy.ts"
import { Secret } from "./secret.ts"
import { type Answer, type Part, platform, Table } from "./table.ts"
import { Text } from "./text.ts"

const minute = 60_000
/** A session ends after half an hour without a call and after twelve hours in any case; five at once for one person. */
export const limits = { idle: 30 * minute, whole: 720 * minute, touch: 5 * minute, sessions: 5, tries: 8, lock: 15 * minute } as const

export const Credentials = z.strictObject({
  province: Text.Slug.nullable(),
  name: z.string("input.text").min(1, "input.text").max(200, "input.text"),
  password: z.string("input.text").min(1, "input.text").max(512, "input.text"),
})
export const Redeemed = z.strictObject({
  province: Text.Slug,
  token: z.string("input.text").max(200, "input.text"),
  password: Passwords.Password,
})
/** A session as its owner sees it. */
export const Listed = z.object({ at: z.string(), agent: z.string(), current: z.boolean() })

const _ = z.literal(1).default(1)
const Session = platform({
  space: "S#token",
  schema: z.object({
    _,
    tenant: z.string().optional(),
    province: z.string().optional(),
    person: z.string(),
    department: z.string(),
    roles: z.array(z.enum(roles)),
    at: z.int(),
    used: z.int(),
    ttl: z.int(),
  }),
})
const Attempts = platform({ space: "A#who", schema: z.object({ _, fails: z.int(), at: z.int(), ttl: z.int() }) })
const Tenant = platform({
  space: "T#province",
  schema: z.object({ _, code: z.string(), name: z.string(), demonstration: z.boolean().default(false) }),
})
const Province = platform({ space: "C#code", schema: z.object({ _, tenant: z.string() }) })
const OperatorItem = platform({
  space: "O#name",
  schema: z.object({
    _,
    password: z.string(),
    sessions: z.array(z.object({ key: z.string(), at: z.iso.datetime(), agent: z.string() })).default([]),
  }),
})

const seconds = (ms: number) => Math.ceil(ms / 1000)
const apart = <T>(work: () => Promise<T>) => Policy.asGate(undefined, work)
/** As gate inside of one tenant that it has resolved itself. */
const inside = <T>(tenant: string, work: () => Promise<T>) => Actor.run({ kind: "system", tenant }, () => Policy.asGate(tenant, work))

/** What a cookie's token is worth now: the actor, or undefined when it is unknown, idle too long or too old. One strongly consistent get. */
export async function actor(token: string): Promise<Actor | undefined> {
  const key = Secret.kept(token)
  const session = await apart(() => Session.find({ token: key }))
  const now = Date.now()
  if (!session || now - session.used >= limits.idle || now - session.at >= limits.whole) return undefined
  if (now - session.used > limits.touch)
    await apart(() => Table.write({ ...Session.change({ token: key }, { set: { used: now } }, []), item: undefined })).catch(
      () => undefined,
    )
  const { tenant, person, department } = session
  return tenant
    ? { kind: "person", tenant, person, department, roles: session.roles, session: key }
    : { kind: "operator", name: person, session: key }
}

/** Signs in with a name and a password. Faults `session.refused` (whatever was wrong) and `session.locked`. */
export async function open({ province, name, password }: z.output<typeof Credentials>, agent: string) {
  const signIn = Text.folded(name).replaceAll("#", "_")
  return counted(`${province ?? ""}/${signIn}`, async () => {
    if (!province) return openOperator(signIn, password, agent)
    const tenant = (await apart(() => Province.find({ code: province })))?.tenant
    const found = tenant && named(signIn) ? await inside(tenant, () => SignInName.find({ name: signIn })) : undefined
    const person = tenant && found ? await inside(tenant, () => Person.find({ person: found.person })) : undefined
    await Passwords.check(password, person?.password)
    const [department] = Object.entries(person?.departments ?? {}).find(([, held]) => held.length) ?? []
    if (!tenant || !found || !department) throw new Fault("session.refused")
    return start(tenant, found.person, department, agent)
  })
}

/** A name that could be a key; any other is nobody's. */
const named = (text: string) => /^[\p{L}\p{N}_.~ -]{1,128}$/u.test(text)

/** A one-time link chooses a password and signs in, once. Fault `link.used`. */
export async function redeem({ province, token, password }: z.output<typeof Redeemed>, agent: string) {
  const [id = "", secret = ""] = token.split(".")
  return counted(`${province}/link/${id.slice(0, 20)}`, async () => {
    const tenant = (await apart(() => Province.find({ code: province })))?.tenant
    const found = tenant && Id.schema.safeParse(id).success ? await inside(tenant, () => Person.find({ person: id })) : undefined
    const [department] = Object.entries(found?.departments ?? {}).find(([, held]) => held.length) ?? []
    if (!tenant || !found?.link || !department || found.link.hash !== Secret.kept(secret) || found.link.until < new Date().toISOString())
      throw new Fault("link.used")
    if (Text.folded(password) === Text.folded(found.signIn))
      throw new Fault("input.invalid", [{ in: "json", path: "/password", code: "password.weak" }])
    const { v, link: _, ...whole } = found
    const password_ = await Passwords.hash(password)
    const gone = whole.sessions.map(({ key }) => Session.remove({ token: key }, []))
    await inside(tenant, () =>
      Table.write(Person.put({ person: id }, { ...whole, sessions: [], password: password_ }, v, "link.used"), gone),
    )
    return start(tenant, id, department, agent)
  })
}

/** A new session beside the person's others, the oldest of more than five ended; retried when two sign in at once. */
async function start(tenant: string, person: string, department: string, agent: string, turn = 0): Promise<{ token: string }> {
  const token = Secret.token()
  const now = Date.now()
  try {
    await inside(tenant, async () => {
      const { v, ...whole } = await Person.get({ person })
      const kept = whole.sessions.filter(({ at }) => now - Date.parse(at) < limits.whole)
      const sessions = [...kept, { key: Secret.kept(token), at: new Date(now).toISOString(), department, agent: told(agent) }]
      const over = whole.sessions.filter(({ key }) => !sessions.slice(-limits.sessions).some((one) => one.key === key))
      const ttl = seconds(now + limits.whole)
      const session = { tenant, person, department, roles: whole.departments[department] ?? [], at: now, used: now, ttl }
      return Table.write(Person.put({ person }, { ...whole, sessions: sessions.slice(-limits.sessions) }, v, "version.stale"), [
        Session.put({ token: Secret.kept(token) }, session, 0, "internal"),
        ...over.map(({ key }) => Session.remove({ token: key }, [])),
      ])
    })
    return { token }
  } catch (error) {
    if (turn < 5 && error instanceof Fault && error.code === "version.stale") return start(tenant, person, department, agent, turn + 1)
    throw error
  }
}

const told = (agent: string) => agent.replaceAll(/[^\w ./();:,+-]/g, "").slice(0, 120)

async function openOperator(name: string, password: string, agent: string) {
  const operator = named(name) ? await apart(() => OperatorItem.find({ name })) : undefined
  await Passwords.check(password, operator?.password)
  if (!operator) throw new Fault("session.refused")
  const token = Secret.token()
  const now = Date.now()
  const { v, ...whole } = operator
  const sessions = [...whole.sessions, { key: Secret.kept(token), at: new Date(now).toISOString(), agent: told(agent) }].slice(
    -limits.sessions,
  )
  const session = { person: name, department: "", roles: [], at: now, used: now, ttl: seconds(now + limits.whole) }
  await apart(() =>
    Table.write(OperatorItem.put({ name }, { ...whole, sessions }, v, "session.locked"), [
      Session.put({ token: Secret.kept(token) }, session, 0, "internal"),
    ]),
  )
  return { token }
}

/** Counts a try before it is made, so that parallel tries count too: slower from the third failure on, locked for a while after the eighth. */
async function counted<T>(who: string, work: () => Promise<T>): Promise<T> {
  const key = { who: Secret.kept(who) }
  const now = Date.now()
  const before = await apart(() => Attempts.find(key))
  const waited = before && now - before.at >= limits.lock
  const fails = waited ? 0 : (before?.fails ?? 0)
  if (fails >= limits.tries) throw new Fault("session.locked")
  await apart(() => Attempts.save(key, { fails: fails + 1, at: now, ttl: seconds(now + 86_400_000) }, before?.v ?? 0, "session.locked"))
  if (fails > 2) await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** (fails - 2)))
  const done = await work()
  await apart(() =>
    Attempts.save(key, { fails: 0, at: now, ttl: seconds(now + 86_400_000) }, (before?.v ?? 0) + 1, "session.locked"),
  ).catch(() => undefined)
  return done
}

/** Another password for who is signed in; every other session ends. Faults `session.refused`, `session.locked`. */
export async function changePassword({ current, next }: { current: string; next: string }) {
  Actor.need("password.change")
  const acting = Actor.find()
  if (acting?.kind === "operator")
    return counted(`/${acting.name}`, async () => {
      const { v, ...whole } = await apart(() => OperatorItem.get({ name: acting.name }))
      await Passwords.check(current, whole.password)
      const gone = whole.sessions.filter(({ key }) => key !== acting.session)
      const changed = {
        ...whole,
        password: await Passwords.hash(next),
        sessions: whole.sessions.filter(({ key }) => key === acting.session),
      }
      await apart(() =>
        Table.write(
          OperatorItem.put({ name: acting.name }, changed, v, "version.stale"),
          gone.map(({ key }) => Session.remove({ token: key }, [])),
        ),
      )
    })
  const { tenant, person, session } = Actor.person()
  const { v, ...whole } = await Person.get({ person })
  return counted(`${tenant}/${person}`, async () => {
    await Passwords.check(current, whole.password)
    if (Text.folded(next) === Text.folded(whole.signIn))
      throw new Fault("input.invalid", [{ in: "json", path: "/next", code: "password.weak" }])
    const gone = whole.sessions.filter(({ key }) => key !== session)
    const { link: _, ...rest } = whole
    const changed = { ...rest, password: await Passwords.hash(next), sessions: whole.sessions.filter(({ key }) => key === session) }
    await commit(
      Person.put({ person }, changed, v, "version.stale"),
      gone.map(({ key }) => Session.remove({ token: key }, [])),
    )
  })
}

/** Who is signed in, as the person's own item says. */
export async function sessions() {
  Actor.need("session.list")
  const acting = Actor.find()
  const held =
    acting?.kind === "operator"
      ? await apart(() => OperatorItem.get({ name: acting.name }))
      : await Person.get({ person: Actor.person().person })
  const current = acting?.kind === "system" ? "" : acting?.session
  return held.sessions.map(({ key, at, agent }) => ({ at, agent, current: key === current }))
}

/** Ends the own session. */
export async function close() {
  const acting = Actor.find()
  if (acting && acting.kind !== "system") await end((key) => key === acting.session)
}

/** Signs out everywhere, in one transaction. */
export async function closeAll() {
  Actor.need("session.closeAll")
  await end(() => true)
}

async function end(which: (key: string) => boolean) {
  const acting = Actor.find()
  const gone = (held: readonly { key: string }[]) =>
    held.filter(({ key }) => which(key)).map(({ key }) => Session.remove({ token: key }, []))
  if (acting?.kind === "operator") {
    const { v, ...whole } = await apart(() => OperatorItem.get({ name: acting.name }))
    await apart(() =>
      Table.write(
        OperatorItem.put(
          { name: acting.name },
          { ...whole, sessions: whole.sessions.filter(({ key }) => !which(key)) },
          v,
          "version.stale",
        ),
        gone(whole.sessions),
      ),
    )
    return
  }
  const { person } = Actor.person()
  const { v, ...whole } = await Person.get({ person })
  await commit(
    Person.put({ person }, { ...whole, sessions: whole.sessions.filter(({ key }) => !which(key)) }, v, "version.stale"),
    gone(whole.sessions),
  )
}

/** Goes on in another department in which the person holds a role. Fault `missing`. */
export async function act(department: string) {
  Actor.need("session.act")
  const { person, session } = Actor.person()
  const { v, ...whole } = await Person.get({ person })
  const held = whole.departments[department]
  if (!held?.length) missing()
  const sessions = whole.sessions.map((one) => (one.key === session ? { ...one, department } : one))
  await commit(Person.put({ person }, { ...whole, sessions }, v, "version.stale"), [
    Session.change({ token: session }, { set: { department, roles: held } }, []),
  ])
}

/** Other roles in these sessions from the next request on; without any role they end. */
export const rewrite = (held: readonly { key: string }[], given: readonly Role[]): Part[] =>
  held.map(({ key }) => (given.length ? Session.change({ token: key }, { set: { roles: given } }, []) : Session.remove({ token: key }, [])))

/** A transaction over the platform space and the actor's own tenant. */
export const commit = <T>(answer: Answer<T>, beside: readonly Part[]) => Policy.asGate(Actor.tenant(), () => Table.write(answer, beside))

/** A new province: its code for the address, its registry entry. Fault `province.taken`. */
export async function found(tenant: string, code: string, name: string, demonstration: boolean) {
  Actor.need("province.create")
  await apart(() =>
    Table.write(Province.put({ code }, { tenant }, 0, "province.taken"), [
      Tenant.put({ province: tenant }, { code, name, demonstration }, 0, "province.taken"),
    ]),
  )
}

/** Runs `work` for a tenant that the operator has just made, without any right to look into it later. */
export const founding = <T>(tenant: string, work: () => Promise<T>) => inside(tenant, work)

/** Name and code of the actor's own province. */
export const province = () => Policy.asGate(Actor.tenant(), () => Tenant.get({ province: Actor.tenant() }))

/** The operator of a store that has none; false when there is one. */
export async function ensureOperator(name: string, password: string) {
  return apart(async () => {
    if (await OperatorItem.find({ name })) return false
    await OperatorItem.save({ name }, { password: await Passwords.hash(password) }, 0, "version.stale")
    return true
  })
}

export * as Gate from "./gate.ts"
