import { canAnswer, isAbove, type Level, type LevelAbove, levelsAbove } from "@khoi/core/movement-rule"
import { For, Show } from "solid-js"
import type { Refused } from "../api.ts"
import { text } from "../text.ts"
import { Choice, Field } from "../ui/field.tsx"
import { type Listed, type Movement, shownWhen } from "./movement.ts"

type Paper = Movement["paper"]
/** Whether a choice names a level above instead of a movement. */
export const isLevel = (word: string): word is LevelAbove => (levelsAbove as readonly string[]).includes(word)

type Labels = readonly ["movement.number" | "movement.responds.number", "movement.date" | "movement.responds.date"]
/** Number and date of a paper as signed; empty where unknown. */
export function PaperFields(props: {
  prefix: string
  label: Labels
  held: Paper | undefined
  fault: (at: string) => ReturnType<Refused["at"]>
}) {
  return (
    <div class="row level">
      <Field
        label={text(props.label[0])}
        hint={text("movement.unknown.hint")}
        fault={props.fault("/number")}
        input={{ name: `${props.prefix}number`, maxlength: 60, autocomplete: "off", value: props.held?.number ?? "" }}
      />
      <Field
        label={text(props.label[1])}
        hint={text("movement.unknown.hint")}
        fault={props.fault("/date")}
        input={{ name: `${props.prefix}date`, maxlength: 10, autocomplete: "off", value: shownWhen(props.held?.date ?? null) }}
      />
    </div>
  )
}

/** What it answers: a movement that stands here, or a level above with as much as is known. */
export function Responds(props: {
  level: Level
  held: Movement | undefined
  others: readonly Listed[]
  fault: (path: string) => ReturnType<Refused["at"]>
  at: string
  pick: (word: string) => void
}) {
  const here = () =>
    props.others.filter(
      ({ id, level, state }) =>
        canAnswer(props.level, level) &&
        (state !== "withdrawn" || id === props.at) &&
        id !== props.held?.id &&
        !(props.level !== "department" && level === "department"),
    )
  const named = () => (props.held?.respondsTo?.to === "level" ? props.held.respondsTo : undefined)
  return (
    <>
      <Choice
        label={text("movement.responds")}
        fault={props.fault("/respondsTo/movement") ?? props.fault("/respondsTo/level")}
        select={{
          onChange: (event) => props.pick(event.currentTarget.value),
          get children() {
            return (
              <>
                <option value="">{text("movement.responds.none")}</option>
                <optgroup label={text("movement.responds.here")}>
                  <For each={here()}>
                    {(one) => (
                      <option value={one.id} selected={one.id === props.at}>
                        {one.name}
                      </option>
                    )}
                  </For>
                </optgroup>
                <optgroup label={text("movement.responds.above")}>
                  <For each={levelsAbove.filter((level) => isAbove(props.level, level))}>
                    {(level) => (
                      <option value={level} selected={level === props.at}>
                        {text(`movement.level.${level}`)}
                      </option>
                    )}
                  </For>
                </optgroup>
              </>
            )
          },
        }}
      />
      <Show when={isLevel(props.at)}>
        <Field
          label={text("movement.responds.title")}
          hint={text("movement.unknown.hint")}
          fault={props.fault("/respondsTo/title")}
          input={{ name: "title", maxlength: 300, autocomplete: "off", value: named()?.title ?? "" }}
        />
        <PaperFields
          prefix="above."
          label={["movement.responds.number", "movement.responds.date"]}
          held={named()?.paper}
          fault={(at) => props.fault(`/respondsTo/paper${at}`)}
        />
      </Show>
    </>
  )
}
