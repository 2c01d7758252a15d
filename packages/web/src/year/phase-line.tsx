import { after, phases } from "@khoi/core/phase"
import { For, Show } from "solid-js"
import { text } from "../text.ts"
import type { Board } from "./board.ts"
import { Due } from "./due.tsx"

/** The year as a line of phases: what is past, now and next, and by when. */
export function PhaseLine(props: { board: Board }) {
  const without = () => Object.fromEntries(props.board.without.map((phase) => [phase, true]))
  const used = () => phases.filter((phase) => !(props.board.without as readonly string[]).includes(phase))
  const now = () => phases.indexOf(props.board.phase)
  const state = (phase: (typeof phases)[number]): "done" | "now" | "next" | undefined =>
    phases.indexOf(phase) < now()
      ? "done"
      : phase === props.board.phase
        ? "now"
        : phase === after(props.board.phase, without())
          ? "next"
          : undefined
  return (
    <ol class="phases">
      <For each={used()}>
        {(phase) => (
          <li class={state(phase)} aria-current={state(phase) === "now" ? "step" : undefined}>
            <span>{text(`phase.${phase}`)}</span>
            <Show when={state(phase) && (`year.phase.${state(phase)!}` as const)}>{(word) => <em>{text(word())}</em>}</Show>
            <Due on={props.board.due[phase]} done={state(phase) !== "now"} />
          </li>
        )}
      </For>
    </ol>
  )
}
