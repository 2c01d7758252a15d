import type { AddressInfo } from "node:net"
import { serve } from "@hono/node-server"
import { afterAll, beforeAll, expect, test } from "vitest"
import type * as z from "zod"
import { Gate } from "../packages/core/src/gate.ts"
import type { Movements } from "../packages/core/src/movement.ts"
import type { Board } from "../packages/core/src/today.ts"
import { client } from "../packages/functions/src/client.ts"
import { accounts, fill } from "../packages/functions/src/demonstration.ts"
import { tenMovements } from "../packages/functions/src/demonstration-movements.ts"
import { api } from "./world.ts"

const operator = { name: "operator", password: "một mật khẩu dài" }
const server = serve({ fetch: api.fetch, port: 0 })
let base = ""
let filled: Awaited<ReturnType<typeof fill>>
let took = 0

beforeAll(async () => {
  base = `http://localhost:${(server.address() as AddressInfo).port}`
  await Gate.ensureOperator(operator.name, operator.password)
  const start = Date.now()
  filled = await fill(base, operator, () => {})
  took = Date.now() - start
}, 120_000)
afterAll(() => void server.close())

/** What somebody of the demonstration sees today. */
async function today(name: string) {
  const account = accounts().find(({ signIn }) => signIn === name)!
  const caller = client(base)
  const me = await caller.open({ province: account.province, name, password: account.password })
  const { body } = await caller.get<{ years: Board[] }>("/today")
  await caller.close()
  return { me, years: body.years.toSorted((a, b) => a.year - b.year || (a.phase < b.phase ? -1 : 1)) }
}

test("an empty store is filled within a minute, also on a busy machine", () => {
  expect(took).toBeLessThan(60_000)
})

test("the accounts are known without the store, each by a name of its own", () => {
  expect(accounts()).toEqual(filled)
  expect(new Set(filled.map(({ signIn }) => signIn)).size).toBe(filled.length)
  expect(filled).toHaveLength(49)
})

test("the board sees two years that the province has decided, one in cross-scoring and one in drafting", async () => {
  const { me, years } = await today("noi-vu.thuong-truc")
  expect(me).toMatchObject({ province: { code: "bac-kan", demonstration: true }, roles: ["board", "leader"] })
  const present = new Date().getFullYear()
  expect(years).toMatchObject([
    { year: 2020, phase: "decided", members: { length: 8 } },
    { year: 2022, phase: "decided", members: { length: 10 } },
    { year: present, phase: "crossScoring", members: { length: 12 }, waits: 5 },
    { year: present, phase: "drafting", members: { length: 8 }, table: false },
  ])
  expect(years[2]!.members.filter(({ cross }) => cross)).toHaveLength(7)
  expect(Date.parse(years[2]!.due.crossScoring!)).toBeGreaterThan(Date.now())
  expect(Object.values(years[3]!.due).every((due) => Date.parse(due) > Date.now())).toBe(true)
})

test("a leader finds its cross-scores waiting, the officer the draft as far as it is", async () => {
  expect((await today("cong-thuong.lanh-dao")).years.at(-1)!.tasks).toEqual([{ act: "cross.handIn", waitsFor: null }])
  const { me, years } = await today("cong-thuong.chuyen-vien")
  expect(me).toMatchObject({ name: "Chuyên viên Sở Công Thương", roles: ["officer"] })
  expect(years).toHaveLength(2)
})

/** Somebody's look into the year of a bloc of so many members. */
async function inYear(name: string, calendar: number, phase: string) {
  const { province, password } = accounts().find(({ signIn }) => signIn === name)!
  const caller = client(base)
  await caller.open({ province, name, password })
  const { body } = await caller.get<{ years: Board[] }>("/today")
  const { id } = body.years.find((one) => one.year === calendar && one.phase === phase)!
  return async <T>(path: string) => (await caller.get<T>(`/years/${id}${path}`)).body
}

