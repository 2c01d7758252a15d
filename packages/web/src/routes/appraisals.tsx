import { createSignal, For, Index, Show } from "solid-js"
import { act as header, api, ask, over } from "../api.ts"
import { moment, points, typed } from "../format.ts"
import { acting, load } from "../load.ts"
import { text } from "../text.ts"
import { Area, Choice, Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import { nameOf, open, type Year } from "../year/board.ts"
import { YearFrame } from "../year/frame.tsx"

const appraisal = api.years[":year"].appraisals[":seat"]
type Entry = { points: number; reason?: string | undefined }

/** What the province adds to a unit's score or takes off it, with the unit's answer; the bloc's own figures stay. */
export default function AppraisalsPage() {
  return <YearFrame title="appraise.title">{(year) => <Whole year={year} />}</YearFrame>
}

function Whole(props: { year: Year }) {
  const board = () => props.year.board()
  const [seat, setSeat] = createSignal(board().seat ?? board().members[0]!.seat)
  return (
    <section class="card" aria-labelledby="appraise">
      <h2 id="appraise">{text("appraise.title")}</h2>
      <p class="hint">{text("appraise.both")}</p>
      <div class="screen-only">
        <Choice
          label={text("appraise.choose")}
          select={{
            onChange: (event) => setSeat(event.currentTarget.value),
            children: (
              <For each={board().members}>
                {(member) => (
                  <option value={member.seat} selected={member.seat === seat()}>
                    {member.name}
                  </option>
                )}
              </For>
            ),
          }}
        />
      </div>
      <Show when={seat()} keyed>
        {(one) => <Unit year={props.year} seat={one} />}
      </Show>
    </section>
  )
}

function Unit(props: { year: Year; seat: string }) {
  const param = { year: props.year.id, seat: props.seat }
  const board = () => props.year.board()
  const read = load(
    () => param,
    () => ask(() => appraisal.$get({ param })),
  )
  const [saved, setSaved] = createSignal(false)
  const again = async () => {
    await read.again()
    setSaved(true)
  }
  const edits = () => open(board(), "appraisal.save") && board().seat !== props.seat
  return (
    <Loaded of={read}>
      {(found) => (
        <>
          <h3>{nameOf(board(), props.seat)}</h3>
          <ul classList={{ "on-paper": edits() }}>
            <For each={found().entries} fallback={<li class="none">{text("appraise.none")}</li>}>
              {(entry) => (
                <li>
                  <b>{points(entry.points)}</b>: {entry.reason}
                </li>
              )}
            </For>
          </ul>
          <Show when={edits()}>
            <Show when={read.etag()} keyed>
              {(etag) => <Entries year={props.year} seat={props.seat} entries={found().entries} etag={etag} again={again} />}
            </Show>
            <p role="status">{saved() ? text("saved") : ""}</p>
          </Show>
          <Show when={found().answer}>
            {(answer) => (
              <p>
                <b>{text("appraise.answer")}</b> (<time datetime={answer().at}>{moment(answer().at)}</time>): {answer().text}
              </p>
            )}
          </Show>
          <Show when={board().seat === props.seat && found().entries.length && open(board(), "appraisal.answer")}>
            <Answer year={props.year} again={read.again} />
          </Show>
        </>
      )}
    </Loaded>
  )
}

type Editing = { year: Year; seat: string; entries: readonly Entry[]; etag: string; again: () => Promise<void> }

/** Points in hundredths, with a minus where they are taken off. */
function signed(word: string) {
  const minus = /^\s*[-−–]/.test(word)
  const value = typed(word.replace(/^\s*[-−–+]/, ""))
  return value == null ? value : minus ? -value : value
}

function Entries(props: Editing) {
  const act = acting()
  const [rows, setRows] = createSignal<readonly { points: string; reason: string }[]>(
    props.entries.map((entry) => ({ points: points(entry.points, false), reason: entry.reason ?? "" })),
  )
  const [bad, setBad] = createSignal<number>()
  const change = (i: number, to: object) => setRows((now) => now.map((row, k) => (k === i ? { ...row, ...to } : row)))
  const save = submitted(async () => {
    const entries = rows().map((row) => ({ points: signed(row.points), reason: row.reason }))
    const wrong = entries.findIndex((entry) => entry.points == null)
    setBad(wrong < 0 ? undefined : wrong)
    if (wrong >= 0) return
    const json = { entries: entries.map((entry) => ({ points: entry.points!, reason: entry.reason })) }
    const param = { year: props.year.id, seat: props.seat }
    if (await act.run(() => ask(() => appraisal.$put({ param, header: over(props.etag), json })))) await props.again()
  })
  return (
    <form onSubmit={save} class="screen-only">
      <p class="hint">{text("appraise.points.hint")}</p>
      <Index each={rows()}>
        {(row, i) => (
          <div class="row">
            <Field
              label={text("appraise.points")}
              fault={bad() === i ? "input.number" : act.refused()?.at(`/entries/${i}/points`)}
              input={{
                inputmode: "text",
                required: true,
                value: row().points,
                onInput: (event) => change(i, { points: event.currentTarget.value }),
              }}
            />
            <Field
              label={text("decide.reason")}
              fault={act.refused()?.at(`/entries/${i}/reason`)}
              input={{
                required: true,
                maxlength: 1000,
                value: row().reason,
                onInput: (event) => change(i, { reason: event.currentTarget.value }),
              }}
            />
          </div>
        )}
      </Index>
      <Problem of={act.refused()} />
      <div class="buttons">
        <button type="button" class="quiet" onClick={() => setRows((now) => [...now, { points: "", reason: "" }])}>
          {text("appraise.add")}
        </button>
        <Show when={rows().length}>
          <button type="button" class="quiet" onClick={() => setRows((now) => now.slice(0, -1))}>
            {text("decide.lift")}
          </button>
        </Show>
        <button type="submit" disabled={act.busy()}>
          {text("save")}
        </button>
      </div>
    </form>
  )
}

function Answer(props: { year: Year; again: () => Promise<void> }) {
  const act = acting()
  const save = submitted(async (field) => {
    const at = api.years[":year"]["appraisal-answer"]
    const json = { text: field("text") }
    if (await act.run(() => ask(() => at.$post({ param: { year: props.year.id }, header: header(), json })))) await props.again()
  })
  return (
    <form onSubmit={save} class="screen-only">
      <Area label={text("appraise.answer")} area={{ name: "text", required: true, rows: 3, maxlength: 2000 }} />
      <Problem of={act.refused()} />
      <button type="submit" disabled={act.busy()}>
        {text("appraise.answer.do")}
      </button>
    </form>
  )
}
