import { type BlocYear, read } from "../packages/core/src/bloc-year.ts"
import type { Scores } from "../packages/core/src/cross-sum.ts"
import { Fault } from "../packages/core/src/fault.ts"
import { result } from "../packages/core/src/ranking-rule.ts"

type Part = Record<string, unknown>

/** A bloc-year file of members a, b, c… with one leaf I of 100 points, ranked by the verified score; `more` replaces top-level keys. */
export const file = (size: number, more: Part = {}): Part => ({
  format: "bloc-year/1",
  province: { id: "vi-du", name: "Ví dụ" },
  bloc: { id: "khoi-vi-du", name: "Khối ví dụ" },
  year: 2026,
  members: members(size),
  table: { sections: [{ code: "I", name: "Kết quả chung", max: 100, scoring: { kind: "points" } }] },
  rules: rules(),
  ...more,
})

export const ids = (size: number) => Array.from({ length: size }, (_, i) => `${i < 26 ? "" : "z"}${String.fromCharCode(97 + (i % 26))}`)

/** `changes` by id: a member's keys besides its name. */
export const members = (size: number, changes: Record<string, Part> = {}) =>
  ids(size).map((id, i) => ({ id, name: `Sở ${id.toUpperCase()}`, role: i === 0 ? "head" : "member", ...changes[id] }))

export const rules = (more: Part = {}): Part => ({
  official: [{ component: "verified", weight: 1 }],
  quotas: [{ minMembers: 1, maxMembers: 60, flags: 1, certificates: 2 }],
  disqualifiers: [],
  ...more,
})

export const verified = (points: Record<string, number>, code = "I") =>
  Object.entries(points).map(([unit, typed]) => ({ kind: "verified", unit, points: { [code]: typed } }))

/** Rows score columns, null: no sheet. */
export const cross = (rows: readonly (readonly (number | null)[])[], names = ids(rows.length), code = "I") =>
  rows.flatMap((row, i) =>
    row.flatMap((points, j) =>
      points === null ? [] : [{ kind: "cross", scorer: names[i]!, unit: names[j]!, points: { [code]: points } }],
    ),
  )

/** Whole hundredths, as core keeps a matrix of scores. */
export const scores = (rows: readonly (readonly (number | null)[])[]): Scores => ({
  size: rows.length,
  given: Float64Array.from(rows.flat(), (points) => points ?? NaN),
})

export const year = (...given: Parameters<typeof file>): BlocYear => read(file(...given))
export const outcome = (...given: Parameters<typeof file>) => result(year(...given))

/** One unit of a result. */
export function unit({ units }: ReturnType<typeof result>, id: string) {
  const found = units.find((one) => one.id === id)
  if (!found) throw new Error(`no unit ${id}`)
  return found
}

/** The faults of a file as `path code`. */
export function faults(given: unknown) {
  try {
    read(given)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return error.fields.map(({ path, code }) => `${path} ${code}`)
  }
  return []
}

export const leaf = (code: string, max: number, scoring: object = { kind: "points" }, more: Part = {}) => ({
  code,
  name: "Mục",
  max,
  scoring,
  ...more,
})
/** A leaf of typed points, and a group of one leaf that cross sheets leave out for each reason; codes with the signs of a JSON Pointer. */
export const nodes = [
  leaf("I", 50),
  {
    code: "II",
    name: "Nhóm",
    max: 50,
    children: [leaf("II/1", 20, { kind: "passFail" }, { cross: false }), leaf("II~2", 30, { kind: "leader" })],
  },
]
export const tables = {
  sections: nodes,
  bonus: [{ code: "B1", name: "Cờ", points: 5 }],
  penalty: [{ code: "P1", name: "Chậm", points: 2 }],
}
const disqualifiers = [{ code: "D1", name: "Không ký" }]
/** A self sheet of a for them. */
export const own = (more: Part = {}) => ({
  kind: "self",
  unit: "a",
  points: { I: 1 },
  results: { "II/1": { achieved: true }, "II~2": { target: null, actual: 0 } },
  ...more,
})
/** A file of three members with that table. */
export const tabled = (more: Part = {}) => file(3, { table: tables, rules: rules({ disqualifiers }), ...more })
