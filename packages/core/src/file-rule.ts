import type { BlocYear, CrossSheet, OwnSheet, Sheet } from "./bloc-year.ts"
import { hundredths, type Leaf, leavesOf } from "./criteria-rule.ts"
import { bare } from "./sheet-rule.ts"
import { seatOf } from "./task-rule.ts"

/** What the platform asks to be told and a file does not hold: papers, signatures, texts. */
export const paper = "theo tệp"

/** A name that the platform takes; else the id stands for it. */
export const named = ({ id, name }: { id: string; name: string }) => (name.length <= 200 ? name : id)

/** The departments that a file names, by their code: members, then agencies that verify and successors of members that left, which go by their code. */
export function departmentsOf({ members, table }: Pick<BlocYear, "members" | "table">) {
  const others = [...leavesOf(table).map(({ verifier }) => verifier), ...members.map(({ successor }) => successor)]
  const names = new Map(members.map((member) => [member.id, named(member)]))
  for (const id of others) if (id && !names.has(id)) names.set(id, id)
  return names
}

/** The seat of a unit: its place among the file's members. */
export const seatIn = ({ members }: Pick<BlocYear, "members">, unit: string) => seatOf(members.findIndex(({ id }) => id === unit))

/** What a sheet says leaf by leaf in the given order, points in whole hundredths; null where it leaves one out. */
export const filled = (sheet: Pick<OwnSheet, "points" | "results">, leaves: readonly Leaf[]) => ({
  points: points(sheet, leaves),
  results: leaves.map(({ code }) => (Object.hasOwn(sheet.results, code) ? sheet.results[code]! : null)),
})
const points = (sheet: Pick<Sheet, "points">, leaves: readonly Leaf[]) =>
  leaves.map(({ code }) => (Object.hasOwn(sheet.points, code) ? hundredths(sheet.points[code]!) : null))

/** A sheet's reasons by the places of its leaves; those of the leaves alone that `mine` keeps. */
export function reasonsOf(sheet: Pick<Sheet, "reasons"> | undefined, leaves: readonly Leaf[], mine = (_: number) => true) {
  const said = leaves.flatMap(({ code }, i) =>
    sheet && Object.hasOwn(sheet.reasons, code) && mine(i) ? [[`${i}`, sheet.reasons[code]!] as const] : [],
  )
  return Object.fromEntries(said)
}

/** A unit's self or verified sheet; undefined where the file has none. */
export const sheetOf = ({ sheets }: Pick<BlocYear, "sheets">, kind: OwnSheet["kind"], unit: string) =>
  sheets.find((sheet): sheet is OwnSheet => sheet.kind === kind && sheet.unit === unit)

/** The same with its lines, over all leaves; undefined where the file has neither. */
export function ownOf(year: BlocYear, kind: OwnSheet["kind"], unit: string) {
  const sheet = sheetOf(year, kind, unit)
  const marks = year.marks
    .filter((mark) => mark.kind === kind && mark.unit === unit)
    .map(({ code, count, evidence }) => ({ code, count, evidence }))
  return sheet || marks.length ? { ...filled(sheet ?? { points: {}, results: {} }, leavesOf(year.table)), marks } : undefined
}

/** Whether who verifies a unit answers for a leaf itself: for all but those of agencies, which stand aside for their own unit. */
export const headsLeaf =
  ({ table }: Pick<BlocYear, "table">, unit: string) =>
  (i: number) =>
    [undefined, unit].includes(leavesOf(table)[i]!.verifier)

/** What an agency verifies: its leaves, and by seat what the file says of them; null for its own unit and where nothing is said. */
export function gridOf(year: BlocYear, agency: string) {
  const leaves = leavesOf(year.table).filter(({ verifier }) => verifier === agency)
  const rows = year.members.map(({ id }) => {
    const sheet = id === agency ? undefined : sheetOf(year, "verified", id)
    const given = sheet && filled(sheet, leaves)
    return given && !bare(given) ? { unit: id, given, reasons: reasonsOf(sheet, leaves) } : null
  })
  return { leaves, rows }
}

/** A scorer's rows by seat, points of the leaves that cross sheets have, each with its reasons; null for whom it did not score. Undefined where the file has none of it. */
export function crossOf({ table, members, sheets }: BlocYear, scorer: string) {
  const leaves = leavesOf(table).filter(({ crossed }) => crossed)
  const own = sheets.filter((sheet): sheet is CrossSheet => sheet.kind === "cross" && sheet.scorer === scorer)
  const given = new Map(own.map((sheet) => [sheet.unit, { points: points(sheet, leaves), reasons: reasonsOf(sheet, leaves) }]))
  return own.length ? members.map(({ id }) => given.get(id) ?? null) : undefined
}
