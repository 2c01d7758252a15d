import type { Action } from "@khoi/core/right"
import { type InferResponseType } from "hono/client"
import { createSignal } from "solid-js"
import { forgetKept } from "./sheet/kept.ts"
import { type Answer, api, ask, onRefused, refusal, trust } from "./api.ts"

export type Me = InferResponseType<typeof api.session.$get>
/** Says that somebody has signed in on this browser; nothing more. */
const known = "signedIn"
const [me, set] = createSignal<Me>()
const [expired, setExpired] = createSignal(false)
/** Who is at work in this browser now, where that is no longer the person and the department that this page was made for. */
const [other, setOther] = createSignal<Me>()
/** Who is signed in, as far as this page knows, and whether the session has ended meanwhile. */
export { expired, me, other }

onRefused("session.absent", () => setExpired(!!me()))
onRefused("origin.foreign", () => me() && resume().catch(() => undefined))

/** Takes the session that an answer brought; never somebody else's, in whose name this page would send what it holds. */
export function enter({ value }: Answer<Me>) {
  localStorage.setItem(known, "1")
  const before = me()
  if (before && (before.id !== value.id || before.department?.id !== value.department?.id)) return setOther(value)
  trust(value.csrf)
  set(value)
  setOther(undefined)
  setExpired(false)
  return value
}

/** Forgets the session, and with a fresh page everything that it has read. */
export function leave(home: string) {
  localStorage.removeItem(known)
  forgetKept()
  location.assign(home)
}

function forget() {
  localStorage.removeItem(known)
  trust("")
  set(undefined)
  setExpired(false)
}

/** The session that the browser still has; undefined when there is none. Who never signed in here is not asked for. */
export async function resume() {
  if (!localStorage.getItem(known)) return undefined
  try {
    return enter(await ask(() => api.session.$get()))
  } catch (error) {
    if (refusal(error).code !== "session.absent") throw error
    if (!me()) forget()
    return undefined
  }
}

export const signIn = async (province: string | null, name: string, password: string) =>
  enter(await ask(() => api.session.$post({ json: { province, name, password } })))

/** Whether a role allows the action at all; the same matrix as the server's. */
export function may(action: Action, matrix: Record<Action, { roles: readonly string[] }>) {
  return !!me()?.roles.some((role) => matrix[action].roles.includes(role))
}
