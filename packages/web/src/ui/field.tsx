import { createUniqueId, type JSX, Show } from "solid-js"
import { text, type Word } from "../text.ts"
import { cutting } from "./cut.ts"

type Own = { label: string; hint?: string | undefined; fault?: Word | undefined }
type Rest = JSX.InputHTMLAttributes<HTMLInputElement>

/** A labelled input with its hint, and what is wrong with it. */
export function Field(props: Own & { input: Rest }) {
  const id = createUniqueId()
  const cut = cutting()
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <input
        {...props.input}
        id={id}
        aria-invalid={!!props.fault}
        aria-describedby={`${id}-hint ${id}-fault`}
        onPaste={cut.pasted}
        on:input={cut.typed}
      />
      <Cut said={cut.said()} />
      <Hints id={id} {...props} />
    </div>
  )
}

/** The same for a short name that stands in addresses: small letters, without the spaces that a copy brings along. */
export function Slug(props: Own & { input: Rest }) {
  const tidy = ({ currentTarget: input }: Event & { currentTarget: HTMLInputElement }) => {
    const word = input.value.trim().toLowerCase()
    if (word === input.value) return
    const at = input.selectionStart
    input.value = word
    input.setSelectionRange(at, at)
  }
  return (
    <Field
      label={props.label}
      hint={text("code.hint")}
      fault={props.fault === "input.text" ? "code.form" : props.fault}
      input={{ ...props.input, maxlength: 60, autocomplete: "off", autocapitalize: "none", spellcheck: false, onInput: tidy }}
    />
  )
}

/** The same for running text. */
export function Area(props: Own & { area: JSX.TextareaHTMLAttributes<HTMLTextAreaElement> }) {
  const id = createUniqueId()
  const cut = cutting()
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <textarea
        {...props.area}
        id={id}
        aria-invalid={!!props.fault}
        aria-describedby={`${id}-hint ${id}-fault`}
        onPaste={cut.pasted}
        on:input={cut.typed}
      />
      <Cut said={cut.said()} />
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

/** What a paste has lost; the region is there before, so that it is read out when it fills. */
export const Cut = (props: { said: string }) => (
  <small role="status" class="fault">
    {props.said}
  </small>
)

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
