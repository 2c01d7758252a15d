import { explainMatrix, explainTies } from "@khoi/core/ranking-rule"
import { describe, expect, test } from "vitest"
import { cross, members, rules, year } from "./bloc-year-file.ts"
import { live, minutesOf, threeLeaders } from "./small-year.ts"
import { type Answer, blocYear, criteria, move, province, type Send } from "./world.ts"

const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
type Total = { scorer: string | null; total: number; leniency: number | null; dropped: boolean }
type Unit = { seat: string; named: boolean; totals: Total[]; mean: number; trimmed: number; fair: number | null }
const unitsIn = ({ json }: Answer) => (json as { units: Unit[] }).units
/** What six members gave each other, row by row the scorer's. */
const six = [
  [null, 86, 89, 80, 84, 77],
  [90, null, 93, 84, 85, 82],
  [87, 82, null, 77, 81, 77],
  [89, 87, 92, null, 83, 78],
  [85, 80, 86, 75, null, 75],
  [89, 87, 92, 83, 86, null],
]
const judged = (rows: readonly (readonly (number | null)[])[], more: object = {}) =>
  explainMatrix(year(rows.length, { sheets: cross(rows), ...more }))

describe("the cross figures of a unit open the totals that they came from", () => {
  test("who gave how much, the two that the trimmed mean drops, and the leniency that the fair score takes off", () => {
    const units = judged(six)
    const average = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length
    expect(units).toHaveLength(6)
    for (const [j, { totals, mean, trimmed, fair }] of units.entries()) {
      const all = six.flatMap((row) => (row[j] == null ? [] : [row[j]]))
      expect(totals.map(({ scorer, total }) => [scorer, total / 100])).toEqual(all.map((given, i) => ["abcdef"[i < j ? i : i + 1], given]))
      const dropped = totals.flatMap((one) => (one.dropped ? [one.total / 100] : [])).toSorted()
      expect(dropped).toEqual([Math.min(...all), Math.max(...all)])
      const kept = totals.flatMap((one) => (one.dropped ? [] : [one.total / 100]))
      expect([average(all).toFixed(2), average(kept).toFixed(2)]).toEqual([mean!.toFixed(2), trimmed!.toFixed(2)])
      expect(average(totals.map(({ total, leniency }) => total / 100 - leniency!))).toBeCloseTo(fair!, 3)
    }
  })

  test("of equal totals one lowest and one highest are dropped, of fewer than five none, and who has left gave nothing", () => {
    const alike = (size: number) => Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? null : 80)))
    const dropped = (size: number) => judged(alike(size)).map(({ totals }) => totals.filter((one) => one.dropped).length)
    expect([dropped(6), dropped(5)]).toEqual([
      [2, 2, 2, 2, 2, 2],
      [0, 0, 0, 0, 0],
    ])
    const left = judged(six, { members: members(6, { b: { left: "2026-07-01" } }) })
    expect(left.map(({ unit, totals }) => [unit, totals.map(({ scorer }) => scorer).join("")])).toEqual([
      ...[["a", "cdef"], ["c", "adef"], ["d", "acef"], ["e", "acdf"], ["f", "acde"]], // prettier-ignore
    ])
  })

  test("the board is told the scorers, a member those of its own and what it gave itself; the bloc when it has closed", async () => {
    const early = await threeLeaders()
    await live(early, "verifying")
    for (const of of ["matrix", "ties"])
      for (const send of [early.world.board, early.b])
        expect(codeOf(await send("GET", `${early.at}/explanations/${of}`))).toBe("result.notYet")
    const ranked = await threeLeaders()
    await live(ranked, "ranked")
    await check(ranked)
    const [stranger, outsider] = [(await province()).board, await ranked.world.as("leader", "so-x")]
    for (const of of ["matrix", "ties"])
      for (const send of [stranger, outsider]) expect(codeOf(await send("GET", `${ranked.at}/explanations/${of}`))).toBe("missing")
  })

  test.each([
    ["ranked", true, true],
    ["never", false, false],
  ] as const)("a bloc may open them %s", async (rule, ranked, closed) => {
    const three = await threeLeaders({ named: rule })
    const { at, c, world, year } = three
    await live(three, "ranked")
    const named = async () => {
      const units = unitsIn(await c("GET", `${at}/explanations/matrix`))
      const { scorers } = (await c("GET", `${at}/crosses`)).json as { scorers: { rows: (object | null)[] }[] }
      const whole = scorers.flatMap(({ rows }) => rows.filter(Boolean)).length === 6
      const leaves = codeOf(await c("GET", `${at}/explanations/cross/00/01`)) === "done"
      expect((await c("GET", at)).json).toMatchObject({ named: whole })
      return [units.every((unit) => unit.named), whole, leaves]
    }
    expect(await named()).toEqual([ranked, ranked, ranked])
    await move(world.board, year, "ranked", "voting")
    await move(world.board, year, "voting", "closed", "không bỏ phiếu")
    expect(await named()).toEqual([closed, closed, closed])
  })

  async function check({ at, world, b, c, year }: Awaited<ReturnType<typeof threeLeaders>>) {
    const matrix = async (send: Send) => unitsIn(await send("GET", `${at}/explanations/matrix`))
    const whole = await matrix(world.board)
    expect(whole[1]).toEqual({
      ...{ seat: "01", named: true, mean: 95, trimmed: 95, fair: null },
      totals: ["00", "02"].map((scorer) => ({ scorer, total: 9500, dropped: false, leniency: null })),
    })
    const seen = (await matrix(c)).map(({ named, totals }) => [named, totals.map(({ scorer }) => scorer)])
    expect(seen).toEqual([
      [false, ["02"]],
      [false, ["02"]],
      [true, ["00", "01"]],
    ])
    expect((await matrix(b)).map(({ totals }) => totals.map(({ total }) => total))).toEqual([[9300], [9500, 9500], [8000]])
    const rows = async (send: Send) =>
      ((await send("GET", `${at}/crosses`)).json as { scorers: { rows: unknown[] }[] }).scorers.flatMap((of) => of.rows.filter(Boolean))
    expect([(await rows(c)).length, (await rows(world.board)).length]).toEqual([4, 6])
    expect(codeOf(await c("GET", `${at}/explanations/cross/00/01`))).toBe("missing")
    await move(world.board, year, "ranked", "voting")
    await move(world.board, year, "voting", "closed", "không bỏ phiếu")
    expect(await matrix(c)).toEqual(whole)
    expect(await rows(c)).toHaveLength(6)
    expect((await c("GET", `${at}/explanations/cross/00/01`)).json).toMatchObject({ total: 9500 })
  }
})

