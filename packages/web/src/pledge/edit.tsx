import { createMemo, createSignal, For, Show } from "solid-js"
import { type Answer, ask, over } from "../api.ts"
import { acting } from "../load.ts"
import { text } from "../text.ts"
import { Area } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import { nameOf, type Year } from "../year/board.ts"
import { at, type Pledge } from "./pledge.ts"
import { type LineFault, parse, refusedLines, written } from "./targets-text.ts"
import { TargetsView } from "./targets-view.tsx"

type Props = { year: Year; found: Pledge; etag: string; slip?: boolean; saved: (answer: Answer<Pledge>) => unknown }

/** Text and targets: written by the head, from the template or by hand; or, for a slip, corrected by the board with a reason. */
export function Edit(props: Props) {
  const act = acting()
  const board = props.year.board
  const lined = (targets: Pledge["targets"]) => written(targets, board().members)
  const [words, setWords] = createSignal(props.found.text ?? "")
  const [lines, setLines] = createSignal(props.found.targets.length ? lined(props.found.targets) : "")
  const parsed = createMemo(() => parse(lines(), board().members))
  const faults = () =>
    [...parsed().faults, ...refusedLines(act.refused()?.fields ?? [], parsed().lines)].toSorted((a, b) => a.line - b.line)
  const save = submitted(async (field) => {
    if (parsed().faults.length) return
    const json = { text: words(), targets: parsed().targets }
    const [param, header] = [{ year: props.year.id }, over(props.etag)]
    const answer = await act.run(() =>
      props.slip
        ? ask(() => at.correction.$post({ param, header, json: { ...json, reason: field("reason") } }))
        : ask(() => at.$put({ param, header, json })),
    )
    if (answer) props.saved(answer)
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
      <Lines year={props.year} lines={lines()} set={setLines} faults={faults()} count={parsed().targets.length} />
      <Show when={parsed().targets.length && lined(parsed().targets) !== lined(props.found.targets)}>
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
