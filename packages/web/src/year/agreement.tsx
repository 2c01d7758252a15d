import { createSignal, For, Show } from "solid-js"
import { act as fresh, api, ask } from "../api.ts"
import { moment, short } from "../format.ts"
import { acting } from "../load.ts"
import { text } from "../text.ts"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import { nameOf, open, type Year } from "./board.ts"
import type { Course } from "./versions.tsx"

const table = api.years[":year"].table

/** Who has agreed to the version that lies before the members, and the own department's agreement to what is on the screen. */
export function Agreement(props: { year: Year; course: Course; shown: string | null; done: () => unknown }) {
  const board = props.year.board
  const before = () => props.course.open!
  const agreedAt = (seat: string) => before().agreed.find((one) => one.seat === seat)?.at
  const own = () => board().seat
  return (
    <section class="card" aria-labelledby="agreement">
      <h2 id="agreement">{text("table.agreement", { n: before().version })}</h2>
      <p>
        {text(`table.agreement.${props.course.rule}`)}{" "}
        <strong>{text("table.agreement.count", { done: before().agreed.length, needs: props.course.needs })}</strong>
      </p>
      <Show when={own() && open(board(), "table.agree") && !agreedAt(own()!)}>
        <Show when={props.shown === before().hash} fallback={<p class="notice">{text("table.agreement.read", { n: before().version })}</p>}>
          <Act
            does={text("table.agree")}
            ask={text("table.agree.ask", { unit: nameOf(board(), own()), n: before().version, hash: short(before().hash) })}
            work={(header) => ask(() => table.agreement.$post({ param: { year: props.year.id }, header, json: { hash: before().hash } }))}
            done={props.done}
          />
        </Show>
      </Show>
      <Show when={own() && agreedAt(own()!)}>
        <p class="notice">✓ {text("table.agreement.done")}</p>
      </Show>
      <table class="short">
        <thead>
          <tr>
            <th scope="col">{text("year.members.unit")}</th>
            <th scope="col">{text("table.agreement.state")}</th>
          </tr>
        </thead>
        <tbody>
          <For each={board().members}>
            {(member) => (
              <tr>
                <th scope="row">{member.name}</th>
                <td>
                  <Show when={agreedAt(member.seat)} fallback={text("table.agreement.no")}>
                    {(at) => `✓ ${text("table.agreement.yes", { time: moment(at()) })}`}
                  </Show>
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  )
}

/** The head puts what it has saved before the members. */
export function Propose(props: { year: Year; version: number; hash: string; changed: boolean; done: () => unknown }) {
  return (
    <section class="card narrow screen-only" aria-labelledby="propose">
      <h2 id="propose">{text("table.propose")}</h2>
      <p>{text("table.propose.hint")}</p>
      <Show when={!props.changed} fallback={<p class="notice">{text("table.propose.unsaved")}</p>}>
        <Act
          does={text("table.propose")}
          ask={text("table.propose.ask", { n: props.version, hash: short(props.hash) })}
          work={(header) => ask(() => table.proposal.$post({ param: { year: props.year.id }, header, json: { hash: props.hash } }))}
          done={props.done}
        />
      </Show>
    </section>
  )
}

/** A button whose dialog asks once more; what is refused is said there, under the same key. */
function Act(props: { does: string; ask: string; work: (header: ReturnType<typeof fresh>) => Promise<unknown>; done: () => unknown }) {
  const act = acting()
  const [header, setHeader] = createSignal<ReturnType<typeof fresh>>()
  const submit = submitted(async () => {
    if (!(await act.run(() => props.work(header() ?? fresh())))) return
    setHeader(undefined)
    props.done()
  })
  return (
    <>
      <button type="button" class="screen-only" onClick={() => (act.clear(), setHeader(fresh()))}>
        {props.does}
      </button>
      <Show when={header()}>
        <Dialog title={props.does} onClose={() => setHeader(undefined)}>
          <form onSubmit={submit}>
            <p>{props.ask}</p>
            <Problem of={act.refused()} />
            <Buttons does={props.does} busy={act.busy()} onCancel={() => setHeader(undefined)} />
          </form>
        </Dialog>
      </Show>
    </>
  )
}
