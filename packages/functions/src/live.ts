import { randomBytes } from "node:crypto"
import type { BlocYear } from "@khoi/core/bloc-year"
import { agenciesOf } from "@khoi/core/criteria-rule"
import { departmentsOf, named, paper, seatIn } from "@khoi/core/file-rule"
import type { Phase } from "@khoi/core/phase"
import { bare } from "@khoi/core/sheet-rule"
import type { Results } from "@khoi/core/result"
import type { Votes } from "@khoi/core/decision"
import type { Lead } from "@khoi/core/lead"
import { seatOf } from "@khoi/core/task-rule"
import type * as z from "zod"
import {
  adopt,
  employ,
  establish,
  type Founded,
  found,
  foundBloc,
  handIn,
  moveOn,
  openYear,
  pledge,
  sign,
  together,
  unsaved,
} from "./acts.ts"
import { type Client, Refused } from "./client.ts"
import { cross, grid, own } from "./live-sheet.ts"

/** The province's own office stands outside of the bloc, whoever the file's members are. */
const office = { name: "Cơ quan thường trực thi đua, khen thưởng", signIn: "thuong.truc" }
const words: Partial<Record<Phase, string>> = {
  pledging: "ký giao ước",
  running: "thực hiện",
  selfScoring: "tự chấm điểm",
  crossScoring: "chấm chéo",
  verifying: "thẩm định",
  ranked: "xếp hạng",
  voting: "bỏ phiếu",
}

type Room = {
  year: BlocYear
  at: string
  hash: string
  pledged: string
  board: Client
  leaders: Client[]
  /** Departments by their code, of members and of others that the file names; and who leads each. */
  all: ReadonlyMap<string, { department: string; leader: Client }>
}
export type Lived = z.output<typeof Results.Shown>["result"]

/** Lives the file's year in a store without its province, each unit under its own account; gives what the platform makes of it. */
export async function live(base: string, operator: Client, year: BlocYear, say: (line: string) => void): Promise<Lived> {
  const room = await begin(base, operator, year, say)
  for (let phase = await moveOn(room.board, room.at, paper); phase !== "closed"; phase = await moveOn(room.board, room.at, paper)) {
    say(`${words[phase] ?? phase} …`)
    await acts[phase]?.(room)
  }
  await appraise(room)
  return (await room.board.get<z.output<typeof Results.Shown>>(`${room.at}/result`)).body.result
}

/** To the end of drafting: departments with their leaders, the year with its table adopted and its pledge written. */
async function begin(base: string, operator: Client, year: BlocYear, say: (line: string) => void): Promise<Room> {
  const { members, province, bloc, table, rules } = year
  const code = `thuong-truc-${randomBytes(8).toString("hex")}`
  const founding = { code: province.id, name: named(province), department: { code, name: code }, person: office }
  const founded = await found(base, operator, founding, randomBytes(18).toString("base64url"))
  say(`${members.length} đơn vị …`)
  const settled = await together([...departmentsOf(year)], ([id, name]) => settle(founded, { id, name }))
  const all = new Map([...departmentsOf(year).keys()].map((id, i) => [id, settled[i]!]))
  const units = members.map(({ id }) => all.get(id)!)
  const holder = (role: string) => units[members.findIndex((member) => member.role === role)]
  const at = await openYear(founded, await foundBloc(founded, { code: bloc.id, name: named(bloc) }), {
    year: year.year,
    members: units.map(({ department }, i) => ({ department, ranked: members[i]!.ranked, womenShare: members[i]!.womenShare })),
    head: holder("head")!.department,
    deputy: holder("deputy")?.department ?? null,
    without: without(year),
  })
  const head = holder("head")!.leader
  const meeting = { date: `${year.year}-01-01`, place: paper, present: members.length, agreed: members.length, text: paper }
  const hash = await adopt(head, at, { table, rules, notApplicable: year.notApplicable }, meeting)
  const pledged = await pledge(head, at, paper)
  return { year, at, hash, pledged, board: founded.board, leaders: units.map(({ leader }) => leader), all }
}

/** A member as a department with its leader. Names are unique in a province, ids in a file: who comes second goes by its id. */
async function settle(founded: Founded, { id, name }: { id: string; name: string }) {
  const department = await establish(founded, { code: id, name }).catch((error: unknown) => {
    if (error instanceof Refused && error.code === "department.taken") return establish(founded, { code: id, name: id })
    throw error
  })
  return { department, leader: await employ(founded, department, name, id, "leader") }
}

const acts: Partial<Record<Phase, (room: Room) => Promise<unknown>>> = {
  pledging: ({ leaders, at, pledged }) => sign(leaders, at, pledged),
  running: strike,
  selfScoring,
  crossScoring: (room) => handIn(each(room, (scorer, i) => cross(room, scorer, room.leaders[i]!))),
  verifying: async (room) => {
    for (const [agency, by] of agencies(room)) await handIn(grid(room, agency, by))
    await handIn(each(room, (unit, i) => own(room, "verified", unit, verifier(room, i), `${room.at}/verified/${seatOf(i)}`)))
    await leave(room)
    await decide(room, [])
  },
  ranked: (room) => (room.year.decided.length ? decide(room, room.year.decided) : Promise.resolve()),
  voting: vote,
}

const each = <T>({ year }: Room, work: (unit: string, i: number) => T[]) => year.members.flatMap(({ id }, i) => work(id, i))
const holding = ({ year, leaders }: Room, role: string) => leaders[year.members.findIndex((member) => member.role === role)]
const headOf = (room: Room) => holding(room, "head")!

/** The head's own sheet is the deputy's affair, or the board's. */
const verifier = (room: Room, i: number) => (room.year.members[i]!.role === "head" ? (holding(room, "deputy") ?? room.board) : headOf(room))
/** Agencies that the table names, with who leads each. */
const agencies = ({ year, all }: Room) => agenciesOf(year.table).map((code) => [code, all.get(code)!.leader] as const)

