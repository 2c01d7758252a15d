import { createMemo, For, Show } from "solid-js"
import { percent, points } from "../format.ts"
import { type Criteria, leavesFor, rowsFor, sum } from "../sheet/rows.ts"
import { text } from "../text.ts"
import { Scroll } from "../ui/scroll.tsx"
import type { Board } from "./board.ts"
import { byUnit } from "./not-applicable.ts"
import { ruleOf } from "./rule-words.ts"

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
                  <th scope="row">{row.name}</th>
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

/** How the ranking is made from the scores. */
export function RulesView(props: { criteria: Criteria; members: number }) {
  const rules = () => props.criteria.rules
  const quota = () => rules().quotas.find(({ minMembers, maxMembers }) => minMembers <= props.members && props.members <= maxMembers)
  return (
    <dl class="facts">
      <For each={rules().official}>
        {({ component, weight }) => (
          <div>
            <dt>{text(`table.component.${component}`)}</dt>
            <dd>{percent(weight)}</dd>
          </div>
        )}
      </For>
      <div>
        <dt>{text("table.flags")}</dt>
        <dd>{quota()?.flags ?? 0}</dd>
      </div>
      <div>
        <dt>{text("table.certificates")}</dt>
        <dd>{quota()?.certificates ?? 0}</dd>
      </div>
      <Show when={rules().voteThreshold?.flags}>
        {(share) => (
          <div>
            <dt>{text("table.threshold.shown")}</dt>
            <dd>{percent(share())}</dd>
          </div>
        )}
      </Show>
    </dl>
  )
}
