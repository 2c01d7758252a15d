import * as z from "zod"
import { Actor } from "./actor.ts"
import { Agencies } from "./agency.ts"
import { Appeals } from "./appeal.ts"
import { Departments } from "./department.ts"
import { dueOf } from "./due-rule.ts"
import { phases } from "./phase.ts"
import { Waitings } from "./waiting.ts"
import type { Names, Root } from "./year.ts"

/** A year in which an agency has something to do now, from outside of the bloc too. */
export const Waiting = z.object({
  id: z.string(),
  name: z.string(),
  year: z.int(),
  phase: z.enum(phases),
  due: z.string().nullable(),
  acts: z.array(z.enum(["agency.confirm", "appeal.answer"])),
})
export type Waiting = z.output<typeof Waiting>

/** What waits for the own department as an agency of these years; nothing is read where it is none. */
export async function waiting(years: readonly { year: string }[]): Promise<Waiting[]> {
  if (!years.length) return []
  const { department } = Actor.person()
  const [code, known] = await Promise.all([Departments.codeOf(department), Waitings.facts(years.map(({ year }) => year))])
  const found = await Promise.all([...known].map(([year, { root, names }]) => one(year, root, names, department, code)))
  return found.filter(({ acts }) => acts.length)
}

async function one(id: string, root: Root, names: Names, department: string, code: string): Promise<Waiting> {
  const [answers, hears] = await Promise.all([
    Agencies.lacks(id, root, department, code),
    root.phase === "appealing" && root.waits > 0 && Appeals.waiting(id, department),
  ])
  const due = dueOf(names, root.phase === "appealing" ? "appealing" : "verifying") ?? null
  const acts = [...(answers ? (["agency.confirm"] as const) : []), ...(hears ? (["appeal.answer"] as const) : [])]
  return { id, name: names.name, year: names.year, phase: root.phase, due, acts }
}

export * as AgencyTasks from "./agency-task.ts"
