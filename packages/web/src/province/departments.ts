import { api, ask, every } from "../api.ts"
import { load } from "../load.ts"
import { me } from "../session.ts"

export type Department = { id: string; code: string; name: string }
const byName = <T extends { name: string }>(all: readonly T[]) => all.toSorted((a, b) => a.name.localeCompare(b.name, "vi"))

/** All departments of the province, by name. */
export const departments = () =>
  load(
    () => me()?.province?.code,
    async () => {
      const { value, etag } = await every((query) => ask(() => api.departments.$get({ query })))
      return { value: byName(value), etag }
    },
  )

/** All blocs of the province, by name. */
export const blocs = () =>
  load(
    () => me()?.province?.code,
    async () => {
      const { value, etag } = await every((query) => ask(() => api.blocs.$get({ query })))
      return { value: byName(value), etag }
    },
  )
