import type { Alerts } from "@khoi/core/alert"
import type { Awards } from "@khoi/core/award"
import { leavesOf } from "@khoi/core/criteria-rule"
import type { Results } from "@khoi/core/result"
import { seatOf } from "@khoi/core/task-rule"
import type * as z from "zod"
import { handIn, moveOn, unsaved } from "./acts.ts"
import { type Adopted, crossSheet, filled, invented, only, reasonsFor, type Room, type Staff, votes } from "./demonstration-sheet.ts"
import { handed, scoreItself } from "./demonstration-year.ts"

const charter = invented("thực hiện theo quy chế của khối.")

/** A year to its end, everybody taking part in everything: from the table to what the province decided. */
export async function liveThrough(room: Room, appealsOn?: string) {
  const adopted = await scoreItself(room)
  const { at, staff, board } = room
  await handIn(staff.map((_, i) => handed(room, "cross", crossSheet(adopted, i), i)))
  await moveOn(board, at, "")
  await verify(adopted)
  await moveOn(board, at, "")
  if (appealsOn) await appeal(room, appealsOn)
  if (appealsOn) await moveOn(board, at, "")
  await explain(room)
  await moveOn(board, at, "")
  await vote(room)
  await moveOn(board, at, charter)
  if (appealsOn) await appraise(room)
  await award(room)
  await moveOn(board, at, charter)
}

/** Agencies verify their criteria of all units, the head what is left, the deputy the head. */
async function verify(room: Adopted) {
  const { at, staff, agencies, criteria, hash } = room
  const leaves = leavesOf(criteria.table)
  const agencyOf = (i: number, unit: Staff) => agencies.find(({ code }) => code === leaves[i]!.verifier && code !== unit.code)
  const rowOf = (unit: number, agency: Staff) => {
    const own = leaves.flatMap(({ verifier }, i) => (verifier === agency.code ? [i] : []))
    const [given, self] = (["verified", "self"] as const).map((kind) => {
      const { points, results } = filled(room, kind, unit)
      return { points: own.map((i) => points[i] ?? null), results: own.map((i) => results[i] ?? null) }
    }) as [ReturnType<typeof filled>, ReturnType<typeof filled>]
    return staff[unit]!.code === agency.code ? null : { given, reasons: reasonsFor(given, self) }
  }
  const grids = agencies.map((agency) => {
    const rows = staff.map((_, unit) => rowOf(unit, agency))
    const sheet = { table: hash, rows: rows.map((row) => row && row.given) }
    const whole = { table: hash, rows: rows.map((row) => row && { ...row.given, reasons: row.reasons }) }
    return { path: at.replace("/years/", "/agency/years/"), sheet, whole, by: agency.officer, signer: agency.leader }
  })
  const sheets = staff.map((unit, i) => {
    const { officer, leader } = staff[i ? 0 : 1]!
    const mine = (leaf: number) => !agencyOf(leaf, unit)
    const sheet = { table: hash, ...only(filled(room, "verified", i), mine), marks: marksOf(room, i) }
    const reasons = reasonsFor(sheet, only(filled(room, "self", i), mine))
    return { path: `${at}/verified/${seatOf(i)}`, sheet, whole: { ...sheet, reasons }, by: officer, signer: leader }
  })
  await handIn([...grids, ...sheets])
}
/** Of the bonus lines that are claimed every other one is found to be right. */
const marksOf = ({ criteria }: Room, i: number) => {
  const [line] = criteria.table.bonus
  return line && i % 8 === 1 ? [{ code: line.code, count: 1, evidence: invented("văn bản công nhận do đơn vị lưu.") }] : []
}

/** The third member asks for another value on one criterion, and is granted it. */
async function appeal({ at, staff, criteria }: Room, code: string) {
  const item = `l${leavesOf(criteria.table).findIndex((leaf) => leaf.code === code)}`
  const value = { result: { count: 6 } }
  await staff[2]!.leader.post(`${at}/own-appeals/${item}`, { wanted: value, text: invented("bổ sung tài liệu về điển hình tiên tiến.") })
  await staff[0]!.leader.post(`${at}/appeals/02/${item}/answer`, { value, reason: invented("tài liệu bổ sung đã đủ.") })
}

/** Both units say how a large difference came about, and the board concludes that it is clear. */
async function explain({ at, staff, board }: Room) {
  const { body } = await board.get<z.output<typeof Alerts.Shown>>(`${at}/alerts`)
  for (const { seat, other } of body.alerts) {
    const path = `${at}/alerts/${seat}/${other}`
    for (const one of [seat, other])
      await staff[Number(one)]!.leader.post(path, { text: invented("hai đơn vị phối hợp nhiều nhiệm vụ nên nắm rõ kết quả của nhau.") })
    await board.post(`${path}/outcome`, { kind: "explained", text: invented("đã làm rõ, điểm giữ nguyên.") })
  }
}

async function vote({ at, staff }: Room) {
  const [head, deputy] = [staff[0]!.leader, staff[1]!.leader]
  const { body } = await head.get<z.output<typeof Results.Shown>>(`${at}/result`)
  const counted = { ...votes(staff, body.result.proposal), team: "Ban kiểm phiếu do hội nghị cử (dữ liệu minh họa)" }
  const entered = await head.put(`${at}/votes`, counted, unsaved)
  await deputy.post(`${at}/votes`, undefined, entered.etag)
}

/** The province takes points off the last in the ranking, which answers. */
async function appraise({ at, staff, board }: Room) {
  const { body } = await board.get<z.output<typeof Results.Shown>>(`${at}/result`)
  const last = staff.findIndex(({ code }) => code === body.result.units.at(-1)!.id)
  const entries = [{ points: -200, reason: invented("báo cáo năm gửi chậm.") }]
  await board.put(`${at}/appraisals/${seatOf(last)}`, { entries }, unsaved)
  await staff[last]!.leader.post(`${at}/appraisal-answer`, { text: invented("đơn vị nhất trí và rút kinh nghiệm.") })
}

/** What the result proposes is appraised and granted; the numbers and dates of the decisions are not known, and none is made up. */
async function award({ at, board }: Room) {
  await board.post(`${at}/awards`, undefined)
  const { body } = await board.get<{ items: z.output<typeof Awards.Shown>[] }>(`${at}/awards`)
  const step = { number: null, date: null, note: invented("chưa rõ số, ngày quyết định.") }
  for (const { seat, award } of body.items)
    for (const [i, state] of ["appraised", "granted"].entries())
      await board.put(`${at}/awards/${seat}/${award}`, { state, ...step }, `"v${i + 1}"`)
}
