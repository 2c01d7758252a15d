import type { Leaf } from "./criteria-rule.ts"
import { fit, relation } from "./cross-rule.ts"
import type { Tallies } from "./total-rule.ts"

/** The leaves that count for alerts: their places in the table, and their maxima in hundredths. */
export type Counted = { readonly at: Int32Array; readonly max: Float64Array }
export type Room = Pick<Tallies, "present" | "totals" | "typed"> & { readonly leaves: readonly Pick<Leaf, "code" | "max" | "crossed">[] }

/** What two gave each other beyond what the model explains, s_ijc leaf by leaf. */
export type Favours = {
  /** Writes s_ijc ÷ the leaf's maximum. */
  readonly shares: (i: number, j: number, into: Float64Array) => Float64Array
  /** 2 s_ijc × `den`, in hundredths. */
  readonly twice: (i: number, j: number) => readonly bigint[]
  readonly den: bigint
}

/** `applies`: leaves that every member that has not left is scored on. */
export function countedOf(leaves: Room["leaves"], applies: (code: string) => boolean): Counted {
  const at = leaves.flatMap(({ code, max, crossed }, c) => (crossed && max > 0 && applies(code) ? [c] : []))
  return { at: Int32Array.from(at), max: Float64Array.from(at, (c) => leaves[c]!.max) }
}

/** In doubles where these hold them, else by the exact models; null where there is no model. */
export const favours = (room: Room, counted: Counted): Favours | null => narrow(room, counted) ?? wide(room, counted)

/**
 * In doubles, for complete matrices from four members on; undefined where a sheet is missing or doubles do not hold the sums.
 * With Y_i all that i gave and received and y_ij what the two gave each other, the closed form leaves
 * 2 s_ij = y_ij − (Y_i + Y_j) ÷ (n − 2) + 2 Σ ÷ (n − 1)(n − 2), here times (n − 1)(n − 2).
 */
export function narrow(room: Room, counted: Counted): Favours | undefined {
  const [n, stride, { at, max }] = [room.present.length, room.leaves.length, counted]
  const own = n < 4 ? undefined : ownOf(room, counted)
  if (!own) return undefined
  const den = (n - 1) * (n - 2)
  // One loop without a call inside: written otherwise it takes twice the time.
  const write = (i: number, j: number, by: Float64Array, into: Float64Array) => {
    const [typed, one, other, first, second] = [room.typed, (i * n + j) * stride, (j * n + i) * stride, i * at.length, j * at.length]
    for (let c = 0; c < at.length; c++) {
      const both = typed[one + at[c]!]! + typed[other + at[c]!]!
      into[c] = (den * both - own[first + c]! - own[second + c]!) / by[c]!
    }
    return into
  }
  const [under, ones] = [max.map((most) => 2 * den * most), max.map(() => 1)]
  return {
    shares: (i, j, into) => write(i, j, under, into),
    twice: (i, j) => Array.from(write(i, j, ones, new Float64Array(at.length)), BigInt),
    den: BigInt(den),
  }
}

/** (n − 1) Y_i − Σ of each member and leaf; undefined where a sheet is missing or a sum or product would pass 2^53. */
function ownOf({ present: { length: n }, leaves, typed }: Room, { at }: Counted) {
  const count = at.length
  const [own, all] = [new Float64Array(n * count), new Float64Array(count)]
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const [one, other] = [(i * n + j) * leaves.length, (j * n + i) * leaves.length]
      for (let c = 0; c < count; c++) {
        const given = typed[one + at[c]!]! + typed[other + at[c]!]!
        own[i * count + c]! += given
        own[j * count + c]! += given
        all[c]! += given
      }
    }
  // Scores are 0 or more, so nothing that is worked out from them is larger; a missing one makes this NaN.
  const largest = 3 * n * n * all.reduce((most, one) => Math.max(most, one), 1)
  if (!Number.isSafeInteger(largest)) return undefined
  for (let i = 0, k = 0; i < n; i++) for (let c = 0; c < count; c++, k++) own[k] = (n - 1) * own[k]! - all[c]!
  return own
}

/** From the exact models of the leaves, whatever the size of the scores, missing sheets too; null where there is no model. */
export function wide({ present: { length: n }, leaves, typed }: Room, { at, max }: Counted): Favours | null {
  const layers = Array.from(at, (c) => ({
    size: n,
    given: Float64Array.from({ length: n * n }, (_, cell) => typed[cell * leaves.length + c]!),
  }))
  const models = fit(layers)
  if (!models) return null
  const { den } = models[0]!
  const twice = (i: number, j: number) => models.map((model, c) => relation(model, layers[c]!, i, j) + relation(model, layers[c]!, j, i))
  const shares = (i: number, j: number, into: Float64Array) => {
    for (const [c, one] of twice(i, j).entries()) into[c] = Number(one) / (Number(2n * den) * max[c]!)
    return into
  }
  return { shares, twice, den }
}
