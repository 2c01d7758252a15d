import type { InferResponseType } from "hono/client"
import { For, Show } from "solid-js"
import { api, ask } from "../api.ts"
import { moment, score } from "../format.ts"
import { load } from "../load.ts"
import { text, type Word, wordOr } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import type { Year } from "../year/board.ts"
import { PrintButton, Signed, YearFrame } from "../year/frame.tsx"
import { Scroll } from "../ui/scroll.tsx"

const result = api.years[":year"].result
type Found = InferResponseType<typeof result.$get>
type Unit = Found["result"]["units"][number]

/** Who stands where, by which scores, and what is put forward. */
export default function Ranking() {
  return (
    <YearFrame title="ranking.title">
      {(year) => (
        <Show when={year.board().ranked} fallback={<p class="notice">{text("ranking.notYet")}</p>}>
          <Whole year={year} />
        </Show>
      )}
    </YearFrame>
  )
}

function Whole(props: { year: Year }) {
  const read = load(
    () => props.year.id,
    (year) => ask(() => result.$get({ param: { year } })),
  )
  return (
    <Loaded of={read}>
      {(found) => (
        <section class="card" aria-labelledby="standing">
          <div class="tools">
            <h2 id="standing">
              <span class="tag" classList={{ provisional: found().provisional }}>
                {text(found().provisional ? "ranking.provisional" : "ranking.final")}
              </span>
            </h2>
            <PrintButton />
          </div>
          <p class="hint">
            {found().provisional ? text("ranking.provisional.hint") : ""} {text("ranking.at", { time: moment(found().at) })}
          </p>
          <Standings found={found()} crosses={!props.year.board().without.includes("crossScoring")} />
          <Ties found={found()} />
          <Missing found={found()} />
          <Signed board={props.year.board()} by="bloc" />
        </section>
      )}
    </Loaded>
  )
}

function Standings(props: { found: Found; crosses: boolean }) {
  const columns = (): Word[] => [
    "ranking.official",
    "sheet.self",
    ...(props.crosses ? (["ranking.crossMean", "ranking.fair"] as const) : []),
    "table.component.verified",
  ]
  return (
    <Scroll label={text("ranking.title")} wide>
      <table class="ranking">
        <caption class="hidden">{text("ranking.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{text("ranking.rank")}</th>
            <th scope="col">{text("year.members.unit")}</th>
            <For each={columns()}>
              {(word) => (
                <th scope="col" class="number">
                  {text(word)}
                </th>
              )}
            </For>
            <th scope="col">{text("ranking.proposal")}</th>
            <th scope="col">{text("ranking.note")}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.found.result.units}>
            {(unit) => (
              <tr>
                <td class="rank">{unit.rank ?? "–"}</td>
                <th scope="row">{props.found.members[unit.id]}</th>
                <td class="number">
                  <strong>{score(unit.official)}</strong>
                </td>
                <td class="number">{score(unit.self?.total) || "–"}</td>
                <Show when={props.crosses}>
                  <td class="number">{score(unit.cross.mean) || "–"}</td>
                  <td class="number">{score(unit.cross.fair) || "–"}</td>
                </Show>
                <td class="number">{score(unit.verified?.total) || "–"}</td>
                <td>{proposed(props.found, unit.id)}</td>
                <td>{notes(props.found, unit).join("; ")}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Scroll>
  )
}

function proposed({ result: { proposal } }: Found, unit: string) {
  if (proposal.flags.includes(unit)) return `★ ${text("ranking.flag")}`
  return proposal.certificates.includes(unit) ? text("ranking.certificate") : ""
}

const reasons: Record<string, Word> = { held: "ranking.onHold", unranked: "ranking.unranked", left: "ranking.left" }

function notes({ result: { proposal, ties } }: Found, unit: Unit) {
  const held = proposal.onHold.some((one) => one.unit === unit.id) && !unit.reasons.includes("held")
  return [
    ...unit.reasons.map((reason) => (reasons[reason] ? text(reasons[reason]) : `${text("ranking.disqualified")} (${reason})`)),
    ...(held ? [text("ranking.onHold")] : []),
    ...proposal.belowThreshold.flatMap((one) => (one.unit === unit.id ? [text("ranking.below", { yes: one.yes, of: one.of })] : [])),
    ...(ties.some(({ units }) => units.includes(unit.id)) ? [text("ranking.tied")] : []),
  ]
}

function Ties(props: { found: Found }) {
  const names = (units: readonly string[]) => units.map((unit) => props.found.members[unit]).join(", ")
  const link = (given: string) =>
    given.startsWith("section:")
      ? text("ranking.link.section", { code: given.slice(8) })
      : text(wordOr(`ranking.link.${given}`, "log.other"))
  return (
    <Show when={props.found.result.ties.length}>
      <h3>{text("ranking.ties")}</h3>
      <ul>
        <For each={props.found.result.ties}>
          {(tie) => (
            <li>
              {text("ranking.tie", { rank: tie.rank, units: names(tie.units) })} –{" "}
              {tie.brokenBy ? text("ranking.tie.by", { link: link(tie.brokenBy) }) : text("ranking.tie.open")}
              {tie.border ? `; ${text(`ranking.tie.border.${tie.border}`)}` : ""}
            </li>
          )}
        </For>
      </ul>
    </Show>
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
