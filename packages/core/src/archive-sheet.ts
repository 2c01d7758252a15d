import { Kind as Agency } from "./agency.ts"
import type { BlocYear, CrossSheet, OwnSheet, Sheet } from "./bloc-year.ts"
import { Tables } from "./criteria.ts"
import { hundredths, leavesOf } from "./criteria-rule.ts"
import { HandedIn as Cross } from "./cross.ts"
import { Secret } from "./secret.ts"
import { HandedIn as Self } from "./self.ts"
import type { Answer } from "./table.ts"
import { Table } from "./table.ts"
import { verifierOf } from "./task-rule.ts"
import { Kind as Verified } from "./verified.ts"

/** A year from a file in the room that it gets: when it was brought in, the table's hash, departments by their code, head and deputy. */
export type Room = {
  id: string
  year: BlocYear
  held: { at: string; table: string }
  units: ReadonlyMap<string, string>
  led: { head: string; deputy?: string | undefined }
}
/** A member's seat: its place in the file. */
export const seatOf = (i: number) => `${i}`.padStart(2, "0")

type Row = readonly (number | null)[]
const points = (sheet: Pick<Sheet, "points">, leaves: readonly { code: string }[]): Row =>
  leaves.map(({ code }) => (Object.hasOwn(sheet.points, code) ? hundredths(sheet.points[code]!) : null))
const filled = (sheet: Pick<OwnSheet, "points" | "results">, leaves: readonly { code: string }[]) => ({
  points: [...points(sheet, leaves)],
  results: leaves.map(({ code }) => (Object.hasOwn(sheet.results, code) ? sheet.results[code]! : null)),
})
const blank: Pick<OwnSheet, "points" | "results"> = { points: {}, results: {} }

/** A unit's own sheet of a kind with its lines; undefined where the file has neither. */
function own({ table, sheets, marks }: BlocYear, kind: OwnSheet["kind"], unit: string) {
  const sheet = sheets.find((one): one is OwnSheet => one.kind === kind && one.unit === unit)
  const lines = marks
    .filter((mark) => mark.kind === kind && mark.unit === unit)
    .map(({ code, count, evidence }) => ({ code, count, evidence }))
  return sheet || lines.length ? { ...filled(sheet ?? blank, leavesOf(table)), marks: lines } : undefined
}

/** Writes one item, and finds it where a broken-off import has written it before. */
async function kept<T>(sk: string, { id }: Room, put: (once: ReturnType<typeof Secret.once>) => Answer<T>) {
  return { sk, item: await Table.write(put(Secret.once(`file/${id}/${sk}`, sk))) }
}

/**
 * Writes the year's sheets into a room that nobody sees before its root is there: what agencies verify in grids of theirs, the rest as
 * head, deputy or board would have. Gives them as the ranking reads them.
 */
export async function sheets(room: Room) {
  const { id, year, held } = room
  const seats = year.members.map((member, i) => ({ unit: member.id, seat: seatOf(i) }))
  const written = { selves: [], crosses: [], verified: [], agencies: [] } as {
    [K in keyof Kinds]: { sk: string; item: ReturnType<Kinds[K]["read"]> }[]
  }
  for (const { unit, seat } of seats) {
    const [self, rows, verified] = [own(year, "self", unit), given(year, unit), own(year, "verified", unit)]
    const verifier = verifierOf(room.led, seat).verifier
    const [s, x, v] = [
      { year: id, seat },
      { year: id, seat },
      { year: id, seat, verifier },
    ]
    if (self) written.selves.push(await kept(Self.at(s).sk, room, (once) => Self.put(s, { ...held, ...self }, 0, "year.moved", once)))
    if (rows) written.crosses.push(await kept(Cross.at(x).sk, room, (once) => Cross.put(x, { ...held, rows }, 0, "year.moved", once)))
    if (verified) {
      const sheet = { ...held, ...withoutAgencies(year, unit, verified) }
      written.verified.push(await kept(Verified.at(v).sk, room, (once) => Verified.put(v, sheet, 0, "year.moved", once)))
    }
  }
  for (const code of Tables.agencies(year)) {
    const key = { year: id, verifier: room.units.get(code)! }
    const grid = { ...held, code, rows: answers(year, code) }
    written.agencies.push(await kept(Agency.at(key).sk, room, (once) => Agency.put(key, grid, 0, "year.moved", once)))
  }
  return written
}
type Kinds = { selves: typeof Self; crosses: typeof Cross; verified: typeof Verified; agencies: typeof Agency }

/** A scorer's rows, one a seat; undefined where the file has none of it. */
function given({ table, members, sheets }: BlocYear, scorer: string) {
  const crossed = leavesOf(table).filter((leaf) => leaf.crossed)
  const own = sheets.filter((sheet): sheet is CrossSheet => sheet.kind === "cross" && sheet.scorer === scorer)
  const rows = new Map(own.map((sheet) => [sheet.unit, [...points(sheet, crossed)]]))
  return own.length ? members.map(({ id }) => rows.get(id) ?? null) : undefined
}

function withoutAgencies({ table }: BlocYear, unit: string, sheet: NonNullable<ReturnType<typeof own>>) {
  const theirs = leavesOf(table).map(({ verifier }) => verifier !== undefined && verifier !== unit)
  const mine = <T>(row: readonly T[]) => row.map((one, i) => (theirs[i] ? null : one))
  return { marks: sheet.marks, points: mine(sheet.points), results: mine(sheet.results) }
}

/** What an agency verified, one row a seat: its own leaves of every unit but itself. */
function answers({ table, members, sheets }: BlocYear, agency: string) {
  const asked = leavesOf(table).filter(({ verifier }) => verifier === agency)
  return members.map(({ id }) => {
    const sheet = sheets.find((one): one is OwnSheet => one.kind === "verified" && one.unit === id)
    return sheet && id !== agency ? filled(sheet, asked) : null
  })
}
