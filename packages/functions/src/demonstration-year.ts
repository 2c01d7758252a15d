import type { Aims } from "@khoi/core/aim"
import type { Comments } from "@khoi/core/comment"
import type { Criteria } from "@khoi/core/criteria"
import { leavesOf } from "@khoi/core/criteria-rule"
import type { Papers } from "@khoi/core/paper"
import type { Pledges } from "@khoi/core/pledge"
import { seatOf } from "@khoi/core/task-rule"
import type * as z from "zod"
import { type Founded, handIn, moveOn, openYear as open, propose, sign, together, unsaved } from "./acts.ts"
import { type Adopted, crossSheet, filled, invented, type Room, type Staff } from "./demonstration-sheet.ts"

/** Of all drawings one in which the flag of 2022 goes to whom the press names. */
const drawing = 5
const present = () => new Date().getFullYear()
/** A day from today on, in Asia/Ho_Chi_Minh. */
const dueIn = (days: number) => new Date(Date.now() + days * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10)
/** When the bloc met to adopt its table and its pledge. */
const metOn = (year: number) => (year === present() ? dueIn(-170) : `${year}-02-26`)

/** Days from today on by which each phase is due: of a year in cross-scoring, and of one that begins. */
const dueNow = { pledging: -150, selfScoring: 0, crossScoring: 7, verifying: 14, voting: 21 }
const dueFromNow = { drafting: 7, pledging: 21, selfScoring: 35, crossScoring: 42, verifying: 49, voting: 56 }
type More = { begins?: boolean; agencies?: readonly Staff[]; friends?: readonly number[]; appeals?: boolean }
/** The first member is the head, the second the deputy; due days are given for the present year alone: of one that begins today all are to come. */
export async function openYear(founded: Founded, bloc: string, year: number, staff: readonly Staff[], criteria: Criteria, more: More = {}) {
  const { agencies = [], friends = [], appeals, begins } = more
  const due = begins ? dueFromNow : dueNow
  const at = await open(founded, bloc, {
    year,
    members: staff.map(({ id }) => ({ department: id })),
    head: staff[0]!.id,
    deputy: staff[1]!.id,
    without: appeals ? [] : ["appealing"],
    due: year === present() ? Object.fromEntries(Object.entries(due).map(([phase, days]) => [phase, dueIn(days)])) : {},
  })
  return { at, year, board: founded.board, staff, agencies, criteria, seed: `${drawing}/${staff[0]!.code}/${year}`, friends } satisfies Room
}

/** A year in cross-scoring: most have handed in, some have begun, the last two have not. */
export async function scoreEachOther(room: Room) {
  const adopted = await scoreItself(room)
  const begun = [2, 3, 7]
  const silent = room.staff.length - 2
  await together(begun, (i) => {
    const { table, rows } = crossSheet(adopted, i)
    return room.staff[i]!.officer.put(`${room.at}/cross`, { table, rows: rows.map((row, j) => (j < 5 ? row : null)) }, unsaved)
  })
  const done = [...room.staff.keys()].filter((i) => i < silent && !begun.includes(i))
  await handIn(done.map((i) => handed(room, "cross", crossSheet(adopted, i), i)))
}

/** The head writes the table, two members comment on it, the head answers one of them; what adopting it wants. */
export async function discuss({ at, staff, criteria }: Room) {
  const [head, ...members] = staff.map(({ leader }) => leader)
  const proposed = await propose(head!, at, criteria)
  const [code] = leavesOf(criteria.table).map((leaf) => leaf.code)
  const said: z.input<typeof Comments.Comment>[] = [
    { leaf: code!, text: invented("đề nghị ghi rõ cơ quan xác nhận và tài liệu kiểm chứng của tiêu chí này.") },
    { leaf: null, text: invented("nhất trí với thang điểm của khối.") },
  ]
  const made = await together(said, (comment, i) => members[i]!.post<z.output<typeof Comments.Made>>(`${at}/table/comments`, comment))
  const { place, id } = made[0]!.body
  await head!.post(`${at}/table/comments/${place}/${id}`, { text: invented("đã tiếp thu, bổ sung trong hướng dẫn chấm.") })
  return proposed
}

