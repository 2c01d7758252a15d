import { past, type Phase } from "./phase.ts"
import { checks, type Sitting } from "./task-rule.ts"

type Entry = {
  act: string
  unit: string
  seat?: string | undefined
  of?: string | undefined
  to?: string | undefined
  by?: string | undefined
}
type Reader = { seat: string | undefined; department: string; board: boolean }
type Seats = Record<string, { left?: string | undefined }>
type Year = { phase: Phase; head: string; deputy?: string | undefined; seats: Seats; panel?: readonly Sitting[] }

/**
 * Whether a line of the log is for this reader: an appeal for its unit, who verifies it (`by` where an agency does) and the board, for all from `ranked` on; what
 * is said about an alert for the board and the two units; what a department did itself it always sees. What is hidden is read over, without a count.
 */
export function seen({ act, unit, seat, of, to, by }: Entry, year: Year, reader: Reader) {
  if (reader.board || unit === reader.department || (reader.seat !== undefined && (seat === reader.seat || of === reader.seat))) return true
  if (act.startsWith("alert.")) return to === reader.seat
  if (!act.startsWith("appeal.") || past(year.phase, "appealing")) return true
  if (by !== undefined && by === reader.department) return true
  return of !== undefined && checks({ panel: [], ...year }, of, reader)
}

export * as LogRule from "./log-rule.ts"
