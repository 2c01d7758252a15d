import { type Scores, total } from "./cross-sum.ts"

/** Grand mean, leniency and merit as whole numbers of hundredths ÷ `den`; leniency null for one who did not score. */
export type Model = {
  readonly den: bigint
  readonly mean: bigint
  readonly leniency: readonly (bigint | null)[]
  readonly merit: readonly bigint[]
}

/** Whether the scores join all that scored, as scorers, and all members, as scored, into one whole. */
export function connected(scores: Scores) {
  const there = answered(scores)
  const reached = new Set<number>([0])
  const scorers = new Set<number>()
  for (const unit of reached)
    there.forEach((units, i) => {
      if (!units.includes(unit) || scorers.has(i)) return
      scorers.add(i)
      for (const j of units) reached.add(j)
    })
  return reached.size === scores.size && there.every((units, i) => scorers.has(i) || !units.length)
}

/** Whom each member scored. */
const answered = ({ size, given }: Scores) =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => j).filter((j) => !Number.isNaN(given[i * size + j])))

/** The exact fit of score = grand mean + leniency + merit to each layer; all layers miss the same scores, which must be connected. */
export function leastSquares(layers: readonly Scores[]): Model[] {
  const [first] = layers
  const there = first ? answered(first) : []
  const { det, solution } = solve(...reduced(layers, there))
  const many = BigInt(there.filter((row) => row.length).length)
  const all = BigInt(there.length)
  return layers.map((layer, k) => {
    const columns = [...solution.map((line) => line[k]!), 0n]
    const rows = there.map((units, i) =>
      units.length ? (row(layer, i, units) * det - total(units.map((j) => columns[j]!))) / BigInt(units.length) : null,
    )
    const [given, received] = [total(rows.map((own) => own ?? 0n)), total(columns)]
    return {
      den: det * many * all,
      mean: given * all + received * many,
      leniency: rows.map((own) => (own === null ? null : (own * many - given) * all)),
      merit: columns.map((own) => (own * all - received) * many),
    }
  })
}

/** What i gave, together. */
const row = ({ size, given }: Scores, i: number, units: readonly number[]) => total(units.map((j) => BigInt(given[i * size + j]!)))

/** Normal equations of the merits, one right-hand side for each layer, after Bareiss has taken the scorers out: their pivots are on the diagonal. */
function reduced(layers: readonly Scores[], there: readonly (readonly number[])[]): [lines: bigint[][], before: bigint] {
  const units = there.length - 1 // the last unit's merit is 0 until all are centred
  const before = there.reduce((product, units) => product * BigInt(units.length || 1), 1n)
  const lines = Array.from({ length: units }, () => Array.from({ length: units + layers.length }, () => 0n))
  there.forEach((scored, i) => {
    const share = before / BigInt(scored.length || 1)
    const given = layers.map((layer) => row(layer, i, scored) * share)
    for (const j of scored) {
      const line = lines[j]
      if (!line) continue
      line[j]! += before
      for (const other of scored) if (other < units) line[other]! -= share
      layers.forEach((layer, k) => (line[units + k]! += BigInt(layer.given[i * layer.size + j]!) * before - given[k]!))
    }
  })
  return [lines, before]
}

/** Bareiss: every division comes out even. The matrix is positive definite, so no pivot is 0. Answers are multiplied by the determinant. */
function solve(lines: bigint[][], before: bigint) {
  const size = lines.length
  for (let k = 0; k < size; k++) {
    const [pivots, pivot] = [lines[k]!, lines[k]![k]!]
    for (const line of lines.slice(k + 1)) {
      const factor = line[k]!
      for (let j = k + 1; j < line.length; j++) line[j] = (line[j]! * pivot - factor * pivots[j]!) / before
    }
    before = pivot
  }
  const solution: bigint[][] = []
  for (let k = size - 1; k >= 0; k--) {
    const line = lines[k]!
    solution[k] = line.slice(size).map((given, layer) => {
      let rest = given * before
      for (let j = k + 1; j < size; j++) rest -= line[j]! * solution[j]![layer]!
      return rest / line[k]!
    })
  }
  return { det: before, solution }
}
