import { createSignal, For, Show } from "solid-js"
import { day, moment, short } from "../format.ts"
import { text } from "../text.ts"
import { isHead, nameOf, open, type Year } from "../year/board.ts"
import { Signed } from "../year/frame.tsx"
import { type PaperAct, PaperDialog } from "./paper.tsx"
import type { Signature, Signatures } from "./pledge.ts"

type Props = { year: Year; signatures: Signatures; hash: string | null; done: () => unknown }

/** Who has signed, how and when; the head records papers here, and each member answers for its own line. */
export function SignatureBoard(props: Props) {
  const [doing, setDoing] = createSignal<{ act: PaperAct; seat: string }>()
  const asked = () => props.signatures.filter(({ left }) => !left)
  const valid = () => asked().filter(({ way }) => way === "screen" || way === "paper").length
  const board = props.year.board
  return (
    <section class="card" aria-labelledby="signed">
      <h2 id="signed">{text("signature.title")}</h2>
      <p>{text("signature.sum", { n: valid(), all: asked().length })}</p>
      <table class="short signatures">
        <thead>
          <tr>
            <th scope="col">{text("year.members.unit")}</th>
            <th scope="col">{text("signature.way")}</th>
            <th scope="col">{text("signature.at")}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.signatures}>
            {(signature) => (
              <tr>
                <th scope="row">{nameOf(board(), signature.seat)}</th>
                <td>
                  <Way of={signature} />
                  <Acts year={props.year} of={signature} hash={props.hash} choose={(act) => setDoing({ act, seat: signature.seat })} />
                </td>
                <td class="at">{signature.at ? moment(signature.at) : ""}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <Signed board={board()} by="bloc" />
      <Show when={doing()} keyed>
        {(now) => (
          <PaperDialog
            {...now}
            year={props.year}
            hash={props.hash ?? ""}
            close={() => setDoing(undefined)}
            done={() => (setDoing(undefined), props.done())}
          />
        )}
      </Show>
    </section>
  )
}

const told = ({ date, place, signer, scan, hash }: NonNullable<Signature["paper"]>) =>
  text("signature.line", { date: day(date), place, signer, scan, hash: short(hash) })

function Way(props: { of: Signature }) {
  const line = () => props.of.paper
  return (
    <>
      <Show when={props.of.left}>{(left) => <span class="mark">{text("signature.left", { date: day(left()) })} </span>}</Show>
      <Show when={props.of.way} fallback={<Show when={!props.of.left}>{<span class="mark waited">{text("pledge.signed.no")}</span>}</Show>}>
        {(way) => (
          <span classList={{ signature: true, contested: way() === "contested" }}>
            {way() === "contested" ? "✗" : "✓"} {text(`signature.${way()}`)}
          </span>
        )}
      </Show>
      <Show when={line()}>
        {(line) => (
          <>
            <small>{told(line())}</small>
            <Show when={line().state === "confirmed"}>
              <small>{text("signature.confirmed")}</small>
            </Show>
            <Show when={line().state === "contested"}>
              <small>
                {text("log.why", { why: line().why ?? "" })} – {text("signature.uncounted")}
              </small>
            </Show>
          </>
        )}
      </Show>
    </>
  )
}

function Acts(props: { year: Year; of: Signature; hash: string | null; choose: (act: PaperAct) => void }) {
  const board = props.year.board
  const state = () => props.of.paper?.state
  const may = (act: PaperAct) => open(board(), `paper.${act}`)
  const acts = (): PaperAct[] => {
    const { way, seat } = props.of
    const [own, head] = [seat === board().seat, isHead(board())]
    if (!props.hash || props.of.left) return []
    if (!way) return head && !own && may("record") ? ["record"] : []
    if (way === "screen" || state() === "confirmed") return []
    return [
      ...(own && may("confirm") ? (["confirm"] as const) : []),
      ...(own && way === "paper" && may("contest") ? (["contest"] as const) : []),
      ...(head && may("withdraw") ? (["withdraw"] as const) : []),
    ]
  }
  return (
    <Show when={acts().length}>
      <div class="acts screen-only">
        <For each={acts()}>
          {(act) => (
            <button
              type="button"
              class="quiet"
              aria-label={text("paper.for", { act: text(`paper.${act}`), unit: nameOf(board(), props.of.seat) })}
              onClick={() => props.choose(act)}
            >
              {text(`paper.${act}`)}
            </button>
          )}
        </For>
      </div>
    </Show>
  )
}
