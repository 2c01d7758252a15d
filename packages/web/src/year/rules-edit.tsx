import { For, Show } from "solid-js"
import type { Criteria } from "../sheet/rows.ts"
import { text } from "../text.ts"
import { Choice, Field } from "../ui/field.tsx"
import type { Board } from "./board.ts"
import { components, type Draft, type Faults as All, sumOf } from "./criteria-draft.ts"
import { Faults, LineArea } from "./line-area.tsx"
import { QuotaRows } from "./quota-rows.tsx"
import { TieChain } from "./tie-chain.tsx"

type Props = {
  draft: Draft
  change: (part: Partial<Draft>) => void
  faults: All
  members: Board["members"]
  cross: boolean
  sections: Criteria["table"]["sections"]
}

/** How the ranking is made of the scores, and what is proposed. */
export function RulesFields(props: Props) {
  const total = () => sumOf(props.draft.weights)
  return (
    <fieldset>
      <legend>{text("table.rules")}</legend>
      <div class="row">
        <For each={components.filter((one) => props.cross || one === "verified" || one in props.draft.weights)}>
          {(one) => (
            <Field
              label={`${text(`table.component.${one}`)} – ${text("table.weight")}`}
              input={{
                inputmode: "decimal",
                value: props.draft.weights[one] ?? "",
                onInput: (event) => props.change({ weights: { ...props.draft.weights, [one]: event.currentTarget.value } }),
              }}
            />
          )}
        </For>
      </div>
      <p role="alert" classList={{ problem: total() !== 100 }}>
        {total() === 100 ? "" : text("table.weight.sum", { sum: total() })}
      </p>
      <Faults of={props.faults.weights} />
      <Show when={props.cross}>
        <Cross {...props} />
      </Show>
      <TieChain ties={props.draft.ties} sections={props.sections} change={(ties) => props.change({ ties })} />
      <Faults of={props.faults.ties} />
      <QuotaRows rows={props.draft.quotas} members={props.members.length} change={(quotas) => props.change({ quotas })} />
      <Faults of={props.faults.quotas} />
      <div class="row">
        <Share label={text("table.threshold")} value={props.draft.flags} typed={(flags) => props.change({ flags })} />
        <Share
          label={text("table.threshold.certificates")}
          value={props.draft.certificates}
          typed={(certificates) => props.change({ certificates })}
        />
      </div>
      <Faults of={props.faults.thresholds} />
      <LineArea
        label={text("table.disqualifiers")}
        hint={text("table.disqualifiers.hint")}
        rows={3}
        value={props.draft.disqualifiers}
        faults={props.faults.disqualifiers}
        typed={(disqualifiers) => props.change({ disqualifiers })}
      />
    </fieldset>
  )
}

const Share = (props: { label: string; value: string; typed: (value: string) => void }) => (
  <Field
    label={props.label}
    input={{ inputmode: "decimal", value: props.value, onInput: (event) => props.typed(event.currentTarget.value) }}
  />
)

/** Who scores whom: all each other, nobody, or as a list says. */
function Cross(props: Props) {
  return (
    <>
      <Choice
        label={text("table.cross")}
        select={{
          value: props.draft.cross,
          onChange: (event) => props.change({ cross: event.currentTarget.value as Draft["cross"] }),
          get children() {
            return <For each={["all", "none", "listed"] as const}>{(one) => <option value={one}>{text(`table.cross.${one}`)}</option>}</For>
          },
        }}
      />
      <Show when={props.draft.cross === "listed"}>
        <LineArea
          label={text("table.cross.lines")}
          hint={text("table.cross.hint")}
          rows={4}
          value={props.draft.pairs}
          faults={props.faults.pairs}
          typed={(pairs) => props.change({ pairs })}
        />
      </Show>
    </>
  )
}
