import type { Optional } from "@khoi/core/phase"
import { A, useNavigate } from "@solidjs/router"
import type { InferResponseType } from "hono/client"
import { createSignal, Show } from "solid-js"
import { act as fresh, api, ask } from "../api.ts"
import { acting, load } from "../load.ts"
import { type Department, departments } from "../province/departments.ts"
import { duesOf, Members, Phases, Pick } from "../province/open-year.tsx"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import type { Year } from "../year/board.ts"
import { YearFrame } from "../year/frame.tsx"
import { agreed, AgreedRules } from "../province/agreed-rules.tsx"

const next = api.years[":year"].next
type Proposal = InferResponseType<typeof next.$get>

/** The year after this one, everything filled in from it, for the board to change and open. */
export default function NextYear() {
  return <YearFrame title="next.title">{(year) => <Offered year={year} />}</YearFrame>
}

function Offered(props: { year: Year }) {
  const all = departments()
  const read = load(
    () => props.year.id,
    (year) => ask(() => next.$get({ param: { year } })),
  )
  return (
    <Loaded of={read}>
      {(proposal) => (
        <Loaded of={all}>
          {(units) => (
            <Show when={proposal().taken} fallback={<Open year={props.year} of={proposal()} units={units()} />}>
              {(taken) => (
                <section class="card">
                  <p>
                    {text("next.taken")} <A href={`/${me()?.province?.code}/years/${taken()}`}>{text("board.open.see")}</A>
                  </p>
                </section>
              )}
            </Show>
          )}
        </Loaded>
      )}
    </Loaded>
  )
}

function Open(props: { year: Year; of: Proposal; units: Department[] }) {
  const act = acting()
  const go = useNavigate()
  const [chosen, choose] = createSignal(props.of.members.map(({ department }) => department))
  const [without, leaveOut] = createSignal<Optional[]>(props.of.without)
  const ranked = (id: string) => props.of.members.find(({ department }) => department === id)?.ranked ?? true
  // In last year's order: the next one's seats follow it.
  const members = () => chosen().flatMap((id) => props.units.filter((unit) => unit.id === id))
  const open = submitted(async (field) => {
    const json = {
      ...{ year: Number(field("year")), members: chosen().map((department) => ({ department, ranked: ranked(department) })) },
      ...{ head: field("head"), deputy: field("deputy") || null, without: without(), due: duesOf(field) },
      ...{ ...agreed(field), ...(field("copy") === "on" && { source: props.year.id }) },
    }
    const param = { bloc: props.of.bloc }
    const made = await act.run(() => ask(() => api.blocs[":bloc"].years.$post({ param, header: fresh(), json })))
    if (made) go(`/${me()?.province?.code}/years/${made.value.id}`)
  })
  return (
    <section class="card" aria-labelledby="next">
      <h2 id="next">{text("year.title", { bloc: props.of.name, year: props.of.year })}</h2>
      <p class="hint">{text("next.hint", { year: props.of.year - 1 })}</p>
      <form onSubmit={open}>
        <Field
          label={text("board.open.year")}
          fault={act.refused()?.at("/year")}
          input={{ name: "year", type: "number", min: 1948, max: 2999, required: true, value: props.of.year }}
        />
        <Members of={props.units} chosen={chosen()} choose={choose} />
        <div class="row">
          <Pick label={text("year.head")} name="head" of={members()} required chosen={props.of.head} />
          <Pick label={text("year.deputy")} name="deputy" of={members()} chosen={props.of.deputy} />
        </div>
        <label class="check">
          <input type="checkbox" name="copy" checked={props.of.table} disabled={!props.of.table} />{" "}
          {text(props.of.table ? "next.copy" : "next.copy.none")}
        </label>
        <Show when={act.refused()?.at("/source")}>{(code) => <p class="fault">{text(code())}</p>}</Show>
        <AgreedRules adoption={props.of.adoption} named={props.of.named} />
        <Phases without={without()} leaveOut={leaveOut} due={props.of.due} />
        <Problem of={act.refused()} />
        <Show when={act.refused()?.fields.find(({ code }) => code === "year.members")}>
          <p class="fault">{text("year.members")}</p>
        </Show>
        <button type="submit" disabled={act.busy()}>
          {text("next.do", { year: props.of.year })}
        </button>
      </form>
    </section>
  )
}
