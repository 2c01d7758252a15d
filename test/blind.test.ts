import { afterEach, beforeAll, describe, expect, test } from "vitest"
import { caller } from "./callers.ts"
import { type Caller, cases } from "./cases.ts"
import { type Item, itemsOf, read, restore, store, tenantOf, watch } from "./stored.ts"
import { type PhaseName, points, type Target, target } from "./target.ts"
import { call, idsIn, masked, operations } from "./walk.ts"
import { move, type Send } from "./world.ts"

let home: Target
let tenant: string
let known: Set<string>
let others: Caller[]
let unit: Send

beforeAll(async () => {
  home = await target("so", ["selfScoring", "crossScoring", "verifying"])
  tenant = await tenantOf(home.world.code)
  known = idsIn(await itemsOf(tenant))
  unit = await home.as("leader", "c")
  others = [
    await caller(home, "head", "leader"),
    await caller(home, "peer", "leader"),
    { name: "the board", role: "board", place: "outside", send: home.world.board },
  ]
  watch()
}, 180_000)
afterEach(restore)

/**
 * What everybody else is answered on every route that leads to the year, or lists it: each call undone before the next. Each act is one of
 * theirs, in turn (worlds.test.ts has them all).
 */
async function sweep(phase: PhaseName, who = others) {
  const seen: Record<string, string> = {}
  const lists = ["today.read", "year.list", "look.save"]
  const shown = operations.filter(({ operationId }) => cases[operationId].reach === "year" || lists.includes(operationId))
  const one = async (of: (typeof shown)[number], caller: Caller) => {
    seen[`${of.operationId} by ${caller.name}`] = masked(await call(of, home.ids, caller, { phase }), known)
  }
  for (const [i, of] of shown.entries())
    if (of.method === "GET") await Promise.all(who.map((caller) => one(of, caller)))
    else await one(of, who[i % who.length]!).finally(restore)
  return seen
}
const at = (phase: PhaseName) => `/years/${home.ids.years[phase]}`
const sheet = (points: readonly (number | null)[]) => ({ table: home.ids.table, points })
const rows = (row: readonly number[]) => ({ table: home.ids.table, rows: [row, row, null] })
/** Saves through the API, and lets the save stand. */
async function save(send: Send, path: string, body: object, method = "PUT") {
  const { etag } = await send("GET", path)
  const answer = await send(method, path, body, { "if-match": etag ?? '"v0"' })
  expect(answer.status).toBe(200)
}

describe("F21 a draft is seen by nobody else, the head and the board included", () => {
  test.each([
    ["self sheet", "selfScoring", "/self", sheet],
    ["cross-scores", "crossScoring", "/cross", rows],
  ] as const)("a member's %s", async (_, phase, path, of) => {
    const before = await sweep(phase)
    await save(unit, at(phase) + path, of([1234, 5678]))
    const draft = (await itemsOf(tenant)).find(
      ({ pk, sk }) => pk.endsWith(home.ids.department) && sk.startsWith(`Y#${home.ids.years[phase]}`),
    )
    const after = await standing([draft!], () => sweep(phase))
    expect(after).toEqual(before)
    expect(JSON.stringify(after)).not.toMatch(/1234|5678/)
  })

  test("a verifier's sheet for a unit, before the unit and the board alike", async () => {
    const unseeing = [...others.filter(({ place }) => place !== "head"), await caller(home, "own", "leader")]
    const before = await sweep("verifying", unseeing)
    await save(home.leaders[0], `${at("verifying")}/verified/02`, sheet([1234, 5678]))
    const draft = (await itemsOf(tenant)).find(({ sk }) => sk === `Y#${home.ids.years.verifying}#V#02`)
    const after = await standing([draft!], () => sweep("verifying", unseeing))
    expect(after).toEqual(before)
  })

  test("and its own department finds it there again", async () => {
    expect((await unit("GET", `${at("selfScoring")}/self`)).json).toMatchObject({ points: points.self })
    const officer = await home.as("officer", "c")
    expect((await officer("GET", `${at("crossScoring")}/cross`)).json).toMatchObject({ rows: [points.cross, points.cross, null] })
  })
})

/** Keeps these items through the sweep's own undoing, and takes them back to what they were afterwards. */
async function standing<T>(items: readonly Item[], work: () => Promise<T>) {
  await restore()
  const before = await Promise.all(items.map(read))
  await store(items)
  const done = await work()
  const kept = before.flatMap((item) => (item ? [item] : []))
  await store(
    kept,
    items.filter((_, i) => !before[i]),
  )
  return done
}

