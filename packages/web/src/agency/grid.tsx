import { past } from "@khoi/core/phase"
import { createSignal, For, Show } from "solid-js"
import { points } from "../format.ts"
import { CellInput } from "../sheet/grid-row.tsx"
import { worthOf } from "../sheet/cells.ts"
import { type Field, go, spreadsheet } from "../sheet/keys.ts"
import { text } from "../text.ts"
import { cutting } from "../ui/cut.ts"
import { Cut } from "../ui/field.tsx"
import { Due } from "../year/due.tsx"
import { givenOf, ruleOf } from "../year/rule-words.ts"
import { type Across, across, type Kind, kindsOf, type Line, linesOf } from "./columns.ts"
import { Confirm } from "./confirm.tsx"
import type { Part } from "./part.ts"
import { Wording, WordsOf } from "../year/wording.tsx"

type Props = {
  parts: readonly Part[]
  readOnly: boolean
  confirms: boolean
  done: () => unknown
  anew: () => Promise<void>
  told: (words: () => string) => void
}
type Placed = Props & { field: Field; kinds: readonly Kind[]; columns: readonly Across[] }

/** Everything that an agency verifies in one grid: a row for each department, bloc by bloc, a column for each leaf. */
export function AgencyGrid(props: Props) {
  const lines = linesOf(props.parts)
  const kinds = kindsOf(props.parts)
  const columns = kinds.map((kind) => across(kind, lines))
  const field: Field = {
    inputs: columns.map(() => []),
    shown: () => columns.map((_, c) => c),
    cells: columns,
    readOnly: () => props.readOnly,
    changed: () => {},
    focused: (c, r, k) => props.told(() => wordsOf(kinds[c]!, lines[r]!, columns[c]!.fault(r, k))),
  }
  const first = (part: Part) => lines.findIndex((line) => line.part === part)
  return (
    <div class="sheet wide agency">
      <table class="grid" ref={(table) => spreadsheet(table, field)}>
        <caption>{text("agency.title")}</caption>
        <thead>
          <tr>
            <th scope="col" class="leaf">
              {text("decide.unit")}
            </th>
            <For each={kinds}>{({ leaf, at }, c) => <Heading kind={leaf} id={`h${c()}`} words={[...at.keys()][0]!.words} />}</For>
          </tr>
        </thead>
        <For each={props.parts}>
          {(part) => (
            <tbody>
              <Title part={part} width={kinds.length} {...props} />
              <For each={part.found.members}>
                {({ name, code }, c) => (
                  <tr>
                    <th scope="row" id={`r${first(part) + c()}`} class="leaf" title={code}>
                      {name}
                    </th>
                    <For each={columns}>
                      {(_, k) => <Cell {...props} field={field} kinds={kinds} columns={columns} c={k()} r={first(part) + c()} />}
                    </For>
                  </tr>
                )}
              </For>
            </tbody>
          )}
        </For>
      </table>
    </div>
  )
}

const wordsOf = ({ leaf }: Kind, { part, c }: Line, fault: Parameters<typeof text>[0]) =>
  `${text("sheet.cell", { code: leaf.code, unit: part.found.members[c]!.name, max: points(leaf.max) })}${fault ? `: ${text(fault)}` : ""}`

const Heading = (props: { kind: Kind["leaf"]; id: string; words: Part["words"] }) => (
  <th scope="col" class="unit" id={props.id}>
    <span>{props.kind.code}.</span>{" "}
    <WordsOf words={props.words}>
      <Wording code={props.kind.code} name={props.kind.name} />
    </WordsOf>
    <small>{props.kind.scoring.kind === "points" ? text("agency.max", { max: points(props.kind.max) }) : ruleOf(props.kind)}</small>
  </th>
)

/** A bloc's own line: its phase and due day, what is saved, and its confirmation. */
function Title(props: Props & { part: Part; width: number }) {
  const { part } = props
  return (
    <tr class="section" id={`year-${part.year}`}>
      <th scope="rowgroup" class="leaf">
        {part.name()} <span class="tag">{text(`phase.${part.found.phase}`)}</span>{" "}
        <Due on={part.open ? (part.found.due ?? undefined) : undefined} />
      </th>
      <td colspan={props.width}>
        {text("agency.count", {
          done: part.confirmedFor().length,
          all: part.found.members.filter(({ asked }) => asked.some(Boolean)).length,
        })}{" "}
        <Show when={part.confirmedFor().length}>
          <small>{text("agency.done", { units: part.confirmedFor().join(", ") })} </small>
        </Show>
        <Show when={part.open} fallback={<small>{text(past(part.found.phase, "verifying") ? "agency.locked" : "agency.early")}</small>}>
          <Show when={props.confirms && part.asked.some(Boolean)}>
            <Confirm
              parts={[part]}
              opens="verify.confirm"
              label={`${text("verify.confirm")} ${part.name()}`}
              done={props.done}
              anew={props.anew}
            />
          </Show>
        </Show>
      </td>
    </tr>
  )
}

