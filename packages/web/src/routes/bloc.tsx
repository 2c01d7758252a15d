import { createEffect, createSignal, For, Show } from "solid-js"
import { api, ask } from "../api.ts"
import { day } from "../format.ts"
import { past } from "@khoi/core/phase"
import { load } from "../load.ts"
import { text, type Word } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { acting } from "../load.ts"
import { Problem } from "../ui/problem.tsx"
import { type Board, guest, type Year, waiting } from "../year/board.ts"
import { Dues } from "../year/dues.tsx"
import { EntryLine } from "../year/entry.tsx"
import { LogFilter, type Wanted } from "../year/log-filter.tsx"
import { Membership } from "../year/membership.tsx"
import { YearFrame } from "../year/frame.tsx"
import { Moving } from "../year/moving.tsx"
import { Panel } from "../year/panel.tsx"
import { PhaseLine } from "../year/phase-line.tsx"
import { Scroll } from "../ui/scroll.tsx"

/** My bloc: the line of phases, the members with what they have done, moving on, and the log. */
export default function Bloc() {
  return <YearFrame title="year.overview">{(year) => <Overview year={year} />}</YearFrame>
}

function Overview(props: { year: Year }) {
  const verified = load(
    () => (props.year.board().phase === "verifying" ? props.year.id : undefined),
    (year) => ask(() => api.years[":year"].verified.$get({ param: { year } })),
  )
  return (
    <>
      <section class="card" aria-labelledby="phases">
        <h2 id="phases">{text("year.phases")}</h2>
        <PhaseLine board={props.year.board()} />
      </section>
      <Members board={props.year.board()} verified={verified.value()?.seats} />
      <Show when={!guest(props.year.board())}>
        <Membership year={props.year} />
      </Show>
      <Panel year={props.year} />
      <Show when={!guest(props.year.board())}>
        <Dues year={props.year} />
        <Moving year={props.year} />
      </Show>
      <Log year={props.year} />
    </>
  )
}

function Members(props: { board: Board; verified: readonly string[] | undefined }) {
  const state = () => waiting(props.board, props.verified)
  const crosses = () => !props.board.without.includes("crossScoring")
  return (
    <section class="card" aria-labelledby="members">
      <h2 id="members">{text("year.units")}</h2>
      <Show when={state()}>
        {(now) => (
          <p>
            {text("done.of", { done: now().done, all: now().all })}.{" "}
            {now().done === now().all
              ? text("done.all")
              : now().names.length
                ? text("done.waiting", { names: now().names.join(", ") })
                : ""}
          </p>
        )}
      </Show>
      <Scroll label={text("year.units")}>
        <table class="members">
          <thead>
            <tr>
              <th scope="col">{text("year.members.unit")}</th>
              <th scope="col">{text("year.members.signed")}</th>
              <th scope="col">{text("year.members.self")}</th>
              <Show when={crosses()}>
                <th scope="col">{text("year.members.cross")}</th>
              </Show>
              <Show when={props.verified}>
                <th scope="col">{text("year.members.verified")}</th>
              </Show>
            </tr>
          </thead>
          <tbody>
            <For each={props.board.members}>
              {(member) => (
                <tr>
                  <th scope="row">
                    {member.name}
                    <Show when={member.seat === props.board.head}>
                      <span class="tag">{text("year.head")}</span>
                    </Show>
                    <Show when={member.seat === props.board.deputy}>
                      <span class="tag">{text("year.deputy")}</span>
                    </Show>
                    <Show when={member.left}>
                      <span class="tag">{text("member.tag.left")}</span>
                    </Show>
                    <Show when={member.joined}>
                      {(joined) => <span class="tag">{text("member.tag.joined", { date: day(joined()) })}</span>}
                    </Show>
                    <Show when={member.seat === props.board.seat}>
                      <small> ({text("year.own")})</small>
                    </Show>
                  </th>
                  <td>
                    <Mark
                      done={member.signed}
                      waited={!member.left && props.board.phase === "pledging"}
                      over={past(props.board.phase, "pledging") || !!member.left}
                      word="pledge.signed.no"
                    />
                  </td>
                  <td>
                    <Mark
                      done={member.self}
                      waited={!member.left && props.board.phase === "selfScoring"}
                      over={past(props.board.phase, "selfScoring") || !!member.left}
                      word="year.members.waiting"
                    />
                  </td>
                  <Show when={crosses()}>
                    <td>
                      <Mark
                        done={member.cross}
                        waited={!member.left && props.board.phase === "crossScoring"}
                        over={past(props.board.phase, "crossScoring") || !!member.left}
                        word="year.members.waiting"
                      />
                    </td>
                  </Show>
                  <Show when={props.verified}>
                    {(seats) => (
                      <td>
                        <Mark
                          done={seats().includes(member.seat)}
                          waited={!member.left}
                          over={!!member.left}
                          word="year.members.unverified"
                        />
                      </td>
                    )}
                  </Show>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

/** Done, waited for, not there any more or not yet: by sign and word, not by colour alone. */
function Mark(props: { done: boolean; waited: boolean; over: boolean; word: Word }) {
  return (
    <span class="mark" classList={{ done: props.done, waited: !props.done && props.waited }}>
      {props.done ? "✓" : props.waited ? "…" : "–"}{" "}
      <span>
        {text(props.done ? "year.members.done" : props.waited ? props.word : props.over ? "member.mark.none" : "year.members.open")}
      </span>
    </span>
  )
}

function Log(props: { year: Year }) {
  const act = acting()
  const [entries, setEntries] = createSignal<Board["entries"]>([])
  const [next, setNext] = createSignal<string | null>(null)
  const [wanted, want] = createSignal<Wanted>({})
  const page = (after: { after?: string }) =>
    ask(() => api.years[":year"].log.$get({ param: { year: props.year.id }, query: { ...wanted(), ...after } }))
  const first = load(
    // A move or a hand-in has written into the log: the board's newest entry tells.
    () => `${props.year.id} ${props.year.board().entries[0]?.at} ${JSON.stringify(wanted())}`,
    () => page({}),
  )
  createEffect(() => {
    setEntries(first.value()?.items ?? [])
    setNext(first.value()?.next ?? null)
  })
  async function more() {
    const after = next()
    if (!after) return
    const found = await act.run(() => page({ after }))
    if (!found) return
    setEntries((before) => [...before, ...found.value.items])
    setNext(found.value.next)
  }
  return (
    <section class="card screen-only" aria-labelledby="log">
      <h2 id="log">{text("year.log")}</h2>
      <LogFilter board={props.year.board()} wanted={wanted()} want={want} />
      <Loaded of={first}>
        {() => (
          <ul class="log">
            <For
              each={entries()}
              fallback={<li class="none">{text(Object.keys(wanted()).length ? "log.filter.none" : "year.log.none")}</li>}
            >
              {(entry) => <EntryLine board={props.year.board()} entry={entry} />}
            </For>
          </ul>
        )}
      </Loaded>
      <Problem of={act.refused()} />
      <Show when={next()}>
        <button type="button" class="quiet" disabled={act.busy()} onClick={() => void more()}>
          {text("more")}
        </button>
      </Show>
    </section>
  )
}
