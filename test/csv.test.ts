import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { csv, type Language, plain } from "../packages/functions/src/csv.ts"
import { live, threeLeaders } from "./small-year.ts"
import { type Answer, api, province } from "./world.ts"

const there = (program: string, ...args: string[]) => spawnSync(program, args, { encoding: "utf8" }).status === 0
/** Parsers that others have written: the csv module of Python's library, LibreOffice's own import. */
const python = there("python3", "-c", "import csv")
const office = there("soffice", "--version")
const between = { vi: ";", en: "," } as const

/** The cells as Python's csv module reads the bytes of the file. */
function byPython(text: string, language: Language): string[][] {
  const program = `import csv,io,json,sys
text = sys.stdin.buffer.read().decode("utf-8-sig")
print(json.dumps(list(csv.reader(io.StringIO(text, newline=""), delimiter=sys.argv[1], strict=True))))`
  const { stdout, stderr, status } = spawnSync("python3", ["-c", program, between[language]], { input: text, encoding: "utf8" })
  if (status) throw new Error(stderr)
  return JSON.parse(stdout) as string[][]
}

/** The text of the sheet that LibreOffice makes of the file. */
function byOffice(text: string, language: Language) {
  const folder = mkdtempSync(join(tmpdir(), "csv-"))
  try {
    writeFileSync(join(folder, "one.csv"), text)
    const filter = `--infilter=CSV:${between[language].codePointAt(0)},34,76`
    spawnSync("soffice", ["--headless", filter, "--convert-to", "fods", "--outdir", folder, join(folder, "one.csv")])
    return readFileSync(join(folder, "one.fods"), "utf8")
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const nasty = ["=1+1", "+84", "-2", "@SUM(A1)", "\tx", "\rx", " =1", "＝1", 'nói "thẳng"; rồi, xuống\ndòng', "Sở Nội vụ", ""]
const tamed = ["'=1+1", "'+84", "'-2", "'@SUM(A1)", "'\tx", "'\rx", "' =1", "'＝1", 'nói "thẳng"; rồi, xuống\ndòng', "Sở Nội vụ", ""]

describe("a file is safe to open", () => {
  test.each(["vi", "en"] as const)("%s: its mark, CRLF, everything quoted, nothing that begins a formula", (language) => {
    const text = csv([["Năm", "Điểm"], nasty, [95.25, -8.5, null, undefined]], language)
    const decimal = language === "vi" ? "," : "."
    expect(text.startsWith('\uFEFF"Năm"')).toBe(true)
    expect(text.endsWith(`"95${decimal}25"${between[language]}"-8${decimal}5"${between[language]}""${between[language]}""\r\n`)).toBe(true)
    for (const cell of text
      .slice(1)
      .split(/\r\n(?=")/)[1]!
      .split(new RegExp(`(?<=")[${between[language]}](?=")`)))
      expect(cell).toMatch(/^"(?![=+\-@\t\r＝])/)
  })

  test.skipIf(!python)("Python's csv module reads the cells that were meant (skipped where there is no python3)", () => {
    for (const language of ["vi", "en"] as const) expect(byPython(csv([nasty], language), language)).toEqual([tamed])
  })

  test.skipIf(!office)(
    "LibreOffice opens it without a formula (skipped where it is not installed: it is no dependency of the project)",
    () => {
      const sheet = byOffice(csv([nasty], "vi"), "vi")
      expect(sheet).toContain("Sở Nội vụ")
      expect(sheet).not.toContain("table:formula")
    },
  )

  test.each([
    ["xep-hang Khối Kinh tế – Kỹ thuật 2026", "xep-hang-khoi-kinh-te-ky-thuat-2026"],
    ['Đ"\r\nSet-Cookie: a=b', "d-set-cookie-a-b"],
  ])("%j is kept as %s", (name, kept) => expect(plain(name)).toBe(kept))
})

const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const file = async (answer: Promise<Answer>) => {
  const { status, text, headers } = await answer
  expect([status, headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"])
  return { text, name: headers.get("content-disposition") }
}

test("a closed year's ranking is a file for whoever may read the ranking, every figure as printed", async () => {
  const three = await threeLeaders()
  await live(three, "verifying")
  const { at, c, world } = three
  expect(codeOf(await c("GET", `${at}/result/file`))).toBe("result.notYet")
  const closed = await threeLeaders()
  await live(closed, "closed")
  const { text, name } = await file(closed.c("GET", `${closed.at}/result/file`))
  expect(name).toBe('attachment; filename="xep-hang-khoi-thi-dua-2026.csv"')
  const [head, first] = text.split("\r\n")
  expect(head).toMatch(/^"Năm";"Kết quả";"Hạng";"Mã đơn vị";"Đơn vị";"Điểm xếp hạng"/)
  expect(first).toMatch(/^"2026";"Chính thức";"1";"so-b";"Đơn vị so-b";"95,25";"100";"95"/)
  const raw = await api.request(`/api${closed.at}/result/file`, { headers: { cookie: closed.c.cookie } })
  expect([...(await raw.bytes()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const english = await file(closed.c("GET", `${closed.at}/result/file?language=en`))
  expect(english.text).toContain('"2026","Final","1","so-b","Đơn vị so-b","95.25","100","95"')
  expect(codeOf(await (await world.as("leader", "so-x"))("GET", `${at}/result/file`))).toBe("missing")
  if (python) expect(byPython(text, "vi")).toHaveLength(4)
})

test("the province's overview is a file with a line for each award, names that begin like formulas made harmless", async () => {
  const three = await threeLeaders()
  await live(three, "closed")
  const { at, world } = three
  await world.board("PUT", `${at}/awards/01/governmentFlag`, { state: "granted", number: null, date: null }, { "if-match": '"v0"' })
  await world.board("POST", "/blocs", { code: "khoi-2", name: "=1+1 Khối" })
  const { text, name } = await file(world.board("GET", "/overview/file"))
  expect(name).toBe('attachment; filename="tong-hop-thi-dua.csv"')
  expect(text.split("\r\n")).toEqual([
    '"Năm";"Khối";"Giai đoạn";"Hạn";"Số ngày quá hạn";"Còn chờ";"Đơn vị còn chờ";"Đơn vị";"Khen thưởng"',
    '"2026";"Khối thi đua";"Chốt kết quả";"";"";"";"";"Đơn vị so-b";"Cờ thi đua của Chính phủ"',
    "",
  ])
  expect((await file((await province()).board("GET", "/overview/file?language=en"))).text.split("\r\n")).toHaveLength(2)
})
