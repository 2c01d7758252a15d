import { A, useParams } from "@solidjs/router"
import type { InferResponseType } from "hono/client"
import { past } from "@khoi/core/phase"
import { For, Show } from "solid-js"
import { api, ask } from "../api.ts"
import { decimal, exact, score } from "../format.ts"
import { load } from "../load.ts"
import { me } from "../session.ts"
import { text, type Word, wordOr } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Scroll } from "../ui/scroll.tsx"
import { nameOf, type Year } from "../year/board.ts"
import { Appraised } from "../year/appraised.tsx"
import { PrintButton, Signed, YearFrame } from "../year/frame.tsx"

const official = api.years[":year"].official[":seat"]
type Official = InferResponseType<typeof official.$get>
type Line = Official["bonuses"][number]

/** How a unit's official score came about: components by their weights, bonus and penalty lines, rounding; on the screen and on paper. */
export default function OfficialPage() {
  const params = useParams()
  return <YearFrame title="official.title">{(year) => <Whole year={year} seat={params["seat"] ?? ""} />}</YearFrame>
}

function Whole(props: { year: Year; seat: string }) {
  const read = load(
    () => ({ year: props.year.id, seat: props.seat }),
    (param) => ask(() => official.$get({ param })),
  )
  return (
    <section class="card" aria-labelledby="official">
      <div class="tools">
        <h2 id="official">{nameOf(props.year.board(), props.seat)}</h2>
        <A class="screen-only" href={`/${me()?.province?.code}/years/${props.year.id}/ranking`}>
          {text("explain.back.ranking")}
        </A>
        <PrintButton />
      </div>
      <Loaded of={read}>
        {(found) => (
          <>
            <Components of={found()} year={props.year.id} seat={props.seat} />
            <Lines title="official.bonuses" lines={found().bonuses} all={found().bonus} max={found().bonusMax} />
            <Lines title="official.penalties" lines={found().penalties} all={found().penalty} max={null} />
            <Sum of={found()} />
            <Show when={past(props.year.board().phase, "voting")}>
              <Appraised year={props.year} seat={props.seat} official={found().official} />
            </Show>
          </>
        )}
      </Loaded>
      <Signed board={props.year.board()} by="bloc" />
    </section>
  )
}

const columns: Word[] = ["official.value", "official.weight", "official.part"]

/** Each component as printed in the ranking, times its weight; the verified one leads to its leaves, those of cross-scores to who gave them. */
function Components(props: { of: Official; year: string; seat: string }) {
  const at = (component: string) =>
    `/${me()?.province?.code}/years/${props.year}/${component === "verified" ? `explanations/verified/${props.seat}` : `received?of=${props.seat}`}`
  const name = (component: string) => text(wordOr(`table.component.${component}`, "official.component"))
  return (
    <Scroll label={text("official.title")} wide>
      <table class="short">
        <caption class="hidden">{text("official.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{text("official.component")}</th>
            <For each={columns}>
              {(word) => (
                <th scope="col" class="number">
                  {text(word)}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.of.components}>
            {({ component, value, weight, part }) => (
              <tr>
                <th scope="row">{name(component)}</th>
                <td class="number">
                  <A href={at(component)} aria-label={text("explain.open", { points: score(value), unit: name(component) })}>
                    {score(value)}
                  </A>
                </td>
                <td class="number">{decimal(weight)}</td>
                <td class="number">{exact(part)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Scroll>
  )
}

/** Bonus or penalty lines with what each came to, and what all came to. */
function Lines(props: { title: Word; lines: readonly Line[]; all: number; max: number | null }) {
  const counted = () => props.lines.filter(({ count }) => count > 0)
  return (
    <>
      <h3>{text(props.title)}</h3>
      <Show when={counted().length} fallback={<p class="none">{text("official.none")}</p>}>
        <dl class="facts sums">
          <For each={counted()}>
            {(line) => (
              <div>
                <dt>
                  {line.code} {line.name}
                  <For each={line.papers}>{(paper) => <small class="said">{text("official.paper", { paper })}</small>}</For>
                </dt>
                <dd>{came(line)}</dd>
              </div>
            )}
          </For>
          <div>
            <dt>{props.max === null ? text("official.all") : text("official.allCapped", { max: score(props.max) })}</dt>
            <dd>
              <strong>{score(props.all)}</strong>
            </dd>
          </div>
        </dl>
      </Show>
    </>
  )
}

/** A line without a cap comes to count × points; a capped one says its cap. */
function came({ count, points, max, worth }: Line) {
  const given = { count, points: score(points) }
  return max === null
    ? text("official.line", { ...given, product: score(worth) })
    : text("official.capped", { ...given, max: score(max), worth: score(worth) })
}

function Sum(props: { of: Official }) {
  return (
    <dl class="facts sums">
      <div>
        <dt>{text("official.sum")}</dt>
        <dd>{exact(props.of.exact)}</dd>
      </div>
      <div>
        <dt>{text("official.score")}</dt>
        <dd>
          <strong>{score(props.of.official)}</strong>
        </dd>
      </div>
    </dl>
  )
}
