/** What i scored j, in whole hundredths; null on the diagonal and where a sheet is missing. */
export type Scores = readonly (readonly (number | null)[])[]

/** Grand mean, leniency and merit as whole numbers of hundredths ÷ `den`; leniency null for one who did not score. */
export type Model = {
  readonly den: bigint
  readonly mean: bigint
  readonly leniency: readonly (bigint | null)[]
  readonly merit: readonly bigint[]
}

/** Whether the scores join all that scored, as scorers, and all members, as scored, into one whole. */
export function connected(scores: Scores) {
  const reached = new Set<number>([0])
  const scorers = new Set<number>()
  for (const unit of reached)
    scores.forEach((row, i) => {
      if (row[unit] == null || scorers.has(i)) return
      scorers.add(i)
      row.forEach((score, j) => score !== null && reached.add(j))
    })
  return reached.size === scores.length && scores.every((row, i) => scorers.has(i) || row.every((score) => score === null))
}

/** The exact fit of score = grand mean + leniency + merit to each layer; all layers miss the same scores, which must be connected. */
export function leastSquares(layers: readonly Scores[]): Model[] {
  const [first = []] = layers
  const there = first.map((row) => row.flatMap((score, j) => (score === null ? [] : [j])))
  const { det, solution } = solve(...reduced(layers, there))
  const many = BigInt(there.filter((row) => row.length).length)
  const all = BigInt(first.length)
  return layers.map((layer, k) => {
    const columns = [...solution.map((line) => line[k]!), 0n]
    const rows = there.map((units, i) =>
      units.length ? (whole(layer[i]!) * det - total(units.map((j) => columns[j]!))) / BigInt(units.length) : null,
    )
    const [row, column] = [total(rows.map((own) => own ?? 0n)), total(columns)]
    return {
      den: det * many * all,
      mean: row * all + column * many,
      leniency: rows.map((own) => (own === null ? null : (own * many - row) * all)),
      merit: columns.map((own) => (own * all - column) * many),
    }
  })
}

const total = (all: readonly bigint[]) => all.reduce((one, other) => one + other, 0n)

/** The sum of whole hundredths. */
export const whole = (numbers: readonly (number | null)[]) => BigInt(numbers.reduce<number>((all, one) => all + (one ?? 0), 0))

/** Normal equations of the merits, one right-hand side for each layer, after Bareiss has taken the scorers out: their pivots are on the diagonal. */
function reduced(layers: readonly Scores[], there: readonly (readonly number[])[]): [lines: bigint[][], before: bigint] {
  const units = there.length - 1 // the last unit's merit is 0 until all are centred
  const before = there.reduce((product, row) => product * BigInt(row.length || 1), 1n)
  const lines = Array.from({ length: units }, () => Array.from({ length: units + layers.length }, () => 0n))
  there.forEach((row, i) => {
    const share = before / BigInt(row.length || 1)
    const given = layers.map((layer) => whole(layer[i]!) * share)
    for (const j of row) {
      const line = lines[j]
      if (!line) continue
      line[j]! += before
      for (const other of row) if (other < units) line[other]! -= share
      layers.forEach((layer, k) => (line[units + k]! += BigInt(layer[i]![j]!) * before - given[k]!))
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
