import * as z from "zod"
import { Amount } from "./bloc-year.ts"
import type { Field } from "./fault.ts"
import { Text } from "./text.ts"

/** One line, but of any signs: % and m² are units too. */
const Unit = Text.Prose(60).refine((text) => !/[\n\t]/.test(text), "input.signs")
/** What the members promise to reach: an indicator, its unit of measure, and the plan of each member in seat order; null where it does not concern one. */
export const Target = z.strictObject({
  indicator: Text.Name(300),
  unit: Unit,
  plan: z.array(Amount.min(0, "input.number").nullable()).min(1, "target.plan").max(60, "target.plan"),
})
export type Target = z.output<typeof Target>
/** One table for all members. */
export const List = z.array(Target).max(40, "input.invalid")

const named = ({ indicator, unit }: Target) => `${Text.folded(indicator)}\n${Text.folded(unit)}`

/** Everything in which the targets do not fit a bloc of so many members. */
export function flaws(targets: readonly Target[], members: number): Field[] {
  const names = targets.map(named)
  return targets.flatMap(({ plan }, i) => {
    const at = (path: string, code: Field["code"]): Field => ({ in: "json", path: `/targets/${i}${path}`, code })
    return [
      ...(names.indexOf(names[i]!) < i ? [at("/indicator", "target.twice")] : []),
      ...(plan.length === members ? [] : [at("/plan", "target.plan")]),
      ...(plan.every((one) => one === null) ? [at("/plan", "target.none")] : []),
    ]
  })
}

export * as Targets from "./target.ts"
