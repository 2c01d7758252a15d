import { argon2Sync } from "node:crypto"
import { expect, test } from "vitest"
import { Passwords } from "../packages/core/src/password.ts"

const word = "mật khẩu dài đủ"

test("a password is kept as a salted argon2id of 19 MiB and two passes, never the same twice", async () => {
  const [one, two] = [await Passwords.hash(word), await Passwords.hash(word)]
  for (const kept of [one, two]) expect(kept).toMatch(/^argon2id\$19456\$2\$[\w-]{22}\$[\w-]{43}$/)
  expect(one).not.toBe(two)
})

test("a hash is read by its own cost, whatever costs one now", async () => {
  const nonce = Buffer.from("một muối thử")
  const tag = argon2Sync("argon2id", { message: word.normalize("NFC"), nonce, parallelism: 1, tagLength: 32, memory: 8, passes: 1 })
  const kept = ["argon2id", 8, 1, nonce.toString("base64url"), tag.toString("base64url")].join("$")
  await expect(Passwords.check(word, kept)).resolves.toBeUndefined()
  await expect(Passwords.check(`${word}!`, kept)).rejects.toThrow("session.refused")
})

test("both forms of a Vietnamese word are one password", async () => {
  await expect(Passwords.check(word.normalize("NFD"), await Passwords.hash(word.normalize("NFC")))).resolves.toBeUndefined()
})