test("the economic bloc's year 2020 holds what a year can hold, to the awards without a number", async () => {
  const look = await inYear("noi-vu.thuong-truc", 2020, "decided")
  expect(await look("/pledge")).toMatchObject({ targets: [{ unit: "%" }, { unit: "%" }, { unit: "sáng kiến" }], signed: { length: 8 } })
  expect(await look("/pledge/papers/07")).toMatchObject({ paper: { state: "confirmed", date: "2020-02-26" } })
  expect((await look<{ items: object[] }>("/aims")).items).toHaveLength(8)
  const { items: comments } = await look<{ items: { leaf: string | null; answer: object | null }[] }>("/table/comments")
  expect(comments.map(({ leaf, answer }) => [leaf, !!answer])).toEqual([
    [null, false],
    ["I.1", true],
  ])
  expect(await look("/appeals")).toMatchObject({ items: [{ seat: "02", state: "answered", first: { value: { result: { count: 6 } } } }] })
  const alert = { seat: "04", other: "06", told: { "04": {}, "06": {} }, outcome: { kind: "explained" } }
  expect(await look("/alerts")).toMatchObject({ alerts: [alert] })
  const { items } = await look<{ items: { award: string; state: string; steps: { number: null; date: null; note?: string }[] }[] }>(
    "/awards",
  )
  expect(items.map(({ award, state }) => `${award} ${state}`).toSorted()).toEqual(["certificate granted", "certificate granted", "certificate granted", "flag granted"]) // prettier-ignore
  for (const { steps } of items) for (const step of steps) expect([step.number, step.date]).toEqual([null, null])
  const { result } = await look<{ result: { units: { bonus: number; appraised?: object }[] } }>("/result")
  expect([result.units.some(({ bonus }) => bonus > 0), result.units.some(({ appraised }) => appraised)]).toEqual([true, true])
  const self = await look<{ reasons: Record<string, string>; leaves: { kind: string }[] }>("/explanations/self/00")
  expect(Object.values(self.reasons)).toEqual([expect.stringMatching(/^Dữ liệu minh họa/)])
  expect(new Set(self.leaves.map(({ kind }) => kind)).size).toBeGreaterThan(6)
})

test("the flag of 2022 goes to whom the press names, granted without a number; nothing invented is given out as true", async () => {
  const look = await inYear("noi-vu.thuong-truc", 2022, "decided")
  const { items } = await look<{ items: { seat: string; award: string; state: string; steps: { number: null; note: string }[] }[] }>(
    "/awards",
  )
  expect(items.filter(({ award }) => award === "flag")).toMatchObject([{ seat: "00", state: "granted" }])
  expect(items).toHaveLength(4)
  for (const { steps } of items)
    for (const { number, note = "" } of steps.slice(1)) expect([number, note.startsWith("Dữ liệu minh họa")]).toEqual([null, true])
  const overview = await inYear("noi-vu.thuong-truc", new Date().getFullYear(), "crossScoring")
  expect(await overview("/pledge")).toMatchObject({ targets: { length: 3 }, signed: { length: 12 } })
  expect((await overview<{ items: object[] }>("/aims")).items).toHaveLength(12)
})

test("the ten movements of Sở Công Thương are read back as they were entered, and nobody else finds those that it launched itself", async () => {
  const look = async (name: string) => {
    const { province, password } = accounts().find(({ signIn }) => signIn === name)!
    const caller = client(base)
    await caller.open({ province, name, password })
    const { body } = await caller.get<{ items: { id: string; level: string }[] }>("/movements")
    return { caller, all: body.items, inside: body.items.filter(({ level }) => level === "department") }
  }
  const { caller, inside } = await look("cong-thuong.chuyen-vien")
  const read = async (id: string) => (await caller.get<z.output<typeof Movements.Shown>>(`/movements/${id}`)).body
  const found = await Promise.all(inside.map(({ id }) => read(id)))
  const told = found.map(({ name, kind, chain, above }) => ({ name, kind, of: chain[0]?.level ?? above?.level ?? null }))
  expect(told).toEqual(tenMovements)
  expect(told.map(({ kind }) => kind).filter((kind) => kind === "thematic")).toHaveLength(5)
  for (const one of found)
    expect(one).toMatchObject({
      from: "2015",
      to: "2020",
      state: "ended",
      paper: { number: null, date: null },
      ended: { date: "2020-05-14" },
    })
  const other = await look("tai-chinh.lanh-dao")
  expect(other.inside).toEqual([])
  expect(other.all).toMatchObject([{ name: "Bắc Kạn chung sức xây dựng nông thôn mới", level: "province", state: "open" }])
  const { body } = await other.caller.get<{ items: object[] }>(`/movements/${other.all[0]!.id}/participants`)
  expect(body.items).toMatchObject([{ indicators: [{ target: 20 }] }, { indicators: [{ last: { date: "2019-12-31", figure: 38 } }] }])
})
