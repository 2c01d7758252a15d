import type { AddressInfo } from "node:net"
import { serve } from "@hono/node-server"
import { afterAll, beforeAll, expect, test } from "vitest"
import type * as z from "zod"
import { Gate } from "../packages/core/src/gate.ts"
import type { Movements } from "../packages/core/src/movement.ts"
import type { Board } from "../packages/core/src/today.ts"
import { app } from "../packages/functions/src/app.ts"
import { client } from "../packages/functions/src/client.ts"
import { accounts, fill } from "../packages/functions/src/demonstration.ts"
import { tenMovements } from "../packages/functions/src/demonstration-movements.ts"
import { Store } from "../packages/functions/src/store.ts"

const operator = { name: "operator", password: "một mật khẩu dài" }
/** A store of its own: its province has a fixed code. */
const store = Store.start({ table: "khoi-thi-dua-minh-hoa" })
const server = serve({ fetch: app({ publicOrigin: "http://localhost", cursorSecret: "a secret for cursors" }).fetch, port: 0 })
let base = ""
let filled: Awaited<ReturnType<typeof fill>>
let took = 0

beforeAll(async () => {
  await store
  base = `http://localhost:${(server.address() as AddressInfo).port}`
  await Gate.ensureOperator(operator.name, operator.password)
  const start = Date.now()
  filled = await fill(base, operator, () => {})
  took = Date.now() - start
}, 120_000)
afterAll(async () => {
  server.close()
  await (await store).close()
})

/** What somebody of the demonstration sees today. */
async function today(name: string) {
  const account = accounts().find(({ signIn }) => signIn === name)!
  const caller = client(base)
  const me = await caller.open({ province: account.province, name, password: account.password })
  const { body } = await caller.get<{ years: Board[] }>("/today")
  await caller.close()
  return { me, years: body.years.toSorted((a, b) => a.year - b.year || (a.phase < b.phase ? -1 : 1)) }
}

test("an empty store is filled within a minute", () => {
  expect(took).toBeLessThan(60_000)
})

test("the accounts are known without the store, each by a name of its own", () => {
  expect(accounts()).toEqual(filled)
  expect(new Set(filled.map(({ signIn }) => signIn)).size).toBe(filled.length)
  expect(filled).toHaveLength(41)
})

test("the board sees a year that is over, one in cross-scoring and one in drafting", async () => {
  const { me, years } = await today("noi-vu.thuong-truc")
  expect(me).toMatchObject({ province: { code: "bac-kan", demonstration: true }, roles: ["board", "leader"] })
  const present = new Date().getFullYear()
  expect(years).toMatchObject([
    { year: 2022, phase: "closed", members: { length: 10 } },
    { year: present, phase: "crossScoring", members: { length: 12 }, waits: 5 },
    { year: present, phase: "drafting", members: { length: 8 }, table: false },
  ])
  expect(years[1]!.members.filter(({ cross }) => cross)).toHaveLength(7)
  expect(Date.parse(years[1]!.due.crossScoring!)).toBeGreaterThan(Date.now())
})

test("a leader finds its cross-scores waiting, the officer the draft as far as it is", async () => {
  expect((await today("cong-thuong.lanh-dao")).years[0]!.tasks).toEqual([{ act: "cross.handIn", waitsFor: null }])
  const { me, years } = await today("cong-thuong.chuyen-vien")
  expect(me).toMatchObject({ name: "Chuyên viên Sở Công Thương", roles: ["officer"] })
  expect(years).toHaveLength(1)
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
