import { createMemo, createSignal, For, Show } from "solid-js"
import { api, ask, over, type Answer } from "../api.ts"
import { points } from "../format.ts"
import { acting } from "../load.ts"
import type { Criteria } from "../sheet/rows.ts"
import { text } from "../text.ts"
import { Area, Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import { CriteriaView } from "./criteria-view.tsx"
import { type LineFault, parse, written } from "./criteria-text.ts"

type Component = Criteria["rules"]["official"][number]["component"]
const components: Component[] = ["verified", "crossMean", "crossTrimmed", "crossFair"]
type Props = {
  year: string
  members: number
  cross: boolean
  criteria: Criteria | null
  etag: string
  saved: (answer: Answer<{ criteria: Criteria | null; hash: string | null; locked: boolean }>) => void
  changed: (changed: boolean) => void
}

const number = (word: string) => Number(word.replace(",", ".")) || 0

/** The head writes the table as lines from a spreadsheet, sees it as it will be, and saves it with how the ranking is made. */
export function CriteriaEdit(props: Props) {
  const act = acting()
  const [lines, setLines] = createSignal(props.criteria ? written(props.criteria.table) : "")
  const parsed = createMemo(() => parse(lines()))
  const [weights, setWeights] = createSignal<Record<string, string>>(
    Object.fromEntries(
      (props.criteria?.rules.official ?? [{ component: "verified", weight: 1 }]).map((one) => [
        one.component,
        points(Math.round(one.weight * 10_000), false),
      ]),
    ),
  )
  const total = () => Math.round(components.reduce((sum, one) => sum + number(weights()[one] ?? ""), 0) * 100) / 100
  const faults = (): LineFault[] =>
    [...parsed().faults, ...refusedLines(act.refused()?.fields ?? [], parsed().lines)].toSorted((a, b) => a.line - b.line)
  const save = submitted(async (field) => {
    if (parsed().faults.length || total() !== 100) return
    const json = { table: { ...props.criteria?.table, sections: parsed().sections }, rules: rulesOf(field, props) }
    const header = over(props.etag)
    const answer = await act.run(() => ask(() => api.years[":year"].table.$put({ param: { year: props.year }, header, json })))
    if (answer) {
      props.changed(false)
      props.saved(answer)
    }
  })
  const preview = (): Criteria => ({
    table: { bonus: [], penalty: [], sections: parsed().sections },
    rules: { official: [], cross: "all", tieBreak: [], quotas: [], disqualifiers: [] },
  })
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
        <RulesFields {...props} weights={weights()} weigh={(one, word) => setWeights((before) => ({ ...before, [one]: word }))} />
        <p role="alert" classList={{ problem: total() !== 100 }}>
          {total() === 100 ? "" : text("table.weight.sum", { sum: total() })}
        </p>
        <Problem of={act.refused()} />
        <p role="status">{act.done() ? text("saved") : ""}</p>
        <button type="submit" disabled={act.busy() || !parsed().sections.length || !!parsed().faults.length || total() !== 100}>
          {text("table.save")}
        </button>
      </form>
      <Show when={parsed().sections.length}>
        <details open={!props.criteria || lines() !== written(props.criteria.table)}>
          <summary>{text("table.preview")}</summary>
          <CriteriaView criteria={preview()} caption={text("table.preview")} />
        </details>
      </Show>
    </section>
  )
}

/** What the server refuses in the tree, on the lines that it came from. */
const refusedLines = (fields: readonly { path: string; code: LineFault["word"] }[], lines: Map<string, number>): LineFault[] =>
  fields.flatMap(({ path, code }) => {
    const node = /^\/table\/sections\/\d+(\/children\/\d+)*/.exec(path)?.[0]
    const line = node && lines.get(node)
    return line ? [{ line, word: code }] : []
  })

function rulesOf(field: (name: string) => string, { criteria, members }: Props): Criteria["rules"] {
  const official = components.flatMap((component) => {
    const weight = number(field(`weight.${component}`)) / 100
    return weight > 0 ? [{ component, weight }] : []
  })
  const counts = { flags: number(field("flags")), certificates: number(field("certificates")) }
  const fits = (quota: { minMembers: number; maxMembers: number }) => quota.minMembers <= members && members <= quota.maxMembers
  const quotas = criteria?.rules.quotas.some(fits)
    ? criteria.rules.quotas.map((quota) => (fits(quota) ? { ...quota, ...counts } : quota))
    : [{ minMembers: 2, maxMembers: 60, ...counts }]
  const { voteThreshold: before, ...rest } = criteria?.rules ?? {
    cross: "all" as const,
    tieBreak: [],
    disqualifiers: [],
    voteThreshold: undefined,
  }
  const { flags: _, ...others } = before ?? {}
  const share = number(field("threshold")) / 100
  const voteThreshold = { ...others, ...(share > 0 && { flags: share }) }
  return { ...rest, official, quotas, ...(Object.keys(voteThreshold).length && { voteThreshold }) }
}

function RulesFields(props: Props & { weights: Record<string, string>; weigh: (component: string, word: string) => void }) {
  const rules = () => props.criteria?.rules
  const quota = () => rules()?.quotas.find(({ minMembers, maxMembers }) => minMembers <= props.members && props.members <= maxMembers)
  return (
    <fieldset>
      <legend>{text("table.rules")}</legend>
      <div class="row">
        <For each={props.cross ? components : components.slice(0, 1)}>
          {(one) => (
            <Field
              label={`${text(`table.component.${one}`)} – ${text("table.weight")}`}
              input={{
                name: `weight.${one}`,
                inputmode: "decimal",
                value: props.weights[one] ?? "",
                onInput: (event) => props.weigh(one, event.currentTarget.value),
              }}
            />
          )}
        </For>
      </div>
      <div class="row">
        <Field
          label={text("table.flags")}
          input={{ name: "flags", type: "number", min: 0, max: 60, required: true, value: quota()?.flags ?? 1 }}
        />
        <Field
          label={text("table.certificates")}
          input={{ name: "certificates", type: "number", min: 0, max: 60, required: true, value: quota()?.certificates ?? 1 }}
        />
        <Field
          label={text("table.threshold")}
          input={{
            name: "threshold",
            inputmode: "decimal",
            value: points(Math.round((rules()?.voteThreshold?.flags ?? 0) * 10_000) || null, false),
          }}
        />
      </div>
    </fieldset>
  )
}

function LineFaults(props: { of: LineFault[] }) {
  return (
    <ul class="fix" role="alert">
      <For each={props.of.slice(0, 20)}>{({ line, word, gaps }) => <li>{text("table.fault", { line, why: text(word, gaps) })}</li>}</For>
    </ul>
  )
}
