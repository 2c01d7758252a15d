import { For } from "solid-js"
import { points } from "../format.ts"
import type { Criteria } from "../sheet/rows.ts"
import { text } from "../text.ts"
import { Field } from "../ui/field.tsx"

type Component = Criteria["rules"]["official"][number]["component"]
const components: Component[] = ["verified", "crossMean", "crossTrimmed", "crossFair"]
type Props = { members: number; cross: boolean; criteria: Criteria | null }
/** The weights of the components as typed, in percent. */
export type Weights = Record<string, string>

const number = (word: string) => Number(word.replace(",", ".")) || 0

/** The weights as people write them; a new table ranks by the verified score. */
export const weightsOf = (criteria: Criteria | null): Weights =>
  Object.fromEntries(
    (criteria?.rules.official ?? [{ component: "verified", weight: 1 }]).map((one) => [
      one.component,
      points(Math.round(one.weight * 10_000), false),
    ]),
  )
/** What they add up to, in percent. */
export const sumOf = (weights: Weights) => Math.round(components.reduce((sum, one) => sum + number(weights[one] ?? ""), 0) * 100) / 100

/** The rules as the form has them; what it does not show stays as it was. */
export function rulesOf(field: (name: string) => string, { criteria, members }: Props): Criteria["rules"] {
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

/** How the ranking is made of the scores, and what is proposed. */
export function RulesFields(props: Props & { weights: Weights; weigh: (component: string, word: string) => void }) {
  const rules = () => props.criteria?.rules
  const quota = () => rules()?.quotas.find((one) => one.minMembers <= props.members && props.members <= one.maxMembers)
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