describe("a place opens what decided it", () => {
  const leaf = (code: string, max: number) => ({ code, name: "Mục", max, scoring: { kind: "points" } })
  const points = { a: [60, 30], b: [50, 40], c: [55, 35], d: [40, 10] }
  const given = Object.entries(points).map(([unit, [I, II]]) => ({ kind: "verified", unit, points: { I, II } }))
  const tied = (tieBreak: string[], more: object = {}) =>
    explainTies(year(4, { table: { sections: [leaf("I", 60), leaf("II", 40)] }, rules: rules({ tieBreak }), sheets: given, ...more }))

  test("link by link with what each unit had there, as far as it took", () => {
    const values = (of: Record<string, string | null>) => Object.entries(of).map(([unit, value]) => ({ unit, value }))
    expect(tied(["withoutBonus", "women70", "section:I", "decision"])).toEqual([
      {
        ...{ rank: 1, units: ["a", "c", "b"] },
        steps: [
          { link: "withoutBonus", values: values({ a: "90", b: "90", c: "90" }) },
          { link: "women70", values: values({ a: "0", b: "0", c: "0" }) },
          { link: "section:I", values: values({ a: "60", b: "50", c: "55" }) },
        ],
      },
    ])
  })

  test("a ballot with its votes, a decision with its order; nothing where there was none", () => {
    const ballot = { for: "tie", members: 4, valid: 4, yes: { a: 1, b: 2, c: 1 } }
    const decided = [{ order: ["c", "a"], by: "board" }]
    const [{ steps, units }] = tied(["ballot", "decision"], { votes: [ballot], decided }) as [ReturnType<typeof tied>[number]]
    expect(units).toEqual(["b", "c", "a"])
    expect(steps.map(({ values }) => values.map(({ unit, value }) => `${unit} ${value}`))).toEqual([
      ["a 1", "b 2", "c 1"],
      ["a 2", "c 1"],
    ])
    const [none] = tied(["ballot"])
    expect(none!.steps[0]!.values.map(({ value }) => value)).toEqual([null, null, null])
  })

  test("with the seats of the year, and the decision once head and deputy have made it", async () => {
    const world = await province()
    const members = ["so-a", "so-b", "so-c", "so-d"]
    const { at, year } = await blocYear(world, { members, without: ["crossScoring", "appealing"] })
    const [a, b, c] = (await Promise.all(members.map((of) => world.as("leader", of)))) as [Send, Send, Send]
    const { table, rules: usual } = criteria()
    const chained = { table, rules: { ...usual, tieBreak: ["section:I", "decision"] } }
    const saved = await a("PUT", `${at}/table`, chained, { "if-match": '"v0"' })
    const { hash } = saved.json as { hash: string }
    expect(codeOf(await a("POST", `${at}/table`, { ...minutesOf(hash), present: 4, agreed: 4 }, { "if-match": saved.etag }))).toBe("done")
    await a("PUT", `${at}/pledge`, { text: "Giao ước thi đua." }, { "if-match": '"v0"' })
    for (const [i, phase] of ["drafting", "pledging", "running", "selfScoring"].entries())
      await move(world.board, year, phase, ["pledging", "running", "selfScoring", "verifying"][i]!, "theo kế hoạch")
    const confirm = (send: Send, i: number, points: number[]) =>
      send("POST", `${at}/verified/0${i}`, { table: hash, points }, { "if-match": '"v0"' })
    for (const [i, first] of [4000, 3000, 3500, 3500].entries()) expect(codeOf(await confirm(i ? a : b, i, [first, 5000]))).toBe("done")
    await move(a, year, "verifying", "ranked")
    const found = async () => (await c("GET", `${at}/explanations/ties`)).json
    const section = { link: "section:I", values: ["02", "03"].map((seat) => ({ seat, value: "35" })) }
    const decision = (values: (string | null)[]) => ({
      link: "decision",
      values: ["02", "03"].map((seat, i) => ({ seat, value: values[i] })),
    })
    expect(await found()).toEqual({ ties: [{ rank: 2, seats: ["02", "03"], steps: [section, decision([null, null])] }] })
    for (const send of [a, b]) await send("POST", `${at}/ties`, { order: ["03", "02"], reason: "nhiều phong trào hơn" })
    expect(await found()).toEqual({ ties: [{ rank: 2, seats: ["03", "02"], steps: [section, decision(["2", "1"])] }] })
  })
})
