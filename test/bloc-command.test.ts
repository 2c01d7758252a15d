import { execFile } from "node:child_process"
import { randomUUID } from "node:crypto"
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { serve } from "@hono/node-server"
import { parse } from "yaml"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type BlocYear, read } from "../packages/core/src/bloc-year.ts"
import { leavesOf } from "../packages/core/src/criteria-rule.ts"
import { Gate } from "../packages/core/src/gate.ts"
import { lacking, result } from "../packages/core/src/ranking-rule.ts"
import { blocYear } from "../packages/functions/src/bloc-file.ts"
import { type Client, client } from "../packages/functions/src/client.ts"
import { live } from "../packages/functions/src/live.ts"
import { randomYear } from "./random-year.ts"
import { cross, file, ids, members, rules, verified } from "./bloc-year-file.ts"
import { connection } from "./stored.ts"
import { api, password, province } from "./world.ts"

const fixture = (name: string) => join(import.meta.dirname, "fixtures", name)
const quiet = () => {}

type Ended = { code: number; stdout: string; stderr: string }
/** The command as npm would run it, from another folder. */
const bloc = (...args: string[]) =>
  new Promise<Ended>((done) => {
    const command = resolve(import.meta.dirname, "../packages/functions/src/bloc.ts")
    // The store of these tests stands for that of the running platform.
    const env = { ...process.env, STORE_ENDPOINT: connection.endpoint, TABLE_NAME: connection.table }
    execFile(process.execPath, [command, ...args], { cwd: "/", env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })

let base = ""
let operator: Client
let server: ReturnType<typeof serve>
beforeAll(async () => {
  server = serve({ fetch: api.fetch, port: 0, hostname: "127.0.0.1" })
  await new Promise((listening) => server.once("listening", listening))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const name = `operator-${randomUUID()}`
  await Gate.ensureOperator(name, password)
  operator = client(base)
  await operator.open({ province: null, name, password })
})
afterAll(() => void server.close())

/** What comes of a file when it is lived, and what the bare arithmetic makes of it. */
async function both(of: object) {
  const here = { ...of, province: { id: `tinh-${randomUUID()}`, name: "Tỉnh thử" } }
  return { lived: await live(base, operator, blocYear(Buffer.from(JSON.stringify(here)), quiet), quiet), counted: result(read(of)) }
}

const all = (size: number) => cross(ids(size).map((_, i) => ids(size).map((_, j) => (i === j ? null : 60 + ((i * 7 + j * 3) % 11)))))
const points = (size: number) => Object.fromEntries(ids(size).map((id, i) => [id, 70 + (i % 5) * 1.25]))

test(
  "the year whose plain mean names the wrong winner puts d1 first, as one document on standard output",
  { timeout: 60_000 },
  async () => {
    const { code, stdout, stderr } = await bloc("run", fixture("calibration-a.yaml"), "--json")
    expect(stderr).toContain("chấm chéo")
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      format: "bloc-result/1",
      units: [
        { id: "d1", rank: 1, official: 90, cross: { mean: 88.67, trimmed: 88.67, fair: 90 } },
        { id: "d2", rank: 2, official: 89, cross: { mean: 90.33, trimmed: 90.33, fair: 89 } },
        { id: "d3" },
        { id: "d4" },
      ],
      sheets: { cross: 12 },
    })
  },
)

test("without --json people read a table", { timeout: 60_000 }, async () => {
  const { code, stdout } = await bloc("run", fixture("calibration-a.yaml"))
  expect(code).toBe(0)
  expect(stdout).toMatch(/Hạng\s+Đơn vị\s+Điểm\s+Đề nghị\n\s+1\s+Đơn vị 1\s+90,00\s+Cờ thi đua\n/)
})

