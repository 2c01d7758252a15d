import { language } from "./text.ts"

const zone = "Asia/Ho_Chi_Minh"
const locale = () => (language() === "vi" ? "vi-VN" : "en-GB")

/** dd/mm/yyyy, of a day or an instant, where the departments are. */
export const day = (iso: string) =>
  new Date(iso.length === 10 ? `${iso}T12:00:00+07:00` : iso).toLocaleDateString("en-GB", { timeZone: zone })

/** What somebody typed for a day, dd/mm/yyyy or as the API writes it, in the API's form; undefined for what is no day. */
export function dayTyped(word: string) {
  const [, d = "", m = "", y = ""] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(word) ?? []
  const iso = y ? `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}` : word.trim()
  const there = /^\d{4}-\d\d-\d\d$/.test(iso) && !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString().startsWith(iso)
  return there ? iso : undefined
}

export const clock = (iso: string) => new Date(iso).toLocaleTimeString("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" })

export const moment = (iso: string) => `${clock(iso)} ${day(iso)}`

/** Whole days from today to a due day, to the end of which it may be done; below zero it is late. */
export function daysTo(due: string) {
  const today = new Date().toLocaleDateString("sv-SE", { timeZone: zone })
  return Math.round((Date.parse(due) - Date.parse(today)) / 86_400_000)
}

/** A number in the language that is chosen; below zero it has a minus, as texts have, and not the hyphen that some languages write. */
const written = (value: number, options: Intl.NumberFormatOptions) => value.toLocaleString(locale(), options).replace("-", "−")

/** A score as printed. */
export const score = (value: number | null | undefined) =>
  value == null ? "" : written(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 })

export const percent = (share: number) => written(share, { style: "percent", maximumFractionDigits: 2 })

/** Whole hundredths as people write points; `grouped` where nobody types over it. */
export const points = (hundredths: number | null | undefined, grouped = true) =>
  hundredths == null ? "" : written(hundredths / 100, { useGrouping: grouped, maximumFractionDigits: 2 })

/** A number of a rule or a result, with up to four decimals unless more are wanted, and at least so many as a column lines up by. */
export const decimal = (value: number | null | undefined, grouped = true, decimals = 4, least = 0) =>
  value == null ? "" : written(value, { useGrouping: grouped, minimumFractionDigits: least, maximumFractionDigits: decimals })

/** What somebody typed or pasted, in whole hundredths: null for nothing, undefined for what is no number of points. */
export function typed(word: string): number | null | undefined {
  const value = number(word, 2)
  if (value == null) return value
  return value < 10_000_000 ? Math.round(value * 100) : undefined
}

/** The same for any number of at most 12 digits, so many of them decimals. */
export function number(word: string, decimals: number): number | null | undefined {
  const text = word.replaceAll(/\s/g, "")
  if (!text) return null
  const [mark, comma] = language() === "vi" ? ["\\.", ","] : [",", "\\."]
  const grouped = new RegExp(`^[1-9]\\d{0,2}(${mark}\\d{3})+(${comma}\\d+)?$`)
  const plain = (grouped.test(text) ? text.replaceAll(language() === "vi" ? "." : ",", "") : text).replace(",", ".")
  const [whole = "", part = ""] = /^\d+(\.\d+)?$/.test(plain) ? plain.split(".") : []
  return whole && part.length <= decimals && whole.length + part.length <= 12 ? Number(plain) : undefined
}

/** The first signs of a hash, in fours, as people compare it. */
export const short = (hash: string) => hash.slice(0, 16).replaceAll(/(.{4})(?=.)/g, "$1 ")

/** A decimal as people write it here; a fraction as it is, with the decimal near it. */
export function exact(value: string | null) {
  if (value === null) return "–"
  const [n, d] = value.split("/")
  if (d) return `${n?.replace("-", "−")}/${d} ≈ ${decimal(Number(n) / Number(d))}`
  return decimal(Number(value), true, 12)
}
