import { past, type Phase } from "./phase.ts"
import { verifierOf } from "./task-rule.ts"

type Entry = {
  act: string
  unit: string
  seat?: string | undefined
  of?: string | undefined
  to?: string | undefined
  by?: string | undefined
}
type Reader = { seat: string | undefined; department: string; board: boolean }
type Year = { phase: Phase; head: string; deputy?: string | undefined; seats: Record<string, { left?: string | undefined }> }

/**
 * Whether a line of the log is for this reader: an appeal for its unit, who verifies it (`by` where an agency does) and the board, for all from `ranked` on; what
 * is said about an alert for the board and the two units; what a department did itself it always sees. What is hidden is read over, without a count.
 */
export function seen({ act, unit, seat, of, to, by }: Entry, year: Year, reader: Reader) {
  if (reader.board || unit === reader.department || (reader.seat !== undefined && (seat === reader.seat || of === reader.seat))) return true
  if (act.startsWith("alert.")) return to === reader.seat
  if (!act.startsWith("appeal.") || past(year.phase, "appealing")) return true
  if (by !== undefined && by === reader.department) return true
  return of !== undefined && reader.seat !== undefined && verifierOf(year, of).seat === reader.seat
}

export * as LogRule from "./log-rule.ts"
