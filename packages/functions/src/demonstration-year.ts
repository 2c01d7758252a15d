import { createHash } from "node:crypto"
import type { Criteria } from "@khoi/core/criteria"
import { leavesOf } from "@khoi/core/criteria-rule"
import type { Results } from "@khoi/core/result"
import { differences } from "@khoi/core/sheet-rule"
import type { Votes } from "@khoi/core/decision"
import type * as z from "zod"
import { adopt, type Founded, handIn, moveOn, openYear as open, pledge, sign, unsaved } from "./acts.ts"
import type { Client } from "./client.ts"
import { seatOf } from "@khoi/core/task-rule"

/** A department with its two people. */
export type Staff = { id: string; code: string; leader: Client; officer: Client }
/** A bloc's year that is being filled: its address, its members in seat order, and what its scores are drawn from. */
export type Room = { at: string; board: Client; staff: readonly Staff[]; criteria: Criteria; seed: string }
type Adopted = Room & { hash: string }

/** Of all drawings one in which the flag of 2022 goes to whom the press names. */
const drawing = 5
const day = 86_400_000
/** A day from today on, in Asia/Ho_Chi_Minh. */
const dueIn = (days: number) => new Date(Date.now() + days * day + 7 * 3_600_000).toISOString().slice(0, 10)

/** The first member is the head, the second the deputy; due days are given for the present year alone. */
export async function openYear(founded: Founded, bloc: string, year: number, staff: readonly Staff[], criteria: Criteria): Promise<Room> {
  const due = { pledging: -150, selfScoring: -3, crossScoring: 7, verifying: 14, voting: 21 }
  const present = year === new Date().getFullYear()
  const at = await open(founded, bloc, {
    year,
    members: staff.map(({ id }) => ({ department: id })),
    head: staff[0]!.id,
    deputy: staff[1]!.id,
    without: ["appealing"],
    due: present ? Object.fromEntries(Object.entries(due).map(([phase, days]) => [phase, dueIn(days)])) : {},
  })
  return { at, board: founded.board, staff, criteria, seed: `${drawing}/${staff[0]!.code}/${year}` }
}

/** A year in cross-scoring: most have handed in, some have begun, the last two have not. */
export async function scoreEachOther(room: Room) {
  const adopted = await scoreItself(room)
  const begun = [2, 3, 7]
  const silent = room.staff.length - 2
  for (const i of begun) {
    const { table, rows } = crossSheet(adopted, i)
    await room.staff[i]!.officer.put(`${room.at}/cross`, { table, rows: rows.map((row, j) => (j < 5 ? row : null)) }, unsaved)
  }
  const done = room.staff.keys().filter((i) => i < silent && !begun.includes(i))
  await handIn([...done].map((i) => handed(room, "cross", crossSheet(adopted, i), i)))
}

/** A year to its end, everybody taking part in everything. */
export async function liveThrough(room: Room) {
  const adopted = await scoreItself(room)
  const { at, staff, board } = room
  await handIn(staff.map((_, i) => handed(room, "cross", crossSheet(adopted, i), i)))
  await moveOn(board, at, "")
  const [head, deputy] = [staff[0]!, staff[1]!]
  await handIn(
    staff.map((_, i) => {
      const { officer, leader } = i ? head : deputy
      const sheet = ownSheet(adopted, "verified", i)
      const differs = differences({ ...sheet, results: [] }, { ...ownSheet(adopted, "self", i), results: [] })
      const reasons = Object.fromEntries(differs.map((leaf) => [leaf, "Dữ liệu minh họa: theo tài liệu kiểm chứng."]))
      return { path: `${at}/verified/${seatOf(i)}`, sheet, whole: { ...sheet, reasons }, by: officer, signer: leader }
    }),
  )
  await moveOn(board, at, "")
  await moveOn(board, at, "")
  const { body } = await head.leader.get<z.output<typeof Results.Shown>>(`${at}/result`)
  const counted = { ...votes(staff, body.result.proposal), team: "Ban kiểm phiếu do hội nghị cử (dữ liệu minh họa)" }
  const entered = await head.leader.put(`${at}/votes`, counted, unsaved)
  await deputy.leader.post(`${at}/votes`, undefined, entered.etag)
  await moveOn(board, at, "Thực hiện theo quy chế của khối (dữ liệu minh họa).")
}

