import { readFileSync } from "node:fs"
import type { Cost } from "./large-year.ts"

/** Departments and criteria of the years that are counted, as the table's columns name them. */
export const sizes = [
  [12, 40],
  [15, 176],
  [60, 40],
] as const
export type Size = `${number} × ${number}`
export const sizeOf = ([members, leaves]: readonly [number, number]): Size => `${members} × ${leaves}`
const columns = sizes.map(sizeOf)

/** A line of the README's table: what it says, which counted operations it tells the most of, what design.md allows at 12 × 40. */
type Row = readonly [says: string, of: readonly string[], allowed?: Cost]
export const rows: readonly Row[] = [
  ["the bloc's board with what others did", ["dashboard", "dashboard, by the board"], [1, 1, 0]],
  ["comment on the table", ["comment"]],
  ["put the table before the members", ["propose"]],
  ["agree to the table, also as the last", ["agree"]],
  ["adopt the table by minutes", ["adopt"]],
  ["sign the pledge", ["sign the pledge"], [1, 0, 4]],
  ["record a signature on paper", ["record on paper"]],
  ["put a due day off", ["extend"]],
  ["name a panel of three", ["name a panel"]],
  ["take a member in", ["join a bloc"]],
  ["save a self-assessment, or a verification", ["save a sheet", "save a verification"], [1, 0, 2]],
  ["save the cross-scores of all peers", ["save the cross-scores"], [1, 0, 3]],
  ["save a note on a leaf", ["save a note"]],
  ["hand in a self-assessment", ["hand in"], [1, 0, 8]],
  ["hand in the cross-scores", ["hand in the cross-scores"], [1, 0, 12]],
  ["take a sheet back", ["take a sheet back"]],
  ["confirm a verification", ["confirm a verification"], [1, 0, 8]],
  ["save a verification, on a panel", ["panel saves"]],
  ["confirm a verification, on a panel", ["panel confirms"]],
  ["the years that an agency verifies", ["agency's blocs"]],
  ["an agency's grid of one bloc", ["agency's grid"]],
  ["save an agency's grid", ["agency saves"]],
  ["confirm an agency's grid, all rows", ["agency confirms"]],
  ["open an appeal", ["appeal"]],
  ["grant an appeal", ["grant an appeal"], [2, 2, 10]],
  ["move a phase", ["move a phase"], [1, 0, 14]],
  ["rank, and again at closing", ["rank", "close"], [2, 9, 20]],
  ["record the votes", ["record the votes"]],
  ["confirm the votes", ["confirm the votes"]],
  ["propose the awards, here 4, 2 and 1", ["propose the awards"]],
  ["enter an award's next step", ["enter an award"]],
  ["the province, 12 blocs × 6 years", ["province"], [1, 1.5, 0]],
  ["lateness today, 12 open years", ["lateness"], [1, 6, 0]],
  ["list movements, a page", ["list movements"]],
  ["read a movement that answers nothing", ["read a movement"]],
  ["see who takes part in a movement, a page", ["see who takes part"]],
  ["join a movement, or set its indicators", ["join", "set indicators"]],
  ["report on a movement", ["report"]],
]

export const shown = (cost: Cost | undefined) => (cost ? cost.join(" · ") : "")
const most = (all: readonly Cost[]) =>
  all.reduce((a, b) => [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.max(a[2], b[2])], [0, 0, 0] as Cost)

/** What was counted, by the rows of the table that it makes; a row lacks where none of its operations was counted. */
export const told = (operations: Readonly<Record<string, Cost>>): Record<string, Cost> =>
  Object.fromEntries(
    rows.flatMap(([says, of]) => {
      const found = of.flatMap((one) => (operations[one] ? [operations[one]] : []))
      return found.length ? [[says, most(found)] as const] : []
    }),
  )

/** The cells of the README's table of costs, by row and column; blank ones are left out. */
export function readme(): Record<string, Record<string, string>> {
  const lines = readFileSync(new URL("../README.md", import.meta.url), "utf8").split("\n")
  const cells = (line: string) => line.split("|").slice(1, -1).map((cell) => cell.trim()) // prettier-ignore
  const start = lines.findIndex((line) => line.startsWith("| operation "))
  const [, ...heads] = cells(lines[start]!)
  const end = lines.findIndex((line, i) => i > start && !line.startsWith("|"))
  const told = lines.slice(start + 2, end).map((line) => {
    const [says, ...figures] = cells(line)
    return [says!, Object.fromEntries(figures.flatMap((figure, i) => (figure ? [[heads[i]!, figure] as const] : [])))] as const
  })
  return Object.fromEntries(told)
}

/** One column of it, without the rows that are blank there. */
export const column = (name: string) =>
  Object.fromEntries(Object.entries(readme()).flatMap(([says, cells]) => (cells[name] ? [[says, cells[name]] as const] : [])))

/** The table as it stands in the README, of what was counted by size. */
export function printed(counted: Readonly<Record<string, Readonly<Record<string, Cost>>>>) {
  const lines = [
    ["operation", "allowed", ...columns],
    ...rows.map(([says, , allowed]) => [says, shown(allowed) || "–", ...columns.map((size) => shown(counted[size]?.[says]))]),
  ]
  const widths = lines[0]!.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)))
  const drawn = lines.map((line) => `| ${line.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`)
  return [drawn[0]!, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...drawn.slice(1)].join("\n")
}
