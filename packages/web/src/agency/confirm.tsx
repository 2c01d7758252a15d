import { createSignal, For, Show } from "solid-js"
import { over, refusal, type Refused } from "../api.ts"
import { acting } from "../load.ts"
import { text, type Word } from "../text.ts"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import type { Part } from "./part.ts"

type Props = { parts: readonly Part[]; opens: Word; label?: string; done: () => unknown; anew: () => Promise<void> }
/** What somebody else has done meanwhile; the page has to show it before anybody goes on. */
const meanwhile = ["version.stale", "agency.confirmed", "agency.closed", "year.moved"]

/** Confirms what is whole of one bloc, or of all, each bloc by itself: what one refuses keeps none of the others back. */
export function Confirm(props: Props) {
  const [asks, setAsks] = createSignal(false)
  const [refused, setRefused] = createSignal<ReadonlyMap<Part, Refused>>(new Map())
  const [confirmed, setConfirmed] = createSignal<ReadonlySet<Part>>(new Set())
  const act = acting()
  /** The key stays while the question does: a try whose answer was lost counts once. */
  let headers = new Map<Part, ReturnType<typeof over>>()
  const some = () => props.parts.filter((part) => part.ready().length && !confirmed().has(part))
  const flush = () => Promise.all(props.parts.flatMap(({ save, notes }) => [save.flush(), notes.flush()]))
  async function open() {
    headers = new Map()
    setRefused(new Map())
    await flush()
    setAsks(true)
  }
  function close() {
    setAsks(false)
    if (confirmed().size) props.done()
  }
  async function post(part: Part) {
    const kept = part.save.unsaved() ? part.save.refused() : part.notes.unsaved() ? part.notes.refused() : undefined
    if (part.save.unsaved() || part.notes.unsaved()) return kept ?? refusal(undefined)
    const header = headers.get(part) ?? over(part.save.etag())
    headers.set(part, header)
    return part.confirm(header).then(
      () => void setConfirmed((before) => new Set([...before, part])),
      (error: unknown) => refusal(error),
    )
  }
  const send = submitted(() =>
    act.run(async () => {
      await flush()
      const faults = new Map<Part, Refused>()
      for (const part of some()) {
        const fault = await post(part)
        if (fault) faults.set(part, fault)
      }
      setRefused(faults)
      const overtaken = [...faults].some(([part, { code }]) => !part.save.unsaved() && meanwhile.includes(code))
      if (overtaken) await props.anew()
      else if (!faults.size) close()
    }),
  )
  return (
    <>
      <button type="button" class="screen-only" aria-label={props.label} onClick={() => void open()}>
        {text(props.opens)}
      </button>
      <Show when={asks()}>
        <Dialog title={text("verify.confirm.title")} onClose={close}>
          <form onSubmit={send}>
            <Show when={some().length} fallback={<p>{text("agency.confirm.none")}</p>}>
              <p>{text("agency.confirm.all")}</p>
            </Show>
            <ul>
              <For each={some()}>
                {(part) => (
                  <li>
                    <b>{part.name()}</b>: {part.ready().join(", ")}
                    <Problem of={refused().get(part)} />
                  </li>
                )}
              </For>
            </ul>
            <For each={props.parts.flatMap((part) => part.partly())}>{(unit) => <p class="hint">{text("agency.partly", { unit })}</p>}</For>
            <Show
              when={some().length}
              fallback={
                <div class="buttons">
                  <button type="button" class="quiet" onClick={close}>
                    {text("close")}
                  </button>
                </div>
              }
            >
              <Buttons does={text("verify.confirm.do")} busy={act.busy()} onCancel={close} />
            </Show>
          </form>
        </Dialog>
      </Show>
    </>
  )
}
