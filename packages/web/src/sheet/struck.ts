import { api, ask } from "../api.ts"
import { load } from "../load.ts"

/** The codes of the leaves that are left out for all. */
export const struckOf = (year: () => string) =>
  load(year, async (id) => {
    const { value, etag } = await ask(() => api.years[":year"].decisions.$get({ param: { year: id } }))
    return { value: value.struck.map(({ code }) => code), etag }
  })
