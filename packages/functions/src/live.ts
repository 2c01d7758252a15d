import { randomBytes } from "node:crypto"
import type { BlocYear, OwnSheet, Sheet } from "@khoi/core/bloc-year"
import { hundredths, type Leaf, leavesOf } from "@khoi/core/criteria-rule"
import type { Phase } from "@khoi/core/phase"
import type { Results } from "@khoi/core/result"
import type { Votes } from "@khoi/core/vote"
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

/** What the API demands and the file does not hold. */
const paper = "theo tệp"
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

type Room = { year: BlocYear; at: string; hash: string; pledged: string; board: Client; leaders: Client[] }
export type Lived = z.output<typeof Results.Shown>["result"]

/** Lives the file's year in a store without its province, each unit under its own account; gives what the platform makes of it. */
export async function live(base: string, operator: Client, year: BlocYear, say: (line: string) => void): Promise<Lived> {
  const room = await begin(base, operator, year, say)
  for (let phase = await moveOn(room.board, room.at, paper); phase !== "closed"; phase = await moveOn(room.board, room.at, paper)) {
    say(`${words[phase] ?? phase} …`)
    await acts[phase]?.(room)
  }
  return (await room.board.get<z.output<typeof Results.Shown>>(`${room.at}/result`)).body.result
}

/** To the end of drafting: departments with their leaders, the year with its table adopted and its pledge written. */
async function begin(base: string, operator: Client, year: BlocYear, say: (line: string) => void): Promise<Room> {
  const { members, province, bloc, table, rules } = year
  const code = `thuong-truc-${randomBytes(8).toString("hex")}`
  const founding = { code: province.id, name: short(province.name, province.id), department: { code, name: code }, person: office }
  const founded = await found(base, operator, founding, randomBytes(18).toString("base64url"))
  say(`${members.length} đơn vị …`)
  const units = await together(members, (member) => settle(founded, member))
  const holder = (role: string) => units[members.findIndex((member) => member.role === role)]
  const at = await openYear(founded, await foundBloc(founded, { code: bloc.id, name: short(bloc.name, bloc.id) }), {
    year: year.year,
    members: units.map(({ department }, i) => ({ department, ranked: members[i]!.ranked, womenShare: members[i]!.womenShare })),
    head: holder("head")!.department,
    deputy: holder("deputy")?.department ?? null,
    without: without(year),
  })
  const head = holder("head")!.leader
  const meeting = { date: `${year.year}-01-01`, place: paper, present: members.length, agreed: members.length, text: paper }
  const hash = await adopt(head, at, { table, rules, notApplicable: year.notApplicable }, meeting)
  return { year, at, hash, pledged: await pledge(head, at, paper), board: founded.board, leaders: units.map(({ leader }) => leader) }
}

/** A member as a department with its leader. Names are unique in a province, ids in a file: who comes second goes by its id. */
async function settle(founded: Founded, { id, name }: BlocYear["members"][number]) {
  const called = short(name, id)
  const department = await establish(founded, { code: id, name: called }).catch((error: unknown) => {
    if (error instanceof Refused && error.code === "department.taken") return establish(founded, { code: id, name: id })
    throw error
  })
  return { department, leader: await employ(founded, department, called, id, "leader") }
}

const acts: Partial<Record<Phase, (room: Room) => Promise<unknown>>> = {
  pledging: ({ leaders, at, pledged }) => sign(leaders, at, pledged),
  selfScoring: (room) => handIn(each(room, (unit, i) => own(room, "self", unit, room.leaders[i]!, `${room.at}/self`))),
  crossScoring: (room) => handIn(each(room, (scorer, i) => cross(room, scorer, room.leaders[i]!))),
  verifying: (room) => handIn(each(room, (unit, i) => own(room, "verified", unit, verifier(room, i), `${room.at}/verified/${seat(i)}`))),
  voting: (room) => headOf(room).put(`${room.at}/votes`, votes(room.year), unsaved),
}

const each = <T>({ year }: Room, work: (unit: string, i: number) => T[]) => year.members.flatMap(({ id }, i) => work(id, i))
const seat = (i: number) => `${i}`.padStart(2, "0")
const holding = ({ year, leaders }: Room, role: string) => leaders[year.members.findIndex((member) => member.role === role)]
const headOf = (room: Room) => holding(room, "head")!

/** The head's own sheet is the deputy's affair, or the board's. */
const verifier = (room: Room, i: number) => (room.year.members[i]!.role === "head" ? (holding(room, "deputy") ?? room.board) : headOf(room))

/** Points in the order of the leaves; null where the sheet leaves one out. */
const row = ({ points }: Sheet, leaves: readonly Leaf[]) =>
  leaves.map(({ code }) => (Object.hasOwn(points, code) ? hundredths(points[code]!) : null))
const filled = (sheet: OwnSheet, leaves: readonly Leaf[]) => ({
  points: row(sheet, leaves),
  results: leaves.map(({ code }) => (Object.hasOwn(sheet.results, code) ? sheet.results[code]! : null)),
})

/** A unit's self or verified sheet, as whoever gives it hands it in; nothing where the file has none. */
function own({ year, hash }: Room, kind: OwnSheet["kind"], unit: string, by: Client, path: string) {
  const found = year.sheets.find((sheet): sheet is OwnSheet => sheet.kind === kind && sheet.unit === unit)
  return found ? [{ path, sheet: { table: hash, ...filled(found, leavesOf(year.table)) }, by, signer: by }] : []
}

function cross({ year, hash, at }: Room, scorer: string, by: Client) {
  const given = new Map(
    year.sheets.flatMap((sheet) => (sheet.kind === "cross" && sheet.scorer === scorer ? [[sheet.unit, sheet] as const] : [])),
  )
  const leaves = leavesOf(year.table).filter(({ crossed }) => crossed)
  const rows = year.members.map(({ id }) => (given.has(id) ? row(given.get(id)!, leaves) : null))
  return given.size ? [{ path: `${at}/cross`, sheet: { table: hash, rows }, by, signer: by }] : []
}

/** Who did not vote in the room voted in writing, where the file does not say. */
const votes = ({ votes, members }: BlocYear): Votes =>
  Object.fromEntries(
    votes.map((vote) => {
      const { for: name, valid, members: all } = vote
      const present = vote.present ?? Math.max(0, valid - (vote.written ?? 0))
      const written = vote.written ?? Math.max(0, valid - present)
      const yes = members.flatMap(({ id }, i) => (Object.hasOwn(vote.yes, id) ? [[seat(i), vote.yes[id]!] as const] : []))
      return [name, { members: all, present, written, valid, yes: Object.fromEntries(yes) }]
    }),
  )

/** Phases that the file has nothing for; appeals leave no trace in a file but the scores that they ended with. */
const without = ({ rules, sheets, votes }: BlocYear) => [
  "appealing" as const,
  ...(rules.cross === "none" && !sheets.some(({ kind }) => kind === "cross") ? ["crossScoring" as const] : []),
  ...(votes.length ? [] : ["voting" as const]),
]

/** A name that the platform takes; else the id stands for it. */
const short = (name: string, id: string) => (name.length <= 200 ? name : id)
