import { readFileSync } from "node:fs"
import { join } from "node:path"
import { parse } from "yaml"
import { expect, test } from "vitest"
import { Actor } from "../packages/core/src/actor.ts"
import { Archives } from "../packages/core/src/archive.ts"
import { type BlocYear, read } from "../packages/core/src/bloc-year.ts"
import { Fault } from "../packages/core/src/fault.ts"
import { lacking, result } from "../packages/core/src/ranking-rule.ts"
import { lostCalls, only } from "./inject.ts"
import { randomYear } from "./random-year.ts"
import { itemsOf, tenantOf } from "./stored.ts"
import { province } from "./world.ts"

const everything = () => read(parse(readFileSync(join(import.meta.dirname, "fixtures", "everything.yaml"), "utf8")))

/** A province, and what is done in it as the command does: as its board, under nobody's account. */
async function archive() {
  const world = await province()
  const tenant = await tenantOf(world.code)
  const actor = { kind: "person", tenant, person: "command", department: "-", roles: ["board"], session: "-" } as const
  const asBoard = <T>(work: () => Promise<T>) => Actor.run(actor, work)
  const here = (year: BlocYear): BlocYear => ({ ...year, province: { id: world.code, name: "Tỉnh thử" } })
  const bring = (year: BlocYear) => asBoard(() => Archives.bring(here(year)))
  const out = (year: BlocYear) => asBoard(() => Archives.find(year.bloc.id, year.year))
  const shown = async (id: string) => (await world.board("GET", `/years/${id}/result`)).json as { result: unknown; provisional: boolean }
  return { world, tenant, asBoard, bring, out, here, shown }
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: Fault) => error.code,
  )

test("a year brought in is closed with the very result that the arithmetic comes to, and the same file again changes nothing", async () => {
  const { tenant, bring, here, shown } = await archive()
  const year = everything()
  const { id, made } = await bring(year)
  expect(made).toBe(true)
  expect(await shown(id)).toMatchObject({ provisional: false, result: JSON.parse(JSON.stringify(result(here(year)))) })
  const before = await itemsOf(tenant)
  expect(await bring(year)).toEqual({ id, made: false, departments: [] })
  expect(await itemsOf(tenant)).toEqual(before)
})

test("what is written out and brought in again changes nothing, in this province or another", async () => {
  const { tenant, bring, out } = await archive()
  await bring(everything())
  const before = await itemsOf(tenant)
  const short = Archives.short(await out(everything()))
  const keys = (of: object): unknown[] =>
    Object.entries(of).map(([key, value]) => [key, typeof value === "object" && key !== "yes" ? keys(value as object) : ""])
  const source = parse(readFileSync(join(import.meta.dirname, "fixtures", "everything.yaml"), "utf8")) as { members: object }
  expect(Object.keys(short)).toEqual(Object.keys(source))
  expect(keys((short as typeof source).members)).toEqual(keys(source.members))
  const written = read(short)
  expect((await bring(written)).made).toBe(false)
  expect(await itemsOf(tenant)).toEqual(before)
  const other = await archive()
  const { id } = await other.bring(written)
  expect(await other.shown(id)).toMatchObject({ result: JSON.parse(JSON.stringify(result(other.here(written)))) })
})

test("another file for a year that is there is refused, and nothing changes", async () => {
  const { tenant, bring } = await archive()
  const year = everything()
  await bring(year)
  const before = await itemsOf(tenant)
  expect(await codeOf(bring({ ...year, appraisal: [] }))).toBe("file.changed")
  expect(await codeOf(bring({ ...year, sheets: year.sheets.slice(1) }))).toBe("file.changed")
  expect(await itemsOf(tenant)).toEqual(before)
})

test("reasons come back as they went in, by whoever verified, and another reason is another file", async () => {
  const { tenant, bring, out } = await archive()
  const year = everything()
  const reasons = { "I.2": "vì có kiểm tra thực tế" }
  const sheets = [
    ...year.sheets.map((sheet) => ({ ...sheet, reasons })),
    { kind: "verified" as const, unit: "a", points: { "I.2": 40 }, results: {}, reasons },
    { kind: "self" as const, unit: "a", points: { "I.2": 45 }, results: {}, reasons: { "I.2": "tự đánh giá" } },
  ]
  await bring({ ...year, sheets })
  const sorted = (of: BlocYear) => of.sheets.map((sheet) => JSON.stringify([sheet.kind, sheet.unit, sheet.reasons])).toSorted()
  expect(sorted(await out(year))).toEqual(sorted({ ...year, sheets }))
  const before = await itemsOf(tenant)
  expect((await bring({ ...year, sheets })).made).toBe(false)
  expect(await codeOf(bring({ ...year, sheets: sheets.map((sheet) => ({ ...sheet, reasons: {} })) }))).toBe("file.changed")
  expect(await itemsOf(tenant)).toEqual(before)
})

