import { Show } from "solid-js"
import { day, moment } from "../format.ts"
import { text, wordOr } from "../text.ts"
import { type Board, nameOf } from "./board.ts"

type Entry = Board["entries"][number]

/** One line of the log as a sentence. */
export function EntryLine(props: { board: Board; entry: Entry; isNew?: boolean; of?: string }) {
  /** Who has no seat acted for an agency, or for the panel, from outside of the bloc. */
  const outside = () => text(/^(agency|field)\./.test(props.entry.act) || !props.board.panel.length ? "log.by.agency" : "log.by.panel")
  const acted = () =>
    props.entry.as === "board" ? text("role.board") : props.entry.seat === undefined ? outside() : nameOf(props.board, props.entry.seat)
  const said = () =>
    text(wordOr(`log.${props.entry.act}`, "log.other"), {
      from: text(wordOr(`phase.${props.entry.from}`, "log.other")),
      to: text(wordOr(`phase.${props.entry.to}`, "log.other")),
      day: /^\d{4}-\d\d-\d\d$/.test(props.entry.to ?? "") ? day(props.entry.to!) : "",
      unit: nameOf(props.board, props.entry.of),
      award: text(wordOr(`award.${props.entry.from}`, "log.other")),
      state: text(wordOr(`award.state.${props.entry.to}`, "log.other")),
    })
  return (
    <li classList={{ fresh: !!props.isNew }}>
      <Show when={props.isNew}>
        <strong class="tag">{text("today.news.new")}</strong>{" "}
      </Show>
      <time datetime={props.entry.at}>{moment(props.entry.at)}</time> <b>{acted()}</b>: {said()}
      <Show when={props.of}>
        <small>{props.of}</small>
      </Show>
      <Show when={props.entry.why}>
        <small>{text("log.why", { why: props.entry.why ?? "" })}</small>
      </Show>
    </li>
  )
}
