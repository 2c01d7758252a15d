import { expect, test } from "vitest"
import { answers, codeOf, drive, fieldsOf, idOf, indicator, joins, movements, paths, report } from "./small-movement.ts"
import { blocYear, type Send } from "./world.ts"

test("what a department launches inside it takes part in at once, and it sets indicators and reports as elsewhere", async () => {
  const of = await movements()
  const inside = await of.launch({}, of.a, paths.inside)
  expect(codeOf(await of.a("POST", `/movements/${inside}/participation`))).toBe("participation.joined")
  const saved = await of.a("PUT", `/movements/${inside}/participation`, { indicators: [indicator] }, { "if-match": '"v1"' })
  expect(codeOf(saved)).toBe("done")
  expect(codeOf(await report(await of.as("officer"), inside))).toBe("done")
  const { items } = (await of.a("GET", `/movements/${inside}/participants`)).json as { items: { department: string }[] }
  expect(items).toMatchObject([{ name: "Đơn vị so-a", indicators: [{ ...indicator, last: { figure: 20 } }] }])
  const reports = await of.a("GET", `/movements/${inside}/participants/${items[0]!.department}/reports`)
  expect(reports.json).toMatchObject({ items: [{ figure: 20, as: "officer" }], next: null })
  expect(codeOf(await of.a("GET", `/movements/${inside}/participants/${await of.departmentOf("so-b")}/reports`))).toBe("missing")
})

test("after the final review nobody joins, sets indicators, reports or changes any more; all of it stays to be read", async () => {
  const of = await movements()
  const id = await of.launch()
  await joins(of.a, id)
  expect(codeOf(await report(of.a, id))).toBe("done")
  expect((await of.end(id)).json).toMatchObject({ state: "ended", ended: { date: "2025-12-31", summary: "Đạt 48 xã." }, leads: false })
  expect([
    codeOf(await of.b("POST", `/movements/${id}/participation`)),
    codeOf(await of.a("PUT", `/movements/${id}/participation`, { indicators: [indicator] }, { "if-match": '"v3"' })),
    codeOf(await report(of.a, id)),
    codeOf(await of.change(id, {}, 2)),
    codeOf(await of.end(id, 2)),
    codeOf(await of.board("POST", `/movements/${id}/withdrawal`, { reason: "Nhầm" }, { "if-match": '"v2"' })),
  ]).toEqual(Array(6).fill("movement.over"))
  expect(codeOf(await of.a("POST", paths.inside, { ...drive, respondsTo: answers(id) }))).toBe("done")
  expect(await of.names(of.b, `/movements/${id}/participants`)).toEqual(["Đơn vị so-a"])
})

test("only a leader joins for its department, once; a bloc's movement is for its members, while they are members", async () => {
  const of = await movements()
  const id = await of.launch()
  const join = (send: Send, movement = id) => send("POST", `/movements/${movement}/participation`)
  expect(codeOf(await join(await of.as("officer")))).toBe("right.denied")
  expect((await of.a("GET", `/movements/${id}/participation`)).json).toEqual({ participation: null })
  expect(codeOf(await join(of.a))).toBe("done")
  expect(codeOf(await join(of.a))).toBe("participation.joined")
  expect((await of.read(id))["joined"]).toBe(1)
  const { bloc, at } = await blocYear(of, { members: ["so-a", "so-b"] })
  const blocs = idOf(await of.a("POST", `/blocs/${bloc}/movements`, drive))
  expect(codeOf(await join(of.b, blocs))).toBe("done")
  expect(codeOf(await join(await of.as("leader", "so-x"), blocs))).toBe("right.denied")
  const later = idOf(await of.a("POST", `/blocs/${bloc}/movements`, drive))
  const left = { left: "2026-07-01", successor: null, reason: "QĐ sáp nhập" }
  const lead = { head: "00", deputy: null }
  expect(codeOf(await of.board("POST", `${at}/members/01/departure`, { ...left, lead }))).toBe("done")
  expect(codeOf(await of.board("POST", `${at}/members/00/departure`, left))).toBe("done")
  expect(codeOf(await join(of.b, later))).toBe("right.denied")
  expect(codeOf(await of.a("POST", `/blocs/${bloc}/movements`, drive))).toBe("right.denied")
})

