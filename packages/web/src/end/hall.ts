import { type Place, placesOf } from "@khoi/core/appeal-rule"
import type { Phase } from "@khoi/core/phase"
import type { Criteria } from "../sheet/rows.ts"
import { nameOf, open, verifies, type Year } from "../year/board.ts"

/** What an appeal's card wants to know of the year: the bloc's own page tells it, and an agency's page from outside of the bloc. */
export type Hall = {
  year: string
  phase: () => Phase
  own: () => string | null
  nameOf: (seat: string) => string
  placeOf: (item: string) => Place | undefined
  /** Whether one may decide, or enter the meeting's minutes, for a seat; whether the unit may go on. */
  decides: (seat: string, mine: boolean) => boolean
  goesOn: () => boolean
}

/** The bloc's own page. */
export const hallOf = ({ id, board }: Year, criteria: Criteria): Hall => ({
  year: id,
  phase: () => board().phase,
  own: () => board().seat,
  nameOf: (seat) => nameOf(board(), seat),
  placeOf: (item) => placesOf(criteria.table as Parameters<typeof placesOf>[0]).find((place) => place.item === item),
  decides: (seat, mine) => open(board(), "appeal.decide") && (mine || verifies(board(), seat)),
  goesOn: () => open(board(), "appeal.further"),
})
