import type * as z from "zod"
import { Actor, type Role } from "./actor.ts"
import { type Code, Fault, missing } from "./fault.ts"
import { Id } from "./id.ts"
import { Passwords } from "./password.ts"
import { Person, SignInName } from "./person.ts"
import { Policy } from "./policy.ts"
import { Secret } from "./secret.ts"
import { account, type Credentials, Items, limits, lives, named, oneTime, type Redeemed, seconds, spent, stamp, told } from "./sign-in.ts"
import { type Answer, type Part, platform, Table } from "./table.ts"
import { Text } from "./text.ts"

export { account, Credentials, limits, Listed, Redeemed } from "./sign-in.ts"

const Session = platform({ space: "S#token", schema: Items.session })
const Attempts = platform({ space: "A#who", schema: Items.attempts })
const Tenant = platform({ space: "T#province", schema: Items.tenant })
const Province = platform({ space: "C#code", schema: Items.province })
const OperatorItem = platform({ space: "O#name", schema: Items.operator })

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
    ? { kind: "person", tenant, person, department, roles: session.roles, session: key, since: session.at }
    : { kind: "operator", name: person, session: key }
}

/**
 * Signs in with a name and a password. A browser that is `known` has its own count of failures, so that strangers cannot lock
 * somebody out of the own one. Faults `session.refused` (whatever was wrong) and `session.locked`.
 */
export async function open({ province, name, password }: z.output<typeof Credentials>, agent: string, known = false) {
  const signIn = Secret.nameKey(name)
  return counted(`${account({ province, name })}${known ? "/known" : ""}`, async () => {
    if (!province) return openOperator(Text.folded(name), password, agent)
    const tenant = (await apart(() => Province.find({ code: province })))?.tenant
    // A name that nobody has, or a province that is none, costs as many calls as those that are.
    const place = tenant ?? Id.create()
    const found = await inside(place, () => SignInName.find({ name: signIn }))
    const person = await inside(place, () => Person.find({ person: found?.person ?? Id.create() }))
    await Passwords.check(password, person?.password)
    const [department] = Object.entries(person?.departments ?? {}).find(([, held]) => held.length) ?? []
    if (!tenant || !found || !department) throw new Fault("session.refused")
    return start({ tenant, person: found.person, department, agent })
  })
}

/** A one-time link chooses a password and signs in, once; nobody guesses its 256 bits, so tries are not counted. Fault `link.used`. */
export async function redeem({ province, token, password }: z.output<typeof Redeemed>, agent: string) {
  const [id = "", secret = ""] = token.split(".")
  const tenant = (await apart(() => Province.find({ code: province })))?.tenant
  const found = tenant && Id.schema.safeParse(id).success ? await inside(tenant, () => Person.find({ person: id })) : undefined
  const [department] = Object.entries(found?.departments ?? {}).find(([, held]) => held.length) ?? []
  if (!tenant || !found?.link || !department || found.link.hash !== Secret.kept(secret) || found.link.until < new Date().toISOString())
    throw new Fault("link.used")
  if (Text.folded(password) === Text.folded(found.signIn))
    throw new Fault("input.invalid", [{ in: "json", path: "/password", code: "password.weak" }])
  const { v, link: _, ...whole } = found
  const chosen = { ...whole, sessions: [], password: await Passwords.hash(password) }
  return inside(tenant, () => begin({ tenant, person: id, department, agent }, chosen, v, "link.used", whole.sessions))
}

/** A new session beside the person's others, the oldest of more than five ended. */
const start = (at: Beginning) =>
  Table.anew(() =>
    inside(at.tenant, async () => {
      const { v, ...whole } = await Person.get({ person: at.person })
      return begin(at, whole, v, "version.stale")
    }),
  )

type Beginning = { tenant: string; person: string; department: string; agent: string }
/** Writes the person over the version that was read, with the new session and without those of `held` that are over. */
async function begin(at: Beginning, whole: Omit<ReturnType<typeof Person.read>, "v">, v: number, refusal: Code, held = whole.sessions) {
  const { agent, ...of } = at
  const [token, now] = [Secret.token(), Date.now()]
  const own = { key: Secret.kept(token), at: new Date(now).toISOString(), department: of.department, agent: told(agent) }
  const sessions = [...whole.sessions.filter(lives), own].slice(-limits.sessions)
  const session = { ...of, roles: whole.departments[of.department] ?? [], at: now, used: now, ttl: seconds(now + limits.whole) }
  await Table.write(Person.put({ person: of.person }, { ...whole, sessions }, v, refusal), [
    Session.put({ token: own.key }, session, 0, "internal"),
    ...ended(held, (key) => !sessions.some((one) => one.key === key)),
  ])
  return { token }
}

