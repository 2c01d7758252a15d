import { lastWording, leavesOf } from "@khoi/core/criteria-rule"
import { past } from "@khoi/core/phase"
import type { InferResponseType } from "hono/client"
import { For, type JSX, Show } from "solid-js"
import { api, ask, over } from "../api.ts"
import { Correct } from "../end/correct.tsx"
import { Reopen } from "../end/reopen.tsx"
import { day } from "../format.ts"
import { acting, load } from "../load.ts"
import type { Criteria } from "../sheet/rows.ts"
import { tableOf } from "../sheet/table-of.ts"
import { text, type Word } from "../text.ts"
import { Choice, Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import { nameOf, open, type Year } from "../year/board.ts"
import { YearFrame } from "../year/frame.tsx"

const decisions = api.years[":year"].decisions
type Lists = InferResponseType<typeof decisions.$get>
type Kind = keyof Lists

/** What the board decides beside the scores, each with its paper; the year reopened. */
export default function DecisionsPage() {
  return (
    <YearFrame title="decide.title">
      {(year) => (
        <>
          <Decided year={year} />
          <Reopen year={year} />
        </>
      )}
    </YearFrame>
  )
}

/** Lines as the board gives them: who entered one in its own field is the server's to know. */
const bare = (lists: Lists) => ({
  ...lists,
  disqualified: lists.disqualified.map(({ seat, code, reason }) => ({ seat, code, reason })),
  held: lists.held.map(({ seat, reason, passedOn }) => ({ seat, reason, passedOn })),
})

function Decided(props: { year: Year }) {
  const param = { year: props.year.id }
  const table = tableOf(() => props.year.id)
  const act = acting()
  const read = load(
    () => props.year.id,
    () => ask(() => decisions.$get({ param })),
  )
  const edits = () => open(props.year.board(), "decision.save")
  async function save(change: (now: Lists) => Lists) {
    const now = bare(change(read.value()!))
    const answer = await act.run(() => ask(() => decisions.$put({ param, header: over(read.etag()), json: now as never })))
    if (answer) read.put(answer)
    return !!answer
  }
  return (
    <section class="card" aria-labelledby="decisions">
      <h2 id="decisions">{text("decide.title")}</h2>
      <p class="hint">{text("decide.who")}</p>
      <Loaded of={table}>
        {(found) => (
          <Loaded of={read}>
            {(lists) => (
              <>
                <Problem of={act.refused()} />
                <For each={["disqualified", "held", "struck", "corrected", "decided"] as const}>
                  {(kind) => (
                    <List
                      year={props.year}
                      kind={kind}
                      lists={lists()}
                      criteria={found().criteria ?? undefined}
                      edits={edits()}
                      busy={act.busy()}
                      save={save}
                    />
                  )}
                </For>
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </section>
  )
}

type Of = {
  year: Year
  kind: Kind
  lists: Lists
  criteria: Criteria | undefined
  edits: boolean
  busy: boolean
  save: (change: (now: Lists) => Lists) => Promise<boolean>
}
const titles = {
  corrected: "decide.corrected",
  ...{ disqualified: "decide.disqualified", held: "decide.held", struck: "decide.struck", decided: "decide.ties" },
} as const satisfies Record<Kind, Word>

/** One list with its lines; the board lifts a line and enters another. What is struck stays struck. */
function List(props: Of) {
  const lines = () =>
    props.lists[props.kind] as readonly { reason?: string | undefined; paper?: string | undefined; by?: string | undefined }[]
  const lift = (i: number) => void props.save((now) => ({ ...now, [props.kind]: now[props.kind].filter((_, k) => k !== i) }))
  return (
    <>
      <h3>{text(titles[props.kind])}</h3>
      <ul class="lines">
        <For each={lines()} fallback={<li class="none">{text("decide.none")}</li>}>
          {(line, i) => (
            <li>
              <span>
                <b>{lineOf(props, i())}</b>: {line.reason}{" "}
                <Show when={line.by}>
                  <small>{text("field.by", { paper: line.paper ?? "" })}</small>{" "}
                </Show>
              </span>
              <Show when={props.edits && props.kind !== "struck" && props.kind !== "corrected"}>
                <button
                  type="button"
                  class="quiet screen-only"
                  disabled={props.busy}
                  aria-label={text("decide.lift.of", { what: lineOf(props, i()) })}
                  onClick={() => lift(i())}
                >
                  {text("decide.lift")}
                </button>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.kind === "corrected" && corrects(props)}>
        <Correct
          leaves={leavesOf(props.criteria!.table as never)}
          now={lastWording(props.lists.corrected)}
          busy={props.busy}
          save={props.save}
        />
      </Show>
      <Show when={props.edits && props.kind !== "decided" && props.kind !== "corrected" && (props.kind === "held" || props.criteria)}>
        <Add {...props} />
      </Show>
    </>
  )
}

/** Once scoring has begun; in the running year it has where an agency has verified, which the server knows. */
const corrects = ({ edits, criteria, year }: Of) => edits && !!criteria && past(year.board().phase, "pledging")

function lineOf({ year, kind, lists, criteria }: Of, i: number): string {
  const unit = (seat: string) => nameOf(year.board(), seat)
  switch (kind) {
    case "disqualified": {
      const { seat, code } = lists.disqualified[i]!
      const name = criteria?.rules.disqualifiers.find((one) => one.code === code)?.name ?? ""
      return `${unit(seat)} – ${code}${name && `. ${name}`}`
    }
    case "held": {
      const { seat, passedOn } = lists.held[i]!
      return `${unit(seat)} (${text(passedOn ? "decide.passed" : "decide.waits")})`
    }
    case "corrected": {
      const { code, name, number, date } = lists.corrected[i]!
      return `${code}. «${name}» (${text("decide.corrected.by", { number, date: day(date) })})`
    }
    case "struck": {
      const { code } = lists.struck[i]!
      return `${code}. ${criteria ? (leavesOf(criteria.table as never).find((leaf) => leaf.code === code)?.name ?? "") : ""}`
    }
    default:
      return lists.decided[i]!.order.map(unit).join(" → ")
  }
}

function Add(props: Of) {
  const add = submitted(async (field, form) => {
    const reason = field("reason")
    const lines: Record<string, object> = {
      disqualified: { seat: field("seat"), code: field("code"), reason },
      held: { seat: field("seat"), reason, passedOn: field("passedOn") === "on" },
      struck: { code: field("code"), reason },
    }
    if (await props.save((now) => ({ ...now, [props.kind]: [...now[props.kind], lines[props.kind]!] }))) form.reset()
  })
  const codes = () =>
    props.kind === "struck"
      ? leavesOf(props.criteria!.table as never)
      : props.kind === "disqualified"
        ? props.criteria!.rules.disqualifiers
        : []
  return (
    <Show when={props.kind === "held" || codes().length} fallback={<p class="none">{text("decide.none.disqualifiers")}</p>}>
      <details class="screen-only">
        <summary>
          {text("decide.add")}: {text(titles[props.kind])}
        </summary>
        <form onSubmit={add}>
          <div class="row">
            <Show when={props.kind !== "struck"}>
              <Pick label={text("decide.unit")} name="seat">
                <For each={props.year.board().members.filter(({ seat }) => seat !== props.year.board().seat)}>
                  {({ seat, name }) => <option value={seat}>{name}</option>}
                </For>
              </Pick>
            </Show>
            <Show when={props.kind !== "held"}>
              <Pick label={text(props.kind === "struck" ? "decide.leaf" : "decide.code")} name="code">
                <For each={codes()}>
                  {({ code, name }) => (
                    <option value={code}>
                      {code}. {name}
                    </option>
                  )}
                </For>
              </Pick>
            </Show>
            <Field label={text("decide.reason")} input={{ name: "reason", required: true, maxlength: 1000 }} />
          </div>
          <Show when={props.kind === "held"}>
            <label class="check">
              <input type="checkbox" name="passedOn" /> {text("decide.passedOn")}
            </label>
          </Show>
          <button type="submit" disabled={props.busy}>
            {text("decide.add")}
          </button>
        </form>
      </details>
    </Show>
  )
}

const Pick = (props: { label: string; name: string; children: JSX.Element }) => (
  <Choice
    label={props.label}
    select={{
      name: props.name,
      get children() {
        return props.children
      },
    }}
  />
)
