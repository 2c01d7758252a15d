import { past } from "@khoi/core/phase"
import { For, Show } from "solid-js"
import { api, ask, every } from "../api.ts"
import { AppealCard } from "../end/appeal-card.tsx"
import type { Hall } from "../end/hall.ts"
import { load } from "../load.ts"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Entered } from "./entered.tsx"
import { leafOf, type Part } from "./part.ts"

/** What stands below the grid for one bloc: appeals about the agency's leaves, and what it enters in its own field. */
export function Beside(props: { part: Part }) {
  const { part } = props
  return (
    <>
      <Show when={past(part.found.phase, "verifying")}>
        <Appeals part={part} />
      </Show>
      <Entered part={part} />
    </>
  )
}

const hallOf = ({ year, found }: Part): Hall => ({
  year,
  phase: () => found.phase,
  own: () => null,
  nameOf: (seat) => found.members.find((one) => one.seat === seat)?.name ?? "",
  placeOf: (item) => {
    const given = found.leaves.find(({ i }) => item === `l${i}`)
    return given && { item, code: given.code, name: given.name, leaf: leafOf(given), i: given.i }
  },
  decides: () => false,
  goesOn: () => false,
})

function Appeals(props: { part: Part }) {
  const hall = hallOf(props.part)
  const all = load(
    () => props.part.year,
    (year) => every((query) => ask(() => api.years[":year"].appeals.$get({ param: { year }, query }))),
  )
  return (
    <section class="card" id={`appeals-${props.part.year}`} aria-labelledby={`appeals-of-${props.part.year}`}>
      <h2 id={`appeals-of-${props.part.year}`}>
        {text("agency.appeals")}: {props.part.name()}
      </h2>
      <Loaded of={all}>
        {(list) => (
          <For
            each={list().filter(({ item, by }) => hall.placeOf(item) && /^.{20}$/.test(by))}
            fallback={<p class="none">{text("agency.appeals.none")}</p>}
          >
            {(appeal) => <AppealCard hall={hall} appeal={appeal} done={all.again} />}
          </For>
        )}
      </Loaded>
    </section>
  )
}
