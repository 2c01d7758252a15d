import type { Phase } from "../packages/core/src/phase.ts"
import type { Model, Written } from "./race-model.ts"
import type { Item } from "./stored.ts"

type Points = { points: number }
/** What the races look at in the items of a year, whichever kind they are of. */
type Row = {
  sk: string
  v: number
  phase: Phase
  waits?: number
  results?: number
  sways?: string
  vote?: string
  seats: Record<string, { signed?: Uint8Array; self?: number; cross?: number }>
  text: string
  points?: unknown
  rows?: unknown
  taken?: true
  state: string
  wanted: Points
  first?: { value?: Points | null }
  votes: { flags?: { yes: Record<string, number> } }
  enteredBy?: string
  confirmedBy?: string
  contests: { seat: string }[]
  result: unknown
  key?: Uint8Array
  act: string
}

const written = ({ v, rows, points, taken }: Row): Written => ({ v, given: rows ?? points, ...(taken && { taken }) })
const appeal = ({ v, state, wanted, first }: Row) => ({
  ...{ v, state, wanted: wanted.points },
  ...(first && { value: first.value?.points ?? null }),
})

function votes(row: Row | undefined): Model["votes"] {
  if (!row) return { v: 0, yes: null, contests: [] }
  const { v, enteredBy, confirmedBy, contests } = row
  const by = { ...(enteredBy && { enteredBy }), ...(confirmedBy && { confirmedBy }) }
  return { v, yes: row.votes.flags?.yes["01"] ?? null, ...by, contests: contests.map(({ seat }) => seat) }
}

/** How often the log tells of each key. */
function logged(room: readonly Row[]) {
  const keys = room.flatMap(({ sk, key, act }) => (sk.startsWith("L#") ? [key ? Buffer.from(key).toString("hex") : act] : []))
  return Object.fromEntries([...Map.groupBy(keys, (key) => key)].map(([key, all]) => [key, all.length]))
}

/** What the store's items say of a year, in the words of the model; drafts by the departments in seat order. */
export function observed(items: readonly Item[], year: string, departments: readonly string[]): Model {
  const room = items.filter(({ pk }) => pk.endsWith(`#Y#${year}`)) as unknown as Row[]
  const one = (sk: string) => room.find((item) => item.sk === sk)
  const { phase, v, waits = 0, results = 0, sways, vote, seats } = one("R")!
  const all = <T>(pattern: RegExp, of: (item: Row) => T) =>
    Object.fromEntries(room.flatMap((item) => (pattern.test(item.sk) ? [[pattern.exec(item.sk)![1]!, of(item)]] : []))) as Record<string, T>
  const has = <T>(of: (seat: Row["seats"][string]) => T | undefined) =>
    Object.fromEntries(Object.entries(seats).flatMap(([seat, one]) => (of(one) === undefined ? [] : [[seat, of(one)!]]))) as Record<
      string,
      T
    >
  return {
    ...{ phase, v, waits, results, ...(sways && { sways }), ...(vote && { vote }) },
    signed: has(({ signed }) => signed && "signed"),
    marks: { self: has(({ self }) => self), cross: has(({ cross }) => cross) },
    pledge: { v: one("G#1")?.v ?? 0, text: one("G#1")?.text ?? "" },
    drafts: drafts(items, year, departments),
    ...{ self: all(/^S#(\d\d)$/, written), cross: all(/^X#(\d\d)$/, written), verified: all(/^V#\w+#(\d\d)$/, written) },
    appeals: all(/^A#(\d\d#l\d)$/, appeal),
    votes: votes(one("T")),
    result: one(`Z#${results}`)?.result ?? null,
    log: logged(room),
  }
}

function drafts(items: readonly Item[], year: string, departments: readonly string[]) {
  const names: Record<string, string> = { S: "self", X: "cross" }
  return Object.fromEntries(
    items.flatMap((item) => {
      const seat = departments.findIndex((id) => item.pk.endsWith(`#D#${id}`))
      const [, sheet, of] = new RegExp(`^Y#${year}#(?:([SX])|V#(\\d\\d))$`).exec(item.sk) ?? []
      return seat >= 0 && (sheet || of) ? [[`0${seat} ${of ? `verified/${of}` : names[sheet!]}`, written(item as never)]] : []
    }),
  )
}
