import type { InferResponseType } from "hono/client"
import { For, Show } from "solid-js"
import { act as header, api, ask } from "../api.ts"
import { moment, score } from "../format.ts"
import { acting, load } from "../load.ts"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { Area, Choice } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import { nameOf, open, type Year } from "../year/board.ts"
import { RankedFrame } from "../year/frame.tsx"

const alerts = api.years[":year"].alerts
type Found = InferResponseType<typeof alerts.$get>
type Alert = Found["alerts"][number]
type Loud = { year: Year; again: () => Promise<void> }

/** Large mutual differences to be made clear, never findings; and what another cross-score would change. */
export default function AlertsPage() {
  return <RankedFrame title="alert.title">{(year) => <Whole year={year} />}</RankedFrame>
}

function Whole(props: { year: Year }) {
  const read = load(
    () => props.year.id,
    (year) => ask(() => alerts.$get({ param: { year } })),
  )
  const again = async () => {
    await read.again()
    await props.year.again()
  }
  return (
    <Loaded of={read}>
      {(found) => (
        <>
          <section class="card" aria-labelledby="alerts">
            <h2 id="alerts">{text("alert.title")}</h2>
            <p class="hint">{text("alert.hint")}</p>
            <For each={found().alerts} fallback={<p class="none">{text("alert.nobody")}</p>}>
              {(alert) => <One year={props.year} alert={alert} again={again} />}
            </For>
            <Show when={found().count !== null}>
              <p>
                {text("alert.count", { n: found().count ?? 0 })}{" "}
                {found()
                  .outcomes.map((outcome) => text(`alert.outcome.${outcome ?? "none"}`))
                  .join("; ")}
              </p>
            </Show>
          </section>
          <Show when={found().sways.length}>
            <Prizes year={props.year} found={found()} again={again} />
          </Show>
        </>
      )}
    </Loaded>
  )
}

function One(props: Loud & { alert: Alert }) {
  const board = () => props.year.board()
  const own = () => board().seat === props.alert.seat || board().seat === props.alert.other
  const words = () => ({
    ...{ one: nameOf(board(), props.alert.seat), other: nameOf(board(), props.alert.other) },
    ...{ favour: score(props.alert.favour), codes: props.alert.codes.join(", ") },
  })
  return (
    <article aria-label={`${words().one}, ${words().other}`}>
      <h3>{text("alert.pair", words())}</h3>
      <ul>
        <For each={Object.entries(props.alert.told)}>
          {([seat, told]) => (
            <li>
              <time datetime={told.at}>{moment(told.at)}</time> <b>{nameOf(board(), seat)}</b>: {told.text}
            </li>
          )}
        </For>
        <Show when={props.alert.outcome}>
          {(outcome) => (
            <li>
              <b>{text(`alert.outcome.${outcome().kind}`)}</b>: {outcome().text}
            </li>
          )}
        </Show>
      </ul>
      <Show when={own() && open(board(), "alert.explain")}>
        <Explain {...props} />
      </Show>
      <Show when={!own() && open(board(), "alert.conclude")}>
        <Conclude {...props} />
      </Show>
    </article>
  )
}

function Explain(props: Loud & { alert: Alert }) {
  const act = acting()
  const param = () => ({ year: props.year.id, seat: props.alert.seat, other: props.alert.other })
  const save = submitted(async (field, form) => {
    const json = { text: field("text") }
    if (!(await act.run(() => ask(() => alerts[":seat"][":other"].$post({ param: param(), header: header(), json }))))) return
    form.reset()
    await props.again()
  })
  return (
    <form onSubmit={save} class="screen-only">
      <Area label={text("alert.explain")} area={{ name: "text", required: true, rows: 3, maxlength: 2000 }} />
      <Problem of={act.refused()} />
      <button type="submit" disabled={act.busy()}>
        {text("alert.explain.do")}
      </button>
    </form>
  )
}

function Conclude(props: Loud & { alert: Alert }) {
  const act = acting()
  const param = () => ({ year: props.year.id, seat: props.alert.seat, other: props.alert.other })
  const save = submitted(async (field) => {
    const json = { kind: field("kind") as "explained" | "noted", text: field("text") }
    if (await act.run(() => ask(() => alerts[":seat"][":other"].outcome.$post({ param: param(), header: header(), json }))))
      await props.again()
  })
  return (
    <form onSubmit={save} class="screen-only">
      <Choice
        label={text("alert.conclude")}
        select={{
          name: "kind",
          children: (
            <>
              <option value="explained">{text("alert.outcome.explained")}</option>
              <option value="noted">{text("alert.outcome.noted")}</option>
            </>
          ),
        }}
      />
      <Area label={text("appeal.reason")} area={{ name: "text", required: true, rows: 3, maxlength: 2000 }} />
      <Problem of={act.refused()} />
      <button type="submit" disabled={act.busy()}>
        {text("alert.conclude.do")}
      </button>
    </form>
  )
}

/** Whom adjusted or trimmed cross-scores would put forward instead; the reason that closing wants. */
function Prizes(props: Loud & { found: Found }) {
  const act = acting()
  const board = () => props.year.board()
  const names = (codes: readonly string[]) =>
    codes.map((code) => board().members.find((member) => member.code === code)?.name ?? code).join(", ") || "–"
  const save = submitted(async (field) => {
    const json = { reason: field("reason") }
    const at = api.years[":year"]["prize-reason"]
    if (await act.run(() => ask(() => at.$post({ param: { year: props.year.id }, header: header(), json })))) await props.again()
  })
  const writes = () =>
    props.found.wanted &&
    open(board(), "prize.explain") &&
    (!!me()?.roles.includes("board") || board().seat === board().head || board().seat === board().deputy)
  return (
    <section class="card" aria-labelledby="prizes">
      <h2 id="prizes">{text("prize.title")}</h2>
      <ul>
        <For each={props.found.sways}>
          {(sway) => <li>{text(`prize.${sway.component}`, { flags: names(sway.flags), certificates: names(sway.certificates) })}</li>}
        </For>
      </ul>
      <p role="status">{text(props.found.wanted ? "prize.wanted" : "prize.given")}</p>
      <Show when={writes()}>
        <form onSubmit={save} class="screen-only">
          <Area label={text("prize.reason")} area={{ name: "reason", required: true, rows: 3, maxlength: 2000 }} />
          <Problem of={act.refused()} />
          <button type="submit" disabled={act.busy()}>
            {text("prize.do")}
          </button>
        </form>
      </Show>
    </section>
  )
}
