import type { Name } from "@khoi/core/award-rule"
import { Show } from "solid-js"
import { text } from "../text.ts"

/** Colours differ, and so do shapes and words: a flag on its pole, a framed sheet. */
const fill: Record<Name, string> = { flag: "#c62828", certificate: "#b58300", ministryFlag: "#1f6fb2", governmentFlag: "#7b1fa2" }

/** An award as a picture with its name. */
export function AwardMark(props: { award: Name; name?: string }) {
  return (
    <span class="award">
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <Show
          when={props.award === "certificate"}
          fallback={
            <>
              <path d="M4 2v17" stroke="#4a5560" stroke-width="2" stroke-linecap="round" />
              <path d="M5 3h13l-3 4 3 4H5z" fill={fill[props.award]} />
              <path d="m10 4.6.7 1.5 1.6.2-1.2 1.1.3 1.6-1.4-.8-1.4.8.3-1.6-1.2-1.1 1.6-.2z" fill="#ffeb3b" />
            </>
          }
        >
          <rect x="2" y="4" width="16" height="12" rx="1" fill="#fffdf3" stroke={fill.certificate} stroke-width="2" />
          <path d="M5 8h7M5 11h5" stroke={fill.certificate} stroke-width="1.5" />
          <circle cx="14" cy="12" r="2" fill="#c62828" />
        </Show>
      </svg>
      <span>
        <Show when={props.name} fallback={text(`overview.award.${props.award}`)}>
          {props.name} <small>{text(`overview.award.${props.award}`)}</small>
        </Show>
      </span>
    </span>
  )
}
