import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js"
import { type Answer, ask, over } from "../api.ts"
import { acting } from "../load.ts"
import { language, text } from "../text.ts"
import { Area } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import { nameOf, type Year } from "../year/board.ts"
import { at, type Pledge } from "./pledge.ts"
import { type LineFault, parse, refusedLines, written } from "./targets-text.ts"
import { TargetsView } from "./targets-view.tsx"

type Props = { year: Year; found: Pledge; etag: string; slip?: boolean; saved: (answer: Answer<Pledge>) => unknown }

/** What is being written, over the pledge that it began from: what others save meanwhile is taken over only where nothing is typed. */
function draft(props: Props) {
  const board = props.year.board
  const lined = (targets: Pledge["targets"]) => (targets.length ? written(targets, board().members) : "")
  const [from, setFrom] = createSignal({ etag: props.etag, found: props.found })
  const [words, setWords] = createSignal(from().found.text ?? "")
  const [lines, setLines] = createSignal(lined(from().found.targets))
  const parsed = createMemo(() => parse(lines(), board().members))
  let last = parsed()
  const changed = () => parsed().faults.length > 0 || lined(parsed().targets) !== lined(from().found.targets)
  const begin = (etag: string, found: Pledge) => {
    setFrom({ etag, found })
    setWords(found.text ?? "")
    put(lined(found.targets))
  }
  function put(lines: string) {
    setLines(lines)
    last = parsed()
  }
  createEffect(
    on(
      () => props.etag,
      (etag) => !changed() && words() === (from().found.text ?? "") && begin(etag, props.found),
      { defer: true },
    ),
  )
  // Numbers are typed as the language writes them.
  createEffect(on(language, () => !last.faults.length && setLines(lined(last.targets)), { defer: true }))
  return { from, words, setWords, lines, put, parsed, changed, begin }
}

/** Text and targets: written by the head, from the template or by hand; or, for a slip, corrected by the board with a reason. */
export function Edit(props: Props) {
  const act = acting()
  const board = props.year.board
  const { from, words, setWords, lines, put, parsed, changed, begin } = draft(props)
  const faults = () =>
    [...parsed().faults, ...refusedLines(act.refused()?.fields ?? [], parsed().lines)].toSorted((a, b) => a.line - b.line)
  const save = submitted(async (field) => {
    if (parsed().faults.length) return
    const json = { text: words(), targets: parsed().targets }
    const [param, header] = [{ year: props.year.id }, over(from().etag)]
    const answer = await act.run(() =>
      props.slip
        ? ask(() => at.correction.$post({ param, header, json: { ...json, reason: field("reason") } }))
        : ask(() => at.$put({ param, header, json })),
    )
    if (!answer) return
    begin(answer.etag, answer.value)
    props.saved(answer)
  })
  function fill() {
    if (words().trim() && !confirm(text("pledge.template.over"))) return
    const members = board()
      .members.map(({ name }) => name)
      .join(", ")
    setWords(text("pledge.template", { bloc: board().name, year: board().year, members, head: nameOf(board(), board().head) }))
  }
  return (
    <form onSubmit={save}>
      <Show when={!props.slip}>
        <p>
          <button type="button" class="quiet" onClick={fill}>
            {text("pledge.template.use")}
          </button>
        </p>
      </Show>
      <Area
        label={text("pledge.text")}
        fault={act.refused()?.at("/text")}
        area={{
          ...{ name: "text", required: true, rows: 12, maxlength: 20_000, value: words() },
          onInput: (event) => setWords(event.currentTarget.value),
        }}
      />
      <Lines year={props.year} lines={lines()} set={put} faults={faults()} count={parsed().targets.length} />
      <Show when={parsed().targets.length && changed()}>
        <TargetsView targets={parsed().targets} members={board().members} />
      </Show>
      <Show when={props.slip}>
        <Area
          label={text("slip.reason")}
          fault={act.refused()?.at("/reason")}
          area={{ name: "reason", required: true, rows: 2, maxlength: 500 }}
        />
      </Show>
      <Problem of={act.refused()} />
      <p role="status">{act.done() ? text("saved") : ""}</p>
      <button type="submit" disabled={act.busy() || parsed().faults.length > 0 || parsed().targets.length > 40}>
        {text(props.slip ? "slip.do" : "save")}
      </button>
    </form>
  )
}

function Lines(props: { year: Year; lines: string; set: (lines: string) => void; faults: LineFault[]; count: number }) {
  const [copied, setCopied] = createSignal(false)
  const copy = () => {
    const empty = written([], props.year.board().members)
    void navigator.clipboard.writeText(props.lines || empty).then(() => setCopied(true))
    if (!props.lines) props.set(`${empty}\n`)
  }
  return (
    <>
      <Area
        label={text("target.lines")}
        hint={text("target.hint")}
        area={{
          ...{ rows: 8, wrap: "off", spellcheck: false, class: "lines", value: props.lines },
          onInput: (event) => props.set(event.currentTarget.value),
        }}
      />
      <p>
        <button type="button" class="quiet" onClick={copy}>
          {text("target.copy")}
        </button>{" "}
        <span role="status">
          {copied() ? `${text("copied")} ` : ""}
          {props.count ? text(props.count > 40 ? "target.sum.many" : "target.sum", { n: props.count }) : ""}
        </span>
      </p>
      <div role="alert">
        <ul class="fix">
          <For each={props.faults.slice(0, 20)}>
            {({ line, word, gaps }) => <li>{line ? text("table.fault", { line, why: text(word, gaps) }) : text(word, gaps)}</li>}
          </For>
        </ul>
      </div>
    </>
  )
}
