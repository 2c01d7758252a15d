import { past } from "@khoi/core/phase"
import { A, useParams } from "@solidjs/router"
import { type JSX, Show, untrack } from "solid-js"
import { api, ask } from "../api.ts"
import { load } from "../load.ts"
import { day } from "../format.ts"
import { me } from "../session.ts"
import { text, type Word } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Page } from "../ui/page.tsx"
import { type Board, guest, verifies, type Year } from "./board.ts"
import { YearWords } from "./wording.tsx"

/** A page of a bloc's year: read afresh, with the year always in sight and on paper. */
/** `office`: on paper the own department stands above, as on its own letters, and the bloc below the title. */
export function YearFrame(props: { title: Word; office?: boolean; children: (year: Year) => JSX.Element }) {
  const params = useParams()
  const year = load(
    () => params["year"],
    (id) => ask(() => api.years[":year"].$get({ param: { year: id } })),
  )
  const called = () => {
    const board = year.value()
    return board && text("year.title", { bloc: board.name, year: board.year })
  }
  return (
    <>
      <Paper board={year.value()} office={!!props.office} />
      <Page
        title={props.title === "year.overview" ? (called() ?? text(props.title)) : text(props.title)}
        lead={
          <p class="lead">
            {props.title !== "year.overview" && called()}
            <Show when={year.value()}>{(board) => <span class="tag">{text(`phase.${board().phase}`)}</span>}</Show>
          </p>
        }
      >
        <Show when={year.value()}>{(board) => <Menu board={board()} />}</Show>
        <Show when={props.office}>
          <p class="paper-bloc">{called()}</p>
        </Show>
        <Loaded of={year}>
          {(board) => {
            const of = { id: board().id, board, again: year.again }
            // A page is made once: what is read anew changes what it shows, and leaves open what is open.
            return <YearWords board={board()}>{untrack(() => props.children(of))}</YearWords>
          }}
        </Loaded>
      </Page>
    </>
  )
}

/** The same for what there is once the bloc has been ranked. */
export const RankedFrame = (props: { title: Word; children: (year: Year) => JSX.Element }) => (
  <YearFrame title={props.title}>
    {(year) => (
      <Show when={year.board().ranked} fallback={<p class="notice">{text("ranking.notYet")}</p>}>
        {props.children(year)}
      </Show>
    )}
  </YearFrame>
)

function Menu(props: { board: Board }) {
  const at = (place: string) => `/${me()?.province?.code}/years/${props.board.id}${place}`
  const checks = () => props.board.members.some(({ seat }) => verifies(props.board, seat))
  return (
    <nav class="tabs" aria-label={text("year.menu")}>
      <A href={at("")} end>
        {text("year.overview")}
      </A>
      <A href={at("/table")}>{text("table.title")}</A>
      <Show when={!guest(props.board)}>
        <A href={at("/pledge")}>{text("pledge.title")}</A>
      </Show>
      <Show when={props.board.seat}>
        <A href={at("/self")}>{text("phase.selfScoring")}</A>
        <Show when={!props.board.without.includes("crossScoring")}>
          <A href={at("/cross")}>{text("phase.crossScoring")}</A>
        </Show>
      </Show>
      <Show when={!guest(props.board) && !props.board.without.includes("crossScoring") && past(props.board.phase, "crossScoring")}>
        <A href={at("/received")}>{text("received.tab")}</A>
      </Show>
      <Show when={checks()}>
        <A href={at("/verify")}>{text("phase.verifying")}</A>
      </Show>
      <Show
        when={past(props.board.phase, "verifying") && (!props.board.without.includes("appealing") || props.board.phase === "appealing")}
      >
        <A href={at("/appeals")}>{text("appeal.title")}</A>
      </Show>
      <A href={at("/decisions")}>{text("decide.title")}</A>
      <Show when={!guest(props.board)}>
        <Later board={props.board} />
      </Show>
    </nav>
  )
}

/** What comes of the scores, for members and the board. */
function Later(props: { board: Board }) {
  const at = (place: string) => `/${me()?.province?.code}/years/${props.board.id}${place}`
  return (
    <>
      <Show when={!props.board.without.includes("voting")}>
        <A href={at("/votes")}>{text("votes.title")}</A>
      </Show>
      <A href={at("/ranking")}>{text("ranking.title")}</A>
      <Show when={props.board.ranked && !props.board.without.includes("crossScoring")}>
        <A href={at("/alerts")}>{text("alert.tab")}</A>
      </Show>
      <Show when={past(props.board.phase, "voting")}>
        <A href={at("/appraisals")}>{text("appraise.title")}</A>
        <A href={at("/awards")}>{text("award.title")}</A>
      </Show>
    </>
  )
}

/** The head of every print: whose paper it is, of which bloc and year. */
function Paper(props: { board: Board | undefined; office: boolean }) {
  return (
    <div class="paper">
      <div>
        <span>{me()?.province?.name}</span>
        <b>{props.office ? me()?.department?.name : props.board?.name}</b>
        <Show when={!props.office}>
          <span>{text("paper.year", { year: props.board?.year ?? "" })}</span>
        </Show>
      </div>
      <div>
        <b>{text("paper.state")}</b>
        <b>{text("paper.motto")}</b>
      </div>
    </div>
  )
}

/** Today in Asia/Ho_Chi_Minh, in parts. */
function dayOf() {
  const [d = "", m = "", y = ""] = day(new Date().toISOString()).split("/")
  return { place: me()?.province?.name.replace(/^(Tỉnh|Thành phố)\s+/u, "") ?? "", d, m, y }
}

/** Who signs a print, and where. */
export function Signed(props: { board: Board; by: "unit" | "bloc" }) {
  return (
    <div class="paper-sign">
      <i>{text("paper.placed", dayOf())}</i>
      <b>{text(props.by === "unit" ? "paper.sign.unit" : "paper.sign.bloc")}</b>
      <span>{props.by === "unit" ? me()?.department?.name : props.board.members.find(({ seat }) => seat === props.board.head)?.name}</span>
    </div>
  )
}

/** Says on paper that a sheet is not handed in. */
export const DraftMark = (props: { when: boolean; word?: Word }) => (
  <Show when={props.when}>
    <p class="paper-draft">{text(props.word ?? "sheet.draft")}</p>
  </Show>
)

export const PrintButton = () => (
  <button type="button" class="quiet" onClick={() => print()}>
    {text("print")}
  </button>
)
