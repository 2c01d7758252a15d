import { createSignal, For, Match, Show, Switch } from "solid-js"
import { act as header, api, ask, over } from "../api.ts"
import { acting, load } from "../load.ts"
import { text } from "../text.ts"
import { Area } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import { nameOf, open, type Year } from "../year/board.ts"

const ties = api.years[":year"].ties
const decisions = api.years[":year"].decisions
const result = api.years[":year"].result

/** Ties that nothing else splits: head and deputy put them in order together, each pressing for the same. */
export function TiesSection(props: { year: Year }) {
  const board = () => props.year.board()
  const of = () => (board().ranked ? props.year.id : undefined)
  const found = load(of, (year) => ask(() => result.$get({ param: { year } })))
  const state = load(of, (year) => ask(() => ties.$get({ param: { year } })))
  const seats = (units: readonly string[]) => units.map((unit) => board().members.find(({ code }) => code === unit)?.seat ?? "")
  const openOnes = () => (found.value()?.result.ties ?? []).flatMap(({ units, brokenBy }) => (brokenBy ? [] : [seats(units)]))
  const names = (order: readonly string[]) => order.map((seat) => nameOf(board(), seat)).join(" → ")
  const decided = (group: readonly string[]) => state.value()?.decided.find(({ order }) => same(order, group))
  return (
    <Show when={openOnes().length}>
      <section class="card" aria-labelledby="ties">
        <h2 id="ties">{text("tie.title")}</h2>
        <p class="hint">{text("tie.hint")}</p>
        <Loaded of={state}>
          {(told) => (
            <For each={openOnes()}>
              {(group) => (
                <Show
                  when={!decided(group)}
                  fallback={
                    <p>
                      {text("tie.decided", { order: names(decided(group)!.order) })} {decided(group)!.reason}
                    </p>
                  }
                >
                  <For each={told().pressed.filter(({ order }) => same(order, group))}>
                    {(one) => (
                      <p>
                        {text("tie.pressed", { by: nameOf(board(), one.seat), order: names(one.order) })} {one.reason}
                      </p>
                    )}
                  </For>
                  <Press year={props.year} group={group} again={state.again} />
                </Show>
              )}
            </For>
          )}
        </Loaded>
      </section>
    </Show>
  )
}

const same = (a: readonly string[], b: readonly string[]) => a.toSorted().join() === b.toSorted().join()

type Pressing = { year: Year; group: readonly string[]; again: () => Promise<void> }

/** Head and deputy press for an order, each by itself; where either is concerned, or has not pressed, the board decides. */
function Press(props: Pressing) {
  const board = () => props.year.board()
  const units = () => props.group.map((seat) => nameOf(board(), seat)).join(", ")
  const leads = () => (board().seat === board().head || board().seat === board().deputy) && !!board().deputy
  const concerned = () => !board().deputy || props.group.some((seat) => seat === board().head || seat === board().deputy)
  const param = { year: props.year.id }
  const together = async (json: { order: string[]; reason: string }) => ask(() => ties.$post({ param, header: header(), json }))
  const alone = async ({ order, reason }: { order: string[]; reason: string }) => {
    const { value, etag } = await ask(() => decisions.$get({ param }))
    const json = { ...value, decided: [...value.decided, { order, by: "board" as const, reason }] }
    return ask(() => decisions.$put({ param, header: over(etag), json: json as never }))
  }
  const decides = () => open(board(), "decision.save") && !props.group.includes(board().seat ?? "")
  return (
    <Switch fallback={<p>{text(concerned() ? "tie.board" : "tie.waits", { units: units() })}</p>}>
      <Match when={decides()}>
        <Order {...props} does={text("tie.by.board")} send={alone} />
      </Match>
      <Match when={!concerned() && leads() && open(board(), "tie.decide")}>
        <Order {...props} does={text("tie.press")} send={together} />
      </Match>
    </Switch>
  )
}

function Order(props: Pressing & { does: string; send: (json: { order: string[]; reason: string }) => Promise<unknown> }) {
  const act = acting()
  const name = (seat: string) => nameOf(props.year.board(), seat)
  const [order, setOrder] = createSignal([...props.group])
  const up = (i: number) => setOrder((now) => now.with(i - 1, now[i]!).with(i, now[i - 1]!))
  const press = submitted(async (field) => {
    if (await act.run(() => props.send({ order: order(), reason: field("reason") }))) await props.again()
  })
  return (
    <form onSubmit={press} class="screen-only">
      <ol>
        <For each={order()}>
          {(seat, i) => (
            <li>
              {name(seat)}{" "}
              <Show when={i() > 0}>
                <button type="button" class="quiet" aria-label={text("tie.up", { unit: name(seat) })} onClick={() => up(i())}>
                  ↑
                </button>
              </Show>
            </li>
          )}
        </For>
      </ol>
      <Area label={text("tie.reason")} area={{ name: "reason", required: true, rows: 2, maxlength: 1000 }} />
      <Problem of={act.refused()} />
      <button type="submit" disabled={act.busy()}>
        {props.does}
      </button>
    </form>
  )
}
