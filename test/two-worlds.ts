import fc from "fast-check"
import { Meter } from "../packages/core/src/meter.ts"
import type { Action } from "../packages/core/src/right.ts"
import { phaseOf } from "./cases.ts"
import { make, type Secret } from "./secrets.ts"
import { awake, changes, itemsOf, restore, tenantOf } from "./stored.ts"
import { type Ids, nothing, phases, type Target } from "./target.ts"
import { asksMatch, breach, call, costly, idsIn, masked, type Operation, operations, request } from "./walk.ts"
import type { Answer } from "./world.ts"

const from = ["own", "other", "none"] as const
type From = (typeof from)[number]
const id = fc.oneof(...([2, 2, 1] as const).map((weight, i) => ({ weight, arbitrary: fc.constant<From>(from[i]!) })))
const names = [
  "province",
  "signIn",
  "token",
  "bloc",
  "department",
  "members",
  "person",
  "table",
  "pledge",
  "asked",
  "draft",
  "version",
  "place",
  "comment",
  "years",
  "movements",
] as const

const cheap = operations.flatMap(({ operationId }, i) => (costly.includes(operationId) ? [] : [i]))
const anyOperation = fc.oneof(
  { weight: 10 * cheap.length, arbitrary: fc.constantFrom(...cheap) },
  { weight: costly.length, arbitrary: fc.constantFrom(...operations.flatMap((_, i) => (cheap.includes(i) ? [] : [i]))) },
)

/** One call: who, what, whose ids (each drawn by itself, so that no pair of them can be left out), and what else is tried. */
const step = fc.record({
  caller: fc.nat(999),
  operation: anyOperation,
  phase: fc.option(fc.constantFrom(...phases), { nil: undefined, freq: 1 }),
  seat: fc.constantFrom("00", "01", "02", "07"),
  ids: fc.record(Object.fromEntries(names.map((name) => [name, id])) as Record<(typeof names)[number], typeof id>),
  match: fc.constantFrom("found", "v0", "none"),
  extra: fc.constantFrom("nothing", "nothing", "nothing", "query", "header", "cursor", "lacking", "tenant"),
})
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
/** Any call; or, every second time, one of these operations. */
export const stepOf = (...focus: readonly Action[]) => {
  const wanted = focus.map((one) => operations.findIndex(({ operationId }) => operationId === one))
  return focus.length
    ? fc.oneof(
        step,
        fc.record({ one: step, operation: fc.constantFrom(...wanted) }).map(({ one, operation }) => ({ ...one, operation })),
      )
    : step
}
export type Sent = { operation: string; path: string; body: string; headers: Record<string, string | undefined> }
/** Something wrong that is put in on purpose: the answer as a leaking system would give it. */
export type Plant = (answer: Answer, sent: Sent, full: boolean) => Answer

type Other = Target & { tenant: string; cursor: string }

