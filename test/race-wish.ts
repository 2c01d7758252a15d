import fc from "fast-check"
import { after, type Phase } from "../packages/core/src/phase.ts"
import { type Client, type Stage, stages } from "./race.ts"
import type { Asked, Kind } from "./race-model.ts"

/** One wish of a client as it is drawn: who, what, whether it looks before, whether it presses twice, whether it sends the same again. */
export type Wish = { client: number; act: string; place: number; value: number; look: boolean; twice: boolean; again: boolean }
export type Race = { stage: Stage; wishes: readonly Wish[]; conflicts: readonly number[] }

const [head, members, appellants] = [[0, 1] as const, [0, 2, 3, 4] as const, [2, 3, 4] as const]
const moves = [[0, 5], "move"] as const
const scores = (kind: "self" | "cross") =>
  [[members, `save ${kind}`], [members, `handIn ${kind}`], [members, `handIn ${kind}`], [members, `takeBack ${kind}`], moves] as const
const hears = [[head, "answer"], [head, "answer"], [[2, 4], "further"], [[5], "decide"], moves] as const
const votes = [[head, "record"], [[2, 3], "confirm"], [[2, 3], "confirm"], [[2, 4], "contest"], moves] as const
const signs = [[0, 1, 2, 3, 4], "sign"] as const
const confirms = [[0, 1, 2, 3], "handIn verified"] as const

/** Who can do what at a stage, clients by their places in the track; what stands here twice is wished for twice as often. */
const acts: Record<Stage, readonly (readonly [clients: readonly number[], act: string])[]> = {
  pledging: [signs, signs, [head, "pledge"], moves],
  selfScoring: scores("self"),
  crossScoring: scores("cross"),
  verifying: [[[0, 1, 2, 3], "save verified"], confirms, confirms, moves],
  appealing: [[appellants, "open"], [appellants, "open"], ...hears],
  hearing: [[[5], "decide"], ...hears],
  voting: [[head, "record"], ...votes],
  voted: votes,
}

const seldom = (of: number) => fc.nat(of).map((n) => n === 0)
const wish = (stage: Stage) =>
  fc.constantFrom(...acts[stage]).chain(([clients, act]) =>
    fc.record({
      client: fc.constantFrom(...clients),
      act: fc.constant(act),
      ...{ place: fc.nat(1), value: fc.nat(2), look: seldom(3).map((not) => !not), twice: seldom(5), again: seldom(5) },
    }),
  )

/** Races that begin at one of these stages. */
export const race = (...of: readonly Stage[]) =>
  fc.constantFrom(...(of.length ? of : stages)).chain((stage) =>
    fc.record({
      stage: fc.constant(stage),
      wishes: fc.array(wish(stage), { minLength: 4, maxLength: 10 }),
      conflicts: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
    }),
  )

/** What a client has read last. */
export type Known = { version: number; phase: Phase; text: string; hash: string }
export type Looks = { path: string; kind: Kind | "votes" | "phase" }
/** A request, how the model calls it, whether it wants the version that was read, and where that is read. */
export type Request = { method: string; path: string; body?: unknown; asked: Asked; versioned: boolean; looks?: Looks }
type Given = {
  at: string
  table: string
  seat: string
  kind: Kind
  place: number
  value: number
  known: Known
  base: { seat: string; key: string; version: number }
}

const pointsOf = (value: number, place: number) => [1000 + 100 * value, 2000 + 100 * place]
const rowsOf = (seat: string, value: number) => [0, 1, 2].map((i) => (i === Number(seat) ? null : pointsOf(value, i)))
const reasons = { 0: "theo biên bản", 1: "theo biên bản" }

/** The sheet that a wish is about: the own one, or the verified one of another. */
function sheetOf({ at, table, seat, kind, place, value }: Given) {
  const of = kind !== "verified" ? seat : seat === "01" ? "00" : `0${place + 1}`
  const path = kind === "verified" ? `${at}/verified/${of}` : `${at}/${kind}`
  const given = kind === "cross" ? rowsOf(seat, value) : pointsOf(value, place)
  const body = kind === "cross" ? { table, rows: given } : { table, points: given }
  return { of, path, given, body, looks: { path, kind } }
}

