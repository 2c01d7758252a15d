import { createEffect, type JSX, onMount } from "solid-js"
import { text } from "../text.ts"

let first = true

/** A page with its heading, which takes the focus when one comes here from another page, and names the window. */
export function Page(props: { title: string; children: JSX.Element; lead?: JSX.Element }) {
  let heading: HTMLHeadingElement | undefined
  onMount(() => {
    if (!first) heading?.focus({ preventScroll: true })
    first = false
  })
  createEffect(() => (document.title = `${props.title} – ${text("app.name")}`))
  return (
    <>
      <div class="heading">
        <h1 tabindex="-1" ref={(made) => (heading = made)}>
          {props.title}
        </h1>
        {props.lead}
      </div>
      {props.children}
    </>
  )
}
