import { language } from "./text.ts"

const zone = "Asia/Ho_Chi_Minh"
const locale = () => (language() === "vi" ? "vi-VN" : "en-GB")

/** dd/mm/yyyy, of a day or an instant, where the departments are. */
export const day = (iso: string) =>
  new Date(iso.length === 10 ? `${iso}T12:00:00+07:00` : iso).toLocaleDateString("en-GB", { timeZone: zone })

export const clock = (iso: string) => new Date(iso).toLocaleTimeString("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" })

export const moment = (iso: string) => `${clock(iso)} ${day(iso)}`

/** Whole days from today to a due day, to the end of which it may be done; below zero it is late. */
export function daysTo(due: string) {
  const today = new Date().toLocaleDateString("sv-SE", { timeZone: zone })
  return Math.round((Date.parse(due) - Date.parse(today)) / 86_400_000)
}

/** A score as printed. */
export const score = (value: number | null | undefined) =>
  value == null ? "" : value.toLocaleString(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 })

export const percent = (share: number) => share.toLocaleString(locale(), { style: "percent", maximumFractionDigits: 2 })

/** Whole hundredths as people write points; `grouped` where nobody types over it. */
export const points = (hundredths: number | null | undefined, grouped = true) =>
  hundredths == null ? "" : (hundredths / 100).toLocaleString(locale(), { useGrouping: grouped, maximumFractionDigits: 2 })

/** What somebody typed or pasted, in whole hundredths: null for nothing, undefined for what is no number of points. */
export function typed(word: string): number | null | undefined {
  const text = word.replaceAll(/\s/g, "")
  if (!text) return null
  const [mark, comma] = language() === "vi" ? ["\\.", ","] : [",", "\\."]
  const grouped = new RegExp(`^[1-9]\\d{0,2}(${mark}\\d{3})+(${comma}\\d{1,2})?$`)
  const plain = grouped.test(text) ? text.replaceAll(language() === "vi" ? "." : ",", "") : text
  if (!/^\d{1,7}([.,]\d{1,2})?$/.test(plain)) return undefined
  return Math.round(Number(plain.replace(",", ".")) * 100)
}

/** The first signs of a hash, in fours, as people compare it. */
export const short = (hash: string) => hash.slice(0, 16).replaceAll(/(.{4})(?=.)/g, "$1 ")
