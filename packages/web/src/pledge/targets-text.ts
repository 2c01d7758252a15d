import { decimal, number } from "../format.ts"
import { text, type Word } from "../text.ts"
import type { Board } from "../year/board.ts"
import type { Target } from "./pledge.ts"

type Members = Board["members"]
/** What is wrong with a line, in words with gaps. */
export type LineFault = { line: number; word: Word; gaps?: Record<string, string | number> }
type Parsed = { targets: Target[]; faults: LineFault[]; lines: number[] }

const folded = (word: string) => word.normalize("NFKC").toLocaleLowerCase("vi").replaceAll(/\s+/g, " ").trim()
const isNumber = (cell = "") => ["stt", "tt", "số tt", "no."].includes(folded(cell))
const isHead = ([first = ""]: string[]) => ["chỉ tiêu", "indicator"].includes(folded(first))
const isNothing = (cell: string) => /^[-–]?$/.test(cell)

/** Which member each column is of: by the first line where it names them, else in seat order. */
function columns(cells: string[], members: Members, faults: LineFault[]) {
  return cells.slice(2).map((cell) => {
    const found = members.findIndex(({ code, name }) => [code, name].some((one) => folded(one) === folded(cell)))
    if (found < 0 && cell) faults.push({ line: 1, word: "target.head.unknown", gaps: { unit: cell } })
    return found
  })
}

/** Lines "indicator ⇥ unit ⇥ plan of each member", as they come from a spreadsheet; the first may name the members. */
export function parse(words: string, members: Members): Parsed {
  const faults: LineFault[] = []
  const all = words.split(/\r?\n/).map((row) => row.split("\t").map((cell) => cell.trim()))
  // A first column that only numbers the lines is left out.
  const rows = isNumber(all[0]?.[0]) ? all.map((cells) => cells.slice(1)) : all
  const at = rows[0] && isHead(rows[0]) ? columns(rows[0], members, faults) : members.map((_, i) => i)
  const body = rows.map((cells, i) => ({ cells, line: i + 1 })).slice(rows[0] && isHead(rows[0]) ? 1 : 0)
  const filled = body.filter(({ cells }) => cells.some(Boolean))
  const targets = filled.map(({ cells: [indicator = "", unit = "", ...plans], line }) => {
    if (!indicator || !unit) faults.push({ line, word: "target.cells" })
    if (plans.slice(at.length).some(Boolean)) faults.push({ line, word: "target.wide" })
    const plan: (number | null)[] = members.map(() => null)
    for (const [i, member] of at.entries()) {
      const cell = plans[i] ?? ""
      const value = isNothing(cell) ? null : number(cell, 4)
      if (value === undefined) faults.push({ line, word: "target.amount", gaps: { unit: members[member]?.name ?? "" } })
      else if (member >= 0) plan[member] = value
    }
    return { indicator, unit, plan }
  })
  return { targets, faults, lines: filled.map(({ line }) => line) }
}

/** The targets as lines again, under a line that names the members. */
export const written = (targets: readonly Target[], members: Members) =>
  [
    [text("target.indicator"), text("target.unit"), ...members.map(({ name }) => name)],
    ...targets.map(({ indicator, unit, plan }) => [indicator, unit, ...plan.map((one) => decimal(one, false))]),
  ]
    .map((cells) => cells.join("\t"))
    .join("\n")

/** What the server refuses, on the lines that it came from. */
export const refusedLines = (fields: readonly { path: string; code: LineFault["word"] }[], lines: readonly number[]): LineFault[] =>
  fields.flatMap(({ path, code }) => {
    const [, i] = /^\/targets(?:\/(\d+))?/.exec(path) ?? []
    return path.startsWith("/targets") ? [{ line: i === undefined ? 0 : (lines[Number(i)] ?? 0), word: code }] : []
  })
