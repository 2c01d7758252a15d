import { Agencies, Kind as Agency } from "./agency.ts"
import { type Place, placesOf, type Value, valueAt, withValue } from "./appeal-rule.ts"
import { type Criteria, Tables } from "./criteria.ts"
import { leavesOf } from "./criteria-rule.ts"
import { Departments } from "./department.ts"
import { missing } from "./fault.ts"
import { Notes } from "./note.ts"
import { Secret } from "./secret.ts"
import type { Snapshots } from "./snapshot.ts"
import { type Part, Table } from "./table.ts"
import { verifierOf } from "./task-rule.ts"
import { Kind as Sheet } from "./verified.ts"
import { type Names, type Root, Years } from "./year.ts"

/** One unit of a year with the table that its sheets belong to. */
export type Room = { year: string; seat: string; root: Root; names: Names; criteria: Criteria }
/** Where a verified value stands (`by`: head, deputy, board, or an agency's id), the stored item, and the write of another value. */
export type Standing = { by: string; value: Value; old: Snapshots.Old; write: (value: Value, reason: string) => Part }

/** Fault `missing` where the year has no such seat, or no table yet. */
export async function room(year: string, seat: string, root: Root): Promise<Room> {
  const names = await Years.names(year, [seat])
  if (!names.seats[seat]) missing()
  return { year, seat, root, names, criteria: await Tables.adopted(year, Secret.hex(root.table ?? missing())) }
}

/** The places that the unit's sheet has. */
export const placesIn = ({ criteria, names, seat }: Room) => {
  const asked = Tables.asked(criteria, names.seats[seat]!.code)
  return placesOf(criteria.table).filter(({ leaf, i }) => !leaf || asked[i])
}

/** An agency's answer: its own leaves, in their own order. */
export async function ofAgency(given: Room, place: Place, by: string): Promise<Standing | undefined> {
  const item = place.leaf?.verifier === undefined ? undefined : await Agency.find({ year: given.year, verifier: by })
  const row = item?.rows[Number(given.seat)]
  if (!item || !row || item.code !== place.leaf?.verifier) return undefined
  const own = leavesOf(given.criteria.table).flatMap(({ verifier }, i) => (verifier === item.code ? [i] : []))
  const cell = { ...place, i: own.indexOf(place.i) }
  const value = valueAt({ ...row, marks: [] }, cell)
  const write = (to: Value, reason: string) => {
    const { marks: _none, ...cells } = withValue({ ...row, marks: [] }, cell, to, reason)
    const { v, ...rest } = item
    return Agency.put({ year: given.year, verifier: by }, { ...rest, rows: item.rows.with(Number(given.seat), cells) }, v, "year.moved")
  }
  return value && { by, value, old: { verifier: by, item }, write }
}

const verifiers = ["head", "deputy", "board", "panel"]
/** What the head, the deputy, the board or the panel confirmed; `first` is looked for first. */
export async function ofVerifier({ year, seat }: Room, place: Place, first: string): Promise<Standing | undefined> {
  for (const by of [first, ...verifiers.filter((one) => one !== first)]) {
    const item = await Sheet.find({ year, seat, verifier: by })
    const value = item && valueAt(item, place)
    if (!item || !value) continue
    const write = (to: Value, reason: string) => {
      const { v, ...rest } = item
      return Sheet.put({ year, seat, verifier: by }, withValue(rest, place, to, reason), v, "year.moved")
    }
    return { by, value, old: { verifier: by, seat, item }, write }
  }
  return undefined
}

/** What counts at a place: an agency's answer where there is one, else what the head, the deputy or the board confirmed. */
export async function standing(given: Room, place: Place): Promise<Standing | undefined> {
  const { names, seat, root } = given
  const agency = place.leaf?.verifier
  const by = agency && agency !== names.seats[seat]!.code ? await Departments.byCode(agency) : undefined
  return (by && (await ofAgency(given, place, by))) || ofVerifier(given, place, verifierOf(root, seat).verifier)
}

/** The whole verified sheet of a unit, place by place, with the reason where one was given; null where nobody has said anything. */
export async function verifiedLines(given: Room) {
  const { year, seat, criteria } = given
  const { sheets } = await Table.span(Sheet.at({ year }).pk, { sheets: Sheet }, { from: "V#", to: "V#~", strong: true })
  const own = sheets.flatMap(({ sk, item }) => (sk.endsWith(`#${seat}`) ? [item] : []))
  const answers = await Agencies.answers(year, criteria, seat)
  const reasons = await reasonsOf(year, seat, sheets)
  return placesIn(given).map((place) => {
    const answer = place.leaf && answers.find(({ i, points, result }) => i === place.i && (points !== null || result !== null))
    const told = answer && (answer.points !== null ? { points: answer.points } : { result: answer.result! })
    const values = own.flatMap((sheet) => valueAt(sheet, place) ?? [])
    const reason = told ? answer.reason : place.leaf && reasons[`${place.i}`]
    return { item: place.item, value: told ?? (place.leaf ? (values[0] ?? null) : { count: sum(values) }), reason: reason || null }
  })
}

/** The reasons on the seat's own verified sheets, by leaf. */
async function reasonsOf(year: string, seat: string, sheets: readonly { sk: string; item: { v: number; noted?: number | undefined } }[]) {
  const own = sheets.flatMap(({ sk, item }) => (sk.endsWith(`#${seat}`) ? [{ verifier: sk.split("#")[1]!, item }] : []))
  const found = own.map(({ verifier, item }) => Notes.handedIn(Notes.at(Notes.OfVerified, { year, verifier, seat }), item))
  return Notes.merged(await Promise.all(found))[seat] ?? {}
}
const sum = (values: readonly Value[]) => values.reduce((all, { count = 0 }) => all + count, 0)

export * as Standings from "./standing.ts"
