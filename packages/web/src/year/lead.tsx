import { For, Show } from "solid-js"
import { api, ask, over, type Refused } from "../api.ts"
import { acting } from "../load.ts"
import { text } from "../text.ts"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { Choice } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import type { Board, Year } from "./board.ts"
import { DecidedBy, decidedBy } from "./decided-by.tsx"

/** Head and deputy of those that stay; `leaves` goes in the same act. */
export function LeadFields(props: { board: Board; leaves?: string; refused: Refused | undefined; at?: string }) {
  const staying = () => props.board.members.filter(({ left, seat }) => !left && seat !== props.leaves)
  // The deputy heads, and nobody stands in, unless the board says otherwise.
  const heads = () => (props.leaves === props.board.head ? (props.board.deputy ?? "") : props.board.head)
  const stands = () => (props.leaves === undefined && props.board.deputy !== heads() ? props.board.deputy : "")
  const pick = (name: "head" | "deputy", chosen: string | null) => (
    <Choice
      label={text(`year.${name}`)}
      fault={props.refused?.at(`${props.at ?? ""}/${name}`)}
      select={{
        name: `lead.${name}`,
        required: name === "head",
        get children() {
          return (
            <>
              <option value="">{text(name === "head" ? "board.open.choose" : "none")}</option>
              <For each={staying()}>
                {(member) => (
                  <option value={member.seat} selected={member.seat === chosen}>
                    {member.name}
                  </option>
                )}
              </For>
            </>
          )
        },
      }}
    />
  )
  return (
    <div class="row">
      {pick("head", heads())}
      {pick("deputy", stands() ?? "")}
    </div>
  )
}

export const leadOf = (field: (name: string) => string) => ({ head: field("lead.head"), deputy: field("lead.deputy") || null })

/** The board names another head or deputy. */
export function ChangeLead(props: { year: Year; etag: string; close: () => void; done: () => Promise<void> }) {
  const act = acting()
  const save = submitted(async (field) => {
    const param = { year: props.year.id }
    const json = { ...leadOf(field), ...decidedBy(field) }
    if (await act.run(() => ask(() => api.years[":year"].lead.$put({ param, header: over(props.etag), json })))) await props.done()
  })
  return (
    <Dialog title={text("lead.do")} onClose={props.close}>
      <form onSubmit={save}>
        <p class="notice">{text("lead.ask")}</p>
        <LeadFields board={props.year.board()} refused={act.refused()} />
        <DecidedBy refused={act.refused()} />
        <Show when={!act.refused()?.fields.length}>
          <Problem of={act.refused()} />
        </Show>
        <Buttons does={text("lead.do")} busy={act.busy()} onCancel={props.close} />
      </form>
    </Dialog>
  )
}
