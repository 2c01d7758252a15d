import * as z from "zod"
import { Actor } from "./actor.ts"
import { Blocs } from "./bloc.ts"
import { Fault, missing } from "./fault.ts"
import { Secret } from "./secret.ts"
import { Criteria, only, type Source, Version, Versions } from "./table-version.ts"
import { RollUp, Root, Years } from "./year.ts"

/** A bloc's year of the province whose table is adopted, for whoever looks for one to copy. */
export const Listed = z.object({ year: z.string(), bloc: z.string(), calendar: z.int() })
export const Shown = z.object({ ...Listed.shape, hash: z.string(), criteria: Criteria })

/** Years that have left drafting, by calendar year: those have a locked table. By page of calendar years. */
export async function list(page: { after?: string | undefined }) {
  Actor.need("table.sources")
  const { items, next } = await RollUp.list({}, { ...page, size: 5 })
  const named = new Map<string, string>()
  let after: string | undefined
  do {
    const blocs = await Blocs.list({ after })
    for (const { id, name } of blocs.items) named.set(id, name)
    after = blocs.next
  } while (after)
  const years = items.flatMap(({ key, v: _, ...blocs }) =>
    Object.entries(blocs).flatMap(([bloc, of]) =>
      isYear(of) && of.p !== "drafting" ? [{ year: of.y, bloc: named.get(bloc) ?? "", calendar: Number(key) }] : [],
    ),
  )
  return { items: years, next }
}

const isYear = (of: unknown): of is { y: string; p: string } => !!of && typeof of === "object" && "y" in of && "p" in of

/** The adopted table of any bloc's year of the province. Fault `missing` where there is none. */
export async function read(year: string): Promise<z.output<typeof Shown>> {
  Actor.need("table.source")
  const found = await locked(year)
  if (!found) return missing()
  const { names, hash, n } = found
  const criteria = only(await Version.get({ year, n }))
  return { year, bloc: names.name, calendar: names.year, hash, criteria }
}

/** What a copy says of where it comes from. Fault `input.invalid` at `/source`. */
export async function named(year: string): Promise<z.output<typeof Source>> {
  const found = await locked(year).catch((error: unknown) => {
    if (error instanceof Fault && error.code === "missing") return undefined
    throw error
  })
  if (!found) throw new Fault("input.invalid", [{ in: "json", path: "/source", code: "file.reference" }])
  return { year, bloc: found.names.name, calendar: found.names.year }
}

async function locked(year: string) {
  const root = await Root.get({ year })
  const [names, course] = await Promise.all([Years.names(year), Versions.course(year)])
  const hash = root.table && Secret.hex(root.table)
  const n = hash && Versions.numberOf(course, hash)
  return n ? { names, hash, n } : undefined
}

export * as Sources from "./table-source.ts"
