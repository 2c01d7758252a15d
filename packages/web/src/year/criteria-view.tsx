import { hundredths } from "@khoi/core/criteria-rule"
import { createMemo, For, Show } from "solid-js"
import { points } from "../format.ts"
import { type Criteria, leavesFor, rowsFor, sum } from "../sheet/rows.ts"
import { text } from "../text.ts"
import { Scroll } from "../ui/scroll.tsx"
import type { Board } from "./board.ts"
import { byUnit } from "./not-applicable.ts"
import { ruleRows } from "./rule-rows.ts"
import { ruleOf } from "./rule-words.ts"
import { Wording } from "./wording.tsx"

/** The table of criteria as the bloc reads it. */
export function CriteriaView(props: { criteria: Criteria; caption: string; members: Board["members"] }) {
  const leaves = createMemo(() => leavesFor(props.criteria))
  const unit = (code: string) => props.members.find((member) => member.code === code)?.name ?? code
  const rule = (i: number) => {
    const { verifier, ...leaf } = leaves()[i]!
    return `${ruleOf(leaf)}${verifier ? ` (${text("table.verifier", { unit: unit(verifier) })})` : ""}`
  }
  const crossed = () => new Set(leavesFor(props.criteria, "cross").map(({ code }) => code))
  const total = () => sum(leaves().map(({ max }) => max))
  return (
    <>
      <Scroll label={props.caption}>
        <table class="criteria">
          <caption>{props.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{text("sheet.code")}</th>
              <th scope="col">{text("sheet.criterion")}</th>
              <th scope="col" class="number">
                {text("sheet.max")}
              </th>
              <th scope="col" class="rule">
                {text("table.rule")}
              </th>
              <th scope="col">{text("table.crossed")}</th>
            </tr>
          </thead>
          <tbody>
            <For each={rowsFor(props.criteria, leaves())}>
              {(row) => (
                <tr classList={{ section: !("i" in row) }}>
                  <td>{row.code}</td>
                  <th scope="row">
                    <Wording code={row.code} name={row.name} />
                  </th>
                  <td class="number">{points(row.max)}</td>
                  <td class="rule">{"i" in row ? rule(row.i) : ""}</td>
                  <td>{"i" in row ? text(crossed().has(row.code) ? "yes" : "no") : ""}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Scroll>
      <p>
        <strong>{text("table.sum", { n: leaves().length, max: points(total()) })}</strong>
      </p>
    </>
  )
}

/** Which criteria are left out for whom. */
export function NotApplicable(props: { criteria: Criteria; members: Board["members"] }) {
  return (
    <Show when={props.criteria.notApplicable.length}>
      <h2>{text("table.notApplicable")}</h2>
      <ul>
        <For each={byUnit(props.criteria.notApplicable, props.members)}>
          {({ name, codes }) => <li>{text("table.notApplicable.of", { unit: name, codes: codes.join(", ") })}</li>}
        </For>
      </ul>
    </Show>
  )
}

/** Bonus, penalty and disqualifying lines beside the tree. */
export function LinesView(props: { criteria: Criteria }) {
  const parts = () =>
    [
      { title: text("table.bonus"), lines: props.criteria.table.bonus },
      { title: text("table.penalty"), lines: props.criteria.table.penalty },
      { title: text("table.disqualifiers"), lines: props.criteria.rules.disqualifiers },
    ].filter(({ lines }) => lines.length)
  const worth = (line: { code: string; points?: number; max?: number | undefined }) =>
    line.points === undefined
      ? ""
      : text(line.max === undefined ? "table.line" : "table.line.max", {
          points: points(hundredths(line.points)),
          max: points(hundredths(line.max ?? 0)),
        })
  return (
    <For each={parts()}>
      {({ title, lines }) => (
        <>
          <h2>{title}</h2>
          <ul class="plain">
            <For each={lines}>
              {(line) => (
                <li>
                  {line.code} – {line.name} {worth(line)}
                </li>
              )}
            </For>
          </ul>
        </>
      )}
    </For>
  )
}

/** How the ranking is made from the scores. */
export function RulesView(props: { criteria: Criteria; members: Board["members"] }) {
  return (
    <dl class="facts">
      <For each={ruleRows(props.criteria, props.members)}>
        {({ label, value }) => (
          <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        )}
      </For>
    </dl>
  )
}
