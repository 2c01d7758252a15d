import { Fault, missing } from "./fault.ts"
import { type Line, type Movement, type RoomName, rooms } from "./movement-room.ts"
import { canAnswer, isAbove, type Level, mostAbove } from "./movement-rule.ts"
import type { Part } from "./table.ts"

export type Found = { id: string; room: RoomName; line: Line }

async function seek(room: RoomName, movement: string): Promise<Found | undefined> {
  const line = await rooms[room].Line.find({ movement })
  return line && { id: movement, room, line }
}

/** A movement that all see, or one of the own department's. Fault `missing`. */
export async function get(movement: string) {
  const [shared, own] = await Promise.all([seek("shared", movement), seek("own", movement)])
  return shared ?? own ?? missing()
}

/** What is answered, nearest first, one more than may stand there; what all see never answers what one department hides. Fault `missing`. */
export async function above(room: RoomName, parent: string | undefined) {
  const chain: Found[] = []
  for (let at = parent; at && chain.length <= mostAbove; at = chain.at(-1)!.line.parent)
    chain.push((await ((chain.at(-1)?.room ?? room) === "own" ? get(at) : seek("shared", at))) ?? missing())
  return chain
}

const refused = (path: string, code: "movement.below" | "movement.cycle" | "movement.deep") =>
  new Fault("input.invalid", [{ in: "json", path: `/respondsTo/${path}`, code }])

type Child = { id: string; room: RoomName; level: Level; parent?: string | undefined }

/**
 * What a movement would answer: the part of its line that says so, and what must still be true when it is written, so that two
 * changes at once make no circle either. Faults `missing`, `movement.below`, `movement.cycle`, `movement.deep`, `movement.over`.
 */
export async function answering(child: Child, respondsTo: Movement["respondsTo"]) {
  if (respondsTo?.to === "level" && !isAbove(child.level, respondsTo.level)) throw refused("level", "movement.below")
  if (respondsTo?.to !== "movement") return { above: respondsTo ?? undefined, parent: undefined, parts: [] }
  const { movement } = respondsTo
  if (movement === child.parent) return { above: undefined, parent: movement, parts: [] }
  const chain = await above(child.room, movement)
  if (movement === child.id || chain.some(({ id }) => id === child.id)) throw refused("movement", "movement.cycle")
  // Two that changed places between two reads: the chain as it was read never stood.
  if (new Set(chain.map(({ id }) => id)).size < chain.length) throw new Fault("version.stale")
  if (chain.length > mostAbove) throw refused("movement", "movement.deep")
  if (!canAnswer(child.level, chain[0]!.line.level)) throw refused("movement", "movement.below")
  return { above: undefined, parent: movement, parts: chain.map(({ id, room, line }, i) => stays(id, room, line, i === 0)) }
}

/** A movement above answers what it answered when it was read; the nearest is not withdrawn. */
const stays = (movement: string, room: RoomName, { parent }: Line, nearest: boolean): Part =>
  rooms[room].Line.change({ movement }, {}, [
    ...(nearest ? [["state", ["open", "ended"], "movement.over"] as const] : []),
    ["parent", parent, "version.stale"],
  ])

/** The child as it is found from above; in its own room, so that what one department hides is listed to it alone. */
export function response(child: Child, parent: string | undefined, { name, by }: { name: string; by: string }): Part[] {
  const { Response } = rooms[child.room]
  const at = (movement: string) => ({ movement, child: child.id })
  const listed = { _: 1, name, by, level: child.level }
  return [
    ...(parent ? [Response.touch(at(parent), { ...listed, gone: false })] : []),
    ...(child.parent && child.parent !== parent ? [Response.touch(at(child.parent), { ...listed, gone: true })] : []),
  ]
}

export * as MovementChain from "./movement-chain.ts"