/** From drafting to the end of self-scoring. */
export async function scoreItself(room: Room): Promise<Adopted> {
  const { at, staff, board, year } = room
  const head = staff[0]!.leader
  const { hash, etag } = await discuss(room)
  const [members, text] = [staff.length, invented("hội nghị khối thống nhất bảng tiêu chí và thang điểm.")]
  const minutes = { date: metOn(year), place: "Hội trường Sở Nội vụ", present: members - 1, agreed: members - 1, text, hash }
  await head.post(`${at}/table`, minutes, etag)
  await promise(room)
  for (const _ of ["running", "selfScoring"]) await moveOn(board, at, "")
  const adopted = { ...room, hash }
  await handIn(staff.map((_, i) => ownSheet(adopted, i)))
  await moveOn(board, at, "")
  return adopted
}

/** The pledge with its targets is signed by all, by the last on paper, and each says what it aims at. */
async function promise({ at, staff, board, year }: Room) {
  const head = staff[0]!.leader
  const pledge = { text: pledged, targets: targetsOf(staff.length) } satisfies z.input<typeof Pledges.Pledge>
  const { body } = await head.put<z.output<typeof Pledges.Shown>>(`${at}/pledge`, pledge, unsaved)
  const hash = body.hash!
  await moveOn(board, at, "")
  const last = staff.length - 1
  const line = { date: metOn(year), place: "Hội trường Sở Nội vụ", signer: "Người đứng đầu đơn vị", scan: "bản giấy minh họa" }
  await head.put(`${at}/pledge/papers/${seatOf(last)}`, { hash, ...line } satisfies z.input<typeof Papers.Paper>, unsaved)
  await staff[last]!.leader.post(`${at}/pledge/paper/confirmation`, { hash }, '"v1"')
  await together(staff, async ({ leader }, i) => {
    if (i < last) await sign([leader], at, hash)
    await leader.put(`${at}/aim`, aims[i % aims.length]!, unsaved)
  })
}

const pledged = `Các đơn vị thành viên cùng giao ước:
1. Hoàn thành toàn diện nhiệm vụ chính trị và các chỉ tiêu được giao trong năm.
2. Đẩy mạnh cải cách hành chính, chuyển đổi số; giữ nghiêm kỷ luật, kỷ cương.
3. Hưởng ứng thiết thực các phong trào thi đua; phát hiện, nhân rộng điển hình tiên tiến.
4. Chấm điểm khách quan, công khai, đúng thời hạn.`

const targetsOf = (members: number) => {
  const plan = (of: (i: number) => number) => Array.from({ length: members }, (_, i) => of(i))
  return [
    { indicator: "Nhiệm vụ tỉnh giao hoàn thành đúng hạn (số liệu minh họa)", unit: "%", plan: plan((i) => 95 + (i % 4)) },
    { indicator: "Thủ tục hành chính giải quyết đúng và trước hạn (số liệu minh họa)", unit: "%", plan: plan((i) => 97 + (i % 3)) },
    { indicator: "Sáng kiến được công nhận (số liệu minh họa)", unit: "sáng kiến", plan: plan((i) => 2 + (i % 5)) },
  ]
}
const aims: readonly z.input<typeof Aims.Aim>[] = [
  { titles: ["coThiDuaTinh", "tapTheLaoDongXuatSac"], forms: [], note: invented("phấn đấu dẫn đầu khối.") },
  { titles: ["tapTheLaoDongXuatSac"], forms: ["bangKhenTinh"] },
  { titles: ["tapTheLaoDongTienTien"], forms: ["giayKhen"] },
]

export const handed = ({ at, staff }: Room, sheet: "self" | "cross", of: object, i: number) => ({
  path: `${at}/${sheet}`,
  sheet: of,
  by: staff[i]!.officer,
  signer: staff[i]!.leader,
})

/** A self sheet; some claim a bonus line, some say something on a criterion. */
function ownSheet(room: Adopted, i: number) {
  const [line] = room.criteria.table.bonus
  const marks = line && i % 4 === 1 ? [{ code: line.code, count: 1, evidence: invented("văn bản công nhận do đơn vị lưu.") }] : []
  const sheet = { table: room.hash, ...filled(room, "self", i), marks }
  const reasons = i % 3 ? {} : { 0: invented("tài liệu kiểm chứng gửi kèm báo cáo năm.") }
  return { ...handed(room, "self", sheet, i), whole: { ...sheet, reasons } }
}
