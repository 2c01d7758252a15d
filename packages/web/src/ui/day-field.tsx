import type { Code } from "@khoi/core/fault"
import { createSignal } from "solid-js"
import { day, dayTyped } from "../format.ts"
import { text } from "../text.ts"
import { Field } from "./field.tsx"

/** A day as people write it, dd/mm/yyyy, whatever the browser's own language; the form gets it under `name` as the API wants it. */
export function DayField(props: {
  label: string
  name: string
  required?: boolean
  hint?: string
  fault?: Code | "lost" | undefined
  /** The day that stands there first, as the API writes it. */
  value?: string | undefined
}) {
  const [word, setWord] = createSignal(props.value ? day(props.value) : "")
  const iso = () => dayTyped(word()) ?? ""
  const check = (input: HTMLInputElement) => input.setCustomValidity(word().trim() && !iso() ? text("day.wrong") : "")
  return (
    <>
      <Field
        label={props.label}
        hint={props.hint ?? text("day.hint")}
        fault={props.fault}
        input={{
          inputmode: "numeric",
          autocomplete: "off",
          maxlength: 10,
          placeholder: "dd/mm/yyyy",
          get required() {
            return !!props.required
          },
          get value() {
            return word()
          },
          onInput: (event) => {
            setWord(event.currentTarget.value)
            check(event.currentTarget)
          },
          onChange: (event) => {
            if (iso()) setWord(day(iso()))
            check(event.currentTarget)
          },
        }}
      />
      <input type="hidden" name={props.name} value={iso()} />
    </>
  )
}
