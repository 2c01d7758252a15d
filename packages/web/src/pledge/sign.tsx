import { createSignal, Show } from "solid-js"
import { act as fresh, ask } from "../api.ts"
import { short } from "../format.ts"
import { acting } from "../load.ts"
import { text } from "../text.ts"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import { nameOf, type Year } from "../year/board.ts"
import { at } from "./pledge.ts"

/** The own department's leader signs what stands on the page; the password is asked for where the server wants it. */
export function Sign(props: { year: Year; hash: string; done: () => unknown }) {
  const act = acting()
  const [header, setHeader] = createSignal<ReturnType<typeof fresh>>()
  const [asked, setAsked] = createSignal(false)
  const sign = submitted(async (field) => {
    const sent = header() ?? fresh()
    const json = { hash: props.hash, ...(asked() && { password: field("password") }) }
    const done = await act.run(() => ask(() => at.signature.$post({ param: { year: props.year.id }, header: sent, json })))
    if (act.refused()?.code === "signature.password") setAsked(true)
    if (!done) return
    setHeader(undefined)
    props.done()
  })
  const begin = () => {
    act.clear()
    setAsked(false)
    setHeader(fresh())
  }
  return (
    <>
      <button type="button" class="screen-only" onClick={begin}>
        {text("pledge.sign")}
      </button>
      <Show when={header()}>
        <Dialog title={text("pledge.sign")} onClose={() => setHeader(undefined)}>
          <form onSubmit={sign}>
            <p>{text("pledge.sign.ask", { unit: nameOf(props.year.board(), props.year.board().seat), hash: short(props.hash) })}</p>
            <Problem of={act.refused()} />
            <Show when={asked()}>
              <Field
                label={text("signature.again")}
                fault={act.refused()?.at("/password")}
                input={{
                  ...{ name: "password", type: "password", required: true, autocomplete: "current-password" },
                  ref: (made) => queueMicrotask(() => made.focus()),
                }}
              />
            </Show>
            <Buttons does={text("pledge.sign")} busy={act.busy()} onCancel={() => setHeader(undefined)} />
          </form>
        </Dialog>
      </Show>
    </>
  )
}