describe("what is handed in stays blind until its phase is over for all, the head and the board included", () => {
  /** Hands in, then makes the stored sheet another one behind the product's back: nobody may be able to tell. */
  async function blind(phase: PhaseName, path: string, body: object, sk: string, other: object) {
    await save(unit, at(phase) + path, body, "POST")
    const mine = (await itemsOf(tenant)).filter((item) => JSON.stringify(item).includes(home.ids.years[phase]))
    const handed = mine.find((item) => item.sk === sk && item.pk.endsWith(home.ids.years[phase]))!
    const first = await standing(mine, () => sweep(phase))
    const second = await standing([...mine.filter((item) => item !== handed), { ...handed, ...other }], () => sweep(phase))
    return { first, second, mine, handed }
  }

  test("a self sheet is open when self-scoring is over, and only then", async () => {
    const { first, second, mine, handed } = await blind("selfScoring", "/self", sheet([1234, 5678]), "S#02", {
      points: [1111, 2222],
    })
    expect(second).toEqual(first)
    expect(JSON.stringify(first)).not.toMatch(/1234|5678/)
    expect(first["year.read by leader, peer"]).toContain('"self":true')
    await standing(mine, async () => {
      expect((await others[0]!.send("GET", `${at("selfScoring")}/selves/02`)).json).toMatchObject({ status: 409, code: "self.blind" })
      await move(home.world.board, home.ids.years.selfScoring, "selfScoring", "crossScoring", "hết hạn")
      expect((await others[0]!.send("GET", `${at("selfScoring")}/selves/02`)).json).toMatchObject({ points: handed["points"] })
      await restore()
    })
  })

  test("cross-scores are open when cross-scoring is over: to scorer and scored their own, to the board all", async () => {
    const { first, second, mine } = await blind("crossScoring", "/cross", rows([1234, 5678]), "X#02", {
      rows: [[1111, 2222], [1, 2], null],
    })
    expect(second).toEqual(first)
    expect(JSON.stringify(first)).not.toMatch(/1234|5678/)
    await standing(mine, async () => {
      const list = `${at("crossScoring")}/crosses`
      expect((await home.world.board("GET", list)).json).toMatchObject({ status: 409, code: "cross.blind" })
      await move(home.world.board, home.ids.years.crossScoring, "crossScoring", "verifying", "hết hạn")
      const [head, board] = [await others[0]!.send("GET", list), await home.world.board("GET", list)]
      expect(head.json).toEqual({ scorers: [{ seat: "02", rows: [[1234, 5678], null, null], reasons: {} }] })
      expect(board.json).toEqual({ scorers: [{ seat: "02", rows: [[1234, 5678], [1234, 5678], null], reasons: {} }] })
      await restore()
    })
  })

  test("a verifier does not see a unit's self sheet before the others do", async () => {
    await save(unit, `${at("selfScoring")}/self`, sheet([1234, 5678]), "POST")
    for (const [send, seat] of [
      [home.leaders[0], "02"],
      [home.world.board, "00"],
    ] as const) {
      const { text } = await send("GET", `${at("selfScoring")}/verified/${seat}`)
      expect(text).not.toMatch(/1234|5678/)
    }
  })

  test("a confirmed verification is told as a fact, without a number, until the ranking is there", async () => {
    const { first, second } = await (async () => {
      const phase = "verifying"
      await save(home.leaders[0], `${at(phase)}/verified/02`, { ...sheet([1234, null]), reasons: { 0: "theo biên bản" } }, "POST")
      const mine = (await itemsOf(tenant)).filter((item) => JSON.stringify(item).includes(home.ids.years[phase]))
      const handed = mine.find(({ sk }) => sk === "V#head#02")!
      const first = await standing(mine, () => sweep(phase, others.slice(1)))
      const second = await standing([...mine.filter((item) => item !== handed), { ...handed, points: [1, null] }], () =>
        sweep(phase, others.slice(1)),
      )
      return { first, second }
    })()
    expect(second).toEqual(first)
    expect(JSON.stringify(first)).not.toMatch(/1234|5678/)
    expect(first["verified.list by the board"]).toContain('{"seats":["02"]}')
  })
})

test("an alert is told to the board and to the two whom it names, to no other member", async () => {
  const ranked = await target("so", ["ranked"])
  const items = await itemsOf(await tenantOf(ranked.world.code))
  const z = items.find(({ sk }) => sk === "Z#1")!
  const alert = { pair: ["so-a", "so-b"], favour: 12.5, p: 0.001, codes: ["I"] }
  const { crossScores, ...rest } = z["result"] as { crossScores: object }
  await store([{ ...z, result: { ...rest, crossScores: { ...crossScores, alerts: [alert] } } }])
  const told = async (send: Send) =>
    ((await send("GET", `/years/${ranked.ids.years.ranked}/result`)).json as { result: { crossScores: { alerts: object[] } } }).result
      .crossScores.alerts
  const [a, b, c] = ranked.leaders
  expect([await told(ranked.world.board), await told(a), await told(b), await told(c)]).toEqual([[alert], [alert], [alert], []])
})

test("a page of appeals is as long, and ends where it ends, whatever is hidden from the reader", async () => {
  const { ids, leaders, world } = await target("so", ["appealing"])
  const at = `/years/${ids.years.appealing}/appeals`
  const found = (await itemsOf(await tenantOf(world.code))).find(({ sk }) => sk === "A#00#b1")!
  const heard = async () => {
    const { status, text } = await leaders[2]("GET", at)
    return [status, text]
  }
  const before = await heard()
  await store(Array.from({ length: 60 }, (_, i) => ({ ...found, sk: `A#00#l${i}` })))
  expect(await heard()).toEqual(before)
  const { items, next } = (await world.board("GET", at)).json as { items: object[]; next: string }
  expect([items.length, typeof next]).toEqual([50, "string"])
  const rest = (await world.board("GET", `${at}?after=${encodeURIComponent(next)}`)).json as { items: object[]; next: null }
  expect([rest.items.length, rest.next]).toEqual([65 - 50, null])
})
