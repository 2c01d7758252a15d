/** Law on Emulation and Commendation 2022, art. 16, knows the first two; `adHoc` is a drive for an occasion, as provinces launch them. */
export const movementKinds = ["regular", "thematic", "adHoc"] as const
export type MovementKind = (typeof movementKinds)[number]
/** Who launches a movement here, from below. */
export const levels = ["department", "bloc", "province"] as const
export type Level = (typeof levels)[number]
/** Who launches one that is answered without standing here, from below. */
export const levelsAbove = ["bloc", "province", "ministry", "government", "party"] as const
export type LevelAbove = (typeof levelsAbove)[number]
export const states = ["open", "ended", "withdrawn"] as const
export type State = (typeof states)[number]

/** Movements in a chain, the lowest one not counted. */
export const mostAbove = 8

const ranks = ["department", ...levelsAbove] as const
const rank = (level: Level | LevelAbove) => ranks.indexOf(level)

/** Whether a movement of `level` can answer one that stands here: one of its own level (a drive within a movement) or of one above. */
export const canAnswer = (level: Level, of: Level) => rank(of) >= rank(level)

/** Whether a level that is merely named stands above. */
export const isAbove = (level: Level, of: LevelAbove) => rank(of) > rank(level)

/** Whether the end is no earlier than the beginning, as far as both are known: each is a day, or a year where the day is not. */
export function follows(from: string, to: string) {
  const known = Math.min(from.length, to.length)
  return from.slice(0, known) <= to.slice(0, known)
}

/** Whether a movement runs in a calendar year; without an end it still does. */
export const runsIn = (year: number, { from, to }: { from: string; to: string | null }) =>
  Number(from.slice(0, 4)) <= year && (to === null || Number(to.slice(0, 4)) >= year)

/** The share of a target that a figure reaches; undefined where there is none to reach. */
export const reached = (target: number, figure: number) => (target > 0 ? figure / target : undefined)

export * as MovementRule from "./movement-rule.ts"
