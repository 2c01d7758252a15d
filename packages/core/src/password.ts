import { argon2, randomBytes, timingSafeEqual } from "node:crypto"
import { promisify } from "node:util"
import * as z from "zod"
import { Fault } from "./fault.ts"

/** OWASP's smallest setting for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes. About 0.1 s of one core. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const derive = promisify(argon2)
const common = /^(.)\1*$|^(password|matkhau|mat khau|khoithidua|thidua|qwerty|abc|123)[\d\s!@#.]*$|^0?123456789\d*$/i

/** 10 to 128 signs of NFC: Vietnamese keyboards send the same word in two forms. */
export const Password = z
  .string("input.text")
  .max(512, "password.weak")
  .transform((text) => text.normalize("NFC"))
  .pipe(
    z
      .string()
      .min(10, "password.weak")
      .max(128, "password.weak")
      .refine((text) => !common.test(text), "password.weak"),
  )

/** As `argon2id$memory$passes$salt$tag`, so that a later cost leaves old passwords readable. */
export async function hash(password: string) {
  const nonce = randomBytes(16)
  const tag = await derive("argon2id", { ...cost, message: password.normalize("NFC"), nonce })
  return ["argon2id", cost.memory, cost.passes, nonce.toString("base64url"), tag.toString("base64url")].join("$")
}

/** Takes as long for a name that nobody has (`stored` undefined) as for a wrong password. Fault `session.refused`. */
export async function check(password: string, stored: string | undefined) {
  const [, memory = cost.memory, passes = cost.passes, nonce = "AAAAAAAAAAAAAAAAAAAAAA", tag = ""] = stored?.split("$") ?? []
  const derived = await derive("argon2id", {
    ...cost,
    memory: Number(memory),
    passes: Number(passes),
    message: password.normalize("NFC"),
    nonce: Buffer.from(nonce, "base64url"),
  })
  const expected = Buffer.from(tag, "base64url")
  if (expected.length !== derived.length || !timingSafeEqual(expected, derived)) throw new Fault("session.refused")
}

export * as Passwords from "./password.ts"
