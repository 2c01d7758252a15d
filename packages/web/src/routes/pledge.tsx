import { rights } from "@khoi/core/right"
import { Show } from "solid-js"
import { type Answer, ask } from "../api.ts"
import { short } from "../format.ts"
import { load } from "../load.ts"
import { Aims } from "../pledge/aims.tsx"
import { Corrected } from "../pledge/corrected.tsx"
import { Edit } from "../pledge/edit.tsx"
import { at, type Pledge } from "../pledge/pledge.ts"
import { Sign } from "../pledge/sign.tsx"
import { SignatureBoard } from "../pledge/signatures.tsx"
import { TargetsView } from "../pledge/targets-view.tsx"
import { may } from "../session.ts"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { isHead, open, type Year } from "../year/board.ts"
import { PrintButton, YearFrame } from "../year/frame.tsx"

/** The pledge: the head writes it, every member's leader signs the same text and targets, and says what the department aims at. */
export default function PledgePage() {
  return <YearFrame title="pledge.title">{(year) => <Whole year={year} />}</YearFrame>
}

function Whole(props: { year: Year }) {
  const param = { year: props.year.id }
  const read = load(
    () => props.year.id,
    () => ask(() => at.$get({ param })),
  )
  const signatures = load(
    () => props.year.id,
    () => ask(() => at.signatures.$get({ param })),
  )
  const board = props.year.board
  const refresh = () => Promise.all([read.again(), signatures.again(), props.year.again()])
  const saved = (answer: Answer<Pledge>) => {
    read.put(answer)
    return Promise.all([signatures.again(), props.year.again()])
  }
  /** A member that has left signs and registers nothing more. */
  const takesPart = () => !!board().seat && !signatures.value()?.items.find(({ seat }) => seat === board().seat)?.left
  const aims = () => board().phase !== "drafting"
  return (
    <Loaded of={read}>
      {(found) => (
        <>
          <Paper year={props.year} found={found()} signs={takesPart()} done={refresh} />
          <Loaded of={signatures}>
            {(signed) => <SignatureBoard year={props.year} signatures={signed().items} hash={found().hash} done={refresh} />}
          </Loaded>
          <Show when={aims()}>
            <Aims year={props.year} edits={takesPart() && open(board(), "aim.save")} />
          </Show>
          <Show when={isHead(board()) && open(board(), "pledge.save")}>
            <section class="card screen-only" aria-labelledby="edit">
              <h2 id="edit">{text("pledge.edit")}</h2>
              <Show when={found().signed.length}>
                <p class="notice">{text("pledge.voids", { n: found().signed.length })}</p>
              </Show>
              <Edit year={props.year} found={found()} etag={read.etag()} saved={saved} />
            </section>
          </Show>
          <Show when={found().text && open(board(), "pledge.correct")}>
            <details class="card screen-only">
              <summary>{text("slip.title")}</summary>
              <p class="hint">{text("slip.hint")}</p>
              <Edit year={props.year} found={found()} etag={read.etag()} slip saved={saved} />
            </details>
          </Show>
        </>
      )}
    </Loaded>
  )
}

/** What is signed, as it is read and printed; a draft until nobody is waited for or the phase is over. */
function Paper(props: { year: Year; found: Pledge; signs: boolean; done: () => unknown }) {
  const board = props.year.board
  const own = () => board().seat ?? ""
  const signed = () => props.found.signed.includes(own())
  const draft = () => board().phase === "drafting" || (board().phase === "pledging" && board().waits > 0)
  return (
    <section class="card" aria-label={text("pledge.title")}>
      <Show when={props.found.text} fallback={<p class="none">{text("pledge.none")}</p>}>
        <div class="tools screen-only">
          <PrintButton />
        </div>
        <Show when={draft()}>
          <p class="draft">{text("pledge.draft")}</p>
        </Show>
        <div class="prose">{props.found.text}</div>
        <TargetsView targets={props.found.targets} members={board().members} />
        <p class="hint">{text("pledge.hash", { hash: short(props.found.hash ?? "") })}</p>
        <Corrected year={props.year} corrected={props.found.corrected} />
        <Show when={props.signs && open(board(), "pledge.sign") && !signed()}>
          <Sign year={props.year} hash={props.found.hash ?? ""} done={props.done} />
        </Show>
        <Show when={board().phase === "pledging" && !may("pledge.sign", rights)}>
          <p class="hint screen-only">{text("pledge.sign.who")}</p>
        </Show>
        <Show when={board().phase === "pledging" && own() && signed()}>
          <p class="notice screen-only">✓ {text("pledge.sign.done")}</p>
        </Show>
      </Show>
    </section>
  )
}
