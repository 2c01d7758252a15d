import { describe, expect, test } from "vitest"
import { LogRule } from "../packages/core/src/log-rule.ts"
import { phases, past } from "../packages/core/src/phase.ts"
import { rights } from "../packages/core/src/right.ts"
import { counted, live, threeLeaders } from "./small-year.ts"
import { itemsOf, store, tenantOf } from "./stored.ts"
import type { Answer, Send } from "./world.ts"

const seats = { "00": {}, "01": {}, "02": {} }
const year = (phase: (typeof phases)[number]) => ({ phase, head: "00", deputy: "01", seats })
const reader = (seat: string | undefined, board = false) => ({ seat, department: `of ${seat}`, board })
const readers = { head: reader("00"), deputy: reader("01"), third: reader("02"), board: reader(undefined, true) }
const seers = (entry: object, phase: (typeof phases)[number]) =>
  Object.entries(readers).flatMap(([name, one]) => (LogRule.seen({ act: "", unit: "somebody", ...entry }, year(phase), one) ? [name] : []))

describe("who reads what of the log", () => {
  const hidden = (act: string) => act.startsWith("appeal.") || act.startsWith("alert.")
  test.each(Object.keys(rights).filter((act) => !hidden(act)))("%s: all members, in every phase", (act) => {
    for (const phase of phases) expect(seers({ act, seat: "00", of: "01" }, phase)).toEqual(Object.keys(readers))
  })

  test.each(["appeal.open", "appeal.answer", "appeal.further", "appeal.decide"])(
    "%s: its unit, who verifies it and the board; all from ranked on",
    (act) => {
      for (const phase of phases) {
        const open = past(phase, "appealing")
        expect(seers({ act, of: "02" }, phase), phase).toEqual(open ? Object.keys(readers) : ["head", "third", "board"])
        expect(seers({ act, of: "00" }, phase), phase).toEqual(open ? Object.keys(readers) : ["head", "deputy", "board"])
      }
    },
  )

  test.each(["alert.explain", "alert.conclude"])("%s: the two units and the board, for good", (act) => {
    for (const phase of phases) expect(seers({ act, of: "01", to: "02" }, phase)).toEqual(["deputy", "third", "board"])
  })

  test("an appeal about an agency's criterion: the agency as well, where it is a member", () => {
    expect(seers({ act: "appeal.further", of: "02", by: "of 01" }, "appealing")).toEqual(["head", "deputy", "third", "board"])
    expect(seers({ act: "appeal.further", of: "02", by: "another" }, "appealing")).toEqual(["head", "third", "board"])
  })

  test("what a department did itself it sees", () => {
    expect(seers({ act: "appeal.answer", unit: "of 01", of: "02" }, "appealing")).toEqual(["head", "deputy", "third", "board"])
  })
})

type Page = { items: { act: string; seat?: string; of?: string }[]; next: string | null }
const pageOf = ({ json }: Answer) => json as Page
/** Every page of the log; how long each was. */
async function pages(send: Send, at: string, query = "") {
  const found: Page[] = []
  let next: string | null = null
  do {
    const after: string = next ? `after=${encodeURIComponent(next)}` : ""
    const page = pageOf(await send("GET", `${at}/log?${[query, after].filter(Boolean).join("&")}`))
    found.push(page)
    next = page.next
  } while (next)
  return { acts: found.flatMap(({ items }) => items.map(({ act }) => act)), lengths: found.map(({ items }) => items.length) }
}

/** A year in appealing, with so many of b's appeals written between other entries: the store is given them, acts would take long. */
async function appealed(many: number) {
  const three = await threeLeaders({ without: [] })
  await live(three, "appealing")
  const pk = `T#${await tenantOf(three.world.code)}#Y#${three.year}`
  const entry = (await itemsOf(await tenantOf(three.world.code))).find((item) => item.pk === pk && item.sk.startsWith("L#"))!
  const at = (i: number) => `L#zz${String(i).padStart(18, "0")}`
  const lines = Array.from({ length: 2 * many }, (_, i) => ({
    ...{ ...entry, sk: at(i), unit: "somebody" },
    ...(i % 2 ? { act: "appeal.open", seat: "01", of: "01", to: "l0" } : { act: "pledge.sign", seat: "01", to: `${i}` }),
  }))
  await store(lines, [])
  return three
}

