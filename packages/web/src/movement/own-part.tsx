import { Show } from "solid-js"
import { act as fresh, api, ask } from "../api.ts"
import { day } from "../format.ts"
import { acting, load } from "../load.ts"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import { EditIndicators } from "./edit-indicators.tsx"
import { WriteReport } from "./write-report.tsx"

const own = api.movements[":movement"].participation

/** The own department's part: join, set indicators, report, as far as the role and the movement allow. */
export function OwnPart(props: { id: string; open: boolean; done: () => unknown }) {
  const param = { movement: props.id }
  const read = load(
    () => props.id,
    () => ask(() => own.$get({ param })),
  )
  const act = acting()
  const fills = () => me()?.roles.some((role) => role === "leader" || role === "officer")
  async function join() {
    const header = fresh()
    const answer = await act.run(() => ask(() => own.$post({ param, header })))
    if (!answer) return
    read.put(answer)
    props.done()
  }
  const again = () => (void read.again(), props.done())
  return (
    <section class="card screen-only" aria-labelledby="own">
      <h2 id="own">{text("part.title")}</h2>
      <Loaded of={read}>
        {(found) => (
          <Show when={found().participation} fallback={<Outside open={props.open} busy={act.busy()} join={() => void join()} />}>
            {(part) => (
              <>
                <p>{text("part.joined", { date: day(part().joinedAt) })}</p>
                <Show when={props.open && fills()}>
                  <EditIndicators id={props.id} part={part()} etag={read.etag()} saved={(answer) => (read.put(answer), props.done())} />
                  <WriteReport id={props.id} part={part()} sent={again} />
                </Show>
              </>
            )}
          </Show>
        )}
      </Loaded>
      <Problem of={act.refused()} />
    </section>
  )
}

function Outside(props: { open: boolean; busy: boolean; join: () => void }) {
  const leader = () => me()?.roles.includes("leader")
  return (
    <>
      <p class="none">
        {text("part.not")} {props.open && !leader() ? text("part.not.leader") : ""}
      </p>
      <Show when={props.open && leader()}>
        <button type="button" disabled={props.busy} onClick={() => props.join()}>
          {text("part.join")}
        </button>
      </Show>
    </>
  )
}
