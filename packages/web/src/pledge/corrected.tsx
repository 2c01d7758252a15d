import { createSignal, For, Show } from "solid-js"
import { ask } from "../api.ts"
import { moment, short } from "../format.ts"
import { load } from "../load.ts"
import { text } from "../text.ts"
import { Dialog } from "../ui/dialog.tsx"
import { Loaded } from "../ui/loaded.tsx"
import type { Year } from "../year/board.ts"
import { at, type Pledge } from "./pledge.ts"
import { TargetsView } from "./targets-view.tsx"

/** Slips that were corrected under standing signatures, each with what was signed before. */
export function Corrected(props: { year: Year; corrected: Pledge["corrected"] }) {
  const [shown, show] = createSignal<number>()
  return (
    <Show when={props.corrected.length}>
      <h2>{text("slip.list")}</h2>
      <ul class="lines">
        <For each={props.corrected}>
          {(one) => (
            <li>
              <span>{text("slip.line", { at: moment(one.at), why: one.why, hash: short(one.from) })}</span>
              <button type="button" class="quiet screen-only" onClick={() => show(one.n)}>
                {text("slip.show")}
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show when={shown()} keyed>
        {(n) => <Before year={props.year} n={n} close={() => show(undefined)} />}
      </Show>
    </Show>
  )
}

function Before(props: { year: Year; n: number; close: () => void }) {
  const version = load(
    () => props.n,
    (n) => ask(() => at.versions[":n"].$get({ param: { year: props.year.id, n: `${n}` } })),
  )
  return (
    <Dialog title={text("slip.show")} onClose={props.close}>
      <Loaded of={version}>
        {(found) => (
          <>
            <p class="hint">{text("slip.before", { hash: short(found().hash) })}</p>
            <div class="prose">{found().text}</div>
            <TargetsView targets={found().targets} members={props.year.board().members} />
          </>
        )}
      </Loaded>
      <div class="buttons">
        <button type="button" class="quiet" onClick={() => props.close()}>
          {text("close")}
        </button>
      </div>
    </Dialog>
  )
}
