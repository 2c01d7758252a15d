import * as z from "zod"

/** In the order of ASCII, so that ids sort as their times do. */
const signs = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"

/** 48 bits of milliseconds, then 72 random ones, as 20 signs. Ids order lists; what order decides comes from a version. */
export const create = (now = Date.now()) => from(now, crypto.getRandomValues(new Uint8Array(9)))

/** An id of this moment whose other 72 bits are given: what is made from a file has the same id each time. */
export function from(now: number, rest: Uint8Array) {
  const bytes = new Uint8Array([...new Uint8Array(6), ...rest.slice(0, 9)])
  for (let i = 0, left = now; i < 6; i++, left = Math.floor(left / 256)) bytes[5 - i] = left % 256
  let id = ""
  for (let i = 0; i < 15; i += 3) {
    const three = (bytes[i]! << 16) | (bytes[i + 1]! << 8) | bytes[i + 2]!
    for (const shift of [18, 12, 6, 0]) id += signs[(three >> shift) & 63]
  }
  return id
}

/** A clock set back by more than this was wrong before, and is followed. */
const most = 3_600_000
let last = 0

/**
 * Milliseconds for what is told in order: in one process each is after the one before, also where the server's clock is set back.
 * What a due day is compared with is the clock itself.
 */
export function moment(now = Date.now()) {
  last = now > last || now < last - most ? now : last + 1
  return last
}

export const schema = z.string().regex(/^[\w-]{20}$/, "input.invalid")

export * as Id from "./id.ts"