test("hidden entries are read over: full pages, and neither a length nor a cursor counts them", async () => {
  const { at, b, c, world } = await appealed(60)
  const own = await pages(b, at)
  const third = await pages(c, at)
  const shown = own.acts.filter((act) => act !== "appeal.open")
  expect(own.acts.length - shown.length).toBe(60)
  expect(third.acts).toEqual(shown)
  expect(third.lengths.slice(0, -1).every((length) => length === 50)).toBe(true)
  expect((await pages(world.board, at)).acts).toEqual(own.acts)
  const boardOf = async (send: Send) => ((await send("GET", at)).json as { entries: { act: string }[] }).entries
  expect((await boardOf(c)).map(({ act }) => act)).toEqual(Array.from({ length: 20 }, () => "pledge.sign"))
  expect(await boardOf(b)).toHaveLength(20)
})

test("where all that is left is hidden, the log ends with the page before", async () => {
  const three = await threeLeaders()
  const { at, b, c, world } = three
  const tenant = await tenantOf(world.code)
  const entry = (await itemsOf(tenant)).find(({ sk }) => sk.startsWith("L#"))!
  const line = (i: number, more: object) => ({ ...entry, sk: `L#${String(i).padStart(20, "-")}`, unit: "somebody", ...more })
  const signs = Array.from({ length: 49 }, (_, i) => line(100 + i, { act: "pledge.sign", seat: "01" }))
  await store([...signs, line(1, { act: "appeal.open", of: "01" }), line(2, { act: "appeal.open", of: "01" })], [])
  expect((await pages(c, at)).lengths).toEqual([50])
  expect((await pages(b, at)).lengths).toEqual([50, 2])
})

test("it is narrowed to an act and to a unit, over all pages", async () => {
  const { at, b, c } = await appealed(60)
  const all = await pages(b, at)
  expect((await pages(b, at, "act=appeal.open")).lengths).toEqual([50, 10])
  expect((await pages(c, at, "act=appeal.open")).lengths).toEqual([0])
  expect((await pages(b, at, "act=phase.move")).acts).toEqual(all.acts.filter((act) => act === "phase.move"))
  const second = pageOf(await c("GET", `${at}/log?seat=02`)).items
  expect(second.map(({ act }) => act)).toEqual(["verified.confirm", "cross.handIn", "self.handIn", "pledge.sign"])
  expect((await c("GET", `${at}/log?seat=99&act=none&more=1`)).json).toMatchObject({
    fields: [
      { path: "/act", code: "input.invalid" },
      { path: "/seat", code: "input.invalid" },
      { path: "", code: "input.unknown" },
    ],
  })
})

test("moves, adoption, signatures, hand-ins, extensions and what became of a hold are told to all members", async () => {
  const three = await threeLeaders({ due: { verifying: "2026-11-30" } })
  await live(three, "verifying")
  const { at, b, c, world } = three
  const put = async (path: string, method: string, body: object, version: string) =>
    expect((await world.board(method, at + path, body, { "if-match": version })).status, path).toBe(200)
  await put("/extensions", "POST", { phase: "verifying", seat: null, due: "2027-01-31", reason: "mưa lũ" }, '"v1"')
  await put("/decisions", "PUT", { held: [{ seat: "01", reason: "chờ kết luận thanh tra" }] }, '"v0"')
  await put("/decisions", "PUT", { held: [] }, '"v1"')
  const whole = await pages(world.board, at)
  for (const send of [b, c]) expect(await pages(send, at)).toEqual(whole)
  expect(counted(whole.acts)).toMatchObject({
    ...{ "phase.move": 5, "table.adopt": 1, "pledge.sign": 3, "self.handIn": 3, "cross.handIn": 3, "due.extend": 1, "decision.save": 2 },
  })
})

test("entries carry counts and hashes, never a score", async () => {
  const three = await threeLeaders()
  await live(three, "closed")
  const { text } = await three.world.board("GET", `${three.at}/log`)
  for (const score of ["3800", "5500", "5650", "95.25", "4000", "6000"]) expect(text).not.toContain(`"${score}"`)
  for (const line of pageOf(await three.c("GET", `${three.at}/log`)).items) expect(line).not.toHaveProperty("points")
})
