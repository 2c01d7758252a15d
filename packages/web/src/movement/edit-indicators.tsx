import { createEffect, createSignal, For, on, Show } from "solid-js"
import { type Answer, api, ask, over, type Refused } from "../api.ts"
import { decimal } from "../format.ts"
import { acting } from "../load.ts"
import { text } from "../text.ts"
import { DayField } from "../ui/day-field.tsx"
import { Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import { figure } from "./figure.ts"
import type { Participant } from "./movement.ts"

type Own = { participation: Participant | null }
type Row = Partial<Participant["indicators"][number]> & { code: string }
type Fault = (path: string) => ReturnType<Refused["at"]>

/** A code that no other row has. */
const free = (rows: readonly Row[]) => {
  for (let n = rows.length + 1; ; n++) if (!rows.some(({ code }) => code === `ct-${n}`)) return { code: `ct-${n}` }
}

/** What the department sets itself, in its order; what was reported on stays. */
export function EditIndicators(props: { id: string; part: Participant; etag: string; saved: (answer: Answer<Own>) => void }) {
  const act = acting()
  const begun = () => (props.part.indicators.length ? props.part.indicators : [free([])])
  const [rows, set] = createSignal<Row[]>(begun())
  let [etag, typed] = [props.etag, false]
  // What is read anew is taken, unless somebody types: then the old version is sent, and refused if it is stale.
  createEffect(
    on(
      () => props.part,
      () => {
        if (!typed) [etag] = [props.etag, set(begun())]
      },
      { defer: true },
    ),
  )
  const save = submitted(async (field) => {
    const at = (i: number, name: string) => field(`${i}.${name}`)
    const indicators = rows().map((_, i) => ({
      ...{ code: at(i, "code"), name: at(i, "name"), unit: at(i, "unit"), due: at(i, "due") || null },
      // What is no number is sent as nothing: the server says what is wrong with it, beside everything else.
      target: figure(at(i, "target")) as number,
    }))
    const header = over(etag)
    const answer = await act.run(() =>
      ask(() => api.movements[":movement"].participation.$put({ param: { movement: props.id }, header, json: { indicators } })),
    )
    if (!answer) return
    typed = false
    props.saved(answer)
  })
  return (
    <details>
      <summary>{text("indicator.edit")}</summary>
      <form onSubmit={save} onInput={() => (typed = true)}>
        <For each={rows()}>
          {(row, i) => (
            <Fields
              row={row}
              i={i()}
              fault={(path) => act.refused()?.at(`/indicators/${i()}${path}`)}
              remove={() => set(rows().filter((one) => one !== row))}
            />
          )}
        </For>
        <Problem of={act.refused()} />
        <Show when={act.refused()?.at("/indicators")}>{(code) => <p class="fault">{text(code())}</p>}</Show>
        <p role="status">{act.done() ? text("saved") : ""}</p>
        <div class="buttons">
          <button type="submit" disabled={act.busy()}>
            {text("indicator.save")}
          </button>
          <button type="button" class="quiet" disabled={rows().length >= 40} onClick={() => set([...rows(), free(rows())])}>
            {text("indicator.add")}
          </button>
        </div>
      </form>
    </details>
  )
}

function Fields(props: { row: Row; i: number; fault: Fault; remove: () => void }) {
  const name = (of: string) => `${props.i}.${of}`
  return (
    <fieldset>
      <legend>{text("indicator.nth", { n: props.i + 1 })}</legend>
      <Field
        label={text("indicator.name")}
        fault={props.fault("/name")}
        input={{ name: name("name"), required: true, maxlength: 300, autocomplete: "off", value: props.row.name ?? "" }}
      />
      <div class="row many">
        <Field
          label={text("indicator.target")}
          fault={props.fault("/target")}
          input={{
            name: name("target"),
            required: true,
            inputmode: "decimal",
            autocomplete: "off",
            value: decimal(props.row.target, false),
          }}
        />
        <Field
          label={text("indicator.unit")}
          fault={props.fault("/unit")}
          input={{
            name: name("unit"),
            required: true,
            maxlength: 40,
            autocomplete: "off",
            readonly: !!props.row.last,
            value: props.row.unit ?? "",
          }}
        />
        <DayField label={text("indicator.due")} fault={props.fault("/due")} name={name("due")} value={props.row.due ?? undefined} />
        <Field
          label={text("indicator.code")}
          fault={props.fault("/code")}
          input={{
            name: name("code"),
            required: true,
            maxlength: 20,
            autocomplete: "off",
            readonly: !!props.row.last,
            value: props.row.code,
          }}
        />
      </div>
      <button type="button" class="quiet" disabled={!!props.row.last} onClick={() => props.remove()}>
        {text("indicator.remove")}
      </button>
    </fieldset>
  )
}
