import { For, Show } from "solid-js"
import { text } from "../text.ts"
import { Area } from "../ui/field.tsx"
import type { LineFault } from "./criteria-text.ts"

/** Lines as from a spreadsheet, with what is wrong below them; a fault leads to its line. */
export function LineArea(props: {
  label: string
  hint: string
  rows: number
  value: string
  faults: LineFault[] | undefined
  typed: (value: string) => void
}) {
  let area: HTMLTextAreaElement | undefined
  function show(line: number) {
    if (!area) return
    const before = area.value.split("\n").slice(0, line - 1)
    const start = before.reduce((sum, one) => sum + one.length + 1, 0)
    area.focus()
    area.setSelectionRange(start, start + (area.value.split("\n")[line - 1]?.length ?? 0))
    area.scrollTop = (area.scrollHeight / area.value.split("\n").length) * Math.max(0, line - 3)
  }
  return (
    <>
      <Area
        label={props.label}
        hint={props.hint}
        area={{
          ...{ rows: props.rows, wrap: "off", spellcheck: false, class: "lines" },
          value: props.value,
          ref: (made: HTMLTextAreaElement) => (area = made),
          onInput: (event) => props.typed(event.currentTarget.value),
        }}
      />
      <Faults of={props.faults} show={show} />
    </>
  )
}

/** Faults of one place of the form; the first twenty are enough to begin with. */
export function Faults(props: { of: LineFault[] | undefined; show?: (line: number) => void }) {
  return (
    <div role="alert">
      <Show when={props.of?.length}>
        <ul class="fix">
          <For each={props.of?.slice(0, 20)}>
            {({ line, word, gaps }) => (
              <li>
                <Show when={line && props.show} fallback={line ? text("table.fault", { line, why: text(word, gaps) }) : text(word, gaps)}>
                  <button type="button" class="link" onClick={() => props.show?.(line)}>
                    {text("table.fault", { line, why: text(word, gaps) })}
                  </button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  )
}
