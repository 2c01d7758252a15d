import { createUniqueId, For, Show } from "solid-js"
import { decimal, points } from "../format.ts"
import { text } from "../text.ts"
import { cutting } from "../ui/cut.ts"
import { Cut } from "../ui/field.tsx"
import type { Lining } from "./lining.ts"

type Props = {
  of: Lining
  /** What the unit claims itself, beside what is verified. */
  self?: Lining | undefined
  readOnly: boolean
  changed: () => void
}

/** Bonus and penalty lines: each claimed with how often and by which document, its points worked out while one types. */
export function Lines(props: Props) {
  const id = createUniqueId()
  return (
    <Show when={props.of.all.length}>
      <section class="lines" aria-labelledby={id}>
        <h3 id={id}>{text("lines.title")}</h3>
        <p class="hint screen-only">{text("lines.hint")}</p>
        <table>
          <thead>
            <tr>
              <th scope="col">{text("lines.line")}</th>
              <th scope="col">{text("lines.rule")}</th>
              <Show when={props.self}>
                <th scope="col">{text("sheet.self")}</th>
              </Show>
              <th scope="col">{text("part.count")}</th>
              <th scope="col">{text("lines.evidence")}</th>
              <th scope="col" class="number">
                {text("sheet.points")}
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={props.of.all}>{(one) => <Claimed {...props} {...one} />}</For>
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colspan={props.self ? 5 : 4}>
                {text("lines.total")}
              </th>
              <td class="number">{points(props.of.total().bonus - props.of.total().penalty)}</td>
            </tr>
          </tfoot>
        </table>
      </section>
    </Show>
  )
}

function Claimed(props: Props & { line: Lining["all"][number]["line"]; penalty: boolean }) {
  const { code } = props.line
  const label = (what: string) => `${code} ${props.line.name}: ${what}`
  const rule = () =>
    text(props.line.max === undefined ? "lines.each" : "lines.each.most", {
      sign: props.penalty ? "−" : "+",
      points: decimal(props.line.points),
      max: decimal(props.line.max),
    })
  const type = (part: { count?: string; evidence?: string }) => {
    props.of.type(code, part)
    props.changed()
  }
  const fault = () => props.of.fault(code)
  const cut = cutting()
  return (
    <tr classList={{ penalty: props.penalty }}>
      <th scope="row">
        <span>{code}</span> {props.line.name}
      </th>
      <td>{rule()}</td>
      <Show when={props.self}>
        {(self) => (
          <td>
            {self().claim(code).count || "–"} <small>{self().claim(code).evidence}</small>
          </td>
        )}
      </Show>
      <td>
        <input
          id={`line-${code}`}
          class="count"
          inputmode="numeric"
          autocomplete="off"
          maxlength={12}
          aria-label={label(text("part.count"))}
          aria-invalid={fault() === "sheet.bad.count"}
          readonly={props.readOnly}
          value={props.of.claim(code).count}
          onInput={(event) => type({ count: event.currentTarget.value })}
        />
      </td>
      <td>
        <input
          id={`line-${code}-evidence`}
          autocomplete="off"
          maxlength={1000}
          aria-label={label(text("lines.evidence"))}
          aria-invalid={fault() === "sheet.evidence"}
          placeholder={props.readOnly ? "" : text("lines.evidence.hint")}
          readonly={props.readOnly}
          value={props.of.claim(code).evidence}
          onInput={(event) => type({ evidence: event.currentTarget.value })}
          onPaste={cut.pasted}
          on:input={cut.typed}
        />
        <Cut said={cut.said()} />
        <Show when={fault() && !props.readOnly}>
          <small class="fault">{text(fault())}</small>
        </Show>
      </td>
      <td class="number">{`${props.penalty && props.of.worthOf(code) ? "−" : ""}${points(props.of.worthOf(code))}`}</td>
    </tr>
  )
}
