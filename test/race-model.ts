import type { Code } from "../packages/core/src/fault.ts"
import type { Phase } from "../packages/core/src/phase.ts"

/** A private draft, or what was handed in of it; `by` is the key of the act that wrote it and is known again. */
export type Written = { v: number; given: unknown; taken?: boolean; by?: string }
export type Appeal = { v: number; state: string; wanted: number; value?: number | null; opened?: string; by?: string }
type Votes = { v: number; yes: number | null; enteredBy?: string; confirmedBy?: string; contests: string[]; by?: string; mark?: string }
/** What a bloc's year is to the races: no more than what its acts are decided on, and what they leave behind. */
export type Model = {
  phase: Phase
  v: number
  waits: number
  last?: string
  signed: Record<string, string>
  marks: { self: Record<string, number>; cross: Record<string, number> }
  pledge: { v: number; text: string; by?: string }
  /** By department and sheet. */
  drafts: Record<string, Written>
  self: Record<string, Written>
  cross: Record<string, Written>
  verified: Record<string, Written>
  appeals: Record<string, Appeal>
  vote?: string
  votes: Votes
  sways?: string
  results: number
  result: unknown
  /** How often the log tells of an act, by its key. */
  log: Record<string, number>
}

export type Kind = "self" | "cross" | "verified"
type Base = { seat: string; key: string; version: number }
/** What somebody asks for; `seat` is the one who acts, `of` whom it concerns. */
export type Asked = Base &
  (
    | { act: "sign"; text: string }
    | { act: "pledge"; text: string }
    | { act: "save"; kind: Kind; of: string; given: unknown }
    | { act: "handIn"; kind: Kind; of: string; given: unknown }
    | { act: "takeBack"; kind: "self" | "cross"; of: string }
    | { act: "open"; item: string; wanted: number }
    | { act: "further"; item: string }
    | { act: "answer" | "decide"; of: string; item: string; value: number | null }
    | { act: "record"; yes: number }
    | { act: "confirm" | "contest" }
    | { act: "move"; from: Phase; to: Phase; reason: boolean }
    | { act: "look"; kind: Kind | "votes" | "phase"; of: string }
  )
/** A refusal's code, or "done" with the year after it and the version that the answer tells; `or` may be told instead and changes nothing. */
export type Outcome = { code: Code | "done"; to?: Model; told?: unknown; or?: Code }
export type For<A> = Asked & { act: A }
export type Step<A extends Asked["act"]> = (year: Model, asked: For<A>) => Outcome

/** The year without what only tells an act again: as the store's items show it too. */
export function bare(year: Model): Model {
  const without = <T extends object>({
    by: _by,
    mark: _mark,
    opened: _opened,
    ...rest
  }: T & { by?: string; mark?: string; opened?: string }) => rest
  const each = <T extends object>(all: Record<string, T>) =>
    Object.fromEntries(Object.entries(all).map(([key, one]) => [key, without(one)]))
  const { last: _last, ...rest } = year
  return {
    ...rest,
    signed: Object.fromEntries(Object.keys(year.signed).map((seat) => [seat, "signed"])),
    pledge: without(year.pledge),
    votes: without(year.votes),
    drafts: each(year.drafts),
    self: each(year.self),
    cross: each(year.cross),
    verified: each(year.verified),
    appeals: each(year.appeals),
  } as Model
}
