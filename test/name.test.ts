import { expect, test } from "vitest"
import { type Answer, blocYear, province } from "./world.ts"

const fields = ({ json }: Answer) =>
  (json as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`)
const codeOf = ({ json }: Answer) => (json as { code?: string }).code
const nfd = (text: string) => text.normalize("NFD")

async function office() {
  const world = await province()
  let n = 0
  const make = (name: string) => world.board("POST", "/departments", { code: `so-${n++}`, name })
  return { world, make }
}

test("F9 one name in two forms, cases or widths is one name: the second department is refused", async () => {
  const { make, world } = await office()
  const first = await make(nfd("  Sở Khoa học và Công nghệ "))
  expect(first.json).toMatchObject({ name: "Sở Khoa học và Công nghệ".normalize("NFC") })
  for (const name of [
    "Sở Khoa học và Công nghệ",
    nfd("Sở Khoa học và Công nghệ"),
    "SỞ KHOA HỌC VÀ  CÔNG NGHỆ",
    "Ｓở Khoa học và Công nghệ",
  ])
    expect((await make(name)).json, name).toMatchObject({ status: 409, code: "department.taken" })
  expect((await make("Sở Khoa học - Công nghệ")).status).toBe(200)
  const { items } = (await world.board("GET", "/departments")).json as { items: { name: string }[] }
  expect(items.map(({ name }) => name)).toEqual(["Sở Nội vụ", "Sở Khoa học và Công nghệ", "Sở Khoa học - Công nghệ"])
})

test("F9 names that differ only after their first hundred signs, or in what stands between words, are two names", async () => {
  const { make } = await office()
  const long = "Ban Quản lý ".repeat(14)
  for (const name of [`${long}một`, `${long}hai`, "Sở A/B", "Sở A_B", "Sở A&B"]) expect((await make(name)).status, name).toBe(200)
})

test("F9 two people cannot sign in with one name in two forms, and an address or a number sign is a name like any other", async () => {
  const { world } = await office()
  const path = `/departments/${await world.departmentOf("so-a")}/people`
  const add = (signIn: string) => world.board("POST", path, { name: "Một người", signIn, roles: ["officer"] })
  expect((await add("phượng")).status).toBe(200)
  for (const name of [nfd("phượng"), " PHƯỢNG", "ｐhượng"]) expect(codeOf(await add(name)), name).toBe("person.taken")
  for (const name of ["phượng@so-a.gov.vn", "a#b", "a_b", "x".repeat(60)]) expect((await add(name)).status, name).toBe(200)
  expect(codeOf(await add("Phượng@so-a.gov.vn"))).toBe("person.taken")
})

const untyped = [
  ["a joiner that nobody sees", "Sở\u200dNội vụ"],
  ["a space without width", "Sở\u200bNội vụ"],
  ["a soft hyphen", "Sở Nội\u00advụ"],
  ["a letter of another script that looks alike", "Sở Nоi vụ"],
  ["signs that turn the direction", "Sở \u202eNội vụ"],
  ["an isolate", "Sở \u2067Nội vụ\u2069"],
  ["a nought byte", "Sở\u0000Nội vụ"],
  ["a bell", "Sở\u0007Nội vụ"],
  ["a new line", "Sở\nNội vụ"],
  ["a line separator", "Sở\u2028Nội vụ"],
  ["a private sign", "Sở\ue000Nội vụ"],
  ["an emoji", "Sở 🏆"],
]
test("F10 a name with a sign that nobody types into one is refused", async () => {
  const { make } = await office()
  for (const [what, name] of untyped) {
    const answer = await make(name!)
    expect([answer.status, fields(answer)], what).toEqual([422, ["/name input.signs"]])
    expect(answer.text).not.toContain("Sở")
  }
})

test("F10 a name is neither empty nor longer than a line, in signs and not in bytes", async () => {
  const { make } = await office()
  for (const name of ["", "  ", "\u3000", "ă".repeat(201), nfd("ắ").repeat(201), "x".repeat(10_000), 7, null, ["Sở"]])
    expect(fields(await make(name as string)), `${name}`).toEqual(["/name input.text"])
  expect((await make(nfd("ắ").repeat(200))).json).toMatchObject({ name: "ắ".normalize("NFC").repeat(200) })
})

test("F10 running text keeps its lines and refuses what nobody types", async () => {
  const { world } = await office()
  const { at } = await blocYear(world)
  const head = await world.as("leader", "so-a")
  const save = (text: string) => head("PUT", `${at}/pledge`, { text }, { "if-match": '"v0"' })
  for (const text of ["a\u202eb", "a\u0000b", "a\u200bb", "a\rb\u0085", "a\ud800b"])
    expect(fields(await save(text))).toEqual(["/text input.signs"])
  for (const text of ["", " \n ", "x".repeat(20_001)]) expect(fields(await save(text))).toEqual(["/text input.text"])
  expect((await save(nfd(" Điều 1.\n\tThi đua \n"))).json).toMatchObject({ text: "Điều 1.\n\tThi đua" })
})
