import { points, typed } from "../format.ts"
import type { Criteria } from "../sheet/rows.ts"
import type { LineFault } from "./criteria-text.ts"

type Line = { code: string; name: string; points: number; max?: number | undefined }
type Quota = Criteria["rules"]["quotas"][number]
export type QuotaRow = { from: string; to: string; flags: string; certificates: string }

/** A line as its cells: with tabs from a spreadsheet, or by hand with bars. */
export const cellsOf = (line: string) => line.split(line.includes("\t") ? "\t" : "|").map((cell) => cell.trim())

/** Bonus, penalty and disqualifying lines as text: code, name, points, most of all. */
export const linesOf = (lines: readonly { code: string; name: string; points?: number; max?: number | undefined }[]) =>
  lines
    .map(({ code, name, points: worth, max }) =>
      [code, name, ...(worth === undefined ? [] : [printed(worth)]), ...(max === undefined ? [] : [printed(max)])].join("\t"),
    )
    .join("\n")
const printed = (value: number) => points(Math.round(value * 100), false)

/** Reads such lines back; `at` tells on which line of the text each stands. */
export function linesRead(text: string, scored: boolean) {
  const faults: LineFault[] = []
  const at: number[] = []
  const lines = text
    .normalize("NFC")
    .split("\n")
    .flatMap((whole, i): Line[] => {
      if (!whole.trim()) return []
      const [code = "", name = "", worth = "", most = ""] = cellsOf(whole)
      const [given, max] = [scored ? typed(worth) : 0, typed(most)]
      const fault = (word: LineFault["word"]) => faults.push({ line: i + 1, word })
      if (!code || !name) fault(scored ? "table.fault.cells" : "table.fault.named")
      else if (given == null || max === undefined) fault("table.fault.points")
      at.push(i + 1)
      return [{ code, name, points: (given ?? 0) / 100, ...(max != null && { max: max / 100 }) }]
    })
  return { lines, faults, at }
}

/** Quotas as they are typed. */
export const quotasOf = (quotas: readonly Quota[]): QuotaRow[] =>
  quotas.map(({ minMembers, maxMembers, flags, certificates }) => ({
    ...{ from: `${minMembers}`, to: `${maxMembers}`, flags: `${flags}`, certificates: `${certificates}` },
  }))

/** The rows read back; each wants four whole numbers. */
export function quotasRead(rows: readonly QuotaRow[]) {
  const bad = rows.flatMap((row, i) =>
    Object.values(row).every((word) => /^\d{1,3}$/.test(word.trim())) ? [] : [{ line: i + 1, word: "input.number" as const }],
  )
  const read = rows.map(({ from, to, flags, certificates }) => ({
    ...{ minMembers: Number(from), maxMembers: Number(to), flags: Number(flags), certificates: Number(certificates) },
  }))
  return { rows: read, faults: bad as LineFault[] }
}
