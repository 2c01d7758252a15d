import { For, Show } from "solid-js"
import { decimal } from "../format.ts"
import { text } from "../text.ts"
import { Scroll } from "../ui/scroll.tsx"
import type { Board } from "../year/board.ts"
import type { Target } from "./pledge.ts"

/** Members in one table: what a sheet of A4 has room for. */
const most = 8

/** The table of targets, in parts where the bloc is larger than a sheet is wide. */
export function TargetsView(props: { targets: readonly Target[]; members: Board["members"] }) {
  const parts = () => Math.ceil(props.members.length / most)
  const size = () => Math.ceil(props.members.length / parts())
  const caption = (part: number) => (parts() > 1 ? text("target.part", { part: part + 1, parts: parts() }) : text("target.title"))
  return (
    <Show when={props.targets.length}>
      <For each={Array.from({ length: parts() }, (_, part) => part)}>
        {(part) => (
          <Scroll label={caption(part)}>
            <Part
              targets={props.targets}
              members={props.members.slice(part * size(), (part + 1) * size())}
              from={part * size()}
              caption={caption(part)}
            />
          </Scroll>
        )}
      </For>
    </Show>
  )
}

function Part(props: { targets: readonly Target[]; members: Board["members"]; from: number; caption: string }) {
  return (
    <table class="targets">
      <caption>{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col" class="number">
            {text("target.number")}
          </th>
          <th scope="col">{text("target.indicator")}</th>
          <th scope="col">{text("target.unit")}</th>
          <For each={props.members}>
            {(member) => (
              <th scope="col" class="number">
                {member.name}
              </th>
            )}
          </For>
        </tr>
      </thead>
      <tbody>
        <For each={props.targets}>
          {(target, i) => (
            <tr>
              <td class="number">{i() + 1}</td>
              <th scope="row">{target.indicator}</th>
              <td>{target.unit}</td>
              <For each={props.members}>{(_, at) => <td class="number">{decimal(target.plan[props.from + at()]) || "–"}</td>}</For>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}
