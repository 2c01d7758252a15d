import * as z from "zod"
import { Actor } from "./actor.ts"
import { Agencies } from "./agency.ts"
import { Given } from "./bloc-year.ts"
import { type Criteria, Tables } from "./criteria.ts"
import { leavesOf } from "./criteria-rule.ts"
import { Decisions } from "./decision.ts"
import { Departments } from "./department.ts"
import { dueOf } from "./due-rule.ts"
import { Fault, missing } from "./fault.ts"
import { Latenesses } from "./lateness.ts"
import { Log } from "./log.ts"
import { Notes, Reasons } from "./note.ts"
import { Panels } from "./panel.ts"
import { past } from "./phase.ts"
import { Secret } from "./secret.ts"
import { Filled, Hash, Marks, Noted, Selves } from "./self.ts"
import { type Asked, bare, flaws, lineFlaws, reasonFlaws } from "./sheet-rule.ts"
import { checks, judged, verifierOf } from "./task-rule.ts"
import { type Must, type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { Names, Root, type Root as RootItem, Seat, Years } from "./year.ts"

/** `waived` says why the penalty for late sheets is not given. */
export const Sheet = z.strictObject({ table: Hash, ...Filled, ...Marks, waived: Text.Prose(1_000).optional() })
export type Sheet = z.output<typeof Sheet>
/** As it is confirmed: with the reason of each leaf that is verified otherwise than the unit gave itself. */
export const Whole = z.strictObject({ ...Sheet.shape, reasons: Reasons.default({}) })
export type Whole = z.output<typeof Whole>
/** An agency's answer on one leaf, in the order of the table's leaves. */
const Answer = z.object({
  i: z.int(),
  verifier: z.string(),
  name: z.string(),
  points: z.int().nullable(),
  result: Given.nullable(),
  reason: z.string().nullable(),
  /** Whether who verifies the unit answers it now, because the agency is late. */
  open: z.boolean(),
})
/** The verifier's draft beside what the unit gave itself; leaves of agencies with what they answered. */
export const Shown = z.object({
  table: Hash.nullable(),
  ...Filled,
  ...Marks,
  self: z.object({ ...Filled, ...Marks, reasons: Reasons }).nullable(),
  agencies: z.array(Answer),
  waived: z.string().optional(),
  late: Latenesses.Owed.nullable(),
  confirmed: z.boolean(),
  /** Who of a panel was first; null where nobody was, or where no panel verifies. */
  first: z.object({ name: z.string(), own: z.boolean(), at: z.string() }).nullable(),
})
export const Saved = z.object({ table: Hash.nullable(), ...Filled, ...Marks, waived: z.string().optional() })
export const Confirmed = z.object({ seats: z.array(z.string()) })

const _ = z.literal(1).default(1)
const Draft = Table.kind({ space: "D#department", sk: "Y#year#V#seat", schema: z.object({ _, ...Sheet.shape }) })
/** One unit's verified sheet, by the head, the deputy, the board or the panel: then `by` says which of its departments was first. */
export const Kind = Table.kind({
  space: "Y#year",
  sk: "V#verifier#seat",
  schema: z.object({ _, at: z.iso.datetime(), by: z.string().optional(), ...Noted, ...Sheet.shape }),
})

type Led = Pick<RootItem, "head" | "deputy" | "seats" | "phase" | "late" | "led">
/** Roots as last read here: whom such a one lets through to a write, the write's condition proves again; anybody else asks anew. */
const roots = new Map<string, RootItem>()
/** The root as last read here, for an act whose condition proves it again. */
export const lately = (year: string) => roots.get(`${Actor.tenant()}/${year}`)
/** The root as it is, kept for the next act. */
export async function now(year: string) {
  const root = await Root.get({ year })
  if (roots.size > 1_000) roots.clear()
  roots.set(`${Actor.tenant()}/${year}`, root)
  return root
}

async function verifying(year: string, seat: string, kept?: RootItem): Promise<By> {
  const own = await Panels.seat(year)
  const { department, roles } = Actor.person()
  const root = kept ?? (await now(year))
  const unit = root.seats[seat]?.unit
  const led = { ...root, panel: await Panels.of(year, root) }
  const may = unit && unit !== department && checks(led, seat, { seat: own, board: roles.includes("board") })
  if (!may && kept) return verifying(year, seat)
  if (!unit) missing()
  if (!may) throw new Fault("verified.other")
  return judged(led, seat) ? { verifier: "panel", seat: own } : verifierOf(root, seat)
}
type By = { verifier: string; seat: string | undefined }
/** A root of an earlier phase tells neither who verifies now nor that self sheets are open. */
function writing(year: string, seat: string) {
  const kept = lately(year)
  return verifying(year, seat, kept?.phase === "verifying" ? kept : undefined)
}

/** As what the actor verifies a unit by this root, or by the present one. Faults `verified.other`, `missing`. */
export const verifies = (year: string, seat: string, root: RootItem) => verifying(year, seat, root)

/** The own draft for one unit, beside it the unit's self sheet once self-scoring is over for all. Fault `verified.other`. */
export async function read(year: string, seat: z.output<typeof Seat>) {
  Actor.need("verified.read")
  const by = await verifying(year, seat)
  const root = await Root.get({ year })
  const [draft, self, done] = await Promise.all([
    Draft.find({ year, seat }),
    Selves.open(year, seat, root.phase),
    Kind.find({ year, seat, verifier: by.verifier }),
  ])
  const reasons = self ? await Selves.notesOf(year, seat, self) : {}
  const given = self && { points: self.points, results: self.results, marks: self.marks, reasons }
  const { table = null, points = [], results = [], marks = [], waived, v = 0 } = draft ?? {}
  const owed = past(root.phase, "crossScoring") ? await Latenesses.of(year, seat, root.late) : null
  const criteria = root.table && (await Tables.adopted(year, Secret.hex(root.table)))
  // Head and deputy compete: what an agency found about a rival is theirs to see once nobody scores any more.
  const answers = criteria && past(root.phase, "crossScoring") ? await Agencies.answers(year, criteria, seat) : []
  const overdue = answers.length > 0 && (await late(year))
  const called = new Map(await Promise.all([...new Set(answers.map(({ verifier }) => verifier))].map(nameOf)))
  const agencies = answers.map((answer) => ({
    ...answer,
    name: called.get(answer.verifier) ?? answer.verifier,
    open: overdue && answer.points === null && answer.result === null,
  }))
  return {
    table,
    points,
    results,
    marks,
    waived,
    self: given,
    agencies,
    late: owed,
    confirmed: !!done,
    first: await firstOf(year, root, done),
    v,
  }
}

/** Who of the panel confirmed a sheet. */
async function firstOf(year: string, root: RootItem, done: Stored | undefined) {
  if (!done?.by) return null
  const panel = await Panels.of(year, root)
  return { name: panel.find(({ unit }) => unit === done.by)?.name ?? "", own: done.by === Actor.person().department, at: done.at }
}

const nameOf = async (code: string) => [code, (await Departments.get(await Departments.byCode(code))).name] as const

/** Keeps the verifier's draft for one unit. Faults `verified.other`, `version.stale`. */
export async function save(year: string, seat: string, sheet: Sheet, version: number, once: Once) {
  Actor.need("verified.save")
  await writing(year, seat)
  return Draft.save({ year, seat }, sheet, version, "version.stale", once)
}

/** What the root must say for a verification: who verifies has not changed and is still there, and the phase is open. */
const gate = (by: By, root: Led, table: string): Must[] => [
  ["phase", "verifying", "verified.closed"],
  ...(by.verifier === "panel"
    ? []
    : ([
        ["head", root.head, "right.denied"],
        ["deputy", root.deputy, "right.denied"],
        ["led", root.led, "right.denied"],
      ] satisfies Must[])),
  ...(by.seat ? [[`seats.${by.seat}.left`, undefined, "right.denied"] as Must] : []),
  ["table", new Uint8Array(Buffer.from(table, "hex")), "self.table"],
]

/** Whether agencies are past the verification's due day, extensions for all counted: one may have come since the names were read here. */
async function late(year: string) {
  const { due } = await Years.names(year)
  const today = Text.today()
  return due.verifying !== undefined && today > due.verifying && today > (dueOf(await Names.get({ year }), "verifying") ?? "")
}

/** What this verifier is to give: all leaves but those of agencies; theirs too where they did not answer by the phase's due day. */
async function wanted(year: string, seat: string, criteria: Criteria): Promise<Asked[]> {
  const { seats } = await Years.names(year, [seat])
  const answers = await Agencies.answers(year, criteria, seat)
  const overdue = answers.length > 0 && (await late(year))
  const theirs = new Set(answers.filter((answer) => !overdue || answer.points !== null || answer.result !== null).map(({ i }) => i))
  return Tables.asked(criteria, seats[seat]!.code).map((leaf, i) => (leaf && theirs.has(i) ? null : leaf))
}

/** Refuses what the sheet lacks or has too much. Lines alone, without any criterion, are whole. */
async function complete(year: string, seat: string, root: Led, { reasons, ...sheet }: Whole) {
  const criteria = await Tables.adopted(year, sheet.table)
  const asked = linesAlone(sheet) ? [] : await wanted(year, seat, criteria)
  const codes = leavesOf(criteria.table).map(({ code }) => code)
  const self = await Selves.open(year, seat, root.phase)
  const owed = await Latenesses.of(year, seat, root.late)
  await Decisions.flawless(year, ({ struck }) => {
    const leaves = asked.map((leaf, i) => (struck.includes(codes[i]!) ? undefined : leaf))
    const given = linesAlone(sheet) ? { points: [], results: [] } : sheet
    return [
      ...flaws(given, leaves),
      ...reasonFlaws(given, self, reasons, leaves),
      ...lineFlaws(sheet.marks, criteria.table),
      ...Latenesses.flaws(owed, sheet.marks, sheet.waived),
    ]
  })
}
/** Bonus and penalty lines without any criterion: the unit is still waited for. */
export const linesAlone = (sheet: Sheet) => bare(sheet) && sheet.marks.length > 0

/** Whether the new sheet says all that the old one says, and more: an agency's leaves that it left unanswered, or criteria beside lines alone. */
function addsTo(old: Sheet, { points, results, marks }: Sheet) {
  const kept = (before: readonly unknown[], now: readonly unknown[]) =>
    before.every((given, i) => given === null || JSON.stringify(given) === JSON.stringify(now[i]))
  const count = (rows: readonly unknown[]) => rows.filter((given) => given !== null).length
  return (
    kept(old.points, points) &&
    kept(old.results, results) &&
    JSON.stringify(old.marks) === JSON.stringify(marks) &&
    count(points) + count(results) > count(old.points) + count(old.results)
  )
}

/** The unit's verified sheet, whoever confirmed it: head and deputy may have changed meanwhile. Lines alone are none. */
export const standing = async (year: string, seat: string) => (await begun(year, seat)).find(({ item }) => !linesAlone(item))?.item

/** What there is of a unit's verified sheet, by whom. */
async function begun(year: string, seat: string) {
  const verifiers = ["head", "deputy", "board", "panel"]
  const found = await Promise.all(verifiers.map((verifier) => Kind.find({ year, seat, verifier })))
  return found.flatMap((item, i) => (item ? [{ verifier: verifiers[i]!, item }] : []))
}

/**
 * Makes the draft the unit's verified sheet, once; later it can only be added to, where an agency left a criterion unanswered. A sheet
 * without any criterion holds bonus and penalty lines alone, and the unit is still waited for.
 */
export async function confirm(year: string, seat: string, sheet: Whole, version: number, once: Once) {
  Actor.need("verified.confirm")
  return settle(year, seat, sheet, version, once).catch(async (error: unknown) => {
    const kept = lately(year)
    if (!(error instanceof Fault) || error.code !== "right.denied" || !kept || kept.led === (await now(year)).led) throw error
    // Head and deputy had moved on since the root was read here.
    return settle(year, seat, sheet, version, once)
  })
}

async function settle(year: string, seat: string, { reasons, ...sheet }: Whole, version: number, once: Once) {
  const by = await writing(year, seat)
  const root = lately(year)!
  await complete(year, seat, root, { ...sheet, reasons })
  // Where who verifies has moved on, the next one goes on where the sheet stands: what is confirmed stays, and is only added to.
  const moved = root.led || root.panel !== undefined || [root.head, root.deputy].some((one) => one && root.seats[one]?.left !== undefined)
  const [other] = moved ? await begun(year, seat) : []
  const key = { year, seat, verifier: other?.verifier ?? by.verifier }
  const write = (old?: Stored) => {
    const notes = Notes.parts(Notes.at(Notes.OfVerified, key), { [seat]: reasons }, "verified.confirmed", old?.v)
    const item = { ...sheet, ...firstBy(by, old), at: new Date().toISOString(), noted: Notes.counted(notes, old?.noted) }
    return Table.write(Kind.put(key, item, old?.v ?? 0, "verified.confirmed", once), [
      Root.change(
        { year },
        { add: { verifications: 1, ...(!linesAlone(sheet) && (!old || linesAlone(old)) && { waits: -1 }) } },
        gate(by, root, sheet.table),
      ),
      Draft.put({ year, seat }, sheet, version, "version.stale"),
      ...notes,
      Log.entry(year, "verified.confirm", { seat: by.seat, of: seat, once }),
    ])
  }
  const made = await write().catch(async (error: unknown) => {
    const old = error instanceof Fault && error.code === "verified.confirmed" ? await Kind.find(key) : undefined
    if (old && addsTo(old, sheet)) return write(old)
    throw by.verifier === "panel" && old?.by && old.by !== Actor.person().department ? new Fault("verified.first") : error
  })
  return { seat, at: made.at }
}
/** Of a panel the first counts, also where another adds what was left open. */
const firstBy = ({ verifier }: By, old: Stored | undefined) => {
  const by = old?.by ?? (verifier === "panel" ? Actor.person().department : undefined)
  return by === undefined ? {} : { by }
}
type Stored = ReturnType<(typeof Kind)["read"]>

/** Which units are verified; no sums, and nothing of the sheets. Fault `missing`. */
export async function list(year: string) {
  Actor.need("verified.list")
  await Panels.seat(year)
  const { sheets } = await Table.span(Kind.at({ year }).pk, { sheets: Kind }, { from: "V#", to: "V#~" })
  return { seats: sheets.flatMap(({ sk, item }) => (linesAlone(item) ? [] : [sk.split("#")[2]!])).sort() }
}

export * as Verified from "./verified.ts"
