import { A, useParams } from "@solidjs/router"
import { createSignal, For, Show } from "solid-js"
import { api, ask, every } from "../api.ts"
import { load, type Loading } from "../load.ts"
import { Chain } from "../movement/chain.tsx"
import { History } from "../movement/history.tsx"
import { Lead } from "../movement/lead.tsx"
import { launcher, type Movement, paper, period } from "../movement/movement.ts"
import { OwnPart } from "../movement/own-part.tsx"
import { Participants } from "../movement/participants.tsx"
import { day } from "../format.ts"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Page } from "../ui/page.tsx"

/** One movement: what it is, what it answers, who takes part and how far they are. */
export default function One() {
  const params = useParams()
  return (
    <Show when={params["movement"]} keyed>
      {(id) => <Whole id={id} />}
    </Show>
  )
}

function Whole(props: { id: string }) {
  const param = { movement: props.id }
  const one = api.movements[":movement"]
  const read = load(
    () => props.id,
    () => ask(() => one.$get({ param })),
  )
  const parts = load(
    () => props.id,
    () => every((query) => ask(() => one.participants.$get({ param, query }))),
  )
  const [turn, next] = createSignal(1)
  const changed = () => {
    next(turn() + 1)
    void parts.again()
    return read.again()
  }
  return (
    <Page
      title={read.value()?.name ?? text("movements.title")}
      lead={
        <p class="lead">
          <A href={`/${me()?.province?.code}/movements`}>{text("movements.title")}</A>
        </p>
      }
    >
      <Loaded of={read}>
        {(found) => (
          <>
            <Facts of={found()} />
            <Show when={found().leads}>
              <Lead read={read} done={() => next(turn() + 1)} />
            </Show>
            <Chain of={found()} />
            <OwnPart id={props.id} open={found().state === "open"} done={changed} />
            <All of={parts} id={props.id} />
            <Show when={turn()} keyed>
              <History id={props.id} />
            </Show>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function All(props: { of: Loading<Parameters<typeof Participants>[0]["all"]>; id: string }) {
  return (
    <section class="card" aria-labelledby="parts">
      <h2 id="parts">{text("part.all")}</h2>
      <Loaded of={props.of}>{(found) => <Participants all={found()} id={props.id} />}</Loaded>
    </section>
  )
}

function Facts(props: { of: Movement }) {
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">
        <span class="tag" classList={{ past: props.of.state !== "open" }}>
          {text(`movement.state.${props.of.state}`)}
        </span>
      </h2>
      <Show when={props.of.level === "department"}>
        <p class="notice">{text("movement.inside")}</p>
      </Show>
      <dl class="facts">
        <div>
          <dt>{text("movements.level")}</dt>
          <dd>{launcher(props.of)}</dd>
        </div>
        <div>
          <dt>{text("movements.kind")}</dt>
          <dd>{text(`movement.kind.${props.of.kind}`)}</dd>
        </div>
        <div>
          <dt>{text("movement.period")}</dt>
          <dd>{period(props.of)}</dd>
        </div>
        <div>
          <dt>{text("movement.paper")}</dt>
          <dd>{paper(props.of.paper)}</dd>
        </div>
        <Show when={props.of.level !== "department"}>
          <div>
            <dt>{text("movement.joined")}</dt>
            <dd>{props.of.joined}</dd>
          </div>
        </Show>
      </dl>
      <h3>{text("movement.aims")}</h3>
      <p class="prose">{props.of.aims || text("movement.aims.none")}</p>
      <h3>{text("movement.targets")}</h3>
      <Show when={props.of.targets.length} fallback={<p class="none">{text("movement.targets.none")}</p>}>
        <ul>
          <For each={props.of.targets}>{(target) => <li>{target}</li>}</For>
        </ul>
      </Show>
      <Show when={props.of.ended}>
        {(ended) => (
          <>
            <h3>{text("movement.ended.on", { date: day(ended().date) })}</h3>
            <p class="prose">{ended().summary}</p>
          </>
        )}
      </Show>
      <Show when={props.of.withdrawn}>
        {(withdrawn) => <p class="prose">{text("movement.withdrawn.why", { why: withdrawn().reason })}</p>}
      </Show>
    </section>
  )
}
