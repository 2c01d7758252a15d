import { type Action, rights } from "@khoi/core/right"
import { For } from "solid-js"
import { language, text, wordOr } from "../text.ts"
import { Choice } from "../ui/field.tsx"
import type { Board } from "./board.ts"

/** Of the log one act, or what one member did and what concerns it. */
export type Wanted = { act?: Action; seat?: string }
const gaps = () => ({ from: "…", to: "…", day: "…", unit: "…", state: "…", award: text("award.title") })
/** The acts that a log has words for, in the order of the alphabet. */
const acts = () =>
  (Object.keys(rights) as Action[])
    .flatMap((act) => {
      const word = wordOr(`log.${act}`, "log.other")
      return word === "log.other" ? [] : [{ act, said: text(word, gaps()) }]
    })
    .toSorted((a, b) => a.said.localeCompare(b.said, language()))

export function LogFilter(props: { board: Board; wanted: Wanted; want: (wanted: Wanted) => void }) {
  const put = (of: keyof Wanted) => (event: { currentTarget: HTMLSelectElement }) => {
    const { [of]: _before, ...rest } = props.wanted
    props.want(event.currentTarget.value ? { ...rest, [of]: event.currentTarget.value } : rest)
  }
  return (
    <div class="log-filter">
      <Choice
        label={text("log.filter.act")}
        select={{
          onChange: put("act"),
          get children() {
            return (
              <>
                <option value="">{text("overview.all")}</option>
                <For each={acts()}>{({ act, said }) => <option value={act}>{said}</option>}</For>
              </>
            )
          },
        }}
      />
      <Choice
        label={text("log.filter.unit")}
        select={{
          onChange: put("seat"),
          get children() {
            return (
              <>
                <option value="">{text("overview.all")}</option>
                <For each={props.board.members}>{({ seat, name }) => <option value={seat}>{name}</option>}</For>
              </>
            )
          },
        }}
      />
    </div>
  )
}
