import { Show } from "solid-js"
import { ask, over } from "../api.ts"
import { short } from "../format.ts"
import { acting, load } from "../load.ts"
import { text } from "../text.ts"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { DayField } from "../ui/day-field.tsx"
import { Area, Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import { nameOf, type Year } from "../year/board.ts"
import { at } from "./pledge.ts"

/** What can be done with a signature on paper: by the head, and by the member whose it is said to be. */
export const paperActs = ["record", "contest", "confirm", "withdraw"] as const
export type PaperAct = (typeof paperActs)[number]
type Props = { year: Year; act: PaperAct; seat: string; hash: string; done: () => unknown; close: () => void }

/** The dialog of one act on a member's line, over the line as it stands. */
export function PaperDialog(props: Props) {
  const param = () => ({ year: props.year.id, seat: props.seat })
  const line = load(
    () => props.seat,
    () => ask(() => at.papers[":seat"].$get({ param: param() })),
  )
  const unit = () => nameOf(props.year.board(), props.seat)
  return (
    <Dialog title={text("paper.for", { act: text(`paper.${props.act}`), unit: unit() })} onClose={props.close}>
      <p>{text(`paper.${props.act}.hint`, { unit: unit(), hash: short(props.hash) })}</p>
      <Loaded of={line}>{() => <Form {...props} etag={line.etag()} />}</Loaded>
    </Dialog>
  )
}

function Form(props: Props & { etag: string }) {
  const act = acting()
  const header = over(props.etag)
  const [param, own] = [{ year: props.year.id, seat: props.seat }, { year: props.year.id }]
  const send = submitted(async (field) => {
    const reason = () => ({ reason: field("reason") })
    const calls = {
      record: () =>
        at.papers[":seat"].$put({
          ...{ param, header },
          json: { hash: props.hash, date: field("date"), place: field("place"), signer: field("signer"), scan: field("scan") },
        }),
      contest: () => at.paper.contest.$post({ param: own, header, json: reason() }),
      confirm: () => at.paper.confirmation.$post({ param: own, header, json: { hash: props.hash } }),
      withdraw: () => at.papers[":seat"].withdrawal.$post({ param, header, json: reason() }),
    }
    if (await act.run(() => ask(calls[props.act]))) props.done()
  })
  const fault = (path: string) => act.refused()?.at(path)
  return (
    <form onSubmit={send}>
      <Show when={props.act === "record"}>
        <DayField label={text("paper.day")} name="date" required fault={fault("/date")} />
        <Field label={text("paper.place")} fault={fault("/place")} input={{ name: "place", required: true, maxlength: 200 }} />
        <Field
          label={text("paper.signer")}
          hint={text("paper.signer.hint")}
          fault={fault("/signer")}
          input={{ name: "signer", required: true, maxlength: 200 }}
        />
        <Field label={text("paper.scan")} fault={fault("/scan")} input={{ name: "scan", required: true, maxlength: 100 }} />
      </Show>
      <Show when={props.act === "contest" || props.act === "withdraw"}>
        <Area label={text("paper.reason")} fault={fault("/reason")} area={{ name: "reason", required: true, rows: 3, maxlength: 500 }} />
      </Show>
      <Problem of={act.refused()} />
      <Buttons does={text(`paper.${props.act}`)} busy={act.busy()} onCancel={props.close} />
    </form>
  )
}