/** Two worlds that differ in one secret only: whatever its strangers call in `own`, the answers must be the same. */
export async function twoWorlds(own: Target, other: Other) {
  const tenant = await tenantOf(own.world.code)
  const known = idsIn(await itemsOf(tenant))
  const theirs = [other.mark, other.tenant, ...[...idsIn(await itemsOf(other.tenant))].filter((one) => !known.has(one))]
  const random = nothing()

  async function one(secret: Secret, so: boolean, given: Step, plant: Plant | undefined) {
    const caller = secret.strangers[given.caller % secret.strangers.length]!
    const of = operations[given.operation]!
    const chosen = pick(given, { own: own.ids, other: other.ids, none: random })
    const { method, path, body } = request(of, chosen, caller, given.phase ?? secret.phase ?? phaseOf(of.operationId))
    const { query, headers } = extras(given, other)
    const found = given.match === "found" && asksMatch(of) ? (await caller.send("GET", path)).etag : undefined
    const match = given.match === "none" ? undefined : (found ?? '"v0"')
    const sent = { operation: of.operationId, path: path + query, body: JSON.stringify(lacking(given, other, body)), headers }
    const { result, cost } = await Meter.count(() =>
      caller.send(method, sent.path, body && sent.body, { ...headers, ...(asksMatch(of) && { "if-match": match }) }),
    )
    const answer = plant ? plant(result, sent, so) : result
    const whole = answer.text + JSON.stringify([...answer.headers])
    const told = caller.place !== "foreign" && theirs.find((word) => whole.includes(word))
    const flaw = told ? `${of.operationId} tells ${told}` : breach(of, answer)
    // Only another province is kept from being guessed by the calls to the store: inside, what is hidden may have to be read over.
    const calls = secret.items[0]?.pk.startsWith(`T#${tenant}#`) ? "" : ` in ${cost.calls} calls`
    return { flaw, seen: `${of.operationId} by ${caller.name}: ${masked(answer, known)}${calls}` }
  }

  async function all(secret: Secret, so: boolean, script: readonly Step[], plant: Plant | undefined) {
    const seen: string[] = []
    for (const given of script) {
      const { flaw, seen: answer } = await one(secret, so, given, plant)
      if (flaw) throw new Error(flaw)
      seen.push(answer)
    }
    const mine = (pk: string) =>
      pk.startsWith(`T#${tenant}#`) || (secret.strangers.some(({ place }) => place === "foreign") && pk.startsWith(`T#${other.tenant}#`))
    const touched = (await changes()).filter(({ pk }) => !mine(pk) && !/^G#[AS]#/.test(pk))
    if (touched.length) throw new Error(`What is not the own province's is changed: ${JSON.stringify(touched)}`)
    return seen
  }

  /** The same scripts in both worlds, each from the same start, where all is so; the first answer that tells which world it is. */
  async function difference(secret: Secret, scripts: readonly (readonly Step[])[], plant: Plant | undefined) {
    const answers: string[][] = []
    await awake(secret.strangers.map(({ send }) => send))
    try {
      for (const so of [true, false]) {
        if (!so) await make(secret, so)
        for (const script of scripts) answers.push(await all(secret, so, script, plant).finally(restore))
      }
    } finally {
      await make(secret, true)
    }
    for (const [i, first] of answers.slice(0, scripts.length).entries()) {
      const second = answers[i + scripts.length]!
      const at = first.findIndex((answer, call) => answer !== second[call])
      if (at >= 0) return `Told: ${secret.name}, by ${JSON.stringify(scripts[i])}:\n${first[at]}\n${second[at]}`
    }
    return undefined
  }

  /** Throws where the worlds differ twice: a call that the process's own memory saves is saved in both the second time, a leak stays. */
  async function same(secret: Secret, scripts: readonly (readonly Step[])[], plant?: Plant) {
    const found = (await difference(secret, scripts, plant)) && (await difference(secret, scripts, plant))
    if (found) throw new Error(found)
  }

  /** What each stranger hears on this route, in both worlds: every answer that differs. */
  async function told(secret: Secret, of: Operation) {
    const hear = async (so: boolean) => {
      if (!so) await make(secret, so)
      const seen: string[] = []
      for (const caller of secret.strangers) {
        const answer = await call(of, own.ids, caller, { ...(secret.phase && { phase: secret.phase }) })
        seen.push(`${of.operationId} by ${caller.name}: ${masked(answer, known)}`)
        if (of.method !== "GET") await restore()
      }
      return seen
    }
    const first = await hear(true)
    const second = await hear(false).finally(() => make(secret, true))
    return first.flatMap((answer, i) => (answer === second[i] ? [] : [`${secret.name}: ${answer}\n${second[i]}`]))
  }
  return { same, told }
}

function pick({ ids, seat }: Step, given: Record<From, Ids>): Ids {
  const chosen = Object.fromEntries(names.map((name) => [name, given[ids[name]][name]]))
  return { ...(chosen as Ids), seat }
}

function extras({ extra }: Step, { tenant, world, cursor }: Other) {
  const query = { query: `?tenant=${tenant}&province=${world.code}`, cursor: `?after=${encodeURIComponent(cursor)}` }
  const headers = { "x-tenant-id": tenant, "x-forwarded-host": world.code, "x-original-url": `/api/${tenant}` }
  return { query: extra === "query" || extra === "cursor" ? query[extra] : "", headers: extra === "header" ? headers : {} }
}

/** A password is never the right one of the other province: who knows it may well come in there. */
function lacking({ extra }: Step, { tenant, world }: Other, body: unknown) {
  if (!body || typeof body !== "object") return body
  const safe =
    "password" in body && (body as { province?: string }).province === world.code ? { ...body, password: "không phải mật khẩu" } : body
  if (extra === "tenant") return { ...safe, tenant }
  return extra === "lacking" ? Object.fromEntries(Object.entries(safe).slice(1)) : safe
}
