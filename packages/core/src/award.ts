import * as z from "zod"
import { Actor } from "./actor.ts"
import { awardsIn, elsewhere, kinds, letters, type Name, nextOf, type State, states } from "./award-rule.ts"
import { Departments } from "./department.ts"
import { Fault, missing } from "./fault.ts"
import { Log } from "./log.ts"
import { Results } from "./result.ts"
import { Secret } from "./secret.ts"
import { type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { type Names, RollUp, Root, Seat, Years } from "./year.ts"

export const Award = z.enum(kinds)
const AnyState = z.enum(states)

/** A step as signed: number and day of the decision, null where they are not known, as of past years; never made up. */
export const Step = z.strictObject({
  state: AnyState,
  number: Text.Name(100).nullable(),
  date: Text.Day.nullable(),
  note: Text.Prose(1_000).optional(),
})
const Stored = Step.extend({ at: z.iso.datetime(), note: z.string().optional(), number: z.string().nullable() })
const _ = z.literal(1).default(1)
/** One award of one unit with every step that it took. */
const Kind = Table.kind({ space: "Y#year", sk: "D#seat#award", schema: z.object({ _, state: AnyState, steps: z.array(Stored) }) })
export const Shown = z.object({ seat: z.string(), award: Award, state: AnyState.nullable(), steps: z.array(Stored) })
export const Proposed = z.object({ proposed: z.int() })
/** What a department was granted in a calendar year, by bloc. */
export const Past = z.object({ calendar: z.int(), bloc: z.string(), year: z.string(), awards: z.array(Award) })

const settled: readonly State[] = ["granted", "refused"]
/** How many awards of the province are on their way: neither granted nor refused. They only change once the bloc has closed. */
export const unsettled = async (year: string) =>
  (await Kind.whole({ year })).filter(({ state }) => ![...settled, "revoked"].includes(state)).length

/** Whom a result puts forward, by award and code; appraised where the province has appraised. */
function putForward({ result }: Awaited<ReturnType<typeof Results.numbered>>) {
  const { flags, certificates } = result.appraisedProposal ?? result.proposal
  return [...flags.map((code) => ["flag", code] as const), ...certificates.map((code) => ["certificate", code] as const)]
}

/** Proposes whom the newest result puts forward, appraised where the province has appraised, as far as they are not. Faults `award.phase`, `award.none`. */
export async function propose(year: string, once: Once) {
  Actor.need("award.propose")
  await Years.seat(year)
  const mark = Secret.mark(once)
  const now = await Years.facts(year)
  if (now.root.phase !== "closed") throw new Fault("award.phase")
  // Before the root: what the same act has written meanwhile comes with its mark.
  const there = new Set((await Kind.whole({ year })).map(({ key }) => key))
  const { root, names, ...newest } = await Results.newest(year)
  const wanted = putForward(newest)
  const places = wanted.map(([award, code]) => ({
    award,
    seat: Object.keys(names.seats).find((seat) => names.seats[seat]!.code === code)!,
  }))
  const fresh = places.filter(({ seat, award }) => !there.has(`${seat}#${award}`))
  const item = { proposed: places.length }
  if (Table.marked(root.last, mark)) return item
  if (!fresh.length) throw new Fault("award.none")
  const step = { state: "proposed" as const, number: null, date: null, at: new Date().toISOString() }
  const part = Root.change({ year }, { set: { last: mark }, add: { waits: fresh.length } }, [
    ["phase", "closed", "award.phase"],
    ["v", root.v, "year.moved"],
  ])
  const again = (old: unknown) => (Table.marked((old as Partial<Root>).last, mark) ? item : undefined)
  return Table.write({ ...part, item, again }, [
    ...fresh.map(({ seat, award }) => Kind.put({ year, seat, award }, { state: "proposed", steps: [step] }, 0, "year.moved")),
    Log.entry(year, "award.propose", { to: `${fresh.length}`, once }),
  ])
}

/** The province's roll-up with what stands for the unit now; nothing where nothing does. */
async function rolled(year: string, names: Names, seat: string, unit: string, award: Name, state: State) {
  const others = (await Kind.whole({ year, seat })).filter((one) => one.key !== award && one.state === "granted")
  const standing = new Set([...others.map(({ key }) => key), ...(state === "granted" ? [award] : [])])
  const told = kinds.flatMap((one) => (standing.has(one) ? letters[one] : [])).join("")
  const path = `${names.bloc}.${unit}`
  return RollUp.change({ calendar: `${names.year}` }, told ? { set: { [path]: told } } : { remove: [path] }, [])
}

/** Nothing is revoked without a paper's number or a note that says why. */
function grounded({ state, number, note }: z.output<typeof Step>) {
  if (state === "revoked" && !number && !note) throw new Fault("input.invalid", [{ in: "json", path: "/note", code: "input.text" }])
}

/**
 * Enters an award's next step by its paper; granting and revoking change the province's roll-up in the same transaction. Faults
 * `missing`, `award.phase`, `award.order`, `award.dropped`, `decision.own`, `version.stale`; `input.text` at the note of a revocation with neither number nor note.
 */
export async function enter(
  year: string,
  seat: z.output<typeof Seat>,
  award: Name,
  step: z.output<typeof Step>,
  version: number,
  once: Once,
) {
  Actor.need("award.enter")
  grounded(step)
  const own = await Years.seat(year)
  const { root, names } = await Years.facts(year)
  const unit = root.seats[seat]?.unit ?? missing()
  if (own === seat) throw new Fault("decision.own")
  if (root.phase !== "closed" && root.phase !== "decided") throw new Fault("award.phase")
  const old = await Kind.find({ year, seat, award })
  const again = old?.v === version + 1 && old.steps.length > 0
  const before = again ? old.steps.at(-2)?.state : old?.state
  if (!nextOf(award, before).includes(step.state)) throw new Fault("award.order")
  if (step.state === "granted" && !elsewhere.includes(award)) await stands(year, root, names.seats[seat]!.code, award)
  const steps = [...(again ? old.steps.slice(0, -1) : (old?.steps ?? [])), { ...step, at: new Date().toISOString() }]
  const counts = step.state === "granted" || step.state === "revoked"
  const waited = settled.includes(step.state) && !elsewhere.includes(award) && root.phase === "closed"
  const add = { ...(waited && { waits: -1 }), ...(counts && { granted: step.state === "granted" ? 1 : -1 }) }
  const made = await Table.write(Kind.put({ year, seat, award }, { state: step.state, steps }, version, "version.stale", once), [
    Root.change({ year }, { add }, [
      ["phase", root.phase, "year.moved"],
      ["v", root.v, "year.moved"],
    ]),
    ...(counts ? [await rolled(year, names, seat, unit, award, step.state)] : []),
    Log.entry(year, "award.enter", { of: seat, from: award, to: step.state, why: step.number ?? undefined, once }),
  ])
  return { seat, award, state: made.state, steps: made.steps, v: made.v }
}

/** What an earlier result proposed is granted only where the newest one does too; it may still be refused. Fault `award.dropped`. */
async function stands(year: string, root: Root, code: string, award: Name) {
  const wanted = putForward(await Results.numbered(year, root.results))
  if (!wanted.some(([of, whose]) => of === award && whose === code)) throw new Fault("award.dropped")
}

/** All awards of the year, by page, for whoever takes part. Fault `missing`. */
export async function list(year: string, page: { after?: string | undefined }) {
  Actor.need("award.list")
  await Years.seat(year)
  const { items, next } = await Kind.list({ year }, page)
  return { items: items.map(({ key, ...one }) => ({ seat: key.slice(0, 2), award: Award.parse(key.slice(3)), ...one })), next }
}

/** One award; version 0 and no state where there is none. Fault `missing`. */
export async function read(year: string, seat: string, award: Name) {
  Actor.need("award.read")
  const { root } = await Years.facts(year)
  if (!root.seats[seat]) missing()
  const { state = null, steps = [], v = 0 } = (await Kind.find({ year, seat, award })) ?? {}
  return { seat, award, state, steps, v }
}

/** What a department was granted, by calendar year, oldest first: the board for every department, others for their own. Fault `missing`. */
export async function history(department: string, page: { after?: string | undefined }) {
  Actor.need("award.history")
  const { roles, department: own } = Actor.person()
  if (department !== own && !roles.includes("board")) missing()
  await Departments.get(department)
  const { items, next } = await RollUp.list({}, page)
  const found = items.flatMap(({ key, v: _v, ...blocs }) =>
    Object.entries(blocs).flatMap(([bloc, of]) => {
      const told = (of as Record<string, unknown> | null)?.[department]
      const awards = typeof told === "string" ? awardsIn(told) : []
      return awards.length ? [{ calendar: Number(key), bloc, year: String((of as { y: unknown }).y), awards }] : []
    }),
  )
  return { items: found, next }
}

export * as Awards from "./award.ts"
