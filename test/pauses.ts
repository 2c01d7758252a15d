import { vi } from "vitest"

const lengths = [400, 800, 1600, 3200, 6400]

/** The pauses that make the next try slower, told by their length and over at once. */
export function pauses() {
  const pause = globalThis.setTimeout
  const short = ((work: () => void, ms = 0, ...given: []) => pause(work, lengths.includes(ms) ? 0 : ms, ...given)) as typeof pause
  const timer = vi.spyOn(globalThis, "setTimeout").mockImplementation(short)
  return () => timer.mock.calls.map(([, ms = 0]) => ms).filter((ms) => lengths.includes(ms))
}
