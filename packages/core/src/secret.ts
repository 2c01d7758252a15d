import { createHash, randomBytes } from "node:crypto"
import type { Once } from "./table.ts"
import { Text } from "./text.ts"

/** 256 random bits for a cookie or a link. */
export const token = () => randomBytes(32).toString("base64url")

/** What is kept of a token: enough to know it again, not to use it. */
export const kept = (text: string) => createHash("sha256").update(text).digest("base64url")

/** The key of a name that must be unique: however it is written, one name has one key. */
export const nameKey = (name: string) => kept(Text.folded(name))

/** One text for one value, whatever the order of its keys, so that equal values have equal hashes. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`
  if (!value || typeof value !== "object") return JSON.stringify(value) ?? "null"
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`)
    .join(",")}}`
}

/** SHA-256 of a value's canonical text. */
export const digest = (value: unknown): Uint8Array<ArrayBuffer> => new Uint8Array(createHash("sha256").update(canonical(value)).digest())
/** Bytes as hexadecimal digits, and back. */
export const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex")
export const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"))

/** An act's Idempotency-Key and its payload, each hashed to 16 bytes. */
export const once = (key: string, payload: unknown): Once => ({ id: digest(key).slice(0, 16), of: digest(payload).slice(0, 16) })

/** Eight bytes that tell an act again where the root has no room for more: half of its key, half of what was sent with it. */
export const mark = ({ id, of }: Once) => new Uint8Array([...id.slice(0, 4), ...of.slice(0, 4)])

export * as Secret from "./secret.ts"