test("a refused file leaves no department and no bloc behind", async () => {
  const { tenant, world, bring } = await archive()
  const year = everything()
  await bring(year)
  const before = await itemsOf(tenant)
  const changed = bring({
    ...year,
    appraisal: [],
    sheets: year.sheets.map((sheet, i) => (i ? sheet : { ...sheet, points: { "I.2": 51 } })),
  })
  expect(await changed.catch((error: Fault) => error.fields.map(({ path }) => path))).toEqual(["/appraisal", "/sheets/0"])
  const members = year.members.map((member) => (member.id === "d" ? { ...member, id: "d-moi" } : member))
  expect(await codeOf(bring({ ...year, members }))).toBe("file.changed")
  const ids = await Promise.all(["so-a", "so-b"].map(world.departmentOf))
  const bloc = (await world.board("POST", "/blocs", { code: "khoi-mo", name: "Khối" })).json as { id: string }
  await world.board("POST", `/blocs/${bloc.id}/years`, {
    year: 2026,
    members: ids.map((department) => ({ department })),
    head: ids[0],
    deputy: ids[1],
  })
  const opened = await itemsOf(tenant)
  expect(await codeOf(bring({ ...year, bloc: { id: "khoi-mo", name: "Khối" } }))).toBe("file.changed")
  expect((await itemsOf(tenant)).length).toBe(opened.length)
  expect(before.length).toBeLessThan(opened.length)
})

test("departments that are there stay as they are, others are made", async () => {
  const { world, bring } = await archive()
  const a = await world.departmentOf("a")
  await bring(everything())
  const { items } = (await world.board("GET", "/departments")).json as { items: { id: string; code: string; name: string }[] }
  expect(items.find(({ code }) => code === "a")).toMatchObject({ id: a, name: "Đơn vị a" })
  expect(items.map(({ code }) => code).sort()).toEqual(["a", "b", "c", "d", "so-noi-vu", "so-tai-chinh"])
})

test("a department sees the year that it took part in, and whoever is outside of the bloc does not", async () => {
  const { world, bring } = await archive()
  await Promise.all(["a", "e"].map(world.departmentOf))
  const { id } = await bring(everything())
  expect((await (await world.as("leader", "a"))("GET", `/years/${id}`)).json).toMatchObject({ phase: "closed", year: 2026 })
  expect((await (await world.as("leader", "e"))("GET", `/years/${id}`)).status).toBe(404)
  expect((await (await province()).board("GET", `/years/${id}`)).status).toBe(404)
})

test("a year that has not closed is not written out", async () => {
  const { world, asBoard } = await archive()
  const ids = await Promise.all(["so-a", "so-b"].map(world.departmentOf))
  const bloc = (await world.board("POST", "/blocs", { code: "khoi", name: "Khối" })).json as { id: string }
  const members = ids.map((department) => ({ department }))
  await world.board("POST", `/blocs/${bloc.id}/years`, { year: 2026, members, head: ids[0], deputy: ids[1] })
  expect(await codeOf(asBoard(() => Archives.find("khoi", 2026)))).toBe("year.unfinished")
  expect(await codeOf(asBoard(() => Archives.find("khoi", 2025)))).toBe("missing")
})

const many = process.env["LONG"] ? 500 : 12
test(`${many} generated years, all features on, come back as they went in`, { timeout: many * 5_000 }, async () => {
  const { bring, out, here, shown } = await archive()
  const years = Array.from({ length: many * 3 }, (_, i) => ({ ...randomYear(7_000 + i), bloc: { id: `khoi-${i}`, name: `Khối ${i}` } }))
  for (const year of years.filter((one) => !lacking(one).length).slice(0, many)) {
    const { id } = await bring(year)
    expect((await shown(id)).result).toEqual(JSON.parse(JSON.stringify(result(here(year)))))
    const written = read(Archives.short(await out(year)))
    expect(result(written)).toEqual(result(year))
    expect(await bring(written)).toEqual({ id, made: false, departments: [] })
    expect(await bring(year)).toEqual({ id, made: false, departments: [] })
  }
})

test("names are unique in a province, ids in a file: who comes second goes by its id", async () => {
  const { world, bring, out } = await archive()
  const year = everything()
  const alike = { ...year, members: year.members.map((member) => ({ ...member, name: "Đơn vị" })) }
  await bring(alike)
  const { items } = (await world.board("GET", "/departments")).json as { items: { code: string; name: string }[] }
  expect(items.map(({ name }) => name).sort()).toEqual(["b", "c", "d", "so-tai-chinh", "Sở Nội vụ", "Đơn vị"].sort())
  expect((await out(year)).members.map(({ name }) => name)).toEqual(["Đơn vị", "Đơn vị", "Đơn vị", "Đơn vị"])
  expect((await bring(alike)).made).toBe(false)
})

test(
  "an import that breaks off at any write leaves no half year, and the same file again makes it whole",
  { timeout: 180_000 },
  async () => {
    const kinds = async (tenant: string) =>
      (await itemsOf(tenant)).map(({ sk }) => sk.replaceAll(/[\w-]{20}/g, "…").replaceAll(/[0-9a-f]{32}/g, "…")).sort()
    const whole = await archive()
    const { calls } = await lostCalls(
      () => false,
      () => whole.bring(everything()),
    )
    expect(calls).toBeGreaterThan(10)
    // Every write at full length; here some of departments, table, sheets, year and places.
    for (let k = 1; k <= calls; k += process.env["LONG"] ? 1 : 7) {
      const { tenant, bring, out, here } = await archive()
      expect(await codeOf(lostCalls(only(k), () => bring(everything())))).toBe("unavailable")
      const there = (await codeOf(out(everything()))) === "done"
      expect((await bring(everything())).made).toBe(!there)
      expect(result(await out(everything()))).toEqual(result(here(everything())))
      expect(await kinds(tenant)).toEqual(await kinds(whole.tenant))
    }
  },
)
