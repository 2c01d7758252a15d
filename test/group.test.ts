import type { MiddlewareHandler } from "hono"
import { expect, test } from "vitest"
import { app } from "../packages/functions/src/app.ts"
import { groupOf, groups } from "../packages/functions/src/groups.ts"
import { described } from "../packages/functions/src/http.ts"
import { api } from "./world.ts"

/** Each route stands twice in a list, for its check and for what it does; only the first is told by the document. */
const isRoute = ({ handler }: { handler: unknown }) => described.has(handler as MiddlewareHandler)
const whole = app({ publicOrigin: "", cursorSecret: "" }).routes.filter(isRoute)

test("each route of the whole application is answered by the group that its address leads to, whatever stands in it", async () => {
  const lost = []
  for (const { method, path, handler } of whole) {
    const load = groupOf(path.replaceAll(/:\w+/g, "01JD0000"))
    const own = load && (await load()).routes.some((one) => one.handler === handler && one.method === method && `/api${one.path}` === path)
    if (!own) lost.push(`${method} ${path}`)
  }
  expect(lost).toEqual([])
})

test("the groups hold no route that the whole application does not have", async () => {
  const held = (await Promise.all(groups.map(({ load }) => load()))).flatMap(({ routes }) => routes.filter(isRoute))
  expect(held.length).toBe(whole.length)
  expect(held.map(({ handler }) => handler).filter((one) => !whole.some(({ handler }) => handler === one))).toEqual([])
})

test("no address leads to two groups, and none of another kind to any", () => {
  const words = groups.flatMap(({ of }) => of)
  expect(new Set(words).size).toBe(words.length)
  for (const path of ["/api", "/api/", "/api/nothing", "/api/docs", "/api/openapi.json", "/api/constructor", ""])
    expect(groupOf(path)).toBeUndefined()
})

test("what no group answers is missing as in the whole application", async () => {
  const answer = await api.request("/api/nothing")
  expect(await answer.json()).toMatchObject({ status: 404, code: "missing" })
})
