import type { Place, Value } from "@khoi/core/appeal-rule"
import { createSignal, Show } from "solid-js"
import { act as header, api, ask } from "../api.ts"
import { acting } from "../load.ts"
import { text } from "../text.ts"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { Area } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import type { Year } from "../year/board.ts"
import { said, ValueFields, valueOf } from "./value.tsx"

type Props = { year: Year; place: Place; value: Value | null | undefined; close: () => void; done: () => unknown }

/** The value that a unit wants at one place, up or down, and why. */
export function Asking(props: Props) {
  const act = acting()
  const [bad, setBad] = createSignal(false)
  const save = submitted(async (field) => {
    const wanted = valueOf(props.place, field)
    setBad(!wanted)
    if (!wanted) return
    const param = { year: props.year.id, item: props.place.item }
    const json = { wanted, text: field("text") }
    if (await act.run(() => ask(() => api.years[":year"]["own-appeals"][":item"].$post({ param, header: header(), json })))) props.done()
  })
  return (
    <Dialog title={text("appeal.about", { name: props.place.name })} onClose={props.close}>
      <form onSubmit={save}>
        <p>{text("appeal.now", { value: said(props.place, props.value) })}</p>
        <fieldset>
          <legend>{text("appeal.wanted")}</legend>
          <ValueFields place={props.place} value={props.value ?? null} />
        </fieldset>
        <Area
          label={text("appeal.text")}
          fault={act.refused()?.at("/text")}
          area={{ name: "text", required: true, rows: 4, maxlength: 2000 }}
        />
        <Show when={bad()}>
          <p role="alert" class="problem">
            {text("sheet.bad")}
          </p>
        </Show>
        <Problem of={act.refused()} />
        <Buttons does={text("appeal.send")} busy={act.busy()} onCancel={props.close} />
      </form>
    </Dialog>
  )
}
