import { A } from "@solidjs/router"
import { For, Show } from "solid-js"
import { text } from "../text.ts"
import { Due } from "../year/due.tsx"
import { type Found, type OfBloc, opens, yearPage } from "./found.ts"

/** The open years, the latest first: whom each waits for, and since when its day is over. */
export function Lateness(props: { of: Found; bloc: string }) {
  const open = () =>
    props.of.years
      .flatMap(({ calendar, blocs }) => blocs.map((one) => ({ ...one, calendar })))
      .filter(({ bloc, waiting }) => waiting && (!props.bloc || bloc === props.bloc))
      .toSorted((a, b) => (b.waiting?.late ?? -1) - (a.waiting?.late ?? -1) || b.calendar - a.calendar)
  return (
    <section class="card" aria-labelledby="late">
      <h2 id="late">{text("overview.late")}</h2>
      <ul class="tasks">
        <For each={open()} fallback={<li class="none">{text("overview.late.none")}</li>}>
          {(one) => (
            <li>
              <Year year={one.year} title={text("year.title", { bloc: props.of.blocs.get(one.bloc) ?? "", year: one.calendar })} />
              <span class="tag">{text(`phase.${one.phase}`)}</span>
              <Waited of={one} />
              <Show when={one.waiting?.due} fallback={<span class="due">{text("overview.late.noDue")}</span>}>
                {(due) => <Due on={due()} />}
              </Show>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}

function Waited(props: { of: OfBloc }) {
  const verifying = () => props.of.phase === "verifying"
  const names = () => props.of.waiting?.units.map(({ department, name }) => (department ? name : text("role.board"))).join(", ")
  return (
    <span>
      <Show when={props.of.waiting?.waits} fallback={text("overview.late.nobody")}>
        {(n) => <>{text(verifying() ? "overview.late.verifying" : "overview.late.waits", { n: n() })}</>}
      </Show>
      {names() ? `: ${names()}` : ""}
    </span>
  )
}

/** A bloc's year, as the way to its page where it may be opened. */
export function Year(props: { year: string; title: string }) {
  return (
    <Show when={opens()} fallback={<b>{props.title}</b>}>
      <A href={yearPage(props.year)}>{props.title}</A>
    </Show>
  )
}
