import { Show } from "solid-js"
import { day, daysTo } from "../format.ts"
import { text } from "../text.ts"

/** A due day with how far it is; late in words, not by colour alone. */
export function Due(props: { on: string | undefined; done?: boolean }) {
  const left = () => daysTo(props.on ?? "")
  return (
    <Show when={props.on}>
      {(on) => (
        <span classList={{ due: true, late: !props.done && left() < 0, soon: !props.done && left() >= 0 && left() <= 3 }}>
          {text("due.on", { date: day(on()) })}
          <Show when={!props.done}>
            {" – "}
            {left() < 0 ? text("due.late", { n: -left() }) : left() === 0 ? text("due.today") : text("due.left", { n: left() })}
          </Show>
        </span>
      )}
    </Show>
  )
}
