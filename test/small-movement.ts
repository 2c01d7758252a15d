import { expect } from "vitest"
import { type Answer, province, type Send } from "./world.ts"

type Paper = { number: string | null; date: string | null }
/** What is not known of a paper is said so. */
export const unknown: Paper = { number: null, date: null }
export const drive = {
  ...{ name: "Chung sức xây dựng nông thôn mới", kind: "thematic", respondsTo: null as object | null },
  ...{ from: "2021", to: "2025-12-31" as string | null, paper: { number: "12/QĐ-UBND", date: "2021-01-15" } as Paper },
  ...{ aims: "Vì nông thôn văn minh.", targets: ["50 xã đạt chuẩn"] },
}
type Movement = typeof drive
export const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
export const fieldsOf = ({ json }: Answer) =>
  (json as { fields?: { path: string; code: string }[] }).fields?.map(({ path, code }) => `${path} ${code}`)
export const idOf = (answer: Answer) => {
  expect(answer.text).toMatch(/"id"/)
  return (answer.json as { id: string }).id
}
export const answers = (movement: string) => ({ to: "movement", movement })
export const paths = { board: "/movements", inside: "/movements/inside" }

/** A province with two leaders and the acts of its movements; versions are those of the movement's text. */
export async function movements() {
  const of = await province()
  const [a, b] = [await of.as("leader", "so-a"), await of.as("leader", "so-b")]
  const launch = async (more: Partial<Movement> = {}, send: Send = of.board, path = paths.board) =>
    idOf(await send("POST", path, { ...drive, ...more }))
  const read = async (id: string, send: Send = of.board) => (await send("GET", `/movements/${id}`)).json as Record<string, unknown>
  const change = (id: string, more: Partial<Movement>, version = 1, send: Send = of.board) =>
    send("PUT", `/movements/${id}`, { ...drive, ...more }, { "if-match": `"v${version}"` })
  const end = (id: string, version = 1, send: Send = of.board) =>
    send("POST", `/movements/${id}/end`, { date: "2025-12-31", summary: "Đạt 48 xã." }, { "if-match": `"v${version}"` })
  const names = async (send: Send, path: string) =>
    ((await send("GET", path)).json as { items: { name: string }[] }).items.map(({ name }) => name)
  return { ...of, a, b, launch, read, change, end, names }
}

export const indicator = { code: "xa", name: "Số xã đạt chuẩn", unit: "xã", target: 50, due: "2025-12-31" }
/** A department takes part with these indicators; what follows stands under version 2. */
export async function joins(send: Send, id: string, indicators: object[] = [indicator]) {
  expect((await send("POST", `/movements/${id}/participation`)).etag).toBe('"v1"')
  const saved = await send("PUT", `/movements/${id}/participation`, { indicators }, { "if-match": '"v1"' })
  expect([saved.status, saved.etag]).toEqual([200, '"v2"'])
}
export const report = (send: Send, id: string, more: object = {}) =>
  send("POST", `/movements/${id}/reports`, { indicator: "xa", date: "2026-01-15", figure: 20, text: "", ...more })
