import { createSignal, For, Show } from "solid-js"
import { type Answer, over } from "../api.ts"
import { acting } from "../load.ts"
import { text, type Word } from "../text.ts"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import { type Cells, faultsOf } from "./cells.ts"
import type { Noting } from "./notes.ts"
import type { Leaf } from "./rows.ts"
import type { Saver } from "./saver.ts"

type Props = {
  cells: Cells
  leaves: readonly Leaf[]
  nameOf: (c: number) => string
  saver: Saver
  /** What else keeps it from being handed in, each with a way there. */
  more: () => readonly More[]
  notes: Noting | undefined
  open: Word
  title: Word
  does: Word
  ask: () => string
  go: (c: number, i: number, k: number) => void
  post: (header: ReturnType<typeof over>) => Promise<Answer<unknown>>
  done: () => unknown
}
export type More = { text: string; go: () => void }
/** Links to cells; more would be no help. */
const most = 30

/** Hands a sheet in after a question, or lists what keeps it from being handed in, each a way to its cell. */
export function HandIn(props: Props) {
  const [asks, setAsks] = createSignal(false)
  const act = acting()
  let header: ReturnType<typeof over> | undefined
  const faults = () => faultsOf(props.cells)
  async function open() {
    act.clear()
    header = undefined
    await Promise.all([props.saver.flush(), props.notes?.flush()])
    setAsks(true)
  }
  const post = submitted(async () => {
    await Promise.all([props.saver.flush(), props.notes?.flush()])
    if (props.saver.unsaved() || props.notes?.unsaved()) return
    // The key stays while the question does: a try whose answer was lost counts once.
    header ??= over(props.saver.etag())
    const sent = header
    const done = await act.run(() => props.post(sent))
    if (!done) return void (act.refused()?.code === "verified.first" && props.done())
    setAsks(false)
    props.done()
  })
  return (
    <>
      <button type="button" onClick={() => void open()}>
        {text(props.open)}
      </button>
      <Show when={asks()}>
        <Dialog title={text(props.title)} onClose={() => setAsks(false)}>
          <Show when={!faults().length && !props.more().length} fallback={<Fix {...props} close={() => setAsks(false)} />}>
            <form onSubmit={post}>
              <p>{props.ask()}</p>
              <Problem of={act.refused() ?? (props.saver.unsaved() ? props.saver.refused() : props.notes?.refused())} />
              <Buttons does={text(props.does)} busy={act.busy()} onCancel={() => setAsks(false)} />
            </form>
          </Show>
        </Dialog>
      </Show>
    </>
  )
}

function Fix(props: Props & { close: () => void }) {
  const faults = () => faultsOf(props.cells)
  /** Which of a leaf's cells, where it has more than one. */
  const named = (c: number, i: number, k: number) => {
    const parts = props.cells[c]?.parts[i] ?? []
    return parts.length > 1 ? ` (${text(`part.${parts[k]!}`)})` : ""
  }
  const several = () => props.cells.filter(Boolean).length > 1
  const go = (event: Event, c: number, i: number, k: number) => {
    event.preventDefault()
    props.close()
    props.go(c, i, k)
  }
  return (
    <>
      <p>{text("sheet.handIn.fix")}</p>
      <ul class="fix">
        <For each={faults().slice(0, most)}>
          {({ c, i, k, word }) => (
            <li>
              <a href={`#r${i}`} onClick={(event) => go(event, c, i, k)}>
                {props.leaves[i]?.code} {several() ? props.nameOf(c) : props.leaves[i]?.name}
              </a>
              {named(c, i, k)}: {text(word)}
            </li>
          )}
        </For>
        <For each={props.more()}>
          {(one) => (
            <li>
              <button type="button" class="link" onClick={() => (props.close(), queueMicrotask(one.go))}>
                {one.text}
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show when={faults().length > most}>
        <p>{text("sheet.handIn.more", { n: faults().length - most })}</p>
      </Show>
      <div class="buttons">
        <button type="button" class="quiet" onClick={() => props.close()}>
          {text("close")}
        </button>
      </div>
    </>
  )
}
