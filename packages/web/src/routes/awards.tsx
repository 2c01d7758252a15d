import { type Name, nextOf, states } from "@khoi/core/award-rule"
import { rights } from "@khoi/core/right"
import { past } from "@khoi/core/phase"
import type { InferResponseType } from "hono/client"
import { createSignal, For, Show } from "solid-js"
import { act as header, api, ask, every, over } from "../api.ts"
import { day, moment } from "../format.ts"
import { acting, load } from "../load.ts"
import { may } from "../session.ts"
import { text } from "../text.ts"
import { DayField } from "../ui/day-field.tsx"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { Area, Choice, Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import { nameOf, open, type Year } from "../year/board.ts"
import { PrintButton, YearFrame } from "../year/frame.tsx"

const awards = api.years[":year"].awards
type Award = InferResponseType<typeof awards.$get>["items"][number]
type State = (typeof states)[number]
/** Steps that rest on a signed decision: where its number or day is not known, that is said. */
const signed: readonly State[] = ["granted", "refused", "revoked"]

/** Flags and certificates, each with every step that it took and the paper of each; the board enters them. */
export default function AwardsPage() {
  return (
    <YearFrame title="award.title">
      {(year) => (
        <Show when={past(year.board().phase, "voting")} fallback={<p class="notice">{text("award.notYet")}</p>}>
          <Whole year={year} />
        </Show>
      )}
    </YearFrame>
  )
}

function Whole(props: { year: Year }) {
  const [doing, setDoing] = createSignal<{ seat: string; award: Name; state: State | null }>()
  const act = acting()
  const param = { year: props.year.id }
  const all = load(
    () => props.year.id,
    () => every((after) => ask(() => awards.$get({ param, query: after }))),
  )
  const enters = () => open(props.year.board(), "award.enter")
  const done = async () => {
    setDoing(undefined)
    await all.again()
    await props.year.again()
  }
  const propose = async () => {
    if (await act.run(() => ask(() => awards.$post({ param, header: header() })))) await done()
  }
  return (
    <section class="card" aria-labelledby="awards">
      <div class="tools">
        <h2 id="awards">{text("award.title")}</h2>
        <PrintButton />
      </div>
      <Show when={open(props.year.board(), "award.propose")}>
        <div class="buttons screen-only">
          <button type="button" disabled={act.busy()} onClick={() => void propose()}>
            {text("award.propose")}
          </button>
        </div>
        <Problem of={act.refused()} />
      </Show>
      <Loaded of={all}>
        {(list) => (
          <For each={list()} fallback={<p class="none">{text("award.list.none")}</p>}>
            {(award) => (
              <One year={props.year} award={award} enter={enters() ? () => setDoing({ ...award, award: award.award }) : undefined} />
            )}
          </For>
        )}
      </Loaded>
      <Show when={enters() && may("award.enter", rights)}>
        <button
          type="button"
          class="quiet screen-only"
          onClick={() => setDoing({ seat: props.year.board().members[0]!.seat, award: "governmentFlag", state: null })}
        >
          {text("award.elsewhere")}
        </button>
      </Show>
      <Show when={doing()} keyed>
        {(one) => <Enter year={props.year} {...one} close={() => setDoing(undefined)} done={done} />}
      </Show>
    </section>
  )
}

/** Whether nothing may follow but that the award is revoked. */
const revokes = (award: Name, state: State | null) => nextOf(award, state ?? undefined).every((next) => next === "revoked")

function One(props: { year: Year; award: Award; enter: (() => void) | undefined }) {
  const name = () => ({ award: text(`award.${props.award.award}`), unit: nameOf(props.year.board(), props.award.seat) })
  const unknown = () => text("award.unknown")
  const does = () => text(revokes(props.award.award, props.award.state) ? "award.revoke" : "award.step")
  return (
    <article aria-label={text("award.step.of", name())}>
      <h3>
        {text("award.step.of", name())} <span class="tag">{text(`award.state.${props.award.state ?? "proposed"}`)}</span>
      </h3>
      <ol>
        <For each={props.award.steps}>
          {(step) => (
            <li>
              <b>{text(`award.state.${step.state}`)}</b>
              <Show when={signed.includes(step.state) || step.number || step.date}>
                {": "}
                {text("award.paper", { number: step.number ?? unknown(), date: step.date ? day(step.date) : unknown() })}
              </Show>
              {step.note ? `. ${step.note}` : ""} <small>{moment(step.at)}</small>
            </li>
          )}
        </For>
      </ol>
      <Show when={props.enter && nextOf(props.award.award, props.award.state ?? undefined).length}>
        <button
          type="button"
          class="quiet screen-only"
          aria-label={`${does()}: ${text("award.step.of", name())}`}
          onClick={() => props.enter?.()}
        >
          {does()}
        </button>
      </Show>
    </article>
  )
}

type Doing = { year: Year; seat: string; award: Name; state: State | null; close: () => void; done: () => unknown }

/** The next step, by its paper; of a flag given elsewhere also who was given which. */
function Enter(props: Doing) {
  const act = acting()
  const board = () => props.year.board()
  const fresh = () => props.state === null
  const save = submitted(async (field) => {
    const param = {
      year: props.year.id,
      seat: fresh() ? field("seat") : props.seat,
      award: fresh() ? (field("award") as Name) : props.award,
    }
    const note = field("note").trim()
    const json = {
      state: field("state") as State,
      number: field("number").trim() || null,
      date: field("date") || null,
      ...(note && { note }),
    }
    const done = await act.run(async () => {
      const { etag } = await ask(() => awards[":seat"][":award"].$get({ param }))
      return ask(() => awards[":seat"][":award"].$put({ param, header: over(etag), json }))
    })
    if (done) props.done()
  })
  return (
    <Dialog
      title={
        fresh()
          ? text("award.elsewhere")
          : text("award.step.of", { award: text(`award.${props.award}`), unit: nameOf(board(), props.seat) })
      }
      onClose={props.close}
    >
      <form onSubmit={save}>
        <Show when={fresh()}>
          <Choice
            label={text("decide.unit")}
            select={{
              name: "seat",
              children: <For each={board().members}>{({ seat, name }) => <option value={seat}>{name}</option>}</For>,
            }}
          />
          <Choice
            label={text("award.kind")}
            select={{
              name: "award",
              children: (
                <For each={["governmentFlag", "ministryFlag"] as const}>
                  {(kind) => <option value={kind}>{text(`award.${kind}`)}</option>}
                </For>
              ),
            }}
          />
        </Show>
        <Choice
          label={text("award.step")}
          select={{
            name: "state",
            required: true,
            children: (
              <>
                <option value="">{text("part.choose")}</option>
                <For each={nextOf(props.award, props.state ?? undefined)}>
                  {(state) => <option value={state}>{text(`award.state.${state}`)}</option>}
                </For>
              </>
            ),
          }}
        />
        <div class="row">
          <Field
            label={text("award.number")}
            hint={text("award.paper.hint")}
            fault={act.refused()?.at("/number")}
            input={{ name: "number", maxlength: 100 }}
          />
          <DayField label={text("award.date")} fault={act.refused()?.at("/date")} name="date" />
        </div>
        <Area
          label={text("award.note")}
          fault={act.refused()?.at("/note")}
          area={{ name: "note", rows: 2, maxlength: 1000, required: revokes(props.award, props.state) }}
        />
        <Problem of={act.refused()} />
        <Buttons does={text("award.enter")} busy={act.busy()} onCancel={props.close} />
      </form>
    </Dialog>
  )
}
