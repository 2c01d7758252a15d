import { resolve } from "node:path"
import { expect, test, vi } from "vitest"

// The pages ask for the language as they load; here is no browser.
vi.stubGlobal("localStorage", { getItem: () => null })
type Say = Record<"score" | "points" | "decimal" | "percent", (value: number) => string>
type Take = { take: (part: string, word: string, leaf: object) => { value: unknown } }
/** The pages are a project of their own, which tests only see as it runs. */
const page = <T>(path: string) => vi.importActual<T>(resolve(import.meta.dirname, "../packages/web/src", path))
const { score, points, decimal, percent } = await page<Say>("format.ts")
const { take } = await page<Take>("sheet/part.ts")

test.each(["NFC", "NFD"])("a result is taken as it was typed or pasted, its marks written as %s", (form) => {
  const said = (part: string, word: string, scoring: object) =>
    take(part, word.normalize(form), { code: "1", name: "Chuyển đổi số", max: 1000, scoring }).value
  expect(["Đạt", " đạt ", "có", "không đạt", "Không"].map((word) => said("achieved", word, { kind: "passFail" }))).toEqual([
    ...[true, true, true],
    ...[false, false],
  ])
  expect(said("level", "tốt", { kind: "level", levels: { Tốt: 10, Khá: 5 } })).toBe("Tốt")
  expect(["không có", "Không"].map((word) => said("target", word, { kind: "leader" }))).toEqual([null, null])
})

test("what is below zero has one sign on every screen", () => {
  expect([score(-2), points(-250), decimal(-0.5), percent(-0.25), points(250)]).toEqual(["−2,00", "−2,5", "−0,5", "−25%", "2,5"])
})
