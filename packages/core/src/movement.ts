import * as z from "zod"
import { Actor } from "./actor.ts"
import { Blocs } from "./bloc.ts"
import { Creations } from "./creation.ts"
import { Departments } from "./department.ts"
import { Fault } from "./fault.ts"
import { Id } from "./id.ts"
import { MovementChain } from "./movement-chain.ts"
import { MovementLead } from "./movement-lead.ts"
import { Above, both, End, Entry, entry, type Line, Movement, type RoomName, rooms, type Whole, Withdrawal } from "./movement-room.ts"
import { levels, movementKinds, mostAbove, states } from "./movement-rule.ts"
import { Participations } from "./participation.ts"
import type { Action } from "./right.ts"
import { type Once, type Part, Table } from "./table.ts"

export { End, Entry, Movement, Withdrawal }

/** A movement as lists show it: `by` names the bloc or department that launched it. */
export const Listed = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(movementKinds),
  level: z.enum(levels),
  by: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  state: z.enum(states),
})
const Link = Listed.pick({ id: true, name: true, level: true, by: true })
/**
 * The whole movement. `chain` is what it answers, nearest first; `above` the level that the last of them answers in turn, `further`
 * that there is more than is shown; `leads` whether the caller may change it as things stand.
 */
export const Shown = z.object({
  ...Listed.shape,
  ...Movement.shape,
  launchedAt: z.string(),
  ended: End.nullable(),
  withdrawn: Withdrawal.nullable(),
  joined: z.int(),
  chain: z.array(Link),
  above: Above.nullable(),
  further: z.boolean(),
  leads: z.boolean(),
})
export const Response = Link
export const Made = z.object({ id: z.string() })

type Launcher = { level: Line["level"]; by: string; bloc?: string; joined?: number }
type Beside = (movement: string) => readonly Part[]

/** For the whole province, by its board. Faults `missing`, `movement.over` (what is answered). */
export async function launch(given: Movement, once: Once) {
  Actor.need("movement.launch")
  const { name } = await Departments.get(Actor.person().department)
  return begin("movement.launch", "shared", { level: "province", by: name }, given, once)
}

/** For a bloc, by the department that heads it now. Faults `missing`, `right.denied`, `movement.over`. */
export async function launchInBloc(bloc: string, given: Movement, once: Once) {
  Actor.need("movement.launchInBloc")
  const { name } = await Blocs.get(bloc)
  const beside = await MovementLead.heading(bloc, "movement.launchInBloc", once)
  if (!beside) throw new Fault("right.denied")
  return begin("movement.launchInBloc", "shared", { level: "bloc", by: name, bloc }, given, once, () => beside)
}

/** Inside the own department, seen by nobody else, which takes part at once. Faults `missing`, `movement.over`. */
export async function launchInside(given: Movement, once: Once) {
  Actor.need("movement.launchInside")
  const { name } = await Departments.get(Actor.person().department)
  const by = { level: "department", by: name, joined: 1 } as const
  return begin("movement.launchInside", "own", by, given, once, (movement) => [Participations.begun("own", movement, name)])
}

async function begin(action: Action, room: RoomName, by: Launcher, given: Movement, once: Once, beside: Beside = () => []) {
  const movement = Id.create()
  const child = { id: movement, room, level: by.level }
  const { parts, parent, above } = await MovementChain.answering(child, given.respondsTo)
  const { department } = Actor.person()
  const { Line, Whole } = rooms[room]
  const line = { ...by, department, ...listed(given), state: "open" as const, parent, above }
  const { id } = await Table.write(Creations.record(movement, once), [
    Line.put({ movement }, line, 0, "internal"),
    Whole.put({ movement }, { ...given, launchedAt: new Date().toISOString() }, 0, "internal"),
    entry(room, movement, action),
    ...parts,
    ...MovementChain.response(child, parent, line),
    ...beside(movement),
  ])
  return { id }
}

const listed = ({ name, kind, from, to }: Movement) => ({ name, kind, from, to })

/** Replaces the text. Faults `missing`, `right.denied`, `movement.over`, `version.stale`, and those of what it answers. */
export async function change(movement: string, given: Movement, version: number, once: Once) {
  const { id, room, line } = await MovementChain.get(movement)
  const led = await MovementLead.leading("movement.change", line, once)
  const child = { id, room, level: line.level, parent: line.parent }
  const { parts, parent, above } = await MovementChain.answering(child, given.respondsTo)
  const kept = await rooms[room].Whole.get({ movement })
  const set = { ...listed(given), ...(parent && { parent }), ...(above && { above }) }
  const remove = [...(parent ? [] : ["parent"]), ...(above ? [] : ["above"])]
  const beside = [...led, ...parts, ...MovementChain.response(child, parent, { name: given.name, by: line.by })]
  return replace("movement.change", { id, room }, { ...kept, ...given }, version, once, { set, remove, beside })
}

