import type { BlocYear } from "@khoi/core/bloc-year"
import { leavesOf } from "@khoi/core/criteria-rule"
import type { Field } from "@khoi/core/fault"
import { tooMuch } from "@khoi/core/sheet-rule"
import { at, type Step } from "@khoi/core/file-pointer"

/** What the API takes at most: leaves of a table, lines of a list, agencies of a year, bytes of a body. */
const most = { leaves: 200, lines: 200, disqualified: 600, appraisals: 100, agencies: 60, bytes: 250 * 1024 }
const unsupported = (...path: readonly Step[]) => at("file.unsupported", ...path)
const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value))

/** Every place of a file where it has more than the API takes: a year is lived whole or not at all. */
export const beyond = (year: BlocYear): Field[] => [...criteria(year), ...lists(year)]

function criteria({ table, rules, notApplicable }: BlocYear) {
  const leaves = leavesOf(table)
  const agencies = new Set(leaves.map(({ verifier }) => verifier).filter((code) => code !== undefined))
  return [
    ...(leaves.length > most.leaves ? [unsupported("table", "sections")] : []),
    ...(agencies.size > most.agencies || size({ table, rules, notApplicable }) > most.bytes ? [unsupported("table")] : []),
  ]
}

function lists({ table, marks, struck, disqualified, decided, held, appraisal, sheets }: BlocYear) {
  const heaped = <T extends { unit: string }>(key: string, lines: readonly T[], limit: number) => {
    const counts = new Map<string, number>()
    return lines.flatMap((line, i) => {
      const count = (counts.get(line.unit) ?? 0) + 1
      counts.set(line.unit, count)
      return count > limit ? [unsupported(key, i)] : []
    })
  }
  const large = new Set(
    [...Map.groupBy(marks, ({ unit, kind }) => `${kind} ${unit}`)].filter(([, lines]) => size(lines) > most.bytes / 2).map(([key]) => key),
  )
  return [
    ...(["self", "verified"] as const).flatMap((kind) =>
      heaped(
        "marks",
        marks.filter((mark) => mark.kind === kind),
        most.lines,
      ),
    ),
    ...marks.flatMap(({ unit, kind }, i) => (large.has(`${kind} ${unit}`) ? [unsupported("marks", i)] : [])),
    ...marks.flatMap(({ code, count }, i) =>
      tooMuch(
        [...table.bonus, ...table.penalty].find((line) => line.code === code),
        count,
      )
        ? [unsupported("marks", i, "count")]
        : [],
    ),
    ...sheets.flatMap((sheet, i) => (size(sheet.points) > most.bytes / 2 ? [unsupported("sheets", i)] : [])),
    ...struck.slice(most.lines).map((_, i) => unsupported("struck", most.lines + i)),
    ...decided.slice(most.lines).map((_, i) => unsupported("decided", most.lines + i)),
    ...disqualified.slice(most.disqualified).map((_, i) => unsupported("disqualified", most.disqualified + i)),
    ...heaped("appraisal", appraisal, most.appraisals),
    ...(size({ struck, disqualified, held, decided }) > most.bytes ? [unsupported("held")] : []),
  ]
}
