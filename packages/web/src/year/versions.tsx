import { differences } from "@khoi/core/table-diff"
import type { InferResponseType } from "hono/client"
import { createSignal, For, Match, Show, Switch } from "solid-js"
import { api, ask } from "../api.ts"
import { moment, short } from "../format.ts"
import { load } from "../load.ts"
import type { Criteria } from "../sheet/rows.ts"
import { text } from "../text.ts"
import { Choice } from "../ui/field.tsx"
import { Loaded } from "../ui/loaded.tsx"
import type { Board } from "./board.ts"
import { said } from "./difference-words.ts"

const versions = api.years[":year"].table.versions
/** All versions of a table with the state of its adoption. */
export type Course = InferResponseType<typeof versions.$get>
export type Step = Course["items"][number]

export const courseOf = (year: () => string) => load(year, (id) => ask(() => versions.$get({ param: { year: id } })))
/** One version as it was; read again where it is still being written. */
export const versionOf = (key: () => { year: string; version: number; hash: string } | undefined) =>
  load(
    () => (key() ? JSON.stringify(key()) : undefined),
    () => ask(() => versions[":version"].$get({ param: { year: key()!.year, version: `${key()!.version}` } })),
  )

/** Where a version stands, in words. */
export function stateOf(step: Step, open: number | undefined, stands: boolean) {
  if (step.adoptedAt) return text(stands ? "table.state.adopted" : "table.state.replaced", { time: moment(step.adoptedAt) })
  if (stands) return text("table.state.paper", { time: moment(step.savedAt) })
  if (step.version === open) return text("table.state.open", { time: moment(step.proposedAt ?? step.savedAt) })
  return step.proposedAt
    ? text("table.state.past", { time: moment(step.proposedAt) })
    : text("table.state.draft", { time: moment(step.savedAt) })
}

/** Every version to look at, and what differs between any two. */
export function VersionList(props: {
  year: string
  course: Course
  stands: string | null
  shown: number | undefined
  show: (version: number) => void
  members: Board["members"]
}) {
  return (
    <section class="card screen-only" aria-labelledby="versions">
      <h2 id="versions">{text("table.list")}</h2>
      <ul class="plain">
        <For each={props.course.items}>
          {(step) => (
            <li>
              <button type="button" class="quiet" aria-pressed={props.shown === step.version} onClick={() => props.show(step.version)}>
                {text("table.version", { n: step.version })}
              </button>{" "}
              {stateOf(step, props.course.open?.version, step.hash === props.stands)} <span class="hint">{short(step.hash)}</span>
              <Show when={step.source}>
                {(source) => <p class="hint">{text("table.source", { bloc: source().bloc, year: source().calendar })}</p>}
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.course.items.length > 1}>
        <Compare {...props} />
      </Show>
    </section>
  )
}

function Compare(props: { year: string; course: Course; members: Board["members"] }) {
  const [pair, setPair] = createSignal<readonly [number, number]>([props.course.items[1]!.version, props.course.items[0]!.version])
  const hashOf = (version: number) => props.course.items.find((step) => step.version === version)?.hash ?? ""
  const [before, after] = ([0, 1] as const).map((i) =>
    versionOf(() => ({ year: props.year, version: pair()[i], hash: hashOf(pair()[i]) })),
  ) as [ReturnType<typeof versionOf>, ReturnType<typeof versionOf>]
  const pick = (i: 0 | 1, label: "table.diff.before" | "table.diff.after") => (
    <Choice
      label={text(label)}
      select={{
        value: `${pair()[i]}`,
        onChange: (event) => setPair(pair().with(i, Number(event.currentTarget.value)) as [number, number]),
        get children() {
          return (
            <For each={props.course.items}>
              {({ version }) => (
                <option value={version} selected={version === pair()[i]}>
                  {text("table.version", { n: version })}
                </option>
              )}
            </For>
          )
        },
      }}
    />
  )
  return (
    <>
      <h3>{text("table.diff")}</h3>
      <div class="row">
        {pick(0, "table.diff.before")}
        {pick(1, "table.diff.after")}
      </div>
      <Loaded of={before}>
        {(old) => (
          <Loaded of={after}>
            {(now) => <Differences before={old().criteria} after={now().criteria} members={props.members} pair={pair()} />}
          </Loaded>
        )}
      </Loaded>
    </>
  )
}

function Differences(props: { before: Criteria; after: Criteria; members: Board["members"]; pair: readonly [number, number] }) {
  const all = () => differences(props.before as never, props.after as never).map((one) => ({ ...said(one, props), is: one.is }))
  return (
    <Switch>
      <Match when={!all().length}>
        <p class="none">{text("table.diff.none", { from: props.pair[0], to: props.pair[1] })}</p>
      </Match>
      <Match when={true}>
        <ul class="plain" aria-label={text("table.diff.list", { from: props.pair[0], to: props.pair[1] })}>
          <For each={all()}>
            {({ what, how }) => (
              <li>
                <strong>{what}</strong>
                <For each={how}>{(line) => <div>{line}</div>}</For>
              </li>
            )}
          </For>
        </ul>
      </Match>
    </Switch>
  )
}
