/** Something that `npm run bench` measures: one key of its JSON. */
export type Measurement = {
  readonly key: string
  readonly title: string
  /** Works the figures out; `short` for a test, which only looks at their form. */
  readonly run: (short: boolean) => Promise<object>
  /** The same figures as rows for people, each beside its goal where it has one; or their table as it stands in the README. */
  readonly rows: (figures: never) => readonly Readonly<Record<string, string | number>>[] | string
}

/** CPU time of one call in milliseconds: the median between the lower and the upper quartile of all rounds. */
export type Spread = { readonly median: number; readonly lower: number; readonly upper: number }

/** So much CPU time each sample takes, as the clock counts whole microseconds and the machine may be busy. */
const sample = 5

/** CPU time, user's and system's, of every case. Each round runs all of them in turn, so that what else the machine does meets all alike. */
export function interleaved<const K extends string>(cases: Record<K, () => unknown>, rounds: number): Record<K, Spread> {
  const entries = Object.entries<() => unknown>(cases)
  const warm = entries.map(([name, work]) => ({ name, work, calls: callsIn(work), times: [] as number[] }))
  for (let round = 0; round < rounds; round++) for (const { work, calls, times } of warm) times.push(time(work, calls) / calls)
  return Object.fromEntries(warm.map(({ name, times }) => [name, spread(times)])) as Record<K, Spread>
}

/** How many calls fill a sample once the code is warm. */
function callsIn(work: () => unknown) {
  let calls = 1
  for (let turn = 0; turn < 10; turn++) calls = Math.min(10_000, Math.ceil(sample / (time(work, calls) / calls)))
  return calls
}

/** Milliseconds of CPU time; one call before them warms the caches, and lets the last case's rubbish be cleaned away. */
function time(work: () => unknown, calls: number) {
  work()
  const before = process.cpuUsage()
  for (let call = 0; call < calls; call++) work()
  const { user, system } = process.cpuUsage(before)
  return Math.max(1, user + system) / 1000
}

/** The median of such times with its quartiles. */
export function spread(times: readonly number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => Number(sorted[Math.floor((sorted.length - 1) * share)]!.toPrecision(4))
  return { median: at(0.5), lower: at(0.25), upper: at(0.75) }
}
