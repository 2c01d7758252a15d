/** Of the province: Cờ thi đua, Bằng khen; given elsewhere: a ministry's flag, the Government's. */
export const kinds = ["flag", "certificate", "ministryFlag", "governmentFlag"] as const
export type Name = (typeof kinds)[number]
export const states = ["proposed", "appraised", "voted", "granted", "refused", "revoked"] as const
export type State = (typeof states)[number]
export const elsewhere: readonly Name[] = ["ministryFlag", "governmentFlag"]
/** Proposed, appraised, voted on where a council votes, granted or refused, revoked; what is given elsewhere never passes these. */
const next: Record<State, readonly State[]> = {
  proposed: ["appraised"],
  appraised: ["voted", "granted", "refused"],
  voted: ["granted", "refused"],
  granted: ["revoked"],
  refused: [],
  revoked: [],
}
/** What may follow; nothing where the award has come to its end. */
export const nextOf = (award: Name, state: State | undefined): readonly State[] =>
  elsewhere.includes(award) ? (state === undefined ? ["granted"] : state === "granted" ? ["revoked"] : []) : state ? next[state] : []

/** How the province's roll-up writes what stands for a unit. */
export const letters: Record<Name, string> = { flag: "F", certificate: "C", ministryFlag: "M", governmentFlag: "G" }
export const awardsIn = (told: string) => kinds.filter((one) => told.includes(letters[one]))

export * as AwardRule from "./award-rule.ts"
