import * as z from "zod"
import { Actor } from "./actor.ts"
import { type Place, valueFlaws } from "./appeal-rule.ts"
import { Given } from "./bloc-year.ts"
import { Departments } from "./department.ts"
import { Fault, missing } from "./fault.ts"
import { Log } from "./log.ts"
import { Panels } from "./panel.ts"
import { past } from "./phase.ts"
import { Secret } from "./secret.ts"
import { Snapshots } from "./snapshot.ts"
import { ofAgency, ofVerifier, placesIn, type Room, room, type Standing, standing, verifiedLines } from "./standing.ts"
import { type Must, type Once, Table } from "./table.ts"
import { verifierOf } from "./task-rule.ts"
import { Text } from "./text.ts"
import { Verified } from "./verified.ts"
import { Root, Years } from "./year.ts"

/** A place of the table: leaf, bonus or penalty line, by its number. */
export const Item = z.string().regex(/^[lbp](0|[1-9]\d{0,2})$/, "input.invalid")
const whole = z.int("input.number").min(0, "input.number").max(999_999_999_999, "input.number")
/** Whole hundredths, a result, or how often a line counts: what the place takes, and nothing else. */
export const Value = z.strictObject({ points: whole.optional(), result: Given.optional(), count: whole.optional() })
const Prose = Text.Prose(2_000)
/** A unit asks for another value at one place of its verified sheet, up or down, and says why. */
export const Appeal = z.strictObject({ wanted: Value, text: Prose })
/** An answer: another value, or null where it stays; the reason in both cases. */
export const Reply = z.strictObject({ value: Value.nullable(), reason: Prose })
type Reply = z.output<typeof Reply>
const Minutes = z.strictObject({ date: Text.Day, place: Text.Name(200), text: Prose })
/** The last answer: by the board, or by the bloc's meeting, of which the minutes are entered. */
export const Ruling = z.strictObject({ ...Reply.shape, minutes: Minutes.nullable().default(null) })
export const Further = z.strictObject({ text: Prose })

const Told = z.object({ at: z.iso.datetime(), as: z.string(), before: Value, value: Value.nullable(), reason: z.string() })
const shape = {
  at: z.iso.datetime(),
  state: z.enum(["open", "answered", "further", "decided"]),
  by: z.string(),
  before: Value,
  wanted: Value,
  text: z.string(),
  first: Told.optional(),
  further: z.object({ at: z.iso.datetime(), text: z.string() }).optional(),
  second: Told.extend({ minutes: Minutes.nullable() }).optional(),
}
const _ = z.literal(1).default(1)
/** One appeal: `by` tells on whose sheet the value stands; both values and every answer stay for good. */
const Kind = Table.kind({
  space: "Y#year",
  sk: "A#seat#leaf",
  schema: z.object({ _, ...shape, mark: z.instanceof(Uint8Array).optional() }),
})
export const Shown = z.object({ seat: z.string(), item: z.string(), mine: z.boolean(), ...shape })
export const State = z.object({ seat: z.string(), item: z.string(), state: z.string() })
/** A unit's verified sheet place by place with the reasons of who verified, and what it has appealed about. */
export const Own = z.object({
  lines: z.array(z.object({ item: z.string(), value: Value.nullable(), reason: z.string().nullable() })),
  appeals: z.array(Shown),
})

/** The own seat; undefined for a board, a panel's department or an agency without one. Fault `missing` for whoever has no business in the year. */
const inside = (year: string) =>
  Panels.seat(year).catch(async (error: unknown) =>
    (await Years.verified()).some((one) => one.year === year) ? undefined : Promise.reject(error as Error),
  )

const placeOf = (given: Room, item: string): Place => placesIn(given).find((one) => one.item === item) ?? missing()

function valid(place: Place, value: z.output<typeof Value>, path: string) {
  const fields = valueFlaws(place, value, path)
  if (fields.length) throw new Fault("input.invalid", fields)
}

