import { createSignal, For, onMount, Show } from "solid-js"
import { api, ask } from "../api.ts"
import { AgencyGrid } from "../agency/grid.tsx"
import { Beside } from "../agency/beside.tsx"
import { Confirm } from "../agency/confirm.tsx"
import { OneUnit } from "../agency/one.tsx"
import { partOf, type Read, readPart } from "../agency/part.ts"
import { together } from "../agency/together.ts"
import { load } from "../load.ts"
import { Bar } from "../sheet/bar.tsx"
import { onPhone } from "../sheet/peers.tsx"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { Choice } from "../ui/field.tsx"
import { Loaded } from "../ui/loaded.tsx"
import { Page } from "../ui/page.tsx"
import { PrintButton } from "../year/frame.tsx"

/** Everything that the department verifies as an agency, over all blocs of the province, in one grid a year. */
export default function Agency() {
  const mine = load(
    () => me()?.department?.id,
    () => ask(() => api.agency.years.$get()),
  )
  const [chosen, choose] = createSignal<number>()
  const years = () => [...new Set(mine.value()?.years.map(({ calendar }) => calendar))]
  /** The address may name a bloc's year (`#year-…`), where one comes from a task. */
  const asked = () => mine.value()?.years.find(({ year }) => location.hash.endsWith(year))?.calendar
  const year = () => chosen() ?? asked() ?? years()[0]
  return (
    <Page title={text("agency.title")} lead={<p class="lead">{me()?.department?.name}</p>}>
      <p class="hint screen-only">{text("agency.hint")}</p>
      <Loaded of={mine}>
        {(found) => (
          <Show when={year()} fallback={<p class="notice">{text("agency.none")}</p>} keyed>
            {(calendar) => (
              <>
                <Show when={years().length > 1}>
                  <Choice
                    label={text("agency.year")}
                    select={{
                      onChange: (event) => choose(Number(event.currentTarget.value)),
                      children: <For each={years()}>{(one) => <option selected={one === calendar}>{one}</option>}</For>,
                    }}
                  />
                </Show>
                <Blocs years={found().years.flatMap((one) => (one.calendar === calendar ? [one.year] : []))} />
              </>
            )}
          </Show>
        )}
      </Loaded>
    </Page>
  )
}

function Blocs(props: { years: string[] }) {
  const read = load(
    () => props.years.join(" "),
    async () => {
      const value = await Promise.all(props.years.map(readPart))
      return { value: value.toSorted((a, b) => a.found.name.localeCompare(b.found.name, "vi")), etag: crypto.randomUUID() }
    },
  )
  const [overtaken, tell] = createSignal<string[]>()
  const again = () => (tell(undefined), read.again())
  /** Reads what somebody else has done meanwhile, and says for whom that one has confirmed. */
  async function anew() {
    const before = new Set(confirmedIn(read.value()))
    await read.again()
    tell(confirmedIn(read.value()).filter((unit) => !before.has(unit)))
  }
  return (
    <>
      <div role="alert" classList={{ notice: !!overtaken() }}>
        {overtaken() && text(overtaken()?.length ? "agency.meanwhile" : "agency.anew", { units: overtaken()?.join(", ") ?? "" })}
      </div>
      <Loaded of={read}>
        {(found) => (
          <Show when={read.etag()} keyed>
            {(_state) => <Whole found={found()} again={again} anew={anew} />}
          </Show>
        )}
      </Loaded>
    </>
  )
}

const confirmedIn = (parts: readonly Read[] = []) =>
  parts.flatMap(({ found }) => found.members.flatMap(({ name }, c) => (found.confirmed[c] ? [`${name} – ${found.name}`] : [])))

function Whole(props: { found: readonly Read[]; again: () => Promise<void>; anew: () => Promise<void> }) {
  const parts = props.found.map(partOf)
  const all = together(parts, () => props.anew())
  const narrow = onPhone()
  const [told, tell] = createSignal<() => string>(() => "")
  const open = parts.filter((part) => part.open)
  const readOnly = !me()?.roles.some((role) => role === "leader" || role === "officer")
  const confirms = !!me()?.roles.includes("leader")
  const why = () => (!open.length ? text("agency.allShut") : readOnly ? text("sheet.readOnly", { why: text("sheet.role") }) : "")
  onMount(() => document.getElementById(location.hash.slice(1))?.scrollIntoView())
  return (
    <>
      <section class="card" aria-label={text("agency.title")}>
        <div class="tools screen-only">
          <Show when={why()} fallback={<p class="hint">{text("agency.keys")}</p>}>
            <p class="notice">{why()}</p>
          </Show>
          <PrintButton />
        </div>
        <Show
          when={narrow()}
          fallback={
            <AgencyGrid
              parts={parts}
              readOnly={readOnly}
              confirms={confirms}
              done={props.again}
              anew={props.anew}
              told={(words) => tell(() => words)}
            />
          }
        >
          <OneUnit parts={parts} readOnly={readOnly} />
        </Show>
        <Show when={!why()}>
          <Bar
            saver={all.saver}
            cells={parts.flatMap(({ cells, asked }) => cells.filter((_, c) => asked[c]))}
            more={0}
            notes={all.notes}
            theirs={() => (all.saver.drop(), void props.again())}
            told={told()()}
            total=""
          >
            <Show when={confirms} fallback={<small>{text("verify.who")}</small>}>
              <Confirm parts={open} opens="agency.confirm.whole" done={props.again} anew={props.anew} />
            </Show>
          </Bar>
        </Show>
      </section>
      <For each={parts}>{(part) => <Beside part={part} />}</For>
    </>
  )
}
