import { rights } from "@khoi/core/right"
import { createSignal, Match, onMount, Show, Switch } from "solid-js"
import { api, ask, over as overVersion } from "../api.ts"
import { acting, load } from "../load.ts"
import { may } from "../session.ts"
import { text, wordOr } from "../text.ts"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { Area } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import { waiting, type Year } from "./board.ts"
import { Due } from "./due.tsx"

/** What a move would leave undone, in the words of its phase. */
function overOf(phase: string | undefined, n: number) {
  if (phase === "appealing") return `${text("appeal.wait", { n })} ${text("year.move.wants")}`
  if (phase === "closed") return `${text("award.wait", { n })} ${text("year.move.wants")}`
  return phase === "voting" ? text("phase.vote") : text("year.move.over", { n })
}

/** Moves the year on, or says why it cannot be moved; over missing members only with a reason. */
export function Moving(props: { year: Year }) {
  const [asks, setAsks] = createSignal(false)
  const act = acting()
  const phase = load(
    () => `${props.year.id} ${props.year.board().phase} ${props.year.board().waits}`,
    () => ask(() => api.years[":year"].phase.$get({ param: { year: props.year.id } })),
  )
  const next = () => text(wordOr(`phase.${phase.value()?.next}`, "log.other"))
  const lacks = () => ["phase.lacks", "phase.vote"].includes(phase.value()?.whyNot ?? "")
  const over = () => overOf(phase.value()?.phase, phase.value()?.waits ?? 0)
  const move = submitted(async (field) => {
    const now = phase.value()
    if (!now?.next) return
    const reason = field("reason").trim()
    const json = { from: now.phase, to: now.next, ...(reason && { reason }) }
    const header = overVersion(phase.etag())
    const done = await act.run(() => ask(() => api.years[":year"].phase.$put({ param: { year: props.year.id }, header, json })))
    if (done) setAsks(false)
    await Promise.all([props.year.again(), phase.again()])
  })
  let section: HTMLElement | undefined
  onMount(() => location.hash === "#move" && section?.scrollIntoView())
  return (
    <section ref={(made) => (section = made)} class="card screen-only" aria-labelledby="move">
      <h2 id="move">{text("year.move")}</h2>
      <Loaded of={phase}>
        {(now) => (
          <Switch
            fallback={
              <button type="button" onClick={() => (act.clear(), setAsks(true))}>
                {text("year.move.to", { next: next() })}
              </button>
            }
          >
            <Match when={!now().next}>
              <p>{text("year.move.last")}</p>
            </Match>
            <Match when={now().whyNot === "right.denied" || !may("phase.move", rights)}>
              <p>{text(now().next === "decided" ? "year.move.board" : "year.move.who")}</p>
            </Match>
            <Match when={now().whyNot && !lacks()}>
              <p>{text("year.move.cannot", { next: next(), why: text(wordOr(now().whyNot ?? "", "internal")) })}</p>
            </Match>
          </Switch>
        )}
      </Loaded>
      <p role="status">{act.done() && !asks() ? text("year.move.done") : ""}</p>
      <Show when={asks()}>
        <Dialog title={text("year.move.to", { next: next() })} onClose={() => setAsks(false)}>
          <form onSubmit={move}>
            <p>{text("year.move.ask", { now: text(wordOr(`phase.${phase.value()?.phase}`, "log.other")) })}</p>
            <Show when={lacks()}>
              <p>{over()}</p>
              <p>
                <strong>{waiting(props.year.board())?.names.join(", ")}</strong>
              </p>
              <p>
                <Due on={props.year.board().due[props.year.board().phase]} />
              </p>
              <Area
                label={text("year.move.reason")}
                fault={act.refused()?.at("/reason")}
                area={{ name: "reason", required: true, rows: 3, maxlength: 500 }}
              />
            </Show>
            <Problem of={act.refused()} />
            <Buttons does={text("year.move.to", { next: next() })} busy={act.busy()} onCancel={() => setAsks(false)} />
          </form>
        </Dialog>
      </Show>
    </section>
  )
}
