import * as z from "zod"
import { roles } from "./actor.ts"
import { Passwords } from "./password.ts"
import { Secret } from "./secret.ts"
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

/** A browser's name for itself, as far as it can be shown. */
export const told = (agent: string) => agent.replaceAll(/[^\w ./();:,+-]/g, "").slice(0, 120)

/** By what a browser is known again in which somebody has signed in under this name before. */
export const account = ({ province, name }: { province: string | null; name: string }) => `${province ?? ""}/${Secret.nameKey(name)}`

/** Not yet too old: of the others the store may have taken the item away already. */
export const lives = ({ at }: { at: string }) => Date.now() - Date.parse(at) < limits.whole

/** A ttl counts seconds. */
export const seconds = (ms: number) => Math.ceil(ms / 1000)
/** When a try was counted; forgotten after a day. */
export const stamp = () => ({ at: Date.now(), ttl: seconds(Date.now() + 1440 * minute) })

/** A name that could be a key; any other is nobody's. */
export const named = (text: string) => /^[\p{L}\p{N}_.~ -]{1,128}$/u.test(text)

/** A password that a command printed: it opens one session, within a day, and is changed in that. */
export const OneTime = z.object({ until: z.iso.datetime(), used: z.boolean() })
export const oneTime = (): z.output<typeof OneTime> => ({ until: new Date(Date.now() + 1440 * minute).toISOString(), used: false })
export const spent = (of: z.output<typeof OneTime> | undefined) => !!of && (of.used || of.until < new Date().toISOString())

const _ = z.literal(1).default(1)
/** What gate keeps: a session with its department and roles; tries of a name; a tenant; a province's code; the operator. Instants in ms, `ttl` in s. */
export const Items = {
  session: z.object({
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
  attempts: z.object({ _, fails: z.int(), at: z.int(), ttl: z.int() }),
  tenant: z.object({ _, code: z.string(), name: z.string(), first: z.string(), demonstration: z.boolean().default(false) }),
  province: z.object({ _, tenant: z.string() }),
  operator: z.object({
    _,
    password: z.string(),
    oneTime: OneTime.optional(),
    sessions: z.array(z.object({ key: z.string(), at: z.iso.datetime(), agent: z.string() })).default([]),
  }),
}
