import { createUniqueId, type JSX, onCleanup, onMount } from "solid-js"
import { text } from "../text.ts"

/** A modal dialog, open as long as it is there; Escape and the button close it. */
export function Dialog(props: { title: string; onClose?: () => void; children: JSX.Element }) {
  let dialog: HTMLDialogElement | undefined
  const id = createUniqueId()
  const before = document.activeElement
  onMount(() => dialog?.showModal())
  onCleanup(() => {
    dialog?.close()
    if (before instanceof HTMLElement) before.focus()
  })
  const cancel = (event: Event) => {
    event.preventDefault()
    props.onClose?.()
  }
  return (
    <dialog ref={(made) => (dialog = made)} aria-labelledby={id} onCancel={cancel}>
      <h2 id={id}>{props.title}</h2>
      {props.children}
    </dialog>
  )
}

/** The buttons at the foot of a dialog's form. */
export function Buttons(props: { does: string; busy?: boolean; onCancel: () => void }) {
  return (
    <div class="buttons">
      <button type="submit" disabled={props.busy}>
        {props.does}
      </button>
      <button type="button" class="quiet" onClick={() => props.onCancel()}>
        {text("cancel")}
      </button>
    </div>
  )
}
