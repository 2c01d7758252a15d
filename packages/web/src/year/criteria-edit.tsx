import { createMemo, createSignal, For, Show } from "solid-js"
import { api, ask, over, type Answer } from "../api.ts"
import { acting } from "../load.ts"
import { type Criteria, leavesFor } from "../sheet/rows.ts"
import { text } from "../text.ts"
import { Area } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import type { Board } from "./board.ts"
import { KindsHelp } from "./kinds-help.tsx"
import { listed, unlisted } from "./not-applicable.ts"
import { CriteriaView } from "./criteria-view.tsx"
import { type LineFault, parse, written } from "./criteria-text.ts"
import { rulesOf, RulesFields, sumOf, weightsOf } from "./rules-edit.tsx"

type Props = {
  year: string
  members: Board["members"]
  cross: boolean
  criteria: Criteria | null
  etag: string
  saved: (answer: Answer<{ criteria: Criteria | null; hash: string | null; locked: boolean }>) => void
  changed: (changed: boolean) => void
}

/** The head writes the table as lines from a spreadsheet, sees it as it will be, and saves it with how the ranking is made. */
export function CriteriaEdit(props: Props) {
  const act = acting()
  const [lines, setLines] = createSignal(props.criteria ? written(props.criteria.table) : "")
  const parsed = createMemo(() => parse(lines()))
  const [gaps, setGaps] = createSignal(listed(props.criteria?.notApplicable ?? [], props.members))
  const leaves = createMemo(() => new Set(leavesFor(preview()).map(({ code }) => code)))
  const skips = createMemo(() => unlisted(gaps(), props.members, leaves()))
  const [weights, setWeights] = createSignal(weightsOf(props.criteria))
  const total = () => sumOf(weights())
  const ranked = () => ({ ...props, members: props.members.length })
  const faults = (): LineFault[] =>
    [...parsed().faults, ...refusedLines(act.refused()?.fields ?? [], parsed().lines)].toSorted((a, b) => a.line - b.line)
  const bad = () => !parsed().sections.length || parsed().faults.length + skips().faults.length > 0 || total() !== 100
  const save = submitted(async (field) => {
    if (bad()) return
    const table = { ...props.criteria?.table, sections: parsed().sections }
    const json = { table, rules: rulesOf(field, ranked()), notApplicable: skips().lines }
    const header = over(props.etag)
    const answer = await act.run(() => ask(() => api.years[":year"].table.$put({ param: { year: props.year }, header, json })))
    if (answer) {
      props.changed(false)
      props.saved(answer)
    }
  })
  function preview(): Criteria {
    return {
      table: { bonus: [], penalty: [], sections: parsed().sections },
      rules: { official: [], cross: "all", tieBreak: [], quotas: [], disqualifiers: [] },
      notApplicable: [],
    }
  }
  return (
    <section class="card screen-only" aria-labelledby="edit">
      <h2 id="edit">{text("table.edit")}</h2>
      <form onSubmit={save} onInput={() => props.changed(true)}>
        <Area
          label={text("table.edit.lines")}
          hint={text("table.edit.hint")}
          area={{
            name: "lines",
            rows: 14,
            wrap: "off",
            spellcheck: false,
            class: "lines",
            value: lines(),
            onInput: (event) => setLines(event.currentTarget.value),
          }}
        />
        <LineFaults of={faults()} />
        <KindsHelp />
        <Area
          label={text("table.notApplicable.lines")}
          hint={text("table.notApplicable.hint")}
          area={{ rows: 3, spellcheck: false, value: gaps(), onInput: (event) => setGaps(event.currentTarget.value) }}
        />
        <LineFaults of={skips().faults} />
        <RulesFields {...ranked()} weights={weights()} weigh={(one, word) => setWeights((before) => ({ ...before, [one]: word }))} />
        <p role="alert" classList={{ problem: total() !== 100 }}>
          {total() === 100 ? "" : text("table.weight.sum", { sum: total() })}
        </p>
        <Problem of={act.refused()} />
        <p role="status">{act.done() ? text("saved") : ""}</p>
        <button type="submit" disabled={act.busy() || bad()}>
          {text("table.save")}
        </button>
      </form>
      <Show when={parsed().sections.length}>
        <details open={!props.criteria || lines() !== written(props.criteria.table)}>
          <summary>{text("table.preview")}</summary>
          <CriteriaView criteria={preview()} caption={text("table.preview")} members={props.members} />
        </details>
      </Show>
    </section>
  )
}

/** What the server refuses, on the lines that it came from; line 0 for what is about the whole. */
const refusedLines = (fields: readonly { path: string; code: LineFault["word"] }[], lines: Map<string, number>): LineFault[] =>
  fields.map(({ path, code }) => {
    const node = /^\/table\/sections\/\d+(\/children\/\d+)*/.exec(path)?.[0]
    return { line: lines.get(node ?? "") ?? 0, word: code }
  })

function LineFaults(props: { of: LineFault[] }) {
  return (
    <div role="alert">
      <ul class="fix">
        <For each={props.of.slice(0, 20)}>
          {({ line, word, gaps }) => <li>{line ? text("table.fault", { line, why: text(word, gaps) }) : text(word, gaps)}</li>}
        </For>
      </ul>
    </div>
  )
}
