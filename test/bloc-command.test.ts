import { execFile } from "node:child_process"
import { randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"
import type { AddressInfo } from "node:net"
import { join, resolve } from "node:path"
import { serve } from "@hono/node-server"
import { stringify } from "yaml"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type BlocYear, type Criterion, read } from "../packages/core/src/bloc-year.ts"
import { leavesOf } from "../packages/core/src/criteria-rule.ts"
import { Fault } from "../packages/core/src/fault.ts"
import { Gate } from "../packages/core/src/gate.ts"
import { lacking, result } from "../packages/core/src/ranking-rule.ts"
import { blocYear } from "../packages/functions/src/bloc-file.ts"
import { type Client, client } from "../packages/functions/src/client.ts"
import { live } from "../packages/functions/src/live.ts"
import { randomYear } from "./random-year.ts"
import { cross, file, ids, members, rules, verified } from "./bloc-year-file.ts"
import { api, password } from "./world.ts"

const fixture = (name: string) => join(import.meta.dirname, "fixtures", name)
const quiet = () => {}

type Ended = { code: number; stdout: string; stderr: string }
/** The command as npm would run it, from another folder. */
const bloc = (...args: string[]) =>
  new Promise<Ended>((done) => {
    const command = resolve(import.meta.dirname, "../packages/functions/src/bloc.ts")
    execFile(process.execPath, [command, ...args], { cwd: "/" }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })

const faultOf = (text: string | Uint8Array) => {
  try {
    blocYear(Buffer.from(text), quiet)
  } catch (error) {
    if (error instanceof Fault) return { code: error.code, fields: error.fields.map(({ path, code }) => `${path} ${code}`) }
    throw error
  }
  return undefined
}

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

test("a file that uses what cannot be taken yet ends with 2 and every such place, never with a wrong result", async () => {
  const { code, stdout } = await bloc("run", fixture("beyond.yaml"), "--json")
  expect(code).toBe(2)
  const { code: why, fields } = JSON.parse(stdout) as { code: string; fields: { path: string; code: string; message: string }[] }
  expect(why).toBe("file.unsupported")
  expect(fields.map(({ path }) => path)).toEqual([
    ...["/members/3/left", "/members/3/successor"],
    ...["/table/sections/0/children/0/verifier", "/struck/0"],
    ...["/marks/0", "/disqualified/0", "/held/0", "/decided/0", "/appraisal/0", "/sheets/0", "/sheets/1"],
    ...["/votes/0/members", "/votes/1/valid"],
  ])
  for (const field of fields)
    expect(field).toMatchObject({ code: "file.unsupported", message: expect.stringContaining("cannot take it yet") })
})

test.each([
  [2, "a file that is not there", ["run", "/nowhere.yaml"]],
  [1, "bringing a year in, which comes later", ["import", fixture("calibration-a.yaml")]],
  [1, "writing a year out, which comes later", ["export", "vi-du/bon-don-vi/2026"]],
  [1, "no command at all", []],
  [1, "an option that there is not", ["run", fixture("calibration-a.yaml"), "--loud"]],
])("%i for %s", async (code, _, args) => {
  const ended = await bloc(...args)
  expect(ended.code).toBe(code)
  if (code === 2) expect(JSON.parse(ended.stdout)).toMatchObject({ code: "file.unreadable", fields: [{ path: "" }] })
  else expect(ended).toMatchObject({ stdout: "", stderr: expect.stringMatching(/./) })
})

test("every fault of a file comes at once, keys that are there twice among them", () => {
  const text = readFileSync(fixture("calibration-a.yaml"), "utf8")
  const wrong = text.replace("bloc-year/1", "bloc-year/2").replace("year: 2026", "year: 2026\nyear: 1\nyears: 1")
  expect(faultOf(wrong)).toEqual({
    code: "input.invalid",
    fields: ["/year file.duplicate", "/format file.word", "/year input.number", "/years input.unknown"],
  })
})

test.each([
  ["two documents", "a: 1\n---\nb: 2"],
  ["an anchor and its alias", "a: &a [x]\nb: [*a, *a]"],
  ["a tag", "a: !!binary aGVsbG8="],
  ["bytes that are not UTF-8", new Uint8Array([0x61, 0x3a, 0x20, 0xe9])],
  ["33 levels", `a: ${"[".repeat(32)}${"]".repeat(32)}`],
  ["33 levels of JSON", `${"[".repeat(33)}${"]".repeat(33)}`],
  ["levels without end", "[".repeat(1_000_000)],
  ["levels without end in the other style", "- ".repeat(1_000_000)],
  ["commas without end", `[${",".repeat(1_000_000)}]`],
  ["more than 16 MiB", new Uint8Array(17 * 2 ** 20)],
])("not read: %s", (_, text) => {
  expect(faultOf(text)).toMatchObject({ code: "file.unreadable" })
})

test("a prototype is a key like any other, and not known", () => {
  for (const text of [
    JSON.stringify(file(2)).replace("{", '{"__proto__":{"admin":true},'),
    `${stringify(file(2))}__proto__: {admin: true}\n`,
  ])
    expect(faultOf(text)?.fields).toEqual(["/__proto__ input.unknown"])
})

test("YAML and JSON say the same, and a code such as 1.10 stays as it was written", () => {
  const sections = [
    { code: "1.1", name: "Một", max: 50, scoring: { kind: "points" } },
    { code: "1.10", name: "Mười", max: 50, scoring: { kind: "points" } },
  ]
  const sheets = ids(2).map((unit) => ({ kind: "verified", unit, points: { "1.1": 20, "1.10": 40 } }))
  const of = file(2, { table: { sections }, sheets })
  const yaml = stringify(of).replaceAll('"1.10": 40', "1.10: 40").replaceAll('"1.1": 20', "1.1: 20")
  expect(yaml).toContain(" 1.10: 40")
  expect(blocYear(Buffer.from(yaml), quiet)).toEqual(blocYear(Buffer.from(JSON.stringify(of)), quiet))
})

test("an official score that lacks a component is the file's fault, naming the units", () => {
  const sheets = verified({ a: 80 })
  expect(faultOf(JSON.stringify(file(3, { sheets })))).toEqual({ code: "input.invalid", fields: ["/rules/official/0 file.official"] })
})

test("a scorer's sheets are whole or not there: only some of them cannot be handed in yet", () => {
  const sheets = [...verified({ a: 1, b: 2, c: 3 }), ...cross([[null, 50, 50], [50, null, null], [null, null, null]])] // prettier-ignore
  expect(faultOf(JSON.stringify(file(3, { sheets })))).toEqual({ code: "file.unsupported", fields: ["/sheets/5 file.unsupported"] })
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

/** A generated year without what the API cannot take yet; a struck leaf becomes one that applies to nobody. */
function takeable(year: BlocYear) {
  const members = year.members.map(({ left: _left, successor: _successor, ...member }) => member)
  const plain = (nodes: readonly Criterion[]): Criterion[] =>
    nodes.map(({ verifier: _, children, ...node }) => ({ ...node, ...(children && { children: plain(children) }) }))
  const out = new Map(members.flatMap(({ id }) => year.struck.map((code) => [`${id} ${code}`, { unit: id, code }] as const)))
  for (const line of year.notApplicable) out.set(`${line.unit} ${line.code}`, line)
  const scorers = Map.groupBy(year.sheets, (sheet) => (sheet.kind === "cross" ? sheet.scorer : ""))
  const whole = (sheet: BlocYear["sheets"][number]) => sheet.kind !== "cross" || scorers.get(sheet.scorer)!.length === members.length - 1
  return read({
    ...year,
    members,
    table: { ...year.table, sections: plain(year.table.sections) },
    rules: { ...year.rules, quotas: [{ minMembers: 0, maxMembers: 60, flags: 1, certificates: 1 }] },
    notApplicable: [...out.values()],
    sheets: year.sheets.filter(whole),
    ...{ struck: [], marks: [], disqualified: [], held: [], votes: [], decided: [], appraisal: [] },
  })
}

test("generated years with all nine kinds come to what the arithmetic comes to", async () => {
  const seeds = Array.from({ length: 200 }, (_, i) => takeable(randomYear(i))).filter((year) => !lacking(year).length)
  const kinds = (year: BlocYear) => new Set(leavesOf(year.table).map(({ scoring }) => scoring.kind)).size
  const chosen = seeds.toSorted((a, b) => kinds(b) - kinds(a)).slice(0, 4)
  expect(kinds(chosen[0]!)).toBeGreaterThan(5)
  for (const year of chosen) {
    const { lived, counted } = await both(year)
    expect(lived).toEqual(counted)
  }
})