/** Self sheets are handed in; lines that a unit without a sheet claims stay in its draft, as they would. */
async function selfScoring(room: Room) {
  const given = each(room, (unit, i) => own(room, "self", unit, room.leaders[i]!, `${room.at}/self`))
  const whole = given.filter(({ sheet }) => !bare(sheet))
  await handIn(whole)
  for (const { path, sheet, by } of given) if (bare(sheet)) await by.put(path, sheet, unsaved)
}

/** Leaves that are left out for all, before anybody scores. */
async function strike({ year, at, board }: Room) {
  if (year.struck.length) await board.put(`${at}/decisions`, { struck: year.struck.map((code) => ({ code, reason: paper })) }, unsaved)
}

/** Who is disqualified or on hold before the ranking, and in which order `decided` puts those whom nothing else splits. */
async function decide({ year, at, board }: Room, decided: BlocYear["decided"]) {
  const lists = {
    struck: year.struck.map((code) => ({ code, reason: paper })),
    disqualified: year.disqualified.map(({ unit, code }) => ({ seat: seatIn(year, unit), code, reason: paper })),
    held: year.held.map(({ unit, reason = paper, passedOn }) => ({ seat: seatIn(year, unit), reason, passedOn })),
    decided: decided.map(({ order, by, reason = paper }) => ({ order: order.map((unit) => seatIn(year, unit)), by, reason })),
  }
  const { etag } = await board.get(`${at}/decisions`)
  if (decided.length || lists.disqualified.length || lists.held.length) await board.put(`${at}/decisions`, lists, etag)
}

/** Members that left do so once everything that they handed in is there. */
async function leave({ year, at, board, all }: Room) {
  const leaving = year.members.flatMap((member, i) => (member.left === undefined ? [] : [{ ...member, seat: seatOf(i) }]))
  let lead: Lead | null = follows(year)
  // Head and deputy last, so that somebody is there to follow.
  for (const role of ["member", "deputy", "head"])
    for (const { left, successor, seat, ...one } of leaving) {
      if (one.role !== role) continue
      const to = successor ? all.get(successor)!.department : null
      await board.post(`${at}/members/${seat}/departure`, {
        left,
        successor: to,
        reason: paper,
        lead: role === "member" || lead?.head === seat ? null : lead,
      })
      if (role !== "member") lead = null
    }
}

/** Who leads once all have left whom the file says so of: the file's own head and deputy as far as they stay, the head where nobody does. */
function follows({ members }: BlocYear): Lead {
  const staying = members.flatMap(({ left }, i) => (left === undefined ? [i] : []))
  const own = (role: string) => staying.find((i) => members[i]!.role === role)
  const deputy = own("deputy")
  const head = own("head") ?? staying.find((i) => i !== deputy) ?? deputy ?? members.findIndex(({ role }) => role === "head")
  return { head: seatOf(head), deputy: deputy === undefined || deputy === head ? null : seatOf(deputy) }
}

/** The province's own points, once the bloc has closed. */
async function appraise({ year, at, board }: Room) {
  for (const [unit, lines] of Map.groupBy(year.appraisal, ({ unit }) => unit)) {
    const entries = lines.map(({ points, reason = paper }) => ({ points: Math.round(points * 100), reason }))
    await board.put(`${at}/appraisals/${seatIn(year, unit)}`, { entries }, unsaved)
  }
}

async function vote(room: Room) {
  const { etag } = await room.board.get(`${room.at}/votes`)
  const entered = await counted(room).put(`${room.at}/votes`, { ...votes(room.year), team: paper }, etag)
  await confirming(room, counted(room)).post(`${room.at}/votes`, undefined, entered.etag)
}

/** Who confirms the vote: the deputy, where the board entered it else the head, else the board. */
function confirming(room: Room, by: Client) {
  const there = (role: string) => room.year.members.some((member) => member.role === role && member.left === undefined)
  if (there("deputy")) return holding(room, "deputy")!
  const stays = room.year.members.some(({ left }) => left === undefined)
  return by === room.board && stays ? room.leaders[Number(follows(room.year).head)]! : room.board
}

/** The head enters the vote; the board from the minutes, where the head has left or the counts are not those of the bloc's members. */
function counted(room: Room) {
  const { members } = room.year
  const present = members.filter(({ left }) => left === undefined).length
  const adds = Object.values(votes(room.year)).every(
    (vote) => vote && vote.members === present && vote.present + vote.written <= present && vote.valid <= vote.present + vote.written,
  )
  return adds && members.find(({ role }) => role === "head")!.left === undefined ? headOf(room) : room.board
}

/** Who did not vote in the room voted in writing, where the file does not say. */
const votes = ({ votes, members }: BlocYear): Votes =>
  Object.fromEntries(
    votes.map((vote) => {
      const { for: name, valid, members: all } = vote
      const present = vote.present ?? Math.max(0, valid - (vote.written ?? 0))
      const written = vote.written ?? Math.max(0, valid - present)
      const yes = members.flatMap(({ id }, i) => (Object.hasOwn(vote.yes, id) ? [[seatOf(i), vote.yes[id]!] as const] : []))
      return [name, { members: all, present, written, valid, yes: Object.fromEntries(yes) }]
    }),
  )

/** Phases that the file has nothing for; appeals leave no trace in a file but the scores that they ended with. */
const without = ({ rules, sheets, votes }: BlocYear) => [
  "appealing" as const,
  ...(rules.cross === "none" && !sheets.some(({ kind }) => kind === "cross") ? ["crossScoring" as const] : []),
  ...(votes.length ? [] : ["voting" as const]),
]
