import type { AddressInfo } from "node:net"
import { serve } from "@hono/node-server"
import { afterAll, beforeAll, expect, test } from "vitest"
import { Gate } from "../packages/core/src/gate.ts"
import type { Board } from "../packages/core/src/today.ts"
import { app } from "../packages/functions/src/app.ts"
import { client } from "../packages/functions/src/client.ts"
import { accounts, fill } from "../packages/functions/src/demonstration.ts"
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