function settle(act: "answer" | "decide", { at, base, place, value }: Given): Request {
  const [of, item] = [place ? "02" : "01", `l${place}`]
  const points = value ? 500 + value : null
  const path = `${at}/appeals/${of}/${item}/${act === "answer" ? "answer" : "decision"}`
  const body = { value: points === null ? null : { points }, reason: "đã xem lại minh chứng" }
  return { method: "POST", path, body, versioned: false, asked: { ...base, act, of, item, value: points } }
}

const requests: Record<string, (of: Given) => Request> = {
  save(given) {
    const { of, path, given: row, body, looks } = sheetOf(given)
    return { method: "PUT", path, body, versioned: true, looks, asked: { ...given.base, act: "save", kind: given.kind, of, given: row } }
  },
  handIn(given) {
    const { of, path, given: row, body, looks } = sheetOf(given)
    const whole = given.kind === "verified" ? { ...body, reasons } : body
    return {
      method: "POST",
      path,
      body: whole,
      versioned: true,
      looks,
      asked: { ...given.base, act: "handIn", kind: given.kind, of, given: row },
    }
  },
  takeBack(given) {
    const { of, path, looks } = sheetOf(given)
    return { method: "DELETE", path, versioned: true, looks, asked: { ...given.base, act: "takeBack", kind: given.kind as "self", of } }
  },
  sign: ({ at, base, known: { hash, text } }) => ({
    ...{ method: "POST", path: `${at}/pledge/signature`, body: { hash }, versioned: false },
    asked: { ...base, act: "sign", text },
  }),
  pledge: ({ at, base, value }) => ({
    ...{ method: "PUT", path: `${at}/pledge`, body: { text: `Giao ước ${value}` }, versioned: true },
    asked: { ...base, act: "pledge", text: `Giao ước ${value}` },
  }),
  open: ({ at, base, place }) => ({
    ...{
      method: "POST",
      path: `${at}/own-appeals/l${place}`,
      body: { wanted: { points: 501 }, text: "đề nghị xem xét" },
      versioned: false,
    },
    asked: { ...base, act: "open", item: `l${place}`, wanted: 501 },
  }),
  further: ({ at, base, place }) => ({
    ...{ method: "POST", path: `${at}/own-appeals/l${place}/further`, body: { text: "đề nghị họp khối" }, versioned: false },
    asked: { ...base, act: "further", item: `l${place}` },
  }),
  answer: (given) => settle("answer", given),
  decide: (given) => settle("decide", given),
  record({ at, base, value }) {
    const flags = { members: 3, present: 3, written: 0, valid: 3, yes: { "01": value + 1 } }
    const [path, body] = [`${at}/votes`, { flags, team: "Ban kiểm phiếu" }]
    return { method: "PUT", path, body, versioned: true, looks: { path, kind: "votes" }, asked: { ...base, act: "record", yes: value + 1 } }
  },
  confirm({ at, base }) {
    const path = `${at}/votes`
    return { method: "POST", path, versioned: true, looks: { path, kind: "votes" }, asked: { ...base, act: "confirm" } }
  },
  contest: ({ at, base }) => ({
    ...{ method: "POST", path: `${at}/votes/contests`, body: { reason: "chưa khớp biên bản" }, versioned: false },
    asked: { ...base, act: "contest" },
  }),
  move({ at, base, known: { phase: from }, value }) {
    const [path, to, reason] = [`${at}/phase`, after(from, {}) ?? "decided", value > 0]
    const body = { from, to, ...(reason && { reason: "theo kế hoạch" }) }
    return { method: "PUT", path, body, versioned: true, looks: { path, kind: "phase" }, asked: { ...base, act: "move", from, to, reason } }
  },
}

/** The request of a wish, as its client stands now; `key` is the act's as the log keeps it. */
export function requestOf(room: { at: string; table: string }, { seat }: Client, { act, place, value }: Wish, known: Known, key: string) {
  const [verb, kind] = act.split(" ") as [string, Kind]
  return requests[verb]!({ ...room, seat, kind, place, value, known, base: { seat, key, version: known.version } })
}
