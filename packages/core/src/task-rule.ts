import type { Code } from "./fault.ts"
import { after, type Optional, type Phase } from "./phase.ts"
import type { Action } from "./right.ts"

/** A member's seat, by its place among those with which the year was opened: 00..59. */
export const seatOf = (i: number) => `${i}`.padStart(2, "0")

/** The part of a root that says what waits for whom. */
export type State = {
  phase: Phase
  head: string
  deputy?: string | undefined
  without: Partial<Record<Optional, boolean>>
  waits: number
  vote?: string | undefined
  sways?: string | undefined
  table: boolean
  /** The version of the table that lies before the members. */
  asked?: number | undefined
  pledge: boolean
  panel?: readonly Sitting[]
  seats: Record<string, { signed: boolean; self: boolean; cross: boolean; agreed?: number | undefined; left?: string | undefined }>
}
/** For how many a year waits, as far as it is the reader's to know: open appeals are no count for rivals. */
export const waitsTold = (
  { phase, waits, head, deputy }: Pick<State, "phase" | "waits" | "head" | "deputy">,
  seat: string | undefined,
  board: boolean,
) => (phase !== "appealing" || board || (seat !== undefined && [head, deputy].includes(seat)) ? waits : 0)

/** Something to do now; `waitsFor` says what has to happen first. */
export type Task = { act: Action; waitsFor: Code | null }

type Led = { head: string; deputy?: string | null | undefined; seats?: Record<string, { left?: string | undefined }> }
/** Nobody decides for itself: the head verifies all but the head, the deputy the head; who has left verifies nobody, and then the board does. */
export function verifierOf({ head, deputy, seats = {} }: Led, seat: string) {
  const may = (one: string | null | undefined): one is string => !!one && one !== seat && seats[one]?.left === undefined
  if (may(head)) return { verifier: "head", seat: head }
  return may(deputy) ? { verifier: "deputy", seat: deputy } : { verifier: "board", seat: undefined }
}

/** A department of a bloc's panel: its seat where it is a member, and whether it is the reader's own. */
export type Sitting = { seat?: string | null | undefined; own: boolean }
/** Who of a panel may verify a seat: each stands aside for its own unit, and who has left verifies nobody. */
export const sitting = <T extends Sitting>(panel: readonly T[], { seats = {} }: Led, seat: string) =>
  panel.filter((one) => one.seat !== seat && (!one.seat || seats[one.seat]?.left === undefined))

/** Whether any department of the panel is there for a seat; where none is, the seat is verified as if there were no panel. */
export const judged = (led: Led & { panel: readonly Sitting[] }, seat: string) => sitting(led.panel, led, seat).length > 0

/** Whether who sits in `me.seat`, or is the board, verifies a seat. */
export function checks(led: Led & { panel: readonly Sitting[] }, seat: string, me: { seat: string | null | undefined; board: boolean }) {
  if (seat === me.seat) return false
  if (judged(led, seat)) return sitting(led.panel, led, seat).some(({ own }) => own)
  const by = verifierOf(led, seat)
  return by.seat ? by.seat === me.seat : me.board
}

/** Who confirms a vote: never who entered it; the deputy, for the board's entry else the head, else the board. */
export function confirmerOf({ head, deputy, seats = {} }: Led, enteredBy: string) {
  const there = (one: string | null | undefined) => !!one && one !== enteredBy && seats[one]?.left === undefined
  return there(deputy) ? deputy! : enteredBy === "board" && there(head) ? head : "board"
}

/** What waits for a department in a seat and for the board, which may have a seat as well: first what only it can do. */
export function tasks(state: State, seat: string | undefined, board: boolean): Task[] {
  const { phase, head, deputy, waits } = state
  const own = seat === undefined || state.seats[seat]?.left !== undefined ? undefined : state.seats[seat]
  const isHead = !!own && seat === head
  const mine = () => checksAny(state, { seat: own && seat, board })
  const verifies = phase === "verifying" && mine()
  const hears = phase === "appealing" && waits > 0 && (isHead || (!!own && seat === deputy) || board || mine())
  const next = after(phase, state.without)
  const moves = ((isHead && next !== "decided") || board) && next
  const found: (Task | false | undefined)[] = [
    isHead && phase === "drafting" && !state.table && { act: "table.adopt", waitsFor: null },
    own && state.asked !== undefined && own.agreed !== state.asked && { act: "table.agree", waitsFor: null },
    isHead && (phase === "drafting" || phase === "pledging") && !state.pledge && { act: "pledge.save", waitsFor: null },
    own && phase === "pledging" && !own.signed && { act: "pledge.sign", waitsFor: state.pledge ? null : "phase.pledge" },
    own && phase === "selfScoring" && !own.self && { act: "self.handIn", waitsFor: null },
    own && phase === "crossScoring" && !own.cross && { act: "cross.handIn", waitsFor: null },
    verifies && waits > 0 && { act: "verified.confirm", waitsFor: null },
    hears && { act: "appeal.answer", waitsFor: null },
    isHead && phase === "voting" && state.vote !== "confirmed" && { act: "vote.record", waitsFor: null },
    phase === "voting" &&
      state.vote === "entered" &&
      (seat === deputy || (!deputy && board)) &&
      own && { act: "vote.confirm", waitsFor: null },
    moves && { act: "phase.move", waitsFor: why(state) },
  ]
  return found.filter((task) => !!task)
}

/** Whether anybody's sheet is this reader's to verify. */
function checksAny(state: State, me: { seat: string | undefined; board: boolean }) {
  const led = { panel: [], ...state }
  return Object.keys(state.seats).some((seat) => state.seats[seat]!.left === undefined && checks(led, seat, me))
}

const why = ({ phase, table, pledge, waits, vote, sways, without }: State): Code | null =>
  phase === "drafting" && !table
    ? "phase.table"
    : (phase === "drafting" || phase === "pledging") && !pledge
      ? "phase.pledge"
      : sways === "wanted" && after(phase, without) === "closed"
        ? "phase.sways"
        : phase === "voting" && vote !== "confirmed"
          ? "phase.vote"
          : waits > 0
            ? "phase.lacks"
            : null

export * as TaskRule from "./task-rule.ts"
