import { createSignal, Match, Switch } from "solid-js"
import { type Answer, api, ask, every, over } from "../api.ts"
import { acting, load, type Loading } from "../load.ts"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { DayField } from "../ui/day-field.tsx"
import { Area } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import { type Given, MovementForm } from "./form.tsx"
import type { Movement } from "./movement.ts"

const one = api.movements[":movement"]
type Does = "change" | "end" | "withdraw"
type Props = { read: Loading<Movement>; close: () => void; done: () => void }

/** What whoever launched a movement may do with it. */
export function Lead(props: { read: Loading<Movement>; done: () => void }) {
  const [does, set] = createSignal<Does>()
  const close = () => set(undefined)
  const rest = () => ({ read: props.read, close, done: () => (close(), props.done()) })
  const button = (name: Does) => (
    <button type="button" class="quiet" onClick={() => set(name)}>
      {text(`movement.${name}`)}
    </button>
  )
  return (
    <div class="buttons screen-only lead-acts">
      {button("change")}
      {button("end")}
      {button("withdraw")}
      <Switch>
        <Match when={does() === "change"}>
          <Change {...rest()} />
        </Match>
        <Match when={does() === "end"}>
          <Finish {...rest()} does="end" />
        </Match>
        <Match when={does() === "withdraw"}>
          <Finish {...rest()} does="withdraw" />
        </Match>
      </Switch>
    </div>
  )
}

/** The new state is shown before the dialog goes. */
async function taken(props: Props, answer: Answer<Movement> | undefined) {
  if (!answer) return
  props.read.put(answer)
  props.done()
}

function Change(props: Props) {
  const act = acting()
  const others = load(
    () => me()?.department?.id,
    () => every((query) => ask(() => api.movements.$get({ query }))),
  )
  const [held, etag] = [props.read.value()!, props.read.etag()]
  async function save(json: Given) {
    const header = over(etag)
    await taken(props, await act.run(() => ask(() => one.$put({ param: { movement: held.id }, header, json }))))
  }
  return (
    <Dialog title={text("movement.change")} onClose={props.close}>
      <Loaded of={others}>
        {(found) => (
          <MovementForm
            level={held.level}
            held={held}
            others={found()}
            does={text("save")}
            busy={act.busy()}
            refused={act.refused()}
            save={save}
          />
        )}
      </Loaded>
      <div class="buttons">
        <button type="button" class="quiet" onClick={() => props.close()}>
          {text("cancel")}
        </button>
      </div>
    </Dialog>
  )
}

function Finish(props: Props & { does: "end" | "withdraw" }) {
  const act = acting()
  const param = { movement: props.read.value()!.id }
  const fault = (path: string) => act.refused()?.at(path)
  const finish = submitted(async (field) => {
    const header = over(props.read.etag())
    const answer = await act.run(() =>
      props.does === "end"
        ? ask(() => one.end.$post({ param, header, json: { date: field("date"), summary: field("summary") } }))
        : ask(() => one.withdrawal.$post({ param, header, json: { reason: field("reason") } })),
    )
    await taken(props, answer)
  })
  return (
    <Dialog title={text(`movement.${props.does}`)} onClose={props.close}>
      <p>{text(`movement.${props.does}.hint`)}</p>
      <form onSubmit={finish}>
        <Switch>
          <Match when={props.does === "end"}>
            <DayField label={text("movement.end.date")} name="date" required fault={fault("/date")} />
            <Area
              label={text("movement.end.summary")}
              fault={fault("/summary")}
              area={{ name: "summary", rows: 5, required: true, maxlength: 4_000 }}
            />
          </Match>
          <Match when={props.does === "withdraw"}>
            <Area
              label={text("movement.withdraw.reason")}
              fault={fault("/reason")}
              area={{ name: "reason", rows: 3, required: true, maxlength: 1_000 }}
            />
          </Match>
        </Switch>
        <Problem of={act.refused()} />
        <Buttons does={text(`movement.${props.does}`)} busy={act.busy()} onCancel={props.close} />
      </form>
    </Dialog>
  )
}