/** Appeals about one place of the own verified sheet, once. Faults `appeal.closed`, `appeal.made`, `missing`, and a value that the place cannot take. */
export async function open(year: string, item: string, { wanted, text }: z.output<typeof Appeal>, once: Once) {
  Actor.need("appeal.open")
  const seat = await Years.ownSeat(year)
  const root = await Root.get({ year })
  if (root.phase !== "appealing") throw new Fault("appeal.closed")
  const given = await room(year, seat, root)
  const place = placeOf(given, item)
  valid(place, wanted, "/wanted")
  const { by, value: before } = (await standing(given, place)) ?? missing()
  const made = { at: new Date().toISOString(), state: "open" as const, by, before, wanted, text }
  await Table.write(Kind.put({ year, seat, leaf: item }, made, 0, "appeal.made", once), [
    Root.change({ year }, { add: { waits: 1 } }, unitGate(seat)),
    Log.entry(year, "appeal.open", { seat, of: seat, to: place.code, by: agency(by), once }),
  ])
  return { seat, item, state: "open" }
}

/** An agency's id; nothing for head, deputy or board. */
const agency = (by: string) => (/^.{20}$/.test(by) ? by : undefined)

const unitGate = (seat: string): Must[] => [
  ["phase", "appealing", "appeal.closed"],
  [`seats.${seat}.unit`, Actor.person().department, "right.denied"],
  [`seats.${seat}.left`, undefined, "member.left"],
]

/** Goes on with an appeal that was not granted as wanted, to the board or the bloc's meeting. Faults `appeal.closed`, `appeal.state`, `missing`. */
export async function further(year: string, item: string, { text }: z.output<typeof Further>, once: Once) {
  Actor.need("appeal.further")
  const seat = await Years.ownSeat(year)
  const { root } = await Years.facts(year)
  if (root.phase !== "appealing") throw new Fault("appeal.closed")
  const { first, wanted, by, v } = await Kind.get({ year, seat, leaf: item })
  if (Secret.canonical(first?.value) === Secret.canonical(wanted)) throw new Fault("appeal.state")
  const set = { state: "further", further: { at: new Date().toISOString(), text } }
  // Bound to what was read: an answer that grants what was wanted may come in between.
  return Table.write(step(year, seat, item, "answered", { set, once }, [["v", v, "appeal.state"]]), [
    Root.change({ year }, { add: { waits: 1 } }, unitGate(seat)),
    Log.entry(year, "appeal.further", { seat, of: seat, to: item, by: agency(by), once }),
  ])
}

type Step = { set: { state: string } & Record<string, unknown>; once: Once }
/** The appeal's own write: from one state to another, known again by its mark. */
function step(year: string, seat: string, item: string, from: string, { set, once }: Step, must: readonly Must[]) {
  const mark = Secret.mark(once)
  const part = Kind.change({ year, seat, leaf: item }, { set: { ...set, mark } }, [["state", from, "appeal.state"], ...must])
  const shown = { seat, item, state: set.state }
  return { ...part, item: shown, again: (old: unknown) => (Table.marked((old as { mark?: unknown }).mark, mark) ? shown : undefined) }
}

type Verdict = {
  item: string
  own: string | undefined
  from: "open" | "further"
  needs: readonly Must[]
  set: Step["set"]
  reply: Reply
  once: Once
}
/** The transaction of an answer: the appeal, where a value changes the sheet that it stands on, the root and the log. */
function settle({ year, root, seat }: Room, stand: Standing, { item, own, from, needs, set, reply, once }: Verdict) {
  const granted = reply.value !== null
  const answer = step(year, seat, item, from, { set, once }, [["by", stand.by, "verified.other"]])
  const act = from === "open" ? "appeal.answer" : "appeal.decide"
  return Snapshots.write(year, root, granted ? [stand.old] : [], answer, [
    Root.change({ year }, { add: { waits: -1, ...(granted && { verifications: 1 }) } }, [
      ["phase", "appealing", "appeal.closed"],
      Snapshots.same(root),
      ...needs,
    ]),
    ...(reply.value ? [stand.write(reply.value, reply.reason)] : []),
    Log.entry(year, act, { seat: own, of: seat, from: granted ? "granted" : "refused", to: item, by: agency(stand.by), once }),
  ])
}

