import * as z from "zod"
import { Actor } from "./actor.ts"
import { type Code, missing } from "./fault.ts"
import { Panels } from "./panel.ts"
import { type Once, type Part, Table } from "./table.ts"
import { Text } from "./text.ts"
import { Seat, Years } from "./year.ts"

/** A leaf by its place in the sheet, from 0. */
export const Leaf = z.string().regex(/^(0|[1-9]\d{0,2})$/, "input.invalid")
/** Notes and reasons of one sheet by the places of its leaves, each at most 4,000 signs. */
export const Reasons = z.record(Leaf, Text.Prose())
export type Reasons = Readonly<Record<string, string>>
/** The sheet that a note of the own department belongs to: its self sheet, or what it gives to a seat. */
export const Of = z.string().regex(/^(self|(cross|verified|agency)-[0-5]\d)$/, "input.invalid")
/** A note as it is being written; nothing takes it away. */
export const Note = z.strictObject({ text: Text.Prose(4_000, 0) })
export const Shown = z.object({ text: z.string() })
/** Every note of a sheet, each with the ETag that replaces it. */
export const Listed = z.object({ notes: z.array(z.object({ leaf: Leaf, text: z.string(), etag: z.string() })) })

const _ = z.literal(1).default(1)
const Draft = Table.kind({ space: "D#department", sk: "Y#year#N#sheet#leaf", schema: z.object({ _, text: z.string() }) })

const schema = z.object({ _, notes: z.record(Seat, z.record(Leaf, z.string())) })
/** Notes as handed in, by seat and leaf, in parts of at most 16 kB beside their sheet; outside of what board and ranking read. */
export const OfSelf = Table.kind({ space: "Y#year", sk: "J#S#seat#n", schema })
export const OfCross = Table.kind({ space: "Y#year", sk: "J#X#seat#n", schema })
export const OfVerified = Table.kind({ space: "Y#year", sk: "J#V#verifier#seat#n", schema })
export const OfAgency = Table.kind({ space: "Y#year", sk: "J#V#verifier#n", schema })
type Kind = typeof OfSelf | typeof OfCross | typeof OfVerified | typeof OfAgency
type Bound = { kind: Kind; put: (n: string, notes: BySeat, refusal: Code) => Part; pk: string; from: string }
export type BySeat = Readonly<Record<string, Reasons>>

const most = 16 * 1024

/** Where the notes of one sheet stand. */
export function at<K extends Kind>(kind: K, key: Omit<Parameters<K["put"]>[0], "n">): Bound {
  const of = kind as typeof OfSelf
  const whole = (n: string) => ({ ...key, n }) as Parameters<typeof of.put>[0]
  const { pk, sk } = of.at(key)
  return {
    ...{ kind, pk, from: sk },
    put: (n, notes, refusal) => of.put(whole(n), { notes }, 0, refusal),
  }
}

/** The writes that hand notes in beside their sheet's next version, refused as the sheet is; none where there are no notes. */
export function parts(of: Bound, notes: BySeat, refusal: Code, before = 0): Part[] {
  const made: Record<string, Record<string, string>>[] = []
  let left = 0
  for (const [seat, reasons] of Object.entries(notes))
    for (const [leaf, text] of Object.entries(reasons)) {
      const size = Buffer.byteLength(text) + 16
      if (size > left || !made.length) [left] = [most - 128, made.push({})]
      left -= size
      ;(made.at(-1)![seat] ??= {})[leaf] = text
    }
  return made.map((notes, i) => of.put(`${before + 1}.${i}`, notes, refusal))
}

/** How many parts a sheet has then; undefined where there are none, so that a sheet without notes is as short as before. */
export const counted = (made: readonly Part[], before = 0) => before + made.length || undefined

/**
 * What was handed in with a sheet, all parts together. A sheet that can be taken back has the notes of its own version alone, others
 * are added to. Nothing is read where there is nothing.
 */
export async function handedIn({ kind, pk, from }: Bound, sheet: { v: number; noted?: number | undefined } | undefined, own = false) {
  if (!sheet?.noted) return {}
  const start = own ? `${from}${sheet.v}.` : from
  const { found } = await Table.span(pk, { found: kind as typeof OfSelf }, { from: start, to: `${start}~`, strong: true })
  return merged(found.map(({ item }) => item.notes))
}

/** Notes of several parts, or versions, in one. */
export function merged(all: readonly BySeat[]): BySeat {
  const whole: Record<string, Reasons> = {}
  for (const notes of all) for (const [seat, reasons] of Object.entries(notes)) whole[seat] = { ...whole[seat], ...reasons }
  return whole
}

/** Notes by the key of their sheet and by its version. */
export type Whole = Readonly<Record<string, Readonly<Record<string, BySeat>>>>

/** Every note of a year as handed in, for who may read all of it: its noun asks. */
export async function whole(year: string): Promise<Whole> {
  const found = await Table.span(
    OfSelf.at({ year }).pk,
    { self: OfSelf, cross: OfCross, verified: OfVerified, agency: OfAgency },
    { from: "J#", to: "J#~" },
  )
  const sheets: Record<string, Record<string, BySeat>> = {}
  for (const { sk, item } of [...found.self, ...found.cross, ...found.verified, ...found.agency]) {
    const [sheet, n] = [sk.slice(2, sk.lastIndexOf("#")), sk.slice(sk.lastIndexOf("#") + 1)]
    const [v = ""] = n.split(".")
    const versions = (sheets[sheet] ??= {})
    versions[v] = merged([versions[v] ?? {}, item.notes])
  }
  return sheets
}

/** Notes are the department's own until they are handed in: members' and the board's, or those of an agency of the year. Fault `missing`. */
async function belongs(year: string, sheet: string) {
  if (sheet.startsWith("verified-")) return void (await Panels.seat(year))
  if (!sheet.startsWith("agency-")) return void (await Years.seat(year))
  if (!(await Years.verified()).some((one) => one.year === year)) missing()
}

/** The notes of one sheet as they are being written. */
export async function list(year: string, sheet: string) {
  Actor.need("note.list")
  await belongs(year, sheet)
  const found = await Draft.whole({ year, sheet })
  return { notes: found.flatMap(({ key, text, v }) => (text ? [{ leaf: key, text, etag: `"v${v}"` }] : [])) }
}

/** One note; version 0 where there is none. */
export async function read(year: string, sheet: string, leaf: string) {
  Actor.need("note.read")
  await belongs(year, sheet)
  return (await Draft.find({ year, sheet, leaf })) ?? { text: "", v: 0 }
}

/** Keeps a note beside the draft of its sheet. Fault `version.stale`. */
export async function save(year: string, sheet: string, leaf: string, { text }: z.output<typeof Note>, version: number, once: Once) {
  Actor.need("note.save")
  await belongs(year, sheet)
  return Draft.save({ year, sheet, leaf }, { text }, version, "version.stale", once)
}

export * as Notes from "./note.ts"
