import type { Given } from "@khoi/core/bloc-year"
import { wanted } from "@khoi/core/criteria-rule"
import { decimal, number, points, typed } from "../format.ts"
import { text, type Word } from "../text.ts"
import type { Leaf } from "./rows.ts"

/** What one input of a leaf takes: its points, or one key of the result from which they follow. */
export type Part = "points" | keyof Given
export type Value = string | number | boolean | null | undefined
/** What a word comes to; `value` undefined: nothing yet. */
export type Taken = { value: Value; fault?: Word }

/** The inputs of a leaf, in their order; none where it does not apply. */
export const partsOf = ({ scoring: { kind } }: Leaf, out: boolean): readonly Part[] =>
  out ? [] : kind === "points" ? ["points"] : wanted[kind]

export const levelsOf = ({ scoring }: Leaf) => (scoring.kind === "level" ? Object.keys(scoring.levels) : [])

/** What was typed, pasted or chosen. A word that a choice does not have counts as nothing. */
export function take(part: Part, typedIn: string, leaf: Leaf): Taken {
  const word = typedIn.normalize("NFC").trim()
  switch (part) {
    case "points":
      return counted(typed(word), "sheet.bad")
    case "achieved":
      return { value: isYes.test(word) || (isNo.test(word) ? false : undefined) }
    case "level":
      return { value: levelsOf(leaf).find((name) => plain(name) === plain(word)) }
    case "target":
      if (leaf.scoring.kind === "leader" && isNone.test(word)) return { value: null }
      return number(word, 4) === 0 ? { value: undefined, fault: "sheet.bad.target" } : counted(number(word, 4), "sheet.bad.amount")
    case "actual":
      return counted(number(word, 4), "sheet.bad.amount")
    default:
      return counted(number(word, 0), "sheet.bad.count")
  }
}

const isYes = /^(yes|đạt|có|x|1|true|pass)$/iu
const isNo = /^(no|không|không đạt|0|false|fail)$/iu
const isNone = /^(không( có)?|none|no|[-−–])$/iu
const plain = (word: string) => word.trim().normalize("NFC").toLocaleLowerCase("vi")

const counted = (value: number | null | undefined, bad: Word): Taken =>
  value === undefined ? { value, fault: bad } : { value: value ?? undefined }

/** A value as the rest of the sheet writes it; a choice as the word that stands for it. */
export function say(part: Part, value: Value): string {
  if (part === "target" && value === null) return text("sheet.noTarget")
  if (typeof value === "boolean") return value ? "yes" : "no"
  if (typeof value !== "number") return value ?? ""
  return part === "points" ? points(value, false) : decimal(value, false)
}