const told = (stand: Standing, as: string, { value, reason }: Reply) => ({
  ...{ at: new Date().toISOString(), as, before: stand.value, value, reason },
})

/** The year while appeals are heard: as last read here, where that still says so. Fault `appeal.closed`. */
async function hearing(year: string, turn: number) {
  const kept = turn > 1 ? undefined : Verified.lately(year)
  const root = kept?.phase === "appealing" ? kept : await Verified.now(year)
  if (root.phase !== "appealing") throw new Fault("appeal.closed")
  return root
}

/**
 * Who verified answers: another value, which counts from now on, or the reason why it stays. An agency answers for its own leaves.
 * Faults `verified.other`, `appeal.closed`, `appeal.state`, `missing`, and a value that the place cannot take.
 */
export async function answer(year: string, seat: string, item: string, reply: Reply, once: Once) {
  Actor.need("appeal.answer")
  const own = await inside(year)
  const { department, roles } = Actor.person()
  let turn = 0
  return Table.anew(
    async () => {
      const root = await hearing(year, ++turn)
      const given = await room(year, seat, root)
      const place = placeOf(given, item)
      const agency = place.leaf?.verifier && (await Departments.codeOf(department)) === place.leaf.verifier
      if (!agency && own === undefined && !roles.includes("board") && !(await Years.sits(year))) throw new Fault("verified.other")
      const by = agency && root.seats[seat]?.unit !== department ? undefined : await Verified.verifies(year, seat, root)
      if (reply.value) valid(place, reply.value, "/value")
      const stand = (await (by ? ofVerifier(given, place, by.verifier) : ofAgency(given, place, department))) ?? missing()
      const needs: Must[] = by
        ? [
            ["head", root.head, "year.moved"],
            ["deputy", root.deputy, "year.moved"],
            // The root may be one that was read before: who has left meanwhile answers no more.
            ...(by.seat ? [[`seats.${by.seat}.left`, undefined, "year.moved"] as Must] : []),
          ]
        : []
      const set = { state: "answered", first: told(stand, by?.verifier ?? "agency", reply) }
      return settle(given, stand, { item, own, from: "open", needs, set, reply, once })
    },
    undefined,
    "year.moved",
  )
}

/**
 * The board, or the bloc's meeting by its minutes (entered by whoever leads it for this unit), answers an appeal that went on. Faults
 * `right.denied`, `decision.own`, `appeal.minutes`, `appeal.closed`, `appeal.state`, `missing`, and a value that the place cannot take.
 */
export async function decide(year: string, seat: string, item: string, { minutes, ...reply }: z.output<typeof Ruling>, once: Once) {
  Actor.need("appeal.decide")
  const own = await Years.seat(year)
  const { root } = await Years.facts(year)
  const { department, roles } = Actor.person()
  const unit = root.seats[seat]?.unit ?? missing()
  const board = roles.includes("board")
  if (board && unit === department) throw new Fault("decision.own")
  const chair = verifierOf(root, seat)
  if (!board && (!own || chair.seat !== own)) throw new Fault("right.denied")
  if (!board && !minutes) throw new Fault("input.invalid", [{ in: "json", path: "/minutes", code: "appeal.minutes" }])
  if (root.phase !== "appealing") throw new Fault("appeal.closed")
  const given = await room(year, seat, root)
  const place = placeOf(given, item)
  const { by } = await Kind.get({ year, seat, leaf: item })
  if (reply.value) valid(place, reply.value, "/value")
  const stand = ((await ofAgency(given, place, by)) ?? (await ofVerifier(given, place, by))) || missing()
  const set = { state: "decided", second: { ...told(stand, minutes ? "meeting" : "board", reply), minutes } }
  const needs = (["head", "deputy"] as const).map((led): Must => [led, root[led], "version.stale"])
  return settle(given, stand, { item, own, from: "further", needs, set, reply, once })
}