test(
  "one file with everything in it: members that left, agencies, struck leaves, lines, holds, appraisal",
  { timeout: 60_000 },
  async () => {
    const of = parse(readFileSync(fixture("everything.yaml"), "utf8")) as object
    const { lived, counted } = await both(of)
    expect(lived).toEqual(counted)
    expect(lived).toMatchObject({
      units: [{ id: "a", bonus: 5, rank: 1, appraised: { rank: 1 } }, ...["b", "c", "d"].map((id) => ({ id, rank: null }))],
    })
  },
)

test.each([
  [2, "a file that is not there", ["run", "/nowhere.yaml"]],
  [1, "an address that is none", ["export", "vi-du/bon-don-vi"]],
  [1, "no command at all", []],
  [1, "an option that there is not", ["run", fixture("calibration-a.yaml"), "--loud"]],
])("%i for %s", async (code, _, args) => {
  const ended = await bloc(...args)
  expect(ended.code).toBe(code)
  if (code === 2) expect(JSON.parse(ended.stdout)).toMatchObject({ code: "file.unreadable", fields: [{ path: "" }] })
  else expect(ended).toMatchObject({ stdout: "", stderr: expect.stringMatching(/./) })
})

test(
  "a year is brought into the running platform once, written out, and comes in again without a change",
  { timeout: 60_000 },
  async () => {
    const { code } = await province()
    const folder = mkdtempSync(join(tmpdir(), "bloc-"))
    const [file, written] = [join(folder, "year.yaml"), join(folder, "written.json")]
    const text = readFileSync(fixture("everything.yaml"), "utf8").replace("id: vi-du", `id: ${code}`)
    writeFileSync(file, text)
    const first = await bloc("import", file, "--json")
    expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining("Đã đưa vào") })
    const { id } = JSON.parse(first.stdout) as { id: string }
    expect(JSON.parse((await bloc("import", file, "--json")).stdout)).toEqual({ id, made: false })
    const yaml = await bloc("export", `${code}/bon-don-vi/2026`)
    expect(yaml.code).toBe(0)
    expect(result(read(parse(yaml.stdout)))).toEqual(result(read(parse(text))))
    writeFileSync(written, (await bloc("export", `${code}/bon-don-vi/2026`, "--json")).stdout)
    expect(JSON.parse((await bloc("import", written, "--json")).stdout)).toEqual({ id, made: false })
    writeFileSync(file, text.replace("count: 1", "count: 2"))
    const changed = await bloc("import", file)
    expect([changed.code, JSON.parse(changed.stdout)]).toMatchObject([
      2,
      { code: "file.changed", fields: [{ path: "/marks", code: "file.changed" }] },
    ])
    writeFileSync(file, text.replace(code, "tinh-khong-co"))
    const nowhere = await bloc("import", file)
    expect([nowhere.code, JSON.parse(nowhere.stdout)]).toMatchObject([
      2,
      { code: "input.invalid", fields: [{ path: "/province/id", code: "file.reference" }] },
    ])
    expect(await bloc("export", `${code}/bon-don-vi/2025`)).toMatchObject({ code: 2, stdout: expect.stringContaining('"missing"') })
  },
)

test("an official score that lacks a component is the file's fault, naming the units", async () => {
  const lacks = join(mkdtempSync(join(tmpdir(), "bloc-")), "lacks.json")
  writeFileSync(lacks, JSON.stringify(file(3, { sheets: verified({ a: 80 }) })))
  const { code, stdout, stderr } = await bloc("run", lacks, "--json")
  expect(stderr).toBe(
    "Tệp có 1 lỗi:\n  dòng 1, /rules/official/0: điểm chính thức cần thành phần này, mà có đơn vị được xếp hạng không có (b, c)\n",
  )
  const field = { path: "/rules/official/0", code: "file.official", units: ["b", "c"], message: expect.stringContaining("b, c") as string }
  expect([code, JSON.parse(stdout)]).toEqual([2, { code: "input.invalid", fields: [field] }])
})

