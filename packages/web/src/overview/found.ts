import type { InferResponseType } from "hono/client"
import { api, ask, every } from "../api.ts"
import { load } from "../load.ts"
import { me } from "../session.ts"

export type Calendar = InferResponseType<typeof api.overview.$get>["items"][number]
export type OfBloc = Calendar["blocs"][number]
export type Names = ReadonlyMap<string, string>
export type Found = { years: Calendar[]; blocs: Names; units: Names; at: string }

type Listed = { items: { id: string; name: string }[]; next: string | null }
export const named = async (page: (query: { after?: string }) => Promise<{ value: Listed; etag: string }>): Promise<Names> => {
  const { value } = await every(page)
  return new Map(value.toSorted((a, b) => a.name.localeCompare(b.name, "vi")).map(({ id, name }) => [id, name]))
}
export const blocNames = () => named((query) => ask(() => api.blocs.$get({ query })))
const unitNames = () => named((query) => ask(() => api.departments.$get({ query })))

/** Every year of the province, newest first, with the names of its blocs and departments; the three are read side by side. */
export const overview = () =>
  load(
    () => me()?.province?.code,
    async () => {
      const read = every((query) => ask(() => api.overview.$get({ query })))
      const [{ value, etag }, blocs, units] = await Promise.all([read, blocNames(), unitNames()])
      return { value: { years: value.toReversed(), blocs, units, at: new Date().toISOString() } satisfies Found, etag }
    },
  )

/** The page of a bloc's year, for whoever may open it: the board all of them. */
export const yearPage = (year: string, place = "") => `/${me()?.province?.code}/years/${year}${place}`
export const opens = () => !!me()?.roles.includes("board")
