import { type Place, type Value } from "@khoi/core/appeal-rule"
import { For, Match, Switch } from "solid-js"
import { points } from "../format.ts"
import { type Part, partsOf, levelsOf, say, take } from "../sheet/part.ts"
import { text } from "../text.ts"
import { Choice, Field } from "../ui/field.tsx"
import { givenOf } from "../year/rule-words.ts"

type Fields = (name: string) => string

/** A value as people read it: points, a result in words, or how often a line counts. */
export function said({ leaf }: Place, value: Value | null | undefined) {
  if (!value) return "–"
  if (value.points !== undefined) return points(value.points)
  if (value.count !== undefined) return text("appeal.times", { n: value.count })
  return leaf ? givenOf(leaf.scoring.kind, value.result) : "–"
}

/** The inputs of a place, filled with a value. */
export function ValueFields(props: { place: Place; value?: Value | null }) {
  const leaf = () => props.place.leaf
  const before = (part: Part) => {
    const given = part === "points" ? props.value?.points : props.value?.result?.[part]
    return given === undefined ? "" : say(part, given)
  }
  return (
    <div class="row">
      <For
        each={leaf() ? partsOf(leaf()!, false) : []}
        fallback={
          <Field
            label={text("appeal.count")}
            input={{ name: "count", type: "number", min: 0, required: true, value: props.value?.count ?? 0 }}
          />
        }
      >
        {(part) => (
          <Switch
            fallback={
              <Field
                label={text(`part.${part}`)}
                hint={part === "points" ? text("appeal.most", { max: points(leaf()!.max) }) : undefined}
                input={{ name: part, inputmode: "decimal", required: true, value: before(part) }}
              />
            }
          >
            <Match when={part === "achieved"}>
              <Choice label={text("part.achieved")} select={{ name: part, required: true, children: <YesNo value={before(part)} /> }} />
            </Match>
            <Match when={part === "level"}>
              <Choice
                label={text("part.level")}
                select={{
                  ...{ name: part, required: true },
                  children: <For each={levelsOf(leaf()!)}>{(level) => <option selected={level === before(part)}>{level}</option>}</For>,
                }}
              />
            </Match>
          </Switch>
        )}
      </For>
    </div>
  )
}

const YesNo = (props: { value: string }) => (
  <>
    <option value="yes" selected={props.value === "yes"}>
      {text("part.achieved.yes")}
    </option>
    <option value="no" selected={props.value === "no"}>
      {text("part.achieved.no")}
    </option>
  </>
)

/** What the inputs say; undefined where something typed is none. */
export function valueOf({ leaf }: Place, field: Fields): Value | undefined {
  if (!leaf) return /^\d+$/.test(field("count")) ? { count: Number(field("count")) } : undefined
  const taken = partsOf(leaf, false).map((part) => [part, take(part, field(part), leaf).value] as const)
  if (taken.some(([, value]) => value === undefined)) return undefined
  const given = Object.fromEntries(taken)
  return "points" in given ? { points: given["points"] as number } : { result: given }
}
