import type { Level } from "@khoi/core/movement-rule"
import { A } from "@solidjs/router"
import { createSignal, For, Show } from "solid-js"
import { act as fresh, api, ask } from "../api.ts"
import { acting, load } from "../load.ts"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { Choice } from "../ui/field.tsx"
import { type Given, MovementForm } from "./form.tsx"
import type { Listed } from "./movement.ts"

type As = { word: string; level: Level; bloc?: string; title: string }

/** Who may launch here: the board for the province, a leader for the blocs that it heads now and inside the department. */
function capacities() {
  const leader = () => me()?.roles.includes("leader")
  const today = load(
    () => (leader() ? me()?.department?.id : undefined),
    () => ask(() => api.today.$get()),
  )
  return (): As[] => {
    const heads = (today.value()?.years ?? []).filter(({ head, seat, phase }) => head === seat && phase !== "closed" && phase !== "decided")
    const blocs = new Map(heads.map(({ bloc, name }) => [bloc, name]))
    return [
      ...(me()?.roles.includes("board")
        ? [{ word: "province", level: "province" as const, title: text("movement.launcher.province") }]
        : []),
      ...[...blocs].map(([bloc, name]) => ({ word: bloc, level: "bloc" as const, bloc, title: text("movement.launcher.bloc", { name }) })),
      ...(leader() ? [{ word: "department", level: "department" as const, title: text("movement.launcher.department") }] : []),
    ]
  }
}

const send = ({ level, bloc }: As, header: ReturnType<typeof fresh>, json: Given) =>
  bloc
    ? ask(() => api.blocs[":bloc"].movements.$post({ param: { bloc }, header, json }))
    : level === "province"
      ? ask(() => api.movements.$post({ header, json }))
      : ask(() => api.movements.inside.$post({ header, json }))

/** Launches a movement, in whichever capacity the person has. */
export function Launch(props: { others: readonly Listed[]; launched: () => unknown }) {
  const act = acting()
  const all = capacities()
  const [word, choose] = createSignal("")
  const [turn, next] = createSignal(1)
  const [made, setMade] = createSignal<string>()
  const as = () => all().find((one) => one.word === word()) ?? all()[0]
  async function launch(json: Given) {
    const header = fresh()
    const answer = await act.run(() => send(as()!, header, json))
    if (!answer) return
    setMade(answer.value.id)
    next(turn() + 1)
    props.launched()
  }
  return (
    <Show when={all().length}>
      <section class="card screen-only" aria-labelledby="launch">
        <details>
          <summary>
            <h2 id="launch">{text("movement.launch")}</h2>
          </summary>
          <Show when={turn()} keyed>
            <MovementForm
              level={as()?.level ?? "department"}
              others={props.others}
              does={text("movement.launch")}
              busy={act.busy()}
              refused={act.refused()}
              save={launch}
            >
              <Capacity all={all()} at={as()?.word} choose={choose} />
            </MovementForm>
          </Show>
          <p role="status">
            <Show when={made()}>
              {text("movement.launch.done")} <A href={`/${me()?.province?.code}/movements/${made()}`}>{text("movement.launch.see")}</A>
            </Show>
          </p>
        </details>
      </section>
    </Show>
  )
}

function Capacity(props: { all: As[]; at: string | undefined; choose: (word: string) => void }) {
  return (
    <Choice
      label={text("movement.launcher")}
      select={{
        onChange: (event) => props.choose(event.currentTarget.value),
        get children() {
          return (
            <For each={props.all}>
              {(one) => (
                <option value={one.word} selected={one.word === props.at}>
                  {one.title}
                </option>
              )}
            </For>
          )
        },
      }}
    />
  )
}
