import type { Code } from "./fault.ts"
import type { Phase } from "./phase.ts"

type Role = "anybody" | "operator" | "board" | "council" | "leader" | "officer" | "viewer"
/**
 * One action: whose role allows it, in which phases of a bloc's year, which seat it is for, and what it can refuse besides
 * what every call can. In other phases the screens do not offer it; whatever the bloc sees is bound to its phase by the write itself,
 * a private draft is not. The routes, the document, the screens and the generated tests read this one structure.
 */
export type Right = {
  roles: readonly Role[]
  phases?: readonly Phase[]
  seat?: "member" | "head" | "headOrBoard" | "memberOrBoard" | "verifier" | "launcher" | "deputy" | "headOrDeputy"
  refuses?: readonly Code[]
}
export const everyone = ["board", "council", "leader", "officer", "viewer"] as const
/** Who fills in for a department. */
export const fills = ["leader", "officer"] as const
