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
const start = Date.now()

/** A year that scores itself until midnight after so many days, and sheets handed in when the clock says so; each test is a day before the last, as moments hold for an hour. */
async function evening(days: number) {
  const due = new Date(start + days * day).toISOString().slice(0, 10)
  /** The first millisecond of the next day in Asia/Ho_Chi_Minh. */
  const midnight = Date.parse(`${due}T17:00:00Z`)
  clock(midnight - 10 * minute)
  const three = await threeLeaders({ due: { selfScoring: due } })
  const { table } = await live(three, "selfScoring")
  const hand = async (send: Send, now: number, headers: Record<string, string> = {}) => {
    clock(now)
    const sheet = { table, points: [4000, 6000] }
    return (await send("POST", `${three.at}/self`, sheet, { "if-match": '"v0"', ...headers })).status
  }
  return { ...three, hand, midnight }
}
type Entries = { items: { act: string; seat: string; at: string }[] }
const days = ({ json }: Answer) => (json as { sheets: { seat: string; days: number }[] }).sheets.map(({ seat, days }) => [seat, days])

test("F26 the due day lasts to its last millisecond by the server's clock, whatever the caller's says", async () => {
  const { hand, midnight, at, a, b, c } = await evening(3)
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
  const { hand, midnight, at, a, b, c } = await evening(2)
  await hand(a, midnight - minute)
  await hand(b, midnight)
  clock(midnight + 10_000)
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

test("what comes while the page is shown is still news after the look that it ends in", async () => {
  const { hand, midnight, a, b } = await evening(1)
  clock(midnight - minute)
  const { years } = (await a("GET", "/today")).json as { years: { entries: object[] }[] }
  await hand(b, midnight - minute + 2_000)
  clock(midnight - minute + 4_000)
  await a("POST", "/today")
  const after = (await a("GET", "/today")).json as { lookedAt: string; years: { entries: Entries["items"] }[] }
  const news = after.years[0]!.entries.filter(({ at }) => at > after.lookedAt)
  expect([years.length, news.map(({ act, seat }) => `${act} ${seat}`)[0]]).toEqual([1, "self.handIn 01"])
})

test("moments never run backwards, until a clock is set back by so much that it was wrong before", () => {
  const first = Id.moment() + day
  expect([first, first, first - 5 * minute, first + 1, first + 9].map(Id.moment)).toEqual([0, 1, 2, 3, 9].map((ms) => first + ms))
  expect(Id.moment(first - 61 * minute)).toBe(first - 61 * minute)
})
