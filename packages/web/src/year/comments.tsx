import { leavesOf } from "@khoi/core/criteria-rule"
import type { InferResponseType } from "hono/client"
import { createSignal, For, Show } from "solid-js"
import { act as fresh, api, ask, every } from "../api.ts"
import { moment } from "../format.ts"
import { acting, load } from "../load.ts"
import type { Criteria } from "../sheet/rows.ts"
import { text } from "../text.ts"
import { Area, Choice } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import { isHead, nameOf, open, type Year } from "./board.ts"

const comments = api.years[":year"].table.comments
type Comment = InferResponseType<typeof comments.$get>["items"][number]

/** What the members say of the table, and what the head has answered; in the order of the table. */
export function Comments(props: { year: Year; criteria: Criteria }) {
  const param = { year: props.year.id }
  const read = load(
    () => props.year.id,
    () => every((query) => ask(() => comments.$get({ param, query }))),
  )
  const board = props.year.board
  const leaves = () => leavesOf(props.criteria.table as Parameters<typeof leavesOf>[0])
  const rank = ({ leaf }: Comment) => (leaf === null ? -1 : leaves().findIndex(({ code }) => code === leaf))
  const ordered = (all: readonly Comment[]) => all.toSorted((a, b) => rank(a) - rank(b) || (a.at < b.at ? -1 : 1))
  const about = ({ leaf }: Comment) =>
    leaf === null ? text("comment.whole") : `${leaf} – ${leaves().find(({ code }) => code === leaf)?.name ?? text("comment.gone")}`
  return (
    <section class="card screen-only" aria-labelledby="comments">
      <h2 id="comments">{text("comment.title")}</h2>
      <Loaded of={read}>
        {(all) => (
          <ul class="plain">
            <For each={ordered(all())} fallback={<li class="none">{text("comment.none")}</li>}>
              {(one) => (
                <li>
                  <strong>{about(one)}</strong>
                  <div class="prose">{one.text}</div>
                  <p class="hint">{text("comment.by", { unit: nameOf(board(), one.seat), time: moment(one.at), n: one.version })}</p>
                  <Show
                    when={one.answer}
                    fallback={
                      <Show when={isHead(board()) && open(board(), "comment.answer")}>
                        <Answer year={props.year.id} of={one} done={read.again} />
                      </Show>
                    }
                  >
                    {(answer) => (
                      <p class="notice">
                        {answer().text === null
                          ? text("comment.closed", { time: moment(answer().at) })
                          : text("comment.answer.shown", { time: moment(answer().at), text: answer().text ?? "" })}
                      </p>
                    )}
                  </Show>
                </li>
              )}
            </For>
          </ul>
        )}
      </Loaded>
      <Show when={board().seat && open(board(), "comment.add")}>
        <Say year={props.year.id} leaves={leaves()} done={read.again} />
      </Show>
    </section>
  )
}

function Say(props: { year: string; leaves: readonly { code: string; name: string }[]; done: () => unknown }) {
  const act = acting()
  const say = submitted(async (field, form) => {
    const json = { leaf: field("leaf") || null, text: field("text") }
    const made = await act.run(() => ask(() => comments.$post({ param: { year: props.year }, header: fresh(), json })))
    if (!made) return
    form.reset()
    props.done()
  })
  return (
    <form onSubmit={say}>
      <h3>{text("comment.add")}</h3>
      <Choice
        label={text("comment.about")}
        fault={act.refused()?.at("/leaf")}
        select={{
          name: "leaf",
          get children() {
            return (
              <>
                <option value="">{text("comment.whole")}</option>
                <For each={props.leaves}>
                  {({ code, name }) => (
                    <option value={code}>
                      {code} – {name}
                    </option>
                  )}
                </For>
              </>
            )
          },
        }}
      />
      <Area
        label={text("comment.text")}
        fault={act.refused()?.at("/text")}
        area={{ name: "text", required: true, rows: 3, maxlength: 4000 }}
      />
      <Problem of={act.refused()} />
      <p role="status">{act.done() ? text("comment.sent") : ""}</p>
      <button type="submit" disabled={act.busy()}>
        {text("comment.send")}
      </button>
    </form>
  )
}

function Answer(props: { year: string; of: Comment; done: () => unknown }) {
  const act = acting()
  const [written, write] = createSignal("")
  const answer = submitted(async () => {
    const param = { year: props.year, place: props.of.place, comment: props.of.id }
    const json = { text: written().trim() ? written() : null }
    if (await act.run(() => ask(() => comments[":place"][":comment"].$post({ param, header: fresh(), json })))) props.done()
  })
  return (
    <details>
      <summary>{text("comment.answer")}</summary>
      <form onSubmit={answer}>
        <Area
          label={text("comment.answer.text")}
          hint={text("comment.answer.hint")}
          fault={act.refused()?.at("/text")}
          area={{ rows: 2, maxlength: 4000, value: written(), onInput: (event) => write(event.currentTarget.value) }}
        />
        <Problem of={act.refused()} />
        <button type="submit" disabled={act.busy()}>
          {text(written().trim() ? "comment.answer.send" : "comment.answer.close")}
        </button>
      </form>
    </details>
  )
}
