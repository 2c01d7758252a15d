import { useSearchParams } from "@solidjs/router"
import { past } from "@khoi/core/phase"
import type { InferResponseType } from "hono/client"
import { For, Show } from "solid-js"
import { api, ask } from "../api.ts"
import { load } from "../load.ts"
import { me } from "../session.ts"
import { tableOf } from "../sheet/table-of.ts"
import { text } from "../text.ts"
import { Choice } from "../ui/field.tsx"
import { Loaded } from "../ui/loaded.tsx"
import { nameOf, type Year } from "../year/board.ts"
import { CrossMatrix } from "../year/cross-matrix.tsx"
import { CrossTotals, matrix } from "../year/cross-totals.tsx"
import { PrintButton, Signed, YearFrame } from "../year/frame.tsx"
import { type Given, ReceivedTable } from "../year/received-table.tsx"

const crosses = api.years[":year"].crosses
const decisions = api.years[":year"].decisions
type Scorers = InferResponseType<typeof crosses.$get>["scorers"]

/** Who gave a unit what, leaf by leaf and in all: the own unit's for a member, anybody's for the board, and for all when the bloc has closed. */
export default function Received() {
  return (
    <YearFrame title="received.title">
      {(year) => (
        <Show when={!year.board().without.includes("crossScoring")} fallback={<p>{text("cross.notUsed")}</p>}>
          <Show when={past(year.board().phase, "crossScoring")} fallback={<p class="notice">{text("received.notYet")}</p>}>
            <Whole year={year} />
          </Show>
        </Show>
      )}
    </YearFrame>
  )
}

function Whole(props: { year: Year }) {
  const board = props.year.board
  const table = tableOf(() => props.year.id)
  const read = load(
    () => props.year.id,
    (year) => ask(() => crosses.$get({ param: { year } })),
  )
  const decided = load(
    () => props.year.id,
    (year) => ask(() => decisions.$get({ param: { year } })),
  )
  const ranked = () => (board().ranked ? props.year.id : undefined)
  const whole = load(ranked, (year) => ask(() => matrix.$get({ param: { year } })))
  const [query, setQuery] = useSearchParams()
  const seat = () => {
    const wanted = chooses() && board().members.find((one) => one.seat === query["of"])?.seat
    return wanted || (board().seat ?? board().members[0]!.seat)
  }
  const named = () => seat() === board().seat || !!me()?.roles.includes("board") || board().named
  const chooses = () => !!me()?.roles.includes("board") || board().ranked
  const given = (): Given[] => (named() ? to(read.value()?.scorers ?? [], seat()) : [])
  return (
    <section class="card" aria-labelledby="received">
      <div class="tools">
        <h2 id="received">{nameOf(board(), seat())}</h2>
        <Show when={chooses()}>
          <div class="screen-only">
            <Choice
              label={text("received.of")}
              select={{
                onChange: (event) => setQuery({ of: event.currentTarget.value }),
                get children() {
                  return (
                    <For each={board().members}>
                      {(one) => (
                        <option value={one.seat} selected={one.seat === seat()}>
                          {one.name}
                        </option>
                      )}
                    </For>
                  )
                },
              }}
            />
          </div>
        </Show>
        <PrintButton />
      </div>
      <Show when={ranked()}>
        <Loaded of={whole}>
          {(found) => (
            <Show when={found().units.find((one) => one.seat === seat() && one.totals.length)} keyed>
              {(one) => <CrossTotals year={props.year} of={one} />}
            </Show>
          )}
        </Loaded>
      </Show>
      <Show when={named()}>
        <h3>{text("received.leaves")}</h3>
        <p class="hint screen-only">{text("received.hint")}</p>
        <Loaded of={table}>
          {(found) => (
            <Loaded of={read}>
              {() => (
                <Show when={given().length > 0 && found().criteria} fallback={<p class="none">{text("received.none")}</p>}>
                  {(criteria) => (
                    <ReceivedTable
                      year={props.year}
                      criteria={criteria()}
                      given={given()}
                      seat={seat()}
                      struck={decided.value()?.struck ?? []}
                    />
                  )}
                </Show>
              )}
            </Loaded>
          )}
        </Loaded>
      </Show>
      <Show when={whole.value()}>{(found) => <CrossMatrix year={props.year} of={found()} />}</Show>
      <Signed board={board()} by="bloc" />
    </section>
  )
}

const to = (scorers: Scorers, seat: string) =>
  scorers.flatMap(({ seat: scorer, rows }): Given[] => {
    const row = rows[Number(seat)]
    return row ? [{ seat: scorer, points: row }] : []
  })
