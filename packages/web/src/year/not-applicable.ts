import type { Criteria } from "../sheet/rows.ts"
import type { Board } from "./board.ts"
import type { LineFault } from "./criteria-text.ts"

type Lines = Criteria["notApplicable"]
type Members = Board["members"]

const plain = (word: string) => word.trim().normalize("NFC").toLocaleLowerCase("vi")

/** What does not apply, unit by unit, with the units' names. */
export function byUnit(lines: Lines, members: Members) {
  const units = Map.groupBy(lines, ({ unit }) => unit)
  return [...units].map(([unit, of]) => ({
    name: members.find(({ code }) => code === unit)?.name ?? unit,
    codes: of.map(({ code }) => code),
  }))
}

/** The same as lines "unit: code, code". */
export const listed = (lines: Lines, members: Members) =>
  byUnit(lines, members)
    .map(({ name, codes }) => `${name}: ${codes.join(", ")}`)
    .join("\n")

/** Reads such lines back; `leaves` are the codes that there are, `lacking` says that one is not, `units` have a line. */
export function unlisted(
  text: string,
  members: Members,
  leaves: ReadonlySet<string>,
  lacking: LineFault["word"] = "table.notApplicable.code",
) {
  const faults: LineFault[] = []
  const units: string[] = []
  const found = text.split("\n").flatMap((whole, at): Lines => {
    if (!whole.trim()) return []
    const [cut, line] = [whole.lastIndexOf(":"), at + 1]
    const called = plain(whole.slice(0, Math.max(0, cut)))
    const unit = members.find(({ name, code }) => plain(name) === called || plain(code) === called)?.code
    if (!unit) faults.push({ line, word: "table.notApplicable.unit" })
    const codes = [...new Set(whole.slice(cut + 1).split(/[,;]/))].map((code) => code.trim()).filter(Boolean)
    for (const code of codes) if (!leaves.has(code)) faults.push({ line, word: lacking, gaps: { code } })
    if (unit) units.push(unit)
    return unit ? codes.map((code) => ({ unit, code })) : []
  })
  return { lines: [...new Map(found.map((one) => [`${one.unit} ${one.code}`, one])).values()], units, faults }
}
