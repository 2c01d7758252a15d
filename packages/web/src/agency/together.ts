import type { Noting } from "../sheet/notes.ts"
import type { Saver, State } from "../sheet/saver.ts"
import type { Part } from "./part.ts"

/** What is worse comes first: one bloc that is not saved is what one has to know. */
const worst: readonly State[] = ["refused", "stale", "offline", "saving", "dirty", "saved", "idle"]

/** The savers of all blocs as the bar at the foot sees one; over what somebody else has saved the page is made `anew`. */
export function together(
  parts: readonly Part[],
  anew: () => Promise<void>,
): { saver: Saver; notes: Pick<Noting, "unsaved" | "flush" | "refused"> } {
  const all = parts.map(({ save }) => save)
  const being = (state: State) => all.filter((one) => one.state() === state)
  const each = async (work: (one: Saver) => Promise<void>, some: readonly Saver[] = all) => void (await Promise.all(some.map(work)))
  return {
    saver: {
      state: () => worst.find((state) => being(state).length) ?? "idle",
      refused: () => all.map((one) => one.refused()).find(Boolean),
      savedAt: () => all.reduce((latest, one) => (one.savedAt() > latest ? one.savedAt() : latest), ""),
      etag: () => "",
      unsaved: () => all.some((one) => one.unsaved()),
      touch: () => {},
      flush: () => each((one) => one.flush()),
      keepMine: async () => {
        await Promise.all(parts.map(({ notes }) => notes.flush()))
        await each((one) => one.rebase(), being("stale"))
        await anew()
      },
      rebase: () => each((one) => one.rebase()),
      drop: () => all.forEach((one) => one.drop()),
    },
    notes: {
      unsaved: () => parts.some(({ notes }) => notes.unsaved()),
      flush: async () => void (await Promise.all(parts.map(({ notes }) => notes.flush()))),
      refused: () => parts.map(({ notes }) => notes.refused()).find(Boolean),
    },
  }
}
