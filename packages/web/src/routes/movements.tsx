import { levels, movementKinds, runsIn, states } from "@khoi/core/movement-rule"
import { A } from "@solidjs/router"
import { createSignal, For, Show } from "solid-js"
import { api, ask, every } from "../api.ts"
import { load } from "../load.ts"
import { Launch } from "../movement/launch.tsx"
import { launcher, type Listed, period } from "../movement/movement.ts"
import { me } from "../session.ts"
import { text, type Word } from "../text.ts"
import { Choice, Field } from "../ui/field.tsx"
import { Loaded } from "../ui/loaded.tsx"
import { Page } from "../ui/page.tsx"

type Choices = { level: string; kind: string; state: string; year: string }

/** The newest first; those without an end count as still running. */
const newest = (all: readonly Listed[]) =>
  all.toSorted((a, b) => (a.from === b.from ? a.name.localeCompare(b.name, "vi") : a.from < b.from ? 1 : -1))

const fits = (one: Listed, { level, kind, state, year }: Choices) =>
  (!level || one.level === level) &&
  (!kind || one.kind === kind) &&
  (!state || one.state === state) &&
  (!/^\d{4}$/.test(year) || runsIn(Number(year), one))

/** The movements of the province, of its blocs and of the own department. */
export default function Movements() {
  const all = load(
    () => me()?.department?.id,
    () => every((query) => ask(() => api.movements.$get({ query }))),
  )
  const [choices, choose] = createSignal<Choices>({ level: "", kind: "", state: "", year: "" })
  return (
    <Page title={text("movements.title")} lead={<p class="lead">{me()?.province?.name}</p>}>
      <Loaded of={all}>
        {(found) => (
          <>
            <section class="card" aria-labelledby="movements">
              <h2 id="movements">{text("movements.list")}</h2>
              <Show when={found().length} fallback={<p class="none">{text("movements.empty")}</p>}>
                <Filters at={choices()} choose={(more) => choose({ ...choices(), ...more })} />
                <List all={newest(found()).filter((one) => fits(one, choices()))} />
              </Show>
            </section>
            <Launch others={found()} launched={all.again} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Filters(props: { at: Choices; choose: (more: Partial<Choices>) => void }) {
  const pick = (name: "level" | "kind" | "state", all: readonly { value: string; word: Word }[]) => (
    <Choice
      label={text(`movements.${name}`)}
      select={{
        onChange: (event) => props.choose({ [name]: event.currentTarget.value }),
        get children() {
          return (
            <>
              <option value="">{text("movements.all")}</option>
              <For each={all}>{({ value, word }) => <option value={value}>{text(word)}</option>}</For>
            </>
          )
        },
      }}
    />
  )
  return (
    <search class="row screen-only" aria-label={text("movements.filter")}>
      {pick(
        "level",
        levels.toReversed().map((value) => ({ value, word: `movement.level.${value}` as const })),
      )}
      {pick(
        "kind",
        movementKinds.map((value) => ({ value, word: `movement.kind.${value}` as const })),
      )}
      {pick(
        "state",
        states.map((value) => ({ value, word: `movement.state.${value}` as const })),
      )}
      <Field
        label={text("movements.year")}
        input={{
          ...{ type: "number", min: 1948, max: 2999, value: props.at.year },
          onInput: (event) => props.choose({ year: event.currentTarget.value }),
        }}
      />
    </search>
  )
}

function List(props: { all: Listed[] }) {
  return (
    <>
      <p class="hint" role="status">
        {props.all.length ? text("movements.found", { n: props.all.length }) : text("movements.none")}
      </p>
      <ul class="plain">
        <For each={props.all}>
          {(one) => (
            <li>
              <A href={`/${me()?.province?.code}/movements/${one.id}`}>{one.name}</A>{" "}
              <span class="tag" classList={{ past: one.state !== "open" }}>
                {text(`movement.state.${one.state}`)}
              </span>
              <small class="under">
                {text(`movement.kind.${one.kind}`)} · {launcher(one)} · {period(one)}
              </small>
            </li>
          )}
        </For>
      </ul>
    </>
  )
}
