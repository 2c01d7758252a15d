import { A } from "@solidjs/router"
import { For, Show } from "solid-js"
import { api, ask, every } from "../api.ts"
import { load } from "../load.ts"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { launcher, type Movement, paper } from "./movement.ts"

type Link = Movement["chain"][number]

function Linked(props: { of: Link }) {
  return (
    <>
      <A href={`/${me()?.province?.code}/movements/${props.of.id}`}>{props.of.name}</A> <small>{launcher(props.of)}</small>
    </>
  )
}

/** What a movement answers, from the nearest to the topmost, and what answers it. */
export function Chain(props: { of: Movement }) {
  const answers = load(
    () => props.of.id,
    (movement) => every((query) => ask(() => api.movements[":movement"].responses.$get({ param: { movement }, query }))),
  )
  return (
    <section class="card" aria-labelledby="chain">
      <h2 id="chain">{text("movement.chain")}</h2>
      <Show when={props.of.chain.length || props.of.above} fallback={<p class="none">{text("movement.chain.none")}</p>}>
        <ol class="chain">
          <For each={props.of.chain}>
            {(one) => (
              <li>
                <Linked of={one} />
              </li>
            )}
          </For>
          <Show when={props.of.above}>{(above) => <Named of={above()} />}</Show>
          <Show when={props.of.further}>
            <li>{text("movement.chain.further")}</li>
          </Show>
        </ol>
      </Show>
      <h3>{text("movement.responses")}</h3>
      <Loaded of={answers}>
        {(found) => (
          <ul class="plain">
            <For each={found()} fallback={<li class="none">{text("movement.responses.none")}</li>}>
              {(one) => (
                <li>
                  <Linked of={one} />
                </li>
              )}
            </For>
          </ul>
        )}
      </Loaded>
    </section>
  )
}

function Named(props: { of: NonNullable<Movement["above"]> }) {
  return (
    <li>
      {text(`movement.level.${props.of.level}`)}: {props.of.title ?? text("movement.chain.untitled")}{" "}
      <small>
        {text("movement.paper")} {paper(props.of.paper)}
      </small>
    </li>
  )
}
