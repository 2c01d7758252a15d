import { api, ask } from "../api.ts"
import { load } from "../load.ts"

/** The year's table of criteria. */
export const tableOf = (year: () => string) => load(year, (id) => ask(() => api.years[":year"].table.$get({ param: { year: id } })))
