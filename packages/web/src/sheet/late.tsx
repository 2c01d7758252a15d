import { Show } from "solid-js"
import { text } from "../text.ts"
import { Field } from "../ui/field.tsx"
import type { More } from "./hand-in.tsx"
import type { Lining } from "./lining.ts"

type Owed = { code: string; count: number; days: number } | null
const given = (owed: NonNullable<Owed>, lines: Lining) => lines.marks().some(({ code }) => code === owed.code)

/** What the bloc's rule asks for late sheets, while it is neither given nor waived. */
export const lateLeft = (owed: Owed, lines: Lining, waived: string): More[] =>
  owed && !waived.trim() && !given(owed, lines)
    ? [{ text: text("late.go"), go: () => document.querySelector<HTMLElement>(".late button, .late input")?.focus() }]
    : []

/** Late sheets before who verifies: the penalty is given by one press, or waived with a reason. */
export function Late(props: {
  owed: Owed
  lines: Lining
  waived: string
  readOnly: boolean
  waive: (why: string) => void
  changed: () => void
}) {
  const line = (code: string) => {
    const found = props.lines.all.find((one) => one.line.code === code)
    return found ? `${code} ${found.line.name}` : code
  }
  const accept = ({ code, count, days }: NonNullable<Owed>) => {
    props.lines.type(code, { count: `${count}`, evidence: text("late.evidence", { days }) })
    props.waive("")
    props.changed()
  }
  return (
    <Show when={props.owed}>
      {(owed) => (
        <section
          class="late notice"
          classList={{ "screen-only": !props.waived && !given(owed(), props.lines) }}
          aria-label={text("late.title")}
        >
          <h3>{text("late.title")}</h3>
          <p>{text("late.owed", { days: owed().days, count: owed().count, line: line(owed().code) })}</p>
          <Show when={!given(owed(), props.lines)} fallback={<p>✓ {text("late.accepted")}</p>}>
            <Show when={!props.readOnly}>
              <button type="button" onClick={() => accept(owed())}>
                {text("late.accept")}
              </button>
            </Show>
            <Field
              label={text("late.waive")}
              input={{
                maxlength: 1000,
                readonly: props.readOnly,
                get value() {
                  return props.waived
                },
                onInput: (event) => props.waive(event.currentTarget.value),
              }}
            />
          </Show>
        </section>
      )}
    </Show>
  )
}
