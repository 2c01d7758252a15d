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
                <td class="number" data-label={text("sheet.self")}>
                  <Told kind="self" unit={unit} {...props} />
                </td>
                <Show when={props.crosses}>
                  <td class="number" data-label={text("ranking.crossMean")}>
                    <Told kind="mean" unit={unit} {...props} />
                  </td>
                  <td class="number" data-label={text("ranking.fair")}>
                    <Told kind="fair" unit={unit} {...props} />
                  </td>
                </Show>
                <td class="number" data-label={text("table.component.verified")}>
                  <Told kind="verified" unit={unit} {...props} />
                </td>
                <Show when={appraised()}>
                  <td class="number" data-label={text("appraise.official")}>
                    <Told kind="appraised" unit={unit} {...props} />
                  </td>
                  <td class="number" data-label={text("appraise.rank")}>
                    {unit.appraised?.rank ?? "–"}
                  </td>
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
                <td>
                  <Notes {...props} unit={unit} />
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Scroll>
  )
}

type Kind = "self" | "verified" | "official" | "mean" | "fair" | "appraised"
/** Each figure with the page, of one seat, that tells how it came about. */
const figures: Record<Kind, { of: (unit: Unit) => number | null | undefined; page: (seat: string) => string }> = {
  self: { of: ({ self }) => self?.total, page: (seat) => `explanations/self/${seat}` },
  verified: { of: ({ verified }) => verified?.total, page: (seat) => `explanations/verified/${seat}` },
  official: { of: ({ official }) => official, page: (seat) => `official/${seat}` },
  mean: { of: ({ cross }) => cross.mean, page: (seat) => `received?of=${seat}` },
  fair: { of: ({ cross }) => cross.fair, page: (seat) => `received?of=${seat}` },
  appraised: { of: ({ appraised }) => appraised?.official, page: (seat) => `official/${seat}#appraised` },
}

/** A figure, and the way to how it came about. */
function Told(props: { year: Year; found: Found; unit: Unit; kind: Kind }) {
  const seat = () => props.year.board().members.find(({ code }) => code === props.unit.id)?.seat
  const total = () => score(figures[props.kind].of(props.unit))
  const crossed = () => props.kind === "mean" || props.kind === "fair"
  const label = () => text(crossed() ? "crossed.open" : "explain.open", { points: total(), unit: props.found.members[props.unit.id] ?? "" })
  return (
    <Show when={total() && seat()} fallback={total() || "–"}>
      {(at) => (
        <A href={placeOf(props.year, figures[props.kind].page(at()))} aria-label={label()}>
          {total()}
        </A>
      )}
    </Show>
  )
}
const placeOf = (year: Year, page: string) => `/${me()?.province?.code}/years/${year.id}/${page}`

type Proposal = Pick<Found["result"]["proposal"], "flags" | "certificates">
function proposed(proposal: Proposal, unit: string) {
  if (proposal.flags.includes(unit)) return `★ ${text("ranking.flag")}`
  return proposal.certificates.includes(unit) ? text("ranking.certificate") : ""
}

const reasons: Record<string, Word> = { held: "ranking.onHold", unranked: "ranking.unranked", left: "ranking.left" }
type Note = { told: string; page?: string }

/** What stands beside a unit, each with the page where it was decided. */
function Notes(props: { year: Year; found: Found; unit: Unit }) {
  return (
    <For each={notes(props.found, props.unit)}>
      {({ told, page }, i) => (
        <>
          {i() ? "; " : ""}
          <Show when={page} fallback={told}>
            {(at) => <A href={placeOf(props.year, at())}>{told}</A>}
          </Show>
        </>
      )}
    </For>
  )
}

function notes({ result: { proposal, ties } }: Found, unit: Unit): Note[] {
  const held = proposal.onHold.some((one) => one.unit === unit.id) && !unit.reasons.includes("held")
  const below = proposal.belowThreshold.filter((one) => one.unit === unit.id)
  return [
    ...unit.reasons.map(noted),
    ...(held ? [noted("held")] : []),
    ...below.map((one) => ({ told: text("ranking.below", { yes: one.yes, of: one.of }), page: "votes" })),
    ...(ties.some(({ units }) => units.includes(unit.id)) ? [{ told: text("ranking.tied"), page: "ranking#equals" }] : []),
  ]
}
/** Holds and disqualifications stand among the decisions; who is unranked or has left, on the bloc's own page. */
function noted(reason: string): Note {
  if (reason === "held") return { told: text("ranking.onHold"), page: "decisions" }
  const word = reasons[reason]
  return word ? { told: text(word) } : { told: `${text("ranking.disqualified")} (${reason})`, page: "decisions" }
}
