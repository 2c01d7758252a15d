import { createSignal } from "solid-js"
import { moment } from "../format.ts"
import { text } from "../text.ts"
import { Dialog } from "./dialog.tsx"

/** A one-time link, shown this once. */
export function LinkShown(props: { province: string; name: string; token: string; until: string; onClose: () => void }) {
  const [copied, setCopied] = createSignal(false)
  const address = () => `${location.origin}/${props.province}/link/${props.token}`
  let box: HTMLTextAreaElement | undefined
  const copy = () =>
    void navigator.clipboard.writeText(address()).then(
      () => setCopied(true),
      () => box?.select(),
    )
  return (
    <Dialog title={text("linkShown.title")} onClose={props.onClose}>
      <p>{text("linkShown.hint", { name: props.name, until: moment(props.until) })}</p>
      <textarea
        ref={(made) => (box = made)}
        readonly
        rows="3"
        aria-label={text("linkShown.title")}
        value={address()}
        onFocus={(event) => event.currentTarget.select()}
      />
      <p role="status">{copied() ? text("copied") : ""}</p>
      <div class="buttons">
        <button type="button" onClick={copy}>
          {text("copy")}
        </button>
        <button type="button" class="quiet" onClick={() => props.onClose()}>
          {text("close")}
        </button>
      </div>
    </Dialog>
  )
}
