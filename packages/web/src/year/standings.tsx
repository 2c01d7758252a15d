import { A } from "@solidjs/router"
import type { InferResponseType } from "hono/client"
import { For, Show } from "solid-js"
import type { api } from "../api.ts"
import { score } from "../format.ts"
import { me } from "../session.ts"
import { text, type Word } from "../text.ts"
import { Scroll } from "../ui/scroll.tsx"
import type { Year } from "./board.ts"

/** A ranking as the server tells it. */
export type Found = InferResponseType<(typeof api.years)[":year"]["result"]["$get"]>
type Unit = Found["result"]["units"][number]

/** Who stands where, by which scores; each total leads to how it came about. */
export function Standings(props: { year: Year; found: Found; crosses: boolean }) {
  const columns = (): Word[] => [
    "ranking.official",
    "sheet.self",
    ...(props.crosses ? (["ranking.crossMean", "ranking.fair"] as const) : []),
    "table.component.verified",
    ...(appraised() ? (["appraise.official", "appraise.rank"] as const) : []),
  ]
  const appraised = () => props.found.result.units.some((unit) => unit.appraised)
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
                  <strong>
                    <Told kind="official" unit={unit} {...props} />
                  </strong>
                </td>
                <td class="number">
                  <Told kind="self" unit={unit} {...props} />
                </td>
                <Show when={props.crosses}>
                  <td class="number">{score(unit.cross.mean) || "–"}</td>
                  <td class="number">{score(unit.cross.fair) || "–"}</td>
                </Show>
                <td class="number">
                  <Told kind="verified" unit={unit} {...props} />
                </td>
                <Show when={appraised()}>
                  <td class="number">{score(unit.appraised?.official) || "–"}</td>
                  <td class="number">{unit.appraised?.rank ?? "–"}</td>
                </Show>
                <td class="proposal">
                  {proposed(props.found.result.proposal, unit.id)}
                  <Show when={props.found.result.appraisedProposal}>
                    {(then) => (
                      <div class="soft">
                        {text("appraise.proposal")}: {proposed(then(), unit.id) || "–"}
                      </div>
                    )}
                  </Show>
                </td>
                <td>{notes(props.found, unit).join("; ")}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Scroll>
  )
}

/** A total, and the way to how it came about. */
function Told(props: { year: Year; found: Found; unit: Unit; kind: "self" | "verified" | "official" }) {
  const seat = () => props.year.board().members.find(({ code }) => code === props.unit.id)?.seat
  const total = () => score(props.kind === "official" ? props.unit.official : props.unit[props.kind]?.total)
  const page = () => (props.kind === "official" ? "official" : `explanations/${props.kind}`)
  const label = () => text("explain.open", { points: total(), unit: props.found.members[props.unit.id] ?? "" })
  return (
    <Show when={total() && seat()} fallback={total() || "–"}>
      {(at) => (
        <A href={`/${me()?.province?.code}/years/${props.year.id}/${page()}/${at()}`} aria-label={label()}>
          {total()}
        </A>
      )}
    </Show>
  )
}

type Proposal = Pick<Found["result"]["proposal"], "flags" | "certificates">
function proposed(proposal: Proposal, unit: string) {
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
