import { afterEach, expect, test, vi } from "vitest"
import { Id } from "../packages/core/src/id.ts"
import { live, threeLeaders } from "./small-year.ts"
import type { Answer, Send } from "./world.ts"

afterEach(() => {
  vi.useRealTimers()
})
const minute = 60_000
const day = 1_440 * minute
/** The server's clock; timers run on. */
const clock = (now: number) => vi.useFakeTimers({ toFake: ["Date"], now })
const due = new Date(Date.now() + day).toISOString().slice(0, 10)
/** The first millisecond of the next day in Asia/Ho_Chi_Minh. */
const midnight = Date.parse(`${due}T17:00:00Z`)

/** A year that scores itself until today at midnight, and sheets that are handed in when the server's clock says so. */
async function evening() {
  clock(midnight - 10 * minute)
  const three = await threeLeaders({ due: { selfScoring: due } })
  const { table } = await live(three, "selfScoring")
  const hand = async (send: Send, now: number, headers: Record<string, string> = {}) => {
    clock(now)
    const sheet = { table, points: [4000, 6000] }
    return (await send("POST", `${three.at}/self`, sheet, { "if-match": '"v0"', ...headers })).status
  }
  return { ...three, hand }
}
type Entries = { items: { act: string; seat: string; at: string }[] }
const days = ({ json }: Answer) => (json as { sheets: { seat: string; days: number }[] }).sheets.map(({ seat, days }) => [seat, days])

test("F26 the due day lasts to its last millisecond by the server's clock, whatever the caller's says", async () => {
  const { hand, at, a, b, c } = await evening()
  const fast = { date: new Date(midnight + day).toUTCString() }
  const slow = { date: new Date(midnight - day).toUTCString() }
  expect([await hand(a, midnight - 1, fast), await hand(b, midnight, slow), await hand(c, midnight + minute)]).toEqual([200, 200, 200])
  expect(days(await a("GET", `${at}/lateness`))).toEqual([
    ["00", 0],
    ["01", 1],
    ["02", 1],
  ])
})

test("F26 when the server's clock is set back, due days go by it, and the log still tells what came after what", async () => {
  const { hand, at, a, b, c } = await evening()
  await hand(a, midnight - minute)
  await hand(b, midnight)
  const { at: seen } = (await a("POST", "/today")).json as { at: string }
  await hand(c, midnight - 5 * minute)
  expect(days(await a("GET", `${at}/lateness`))).toEqual([
    ["00", 0],
    ["01", 1],
    ["02", 0],
  ])
  const { items } = (await a("GET", `${at}/log`)).json as Entries
  expect(items.slice(0, 3).map(({ act, seat }) => `${act} ${seat}`)).toEqual(["self.handIn 02", "self.handIn 01", "self.handIn 00"])
  const times = items.map((entry) => entry.at)
  expect(times).toEqual(times.toSorted().toReversed())
  const { lookedAt, years } = (await a("GET", "/today")).json as { lookedAt: string; years: { entries: Entries["items"] }[] }
  expect(lookedAt).toBe(seen)
  expect(years[0]!.entries.filter((entry) => entry.at > lookedAt).map(({ seat }) => seat)).toEqual(["02"])
  expect((await c("GET", "/session")).status).toBe(200)
})

test("moments never run backwards, until a clock is set back by so much that it was wrong before", () => {
  const start = Id.moment() + day
  expect([start, start, start - 5 * minute, start + 1, start + 9].map(Id.moment)).toEqual([0, 1, 2, 3, 9].map((ms) => start + ms))
  expect(Id.moment(start - 61 * minute)).toBe(start - 61 * minute)
})
