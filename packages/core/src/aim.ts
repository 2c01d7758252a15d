import * as z from "zod"
import { Actor } from "./actor.ts"
import { type Form, forms, type Title, titles } from "./catalogue.ts"
import { Log } from "./log.ts"
import { type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { Root, Seat, Years } from "./year.ts"

const each = <T extends string>(of: Record<T, unknown>) =>
  z
    .array(z.enum(Object.keys(of) as [T, ...T[]], "input.invalid"))
    .max(Object.keys(of).length, "input.invalid")
    .refine((all) => new Set(all).size === all.length, "aim.twice")

/** What a member aims at as a collective: titles, forms of commendation (never one in the other's place), and a word about it. */
export const Aim = z.strictObject({
  titles: each<Title>(titles),
  forms: each<Form>(forms),
  note: Text.Prose(500).optional(),
})
export type Aim = z.output<typeof Aim>
const Told = z.object({ titles: Aim.shape.titles, forms: Aim.shape.forms, note: z.string().nullable(), at: z.string() })
export const Shown = z.object({ aim: Told.nullable() })
export const List = z.object({ items: z.array(Told.extend({ seat: Seat })) })

const Kind = Table.kind({
  space: "Y#year",
  sk: "E#seat",
  schema: z.object({
    ...{ _: z.literal(1).default(1), at: z.iso.datetime() },
    ...{ titles: Aim.shape.titles, forms: Aim.shape.forms, note: z.string().optional() },
  }),
})
const told = ({ titles, forms, note, at }: ReturnType<(typeof Kind)["read"]>) => ({ titles, forms, note: note ?? null, at })
const codes = (aim: Pick<Aim, "titles" | "forms">) => [...aim.titles, ...aim.forms].join(" ")

/** What the own department aims at; version 0 where it has not said. Fault `missing`. */
export async function read(year: string) {
  Actor.need("aim.read")
  const found = await Kind.find({ year, seat: await Years.ownSeat(year) })
  return { aim: found ? told(found) : null, v: found?.v ?? 0 }
}

/** Registers or changes what the own department aims at, until self-scoring begins. Faults `aim.closed`, `version.stale`. */
export async function save(year: string, aim: Aim, version: number, once: Once) {
  Actor.need("aim.save")
  const seat = await Years.ownSeat(year)
  const before = version ? await Kind.find({ year, seat }) : undefined
  const item = { ...aim, at: new Date().toISOString() }
  const made = await Table.write(Kind.put({ year, seat }, item, version, "version.stale", once), [
    Root.change({ year }, {}, [
      [`seats.${seat}.unit`, Actor.person().department, "right.denied"],
      ["phase", ["pledging", "running"], "aim.closed"],
      [`seats.${seat}.left`, undefined, "member.left"],
    ]),
    Log.entry(year, "aim.save", { seat, ...(before && { from: codes(before) }), to: codes(aim), once }),
  ])
  return { aim: told(made), v: made.v }
}

/** What every member aims at, in seat order, for all of the bloc; at most 60. Fault `missing`. */
export async function list(year: string) {
  Actor.need("aim.list")
  await Years.seat(year)
  return { items: (await Kind.whole({ year })).map((item) => ({ seat: item.key, ...told(item) })) }
}

export * as Aims from "./aim.ts"
