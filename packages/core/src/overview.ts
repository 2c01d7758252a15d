import * as z from "zod"
import { Actor } from "./actor.ts"
import { Awards } from "./award.ts"
import { awardsIn } from "./award-rule.ts"
import { Blocs } from "./bloc.ts"
import { Departments } from "./department.ts"
import { past, type Phase, phases } from "./phase.ts"
import { Text } from "./text.ts"
import { Waitings } from "./waiting.ts"
import { RollUp, Years } from "./year.ts"

const AnyPhase = z.enum(phases)
const Won = z.object({ department: z.string(), awards: z.array(Awards.Award) })
const OfBloc = z.object({ bloc: z.string(), year: z.string(), phase: AnyPhase, won: z.array(Won), waiting: Waitings.Waiting.nullable() })
/** A calendar year of the province: every bloc's phase and winners by id, and what the open ones wait for; never a score. */
export const Calendar = z.object({ calendar: z.int(), blocs: z.array(OfBloc) })
export type Calendar = z.output<typeof Calendar>
/** A year in which a department takes part, with what it was granted. */
export const Own = z.object({
  ...{ calendar: z.int(), bloc: z.string(), year: z.string() },
  ...{ phase: AnyPhase, awards: z.array(Awards.Award) },
})

/** One bloc in the roll-up: `y` year, `p` phase, and letters by the id of each department that won something. */
const Rolled = z.object({ y: z.string(), p: AnyPhase }).catchall(z.string())
type Page = { after?: string | undefined }

async function rolled(page: Page) {
  const { items, next } = await RollUp.list({}, { ...page, size: 20 })
  const years = items.map(({ key, v: _v, ...blocs }) => ({
    calendar: Number(key),
    blocs: Object.entries(blocs).flatMap(([bloc, of]) => {
      const { y: year, p: phase, ...units } = Rolled.safeParse(of).data ?? { y: "", p: "drafting" as const }
      const won = Object.entries(units).map(([department, told]) => ({ department, awards: awardsIn(told) }))
      return year ? [{ bloc, year, phase, won: won.filter(({ awards }) => awards.length) }] : []
    }),
  }))
  return { years, next }
}

const closing = (phase: Phase) => past(phase, "voting")

/**
 * Every bloc and year of the province, oldest first, by page: one query of the roll-up, one batch of the open years' roots for what they
 * wait for, of those where something happened since the names as well, and of those that verify their verified sheets. For board and council; drafts and scores are in neither.
 */
export async function list(page: Page) {
  Actor.need("overview.read")
  const { years, next } = await rolled(page)
  const open = years.flatMap(({ blocs }) => blocs.flatMap(({ phase, year }) => (closing(phase) ? [] : [year])))
  const facts = await Waitings.facts(open)
  const today = Text.today()
  const items = years.map(async ({ calendar, blocs }) => ({
    calendar,
    blocs: await Promise.all(
      blocs.map(async (one) => {
        const found = facts.get(one.year)
        const phase = found?.root.phase ?? one.phase
        return { ...one, phase, waiting: found && !closing(phase) ? await Waitings.waiting(one.year, found, today) : null }
      }),
    ),
  }))
  return { items: await Promise.all(items), next }
}

/** The own department's years with their phases, and what it was granted in each, oldest first, by page. */
export async function own(page: Page) {
  Actor.need("history.read")
  const { department } = Actor.person()
  const [{ years, next }, mine] = await Promise.all([rolled(page), Years.mine()])
  const ids = new Set(mine.map(({ year }) => year))
  const items = years.flatMap(({ calendar, blocs }) =>
    blocs.flatMap(({ bloc, year, phase, won }) => {
      const awards = won.find((one) => one.department === department)?.awards ?? []
      return ids.has(year) || awards.length ? [{ calendar, bloc, year, phase, awards }] : []
    }),
  )
  return { items, next }
}

/** The whole overview with the names of blocs and departments, for a file: each list read by page, none item by item. */
export async function whole() {
  Actor.need("overview.file")
  const [years, blocs, departments] = await Promise.all([every(list), every(Blocs.list), every(Departments.list)])
  const named = (all: readonly { id: string; name: string }[]) => new Map(all.map(({ id, name }) => [id, name]))
  return { years, blocs: named(blocs), departments: named(departments) }
}

async function every<T>(page: (at: Page) => Promise<{ items: T[]; next: string | undefined }>, after?: string): Promise<T[]> {
  const { items, next } = await page({ after })
  return next ? [...items, ...(await every(page, next))] : items
}

export * as Overviews from "./overview.ts"