/** The final review: nobody joins or reports any more. Faults `missing`, `right.denied`, `movement.over`, `version.stale`. */
export async function end(movement: string, ended: z.output<typeof End>, version: number, once: Once) {
  return finish("movement.end", movement, { ended }, version, once)
}

/** Taken back with a reason; what others joined stays to be read. Faults as for `end`. */
export async function withdraw(movement: string, withdrawn: z.output<typeof Withdrawal>, version: number, once: Once) {
  return finish("movement.withdraw", movement, { withdrawn }, version, once)
}

async function finish(action: Action, movement: string, told: Partial<Whole>, version: number, once: Once) {
  const { id, room, line } = await MovementChain.get(movement)
  const led = await MovementLead.leading(action, line, once)
  const kept = await rooms[room].Whole.get({ movement })
  const to = { set: { state: told.ended ? "ended" : "withdrawn" }, beside: led }
  return replace(action, { id, room }, { ...kept, ...told }, version, once, { ...to, why: told.withdrawn?.reason })
}

type At = { id: string; room: RoomName }
type To = { set: Record<string, unknown>; remove?: string[]; beside: readonly Part[]; why?: string | undefined }

async function replace(action: Action, { id, room }: At, { v: _, ...whole }: Whole, version: number, once: Once, to: To) {
  const { Line, Whole } = rooms[room]
  const made = await Table.write(Whole.put({ movement: id }, whole, version, "version.stale", once), [
    ...to.beside,
    Line.change({ movement: id }, { set: to.set, remove: to.remove ?? [] }, [["state", "open", "movement.over"]]),
    entry(room, id, action, to.why),
  ])
  return view(id, room, made)
}

async function view(id: string, room: RoomName, whole: Whole) {
  const line = await rooms[room].Line.get({ movement: id })
  const chain = await MovementChain.above(room, line.parent)
  const [shown, last] = [chain.slice(0, mostAbove), chain[mostAbove - 1] ?? chain.at(-1)]
  const { level, by, state, joined } = line
  return {
    ...{ id, level, by, state, joined, ...whole, ended: whole.ended ?? null, withdrawn: whole.withdrawn ?? null },
    chain: shown.map(({ id, line }) => ({ id, name: line.name, level: line.level, by: line.by })),
    above: (last?.line ?? line).above ?? null,
    further: chain.length > mostAbove,
    leads: state === "open" && !!(await MovementLead.led("movement.change", line)),
  }
}

/** The province's and the blocs' movements, before them the own department's; by page. */
export async function list(after: string | undefined) {
  Actor.need("movement.list")
  const read = (room: RoomName) => async (page: { after?: string | undefined }) => {
    const { items, next } = await rooms[room].Line.list({}, page)
    return { items: items.map(({ key, ...line }) => ({ ...line, id: key })), next }
  }
  return both(read("own"), read("shared"), after)
}

/** With what it answers. Fault `missing`, also for what another department launched inside. */
export async function read(movement: string) {
  Actor.need("movement.read")
  const { id, room } = await MovementChain.get(movement)
  return view(id, room, await rooms[room].Whole.get({ movement }))
}

/** The movements that answer this one, by page: those that all see, and the own department's. Fault `missing`. */
export async function responses(movement: string, after: string | undefined) {
  Actor.need("movement.responses")
  await MovementChain.get(movement)
  const read = (room: RoomName) => async (page: { after?: string | undefined }) => {
    const { items, next } = await rooms[room].Response.list({ movement }, page)
    return { items: items.filter(({ gone }) => !gone).map(({ key, ...of }) => ({ ...of, id: key })), next }
  }
  return both(read("own"), read("shared"), after)
}

/** Who did what when, newest first, by page. Fault `missing`. */
export async function history(movement: string, after: string | undefined) {
  Actor.need("movement.history")
  const { room } = await MovementChain.get(movement)
  const { pk, sk } = rooms[room].History.at({ movement })
  const range = { from: sk, to: `${sk}~`, backwards: true, limit: 50, after }
  const { entries, next } = await Table.span(pk, { entries: rooms[room].History }, range)
  return { items: entries.map(({ item }) => item), next }
}

export * as Movements from "./movement.ts"
