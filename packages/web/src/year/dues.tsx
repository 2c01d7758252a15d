import { dueOf } from "@khoi/core/due-rule"
import { past, type Phase } from "@khoi/core/phase"
import { rights } from "@khoi/core/right"
import { createSignal, For, Show } from "solid-js"
import { api, ask, over } from "../api.ts"
import { day, moment } from "../format.ts"
import { acting, load } from "../load.ts"
import { tableOf } from "../sheet/table-of.ts"
import { may } from "../session.ts"
import { text } from "../text.ts"
import { DayField } from "../ui/day-field.tsx"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { Choice, Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import { Scroll } from "../ui/scroll.tsx"
import { isHead, nameOf, type Year } from "./board.ts"

const year = api.years[":year"]
const dated = ["pledging", "selfScoring", "crossScoring", "verifying", "appealing"] as const
const listed = [...dated, "voting"] as const

/** Due days with their extensions, who came late, and for head or board the way to extend. */
export function Dues(props: { year: Year }) {
  const board = props.year.board
  const dues = load(
    () => `${props.year.id} ${board().extensions.length}`,
    () => ask(() => year.extensions.$get({ param: { year: props.year.id } })),
  )
  const leads = () => isHead(board()) || may("decision.save", rights)
  const again = async () => {
    await Promise.all([dues.again(), props.year.again()])
  }
  return (
    <section class="card" aria-labelledby="dues">
      <h2 id="dues">{text("dues.title")}</h2>
      <Loaded of={dues}>
        {(found) => (
          <>
            <ul class="dues">
              <For each={listed.filter((phase) => found().due[phase])} fallback={<li class="none">{text("dues.none")}</li>}>
                {(phase) => (
                  <li>
                    {text(`phase.${phase}`)}: <b>{day(found().due[phase]!)}</b>
                    <For each={found().extensions.filter((one) => one.phase === phase)}>
                      {(one) => (
                        <small>
                          {text("dues.extended", {
                            day: day(one.due),
                            whom: one.seat ? nameOf(board(), one.seat) : text("dues.all"),
                            why: one.reason,
                          })}
                        </small>
                      )}
                    </For>
                  </li>
                )}
              </For>
            </ul>
            <Show when={leads() && may("due.extend", rights) && open(board().phase, found().due).length}>
              <Extend year={props.year} etag={dues.etag()} found={found()} done={again} />
            </Show>
          </>
        )}
      </Loaded>
      <Late year={props.year} leads={leads()} />
    </section>
  )
}

type Days = Partial<Record<Phase, string | undefined>>
/** Phases that have a due day and are not over. */
const open = (now: Phase, due: Days) => dated.filter((phase) => due[phase] && !past(now, phase))
type Extensions = { due: Days; extensions: { phase: Phase; seat: string | null; due: string }[] }

function Extend(props: { year: Year; etag: string; found: Extensions; done: () => Promise<void> }) {
  const board = props.year.board
  const [asks, setAsks] = createSignal(false)
  const act = acting()
  const phases = () => open(board().phase, props.found.due)
  const others = () => board().members.filter(({ seat }) => seat !== board().seat)
  const extend = submitted(async (field) => {
    const phase = phases().find((one) => one === field("phase"))
    if (!phase) return
    const json = { phase, seat: field("seat") || null, due: field("due"), reason: field("reason") }
    const header = over(props.etag)
    const done = await act.run(() => ask(() => year.extensions.$post({ param: { year: props.year.id }, header, json })))
    if (done) setAsks(false)
    await props.done()
  })
  const at = (path: string) => act.refused()?.at(path)
  return (
    <>
      <button type="button" class="quiet screen-only" onClick={() => (act.clear(), setAsks(true))}>
        {text("dues.extend")}
      </button>
      <p role="status">{act.done() && !asks() ? text("dues.done") : ""}</p>
      <Show when={asks()}>
        <Dialog title={text("dues.extend.title")} onClose={() => setAsks(false)}>
          <form onSubmit={extend}>
            <p>{text("dues.hint")}</p>
            <Choice
              label={text("dues.phase")}
              select={{
                name: "phase",
                get children() {
                  return (
                    <For each={phases()}>
                      {(phase) => (
                        <option value={phase}>
                          {text(`phase.${phase}`)} – {day(dueOf({ due: props.found.due, extended: props.found.extensions }, phase) ?? "")}
                        </option>
                      )}
                    </For>
                  )
                },
              }}
            />
            <Choice
              label={text("dues.for")}
              select={{
                name: "seat",
                get children() {
                  return (
                    <>
                      <option value="">{text("dues.all")}</option>
                      <For each={others()}>{({ seat, name }) => <option value={seat}>{name}</option>}</For>
                    </>
                  )
                },
              }}
            />
            <DayField label={text("dues.until")} name="due" required fault={at("/due")} />
            <Field label={text("dues.reason")} fault={at("/reason")} input={{ name: "reason", required: true, maxlength: 200 }} />
            <Problem of={act.refused()} />
            <Buttons does={text("dues.extend.do")} busy={act.busy()} onCancel={() => setAsks(false)} />
          </form>
        </Dialog>
      </Show>
    </>
  )
}

/** Which penalty lateness brings, and which sheets came late so far. */
function Late(props: { year: Year; leads: boolean }) {
  const board = props.year.board
  const late = load(
    () => `${props.year.id} ${board().entries[0]?.at}`,
    () => ask(() => year.lateness.$get({ param: { year: props.year.id } })),
  )
  const table = tableOf(() => props.year.id)
  const penalties = () => (table.value()?.locked && table.value()?.criteria?.table.penalty) || []
  const nameFor = (code: string) => `${code} ${penalties().find((line) => line.code === code)?.name ?? ""}`
  const settles = () => props.leads && may("lateness.save", rights) && !past(board().phase, "running") && penalties().length > 0
  return (
    <Loaded of={late}>
      {(found) => (
        <>
          <Show when={found().rule}>
            {(rule) => <p>{text("dues.rule", { line: nameFor(rule().code), each: text(`dues.each.${rule().each}`) })}</p>}
          </Show>
          <Show when={settles()}>
            <Settle year={props.year} etag={late.etag()} penalties={penalties()} code={found().rule?.code ?? ""} done={late.again} />
          </Show>
          <Show when={found().sheets.some(({ days }) => days)}>
            <Scroll label={text("dues.late")}>
              <table>
                <caption class="hidden">{text("dues.late")}</caption>
                <thead>
                  <tr>
                    <th scope="col">{text("year.members.unit")}</th>
                    <th scope="col">{text("dues.sheet")}</th>
                    <th scope="col">{text("dues.at")}</th>
                    <th scope="col" class="number">
                      {text("dues.days")}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  <For each={found().sheets.filter(({ days }) => days)}>
                    {(one) => (
                      <tr>
                        <th scope="row">{nameOf(board(), one.seat)}</th>
                        <td>{text(one.sheet === "self" ? "self.title" : "cross.title")}</td>
                        <td>{moment(one.at)}</td>
                        <td class="number">{one.days}</td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
            </Scroll>
          </Show>
        </>
      )}
    </Loaded>
  )
}

type Settled = { year: Year; etag: string; penalties: readonly { code: string; name: string }[]; code: string; done: () => Promise<void> }

function Settle(props: Settled) {
  const act = acting()
  const save = submitted(async (field) => {
    const [code, each] = [field("code"), field("each") === "sheet" ? ("sheet" as const) : ("day" as const)]
    const json = { rule: code ? { code, each } : null }
    const header = over(props.etag)
    await act.run(() => ask(() => year.lateness.$put({ param: { year: props.year.id }, header, json })))
    await props.done()
  })
  return (
    <form class="row screen-only" onSubmit={save}>
      <Choice
        label={text("dues.rule.line")}
        select={{
          name: "code",
          get children() {
            return (
              <>
                <option value="">{text("dues.rule.none")}</option>
                <For each={props.penalties}>
                  {({ code, name }) => (
                    <option value={code} selected={code === props.code}>
                      {code} {name}
                    </option>
                  )}
                </For>
              </>
            )
          },
        }}
      />
      <Choice
        label={text("dues.rule.each")}
        select={{
          name: "each",
          get children() {
            return <For each={["day", "sheet"] as const}>{(each) => <option value={each}>{text(`dues.each.${each}`)}</option>}</For>
          },
        }}
      />
      <button type="submit" class="quiet" disabled={act.busy()}>
        {text("dues.rule.do")}
      </button>
      <Problem of={act.refused()} />
    </form>
  )
}
