import { type JSX, Match, Show, Switch, untrack } from "solid-js"
import type { Loading } from "../load.ts"
import { text } from "../text.ts"
import { Problem } from "./problem.tsx"

/** Loading, refused, or what came; what is there stays while it is read again, so the child runs once and reads inside its JSX. */
export function Loaded<T>(props: { of: Loading<T>; children: (value: () => T) => JSX.Element }) {
  return (
    <Switch>
      <Match when={props.of.value() !== undefined}>
        <Show when={props.of.refused()}>
          <Problem of={props.of.refused()} retry={props.of.again} />
        </Show>
        {untrack(() => props.children(() => props.of.value()!))}
      </Match>
      <Match when={props.of.refused()}>
        <Problem of={props.of.refused()} retry={props.of.again} />
      </Match>
      <Match when={true}>
        <p class="loading" role="status" aria-busy="true">
          {text("loading")}
        </p>
      </Match>
    </Switch>
  )
}
