/** What suffices for the members to adopt a table: more than half of all of them, two thirds, or every one. */
export const adoptions = ["majority", "twoThirds", "all"] as const
export type Adoption = (typeof adoptions)[number]

/** How many of all members must agree. */
export function needed(rule: Adoption, members: number) {
  if (rule === "all") return members
  return rule === "twoThirds" ? Math.ceil((2 * members) / 3) : Math.floor(members / 2) + 1
}
