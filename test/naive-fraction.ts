// Fractions in lowest terms, for the second arithmetic alone.

export type Q = [bigint, bigint]
const gcd = (a: bigint, b: bigint): bigint => (b ? gcd(b, a % b) : a < 0n ? -a : a)
export function q(n: bigint | number, d: bigint | number = 1n): Q {
  let [a, b] = [BigInt(n), BigInt(d)]
  if (b < 0n) [a, b] = [-a, -b]
  const g = gcd(a, b) || 1n
  return [a / g, b / g]
}
/** Inputs have four decimals at most. */
export const num = (x: number): Q => q(BigInt(Math.round(x * 10_000)), 10_000n)
export const plus = (a: Q, b: Q) => q(a[0] * b[1] + b[0] * a[1], a[1] * b[1])
export const minus = (a: Q, b: Q) => q(a[0] * b[1] - b[0] * a[1], a[1] * b[1])
export const times = (a: Q, b: Q) => q(a[0] * b[0], a[1] * b[1])
export const over = (a: Q, b: Q) => q(a[0] * b[1], a[1] * b[0])
export const less = (a: Q, b: Q) => a[0] * b[1] < b[0] * a[1]
export const same = (a: Q, b: Q) => a[0] === b[0] && a[1] === b[1]
export const O = q(0)
export const all = (list: Q[]) => list.reduce(plus, O)
/** Half up, as a fraction: floor(|x| × 10^k + ½). */
export function near(x: Q, k: number): Q {
  const p = 10n ** BigInt(k)
  const up = ((x[0] < 0n ? -x[0] : x[0]) * p * 2n + x[1]) / (2n * x[1])
  return q(x[0] < 0n ? -up : up, p)
}
export function out(x: Q, k: number) {
  const r = near(x, k)
  const digits = (r[0] * 10n ** BigInt(k)) / r[1]
  return Number(`${digits}e-${k}`)
}
export const maybe = (x: Q | null | undefined, k: number) => (x ? out(x, k) : null)
export const float = (x: Q) => Number((x[0] * 10n ** 40n) / x[1]) / 1e40