type Stored = ReturnType<(typeof Kind)["read"]>
/** Whether an appeal is for this reader: unit, verifier and board; for all from `ranked` on. */
async function sight(year: string, root: Root, own: string | undefined) {
  const { roles, department } = Actor.person()
  // From `ranked` on whoever is in the bloc's room sees all; an agency from outside of it still its own alone.
  const inRoom = own !== undefined || (await Panels.of(year, root)).some((one) => one.own)
  const all = roles.includes("board") || (inRoom && past(root.phase, "appealing"))
  const verifies = await Panels.checking(year, root, own)
  const mine = (seat: string, by: string) => by === department || (verifies(seat) && !agency(by))
  return (seat: string, { state, by }: Stored) => ({
    shown: all || seat === own || by === department || verifies(seat),
    mine: state === "open" ? mine(seat, by) : state === "further" && roles.includes("board") && root.seats[seat]?.unit !== department,
  })
}

/** All appeals of the year that the reader may see, by page. Fault `missing`. */
export async function list(year: string, page: { after?: string | undefined }) {
  Actor.need("appeal.list")
  const own = await inside(year)
  const root = await Root.get({ year })
  const sees = await sight(year, root, own)
  const found: ReturnType<typeof seenOne> = []
  let from = page.after
  do {
    const { items, next } = await Kind.list({ year }, { after: from, size: most + 1 })
    found.push(...items.flatMap(({ key, ...one }) => seenOne(key, one, sees)))
    from = next
  } while (from && found.length <= most)
  const items = found.slice(0, most)
  const last = found.length > most ? items.at(-1) : undefined
  return { items, next: last && `${last.seat}#${last.item}` }
}
/** Appeals on a page. What is hidden is read over, so that neither a page's length nor its cursor tells of it. */
const most = 50

/** How many appeals wait for an answer. They only change while they are heard. */
export const unanswered = async (year: string) =>
  (await Kind.whole({ year })).filter(({ state }) => state === "open" || state === "further").length

/** Whether an appeal about what an agency answered, by its id, waits for its answer. */
export const waiting = async (year: string, agency: string) =>
  (await Kind.whole({ year })).some(({ state, by }) => state === "open" && by === agency)

function seenOne(key: string, one: Stored, sees: Awaited<ReturnType<typeof sight>>) {
  const [seat = "", item = ""] = key.split("#")
  const { shown, mine } = sees(seat, one)
  return shown ? [{ seat, item, mine, ...one }] : []
}

/**
 * A unit's verified sheet place by place with its appeals: for the unit, who verifies it and the board once verification is over, for
 * all from `ranked` on. Faults `missing`, `appeal.blind`.
 */
export async function read(year: string, seat: string) {
  Actor.need("appeal.read")
  const own = await Panels.seat(year)
  const root = await Root.get({ year })
  const given = await room(year, seat, root)
  const verifies = await Panels.checking(year, root, own)
  const near = own === seat || verifies(seat) || Actor.person().roles.includes("board")
  if (!past(root.phase, near ? "verifying" : "appealing")) throw new Fault("appeal.blind")
  const appeals = await Kind.whole({ year, seat })
  const sees = await sight(year, root, own)
  // What an answer has changed has its reason there.
  const changed = new Set(appeals.flatMap(({ key, first, second }) => (first?.value || second?.value ? [key] : [])))
  const lines = (await verifiedLines(given)).map((line) => (changed.has(line.item) ? { ...line, reason: null } : line))
  return { lines, appeals: appeals.flatMap(({ key, ...one }) => seenOne(`${seat}#${key}`, one, sees)) }
}

export * as Appeals from "./appeal.ts"
