import type { Worded } from "@khoi/core/criteria-rule"
import type { InferResponseType } from "hono/client"
import { createSignal, For } from "solid-js"
import type { api } from "../api.ts"
import { text } from "../text.ts"
import { DayField } from "../ui/day-field.tsx"
import { Choice, Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"

type Lists = InferResponseType<(typeof api.years)[":year"]["decisions"]["$get"]>
type Leaf = { readonly code: string; readonly name: string }
type Props = {
  leaves: readonly Leaf[]
  now: ReadonlyMap<string, Worded>
  busy: boolean
  save: (change: (now: Lists) => Lists) => Promise<boolean>
}

/** Corrects the wording of a leaf by the meeting's minutes; begins with the words that stand. */
export function Correct(props: Props) {
  const [code, setCode] = createSignal(props.leaves[0]?.code ?? "")
  const words = () => props.now.get(code())?.name ?? props.leaves.find((leaf) => leaf.code === code())?.name ?? ""
  const add = submitted(async (field, form) => {
    const line = { code: code(), name: field("name").trim(), number: field("number").trim(), date: field("date"), reason: field("reason") }
    if (await props.save((now) => ({ ...now, corrected: [...now.corrected, line] }))) form.reset()
  })
  return (
    <details class="screen-only">
      <summary>
        {text("decide.add")}: {text("decide.corrected")}
      </summary>
      <form onSubmit={add}>
        <p class="hint">{text("decide.corrected.hint")}</p>
        <Choice
          label={text("decide.leaf")}
          select={{
            name: "code",
            onChange: (event) => setCode(event.currentTarget.value),
            get children() {
              return (
                <For each={props.leaves}>
                  {(leaf) => (
                    <option value={leaf.code} selected={leaf.code === code()}>
                      {leaf.code}. {props.now.get(leaf.code)?.name ?? leaf.name}
                    </option>
                  )}
                </For>
              )
            },
          }}
        />
        <Field
          label={text("decide.corrected.name")}
          input={{
            name: "name",
            required: true,
            maxlength: 500,
            get value() {
              return words()
            },
          }}
        />
        <div class="row">
          <Field label={text("decide.corrected.number")} input={{ name: "number", required: true, maxlength: 100 }} />
          <DayField label={text("decide.corrected.date")} name="date" required />
        </div>
        <Field label={text("decide.corrected.reason")} input={{ name: "reason", required: true, maxlength: 1000 }} />
        <button type="submit" disabled={props.busy}>
          {text("decide.add")}
        </button>
      </form>
    </details>
  )
}
