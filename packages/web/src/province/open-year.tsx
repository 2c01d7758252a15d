import { type Optional, optional, type Phase, phases } from "@khoi/core/phase"
import { A } from "@solidjs/router"
import { createSignal, For, Show } from "solid-js"
import { act as fresh, api, ask } from "../api.ts"
import { acting } from "../load.ts"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { DayField } from "../ui/day-field.tsx"
import { Choice, Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import type { Department } from "./departments.ts"
import { agreed, AgreedRules } from "./agreed-rules.tsx"

const dated = phases.filter((phase) => phase !== "decided")

/** The due days of the form. */
export const duesOf = (field: (name: string) => string) =>
  Object.fromEntries(dated.flatMap((phase) => (field(`due.${phase}`) ? [[phase, field(`due.${phase}`)] as const] : [])))

/** Opens a bloc's year: its members, head and deputy, the phases it leaves out and when each is due. */
export function OpenYear(props: { blocs: Department[]; departments: Department[]; opened: () => unknown }) {
  const act = acting()
  const [chosen, choose] = createSignal<string[]>([])
  const [without, leaveOut] = createSignal<Optional[]>([])
  const [opened, setOpened] = createSignal<string>()
  const open = submitted(async (field, form) => {
    const due = duesOf(field)
    const json = {
      ...{
        year: Number(field("year")),
        members: chosen().map((department) => ({ department })),
        head: field("head"),
        deputy: field("deputy") || null,
      },
      ...{ without: without(), due, ...agreed(field) },
    }
    const param = { bloc: field("bloc") }
    const made = await act.run(() => ask(() => api.blocs[":bloc"].years.$post({ param, header: fresh(), json })))
    if (!made) return
    setOpened(made.value.id)
    choose([])
    leaveOut([])
    form.reset()
    props.opened()
  })
  return (
    <section class="card" aria-labelledby="open">
      <details>
        <summary>
          <h2 id="open">{text("board.open")}</h2>
        </summary>
        <form onSubmit={open}>
          <div class="row">
            <Pick label={text("board.open.bloc")} name="bloc" of={props.blocs} required />
            <Field
              label={text("board.open.year")}
              fault={act.refused()?.at("/year")}
              input={{ name: "year", type: "number", min: 1948, max: 2999, required: true, value: new Date().getFullYear() }}
            />
          </div>
          <Members of={props.departments} chosen={chosen()} choose={choose} />
          <div class="row">
            <Pick label={text("year.head")} name="head" of={props.departments.filter(({ id }) => chosen().includes(id))} required />
            <Pick label={text("year.deputy")} name="deputy" of={props.departments.filter(({ id }) => chosen().includes(id))} />
          </div>
          <AgreedRules />
          <Phases without={without()} leaveOut={leaveOut} />
          <Problem of={act.refused()} />
          <Show when={act.refused()?.fields.find(({ code }) => code === "year.members")}>
            <p class="fault">{text("year.members")}</p>
          </Show>
          <button type="submit" disabled={act.busy()}>
            {text("board.open")}
          </button>
        </form>
        <p role="status">
          <Show when={opened()}>
            {text("board.open.done")} <A href={`/${me()?.province?.code}/years/${opened()}`}>{text("board.open.see")}</A>
          </Show>
        </p>
      </details>
    </section>
  )
}

export function Pick(props: { label: string; name: string; of: Department[]; required?: boolean; chosen?: string | null }) {
  return (
    <Choice
      label={props.label}
      select={{
        name: props.name,
        required: !!props.required,
        get children() {
          return (
            <>
              <option value="">{text(props.required ? "board.open.choose" : "none")}</option>
              <For each={props.of}>
                {(one) => (
                  <option value={one.id} selected={one.id === props.chosen}>
                    {one.name}
                  </option>
                )}
              </For>
            </>
          )
        },
      }}
    />
  )
}

export function Members(props: { of: Department[]; chosen: string[]; choose: (ids: string[]) => void }) {
  const tick = (id: string, on: boolean) => props.choose(on ? [...props.chosen, id] : props.chosen.filter((one) => one !== id))
  return (
    <fieldset>
      <legend>
        {text("board.open.members")} ({text("board.open.chosen", { n: props.chosen.length })})
      </legend>
      <div class="checks">
        <For each={props.of}>
          {(one) => (
            <label class="check">
              <input
                type="checkbox"
                checked={props.chosen.includes(one.id)}
                onChange={(event) => tick(one.id, event.currentTarget.checked)}
              />{" "}
              {one.name}
            </label>
          )}
        </For>
      </div>
    </fieldset>
  )
}

export function Phases(props: { without: Optional[]; leaveOut: (phases: Optional[]) => void; due?: Partial<Record<Phase, string>> }) {
  const tick = (phase: Optional, on: boolean) =>
    props.leaveOut(on ? [...props.without, phase] : props.without.filter((one) => one !== phase))
  return (
    <>
      <fieldset>
        <legend>{text("board.open.without")}</legend>
        <For each={optional}>
          {(phase) => (
            <label class="check">
              <input
                type="checkbox"
                checked={props.without.includes(phase)}
                onChange={(event) => tick(phase, event.currentTarget.checked)}
              />{" "}
              {text(`phase.${phase}`)}
            </label>
          )}
        </For>
      </fieldset>
      <fieldset>
        <legend>{text("board.open.due")}</legend>
        <div class="row many">
          <For each={dated.filter((phase) => !(props.without as string[]).includes(phase))}>
            {(phase) => <DayField label={text(`phase.${phase}`)} name={`due.${phase}`} hint="" value={props.due?.[phase]} />}
          </For>
        </div>
      </fieldset>
    </>
  )
}
