import { reached } from "@khoi/core/movement-rule"
import { createSignal, For, Show } from "solid-js"
import { api, ask, every } from "../api.ts"
import { day, decimal, moment, percent } from "../format.ts"
import { load } from "../load.ts"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Scroll } from "../ui/scroll.tsx"
import type { Participant } from "./movement.ts"

/** Who takes part, with each indicator's target against the last report. */
export function Participants(props: { all: Participant[]; id: string }) {
  return (
    <For each={props.all} fallback={<p class="none">{text("part.all.none")}</p>}>
      {(one) => (
        <article class="participant">
          <h3>
            {one.name} <small>{text("part.since", { date: day(one.joinedAt) })}</small>
          </h3>
          <Show when={one.indicators.length} fallback={<p class="none">{text("indicator.none")}</p>}>
            <Indicators of={one} />
          </Show>
          <Reports of={one} id={props.id} />
        </article>
      )}
    </For>
  )
}

function Indicators(props: { of: Participant }) {
  const share = ({ target, last }: Participant["indicators"][number]) => last && reached(target, last.figure)
  return (
    <Scroll label={text("indicator.title", { name: props.of.name })}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text("indicator.name")}</th>
            <th scope="col" class="number">
              {text("indicator.target")}
            </th>
            <th scope="col" class="number">
              {text("indicator.last")}
            </th>
            <th scope="col" class="number">
              {text("indicator.reached")}
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={props.of.indicators}>
            {(one) => (
              <tr>
                <th scope="row">
                  {one.name} {one.due ? <small class="under">{text("due.on", { date: day(one.due) })}</small> : ""}
                </th>
                <td class="number">
                  {decimal(one.target)} {one.unit}
                </td>
                <td class="number">
                  {one.last
                    ? text("indicator.last.of", { figure: decimal(one.last.figure), date: day(one.last.date) })
                    : text("indicator.last.none")}
                </td>
                <td class="number">{percent1(share(one))}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Scroll>
  )
}

const percent1 = (share: number | null | undefined) => (share == null ? "" : percent(Math.round(share * 1_000) / 1_000))

/** Every report, the newest first; read when it is opened. */
function Reports(props: { of: Participant; id: string }) {
  const [opened, open] = createSignal(false)
  const { department } = props.of
  const read = load(
    () => (opened() ? props.id : undefined),
    (movement) =>
      every((query) =>
        ask(() => api.movements[":movement"].participants[":department"].reports.$get({ param: { movement, department }, query })),
      ),
  )
  const nameOf = (code: string | null) => props.of.indicators.find((one) => one.code === code)
  return (
    <details class="screen-only" onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{text("report.all", { name: props.of.name })}</summary>
      <Loaded of={read}>
        {(found) => (
          <ul class="log">
            <For each={found()} fallback={<li class="none">{text("report.none")}</li>}>
              {(one) => (
                <li>
                  <time datetime={one.date}>{day(one.date)}</time> <b>{nameOf(one.indicator)?.name ?? text("report.whole")}</b>
                  {one.figure === null ? "" : `: ${decimal(one.figure)} ${nameOf(one.indicator)?.unit ?? ""}`}
                  <Show when={one.text}>
                    <span class="prose under">{one.text}</span>
                  </Show>
                  <small>{text("report.sent", { at: moment(one.at) })}</small>
                </li>
              )}
            </For>
          </ul>
        )}
      </Loaded>
    </details>
  )
}
