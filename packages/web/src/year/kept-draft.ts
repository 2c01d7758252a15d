import { me } from "../session.ts"
import type { Draft } from "./criteria-draft.ts"

type Kept = { draft: Draft; base: string }
/** Kept in this window until it is saved or given up, for whoever is signed in here. */
const keyOf = (year: string) => `table/${me()?.province?.code}/${me()?.department?.id}/${me()?.name}/${year}`

/** What was written and not saved, with the hash of the version that it began from. */
export function kept(year: string): Kept | undefined {
  const found = sessionStorage.getItem(keyOf(year))
  return found ? (JSON.parse(found) as Kept) : undefined
}
export const keep = (year: string, of: Kept) => sessionStorage.setItem(keyOf(year), JSON.stringify(of))
export const drop = (year: string) => sessionStorage.removeItem(keyOf(year))
