import { placesOf } from "@khoi/core/appeal-rule"
import { past } from "@khoi/core/phase"
import { createSignal, For, Show } from "solid-js"
import { api, ask, every } from "../api.ts"
import { AppealCard } from "../end/appeal-card.tsx"
import { Asking } from "../end/asking.tsx"
import { hallOf } from "../end/hall.ts"
import { said } from "../end/value.tsx"
import { load } from "../load.ts"
import { type Criteria } from "../sheet/rows.ts"
import { tableOf } from "../sheet/table-of.ts"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Scroll } from "../ui/scroll.tsx"
import { open, type Year } from "../year/board.ts"
import { YearFrame } from "../year/frame.tsx"
import { Wording } from "../year/wording.tsx"

const appeals = api.years[":year"].appeals

/** Appeals about scores: the own verified sheet to appeal about, and every appeal that one may see, with its answers. */
export default function AppealsPage() {
  return (
    <YearFrame title="appeal.title">
      {(year) => (
        <Show when={past(year.board().phase, "verifying")} fallback={<p class="notice">{text("appeal.notYet")}</p>}>
          <Whole year={year} />
        </Show>
      )}
    </YearFrame>
  )
}

function Whole(props: { year: Year }) {
  const table = tableOf(() => props.year.id)
  const all = load(
    () => props.year.id,
    (year) => every((after) => ask(() => appeals.$get({ param: { year }, query: after }))),
  )
  const done = () => Promise.all([all.again(), props.year.again()])
  return (
    <Loaded of={table}>
      {(found) => (
        <Show when={found().criteria} fallback={<p>{text("sheet.noTable")}</p>}>
          {(criteria) => (
            <>
              <section class="card" aria-labelledby="appeals">
                <h2 id="appeals">{text("appeal.all")}</h2>
                <Loaded of={all}>
                  {(list) => (
                    <For each={list()} fallback={<p class="none">{text("appeal.none")}</p>}>
                      {(appeal) => <AppealCard hall={hallOf(props.year, criteria())} appeal={appeal} done={done} />}
                    </For>
                  )}
                </Loaded>
              </section>
              <Show when={props.year.board().seat}>
                {(seat) => <Own year={props.year} seat={seat()} criteria={criteria()} done={done} />}
              </Show>
            </>
          )}
        </Show>
      )}
    </Loaded>
  )
}

/** The own verified sheet, place by place; each may be appealed about while appeals are heard. */
function Own(props: { year: Year; seat: string; criteria: Criteria; done: () => unknown }) {
  const [asks, setAsks] = createSignal<string>()
  const sheet = load(
    () => ({ year: props.year.id, seat: props.seat }),
    (param) => ask(() => appeals[":seat"].$get({ param })),
  )
  const places = () => new Map(placesOf(props.criteria.table as Parameters<typeof placesOf>[0]).map((place) => [place.item, place]))
  const made = () => new Set(sheet.value()?.appeals.map(({ item }) => item))
  const value = (item: string | undefined) => sheet.value()?.lines.find((line) => line.item === item)?.value
  const done = async () => {
    setAsks(undefined)
    await sheet.again()
    await props.done()
  }
  return (
    <section class="card" aria-labelledby="own">
      <h2 id="own">{text("appeal.own")}</h2>
      <Loaded of={sheet}>
        {(found) => (
          <Scroll label={text("appeal.own")}>
            <table class="short">
              <thead>
                <tr>
                  <th scope="col">{text("sheet.code")}</th>
                  <th scope="col">{text("sheet.criterion")}</th>
                  <th scope="col">{text("sheet.verified")}</th>
                  <th scope="col" class="screen-only">
                    {text("appeal.do")}
                  </th>
                </tr>
              </thead>
              <tbody>
                <For each={found().lines}>
                  {(line) => (
                    <tr>
                      <td>{places().get(line.item)?.code}</td>
                      <th scope="row">
                        <Wording code={places().get(line.item)?.code ?? ""} name={places().get(line.item)?.name ?? ""} />
                      </th>
                      <td>
                        {said(places().get(line.item)!, line.value)}
                        <Show when={line.reason}>
                          <small class="said">{line.reason}</small>
                        </Show>
                      </td>
                      <td class="screen-only">
                        <Show
                          when={line.value && !made().has(line.item) && open(props.year.board(), "appeal.open")}
                          fallback={made().has(line.item) ? text("appeal.made.before") : ""}
                        >
                          <button
                            type="button"
                            class="quiet"
                            aria-label={text("appeal.about", { name: places().get(line.item)?.name ?? "" })}
                            onClick={() => setAsks(line.item)}
                          >
                            {text("appeal.do")}
                          </button>
                        </Show>
                      </td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </Scroll>
        )}
      </Loaded>
      <Show when={asks()} keyed>
        {(item) => (
          <Asking year={props.year} place={places().get(item)!} value={value(item)} close={() => setAsks(undefined)} done={done} />
        )}
      </Show>
    </section>
  )
}
