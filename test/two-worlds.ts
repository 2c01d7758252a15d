import fc from "fast-check"
import { Meter } from "../packages/core/src/meter.ts"
import type { Action } from "../packages/core/src/right.ts"
import { type Caller, phaseOf } from "./cases.ts"
import { changes, itemsOf, restore, store, tenantOf } from "./stored.ts"
import { type Ids, nothing, phases, type Target } from "./target.ts"
import { asksMatch, breach, idsIn, masked, operations, request } from "./walk.ts"
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

/** One call: who, what, whose ids (each drawn by itself, so that no pair of them can be left out), and what else is tried. */
const step = fc.record({
  caller: fc.nat(999),
  operation: fc.nat(999),
  phase: fc.option(fc.constantFrom(...phases), { nil: undefined }),
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

/** Two provinces: calls are made in `own`, and `other` is full or has nothing; whatever it has, the answers must be the same. */
export async function twoWorlds(own: Target, other: Other, callers: readonly Caller[]) {
  const theirs = await itemsOf(other.tenant)
  const tenant = await tenantOf(own.world.code)
  const known = idsIn(await itemsOf(tenant))
  const secrets = [other.mark, other.tenant, ...[...idsIn(theirs)].filter((one) => !known.has(one))]
  const random = nothing()
  let full = true

  async function toggle() {
    full = !full
    await store(full ? theirs : [], full ? [] : theirs)
  }

  async function one(given: Step, plant: Plant | undefined) {
    const caller = callers[given.caller % callers.length]!
    const of = operations[given.operation % operations.length]!
    const chosen = pick(given, { own: own.ids, other: other.ids, none: random })
    const { method, path, body } = request(of, chosen, caller, given.phase ?? phaseOf(of.operationId))
    const { query, headers } = extras(given, other)
    const found = given.match === "found" && asksMatch(of) ? (await caller.send("GET", path)).etag : undefined
    const match = given.match === "none" ? undefined : (found ?? '"v0"')
    const sent = { operation: of.operationId, path: path + query, body: JSON.stringify(lacking(given, other, body)), headers }
    const { result, cost } = await Meter.count(() =>
      caller.send(method, sent.path, body && sent.body, { ...headers, ...(asksMatch(of) && { "if-match": match }) }),
    )
    const answer = plant ? plant(result, sent, full) : result
    const leak = secrets.find((secret) => answer.text.includes(secret) || JSON.stringify([...answer.headers]).includes(secret))
    const flaw = leak ? `${of.operationId} tells ${leak}` : breach(of, answer)
    return { flaw, seen: `${of.operationId} by ${caller.name}: ${masked(answer, known)} in ${cost.calls} calls` }
  }

  async function all(script: readonly Step[], plant: Plant | undefined) {
    const seen: string[] = []
    for (const given of script) {
      const { flaw, seen: answer } = await one(given, plant)
      if (flaw) throw new Error(flaw)
      seen.push(answer)
    }
    const touched = (await changes()).filter(({ pk }) => !pk.startsWith(`T#${tenant}#`) && !/^G#[AS]#/.test(pk))
    if (touched.length) throw new Error(`What is not the own province's is changed: ${JSON.stringify(touched)}`)
    return seen
  }

  /** The same scripts in both worlds, each from the same start; the first answer that tells which world it is. */
  async function difference(scripts: readonly (readonly Step[])[], plant: Plant | undefined) {
    const answers: string[][] = []
    for (const turn of [0, 1]) {
      if (turn) await toggle()
      for (const script of scripts) answers.push(await all(script, plant).finally(restore))
    }
    for (const [i, first] of answers.slice(0, scripts.length).entries()) {
      const second = answers[i + scripts.length]!
      const at = first.findIndex((answer, call) => answer !== second[call])
      if (at >= 0) return `Full and empty differ in ${JSON.stringify(scripts[i])}:\n${first[at]}\n${second[at]}`
    }
    return undefined
  }

  /** Throws where the worlds differ twice: a call that the process's own memory saves is saved in both the second time, a leak stays. */
  async function same(scripts: readonly (readonly Step[])[], plant?: Plant) {
    const found = (await difference(scripts, plant)) && (await difference(scripts, plant))
    if (found) throw new Error(found)
  }
  return { same, refill: () => (full ? Promise.resolve() : toggle()) }
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
