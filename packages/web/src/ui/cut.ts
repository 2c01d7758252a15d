import { createSignal } from "solid-js"
import { text } from "../text.ts"

type Typed = HTMLInputElement | HTMLTextAreaElement
type At<E> = E & { currentTarget: Typed }

/** Composes the marks of what is typed or pasted before it is counted, and tells what a paste has lost to the input's limit. */
export function cutting() {
  const [cut, setCut] = createSignal({ lost: 0, most: 0 })
  /** A paste as it is where it fits; the browser would cut the rest without a word. */
  function pasted(event: At<ClipboardEvent>) {
    const input = event.currentTarget
    const { maxLength: most, selectionStart: from, selectionEnd: to } = input
    const given = (event.clipboardData?.getData("text/plain") ?? "").replaceAll("\r\n", "\n")
    if (most < 0 || from === null || to === null || input.readOnly || input.type === "password") return
    const whole = (input instanceof HTMLInputElement ? given.replaceAll("\n", " ") : given).normalize("NFC")
    const room = most - (input.value.length - (to - from))
    if (whole === given && whole.length <= room) return
    event.preventDefault()
    // As typed, so that Ctrl+Z takes it back; half of a pair is no sign.
    document.execCommand("insertText", false, whole.slice(0, Math.max(0, room)).replace(/[\uD800-\uDBFF]$/, ""))
    setCut({ lost: Math.max(0, whole.length - room), most })
  }
  function typed(event: At<Event>) {
    const input = event.currentTarget
    setCut({ lost: 0, most: 0 })
    if (input.type === "password" || (event as Partial<InputEvent>).isComposing) return
    const composed = input.value.normalize("NFC")
    if (composed === input.value) return
    const at = input.value.slice(0, input.selectionStart ?? 0).normalize("NFC").length
    input.value = composed
    input.setSelectionRange(at, at)
  }
  return { pasted, typed, said: () => (cut().lost ? text("input.cut", { n: cut().lost, most: cut().most }) : "") }
}