async function openOperator(name: string, password: string, agent: string) {
  await Passwords.check(password, (named(name) ? await apart(() => OperatorItem.find({ name })) : undefined)?.password)
  return Table.anew(() =>
    apart(async () => {
      const [token, now] = [Secret.token(), Date.now()]
      const { v, oneTime, ...whole } = await OperatorItem.get({ name })
      if (spent(oneTime)) throw new Fault("session.refused")
      const used = oneTime && { oneTime: { ...oneTime, used: true } }
      const all = [...whole.sessions.filter(lives), { key: Secret.kept(token), at: new Date(now).toISOString(), agent: told(agent) }]
      const sessions = all.slice(-limits.sessions)
      const session = { person: name, department: "", roles: [], at: now, used: now, ttl: seconds(now + limits.whole) }
      await Table.write(OperatorItem.put({ name }, { ...whole, ...used, sessions }, v, "version.stale"), [
        Session.put({ token: Secret.kept(token) }, session, 0, "internal"),
        ...ended(whole.sessions, (key) => !sessions.some((one) => one.key === key)),
      ])
      return { token }
    }),
  )
}

/** Slower from the fourth try on, locked for a while after the eighth failure; what succeeds sets the count back. */
async function counted<T>(who: string, work: () => Promise<T>): Promise<T> {
  const key = { who: Secret.kept(who) }
  const { fails, v } = await tried(key)
  if (fails > 2) await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** (fails - 2)))
  const done = await work()
  await apart(() => Attempts.save(key, { fails: 0, ...stamp() }, v, "version.stale")).catch(() => undefined)
  return done
}

/** Counts a try before it is made, so that parallel ones count too; gives the failures before it. */
const tried = (key: { who: string }) =>
  Table.anew(() =>
    apart(async () => {
      const before = await Attempts.find(key)
      const fails = before && Date.now() - before.at < limits.lock ? before.fails : 0
      if (fails >= limits.tries) throw new Fault("session.locked")
      const { v } = await Attempts.save(key, { fails: fails + 1, ...stamp() }, before?.v ?? 0, "version.stale")
      return { fails, v }
    }),
  )

/** The item in which the actor's password and sessions are kept; `put` replaces them over the version that was read. */
async function keeper() {
  const acting = Actor.find()
  if (acting?.kind === "operator") {
    const { name, session } = acting
    const { v, ...whole } = await apart(() => OperatorItem.get({ name }))
    const put = ({ oneTime = whole.oneTime, ...set }: Partial<typeof whole>) =>
      OperatorItem.put({ name }, { ...whole, ...set, oneTime: set.password ? undefined : oneTime }, v, "version.stale")
    return { who: `/${Secret.nameKey(name)}`, name, session, held: whole.sessions, password: whole.password, put }
  }
  const { tenant, person, session } = Actor.person()
  const { v, ...whole } = await Person.get({ person })
  // A password that was chosen makes a link void that would choose another.
  const put = ({ link = whole.link, ...set }: Partial<typeof whole>) =>
    Person.put({ person }, { ...whole, ...set, link: set.password ? undefined : link }, v, "version.stale")
  return { who: `${tenant}/${person}`, name: whole.signIn, session, held: whole.sessions, password: whole.password, put }
}

/** Another password for who is signed in; every other session ends. Faults `session.refused`, `session.locked`, `password.weak`. */
export async function changePassword({ current, next }: { current: string; next: string }) {
  Actor.need("password.change")
  const { who } = await keeper()
  const change = async () => {
    const { name, session, held, password, put } = await keeper()
    await Passwords.check(current, password)
    if (Text.folded(next) === Text.folded(name)) throw new Fault("input.invalid", [{ in: "json", path: "/next", code: "password.weak" }])
    const sessions = held.filter(({ key }) => key === session) as never
    const others = ended(held, (key) => key !== session)
    await commit<unknown>(put({ password: await Passwords.hash(next), sessions }), others)
  }
  return counted(who, () => Table.anew(change))
}

/** That it is the actor who knows the own password. Faults `session.refused`, `session.locked`. */
export const prove = (given: string) => keeper().then(({ who, password }) => counted(who, () => Passwords.check(given, password)))

