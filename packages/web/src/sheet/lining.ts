import type { BlocYear } from "@khoi/core/bloc-year"
import { wholes } from "@khoi/core/fraction"
import { extras } from "@khoi/core/total-rule"
import { createMemo, createSignal } from "solid-js"
import { number } from "../format.ts"
import type { Word } from "../text.ts"
import type { Criteria } from "./rows.ts"

type Mark = { code: string; count: number; evidence?: string | undefined }
type Claim = { count: string; evidence: string }
const blank: Claim = { count: "", evidence: "" }
type Line = Criteria["table"]["bonus"][number]

/** Bonus and penalty lines as they are claimed: how often, by which document; worth what core's rules say, in whole hundredths. */
export function lining({ table }: Criteria, given: readonly Mark[]) {
  const all: { line: Line; penalty: boolean }[] = [
    ...table.bonus.map((line) => ({ line, penalty: false })),
    ...table.penalty.map((line) => ({ line, penalty: true })),
  ]
  const [claims, set] = createSignal<Readonly<Record<string, Claim>>>(claimed(given))
  const claim = (code: string) => claims()[code] ?? blank
  const count = (code: string) => number(claim(code).count, 0)
  const marks = createMemo(() =>
    all.flatMap(({ line: { code } }): Mark[] => {
      const [times, evidence] = [count(code), claim(code).evidence.trim()]
      return times ? [{ code, count: times, ...(evidence && { evidence }) }] : []
    }),
  )
  const worth = (given: readonly Mark[]) => {
    const found = extras({ table, marks: given.map((mark) => ({ ...mark, unit: "", kind: "verified" })) } as unknown as BlocYear, "")
    return { bonus: Number(wholes(found.bonus)), penalty: Number(wholes(found.penalty)) }
  }
  const fault = (code: string): Word | undefined =>
    count(code) === undefined ? "sheet.bad.count" : count(code) && !claim(code).evidence.trim() ? "sheet.evidence" : undefined
  return {
    all,
    claim,
    marks,
    fault,
    faults: () => all.flatMap(({ line }) => (fault(line.code) ? [{ line, word: fault(line.code)! }] : [])),
    /** What one line brings, capped by itself. */
    worthOf: (code: string) => {
      const { bonus, penalty } = worth(marks().filter((mark) => mark.code === code))
      return bonus + penalty
    },
    total: createMemo(() => worth(marks())),
    type: (code: string, part: Partial<Claim>) => set((before) => ({ ...before, [code]: { ...(before[code] ?? blank), ...part } })),
    put: (given: readonly Mark[]) => set(claimed(given)),
  }
}
export type Lining = ReturnType<typeof lining>

/** The same line twice adds up, as in the arithmetic. */
const claimed = (given: readonly Mark[]) => {
  const found: Record<string, Claim> = {}
  for (const [code, marks] of Map.groupBy(given, (mark) => mark.code))
    found[code] = {
      count: `${marks.reduce((all, { count }) => all + count, 0)}`,
      evidence: [...new Set(marks.flatMap(({ evidence }) => evidence ?? []))].join("; "),
    }
  return found
}
