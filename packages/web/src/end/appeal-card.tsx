import type { Place } from "@khoi/core/appeal-rule"
import type { InferResponseType } from "hono/client"
import { createSignal, Show } from "solid-js"
import { act as header, api, ask } from "../api.ts"
import { day, moment } from "../format.ts"
import { acting } from "../load.ts"
import { may } from "../session.ts"
import { rights } from "@khoi/core/right"
import { text, wordOr } from "../text.ts"
import { DayField } from "../ui/day-field.tsx"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { Area, Choice, Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import { Wording } from "../year/wording.tsx"
import type { Hall } from "./hall.ts"
import { said, ValueFields, valueOf } from "./value.tsx"

const appeals = api.years[":year"].appeals
export type Appeal = InferResponseType<typeof appeals.$get>["items"][number]
type Props = { hall: Hall; appeal: Appeal; done: () => unknown }
type Told = NonNullable<Appeal["first"]>

/** One appeal with every answer; both values stay for all time. */
export function AppealCard(props: Props) {
  const [doing, setDoing] = createSignal<"answer" | "decide" | "further">()
  const { hall } = props
  const place = () => hall.placeOf(props.appeal.item)!
  const own = () => hall.own() === props.appeal.seat
  const granted = () => JSON.stringify(props.appeal.first?.value) === JSON.stringify(props.appeal.wanted)
  const meets = () => props.appeal.state === "further" && hall.decides(props.appeal.seat, props.appeal.mine)
  const done = async () => {
    setDoing(undefined)
    await props.done()
  }
  return (
    <article class="appeal" aria-label={`${hall.nameOf(props.appeal.seat)}: ${place().name}`}>
      <h3>
        {hall.nameOf(props.appeal.seat)}: {place().code}. <Wording code={place().code} name={place().name} />{" "}
        <span class="tag">{text(`appeal.state.${props.appeal.state}`)}</span>
      </h3>
      <dl class="facts">
        <div>
          <dt>{text("appeal.before")}</dt>
          <dd>{said(place(), props.appeal.before)}</dd>
        </div>
        <div>
          <dt>{text("appeal.wanted")}</dt>
          <dd>{said(place(), props.appeal.wanted)}</dd>
        </div>
      </dl>
      <p>
        <time datetime={props.appeal.at}>{moment(props.appeal.at)}</time>: {props.appeal.text}
      </p>
      <Show when={props.appeal.first}>{(one) => <Answered place={place()} told={one()} />}</Show>
      <Show when={props.appeal.further}>
        {(more) => (
          <p>
            <time datetime={more().at}>{moment(more().at)}</time>: {text("appeal.went")} {more().text}
          </p>
        )}
      </Show>
      <Show when={props.appeal.second}>
        {(one) => (
          <>
            <Answered place={place()} told={one()} />
            <Show when={one().minutes}>
              {(minutes) => (
                <p>
                  {text("appeal.minutes.of", { date: day(minutes().date), place: minutes().place })} {minutes().text}
                </p>
              )}
            </Show>
          </>
        )}
      </Show>
      <div class="buttons screen-only">
        <Show when={props.appeal.mine && props.appeal.state === "open" && may("appeal.answer", rights) && hall.phase() === "appealing"}>
          <button type="button" onClick={() => setDoing("answer")}>
            {text("appeal.answer")}
          </button>
        </Show>
        <Show when={meets()}>
          <button type="button" onClick={() => setDoing("decide")}>
            {text("appeal.decide")}
          </button>
        </Show>
        <Show when={own() && props.appeal.state === "answered" && !granted() && hall.goesOn()}>
          <button type="button" class="quiet" onClick={() => setDoing("further")}>
            {text("appeal.further")}
          </button>
        </Show>
      </div>
      <Show when={doing()} keyed>
        {(what) => (
          <Show when={what !== "further"} fallback={<Further {...props} place={place()} close={() => setDoing(undefined)} done={done} />}>
            <Answering {...props} place={place()} decides={what === "decide"} close={() => setDoing(undefined)} done={done} />
          </Show>
        )}
      </Show>
    </article>
  )
}

const Answered = (props: { place: Place; told: Told }) => (
  <p>
    <time datetime={props.told.at}>{moment(props.told.at)}</time>, <b>{text(wordOr(`appeal.as.${props.told.as}`, "log.other"))}</b>:{" "}
    {props.told.value
      ? text("appeal.granted", { from: said(props.place, props.told.before), to: said(props.place, props.told.value) })
      : text("appeal.refused", { value: said(props.place, props.told.before) })}{" "}
    {props.told.reason}
  </p>
)

type Doing = Props & { place: Place; close: () => void }

/** The answer: another value or none, with the reason; of the bloc's meeting with its minutes. */
function Answering(props: Doing & { decides: boolean }) {
  const act = acting()
  const [grants, setGrants] = createSignal(true)
  const [bad, setBad] = createSignal(false)
  const meeting = () => props.decides && !props.appeal.mine
  const save = submitted(async (field) => {
    const value = grants() ? valueOf(props.place, field) : null
    setBad(value === undefined)
    if (value === undefined) return
    const param = { year: props.hall.year, seat: props.appeal.seat, item: props.appeal.item }
    const json = { value, reason: field("reason") }
    const minutes = meeting() ? { date: field("date"), place: field("place"), text: field("minutes") } : null
    const at = appeals[":seat"][":item"]
    const done = await act.run(async () =>
      props.decides
        ? ask(() => at.decision.$post({ param, header: header(), json: { ...json, minutes } }))
        : ask(() => at.answer.$post({ param, header: header(), json })),
    )
    if (done) props.done()
  })
  return (
    <Dialog title={text("appeal.answer.to", { unit: props.hall.nameOf(props.appeal.seat) })} onClose={props.close}>
      <form onSubmit={save}>
        <Choice
          label={text("appeal.verdict")}
          select={{
            onChange: (event) => setGrants(event.currentTarget.value === "grant"),
            children: (
              <>
                <option value="grant">{text("appeal.verdict.grant")}</option>
                <option value="refuse">{text("appeal.verdict.refuse")}</option>
              </>
            ),
          }}
        />
        <Show when={grants()}>
          <ValueFields place={props.place} value={props.appeal.wanted} />
        </Show>
        <Area label={text("appeal.reason")} area={{ name: "reason", required: true, rows: 3, maxlength: 2000 }} />
        <Show when={meeting()}>
          <div class="row">
            <DayField label={text("table.adopt.date")} name="date" required />
            <Field label={text("table.adopt.place")} input={{ name: "place", required: true, maxlength: 200 }} />
          </div>
          <Area label={text("table.adopt.text")} area={{ name: "minutes", required: true, rows: 3, maxlength: 2000 }} />
        </Show>
        <Show when={bad()}>
          <p role="alert" class="problem">
            {text("sheet.bad")}
          </p>
        </Show>
        <Problem of={act.refused()} />
        <Buttons does={text("appeal.answer.do")} busy={act.busy()} onCancel={props.close} />
      </form>
    </Dialog>
  )
}

function Further(props: Doing) {
  const act = acting()
  const save = submitted(async (field) => {
    const param = { year: props.hall.year, item: props.appeal.item }
    const at = api.years[":year"]["own-appeals"][":item"].further
    if (await act.run(() => ask(() => at.$post({ param, header: header(), json: { text: field("text") } })))) props.done()
  })
  return (
    <Dialog title={text("appeal.further")} onClose={props.close}>
      <form onSubmit={save}>
        <p>{text("appeal.further.hint")}</p>
        <Area label={text("appeal.text")} area={{ name: "text", required: true, rows: 4, maxlength: 2000 }} />
        <Problem of={act.refused()} />
        <Buttons does={text("appeal.send")} busy={act.busy()} onCancel={props.close} />
      </form>
    </Dialog>
  )
}