test("a scorer with some sheets alone stands aside for the others", async () => {
  const sheets = [...verified({ a: 1, b: 2, c: 3 }), ...cross([[null, 50, 50], [50, null, null], [null, null, null]])] // prettier-ignore
  const { lived, counted } = await both(file(3, { sheets }))
  expect(lived).toEqual(counted)
  expect(lived.sheets.missing).toEqual(expect.arrayContaining([{ kind: "cross", scorer: "b", unit: "c" }]))
})

test("twelve members, all sheets there, a vote with a threshold: the platform comes to what the arithmetic comes to", async () => {
  const self = verified(points(12)).map((sheet) => ({ ...sheet, kind: "self" }))
  const official = [
    { component: "verified", weight: 0.6 },
    { component: "crossFair", weight: 0.4 },
  ]
  const votes = [
    { for: "flags", members: 12, valid: 11, yes: { a: 11, e: 8, k: 11 } },
    { for: "tie", members: 12, present: 10, valid: 12, yes: { a: 1, f: 3, k: 2 } },
  ]
  const of = file(12, {
    members: members(12, { b: { role: "deputy" } }),
    rules: rules({ official, tieBreak: ["section:I", "ballot"], voteThreshold: { flags: 0.8 } }),
    sheets: [...all(12), ...self, ...verified(points(12))],
    votes,
  })
  const { lived, counted } = await both(of)
  expect(lived).toEqual(counted)
})

test.each([
  ["without a deputy the board verifies the head", 4, {}],
  ["without cross-scoring", 4, { rules: rules({ cross: "none" }) }],
  ["with sheets missing, the board closes over them", 5, { sheets: [...all(5).slice(0, 12), ...verified(points(5))] }],
  ["asked for by a map", 4, { rules: rules({ cross: { a: ["b", "c"] } }), sheets: [...all(4).slice(0, 3), ...verified(points(4))] }],
  ["with members of one name", 3, { members: members(3, { b: { name: "Sở A" }, c: { name: `Sở ${"dài ".repeat(90)}` } }) }],
] as const)("a year %s comes to what the arithmetic comes to", async (_, size, more) => {
  const { lived, counted } = await both(file(size, { sheets: verified(points(size)), ...more }))
  expect(lived).toEqual(counted)
})

/** What a year makes use of, beside sheets. */
const used = (year: BlocYear) =>
  [
    ...new Set(leavesOf(year.table).map(({ scoring }) => scoring.kind)),
    ...(["struck", "notApplicable", "disqualified", "held", "votes", "decided", "appraisal"] as const).filter((key) => year[key].length),
    ...year.marks.map(({ kind }) => `${kind} marks`),
    ...year.members.flatMap(({ left, ranked, role }) => [left && `left ${role}`, !ranked && "unranked"]),
    ...leavesOf(year.table).map(({ verifier }) => verifier && "agency"),
    typeof year.rules.cross === "string" ? year.rules.cross : "map",
  ].filter((name): name is string => typeof name === "string")

const many = process.env["LONG"] ? 100 : 5
test(
  `${many} generated years with everything that a file may hold come to what the arithmetic comes to`,
  { timeout: many * 15_000 },
  async () => {
    const seeds = Array.from({ length: many * 40 }, (_, i) => randomYear(i)).filter((year) => !lacking(year).length)
    const met = new Set<string>()
    const chosen: BlocYear[] = []
    while (chosen.length < many) {
      const news = (year: BlocYear) => used(year).filter((name) => !met.has(name)).length
      const next = seeds.reduce((best, year) => (news(year) > news(best) ? year : best))
      seeds.splice(seeds.indexOf(next), 1)
      chosen.push(next)
      for (const name of used(next)) met.add(name)
    }
    expect([...met].sort()).toEqual(expect.arrayContaining(["leader", "struck", "self marks", "verified marks", "left head", "left member", "agency", "map", "appraisal", "decided"])) // prettier-ignore
    for (const year of chosen) {
      const { lived, counted } = await both(year)
      expect(lived).toEqual(counted)
    }
  },
)
