/** What member i scored member j, in whole hundredths from 0 on, at i × size + j; NaN on the diagonal and where a sheet is missing. */
export type Scores = { readonly size: number; readonly given: Float64Array }

/** What one unit received: sum and squares in whole hundredths. */
export type Column = { readonly count: number; readonly sum: bigint; readonly squares: bigint }

/** All that means, the round-robin model, its variances and alpha need of a matrix of scores, exact. */
export type Sums = {
  /** For each unit, what it received, with one lowest and one highest score (infinite where there is none). */
  readonly received: readonly (Column & { readonly lowest: number; readonly highest: number })[]
  /** For each scorer, the sum of what it gave. */
  readonly given: readonly bigint[]
  readonly all: bigint
  /** Of every pair that scored each other, one score times the other. */
  readonly products: bigint
  /** Whether every member scored every other one. */
  readonly complete: boolean
}

/** No score at all, for a bloc of so many. */
export const blank = (size: number): Scores => ({ size, given: new Float64Array(size * size).fill(NaN) })

/** One pass over the scores: in doubles where these hold every sum to the last digit, else in whole numbers of any size. */
export const sums = (scores: Scores): Sums => narrow(scores) ?? wide(scores)

/**
 * In doubles; undefined where they do not hold the sums. Scores are whole, so none of the other sums is larger than that of all squares,
 * and that one only grows: where it ends within 2^53, nothing was ever rounded. That is up to 15,900 points each in a bloc of 60.
 */
export function narrow({ size, given }: Scores): Sums | undefined {
  const [count, sum, squares, rows] = [new Int32Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  const [lowest, highest] = [new Float64Array(size).fill(Infinity), new Float64Array(size).fill(-Infinity)]
  let products = 0
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      const score = given[i * size + j]!
      if (score !== score) continue
      count[j]! += 1
      rows[i]! += score
      sum[j]! += score
      squares[j]! += score * score
      if (score < lowest[j]!) lowest[j] = score
      if (score > highest[j]!) highest[j] = score
      const back = given[j * size + i]!
      if (i < j && back === back) products += score * back
    }
  if (!Number.isSafeInteger(squares.reduce((all, one) => all + one, 0))) return undefined
  const whole = (numbers: Float64Array) => Array.from(numbers, BigInt)
  return described({
    size,
    count,
    lowest,
    highest,
    products: BigInt(products),
    rows: whole(rows),
    sum: whole(sum),
    squares: whole(squares),
  })
}

/** The same in whole numbers of any size, five times slower: for scores in the ten thousands of points. */
export function wide({ size, given }: Scores): Sums {
  const count = new Int32Array(size)
  const [lowest, highest] = [new Float64Array(size).fill(Infinity), new Float64Array(size).fill(-Infinity)]
  const [sum, squares, rows] = [none(size), none(size), none(size)]
  let products = 0n
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      const score = given[i * size + j]!
      if (score !== score) continue
      const whole = BigInt(score)
      count[j]! += 1
      rows[i]! += whole
      sum[j]! += whole
      squares[j]! += whole * whole
      lowest[j] = Math.min(lowest[j]!, score)
      highest[j] = Math.max(highest[j]!, score)
      const back = given[j * size + i]!
      if (i < j && back === back) products += whole * BigInt(back)
    }
  return described({ size, count, lowest, highest, products, rows, sum, squares })
}

const none = (size: number) => Array.from({ length: size }, () => 0n)

type Found = {
  readonly size: number
  readonly products: bigint
  readonly rows: bigint[]
  readonly sum: bigint[]
  readonly squares: bigint[]
} & { readonly [of in "lowest" | "highest"]: Float64Array } & { readonly count: Int32Array }

const described = ({ size, count, sum, squares, lowest, highest, rows, products }: Found): Sums => ({
  received: sum.map((own, j) => ({ count: count[j]!, sum: own, squares: squares[j]!, lowest: lowest[j]!, highest: highest[j]! })),
  given: rows,
  all: total(rows),
  products,
  complete: count.every((received) => received === size - 1),
})

/** Of whole numbers. */
export const total = (all: readonly bigint[]) => all.reduce((one, other) => one + other, 0n)
