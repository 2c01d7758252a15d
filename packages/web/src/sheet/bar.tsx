import { useBeforeLeave } from "@solidjs/router"
import { type JSX, Match, Show, Switch } from "solid-js"
import { clock } from "../format.ts"
import { text } from "../text.ts"
import { type Cells, faultsOf } from "./cells.ts"
import type { Noting } from "./notes.ts"
import type { Saver } from "./saver.ts"

/** What is saved and what is still missing, at the foot of the screen; asks before unsaved points are left behind. */
export function Bar(props: {
  saver: Saver
  cells: Cells
  /** What is missing or wrong beside the cells: reasons, lines. */
  more: number
  notes: Pick<Noting, "unsaved" | "flush" | "refused"> | undefined
  theirs: () => void
  told: string
  total: string
  children: JSX.Element
}) {
  const unsaved = () => props.saver.unsaved() || !!props.notes?.unsaved()
  useBeforeLeave((event) => {
    if (!unsaved()) return
    event.preventDefault()
    void leave(event.retry)
  })
  async function leave(retry: (force: boolean) => void) {
    await Promise.all([props.saver.flush(), props.notes?.flush()])
    if (!unsaved() || confirm(text("sheet.leave"))) retry(true)
  }
  return (
    <div class="bar">
      <p class="told" role="status">
        {props.told}
      </p>
      <Show when={props.total}>
        <strong>{props.total}</strong>
      </Show>
      <p role="status" class={`state ${props.saver.state()}`}>
        {text(`sheet.state.${props.saver.state()}`, {
          time: props.saver.savedAt() ? clock(props.saver.savedAt()) : "",
          why: text(props.saver.refused()?.code, { minutes: 15 }),
        })}
      </p>
      <Show when={props.notes?.refused()}>
        {(refused) => (
          <p class="state refused" role="alert">
            {text("note.refused", { why: text(refused().code, { minutes: 15 }) })}{" "}
            <button type="button" class="quiet" onClick={() => void props.notes?.flush()}>
              {text("retry")}
            </button>
          </p>
        )}
      </Show>
      <Counts cells={props.cells} more={props.more} />
      <div class="buttons">
        <Switch>
          <Match when={props.saver.state() === "stale"}>
            <button type="button" class="quiet" onClick={() => props.theirs()}>
              {text("sheet.stale.theirs")}
            </button>
            <button type="button" class="quiet" onClick={() => void props.saver.keepMine()}>
              {text("sheet.stale.mine")}
            </button>
          </Match>
          <Match when={props.saver.state() === "refused" || props.saver.state() === "offline"}>
            <button type="button" class="quiet" onClick={() => void props.saver.flush()}>
              {text("retry")}
            </button>
          </Match>
        </Switch>
        {props.children}
      </div>
    </div>
  )
}

function Counts(props: { cells: Cells; more: number }) {
  const faults = () => faultsOf(props.cells)
  const lacks = () => faults().filter(({ word }) => word === "sheet.lacks").length
  return (
    <p class="counts">
      <Show when={lacks()}>{(n) => <span>{text("sheet.lacks.n", { n: n() })}</span>}</Show>
      <Show when={props.more}>{(n) => <strong class="fault">{text("sheet.more.n", { n: n() })}</strong>}</Show>
      <Show when={faults().length - lacks()}>{(n) => <strong class="fault">{text("sheet.wrong.n", { n: n() })}</strong>}</Show>
      <Show when={!faults().length && !props.more}>
        <span>✓ {text("sheet.whole")}</span>
      </Show>
    </p>
  )
}
