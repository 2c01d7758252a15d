import { text } from "../text.ts"

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
const isControl = (target: EventTarget | null): target is Control =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement

function told({ validity }: Control, limit: (name: string) => string) {
  if (validity.valueMissing) return text("valid.missing")
  if (validity.rangeOverflow) return text("valid.most", { n: limit("max") })
  if (validity.rangeUnderflow) return text("valid.least", { n: limit("min") })
  if (validity.tooShort) return text("valid.short", { n: limit("minlength") })
  if (validity.badInput || validity.stepMismatch) return text("valid.number")
  return validity.valid || validity.customError ? "" : text("input.text")
}

/** What a browser says of a field, in the page's language instead of the browser's own. */
export function speakValidity() {
  const clear = ({ target }: Event) => isControl(target) && target.setCustomValidity("")
  document.addEventListener("input", clear, true)
  document.addEventListener("change", clear, true)
  document.addEventListener(
    "invalid",
    ({ target }) => {
      if (!isControl(target)) return
      target.setCustomValidity("")
      target.setCustomValidity(told(target, (name) => target.getAttribute(name) ?? ""))
    },
    true,
  )
}
