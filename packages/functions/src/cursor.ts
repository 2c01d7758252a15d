import { createHmac, timingSafeEqual } from "node:crypto"
import { Actor } from "@khoi/core/actor"
import { Fault } from "@khoi/core/fault"
import type { Context } from "hono"
import * as z from "zod"
import type { Env } from "./http.ts"

/** Every list takes the cursor that its last page gave. */
export const After = z.strictObject({ after: z.string().max(600, "cursor.invalid").optional() })
export const paged = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })

const sign = (c: Context<Env>, place: string) => {
  const { department } = Actor.person()
  return createHmac("sha256", c.get("edge").cursorSecret).update([c.req.path, Actor.tenant(), department, place].join("\n")).digest()
}

/** A place in a list, sealed: good only for this list, tenant and department. */
export const seal = (c: Context<Env>, place: string | undefined) =>
  place === undefined ? null : `${Buffer.from(place).toString("base64url")}.${sign(c, place).subarray(0, 16).toString("base64url")}`

/** The place that a cursor stands for. Fault `cursor.invalid` for any that this list did not give. */
export function place(c: Context<Env>, cursor: string | undefined) {
  if (cursor === undefined) return undefined
  const [text = "", seal = ""] = cursor.split(".")
  const found = Buffer.from(text, "base64url").toString()
  const given = Buffer.from(seal, "base64url")
  if (given.length === 16 && timingSafeEqual(given, sign(c, found).subarray(0, 16))) return found
  throw new Fault("input.invalid", [{ in: "query", path: "/after", code: "cursor.invalid" }])
}

/** A page as it leaves, its cursor sealed. */
export const page = <T>(c: Context<Env>, { items, next }: { items: T[]; next: string | undefined }) => ({ items, next: seal(c, next) })

export * as Cursor from "./cursor.ts"
