import { createSignal, Show } from "solid-js"
import { text } from "../text.ts"
import { cutting } from "../ui/cut.ts"
import { Cut } from "../ui/field.tsx"
import type { GridProps } from "./grid.tsx"
import { type Field, go } from "./keys.ts"

/** The note or reason on one leaf: a button until there is one, or one is wanted; Escape goes back to the cell. */
export function NoteCell(props: { notes: NonNullable<GridProps["notes"]>; code: string; i: number; field: Field; readOnly: boolean }) {
  const [opened, open] = createSignal(false)
  const cut = cutting()
  let area: HTMLTextAreaElement | undefined
  const c = () => props.notes.c()
  const said = () => props.notes.of.text(c(), props.i)
  const wanted = () => props.notes.wanted(c(), props.i)
  const label = () => `${props.notes.name()}: ${props.code}`
  const show = () => {
    open(true)
    area?.focus()
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Escape" && !(event.key === "Enter" && event.ctrlKey)) return
    event.preventDefault()
    go(props.field, c(), props.i)
  }
  return (
    <td class="note" classList={{ wanted: wanted() && !said().trim() }}>
      <Show
        when={!props.readOnly && (opened() || wanted() || said())}
        fallback={
          <Show when={!props.readOnly} fallback={said()}>
            <button type="button" class="quiet" aria-label={label()} onClick={show}>
              +
            </button>
          </Show>
        }
      >
        <textarea
          ref={(made) => (area = made)}
          rows="1"
          maxlength={4000}
          aria-label={label()}
          aria-invalid={wanted() && !said().trim()}
          placeholder={wanted() ? text("note.wanted") : ""}
          value={said()}
          onInput={(event) => props.notes.of.type(c(), props.i, event.currentTarget.value)}
          onChange={() => void props.notes.of.flush()}
          onKeyDown={keys}
          onPaste={cut.pasted}
          on:input={cut.typed}
        />
        <Cut said={cut.said()} />
        <span class="on-paper">{said()}</span>
      </Show>
    </td>
  )
}
