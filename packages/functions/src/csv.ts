import type { Context } from "hono"
import * as z from "zod"

/** What a file answers with: CSV (RFC 4180) as spreadsheets open it by a double click. */
export const Csv = z.string().meta({ contentMediaType: "text/csv" })
/** The language of a file's headings, and with it the signs that spreadsheets of that language read. */
export const InLanguage = z.strictObject({ language: z.enum(["vi", "en"]).default("vi") })
export type Language = z.output<typeof InLanguage>["language"]
export type Cell = string | number | null | undefined

/** Where the comma divides decimals, as in Vietnamese, the semicolon divides cells: Excel goes by the same settings. */
const signs = { vi: { between: ";", decimal: "," }, en: { between: ",", decimal: "." } } as const

/**
 * A table as text: UTF-8 with its mark, CRLF, every cell quoted. Text that a spreadsheet would take for a formula gets an apostrophe before
 * it (OWASP, "CSV Injection"; full-width signs count too); numbers are none.
 */
export function csv(rows: readonly (readonly Cell[])[], language: Language) {
  const { between, decimal } = signs[language]
  const cell = (value: Cell) => (typeof value === "number" ? String(value).replace(".", decimal) : harmless(value ?? ""))
  const quoted = (value: Cell) => `"${cell(value).replaceAll('"', '""')}"`
  return `\uFEFF${rows.map((row) => `${row.map(quoted).join(between)}\r\n`).join("")}`
}

const harmless = (text: string) => (/^\s*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text)

/** A file's name in plain letters, digits and hyphens. */
export const plain = (text: string) =>
  text
    .normalize("NFD")
    .replaceAll(/[đĐ]/g, "d")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, 80)

/** The answer that a browser keeps as a file. */
export const sendFile = (c: Context, text: string, name: string) =>
  c.body(text, 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${plain(name)}.csv"`,
  })