/** From drafting to the end of self-scoring. */
async function scoreItself(room: Room): Promise<Adopted> {
  const { at, staff, criteria, board } = room
  const head = staff[0]!.leader
  const members = staff.length
  const minutes = { date: dueIn(-170), place: "Hội trường Sở Nội vụ", present: members - 1, agreed: members - 1 }
  const text = "Dữ liệu minh họa: hội nghị khối thống nhất bảng tiêu chí và thang điểm."
  const hash = await adopt(head, at, criteria, { ...minutes, text })
  const signed = await pledge(head, at, promise)
  await moveOn(board, at, "")
  await sign(
    staff.map(({ leader }) => leader),
    at,
    signed,
  )
  for (const _ of ["running", "selfScoring"]) await moveOn(board, at, "")
  const adopted = { ...room, hash }
  await handIn(staff.map((_, i) => handed(room, "self", ownSheet(adopted, "self", i), i)))
  await moveOn(board, at, "")
  return adopted
}

const promise = `Các đơn vị thành viên cùng giao ước:
1. Hoàn thành toàn diện nhiệm vụ chính trị và các chỉ tiêu được giao trong năm.
2. Đẩy mạnh cải cách hành chính, chuyển đổi số; giữ nghiêm kỷ luật, kỷ cương.
3. Hưởng ứng thiết thực các phong trào thi đua; phát hiện, nhân rộng điển hình tiên tiến.
4. Chấm điểm khách quan, công khai, đúng thời hạn.`

const handed = ({ at, staff }: Room, sheet: "self" | "cross", of: object, i: number) => ({
  path: `${at}/${sheet}`,
  sheet: of,
  by: staff[i]!.officer,
  signer: staff[i]!.leader,
})

/** A number from 0 to 1, always the same for the same words. */
const chance = (...words: readonly (string | number)[]) => createHash("sha256").update(words.join("/")).digest().readUInt32BE() / 2 ** 32

/** What a unit is worth on a leaf in somebody's eyes, in whole hundredths, by quarters of a point. */
function worth({ seed }: Room, unit: number, leaf: { code: string; max: number }, eyes: string, kindness: number) {
  const merit = 0.88 + 0.08 * chance(seed, unit) + 0.06 * (chance(seed, unit, leaf.code) - 0.5)
  const share = merit + kindness + 0.03 * (chance(seed, unit, leaf.code, eyes) - 0.5)
  return Math.min(leaf.max, Math.round((leaf.max * share) / 25) * 25)
}

const ownSheet = (room: Adopted, kind: "self" | "verified", unit: number) => ({
  table: room.hash,
  points: leavesOf(room.criteria.table).map((leaf) => worth(room, unit, leaf, kind, kind === "self" ? 0.02 : 0)),
})

function crossSheet(room: Adopted, scorer: number) {
  const leaves = leavesOf(room.criteria.table).filter(({ crossed }) => crossed)
  const kindness = 0.04 * (chance(room.seed, "kindness", scorer) - 0.5)
  const row = (unit: number) => leaves.map((leaf) => worth(room, unit, leaf, `${scorer}`, kindness))
  return { table: room.hash, rows: room.staff.map((_, unit) => (unit === scorer ? null : row(unit))) }
}

/** The meeting agrees with the provisional ranking, nearly to a man. */
function votes(staff: readonly Staff[], { flags, certificates }: { flags: readonly string[]; certificates: readonly string[] }): Votes {
  const members = staff.length
  const counts = { members, present: members - 1, written: 1, valid: members }
  const yes = (units: readonly string[]) =>
    Object.fromEntries(units.map((unit, i) => [seatOf(staff.findIndex(({ code }) => code === unit)), members - 1 - (i % 2)]))
  return { flags: { ...counts, yes: yes(flags) }, certificates: { ...counts, yes: yes(certificates) } }
}
