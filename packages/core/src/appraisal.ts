import * as z from "zod"
import { Actor } from "./actor.ts"
import { Fault, missing } from "./fault.ts"
import { Log } from "./log.ts"
import { Results } from "./result.ts"
import { Secret } from "./secret.ts"
import { type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { type Names, Root, type Seat, Years } from "./year.ts"

const most = 999_999_999_999
const Entry = z.strictObject({
  points: z.int("input.number").min(-most, "input.number").max(most, "input.number"),
  reason: Text.Prose(1_000),
})
/** What the province adds to a unit's official score or takes off it after the bloc has closed: whole hundredths, each with its paper or reason. */
export const Appraisal = z.strictObject({ entries: z.array(Entry).max(100, "input.invalid") })
export type Appraisal = z.output<typeof Appraisal>
/** What the unit says to the province's appraisal of it. */
export const Reply = z.strictObject({ text: Text.Prose(2_000) })
const StoredEntry = Entry.partial({ reason: true })
const Told = z.object({ text: z.string(), at: z.iso.datetime() })
export const Shown = z.object({ entries: z.array(StoredEntry), answer: Told.nullable().default(null) })

const _ = z.literal(1).default(1)
/** The province's appraisal of one unit; a year brought in from a file may lack reasons. */
export const Kind = Table.kind({
  space: "Y#year",
  sk: "F#seat",
  schema: z.object({ _, ...Shown.shape, mark: z.instanceof(Uint8Array).optional() }),
})

/** All appraisals of a year, by seat. */
export async function all(year: string) {
  const { items } = await Table.span(Kind.at({ year }).pk, { items: Kind }, { from: "F#", to: "F#~", strong: true })
  return items
}

/** The province's appraisal of one unit; version 0 where there is none. Fault `missing`. */
export async function read(year: string, seat: z.output<typeof Seat>) {
  Actor.need("appraisal.read")
  const { root } = await Years.facts(year)
  if (!root.seats[seat]) missing()
  const found = await Kind.find({ year, seat })
  return { entries: found?.entries ?? [], answer: found?.answer ?? null, v: found?.v ?? 0 }
}

/** The lines as a file holds them. */
export const inFile = (items: Awaited<ReturnType<typeof all>>, unit: (seat: string) => string) =>
  items.flatMap(({ sk, item }) =>
    item.entries.map(({ points, reason }) => ({ unit: unit(sk.slice(2)), points: points / 100, ...(reason && { reason }) })),
  )

/**
 * Replaces a unit's appraisal and works the second ranking out, beside the bloc's own figures, which stay. Between closed and decided;
 * nobody appraises its own department. Faults `missing`, `appraisal.closed`, `decision.own`, `version.stale`.
 */
export async function save(year: string, seat: string, { entries }: Appraisal, version: number, once: Once) {
  Actor.need("appraisal.save")
  const own = await Years.seat(year)
  const { root, names } = await Years.facts(year)
  if (!root.seats[seat]) missing()
  if (own === seat) throw new Fault("decision.own")
  if (root.phase !== "closed") throw new Fault("appraisal.closed")
  const [given, before] = await Promise.all([Results.inputs(year, root.v), all(year)])
  const told = before.find(({ sk }) => sk === `F#${seat}`)?.item.answer
  const answer = Kind.put({ year, seat }, { entries, ...(told && { answer: told }) }, version, "version.stale", once)
  const items = [...before.filter(({ sk }) => sk !== `F#${seat}`), { sk: `F#${seat}`, item: answer.item }].sort((a, b) =>
    a.sk < b.sk ? -1 : 1,
  )
  const lines = inFile(items, (one) => names.seats[one]!.code)
  const made = await Table.write(answer, [
    (await Results.work(year, names, "closed", given, { lines, items })).part,
    Root.change({ year }, { add: { results: 1 } }, [
      ["phase", "closed", "appraisal.closed"],
      ["v", given.root.v, "version.stale"],
    ]),
    Log.entry(year, "appraisal.save", { of: seat, once }),
  ])
  return { entries: made.entries, answer: made.answer, v: made.v }
}

/** What stands for a closing after a reopening: the lines, and the items that they stand in. */
export async function standing(year: string, names: Names) {
  const items = await all(year)
  return items.length ? { lines: inFile(items, (one) => names.seats[one]!.code), items } : undefined
}

/** The unit answers what the province has appraised, until the province decides. Faults `missing`, `appraisal.closed`, `right.denied`. */
export async function answer(year: string, { text }: z.output<typeof Reply>, once: Once) {
  Actor.need("appraisal.answer")
  const seat = await Years.ownSeat(year)
  const { root } = await Years.facts(year)
  if (root.phase !== "closed") throw new Fault("appraisal.closed")
  const mark = Secret.mark(once)
  return Table.anew(async () => {
    const { v, answer: before, mark: done } = await Kind.get({ year, seat })
    if (before && Table.marked(done, mark)) return { seat, at: before.at }
    const told = { text, at: new Date().toISOString() }
    const part = Kind.change({ year, seat }, { set: { answer: told, mark } }, [["v", v, "version.stale"]])
    return Table.write({ ...part, item: { seat, at: told.at } }, [
      Root.change({ year }, {}, [
        ["phase", "closed", "appraisal.closed"],
        [`seats.${seat}.unit`, Actor.person().department, "right.denied"],
      ]),
      Log.entry(year, "appraisal.answer", { seat, of: seat, once }),
    ])
  })
}

export * as Appraisals from "./appraisal.ts"
