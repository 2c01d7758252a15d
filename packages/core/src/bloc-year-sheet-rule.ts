import type { BlocYear, Given, Sheet } from "./bloc-year.ts"
import { type Leaf, leavesOf, leftOut, wanted } from "./criteria-rule.ts"
import type { Field } from "./fault.ts"
import { at, repeated, type Step, unitsOf, unknown } from "./file-pointer.ts"

/** Every sheet is of members, there once, and whole: the leaves that its unit has, and no others. */
export function unsoundSheets(year: BlocYear): Field[] {
  const [units, leaves] = [unitsOf(year), leavesOf(year.table)]
  const out = new Map(year.members.map(({ id }) => [id, leftOut(year, id)]))
  const keys = year.sheets.map((sheet) => JSON.stringify([sheet.kind, sheet.unit, sheet.kind === "cross" && sheet.scorer]))
  return [
    ...repeated(keys).map((i) => at("file.duplicate", "sheets", i)),
    ...year.sheets.flatMap((sheet, i) => {
      const held = leaves.filter((leaf) => !out.get(sheet.unit)?.has(leaf.code) && (sheet.kind !== "cross" || leaf.crossed))
      return [...unsoundUnits(sheet, units, i), ...(units.has(sheet.unit) ? unsoundLeaves(sheet, held, leaves, i) : [])]
    }),
  ]
}

const unsoundUnits = (sheet: Sheet, units: ReadonlySet<string>, i: number) => [
  ...unknown(units, sheet.unit, "sheets", i, "unit"),
  ...(sheet.kind === "cross" ? unknown(units, sheet.scorer, "sheets", i, "scorer") : []),
  ...(sheet.kind === "cross" && sheet.scorer === sheet.unit ? [at("file.self", "sheets", i, "scorer")] : []),
]

function unsoundLeaves(sheet: Sheet, held: readonly Leaf[], leaves: readonly Leaf[], i: number) {
  const all = new Set(leaves.map(({ code }) => code))
  const typed = held.filter((leaf) => sheet.kind === "cross" || leaf.scoring.kind === "points")
  const computed = sheet.kind === "cross" ? [] : held.filter((leaf) => leaf.scoring.kind !== "points")
  const results = sheet.kind === "cross" ? {} : sheet.results
  return [
    ...compared(sheet.points, typed, all, "sheets", i, "points"),
    ...compared(results, computed, all, "sheets", i, "results"),
    ...extra(sheet.reasons, held, all, "sheets", i, "reasons"),
    ...typed.flatMap(({ code, max }) =>
      Object.hasOwn(sheet.points, code) && sheet.points[code]! * 100 > max + 0.5 ? [at("file.over", "sheets", i, "points", code)] : [],
    ),
    ...computed.flatMap((leaf) =>
      Object.hasOwn(results, leaf.code) ? unsoundResult(leaf, results[leaf.code]!, "sheets", i, "results", leaf.code) : [],
    ),
  ]
}

/** A zero is a score, a missing leaf is not. */
const compared = (given: object, held: readonly Leaf[], all: ReadonlySet<string>, ...path: readonly Step[]) => [
  ...held.flatMap(({ code }) => (Object.hasOwn(given, code) ? [] : [at("file.leaf.lacks", ...path, code)])),
  ...extra(given, held, all, ...path),
]

function extra(given: object, held: readonly Leaf[], all: ReadonlySet<string>, ...path: readonly Step[]) {
  const wanted = new Set(held.map(({ code }) => code))
  const codes = Object.keys(given).filter((code) => !wanted.has(code))
  return codes.map((code) => at(all.has(code) ? "file.leaf.extra" : "file.reference", ...path, code))
}

/** Exactly the keys of the leaf's kind; only `leader` knows units without a target. */
export function unsoundResult({ scoring }: Pick<Leaf, "scoring">, given: Given, ...path: readonly Step[]) {
  const there = Object.keys(given) as (keyof Given)[]
  const keys = wanted[scoring.kind]
  return [
    ...keys.filter((key) => !there.includes(key)).map((key) => at("file.lacks", ...path, key)),
    ...there.filter((key) => !keys.includes(key)).map((key) => at("input.unknown", ...path, key)),
    ...(given.target === null && scoring.kind !== "leader" && keys.includes("target") ? [at("input.number", ...path, "target")] : []),
    ...(scoring.kind === "level" && given.level !== undefined && !Object.hasOwn(scoring.levels, given.level)
      ? [at("file.reference", ...path, "level")]
      : []),
  ]
}
