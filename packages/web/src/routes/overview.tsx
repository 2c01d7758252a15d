import { rights } from "@khoi/core/right"
import { createSignal, For, Show } from "solid-js"
import { moment } from "../format.ts"
import { type Found, type Names, overview } from "../overview/found.ts"
import { Lateness } from "../overview/lateness.tsx"
import { ByBloc, ByUnit } from "../overview/winners.tsx"
import { may, me } from "../session.ts"
import { language, text } from "../text.ts"
import { Choice } from "../ui/field.tsx"
import { Loaded } from "../ui/loaded.tsx"
import { Page } from "../ui/page.tsx"
import { PrintButton } from "../year/frame.tsx"

/** The whole province for the board and the council: who is late today, and flags and certificates over blocs, departments and years. */
export default function OverviewPage() {
  return (
    <Page title={text("overview.title")} lead={<p class="lead">{me()?.province?.name}</p>}>
      <Show when={may("overview.read", rights)} fallback={<p class="problem">{text("right.denied")}</p>}>
        <Whole />
      </Show>
    </Page>
  )
}

function Whole() {
  const read = overview()
  return (
    <Loaded of={read}>
      {(found) => (
        <Show when={found().years.length} fallback={<p class="none">{text("overview.none")}</p>}>
          <Chosen of={found()} />
        </Show>
      )}
    </Loaded>
  )
}

function Chosen(props: { of: Found }) {
  const [bloc, setBloc] = createSignal("")
  const [unit, setUnit] = createSignal("")
  return (
    <>
      <div class="tools filter screen-only">
        <Pick label={text("overview.bloc")} of={props.of.blocs} choose={setBloc} />
        <Pick label={text("overview.unit")} of={props.of.units} choose={setUnit} />
        <a href={`/api/overview/file?language=${language()}`} download="">
          {text("overview.file")}
        </a>
        <PrintButton />
      </div>
      <p class="hint">{text("overview.at", { time: moment(props.of.at) })}</p>
      <Lateness of={props.of} bloc={bloc()} />
      <ByBloc of={props.of} bloc={bloc()} unit={unit()} />
      <ByUnit of={props.of} bloc={bloc()} unit={unit()} />
    </>
  )
}

function Pick(props: { label: string; of: Names; choose: (id: string) => void }) {
  return (
    <Choice
      label={props.label}
      select={{
        onChange: (event) => props.choose(event.currentTarget.value),
        get children() {
          return (
            <>
              <option value="">{text("overview.all")}</option>
              <For each={[...props.of]}>{([id, name]) => <option value={id}>{name}</option>}</For>
            </>
          )
        },
      }}
    />
  )
}
