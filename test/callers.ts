import type { Caller, Place } from "./cases.ts"
import type { Target } from "./target.ts"
import { operator, type Role, sender } from "./world.ts"

const roles: readonly Role[] = ["board", "council", "leader", "officer", "viewer"]
export const letters = { head: "a", peer: "b", own: "c", outside: "d" } as const

/** Every role in every place as seen from the target, the operator, and nobody. */
export async function callers(home: Target, abroad: Target): Promise<Caller[]> {
  const persons = (Object.keys(letters) as (keyof typeof letters)[]).flatMap((place) => roles.map((role) => caller(home, place, role)))
  const foreign = roles.map((role) => caller(abroad, "foreign", role))
  const others: Caller[] = [
    { name: "the operator", role: "operator", place: "nowhere", send: await operator() },
    { name: "nobody", role: "nobody", place: "nowhere", send: sender() },
  ]
  return [...(await Promise.all([...persons, ...foreign])), ...others]
}

/** One person in this role and place. */
export async function caller(of: Target, place: Exclude<Place, "nowhere">, role: Role): Promise<Caller> {
  const letter = place === "foreign" ? "c" : letters[place]
  return { name: `${role}, ${place}`, role, place, send: await of.as(role, letter) }
}
