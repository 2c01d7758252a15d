import type { Phase } from "./phase.ts"

type Marks = { unit: string; signed?: unknown; self?: unknown; cross?: unknown; left?: string | undefined }
/** The part of a root that says who is waited for. */
export type Awaited = {
  phase: Phase
  head: string
  deputy?: string | undefined
  waits: number
  vote?: string | undefined
  seats: Record<string, Marks>
}
const marks = { pledging: "signed", selfScoring: "self", crossScoring: "cross" } as const
const marked = (phase: Phase): phase is keyof typeof marks => Object.hasOwn(marks, phase)

/**
 * The seats that the present phase waits for, in their order, as far as the root tells: while verifying or hearing appeals it only counts.
 * Who has left is waited for no more; `asked` are the seats that the rules ask to score their peers, all where it is left out.
 */
export function waitedFor({ phase, head, deputy, vote, seats }: Awaited, asked?: readonly string[]): string[] {
  const there = Object.keys(seats)
    .filter((seat) => seats[seat]!.left === undefined)
    .sort()
  if (marked(phase)) {
    const wanted = phase === "crossScoring" && asked ? there.filter((seat) => asked.includes(seat)) : there
    return wanted.filter((seat) => seats[seat]![marks[phase]] === undefined)
  }
  const one = phase === "drafting" || (phase === "voting" && vote !== "entered") ? head : phase === "voting" ? deputy : undefined
  return there.filter((seat) => seat === one && vote !== "confirmed")
}

/** Whole days by which a due day is over; 0 up to its end, null where none is set. Days are those of Asia/Ho_Chi_Minh. */
export const daysLate = (due: string | null, today: string) =>
  due === null ? null : Math.max(0, Math.round((Date.parse(today) - Date.parse(due)) / 86_400_000))

export * as WaitingRule from "./waiting-rule.ts"
