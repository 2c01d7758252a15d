import { type Form, forms, type Title, titles } from "@khoi/core/catalogue"
import type { InferResponseType } from "hono/client"
import { For, Show } from "solid-js"
import { api, ask, over } from "../api.ts"
import { acting, load } from "../load.ts"
import { text, type Word } from "../text.ts"
import { Area } from "../ui/field.tsx"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import { nameOf, type Year } from "../year/board.ts"

type Aim = NonNullable<InferResponseType<(typeof api.years)[":year"]["aim"]["$get"]>["aim"]>
const keys = <T extends string>(of: Record<T, unknown>) => Object.keys(of) as T[]
const worded = (kind: "title" | "form", id: string) => `${kind}.${id}` as Word

/** What every member aims at, and the own department's part of it. */
export function Aims(props: { year: Year; edits: boolean }) {
  const board = props.year.board
  const all = load(
    () => props.year.id,
    (year) => ask(() => api.years[":year"].aims.$get({ param: { year } })),
  )
  return (
    <>
      <section class="card annex" aria-labelledby="aims">
        <h2 id="aims">{text("aim.title")}</h2>
        <Loaded of={all}>
          {(found) => (
            <table class="short aims">
              <thead>
                <tr>
                  <th scope="col">{text("year.members.unit")}</th>
                  <th scope="col">{text("aim.titles")}</th>
                  <th scope="col">{text("aim.forms")}</th>
                </tr>
              </thead>
              <tbody>
                <For each={board().members}>
                  {({ seat }) => <Row unit={nameOf(board(), seat)} aim={found().items.find((one) => one.seat === seat)} />}
                </For>
              </tbody>
            </table>
          )}
        </Loaded>
      </section>
      <Show when={props.edits}>
        <Own year={props.year} saved={() => Promise.all([all.again(), props.year.again()])} />
      </Show>
    </>
  )
}

function Row(props: { unit: string; aim: Aim | undefined }) {
  const nothing = () => props.aim && !props.aim.titles.length && !props.aim.forms.length
  const named = (kind: "title" | "form", ids: readonly string[] = []) => ids.map((id) => text(worded(kind, id))).join("; ")
  return (
    <tr>
      <th scope="row">{props.unit}</th>
      <td>
        {props.aim ? (nothing() ? text("aim.nothing") : named("title", props.aim.titles)) : text("aim.none")}
        <Show when={props.aim?.note}>
          <small>{props.aim?.note}</small>
        </Show>
      </td>
      <td>{named("form", props.aim?.forms)}</td>
    </tr>
  )
}

function Own(props: { year: Year; saved: () => unknown }) {
  const act = acting()
  const aim = api.years[":year"].aim
  const own = load(
    () => props.year.id,
    (year) => ask(() => aim.$get({ param: { year } })),
  )
  async function save(event: SubmitEvent) {
    event.preventDefault()
    const fields = new FormData(event.currentTarget as HTMLFormElement)
    const note = `${fields.get("note") ?? ""}`.trim()
    const json = { titles: fields.getAll("titles") as Title[], forms: fields.getAll("forms") as Form[], ...(note && { note }) }
    const header = over(own.etag())
    const answer = await act.run(() => ask(() => aim.$put({ param: { year: props.year.id }, header, json })))
    if (answer) own.put(answer)
    if (answer) props.saved()
  }
  return (
    <section class="card screen-only" aria-labelledby="own-aim">
      <h2 id="own-aim">{text("aim.edit")}</h2>
      <p class="hint">{text("aim.edit.hint")}</p>
      <Loaded of={own}>
        {(found) => (
          <form onSubmit={(event) => void save(event)}>
            <Choices name="titles" kind="title" legend="aim.titles" of={titles} chosen={found().aim?.titles ?? []} />
            <Choices name="forms" kind="form" legend="aim.forms" of={forms} chosen={found().aim?.forms ?? []} />
            <Area
              label={text("aim.note")}
              fault={act.refused()?.at("/note")}
              area={{ name: "note", rows: 2, maxlength: 500, value: found().aim?.note ?? "" }}
            />
            <Problem of={act.refused()} />
            <p role="status">{act.done() ? text("saved") : ""}</p>
            <button type="submit" disabled={act.busy()}>
              {text("aim.save")}
            </button>
          </form>
        )}
      </Loaded>
    </section>
  )
}

function Choices(props: {
  name: string
  kind: "title" | "form"
  legend: Word
  of: Record<string, string | null>
  chosen: readonly string[]
}) {
  const article = (id: string) => (props.of[id] ? ` (${text("aim.article", { n: props.of[id] })})` : "")
  return (
    <fieldset>
      <legend>{text(props.legend)}</legend>
      <div class="checks">
        <For each={keys(props.of)}>
          {(id) => (
            <label class="check">
              <input type="checkbox" name={props.name} value={id} checked={props.chosen.includes(id)} /> {text(worded(props.kind, id))}
              {article(id)}
            </label>
          )}
        </For>
      </div>
    </fieldset>
  )
}
