import type { Code } from "@khoi/core/fault"
import { createUniqueId, type JSX, Show } from "solid-js"
import { text } from "../text.ts"

type Own = { label: string; hint?: string | undefined; fault?: Code | "lost" | undefined }
type Rest = JSX.InputHTMLAttributes<HTMLInputElement>

/** A labelled input with its hint, and what is wrong with it. */
export function Field(props: Own & { input: Rest }) {
  const id = createUniqueId()
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <input {...props.input} id={id} aria-invalid={!!props.fault} aria-describedby={`${id}-hint ${id}-fault`} />
      <Hints id={id} {...props} />
    </div>
  )
}

/** The same for running text. */
export function Area(props: Own & { area: JSX.TextareaHTMLAttributes<HTMLTextAreaElement> }) {
  const id = createUniqueId()
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <textarea {...props.area} id={id} aria-invalid={!!props.fault} aria-describedby={`${id}-hint ${id}-fault`} />
      <Hints id={id} {...props} />
    </div>
  )
}

/** The same for a choice. */
export function Choice(props: Own & { select: JSX.SelectHTMLAttributes<HTMLSelectElement> }) {
  const id = createUniqueId()
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select {...props.select} id={id} aria-invalid={!!props.fault} aria-describedby={`${id}-hint ${id}-fault`} />
      <Hints id={id} {...props} />
    </div>
  )
}

function Hints(props: Own & { id: string }) {
  return (
    <>
      <small id={`${props.id}-hint`}>{props.fault && text(props.fault) === props.hint ? "" : props.hint}</small>
      <Show when={props.fault}>
        <small id={`${props.id}-fault`} class="fault">
          {text(props.fault)}
        </small>
      </Show>
    </>
  )
}
