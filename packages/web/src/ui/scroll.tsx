import type { JSX } from "solid-js"

/** A wide table scrolls in itself, by keyboard too, and leaves the page its width. */
export function Scroll(props: { label: string; wide?: boolean; children: JSX.Element }) {
  return (
    <div role="group" class="scroll" classList={{ wide: !!props.wide }} aria-label={props.label} ref={(region) => (region.tabIndex = 0)}>
      {props.children}
    </div>
  )
}
