import { createSignal, For, Show } from "solid-js"
import { text } from "../text.ts"
import { Area, Choice } from "../ui/field.tsx"
import type { More } from "./hand-in.tsx"

/** Seats that a scorer stands aside for, each with its reason. */
export function asides(given: Readonly<Record<string, string>>) {
  const [all, put] = createSignal<Readonly<Record<string, string>>>(given)
  return {
    put: (given: Readonly<Record<string, string>>) => void put(given),
    has: (seat: string) => Object.hasOwn(all(), seat),
    reason: (seat: string) => all()[seat] ?? "",
    seats: () => Object.keys(all()).sort(),
    /** As the sheet gives it: the server takes none without a reason, so these wait on the page. */
    all: () => Object.fromEntries(Object.entries(all()).filter(([, reason]) => reason.trim())),
    say: (seat: string, reason: string) => put((before) => ({ ...before, [seat]: reason })),
    undo: (seat: string) => put((before) => Object.fromEntries(Object.entries(before).filter(([one]) => one !== seat))),
    /** Those without a reason yet. */
    left: (members: readonly { seat: string; name: string }[]): More[] =>
      members
        .filter(({ seat }) => Object.hasOwn(all(), seat) && !all()[seat]!.trim())
        .map(({ seat, name }) => ({
          text: `${text("aside.of", { unit: name })}: ${text("sheet.lacks")}`,
          go: () => document.querySelector<HTMLElement>(`[data-aside="${seat}"]`)?.focus(),
        })),
  }
}
export type Asides = ReturnType<typeof asides>

/** Standing aside: whom one does not score, and why. */
export function Aside(props: { of: Asides; peers: { seat: string; name: string }[]; readOnly: boolean; changed: () => void }) {
  const others = () => props.peers.filter(({ seat }) => !props.of.has(seat))
  const nameOf = (seat: string) => props.peers.find((peer) => peer.seat === seat)?.name ?? ""
  const begin = (select: HTMLSelectElement) => {
    const seat = select.value
    select.value = ""
    if (!seat) return
    props.of.say(seat, "")
    queueMicrotask(() => document.querySelector<HTMLElement>(`[data-aside="${seat}"]`)?.focus())
  }
  return (
    <section class="aside" classList={{ "screen-only": !props.of.seats().length }} aria-label={text("aside.title")}>
      <Show when={!props.readOnly || props.of.seats().length}>
        <h3>{text("aside.title")}</h3>
      </Show>
      <For each={props.of.seats()}>
        {(seat) => (
          <Show when={!props.readOnly} fallback={<p>{`${nameOf(seat)}: ${props.of.reason(seat)}`}</p>}>
            <Area
              label={text("aside.of", { unit: nameOf(seat) })}
              fault={props.of.reason(seat).trim() ? undefined : "sheet.lacks"}
              area={{
                rows: 2,
                maxlength: 1000,
                ...{ "data-aside": seat },
                get value() {
                  return props.of.reason(seat)
                },
                onInput: (event) => {
                  props.of.say(seat, event.currentTarget.value)
                  props.changed()
                },
              }}
            />
            <button type="button" class="quiet screen-only" onClick={() => (props.of.undo(seat), props.changed())}>
              {text("aside.undo")}: {nameOf(seat)}
            </button>
          </Show>
        )}
      </For>
      <Show when={!props.readOnly}>
        <Choice
          label={text("aside.title")}
          hint={text("aside.hint")}
          select={{
            onChange: (event) => begin(event.currentTarget),
            get children() {
              return (
                <>
                  <option value="">{text("part.choose")}</option>
                  <For each={others()}>{({ seat, name }) => <option value={seat}>{name}</option>}</For>
                </>
              )
            },
          }}
        />
      </Show>
    </section>
  )
}
