import { Show } from "solid-js"
import type { Refused } from "../api.ts"
import { text } from "../text.ts"

/** A refusal in words; the region is there before, so that it is read out when it fills. */
export function Problem(props: { of: Refused | undefined; retry?: () => unknown }) {
  return (
    <div role="alert" classList={{ problem: !!props.of }}>
      <Show when={props.of}>
        <span>{text(props.of?.code, { minutes: props.of?.minutes || 15 })}</span>
        <Show when={props.retry}>
          {" "}
          <button type="button" class="quiet" onClick={() => void props.retry?.()}>
            {text("retry")}
          </button>
        </Show>
      </Show>
    </div>
  )
}
