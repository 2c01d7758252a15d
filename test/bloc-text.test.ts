import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { stringify } from "yaml"
import { Fault } from "../packages/core/src/fault.ts"
import { blocYear, type Placed } from "../packages/functions/src/bloc-file.ts"
import { file, ids, members, verified } from "./bloc-year-file.ts"

const quiet = () => {}
const faultOf = (text: string | Uint8Array) => {
  try {
    blocYear(Buffer.from(text), quiet)
  } catch (error) {
    if (error instanceof Fault) return { code: error.code, fields: error.fields.map(({ path, code }) => `${path} ${code}`) }
    throw error
  }
  return undefined
}
const points = (size: number) => Object.fromEntries(ids(size).map((id, i) => [id, 70 + (i % 5) * 1.25]))

test("every fault of a file comes at once, keys that are there twice among them", () => {
  const text = readFileSync(join(import.meta.dirname, "fixtures/calibration-a.yaml"), "utf8")
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
  ["brackets that close nothing", "}".repeat(1_000_000)],
  ["more than 16 MiB", new Uint8Array(17 * 2 ** 20)],
])("not read: %s", (_, text) => {
  expect(faultOf(text)).toMatchObject({ code: "file.unreadable" })
})

test("a prototype is a key like any other, and not known", () => {
  const of = file(2, { sheets: verified(points(2)) })
  for (const text of [JSON.stringify(of).replace("{", '{"__proto__":{"admin":true},'), `${stringify(of)}__proto__: {admin: true}\n`])
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

test("a comma, a day and a truth as people write them are told as that, each with its line", () => {
  const given = (member: Record<string, unknown>, points: object) =>
    file(2, { members: members(2, { b: member }), sheets: [{ kind: "verified", unit: "a", points }] })
  const faults = (text: string) => {
    try {
      blocYear(Buffer.from(text), quiet)
    } catch (error) {
      return (error as { fields: Placed[] }).fields.map(({ path, code, line }) => `${path} ${code} ${line}`)
    }
    return []
  }
  const wrong = given({ womenShare: "0,7", ranked: "có", left: "01/07/2026" }, { I: "17,5" })
  const told = (lines: number[]) =>
    ["/members/1/womenShare file.comma", "/members/1/ranked file.truth", "/members/1/left file.day", "/sheets/0/points/I file.comma"]
      .map((one, i) => `${one} ${lines[i]}`)
      .toSorted()
  for (const text of [stringify(wrong), JSON.stringify(wrong, null, 2)]) {
    const rows = text.split("\n")
    const at = ["womenShare", "ranked", "left", "17,5"].map((word) => rows.findIndex((row) => row.includes(word)) + 1)
    expect(faults(text).toSorted()).toEqual(told(at))
  }
  expect(faults(stringify(given({}, {})).replace("points: {}", "points: { I: 17,5 }"))).toEqual([
    expect.stringMatching("/sheets/0/points/5 file.comma"),
  ])
  expect(faults(stringify(given({ ranked: "" }, { I: "nhiều" })))).toEqual([
    expect.stringMatching("/members/1/ranked file.truth"),
    expect.stringMatching("/sheets/0/points/I input.number"),
  ])
})

test("a file with more than the platform takes ends with 2 and every such place, never with a wrong result", () => {
  const sections = Array.from({ length: 201 }, (_, i) => ({ code: `${i}`, name: "Tiêu chí", max: 1, scoring: { kind: "points" } }))
  const bonus = [{ code: "B1", name: "Mô hình mới", points: 1 }]
  const marks = Array.from({ length: 202 }, () => ({ unit: "a", code: "B1", count: 1 }))
  const points = Object.fromEntries(sections.map(({ code }) => [code, 1]))
  const sheets = ids(3).map((unit) => ({ kind: "verified", unit, points }))
  const appraisal = Array.from({ length: 101 }, () => ({ unit: "b", points: 1 }))
  expect(faultOf(JSON.stringify(file(3, { table: { sections, bonus }, sheets, marks, appraisal })))).toEqual({
    code: "file.unsupported",
    fields: ["/table/sections", "/marks/200", "/marks/201", "/appraisal/100"].map((path) => `${path} file.unsupported`),
  })
})
