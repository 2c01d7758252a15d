import { expect, test } from "vitest"
import { live, threeLeaders } from "./small-year.ts"
import { type Answer, move, type PhaseName, province } from "./world.ts"

const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const told = ({ json }: Answer) => (json as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`)
const line = { code: "I", name: "Nhiệm vụ chính trị được giao", number: "05/BB-KTĐ", date: "2026-10-02", reason: "sót chữ khi ban hành" }

async function to(phase: PhaseName, options: Parameters<typeof threeLeaders>[0] = {}) {
  const three = await threeLeaders(options)
  const hashes = await live(three, phase)
  const { world, at } = three
  const correct = async (corrected: object[], more = {}, version?: string) =>
    world.board(
      "PUT",
      `${at}/decisions`,
      { corrected, ...more },
      { "if-match": version ?? (await world.board("GET", `${at}/decisions`)).etag },
    )
  return { ...three, ...hashes, correct }
}

test("the board corrects a locked table's wording by the minutes; the hash stays, sheets go on, and all read both wordings", async () => {
  const { a, b, at, table, correct, world } = await to("selfScoring")
  expect(codeOf(await b("POST", `${at}/self`, { table, points: [4000, 6000] }, { "if-match": '"v0"' }))).toBe("done")
  expect((await correct([line], {}, '"v0"')).json).toMatchObject({ corrected: [line], struck: [] })
  expect((await b("GET", `${at}/decisions`)).json).toMatchObject({ corrected: [line] })
  expect((await a("GET", `${at}/table`)).json).toMatchObject({
    hash: table,
    criteria: { table: { sections: [{ name: "Nhiệm vụ chính trị" }, {}] } },
  })
  expect(codeOf(await a("POST", `${at}/self`, { table, points: [3900, 6000] }, { "if-match": '"v0"' }))).toBe("done")
  const second = { ...line, name: "Nhiệm vụ chính trị được tỉnh giao", number: "06/BB-KTĐ" }
  expect(told(await correct([second]))).toEqual(["/corrected decision.corrected"])
  expect(codeOf(await correct([line, second]))).toBe("done")
  expect(told(await correct([]))).toEqual(["/corrected decision.corrected"])
  for (const send of [a, await world.as("officer", "so-b")])
    expect(codeOf(await send("PUT", `${at}/decisions`, {}, { "if-match": '"v2"' }))).toBe("right.denied")
  expect(codeOf(await (await province()).board("GET", `${at}/decisions`))).toBe("missing")
})

test("a correction says what, by which minutes and why; of what is no criterion, or of what says so already, there is none", async () => {
  const { correct } = await to("selfScoring")
  const { number: _, date: __, reason: ___, ...bare } = line
  expect(told(await correct([bare]))).toEqual([
    "/corrected/0/number input.text",
    "/corrected/0/date input.text",
    "/corrected/0/reason input.text",
  ])
  expect(told(await correct([{ ...line, code: "IX" }, { ...line, name: "Nhiệm vụ chính trị" }, line, line]))).toEqual([
    "/corrected/0/code file.reference",
    "/corrected/1/name slip.none",
    "/corrected/3/name slip.none",
  ]) // prettier-ignore
})

test("before scoring begins another version is adopted instead; after the closing nothing is corrected", async () => {
  const early = await to("running")
  expect(codeOf(await early.correct([line]))).toBe("decision.early")
  const late = await to("voting")
  expect(codeOf(await late.correct([line]))).toBe("done")
  await move(late.world.board, late.year, "voting", "closed", "theo kế hoạch")
  expect(codeOf(await late.correct([line, { ...line, name: "Khác" }]))).toBe("decision.closed")
  expect((await late.c("GET", `${late.at}/result`)).json).toMatchObject({ provisional: false })
})

test("an agency that verifies from outside reads the corrected wording, and a criterion corrected during the year it verifies counts as before", async () => {
  const lines = { sections: [
    { code: "I", name: "Nhiệm vụ", max: 40, scoring: { kind: "points" } },
    { code: "II", name: "Cải cách", max: 60, verifier: "so-y", scoring: { kind: "points" } },
  ] } // prettier-ignore
  const three = await to("drafting", { without: ["crossScoring", "appealing"], lines })
  await three.world.departmentOf("so-y")
  const { table } = await live(three, "running")
  const { correct, at } = three
  const agency = await three.world.as("leader", "so-y")
  const row = { points: [5000], results: [] }
  expect(codeOf(await correct([{ ...line, code: "II" }]))).toBe("decision.early")
  expect(codeOf(await agency("POST", `/agency${at}`, { table, rows: [row, null, null] }, { "if-match": '"v0"' }))).toBe("done")
  expect(codeOf(await correct([{ ...line, code: "II" }]))).toBe("done")
  expect((await agency("GET", `/agency${at}`)).json).toMatchObject({
    leaves: [{ code: "II", name: "Cải cách", corrected: { name: line.name, number: line.number, date: line.date } }],
  })
})
