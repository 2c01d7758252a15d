import type { Name } from "./award-rule.ts"

type Won = { department: string; awards: readonly Name[] }
type Calendar = { calendar: number; blocs: readonly { bloc: string; year: string; won: readonly Won[] }[] }
/** What one department was granted, by calendar year and bloc. */
export type Granted = { calendar: number; bloc: string; year: string; awards: readonly Name[] }

/** Winners by department, each with its years as they are given. */
export function byDepartment(years: readonly Calendar[]) {
  const found = new Map<string, Granted[]>()
  for (const { calendar, blocs } of years)
    for (const { bloc, year, won } of blocs)
      for (const { department, awards } of won) found.set(department, [...(found.get(department) ?? []), { calendar, bloc, year, awards }])
  return found
}

/** How many of each award. */
export const countOf = (award: Name, granted: readonly { awards: readonly Name[] }[]) =>
  granted.filter(({ awards }) => awards.includes(award)).length

export * as OverviewRule from "./overview-rule.ts"
