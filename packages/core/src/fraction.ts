/** An exact number; `d` is above 0. It is not reduced: chains here are short. */
export type Fraction = { readonly n: bigint; readonly d: bigint }

export const zero: Fraction = { n: 0n, d: 1n }

/** n ÷ d of whole numbers. */
export function ratio(n: number | bigint, d: number | bigint = 1n): Fraction {
  const [over, under] = [BigInt(n), BigInt(d)]
  return under < 0n ? { n: -over, d: -under } : { n: over, d: under }
}

/** Exactly the decimal that a JSON number is written as, not the double behind it. */
export function decimal(value: number): Fraction {
  const [digits = "0", exponent = "0"] = `${value}`.split("e")
  const [whole = "0", part = ""] = digits.split(".")
  const tens = Number(exponent) - part.length
  const n = BigInt(whole + part)
  return tens < 0 ? { n, d: 10n ** BigInt(-tens) } : { n: n * 10n ** BigInt(tens), d: 1n }
}

export const add = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d })
export const sub = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d - b.n * a.d, d: a.d * b.d })
export const mul = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d })
export const div = (a: Fraction, b: Fraction): Fraction => ratio(a.n * b.d, a.d * b.n)
export const sum = (all: readonly Fraction[]) => all.reduce(add, zero)

/** Below 0, 0 or above 0, as a sort wants it. */
export function compare(a: Fraction, b: Fraction) {
  const [left, right] = [a.n * b.d, b.n * a.d]
  return left < right ? -1 : left > right ? 1 : 0
}
export const least = (a: Fraction, b: Fraction) => (compare(a, b) < 0 ? a : b)
export const most = (a: Fraction, b: Fraction) => (compare(a, b) > 0 ? a : b)

/** n ÷ d as a whole number, half up: half away from zero. */
export function wholes({ n, d }: Fraction) {
  const size = ((n < 0n ? -n : n) * 2n + d) / (d * 2n)
  return n < 0n ? -size : size
}

/** Rounded half up to so many decimals: the number whose shortest text is that decimal. */
export const round = ({ n, d }: Fraction, decimals: number) => shift(wholes({ n: n * 10n ** BigInt(decimals), d }), decimals)

/** Rounded half up to so many significant digits; 0 stays 0. */
export function significant(value: number, digits: number) {
  const exponent = Number(value.toExponential().split("e")[1])
  return round(decimal(value), Math.max(0, digits - 1 - exponent))
}

/** The nearest double, from 30 significant digits or more. */
export function double({ n, d }: Fraction) {
  const spare = Math.max(0, `${d}`.length - `${n}`.length + 30)
  return shift((n * 10n ** BigInt(spare)) / d, spare)
}

/** As people write it: a decimal where there is one, else n/d in lowest terms. */
export function text(value: Fraction) {
  const divisor = common(value.n < 0n ? -value.n : value.n, value.d)
  const [n, d] = [value.n / divisor, value.d / divisor]
  for (let decimals = 0, power = 1n; decimals <= 12; decimals++, power *= 10n) if (power % d === 0n) return point((n * power) / d, decimals)
  return `${n}/${d}`
}

const common = (a: bigint, b: bigint): bigint => (b === 0n ? a : common(b, a % b))

const tens = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`))

/** Where both numbers are doubles, their quotient is the nearest one to the decimal; else its text is read. */
function shift(digits: bigint, decimals: number) {
  const whole = Number(digits)
  return Number.isSafeInteger(whole) && tens[decimals] ? whole / tens[decimals] : Number(`${digits}e-${decimals}`)
}

function point(digits: bigint, decimals: number) {
  const size = `${digits < 0n ? -digits : digits}`.padStart(decimals + 1, "0")
  const cut = size.length - decimals
  return `${digits < 0n ? "-" : ""}${size.slice(0, cut)}${decimals ? `.${size.slice(cut)}` : ""}`
}
