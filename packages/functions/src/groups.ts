import type { Hono } from "hono"
import type { Env } from "./http.ts"

type Group = { of: readonly string[]; load: () => Promise<Hono<Env>> }
/** Every group of routes, and the addresses that it answers: their first word, or where that is shared the one behind the first id with it. */
export const groups: readonly Group[] = [
  { of: ["agency"], load: async () => (await import("./agencies.ts")).agencies },
  { of: ["years appeals", "years own-appeals"], load: async () => (await import("./appeals.ts")).appeals },
  { of: ["departments awards", "years awards"], load: async () => (await import("./awards.ts")).awardRoutes },
  { of: ["blocs", "today", "years"], load: async () => (await import("./blocs.ts")).blocs },
  {
    of: ["years alerts", "years appraisal-answer", "years phase", "years prize-reason", "years ties", "years votes"],
    load: async () => (await import("./conclusions.ts")).conclusions,
  },
  {
    of: ["years appraisals", "years decisions", "years lead", "years members"],
    load: async () => (await import("./decisions.ts")).decisions,
  },
  { of: ["departments"], load: async () => (await import("./departments.ts")).departments },
  { of: ["blocs movements", "movements"], load: async () => (await import("./movements.ts")).movements },
  { of: ["history", "overview"], load: async () => (await import("./overviews.ts")).overviews },
  { of: ["demonstration", "health"], load: async () => (await import("./platform.ts")).platform },
  { of: ["provinces"], load: async () => (await import("./provinces.ts")).provinces },
  { of: ["years panel"], load: async () => (await import("./panels.ts")).panels },
  { of: ["years aim", "years aims", "years pledge"], load: async () => (await import("./pledges.ts")).pledges },
  { of: ["password", "session", "sessions"], load: async () => (await import("./sessions.ts")).sessions },
  {
    of: ["cross", "crosses", "extensions", "lateness", "notes", "self", "selves", "verified"].map((word) => `years ${word}`),
    load: async () => (await import("./sheets.ts")).sheets,
  },
  { of: ["tables", "years table"], load: async () => (await import("./tables.ts")).tables },
  { of: ["years explanations", "years official", "years result"], load: async () => (await import("./years.ts")).years },
]
const byWords = new Map(groups.flatMap(({ of, load }) => of.map((words) => [words, load] as const)))

/** The group that answers an address below /api, if any does. */
export function groupOf(path: string) {
  const [, , first = "", , second = ""] = path.split("/")
  return byWords.get(`${first} ${second}`) ?? byWords.get(first)
}
