import * as z from "zod"
import { Actor } from "./actor.ts"
import { Departments } from "./department.ts"
import { Fault, type Field } from "./fault.ts"
import { MovementChain } from "./movement-chain.ts"
import { MovementLead } from "./movement-lead.ts"
import { entry, type RoomName, rooms } from "./movement-room.ts"
import { type Once, type Part, Table } from "./table.ts"
import { Text } from "./text.ts"

/** A number as it is counted and reported, with up to four decimals. */
export const Figure = z
  .number("input.number")
  .min(-1e12, "input.number")
  .max(1e12, "input.number")
  .multipleOf(0.0001, "input.number")
  .refine((value) => !value || Math.abs(value) >= 0.0001, "input.number") // zod takes what is smaller for a multiple, and the store does not keep it
export const Code = Text.Slug.max(20, "input.text")
/** What a department sets itself in a movement; without a day it is due when the movement ends. */
export const Indicator = z.strictObject({
  code: Code,
  name: Text.Name(300),
  unit: Text.Name(40),
  target: Figure,
  due: Text.Day.nullable(),
})
export const Indicators = z.strictObject({ indicators: z.array(Indicator).max(40, "input.invalid") })
const Last = z.object({ date: z.string(), figure: z.number() })
/** A department that takes part, its indicators in their order with the last figure that was reported on each. */
export const Shown = z.object({
  department: z.string(),
  name: z.string(),
  joinedAt: z.string(),
  indicators: z.array(z.object({ ...Indicator.shape, last: Last.nullable() })),
})
/** The own department's; null where it does not take part. */
export const Own = z.object({ participation: Shown.nullable() })

const Stored = z.object({
  _: z.literal(1).default(1),
  name: z.string(),
  joinedAt: z.iso.datetime(),
  indicators: z.record(Code, Indicator.omit({ code: true }).extend({ place: z.int() })),
  last: z.record(Code, Last),
})
/** The own department's part stands where the movement stands; what all see is listed too. */
export const Kinds = {
  shared: Table.kind({ space: "W#movement", sk: "P#department", schema: Stored }),
  own: Table.kind({ space: "D#department", sk: "WP#movement", schema: Stored }),
}
const All = Table.kind({ space: "W#movement", sk: "P#unit", schema: Stored })
type Stored = ReturnType<(typeof All)["read"]>

const shown = (department: string, { name, joinedAt, indicators, last }: Stored) => ({
  ...{ department, name, joinedAt },
  indicators: Object.entries(indicators)
    .sort(([, a], [, b]) => a.place - b.place)
    .map(([code, { place: _, ...of }]) => ({ code, ...of, last: last[code] ?? null })),
})
const owned = (stored: Stored) => ({ participation: shown(Actor.person().department, stored), v: stored.v })

/** The movement must be open when the act is written. */
export const isOpen = ({ id, room }: MovementChain.Found, add: Record<string, number> = {}): Part =>
  rooms[room].Line.change({ movement: id }, { add }, [["state", "open", "movement.over"]])

/** The own department joins; a bloc's movement is for its members. Faults `missing`, `right.denied`, `movement.over`, `participation.joined`. */
export async function join(movement: string, once: Once) {
  Actor.need("participation.join")
  const found = await MovementChain.get(movement)
  if (found.line.bloc && !(await MovementLead.isMember(found.line.bloc))) throw new Fault("right.denied")
  const { name } = await Departments.get(Actor.person().department)
  const made = await Table.write(begun(found.room, movement, name, once), [
    isOpen(found, { joined: 1 }),
    entry(found.room, movement, "participation.join"),
  ])
  return owned(made)
}

/** The own department's part as it begins. */
export const begun = (room: RoomName, movement: string, name: string, once?: Once) =>
  Kinds[room].put({ movement }, { name, joinedAt: new Date().toISOString(), indicators: {}, last: {} }, 0, "participation.joined", once)

/**
 * Sets the own department's indicators in their order. One that was reported on stays, in its unit. Faults `missing`,
 * `participation.absent`, `movement.over`, `version.stale`, `indicator.twice`, `indicator.reported`.
 */
export async function save(movement: string, { indicators }: z.output<typeof Indicators>, version: number, once: Once) {
  Actor.need("participation.save")
  const found = await MovementChain.get(movement)
  const { v: _, ...kept } = await held(found)
  const fields = flaws(indicators, kept)
  if (fields.length) throw new Fault("input.invalid", fields)
  const next = Object.fromEntries(indicators.map(({ code, ...of }, place) => [code, { ...of, place }]))
  const made = await Table.write(Kinds[found.room].put({ movement }, { ...kept, indicators: next }, version, "version.stale", once), [
    isOpen(found),
    entry(found.room, movement, "participation.save"),
  ])
  return owned(made)
}

/** Everything that is wrong with the indicators, against what was reported. */
function flaws(given: readonly z.output<typeof Indicator>[], { indicators, last }: Omit<Stored, "v">): Field[] {
  const at = (path: string, code: Field["code"]): Field => ({ in: "json", path: `/indicators${path}`, code })
  const codes = given.map(({ code }) => code)
  return [
    ...codes.flatMap((code, i) => (codes.indexOf(code) < i ? [at(`/${i}/code`, "indicator.twice")] : [])),
    ...given.flatMap(({ code, unit }, i) =>
      last[code] && indicators[code]?.unit !== unit ? [at(`/${i}/unit`, "indicator.reported")] : [],
    ),
    ...(Object.keys(last).every((code) => codes.includes(code)) ? [] : [at("", "indicator.reported")]),
  ]
}

/** The own department's part, for an act. Fault `participation.absent`. */
export async function held({ id, room }: MovementChain.Found) {
  const found = await Kinds[room].find({ movement: id })
  if (!found) throw new Fault("participation.absent")
  return found
}

/** The own department's part, version 0 where it takes none. Fault `missing`. */
export async function read(movement: string) {
  Actor.need("participation.read")
  const { room } = await MovementChain.get(movement)
  const found = await Kinds[room].find({ movement })
  return found ? owned(found) : { participation: null, v: 0 }
}

/** Who takes part, by page. Fault `missing`. */
export async function list(movement: string, after: string | undefined) {
  Actor.need("participation.list")
  const { room } = await MovementChain.get(movement)
  if (room === "own") {
    const { participation } = await read(movement)
    return { items: participation ? [participation] : [], next: undefined }
  }
  const { items, next } = await All.list({ movement }, { after })
  return { items: items.map(({ key, ...stored }) => shown(key, stored)), next }
}

/** Whether a department takes part, for a look at its reports. */
export async function takesPart({ id, room }: MovementChain.Found, unit: string) {
  if (room === "shared") return !!(await All.find({ movement: id, unit }))
  return unit === Actor.person().department && !!(await Kinds.own.find({ movement: id }))
}

export * as Participations from "./participation.ts"
