import { lastWording, type Worded } from "@khoi/core/criteria-rule"
import { past } from "@khoi/core/phase"
import { createContext, type JSX, Show, useContext } from "solid-js"
import { api, ask } from "../api.ts"
import { day } from "../format.ts"
import { load } from "../load.ts"
import { text } from "../text.ts"
import { Problem } from "../ui/problem.tsx"
import type { Board } from "./board.ts"

const Words = createContext<() => ReadonlyMap<string, Worded>>(() => new Map())

/** Below it leaves are shown in these words. */
export const WordsOf = (props: { words: ReadonlyMap<string, Worded>; children: JSX.Element }) => (
  <Words.Provider value={() => props.words}>{props.children}</Words.Provider>
)

/** Below it every leaf of the year is shown as its wording stands; nothing is corrected before the year runs. */
export function YearWords(props: { board: Board; children: JSX.Element }) {
  const read = load(
    () => (past(props.board.phase, "pledging") ? props.board.id : undefined),
    async (year) => {
      const { value, etag } = await ask(() => api.years[":year"].decisions.$get({ param: { year } }))
      return { value: lastWording(value.corrected), etag }
    },
  )
  return (
    <Words.Provider value={() => read.value() ?? new Map<string, Worded>()}>
      <Problem of={read.refused()} retry={read.again} />
      {props.children}
    </Words.Provider>
  )
}

/** A leaf's words; where they were corrected with a sign, the minutes, and what they said before. */
export function Wording(props: { code: string; name: string }) {
  const words = useContext(Words)
  const now = () => words().get(props.code)
  return (
    <>
      {now()?.name ?? props.name}
      <Show when={now()}>
        {(one) => (
          <small class="reworded">
            {text("wording.was", { was: one().was ?? props.name, number: one().number, date: day(one().date) })}
          </small>
        )}
      </Show>
    </>
  )
}
