import type { Action } from "../packages/core/src/right.ts"
import type { Ids } from "./target.ts"
import type { Plant } from "./two-worlds.ts"
import type { Answer } from "./world.ts"

type Planted = (theirs: Ids, tenant: string) => { plant: Plant; focus: Action[] }
const as = (answer: Answer, status: number, more: object): Answer => {
  const json = status === 200 ? more : { ...(answer.json as object), status, ...more }
  const headers = new Headers(answer.headers)
  headers.set("content-type", status === 200 ? "application/json" : "application/problem+json; charset=utf-8")
  return { ...answer, status, headers, json: json as never, text: JSON.stringify(json) }
}
const listed = (answer: Answer) => (answer.status === 200 ? (answer.json as { items?: object[] }).items : undefined)
const others = (theirs: Ids, text: string) =>
  [theirs.department, theirs.bloc, ...Object.values(theirs.years)].some((id) => text.includes(id))

/** What leaks look like from outside; the harness is good for nothing unless it sees each of them. `full`: the other province has something. */
export const plants = {
  "another's thing is denied, not missing": (theirs) => ({
    focus: ["table.read"],
    plant: (answer, { path }, full) =>
      full && answer.status === 404 && others(theirs, path) ? as(answer, 403, { code: "right.denied" }) : answer,
  }),
  "another's thing is shown": (theirs) => ({
    focus: ["pledge.read"],
    plant: (answer, { path }, full) =>
      full && answer.status === 404 && others(theirs, path) ? as(answer, 200, { text: "Giao ước" }) : answer,
  }),
  "another's text is shown": () => ({
    focus: ["bloc.list"],
    plant: (answer, { operation }) =>
      operation === "bloc.list" && listed(answer) ? as(answer, 200, { items: [{ name: "Khối canary" }] }) : answer,
  }),
  "another's id comes back": (theirs) => ({
    focus: ["person.list"],
    plant: (answer, { path }) =>
      answer.status === 404 && path.includes(theirs.department) ? as(answer, 404, { fields: [theirs.department] }) : answer,
  }),
  "a list counts what others have": () => ({
    focus: ["year.list"],
    plant: (answer, _, full) => (listed(answer) ? as(answer, 200, { ...(answer.json as object), total: full ? 9 : 1 }) : answer),
  }),
  "a list is in another order": () => ({
    focus: ["department.list"],
    plant: (answer, _, full) => (full && listed(answer) ? as(answer, 200, { items: listed(answer)!.toReversed(), next: null }) : answer),
  }),
  "an ETag moves with another's writes": () => ({
    focus: ["self.read"],
    plant: (answer, _, full) => {
      const headers = new Headers(answer.headers)
      if (full && answer.etag) headers.set("etag", '"v99"')
      return { ...answer, headers }
    },
  }),
  "the tenant is taken from the query": (_, tenant) => ({
    focus: ["bloc.list"],
    plant: (answer, { path }, full) => (full && path.includes(`tenant=${tenant}`) ? as(answer, 200, { items: [] }) : answer),
  }),
  "the tenant is taken from a header": (_, tenant) => ({
    focus: ["year.list"],
    plant: (answer, { headers }, full) =>
      full && headers["x-tenant-id"] === tenant && listed(answer) ? as(answer, 200, { items: [] }) : answer,
  }),
  "the tenant is taken from the body": (_, tenant) => ({
    focus: ["bloc.create"],
    plant: (answer, { body }, full) => (full && body?.includes(`"tenant":"${tenant}"`) ? as(answer, 200, {}) : answer),
  }),
  "another list's cursor is good": () => ({
    focus: ["log.read"],
    plant: (answer, { path }, full) =>
      full && path.includes("/log?after=") && answer.status === 422 ? as(answer, 200, { items: [], next: null }) : answer,
  }),
  "one acts in another's department": (theirs) => ({
    focus: ["session.act"],
    plant: (answer, { operation, body }, full) =>
      full && operation === "session.act" && body?.includes(theirs.department) ? as(answer, 200, {}) : answer,
  }),
  "a code taken elsewhere is taken here": () => ({
    focus: ["department.create"],
    plant: (answer, { operation }, full) =>
      full && operation === "department.create" && answer.status === 200
        ? as(answer, 409, { code: "department.taken", fields: [] })
        : answer,
  }),
  "a right name is told from a wrong one": (theirs) => ({
    focus: ["session.open"],
    plant: (answer, { operation, body }, full) =>
      full && operation === "session.open" && body.includes(theirs.signIn) && answer.status === 401
        ? as(answer, 429, { code: "session.locked" })
        : answer,
  }),
  "something breaks at another's id": (theirs) => ({
    focus: ["vote.read"],
    plant: (answer, { path }) => (others(theirs, path) ? as(answer, 500, { code: "internal" }) : answer),
  }),
} satisfies Record<string, Planted>
