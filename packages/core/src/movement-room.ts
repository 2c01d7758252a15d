import * as z from "zod"
import { Actor } from "./actor.ts"
import { Id } from "./id.ts"
import { follows, levels, levelsAbove, movementKinds, states } from "./movement-rule.ts"
import type { Action } from "./right.ts"
import { type Part, Table } from "./table.ts"
import { Text } from "./text.ts"

/** A day, or a year where the day is not known. */
export const When = z.union([Text.Day, z.string().regex(/^(19|20)\d\d$/)], "input.text")
/** A paper as it was signed: what is not known of it is null, and never made up. */
export const Paper = z.strictObject({ number: Text.Name(60).nullable(), date: Text.Day.nullable() })
/** What a movement answers: one that stands here, or, where that is unknown, the level that launched it. */
export const Above = z.strictObject({
  to: z.literal("level"),
  level: z.enum(levelsAbove),
  title: Text.Name(300).nullable(),
  paper: Paper,
})
export const RespondsTo = z.discriminatedUnion("to", [z.strictObject({ to: z.literal("movement"), movement: Id.schema }), Above])

/** What is launched: an open end is null, `aims` may be empty, `targets` are sentences with their numbers. */
export const Movement = z
  .strictObject({
    name: Text.Name(300),
    kind: z.enum(movementKinds),
    respondsTo: RespondsTo.nullable(),
    from: When,
    to: When.nullable(),
    paper: Paper,
    aims: Text.Prose(4_000, 0),
    targets: z.array(Text.Name(500)).max(40, "input.invalid"),
  })
  .refine(({ from, to }) => to === null || follows(from, to), { path: ["to"], error: "movement.dates" })
export type Movement = z.output<typeof Movement>
/** The final review (tổng kết). */
export const End = z.strictObject({ date: Text.Day, summary: Text.Prose(4_000) })
export const Withdrawal = z.strictObject({ reason: Text.Prose(1_000) })

const _ = z.literal(1).default(1)
/** What every list shows of a movement; also what its acts are decided on. `by` names the bloc or department that launched it. */
const Line = z.object({
  _,
  name: z.string(),
  kind: z.enum(movementKinds),
  level: z.enum(levels),
  by: z.string(),
  department: z.string(),
  bloc: z.string().optional(),
  from: z.string(),
  to: z.string().nullable(),
  state: z.enum(states),
  joined: z.int().default(0),
  parent: z.string().optional(),
  above: Above.optional(),
})
/** The whole text: the item that a change replaces. */
const Whole = z.object({
  _,
  ...Movement.shape,
  launchedAt: z.iso.datetime(),
  ended: End.optional(),
  withdrawn: Withdrawal.optional(),
})
/** An act in the movement's own history: by person and role, never by name. */
export const Entry = z.object({
  at: z.string(),
  who: z.string(),
  unit: z.string(),
  as: z.string(),
  act: z.string(),
  why: z.string().optional(),
})
const Stored = Entry.extend({ _ })
/** A movement that answers another, found from above; `gone` when it answers something else now. */
const Response = z.object({ _, name: z.string(), level: z.enum(levels), by: z.string(), gone: z.boolean().default(false) })

/** Movements of the province and of blocs: a line in one list, everything else in a partition of their own. */
const shared = {
  Line: Table.kind({ space: "W", sk: "movement", schema: Line }),
  Whole: Table.kind({ space: "W#movement", sk: "M", schema: Whole }),
  History: Table.kind({ space: "W#movement", sk: "L#id", schema: Stored }),
  Response: Table.kind({ space: "W#movement", sk: "A#child", schema: Response }),
}
/** A department's own: whole in its private partition, where nobody else can look. */
const own = {
  Line: Table.kind({ space: "D#department", sk: "W#movement", schema: Line }),
  Whole: Table.kind({ space: "D#department", sk: "WM#movement", schema: Whole }),
  History: Table.kind({ space: "D#department", sk: "WL#movement#id", schema: Stored }),
  Response: Table.kind({ space: "D#department", sk: "WA#movement#child", schema: Response }),
}
export const rooms = { shared, own }
export type RoomName = keyof typeof rooms
export type Line = ReturnType<(typeof shared.Line)["read"]>
export type Whole = ReturnType<(typeof shared.Whole)["read"]>

/** An entry of the movement's own history, for the act's transaction. */
export function entry(room: RoomName, movement: string, act: Action, why?: string): Part {
  const { person, department } = Actor.person()
  const now = Id.moment()
  const told = { at: new Date(now).toISOString(), who: person, unit: department, as: Actor.roleFor(act), act, why }
  return rooms[room].History.put({ movement, id: Id.create(now) }, told, 0, "internal")
}

type Page<T> = { items: T[]; next: string | undefined }
type Read<T> = (page: { after?: string | undefined }) => Promise<Page<T>>
/** One list of what is the own department's alone and then of what all see; a page may be short, only `next` tells the end. */
export async function both<T>(mine: Read<T>, all: Read<T>, after: string | undefined): Promise<Page<T>> {
  const later = async (from?: string) => {
    const { items, next } = await all({ after: from })
    return { items, next: next && `s${next}` }
  }
  if (after?.startsWith("s")) return later(after.slice(1))
  const first = await mine({ after: after?.slice(1) })
  if (first.next) return { items: first.items, next: `d${first.next}` }
  const rest = await later()
  return { items: [...first.items, ...rest.items], next: rest.next }
}

export * as MovementRooms from "./movement-room.ts"
