import type { Phase } from "./phase.ts"

/** An extension of a phase's due day, for one seat or for all. */
export type Extended = { readonly phase: Phase; readonly seat?: string | null | undefined; readonly due: string }
type Dues = { readonly due: Partial<Record<Phase, string | undefined>>; readonly extended: readonly Extended[] }

/** The day to whose end (Asia/Ho_Chi_Minh) a phase is due for a seat: the latest that concerns it; undefined where none is set. */
export const dueOf = ({ due, extended }: Dues, phase: Phase, seat?: string | undefined) =>
  [due[phase], ...extended.flatMap((one) => (one.phase === phase && (!one.seat || one.seat === seat) ? [one.due] : []))]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1)

/** Whole days by which an instant is past the end of a due day in Asia/Ho_Chi_Minh, which knows no summer time; 0 where it is not. */
export function daysLate(at: string, due: string | undefined) {
  if (!due) return 0
  const day = new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 10)
  return Math.max(0, Math.round((Date.parse(day) - Date.parse(due)) / 86_400_000))
}

/** How often a penalty line is owed: once a day, or once a sheet that came late. */
export const owed = (each: "day" | "sheet", days: readonly number[]) =>
  days.reduce((sum, late) => sum + (each === "day" ? late : late > 0 ? 1 : 0), 0)

export * as DueRule from "./due-rule.ts"
