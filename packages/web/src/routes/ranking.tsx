import { For, Show } from "solid-js"
import { api, ask } from "../api.ts"
import { moment } from "../format.ts"
import { load } from "../load.ts"
import { language, text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { TiesSection } from "../end/ties.tsx"
import type { Year } from "../year/board.ts"
import { PrintButton, Signed, RankedFrame } from "../year/frame.tsx"
import { type Found, Standings } from "../year/standings.tsx"
import { Ties } from "../year/ties-view.tsx"

const result = api.years[":year"].result

/** Who stands where, by which scores, and what is put forward. */
export default function Ranking() {
  return <RankedFrame title="ranking.title">{(year) => <Whole year={year} />}</RankedFrame>
}

function Whole(props: { year: Year }) {
  const read = load(
    () => props.year.id,
    (year) => ask(() => result.$get({ param: { year } })),
  )
  return (
    <Loaded of={read}>
      {(found) => (
        <>
          <section class="card" aria-labelledby="standing">
            <div class="tools">
              <h2 id="standing">
                <span class="tag" classList={{ provisional: found().provisional }}>
                  {text(found().provisional ? "ranking.provisional" : "ranking.final")}
                </span>
              </h2>
              <a class="screen-only" href={`/api/years/${props.year.id}/result/file?language=${language()}`} download="">
                {text("overview.file")}
              </a>
              <PrintButton />
            </div>
            <p class="hint">
              {found().provisional ? text("ranking.provisional.hint") : ""} {text("ranking.at", { time: moment(found().at) })}
            </p>
            <Show when={found().result.appraisedProposal}>
              <p class="hint">{text("appraise.both")}</p>
            </Show>
            <Standings year={props.year} found={found()} crosses={!props.year.board().without.includes("crossScoring")} />
            <Ties year={props.year} found={found()} />
            <Missing found={found()} />
            <Signed board={props.year.board()} by="bloc" />
          </section>
          <TiesSection year={props.year} />
        </>
      )}
    </Loaded>
  )
}

function Missing(props: { found: Found }) {
  const name = (unit: string) => props.found.members[unit] ?? ""
  const lines = () => {
    const { missing } = props.found.result.sheets
    const crosses = Object.groupBy(
      missing.filter((one) => one.kind === "cross"),
      ({ scorer }) => scorer,
    )
    return [
      ...missing.flatMap((one) => (one.kind === "cross" ? [] : [text(`ranking.missing.${one.kind}`, { unit: name(one.unit) })])),
      ...Object.entries(crosses).map(([scorer, of = []]) =>
        text("ranking.missing.cross", { scorer: name(scorer), units: of.map(({ unit }) => name(unit)).join(", ") }),
      ),
    ]
  }
  return (
    <>
      <h3>{text("ranking.missing")}</h3>
      <ul>
        <For each={lines()} fallback={<li class="none">{text("ranking.missing.none")}</li>}>
          {(line) => <li>{line}</li>}
        </For>
      </ul>
    </>
  )
}
