import { after } from "@khoi/core/phase"
import { A } from "@solidjs/router"
import type { InferResponseType } from "hono/client"
import { createSignal, For, onCleanup, onMount, Show } from "solid-js"
import { api, ask } from "../api.ts"
import { me } from "../session.ts"
import { text, wordOr } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Page } from "../ui/page.tsx"
import { acting, load } from "../load.ts"
import { type Board, placeOf, waiting } from "../year/board.ts"
import { Due } from "../year/due.tsx"
import { EntryLine } from "../year/entry.tsx"
import { PhaseLine } from "../year/phase-line.tsx"

const province = () => me()?.province?.code ?? ""

/** What must I do and by when, where does my bloc stand, what did others do. */
export default function Today() {
  const today = load(
    () => me()?.department?.id,
    () => ask(() => api.today.$get()),
  )
  return (
    <Page title={text("today.title")} lead={<p class="lead">{me()?.department?.name}</p>}>
      <Loaded of={today}>
        {(value) => (
          <>
            <Tasks years={value().years} agency={value().agency} />
            <Where years={value().years} />
            <News years={value().years} lookedAt={value().lookedAt} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

type Waiting = InferResponseType<typeof api.today.$get>["agency"][number]

function Tasks(props: { years: Board[]; agency: Waiting[] }) {
  const asAgency = () => props.agency.flatMap((year) => year.acts.map((act) => ({ year, act })))
  const tasks = () => props.years.flatMap((board) => board.tasks.map((task) => ({ board, ...task })))
  const next = (board: Board) => after(board.phase, Object.fromEntries(board.without.map((phase) => [phase, true])))
  return (
    <section class="card" aria-labelledby="tasks">
      <h2 id="tasks">{text("today.tasks")}</h2>
      <ul class="tasks">
        <For
          each={tasks()}
          fallback={
            <Show when={!asAgency().length}>
              <li class="none">{text("today.tasks.none")}</li>
            </Show>
          }
        >
          {({ board, act, waitsFor }) => (
            <li>
              <A href={placeOf(province(), board.id, act)}>
                {text(wordOr(`task.${act}`, "log.other"), { next: text(wordOr(`phase.${next(board)}`, "log.other")) })}
              </A>
              <span>{text("year.title", { bloc: board.name, year: board.year })}</span>
              <Show when={!waitsFor} fallback={<span class="waits">{text("task.waits", { why: text(waitsFor ?? undefined) })}</span>}>
                <Due on={board.due[board.phase]} />
              </Show>
            </li>
          )}
        </For>
        <For each={asAgency()}>
          {({ year, act }) => (
            <li>
              <A href={`/${province()}/agency#${act === "appeal.answer" ? `appeals-${year.id}` : `year-${year.id}`}`}>
                {text(`task.${act}`)}
              </A>
              <span>{text("year.title", { bloc: year.name, year: year.year })}</span>
              <Due on={year.due ?? undefined} />
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}

function Where(props: { years: Board[] }) {
  return (
    <section class="card brief" aria-labelledby="where">
      <h2 id="where">{text("today.where")}</h2>
      <For each={props.years} fallback={<p class="none">{text("today.where.none")}</p>}>
        {(board) => (
          <article>
            <h3>
              <A href={placeOf(province(), board.id, "")}>{text("year.title", { bloc: board.name, year: board.year })}</A>
            </h3>
            <PhaseLine board={board} />
            <Waiting board={board} />
          </article>
        )}
      </For>
    </section>
  )
}

function Waiting(props: { board: Board }) {
  const state = () => waiting(props.board)
  return (
    <Show when={state()}>
      {(now) => (
        <p>
          {text("done.of", { done: now().done, all: now().all })}.{" "}
          <Show when={now().names.length}>{text("done.waiting", { names: now().names.join(", ") })}</Show>
          <progress max={now().all} value={now().done} aria-hidden="true" />
        </p>
      )}
    </Show>
  )
}

/** What others did, marked until the next visit: shown for a while, it counts as seen. */
function News(props: { years: Board[]; lookedAt: string | null }) {
  const act = acting()
  const [all, showAll] = createSignal(false)
  const news = () =>
    props.years
      .flatMap((board) => board.entries.filter(({ at }) => !props.lookedAt || at > props.lookedAt).map((entry) => ({ board, entry })))
      .toSorted((a, b) => (a.entry.at < b.entry.at ? 1 : -1))
  onMount(() => {
    if (!news().length) return
    const timer = setTimeout(() => void act.run(() => ask(() => api.today.$post())), 4_000)
    onCleanup(() => clearTimeout(timer))
  })
  return (
    <section class="card" aria-labelledby="news">
      <h2 id="news">{text("today.news")}</h2>
      <ul class="log">
        <For each={all() ? news() : news().slice(0, 10)} fallback={<li class="none">{text("today.news.none")}</li>}>
          {({ board, entry }) => (
            <EntryLine
              board={board}
              entry={entry}
              isNew
              of={props.years.length > 1 ? text("year.title", { bloc: board.name, year: board.year }) : ""}
            />
          )}
        </For>
      </ul>
      <Show when={!all() && news().length > 10}>
        <button type="button" class="quiet" onClick={() => showAll(true)}>
          {text("more")}
        </button>
      </Show>
    </section>
  )
}
