import { createSignal, For, type JSX, Match, Show, Switch } from "solid-js"
import { A } from "@solidjs/router"
import { rights } from "@khoi/core/right"
import type { InferResponseType } from "hono/client"
import { api, ask } from "../api.ts"
import { day } from "../format.ts"
import { load } from "../load.ts"
import { departments } from "../province/departments.ts"
import { may, me } from "../session.ts"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { type Board, nameOf, open, type Year } from "./board.ts"
import { Join } from "./join.tsx"
import { ChangeLead } from "./lead.tsx"
import { Leave } from "./leave.tsx"

const members = api.years[":year"].members
const lead = api.years[":year"].lead
type Changes = { papers: InferResponseType<typeof members.$get>; leads: InferResponseType<typeof lead.$get>["changes"] }
type Acting = "join" | "leave" | "lead"

/** Who joined and left in the course of the year, and who led it, each by its paper; the board records them and opens the next year. */
export function Membership(props: { year: Year }) {
  const [doing, setDoing] = createSignal<Acting>()
  const board = props.year.board
  const read = load(
    () =>
      `${props.year.id} ${board().head} ${board().deputy} ${board()
        .members.map(({ left }) => left ?? "")
        .join()}`,
    async () => {
      const param = { year: props.year.id }
      const [{ value: papers }, { value, etag }] = await Promise.all([ask(() => members.$get({ param })), ask(() => lead.$get({ param }))])
      return { value: { papers, leads: value.changes }, etag }
    },
  )
  async function done() {
    setDoing(undefined)
    await props.year.again()
    await read.again()
  }
  return (
    <section class="card" aria-labelledby="membership">
      <h2 id="membership">{text("member.title")}</h2>
      <p class="hint">{text("member.hint")}</p>
      <Loaded of={read}>{(found) => <Lines board={board()} of={found()} />}</Loaded>
      <div class="buttons screen-only">
        <Show when={open(board(), "member.join")}>
          <Does does={() => setDoing("join")}>{text("join.do")}</Does>
          <Does does={() => setDoing("leave")}>{text("leave.do")}</Does>
        </Show>
        <Show when={open(board(), "lead.change")}>
          <Does does={() => setDoing("lead")}>{text("lead.do")}</Does>
        </Show>
      </div>
      <Show when={may("year.next", rights)}>
        <p class="screen-only">
          <A href={`/${me()?.province?.code}/years/${props.year.id}/next`}>{text("next.do", { year: board().year + 1 })}</A>
        </p>
      </Show>
      <Switch>
        <Match when={doing() === "join"}>
          <Join year={props.year} close={() => setDoing(undefined)} done={done} />
        </Match>
        <Match when={doing() === "leave"}>
          <Leave year={props.year} close={() => setDoing(undefined)} done={done} />
        </Match>
        <Match when={doing() === "lead" && read.value()}>
          <ChangeLead year={props.year} etag={read.etag()} close={() => setDoing(undefined)} done={done} />
        </Match>
      </Switch>
    </section>
  )
}

const Does = (props: { does: () => void; children: JSX.Element }) => (
  <button type="button" class="quiet" onClick={() => props.does()}>
    {props.children}
  </button>
)

type Paper = { reason: string; number: string | null; date: string | null }
function Lines(props: { board: Board; of: Changes }) {
  const all = departments()
  const unit = (id: string) => all.value()?.find((one) => one.id === id)?.name ?? ""
  const named = (seat: string | null) => (seat === null ? text("none") : nameOf(props.board, seat))
  const lines = (): { who: string; what: string; paper: Paper }[] => [
    ...props.of.papers.joined.map(({ seat, joined, ranked, ...paper }) => ({
      ...{ who: named(seat), paper },
      what: text(ranked ? "member.line.joined" : "member.line.joined.unranked", { date: day(joined) }),
    })),
    ...props.of.papers.left.map(({ seat, left, successor, ...paper }) => ({
      ...{ who: named(seat), paper },
      what: text(successor ? "member.line.left.to" : "member.line.left", { date: day(left), unit: unit(successor ?? "") }),
    })),
    ...props.of.leads.map(({ at, to, ...paper }) => ({
      ...{ who: day(at), paper },
      what: text("member.line.led", { head: named(to.head), deputy: named(to.deputy) }),
    })),
  ]
  const byPaper = ({ number, date }: Paper) =>
    !number && !date
      ? text("member.paper.none")
      : text("member.paper", { number: number ?? text("member.paper.unknown"), date: date ? day(date) : text("member.paper.unknown") })
  return (
    <ul>
      <For each={lines()} fallback={<li class="none">{text("member.none")}</li>}>
        {(line) => (
          <li>
            <b>{line.who}</b>: {line.what}. {byPaper(line.paper)} <small>{text("log.why", { why: line.paper.reason })}</small>
          </li>
        )}
      </For>
    </ul>
  )
}
