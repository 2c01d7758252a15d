import { type Level, movementKinds } from "@khoi/core/movement-rule"
import { createSignal, For, type JSX } from "solid-js"
import type { Refused } from "../api.ts"
import { text } from "../text.ts"
import { Area, Choice, Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import { type Listed, type Movement, shownWhen, when } from "./movement.ts"
import { isLevel, PaperFields, Responds } from "./responds.tsx"

type Paper = Movement["paper"]
/** What is sent: a kind, days and texts as they were typed, for the server to judge. */
export type Given = Pick<Movement, "name" | "kind" | "respondsTo" | "from" | "to" | "paper" | "aims" | "targets">
type Props = {
  level: Level
  held?: Movement
  others: readonly Listed[]
  does: string
  busy: boolean
  refused: Refused | undefined
  save: (given: Given, form: HTMLFormElement) => unknown
  children?: JSX.Element
}

/** The text of a movement, new or to be changed. */
export function MovementForm(props: Props) {
  const [responds, respond] = createSignal(respondsWord(props.held))
  const fault = (path: string) => props.refused?.at(path)
  const save = submitted((field, form) => props.save(given(field, responds()), form))
  return (
    <form onSubmit={save}>
      {props.children}
      <Field
        label={text("movement.name")}
        fault={fault("/name")}
        input={{ name: "name", required: true, maxlength: 300, autocomplete: "off", value: props.held?.name ?? "" }}
      />
      <div class="row level">
        <Kinds held={props.held?.kind} />
        <Day name="from" fault={fault("/from")} held={props.held?.from ?? null} />
        <Day name="to" fault={fault("/to")} held={props.held?.to ?? null} />
      </div>
      <PaperFields prefix="" label={["movement.number", "movement.date"]} held={props.held?.paper} fault={(at) => fault(`/paper${at}`)} />
      <Responds level={props.level} held={props.held} others={props.others} fault={fault} at={responds()} pick={respond} />
      <Area
        label={text("movement.aims")}
        fault={fault("/aims")}
        area={{ name: "aims", rows: 4, maxlength: 4_000, value: props.held?.aims ?? "" }}
      />
      <Area
        label={text("movement.targets")}
        hint={text("movement.targets.hint")}
        fault={props.refused?.fields.find(({ path }) => path.startsWith("/targets"))?.code}
        area={{ name: "targets", rows: 4, class: "lines", value: props.held?.targets.join("\n") ?? "" }}
      />
      <Problem of={props.refused} />
      <button type="submit" disabled={props.busy}>
        {props.does}
      </button>
    </form>
  )
}

const respondsWord = (held: Movement | undefined) =>
  held?.respondsTo ? (held.respondsTo.to === "movement" ? held.respondsTo.movement : held.respondsTo.level) : ""

function given(field: (name: string) => string, responds: string): Given {
  const paper = (prefix: string): Paper => ({ number: field(`${prefix}number`) || null, date: when(field(`${prefix}date`)) })
  const above = isLevel(responds)
    ? ({ to: "level", level: responds, title: field("title") || null, paper: paper("above.") } as const)
    : ({ to: "movement", movement: responds } as const)
  return {
    ...{ name: field("name"), kind: field("kind") as Given["kind"], from: when(field("from")) ?? "", to: when(field("to")) },
    ...{ paper: paper(""), respondsTo: responds ? above : null, aims: field("aims") },
    targets: field("targets")
      .split("\n")
      .filter((line) => line.trim()),
  }
}

function Kinds(props: { held: Given["kind"] | undefined }) {
  return (
    <Choice
      label={text("movements.kind")}
      select={{
        name: "kind",
        get children() {
          return (
            <For each={movementKinds}>
              {(kind) => (
                <option value={kind} selected={kind === props.held}>
                  {text(`movement.kind.${kind}`)}
                </option>
              )}
            </For>
          )
        },
      }}
    />
  )
}

function Day(props: { name: "from" | "to"; fault: ReturnType<Refused["at"]>; held: string | null }) {
  const hint = () => `${text("movement.when.hint")} ${props.name === "to" ? text("movement.to.hint") : ""}`
  return (
    <Field
      label={text(`movement.${props.name}`)}
      hint={hint()}
      fault={props.fault}
      input={{ name: props.name, required: props.name === "from", maxlength: 10, autocomplete: "off", value: shownWhen(props.held) }}
    />
  )
}
