import type { InferResponseType } from "hono/client"
import { api } from "../api.ts"
import { day } from "../format.ts"
import { text } from "../text.ts"

const one = api.movements[":movement"]
export type Listed = InferResponseType<typeof api.movements.$get>["items"][number]
export type Movement = InferResponseType<typeof one.$get>
export type Participant = InferResponseType<typeof one.participants.$get>["items"][number]
type Paper = Movement["paper"]

/** A day as it was typed, dd/mm/yyyy or a year alone, as the server takes it; null for nothing, anything else as it stands: it is refused there. */
export function when(word: string) {
  const [, date, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(word.trim()) ?? []
  return year ? `${year}-${month!.padStart(2, "0")}-${date!.padStart(2, "0")}` : word.trim() || null
}

/** A day, or a year where the day is not known, as people write it. */
export const shownWhen = (at: string | null) => (at?.length === 10 ? day(at) : (at ?? ""))

export const period = ({ from, to }: { from: string; to: string | null }) =>
  to === null
    ? text("movement.period.open", { from: shownWhen(from) })
    : text("movement.period.of", { from: shownWhen(from), to: shownWhen(to) })

/** Number and date as signed; what is not known is said so. */
export function paper({ number, date }: Paper) {
  const unknown = text("movement.paper.unknown")
  return number || date ? text("movement.paper.of", { number: number ?? unknown, date: date ? day(date) : unknown }) : unknown
}

export const launcher = ({ level, by }: { level: Listed["level"]; by: string }) =>
  text("movement.by", { level: text(`movement.level.${level}`), name: by })