test("indicators are set by those who fill in, and every fault of them is told at once", async () => {
  const of = await movements()
  const id = await of.launch()
  const officer = await of.as("officer")
  const save = (indicators: object[], version = 2, send = officer) =>
    send("PUT", `/movements/${id}/participation`, { indicators }, { "if-match": `"v${version}"` })
  expect(codeOf(await save([indicator], 0))).toBe("participation.absent")
  await joins(of.a, id)
  const wrong = await save([indicator, { ...indicator, name: "" }, { ...indicator, code: "Xã", target: 1e13 }])
  expect(fieldsOf(wrong)).toEqual(["/indicators/1/name input.text", "/indicators/2/code input.text", "/indicators/2/target input.number"])
  expect(fieldsOf(await save([indicator, indicator]))).toEqual(["/indicators/1/code indicator.twice"])
  expect(codeOf(await save([{ ...indicator, code: "ho" }, indicator]))).toBe("done")
  expect(codeOf(await save([indicator], 2))).toBe("version.stale")
  expect(codeOf(await save([indicator], 3, await of.as("viewer")))).toBe("right.denied")
  const { items } = (await of.b("GET", `/movements/${id}/participants`)).json as { items: { indicators: { code: string }[] }[] }
  expect(items[0]!.indicators.map(({ code }) => code)).toEqual(["ho", "xa"])
})

test("a report never overwrites an earlier one; the figure of the latest day counts, and another department sees both", async () => {
  const of = await movements()
  const id = await of.launch()
  await joins(of.a, id)
  const officer = await of.as("officer")
  for (const [date, figure] of [
    ["2026-03-31", 25],
    ["2026-01-31", 20],
  ] as const)
    expect(codeOf(await report(officer, id, { date, figure }))).toBe("done")
  expect(codeOf(await report(officer, id, { indicator: null, figure: null, text: "Đã họp sơ kết." }))).toBe("done")
  expect((await of.b("GET", `/movements/${id}/participants`)).json).toMatchObject({
    items: [{ indicators: [{ last: { date: "2026-03-31", figure: 25 } }] }],
  })
  const { items } = (await of.b("GET", `/movements/${id}/participants/${await of.departmentOf("so-a")}/reports`)).json as {
    items: { figure: number | null; as: string }[]
  }
  expect(items.map(({ figure }) => figure)).toEqual([null, 20, 25])
  expect(new Set(items.map((one) => one.as))).toEqual(new Set(["officer"]))
})

test("a report names an indicator that is there, a day that has come, and says something", async () => {
  const of = await movements()
  const id = await of.launch()
  expect(codeOf(await report(of.a, id))).toBe("participation.absent")
  await joins(of.a, id)
  expect(fieldsOf(await report(of.a, id, { indicator: "ho", date: "2999-01-01" }))).toEqual([
    "/indicator report.indicator",
    "/date report.date",
  ])
  expect(fieldsOf(await report(of.a, id, { figure: null }))).toEqual(["/text report.empty"])
  expect(fieldsOf(await report(of.a, id, { indicator: null }))).toEqual(["/figure report.indicator"])
  expect(codeOf(await report(await of.as("viewer"), id))).toBe("right.denied")
})

test("an indicator that was reported on stays, in its unit", async () => {
  const of = await movements()
  const id = await of.launch()
  await joins(of.a, id)
  await report(of.a, id)
  const save = (indicators: object[]) => of.a("PUT", `/movements/${id}/participation`, { indicators }, { "if-match": '"v3"' })
  expect(fieldsOf(await save([]))).toEqual(["/indicators indicator.reported"])
  expect(fieldsOf(await save([{ ...indicator, unit: "hộ" }]))).toEqual(["/indicators/0/unit indicator.reported"])
  expect((await save([{ ...indicator, target: 60 }])).json).toMatchObject({
    participation: { indicators: [{ target: 60, last: { figure: 20 } }] },
  })
})

test("of ten who join at once one joins, of six reports at once none is lost, and the end lets no report slip in after it", async () => {
  const of = await movements()
  const id = await of.launch()
  const joined = await Promise.all(Array.from({ length: 10 }, () => of.a("POST", `/movements/${id}/participation`)))
  expect(joined.map(codeOf).toSorted()).toEqual(["done", ...Array<string>(9).fill("participation.joined")])
  expect((await of.read(id))["joined"]).toBe(1)
  await of.a("PUT", `/movements/${id}/participation`, { indicators: [indicator] }, { "if-match": '"v1"' })
  const days = [3, 1, 6, 2, 5, 4]
  const told = await Promise.all(days.map((day) => report(of.a, id, { date: `2026-01-0${day}`, figure: day })))
  expect(told.map(codeOf)).toEqual(Array(6).fill("done"))
  const [ended, ...late] = await Promise.all([of.end(id), ...days.map((day) => report(of.a, id, { date: `2026-02-0${day}` }))])
  expect(codeOf(ended)).toBe("done")
  const done = late.map(codeOf).filter((code) => code === "done").length
  expect(late.map(codeOf).filter((code) => code === "movement.over")).toHaveLength(6 - done)
  const at = `/movements/${id}/participants`
  const { items } = (await of.b("GET", `${at}/${await of.departmentOf("so-a")}/reports`)).json as { items: object[] }
  expect(items).toHaveLength(6 + done)
  if (!done) expect((await of.b("GET", at)).json).toMatchObject({ items: [{ indicators: [{ last: { date: "2026-01-06", figure: 6 } }] }] })
})
