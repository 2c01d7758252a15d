import { createSignal, For, onCleanup, onMount } from "solid-js"
import { api, ask, refusal } from "../api.ts"
import { points } from "../format.ts"
import { acting } from "../load.ts"
import { text } from "../text.ts"
import { Choice } from "../ui/field.tsx"
import { type Worth, worthOf } from "./cells.ts"
import { type Criteria, leavesFor } from "./rows.ts"

/** Chooses the peer to score, where the screen has room for one. */
export function Picker(props: { peers: { c: number; name: string }[]; at: number; pick: (c: number) => void }) {
  const place = () => props.peers.findIndex(({ c }) => c === props.at)
  const step = (by: number) => props.peers[place() + by] && props.pick(props.peers[place() + by]!.c)
  return (
    <div class="picker">
      <button type="button" class="quiet" disabled={place() <= 0} aria-label={text("cross.peer.before")} onClick={() => step(-1)}>
        ‹
      </button>
      <Choice
        label={text("cross.peer")}
        select={{
          onChange: (event) => props.pick(Number(event.currentTarget.value)),
          get value() {
            return `${props.at}`
          },
          get children() {
            return (
              <For each={props.peers}>
                {({ c, name }) => (
                  <option value={`${c}`} selected={c === props.at}>
                    {name}
                  </option>
                )}
              </For>
            )
          },
        }}
      />
      <button
        type="button"
        class="quiet"
        disabled={place() >= props.peers.length - 1}
        aria-label={text("cross.peer.after")}
        onClick={() => step(1)}
      >
        ›
      </button>
    </div>
  )
}

/** What the peers gave themselves, read when it is asked for; the leaves of a cross sheet are not all of theirs. */
export function peersSelves(id: string, criteria: Criteria, leaves: readonly { code: string }[]) {
  const [shown, setShown] = createSignal(false)
  const [found, setFound] = createSignal<Record<number, readonly Worth[] | null>>({})
  const act = acting()
  const whole = leavesFor(criteria)
  const places = new Map(whole.map(({ code }, i) => [code, i]))
  async function show(on: boolean, seats: string[]) {
    setShown(on)
    if (!on || Object.keys(found()).length) return
    await act.run(() =>
      Promise.all(
        seats.map(async (seat) => {
          const sheet = await ask(() => api.years[":year"].selves[":seat"].$get({ param: { year: id, seat } })).catch((error: unknown) => {
            if (refusal(error).code === "missing") return undefined
            throw error
          })
          setFound((before) => ({ ...before, [Number(seat)]: sheet ? whole.map((leaf, i) => worthOf(leaf, sheet.value, i)) : null }))
        }),
      ),
    )
  }
  const at = (c: number, i: number) => {
    const row = found()[c]
    if (row === undefined) return ""
    return row ? text("cross.selves.of", { points: points(row[places.get(leaves[i]!.code) ?? -1]) }) : text("cross.selves.none")
  }
  return { shown, show: (on: boolean, seats: string[]) => void show(on, seats), at }
}

/** Whether the screen has room for one column only. */
export function onPhone() {
  const query = matchMedia("(max-width: 640px)")
  const [narrow, set] = createSignal(query.matches)
  const look = () => set(query.matches)
  onMount(() => query.addEventListener("change", look))
  onCleanup(() => query.removeEventListener("change", look))
  return narrow
}
