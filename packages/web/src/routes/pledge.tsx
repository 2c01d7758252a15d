import { rights } from "@khoi/core/right"
import { createSignal, For, Show } from "solid-js"
import { type Answer, act as fresh, api, ask, over } from "../api.ts"
import { short } from "../format.ts"
import { acting, load } from "../load.ts"
import { may } from "../session.ts"
import { text } from "../text.ts"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { Area } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import { isHead, nameOf, open, type Year } from "../year/board.ts"
import { PrintButton, Signed, YearFrame } from "../year/frame.tsx"

const pledge = api.years[":year"].pledge
type Pledge = { text: string | null; hash: string | null; signed: string[] }

/** The pledge: the head writes it, every member's leader reads and signs the same text. */
export default function PledgePage() {
  return <YearFrame title="pledge.title">{(year) => <Whole year={year} />}</YearFrame>
}

function Whole(props: { year: Year }) {
  const param = { year: props.year.id }
  const read = load(
    () => props.year.id,
    () => ask(() => pledge.$get({ param })),
  )
  const board = props.year.board
  const signs = () => open(board(), "pledge.sign") && board().seat && !read.value()?.signed.includes(board().seat ?? "")
  const refresh = () => Promise.all([read.again(), props.year.again()])
  return (
    <Loaded of={read}>
      {(found) => (
        <>
          <section class="card" aria-label={text("pledge.title")}>
            <Show when={found().text} fallback={<p class="none">{text("pledge.none")}</p>}>
              <div class="tools screen-only">
                <PrintButton />
              </div>
              <div class="prose">{found().text}</div>
              <p class="hint">{text("pledge.hash", { hash: short(found().hash ?? "") })}</p>
              <Show when={signs()}>
                <Sign year={props.year} hash={found().hash ?? ""} done={refresh} />
              </Show>
              <Show when={board().phase === "pledging" && !may("pledge.sign", rights)}>
                <p class="hint screen-only">{text("pledge.sign.who")}</p>
              </Show>
              <Show when={board().phase === "pledging" && board().seat && found().signed.includes(board().seat ?? "")}>
                <p class="notice screen-only">✓ {text("pledge.sign.done")}</p>
              </Show>
            </Show>
          </section>
          <Signatures year={props.year} signed={found().signed} />
          <Show when={isHead(board()) && open(board(), "pledge.save")}>
            <Edit year={props.year} found={found()} etag={read.etag()} saved={(answer) => (read.put(answer), props.year.again())} />
          </Show>
        </>
      )}
    </Loaded>
  )
}

function Signatures(props: { year: Year; signed: readonly string[] }) {
  return (
    <section class="card" aria-labelledby="signed">
      <h2 id="signed">{text("pledge.signatures")}</h2>
      <table class="short">
        <thead>
          <tr>
            <th scope="col">{text("year.members.unit")}</th>
            <th scope="col">{text("year.members.signed")}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.year.board().members}>
            {(member) => (
              <tr>
                <th scope="row">{member.name}</th>
                <td>{props.signed.includes(member.seat) ? `✓ ${text("pledge.signed.yes")}` : text("pledge.signed.no")}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <Signed board={props.year.board()} by="bloc" />
    </section>
  )
}

function Sign(props: { year: Year; hash: string; done: () => unknown }) {
  const act = acting()
  const [header, setHeader] = createSignal<ReturnType<typeof fresh>>()
  const sign = submitted(async () => {
    const sent = header() ?? fresh()
    const json = { hash: props.hash }
    if (await act.run(() => ask(() => pledge.signature.$post({ param: { year: props.year.id }, header: sent, json })))) {
      setHeader(undefined)
      props.done()
    }
  })
  return (
    <>
      <button type="button" class="screen-only" onClick={() => (act.clear(), setHeader(fresh()))}>
        {text("pledge.sign")}
      </button>
      <Show when={header()}>
        <Dialog title={text("pledge.sign")} onClose={() => setHeader(undefined)}>
          <form onSubmit={sign}>
            <p>{text("pledge.sign.ask", { unit: nameOf(props.year.board(), props.year.board().seat), hash: short(props.hash) })}</p>
            <Problem of={act.refused()} />
            <Buttons does={text("pledge.sign")} busy={act.busy()} onCancel={() => setHeader(undefined)} />
          </form>
        </Dialog>
      </Show>
    </>
  )
}

function Edit(props: { year: Year; found: Pledge; etag: string; saved: (answer: Answer<Pledge>) => unknown }) {
  const act = acting()
  const save = submitted(async (field) => {
    const [header, json] = [over(props.etag), { text: field("text") }]
    const answer = await act.run(() => ask(() => pledge.$put({ param: { year: props.year.id }, header, json })))
    if (answer) props.saved(answer)
  })
  return (
    <section class="card screen-only" aria-labelledby="edit">
      <h2 id="edit">{text("pledge.edit")}</h2>
      <Show when={props.found.signed.length}>
        <p class="notice">{text("pledge.voids", { n: props.found.signed.length })}</p>
      </Show>
      <form onSubmit={save}>
        <Area
          label={text("pledge.text")}
          fault={act.refused()?.at("/text")}
          area={{ name: "text", required: true, rows: 12, maxlength: 20_000, value: props.found.text ?? "" }}
        />
        <Problem of={act.refused()} />
        <p role="status">{act.done() ? text("saved") : ""}</p>
        <button type="submit" disabled={act.busy()}>
          {text("save")}
        </button>
      </form>
    </section>
  )
}
