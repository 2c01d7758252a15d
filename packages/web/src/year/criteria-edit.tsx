import { createMemo, createSignal, onCleanup, onMount, Show } from "solid-js"
import { api, ask, over } from "../api.ts"
import { acting } from "../load.ts"
import type { Criteria } from "../sheet/rows.ts"
import { text } from "../text.ts"
import { submitted } from "../ui/form.ts"
import { Field } from "../ui/field.tsx"
import { Problem } from "../ui/problem.tsx"
import type { Board } from "./board.ts"
import { CopyTable } from "./copy-table.tsx"
import { countOf, criteriaOf, type Draft, draftOf, type Faults as All, refusedAt, sumOf, together } from "./criteria-draft.ts"
import { CriteriaView } from "./criteria-view.tsx"
import { drop, keep, kept } from "./kept-draft.ts"
import { KindsHelp } from "./kinds-help.tsx"
import { Faults, LineArea } from "./line-area.tsx"
import { RulesFields } from "./rules-edit.tsx"

type Props = {
  year: string
  members: Board["members"]
  cross: boolean
  criteria: Criteria | null
  hash: string | null
  etag: string
  /** Whether what is saved will be another version. */
  next: boolean
  saved: () => unknown
  changed: (changed: boolean) => void
}

/** The head writes the table as lines from a spreadsheet, sees it as it will be, and saves it with how the ranking is made. */
export function CriteriaEdit(props: Props) {
  const act = acting()
  const before = kept(props.year)
  const [stored, setStored] = createSignal(draftOf(props.criteria, props.members))
  const [draft, setDraft] = createSignal<Draft>(before?.draft ?? stored())
  const [dirty, setDirty] = createSignal(!!before)
  const [restored, setRestored] = createSignal(!!before)
  const read = createMemo(() => criteriaOf(draft(), props.members))
  const faults = createMemo((): All => together(read().faults, refusedAt(act.refused()?.fields ?? [], read())))
  const bad = () => !read().criteria.table.sections.length || countOf(read().faults) > 0 || sumOf(draft().weights) !== 100
  function mark(now: boolean) {
    setDirty(now)
    props.changed(now)
  }
  function change(part: Partial<Draft>) {
    setDraft((all) => ({ ...all, ...part }))
    keep(props.year, { draft: draft(), base: props.hash ?? "" })
    mark(true)
  }
  function undo() {
    drop(props.year)
    act.clear()
    setDraft(stored())
    setRestored(false)
    mark(false)
  }
  onMount(() => dirty() && props.changed(true))
  guard(dirty)
  const save = submitted(async () => {
    if (bad()) return
    const sent = draft()
    const { source } = sent
    const json = { ...read().criteria, ...(source && { source }) }
    const header = over(props.etag)
    const answer = await act.run(() => ask(() => api.years[":year"].table.$put({ param: { year: props.year }, header, json })))
    if (!answer) return
    setStored(sent)
    setRestored(false)
    if (draft() === sent) {
      drop(props.year)
      mark(false)
    }
    props.saved()
  })
  return (
    <section class="card screen-only" aria-labelledby="edit">
      <details open={!props.next || dirty()}>
        <summary>
          <h2 id="edit">{text(props.next ? "table.edit.next" : "table.edit")}</h2>
        </summary>
        <Show when={restored()}>
          <p class="notice">{text(before?.base === (props.hash ?? "") ? "table.kept" : "table.kept.other")}</p>
        </Show>
        <CopyTable members={props.members} take={(found) => change({ ...draftOf(found.criteria, props.members), source: found.year })} />
        <form onSubmit={save}>
          <Tree draft={draft()} change={change} faults={faults()} />
          <RulesFields {...props} draft={draft()} change={change} faults={faults()} sections={read().criteria.table.sections} />
          <Problem of={act.refused()} />
          <p role="status">{act.done() && !dirty() ? text("saved") : ""}</p>
          <div class="buttons">
            <button type="submit" disabled={act.busy() || bad()}>
              {text("table.save")}
            </button>
            <Show when={dirty()}>
              <button type="button" class="quiet" onClick={undo}>
                {text("table.undo")}
              </button>
            </Show>
          </div>
        </form>
        <Show when={read().criteria.table.sections.length}>
          <details open={dirty()}>
            <summary>{text("table.preview")}</summary>
            <CriteriaView criteria={read().criteria} caption={text("table.preview")} members={props.members} />
          </details>
        </Show>
      </details>
    </section>
  )
}

/** What is written stays in this window; whoever closes it is asked. */
function guard(dirty: () => boolean) {
  const stay = (event: BeforeUnloadEvent) => dirty() && event.preventDefault()
  addEventListener("beforeunload", stay)
  onCleanup(() => removeEventListener("beforeunload", stay))
}

type TreeProps = { draft: Draft; change: (part: Partial<Draft>) => void; faults: All }

/** The tree itself, what stands beside it, and what does not apply to whom. */
function Tree(props: TreeProps) {
  const line = (part: "lines" | "gaps" | "bonus" | "penalty", rows: number) => ({
    ...{ rows, value: props.draft[part], faults: props.faults[part] },
    typed: (value: string) => props.change({ [part]: value }),
  })
  return (
    <>
      <LineArea label={text("table.edit.lines")} hint={text("table.edit.hint")} {...line("lines", 14)} />
      <KindsHelp />
      <LineArea label={text("table.bonus.lines")} hint={text("table.bonus.hint")} {...line("bonus", 3)} />
      <Field
        label={text("table.bonusMax")}
        input={{
          inputmode: "decimal",
          value: props.draft.bonusMax,
          onInput: (event) => props.change({ bonusMax: event.currentTarget.value }),
        }}
      />
      <Faults of={props.faults.bonusMax} />
      <LineArea label={text("table.penalty.lines")} hint={text("table.penalty.hint")} {...line("penalty", 3)} />
      <LineArea label={text("table.notApplicable.lines")} hint={text("table.notApplicable.hint")} {...line("gaps", 3)} />
    </>
  )
}
