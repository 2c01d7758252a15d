import { AsyncLocalStorage } from "node:async_hooks"
import { Fault } from "./fault.ts"
import { type Action, rights } from "./right.ts"

/** What a person may be in a department; `operator` stands beside the tenants and sees none of their data. */
export const roles = ["board", "council", "leader", "officer", "viewer"] as const
export type Role = (typeof roles)[number]

/** Who acts. A person acts in one department at a time, signed in `since` (milliseconds); the system acts for the tenant that its job names. */
export type Actor =
  | { kind: "person"; tenant: string; person: string; department: string; roles: readonly Role[]; session: string; since?: number }
  | { kind: "operator"; name: string; session: string }
  | { kind: "system"; tenant: string }

const current = new AsyncLocalStorage<Actor>()

/** Everything inside of `work` is done as `actor`; nothing else says who acts, and no input can. */
export const run = <T>(actor: Actor, work: () => T) => current.run(actor, work)
export const find = () => current.getStore()

/** The tenant that every key begins with. Fault `session.absent` where nobody acts, `right.denied` for the operator. */
export function tenant() {
  const actor = current.getStore()
  if (!actor) throw new Fault("session.absent")
  if (actor.kind === "operator") throw new Fault("right.denied")
  return actor.tenant
}

/** The person who acts. Fault `session.absent` or `right.denied`. */
export function person() {
  const actor = current.getStore()
  if (!actor) throw new Fault("session.absent")
  if (actor.kind !== "person") throw new Fault("right.denied")
  return actor
}

/** Whether the actor's roles allow the action at all; what the bloc's year allows is a condition of the write. */
export function may(action: Action, actor = current.getStore()) {
  const allowed: readonly string[] = rights[action].roles
  if (allowed.includes("anybody")) return true
  if (!actor || actor.kind === "system") return false
  return actor.kind === "operator" ? allowed.includes("operator") : actor.roles.some((role) => allowed.includes(role))
}

/** First line of every public function of a noun: Fault `session.absent` or `right.denied`. */
export function need(action: Action) {
  if (may(action)) return
  throw new Fault(current.getStore() ? "right.denied" : "session.absent")
}

/** As which role the person acts, for the log: the first that the action allows. */
export const roleFor = (action: Action) =>
  person().roles.find((role) => (rights[action].roles as readonly string[]).includes(role)) ?? "viewer"

export * as Actor from "./actor.ts"