/** A cell of one department on one leaf: not theirs, answered before, or to be filled in, with its reason where it differs. */
function Cell(props: Placed & { c: number; r: number }) {
  const { c, r } = props
  const column = props.columns[c]!
  const cell = column.cellOf(r)
  if (!cell)
    return (
      <td class="cell foreign">
        <span class="unseen">{text("agency.notTheirs")}</span>
      </td>
    )
  const { part, i } = cell
  const leaf = part.leaves[i]!
  const of = column.parts[r]!
  if (!of.length) {
    const before = part.done(cell.c)
    return <td class="cell closed">{before ? `✓ ${points(worthOf(leaf, before, i))}` : text("rule.none")}</td>
  }
  return (
    <td class="cell" classList={{ other: part.differs(cell.c, i) }}>
      <For each={of}>
        {(name, k) => (
          <span class={name === "points" ? "" : "part"}>
            <Show when={name !== "points"}>
              <small id={`r${r}h${c}${name}`}>{text(`part.${name}`)}</small>
            </Show>
            <CellInput
              field={props.field}
              column={column}
              leaf={leaf}
              c={c}
              i={r}
              k={k()}
              part={name}
              labels={`h${c} r${r}${name === "points" ? "" : ` r${r}h${c}${name}`}`}
              readOnly={props.readOnly || !part.open}
            />
          </span>
        )}
      </For>
      <Show when={of[0] !== "points"}>
        <b>{points(cell.column.worths()[i])}</b>
      </Show>
      <Show when={selfSaid(part, cell.c, i)}>{(said) => <small>{said()}</small>}</Show>
      <Reason part={part} unit={cell.c} i={i} readOnly={props.readOnly} back={() => go(props.field, c, r)} />
    </td>
  )
}

/** What a unit gave itself on a leaf, once that is open: the points, and the result from which they follow. */
export function selfSaid({ found, leaves }: Part, c: number, i: number) {
  const [self, leaf] = [found.selves[c], leaves[i]!]
  const said = self && [points(worthOf(leaf, self, i)), givenOf(leaf.scoring.kind, self.results[i])].filter(Boolean).join("; ")
  return said ? text("cross.selves.of", { points: said }) : ""
}

/** The reason of a cell that differs; Shift+F2 opens one anywhere, Escape goes back. */
function Reason(props: { part: Part; unit: number; i: number; readOnly: boolean; back: () => void }) {
  const [opened, open] = createSignal(false)
  const cut = cutting()
  let area: HTMLTextAreaElement | undefined
  const said = () => props.part.notes.text(props.unit, props.i)
  const wanted = () => props.part.differs(props.unit, props.i)
  const label = () => `${text("note.for", { unit: props.part.found.members[props.unit]!.name })}: ${props.part.leaves[props.i]!.code}`
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Escape" && !(event.key === "Enter" && event.ctrlKey)) return
    event.preventDefault()
    props.back()
  }
  return (
    <span class="note" classList={{ wanted: wanted() && !said().trim() }}>
      <Show
        when={!props.readOnly && (opened() || wanted() || said())}
        fallback={
          <Show when={!props.readOnly} fallback={said()}>
            <button type="button" class="quiet unseen" tabindex="-1" aria-label={label()} onClick={() => (open(true), area?.focus())}>
              +
            </button>
          </Show>
        }
      >
        <textarea
          ref={(made) => (area = made)}
          rows="1"
          maxlength={4000}
          aria-label={label()}
          aria-invalid={wanted() && !said().trim()}
          placeholder={wanted() ? text("agency.reason") : ""}
          value={said()}
          onInput={(event) => props.part.notes.type(props.unit, props.i, event.currentTarget.value)}
          onChange={() => void props.part.notes.flush()}
          onKeyDown={keys}
          onPaste={cut.pasted}
          on:input={cut.typed}
        />
        <Cut said={cut.said()} />
        <span class="on-paper">{said()}</span>
      </Show>
    </span>
  )
}
