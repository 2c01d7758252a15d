import { all, float, less, minus, O, out, over, plus, type Q, q, times } from "./naive-fraction.ts"
import type { Sheets } from "./naive-sheet.ts"

/** Solves the normal equations by Gauss–Jordan; null when they do not say one answer. */
function gauss(m: Q[][]): Q[] | null {
  const n = m.length
  for (let c = 0; c < n; c++) {
    const r = m.findIndex((row, i) => i >= c && row[c]![0] !== 0n)
    if (r < 0) return null
    ;[m[c], m[r]] = [m[r]!, m[c]!]
    const p = m[c]![c]!
    m[c] = m[c]!.map((x) => over(x, p))
    for (let i = 0; i < n; i++) {
      const f = m[i]![c]!
      if (i !== c && f[0] !== 0n) m[i] = m[i]!.map((x, j) => minus(x, times(f, m[c]![j]!)))
    }
  }
  return m.map((row) => row[n]!)
}

export type Model = { mean: Q; a: (Q | null)[]; b: Q[] }
/** Least squares with intercept, Σ leniency = 0 over those who scored and Σ merit = 0 over all. Complete or not, it is the same. */
export function model(x: (Q | null)[][]): Model | null {
  const n = x.length
  if (n < 4) return null
  const scorers: number[] = []
  for (let i = 0; i < n; i++) if (x[i]!.some(Boolean)) scorers.push(i)
  const s = scorers.length
  const size = 1 + s + n
  const m: Q[][] = Array.from({ length: size }, () => Array.from({ length: size + 1 }, () => O))
  const row = (i: number, j: number) => [0, 1 + scorers.indexOf(i), 1 + s + j]
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const score = x[i]![j]
      if (!score) continue
      for (const r of row(i, j)) {
        for (const c of row(i, j)) m[r]![c] = plus(m[r]![c]!, q(1))
        m[r]![size] = plus(m[r]![size]!, score)
      }
    }
  // The penalties (Σa)² and (Σb)² are 0 at the answer, so they choose it among equal fits without changing the fit.
  for (let r = 1; r < size; r++) for (let c = 1; c < size; c++) if (r <= s === c <= s) m[r]![c] = plus(m[r]![c]!, q(1))
  const answer = gauss(m)
  if (!answer) return null
  return { mean: answer[0]!, a: x.map((_, i) => (scorers.includes(i) ? answer[1 + scorers.indexOf(i)]! : null)), b: answer.slice(1 + s) }
}

export function variances(x: (Q | null)[][], { mean, a, b }: Model) {
  const n = x.length
  if (n < 5 || x.some((row, i) => row.some((score, j) => i !== j && !score))) return null
  const g = (i: number, j: number) => minus(minus(minus(x[i]![j]!, mean), a[i]!), b[j]!)
  let [B, W] = [O, O]
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const s = over(plus(g(i, j), g(j, i)), q(2))
      const d = minus(g(i, j), g(j, i))
      B = plus(B, times(s, s))
      W = plus(W, over(times(d, d), q(2)))
    }
  const f = q((n - 1) * (n - 2), 2)
  B = over(times(B, q(2)), minus(f, q(1)))
  W = over(W, f)
  const rel = over(plus(B, W), q(2))
  const pair = over(minus(B, W), q(2))
  const k = q(n * (n - 2))
  const mixed = (p: Q[], r: Q[]) => over(all(p.map((one, i) => times(one, r[i]!))), q(n - 1))
  const A = a.map((one) => one!)
  const noise = over(plus(times(rel, q(n - 1)), pair), k)
  return {
    scorer: out(minus(mixed(A, A), noise), 6),
    merit: out(minus(mixed(b, b), noise), 6),
    relation: out(rel, 6),
    scorerMerit: out(minus(mixed(A, b), over(plus(times(pair, q(n - 1)), rel), k)), 6),
    relationPair: out(pair, 6),
  }
}

const squared = (v: Q, w: Q) => times(minus(v, w), minus(v, w))

/** 1 − observed ÷ expected disagreement, pair by pair; `apart` says how far two scores disagree. */
export function alpha(units: Q[][], apart = squared) {
  const some = units.filter((unit) => unit.length > 1)
  const values = some.flat()
  let [seen, due] = [O, O]
  for (const unit of some) for (const v of unit) for (const w of unit) seen = plus(seen, over(apart(v, w), q(unit.length - 1)))
  for (const v of values) for (const w of values) due = plus(due, apart(v, w))
  return due[0] === 0n ? null : out(minus(q(1), over(times(seen, q(values.length - 1)), due)), 6)
}

/** P(T > t) by Simpson's rule: the density is sin^(ν−1) of an angle. */
export function tail(t: number, v: number) {
  const area = (to: number) => {
    const h = to / 4000
    let s = 0
    for (let i = 0; i <= 4000; i++) s += Math.sin(i * h) ** (v - 1) * (i % 4000 ? (i % 2 ? 4 : 2) : 1)
    return (s * h) / 3
  }
  return area(Math.atan2(Math.sqrt(v), t)) / area(Math.PI)
}

/** Pair by pair; p is left as it is. */
export function alerts({ leaves, here, has, judged, there, x }: Sheets) {
  const typed = leaves.filter((leaf) => leaf.typed && leaf.max[0] > 0n && here.every((id) => has(id, leaf)))
  if (!model(x) || typed.length < 3) return []
  const layers = typed.map((leaf) => here.map((i) => here.map((j) => (there(i, j) ? over(judged(i, j, leaf), leaf.max) : null))))
  const fits = layers.map((layer) => model(layer)!)
  const found: { pair: string[]; favour: number; p: number; codes: string[] }[] = []
  for (let i = 0; i < here.length; i++)
    for (let j = i + 1; j < here.length; j++) {
      if (!x[i]![j] || !x[j]![i]) continue
      const g = (c: number, k: number, l: number) => minus(minus(minus(layers[c]![k]![l]!, fits[c]!.mean), fits[c]!.a[k]!), fits[c]!.b[l]!)
      const s = typed.map((leaf, c) => ({ leaf, s: over(plus(g(c, i, j), g(c, j, i)), q(2)) }))
      const n = s.length
      const mean = over(all(s.map((one) => one.s)), q(n))
      const sd = Math.sqrt(float(over(all(s.map((one) => times(minus(one.s, mean), minus(one.s, mean)))), q(n - 1))))
      const p = sd < 1e-12 ? (mean[0] > 0n ? 0 : 1) : tail(float(mean) / (sd / Math.sqrt(n)), n - 1)
      if (p >= 0.01 / ((here.length * (here.length - 1)) / 2)) continue
      const best = s.filter((one) => one.s[0] > 0n).sort((a, b) => (less(b.s, a.s) ? -1 : less(a.s, b.s) ? 1 : 0))
      const favour = out(all(s.map((one) => times(one.s, one.leaf.max))), 2)
      found.push({ pair: [here[i]!, here[j]!], favour, p, codes: best.slice(0, 5).map((one) => one.leaf.code) })
    }
  return found.sort((a, b) => a.p - b.p)
}
