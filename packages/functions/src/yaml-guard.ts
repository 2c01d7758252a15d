import { CST, Lexer } from "yaml"

/** Words, signs and spaces; a year of 60 members and 176 leaves with all its sheets has 5 million. */
const most = { lexemes: 6_000_000, levels: 32 }
/** These stand for no sign of the text. */
const marks: readonly string[] = [CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]
/** In one line each opens a level below the one before. */
const indicators: readonly (string | null)[] = ["seq-item-ind", "explicit-key-ind", "map-value-ind"]
const blanks: readonly (string | null)[] = ["space", "newline", "comment"]
const foreign: Partial<Record<string, string>> = { anchor: "neo (&)", alias: "tham chiếu (*)", tag: "thẻ (!)" }

/**
 * The first place, if any, at which a text asks for more than a plain file does. It looks at the text's lexemes one by one, before
 * the parser makes a tree of a thousand times its size, and an error of every second sign.
 */
export function guard(text: string): { at: number; why: string } | undefined {
  let [at, count, levels, row, last] = [0, 0, 0, 0, ""]
  for (const lexeme of new Lexer().lex(text)) {
    const type = last === CST.SCALAR ? "scalar" : CST.tokenType(lexeme)
    if (type === "flow-seq-start" || type === "flow-map-start") levels++
    if (type === "flow-seq-end" || type === "flow-map-end") levels--
    if (levels < 0) return { at, why: "có dấu đóng ngoặc mà không có dấu mở." }
    if (type !== "space") row = indicators.includes(type) ? row + 1 : 0
    if (++count > most.lexemes) return { at, why: "tệp quá dài với YAML; dạng JSON có thể dài hơn." }
    if (Math.max(levels, row) > most.levels) return { at, why: `nhiều hơn ${most.levels} tầng.` }
    if (type && foreign[type]) return { at, why: `định dạng này không dùng ${foreign[type]}.` }
    if (type === "comma" && last === ",") return { at, why: "giữa hai dấu phẩy không có gì." }
    if (!marks.includes(lexeme)) at += lexeme.length
    if (!blanks.includes(type)) last = lexeme
  }
  return undefined
}