/** Where the actor is signed in. */
export async function sessions() {
  Actor.need("session.list")
  const { held, session } = await keeper()
  return held.filter(lives).map(({ key, at, agent }) => ({ at, agent, current: key === session }))
}

/** Ends the own session. */
export async function close() {
  Actor.need("session.close")
  await end((key, session) => key === session)
}

/** Signs out everywhere, in one transaction. */
export async function closeAll() {
  Actor.need("session.closeAll")
  await end(() => true)
}

const ended = (held: readonly { key: string }[], which: (key: string) => boolean) =>
  held.filter(({ key }) => which(key)).map(({ key }) => Session.remove({ token: key }, []))

const end = (which: (key: string, own: string) => boolean) =>
  Table.anew(async () => {
    const { held, session, put } = await keeper()
    const goes = (key: string) => which(key, session)
    await commit<unknown>(put({ sessions: held.filter(({ key }) => !goes(key)) as never }), ended(held, goes))
  })

/** Goes on in another department in which the person holds a role. Fault `missing`. */
export async function act(department: string) {
  Actor.need("session.act")
  const { person, session } = Actor.person()
  await Table.anew(async () => {
    const { v, ...whole } = await Person.get({ person })
    const held = Object.hasOwn(whole.departments, department) ? whole.departments[department] : undefined
    if (!held?.length) missing()
    const sessions = whole.sessions.map((one) => (one.key === session ? { ...one, department } : one))
    const moved = Session.change({ token: session }, { set: { department, roles: held } }, [])
    await commit(Person.put({ person }, { ...whole, sessions }, v, "version.stale"), [moved])
  })
}

/** Other roles in these sessions from the next request on; without any role they end. */
export const rewrite = (held: readonly { key: string; at: string }[], given: readonly Role[]): Part[] =>
  held
    .filter(lives)
    .map(({ key }) => (given.length ? Session.change({ token: key }, { set: { roles: given } }, []) : Session.remove({ token: key }, [])))

/** A transaction over the platform space and the actor's own tenant, where it has one. */
export function commit<T>(answer: Answer<T>, beside: readonly Part[]) {
  const acting = Actor.find()
  return Policy.asGate(acting?.kind === "operator" ? undefined : Actor.tenant(), () => Table.write(answer, beside))
}

/** A new province: its code for the address, its registry entry with its first person. Fault `province.taken`. */
export async function found(tenant: string, code: string, of: { name: string; first: string; demonstration: boolean }) {
  Actor.need("province.create")
  const answer = Province.put({ code }, { tenant }, 0, "province.taken")
  await apart(() => Table.write(answer, [Tenant.put({ province: tenant }, { code, ...of }, 0, "province.taken")]))
}

/** The tenant behind a province's code, and its first person, for the operator. Fault `missing`. */
export async function registered(code: string) {
  Actor.need("province.link")
  return apart(async () => {
    const { tenant } = await Province.get({ code })
    return { tenant, first: (await Tenant.get({ province: tenant })).first }
  })
}

/** Runs `work` for a tenant that the operator has just made, without any right to look into it later. */
export const founding = <T>(tenant: string, work: () => Promise<T>) => inside(tenant, work)

/** Name and code of the actor's own province. */
export const province = () => Policy.asGate(Actor.tenant(), () => Tenant.get({ province: Actor.tenant() }))

/** Whether a province with this code is there and made for demonstration. */
export const demonstrates = (code: string) =>
  apart(async () => {
    const found = await Province.find({ code })
    return !!found && !!(await Tenant.find({ province: found.tenant }))?.demonstration
  })

/**
 * An operator with this password; false where there is one of this name, unless it is to begin `again` with all its sessions ended.
 * A password to be used `once` opens one session, within a day. Fault `version.stale` where another was quicker.
 */
export const ensureOperator = (of: string, password: string, { again = false, once = false } = {}) =>
  apart(async () => {
    const name = Text.folded(of)
    const before = await OperatorItem.find({ name })
    if (before && !again) return false
    const item = { password: await Passwords.hash(password), ...(once && { oneTime: oneTime() }) }
    const all = ended(before?.sessions ?? [], () => true)
    await Table.write<unknown>(OperatorItem.put({ name }, item, before?.v ?? 0, "version.stale"), all)
    return true
  })

export * as Gate from "./gate.ts"
