import { awaiting, type Phase } from "@khoi/core/phase"
import { rights } from "@khoi/core/right"
import type { InferResponseType } from "hono/client"
import type { api } from "../api.ts"
import { checks } from "@khoi/core/task-rule"
import { may, me } from "../session.ts"
import { text } from "../text.ts"

/** A bloc's year as this department sees it. */
export type Board = InferResponseType<(typeof api.years)[":year"]["$get"]>
/** The year that a screen is about, and how to read it again. */
export type Year = { id: string; board: () => Board; again: () => Promise<void> }

/** Who sits there; without a seat it is the standing office, and of a seat that is not there that is said. */
export const nameOf = (board: Board, seat: string | null | undefined) =>
  !seat || seat === "board"
    ? text("role.board")
    : (board.members.find((member) => member.seat === seat)?.name ?? text("year.members.absent"))

export const isHead = (board: Board) => board.seat === board.head
/** Whether a phase is the present one, and the role may do the act at all. */
export const open = (board: Board, act: keyof typeof rights) => {
  const { phases } = rights[act] as { phases?: readonly Phase[] }
  return may(act, rights) && (!phases || phases.includes(board.phase))
}

/** What somebody must have done in a phase; undefined where nobody is waited for. */
const marks = { pledging: "signed", selfScoring: "self", crossScoring: "cross" } as const

/** How many of how many are done in the present phase, and who is not as far as the board tells; `verified` are the seats that are. */
export function waiting(board: Board, verified?: readonly string[]) {
  if (!awaiting[board.phase]) return undefined
  const mark = (marks as Partial<Record<Phase, "signed" | "self" | "cross">>)[board.phase]
  const staying = board.members.filter(({ left }) => !left)
  const lacking = mark ? staying.filter((member) => !member[mark]) : verified && staying.filter(({ seat }) => !verified.includes(seat))
  const all = staying.length
  return { all, done: all - (lacking?.length ?? board.waits), names: lacking?.map(({ name }) => name) ?? [] }
}

/** Who leads, and who has left, as the rules of who verifies and confirms read it. */
export const led = (board: Board) => ({
  head: board.head,
  deputy: board.deputy,
  seats: Object.fromEntries(board.members.map(({ seat, left }) => [seat, { left: left ?? undefined }])),
})

/** Who verifies: the panel where there is one, else the head all but itself, the deputy the head, without a deputy the board; nobody its own department. */
export const verifies = (board: Board, seat: string) =>
  checks({ ...led(board), panel: board.panel }, seat, { seat: board.seat, board: !!me()?.roles.includes("board") })

/** A department of the panel from outside of the bloc: it sees the year and what it verifies, and nothing else. */
export const guest = (board: Board) => board.seat === null && !me()?.roles.includes("board")

/** Where a task is done. */
const places: Partial<Record<string, string>> = {
  "table.adopt": "/table",
  "table.agree": "/table",
  "pledge.save": "/pledge",
  "pledge.sign": "/pledge",
  "self.handIn": "/self",
  "cross.handIn": "/cross",
  "verified.confirm": "/verify",
  "appeal.answer": "/appeals",
  "vote.record": "/votes",
  "phase.move": "#move",
}
export const placeOf = (province: string, year: string, act: string) => `/${province}/years/${year}${places[act] ?? ""}`
