import { For, type JSX, Show } from "solid-js"
import { points } from "../format.ts"
import { text } from "../text.ts"
import { levelOf, ruleOf } from "../year/rule-words.ts"
import { Wording } from "../year/wording.tsx"
import { levelsOf } from "../year/scoring-text.ts"
import type { Column, Worth } from "./cells.ts"
import type { GridProps, Head } from "./grid.tsx"
import type { Field, Input } from "./keys.ts"
import { NoteCell } from "./note-cell.tsx"
import { type Part, say } from "./part.ts"
import { type Leaf, type Row, sum } from "./rows.ts"

type Placed = GridProps & { row: Row; i: number; field: Field }
/** One cell of the sheet; `labels` are the ids of what names it. */
type Of = {
  field: Field
  column: Pick<Column, "fault" | "words" | "value">
  leaf: Leaf
  c: number
  i: number
  k: number
  part: Part
  labels: string
  readOnly: boolean
}

/** A leaf with the cells of every column; one that does not apply says so and takes nothing. */
export function Cell(props: Placed): JSX.Element {
  const { i } = props
  const leaf = props.leaves[i]!
  return (
    <tr classList={{ differs: props.heads.length === 1 && !!props.heads[0]?.differs?.(i) }}>
      <th scope="row" id={`r${i}`} class="leaf" data-depth={props.row.depth}>
        <span>{props.row.code}</span> <Wording code={props.row.code} name={props.row.name} />
        <Show when={props.results && leaf.scoring.kind !== "points"}>
          <small class="rule">{ruleOf(leaf)}</small>
        </Show>
      </th>
      <td class="number">{points(props.row.max)}</td>
      <For each={props.heads}>
        {(head) => (
          <>
            <Show when={head.before}>{(before) => <Before of={before()} i={i} />}</Show>
            <Show when={props.results}>
              <Results {...props} head={head} leaf={leaf} />
            </Show>
            <Points {...props} head={head} leaf={leaf} />
          </>
        )}
      </For>
      <Show when={props.notes}>
        {(notes) => <NoteCell notes={notes()} code={leaf.code} i={i} field={props.field} readOnly={props.readOnly} />}
      </Show>
    </tr>
  )
}

function Before(props: { of: NonNullable<Head["before"]>; i: number }) {
  return (
    <td class="number before" data-label={props.of.worths[props.i] === null ? "" : props.of.name}>
      {points(props.of.worths[props.i])}
      <Show when={props.of.given(props.i)}>{(given) => <small>{given()}</small>}</Show>
      <Show when={props.of.note?.(props.i)}>{(note) => <small class="said">{note()}</small>}</Show>
    </td>
  )
}

/** The inputs from which the points follow, each under its name. */
function Results(props: Placed & { head: Head; leaf: Leaf }) {
  const { i, leaf } = props
  const column = props.cells[props.head.c]!
  const parts = column.parts[i]!.map((part, k) => ({ part, k })).filter(({ part }) => part !== "points")
  return (
    <td class="given">
      <For each={parts}>
        {({ part, k }) => (
          <span class="part">
            <small id={`r${i}${part}`}>{text(`part.${part}`)}</small>
            <CellInput {...props} column={column} c={props.head.c} k={k} part={part} labels={`r${i} r${i}${part}`} />
          </span>
        )}
      </For>
      <Show when={leaf.scoring.kind === "leader" && parts.length}>
        <label class="check">
          <input
            type="checkbox"
            disabled={props.readOnly}
            checked={column.value(i, 0) === null}
            onChange={(event) => noTarget(props.field, props.head.c, i, event.currentTarget.checked)}
          />{" "}
          {text("sheet.noTarget.label")}
        </label>
      </Show>
    </td>
  )
}

function noTarget(field: Field, c: number, i: number, none: boolean) {
  const word = none ? text("sheet.noTarget") : ""
  field.cells[c]?.type(i, 0, word)
  const input = field.inputs[c]?.[i]?.[0]
  if (input) input.value = word
  field.changed()
}

/** Points that are typed, or that follow from the results. */
function Points(props: Placed & { head: Head; leaf: Leaf }) {
  const { i } = props
  const column = props.cells[props.head.c]!
  const [part] = column.parts[i]!
  if (part === undefined) return <td class="cell closed">{props.head.closed?.(i) ?? text("rule.none")}</td>
  if (part !== "points") return <Follows worth={column.worths()[i]} />
  return (
    <td class="cell" classList={{ other: props.heads.length > 1 && !!props.head.differs?.(i) }}>
      <CellInput {...props} column={column} c={props.head.c} k={0} part={part} labels={`r${i} c${props.head.c}`} />
      <Show when={props.head.under}>
        <small>{props.head.under?.(i)}</small>
      </Show>
    </td>
  )
}

const Follows = (props: { worth: Worth }) => (
  <td class="number follows" classList={{ later: props.worth === undefined }}>
    {props.worth === undefined ? text("rule.later") : props.worth === null ? "–" : points(props.worth)}
  </td>
)

/** One input of a sheet: typed points or part of a result, or a choice. */
export function CellInput(props: Of) {
  const { c, i, k, part, column, field } = props
  const keep = (input: Input) => ((field.inputs[c]![i] ??= [])[k] = input)
  const wrong = () => column.fault(i, k) !== undefined && column.fault(i, k) !== "sheet.lacks"
  const place = { "data-c": c, "data-i": i, "data-k": k }
  const options = choices(props.leaf)
  if (part === "achieved" || part === "level")
    return (
      <>
        <select ref={keep} {...place} aria-labelledby={props.labels} aria-invalid={wrong()} disabled={props.readOnly}>
          <option value="">{text("part.choose")}</option>
          <For each={options}>
            {({ value, name }) => (
              <option value={value} selected={column.words[i]![k] === value}>
                {name()}
              </option>
            )}
          </For>
        </select>
        {/* On paper, and where nothing can be chosen, the whole name instead of as much as fits. */}
        <span class="chosen">{options.find(({ value }) => value === say(part, column.value(i, k)))?.name()}</span>
      </>
    )
  return (
    <input
      ref={keep}
      {...place}
      value={column.words[i]![k]}
      aria-labelledby={props.labels}
      aria-invalid={wrong()}
      readonly={props.readOnly}
      inputmode={part === "points" || part === "target" || part === "actual" ? "decimal" : "numeric"}
      autocomplete="off"
      placeholder="–"
    />
  )
}

const choices = ({ scoring }: Leaf) =>
  scoring.kind === "level"
    ? levelsOf(scoring.levels).map(([value, worth]) => ({ value, name: () => levelOf(value, worth) }))
    : (["yes", "no"] as const).map((value) => ({ value, name: () => text(`part.achieved.${value}`) }))

/** A section with the sums of what stands below it. */
export function Section(props: GridProps & { row: Row }) {
  const slice = (all: readonly Worth[]) => ("from" in props.row ? points(sum(all.slice(props.row.from, props.row.to))) : "")
  return (
    <tr class="section">
      <th scope="row" class="leaf" data-depth={props.row.depth}>
        <span>{props.row.code}</span> {props.row.name}
      </th>
      <td class="number">{points(props.row.max)}</td>
      <For each={props.heads}>
        {(head) => (
          <>
            <Show when={head.before}>
              <td class="number before">{slice(head.before?.worths ?? [])}</td>
            </Show>
            <td class="number" colspan={props.results ? 2 : 1}>
              {slice(props.cells[head.c]?.worths() ?? [])}
            </td>
          </>
        )}
      </For>
      <Show when={props.notes}>
        <td>{""}</td>
      </Show>
    </tr>
  )
}
