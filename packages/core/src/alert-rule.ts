import type { Alert } from "./bloc-result.ts"
import { type Counted, countedOf, type Favours, favours, type Room } from "./favour-rule.ts"
import { ratio, round, significant } from "./fraction.ts"
import { upperTail } from "./student.ts"

/** Pairs that score each other higher than chance explains, strongest first. `applies`: leaves that every member that has not left is scored on. */
export function alerts(room: Room, applies: (code: string) => boolean): Alert[] {
  const { present, leaves, totals } = room
  const counted = countedOf(leaves, applies)
  const all = counted.at.length < 3 ? null : favours(room, counted)
  if (!all) return []
  const size = present.length
  const limit = 0.01 / ((size * (size - 1)) / 2)
  const shares = new Float64Array(counted.at.length)
  const found: Alert[] = []
  // The largest t that was no alert: below it there is none, so that the tail is worked out for a few pairs only.
  let highest = 0
  for (let i = 0; i < size; i++)
    for (let j = i + 1; j < size; j++) {
      if (Number.isNaN(totals.given[i * size + j]! + totals.given[j * size + i]!)) continue
      const t = student(all.shares(i, j, shares))
      if (t <= highest) continue
      const p = t === Infinity ? 0 : upperTail(t, shares.length - 1)
      if (p >= limit) highest = t
      else found.push({ pair: [present[i]!, present[j]!], p: significant(p, 6), ...described(all, i, j, counted, leaves) })
    }
  return found.toSorted((a, b) => a.p - b.p).map(({ pair, favour, p, codes }) => ({ pair, favour, p, codes }))
}

/** The favour in points, and the five leaves that drive it: largest share of the leaf's maximum first. */
function described({ twice, den }: Favours, i: number, j: number, { at }: Counted, leaves: Room["leaves"]) {
  const own = twice(i, j).map((given, c) => ({ given, ...leaves[at[c]!]! }))
  const all = own.reduce((sum, { given }) => sum + given, 0n)
  const driving = own.filter(({ given }) => given > 0n).toSorted((a, b) => order(b.given * BigInt(a.max), a.given * BigInt(b.max)))
  return { favour: round(ratio(all, 200n * den), 2), codes: driving.slice(0, 5).map(({ code }) => code) }
}

const order = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0)

/** Student's t of leaves that would favour nobody: their mean in its own standard error; infinite without spread, 0 where they do not favour. */
function student(shares: Float64Array) {
  const count = shares.length
  let [sum, squares] = [0, 0]
  for (let c = 0; c < count; c++) sum += shares[c]!
  const mean = sum / count
  if (!(mean > 0)) return 0
  for (let c = 0; c < count; c++) squares += (shares[c]! - mean) * (shares[c]! - mean)
  const spread = Math.sqrt(squares / (count - 1))
  return spread < 1e-12 ? Infinity : mean / (spread / Math.sqrt(count))
}
