import { rights } from "@khoi/core/right"
import type { InferResponseType } from "hono/client"
import { createSignal, For, Show } from "solid-js"
import { act as header, api, ask } from "../api.ts"
import { type Acting, acting, load } from "../load.ts"
import { may } from "../session.ts"
import { text } from "../text.ts"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { Choice, Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import type { Part } from "./part.ts"

const decisions = api.agency.years[":year"].decisions
type Found = InferResponseType<typeof decisions.$get>
type Line = Found["lines"][number]

/** Holds and disqualifications that the agency has entered in its own field: its leader enters and lifts them, each by a paper. */
export function Entered(props: { part: Part }) {
  const { part } = props
  const param = { year: part.year }
  const act = acting()
  const [lifts, setLifts] = createSignal<Line>()
  const read = load(
    () => part.year,
    () => ask(() => decisions.$get({ param })),
  )
  const unit = (seat: string) => part.found.members.find((one) => one.seat === seat)?.name ?? ""
  const what = ({ seat, code }: Line) =>
    `${unit(seat)} – ${code === null ? text("decide.held") : `${text("decide.disqualified")}: ${code}`}`
  const enters = () => (rights["field.enter"].phases as readonly string[]).includes(part.found.phase) && may("field.enter", rights)
  const run = async (work: () => ReturnType<typeof ask<Found>>) => {
    const answer = await act.run(work)
    if (answer) read.put(answer)
    return !!answer
  }
  const id = `field-${part.year}`
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>
        {text("field.title")}: {part.name()}
      </h2>
      <Loaded of={read}>
        {(found) => (
          <Show when={!found().rival} fallback={<p class="notice">{text("field.rival")}</p>}>
            <p class="hint screen-only">{text("field.hint")}</p>
            <ul class="lines">
              <For each={found().lines} fallback={<li class="none">{text("field.none.yet")}</li>}>
                {(line) => (
                  <li>
                    <span>
                      <b>{what(line)}</b> ({line.leaf}): {line.paper}. {line.reason}
                    </span>
                    <Show when={enters()}>
                      <button
                        type="button"
                        class="quiet screen-only"
                        aria-label={text("decide.lift.of", { what: what(line) })}
                        onClick={() => (act.clear(), setLifts(line))}
                      >
                        {text("decide.lift")}
                      </button>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
            <Show when={enters()}>
              <Enter part={part} found={found()} act={act} run={run} />
            </Show>
            <Show when={lifts()} keyed>
              {(line) => <Lifting line={line} what={what(line)} year={part.year} act={act} run={run} close={() => setLifts(undefined)} />}
            </Show>
          </Show>
        )}
      </Loaded>
    </section>
  )
}

type Run = (work: () => ReturnType<typeof ask<Found>>) => Promise<boolean>

function Enter(props: { part: Part; found: Found; act: Acting; run: Run }) {
  const param = { year: props.part.year }
  const send = submitted(async (field, form) => {
    const json = { seat: field("seat"), code: field("code") || null, leaf: field("leaf"), paper: field("paper"), reason: field("reason") }
    if (await props.run(() => ask(() => decisions.$post({ param, header: header(), json })))) form.reset()
  })
  const at = (path: string) => props.act.refused()?.at(path)
  return (
    <details class="screen-only">
      <summary>{text("decide.add")}</summary>
      <form onSubmit={send}>
        <div class="row">
          <Choice
            label={text("decide.unit")}
            select={{
              name: "seat",
              children: (
                <For each={props.part.found.members.filter(({ asked }) => asked.some(Boolean))}>
                  {({ seat, name }) => <option value={seat}>{name}</option>}
                </For>
              ),
            }}
          />
          <Choice
            label={text("field.kind")}
            fault={at("/code")}
            select={{
              name: "code",
              children: (
                <>
                  <option value="">{text("decide.held")}</option>
                  <For each={props.found.disqualifiers}>
                    {({ code, name }) => (
                      <option value={code}>
                        {text("decide.disqualified")}: {code}. {name}
                      </option>
                    )}
                  </For>
                </>
              ),
            }}
          />
          <Choice
            label={text("decide.leaf")}
            fault={at("/leaf")}
            select={{
              name: "leaf",
              children: (
                <For each={props.part.found.leaves}>
                  {({ code, name }) => (
                    <option value={code}>
                      {code}. {name}
                    </option>
                  )}
                </For>
              ),
            }}
          />
          <Field label={text("field.paper")} fault={at("/paper")} input={{ name: "paper", required: true, maxlength: 100 }} />
          <Field label={text("appeal.reason")} fault={at("/reason")} input={{ name: "reason", required: true, maxlength: 1000 }} />
        </div>
        <Problem of={props.act.refused()} />
        <button type="submit" disabled={props.act.busy()}>
          {text("decide.add")}
        </button>
      </form>
    </details>
  )
}

function Lifting(props: { line: Line; what: string; year: string; act: Acting; run: Run; close: () => void }) {
  const param = { year: props.year }
  const send = submitted(async (field) => {
    const json = { seat: props.line.seat, code: props.line.code, paper: field("paper"), reason: field("reason") }
    if (await props.run(() => ask(() => decisions.lift.$post({ param, header: header(), json })))) props.close()
  })
  return (
    <Dialog title={text("field.lift.title", { what: props.what })} onClose={props.close}>
      <form onSubmit={send}>
        <Field label={text("field.paper")} input={{ name: "paper", required: true, maxlength: 100 }} />
        <Field label={text("appeal.reason")} input={{ name: "reason", required: true, maxlength: 1000 }} />
        <Problem of={props.act.refused()} />
        <Buttons does={text("decide.lift")} busy={props.act.busy()} onCancel={props.close} />
      </form>
    </Dialog>
  )
}
