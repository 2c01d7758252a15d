import { createSignal, For, Show } from "solid-js"
import { api, ask } from "../api.ts"
import { load } from "../load.ts"
import { none } from "../sheet/rows.ts"
import { struckOf } from "../sheet/struck.ts"
import { tableOf } from "../sheet/table-of.ts"
import { type Of, VerifiedSheet } from "../sheet/verified-sheet.tsx"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { verifies, type Year } from "../year/board.ts"
import { YearFrame } from "../year/frame.tsx"

const verified = api.years[":year"].verified

/** Verifies one unit at a time: what it gave itself beside what is verified; no sums beside another's. */
export default function Verify() {
  return <YearFrame title="verify.title">{(year) => <Units year={year} />}</YearFrame>
}

function Units(props: { year: Year }) {
  const [seat, setSeat] = createSignal<string>()
  const table = tableOf(() => props.year.id)
  const struck = struckOf(() => props.year.id)
  const done = load(
    () => props.year.id,
    (year) => ask(() => verified.$get({ param: { year } })),
  )
  const mine = () => props.year.board().members.filter((member) => verifies(props.year.board(), member.seat))
  const after = () => Promise.all([done.again(), props.year.again()])
  return (
    <Show when={mine().length} fallback={<p class="notice">{text("verify.none")}</p>}>
      <section class="card screen-only" aria-labelledby="units">
        <h2 id="units">{text("verify.unit")}</h2>
        <p class="hint">{text("verify.choose")}</p>
        <Loaded of={done}>
          {(list) => (
            <ul class="units">
              <For each={mine()}>
                {(member) => (
                  <li>
                    <button type="button" class="quiet" aria-pressed={seat() === member.seat} onClick={() => setSeat(member.seat)}>
                      {member.name}
                      <small>{list().seats.includes(member.seat) ? `✓ ${text("verify.done")}` : text("verify.open")}</small>
                    </button>
                  </li>
                )}
              </For>
            </ul>
          )}
        </Loaded>
      </section>
      <Loaded of={table}>
        {(found) => (
          <Show when={found().locked && found().criteria} fallback={<p>{text("sheet.noTable")}</p>}>
            {(criteria) => (
              <Loaded of={struck}>
                {(out) => (
                  <Show when={seat()} keyed>
                    {(one) => (
                      <Unit year={props.year} seat={one} criteria={criteria()} struck={out()} hash={found().hash ?? ""} done={after} />
                    )}
                  </Show>
                )}
              </Loaded>
            )}
          </Show>
        )}
      </Loaded>
    </Show>
  )
}

function Unit(props: Of) {
  const sheet = load(
    () => ({ year: props.year.id, seat: props.seat }),
    (param) => ask(() => verified[":seat"].$get({ param })),
  )
  const done = async () => {
    await sheet.again()
    props.done()
  }
  return (
    <Loaded of={sheet}>
      {(found) => (
        <Show when={`${sheet.etag()} ${found().confirmed}`} keyed>
          {(_state) => (
            <VerifiedSheet
              {...props}
              etag={sheet.etag()}
              found={found().table === props.hash ? found() : { ...found(), ...none, marks: [] }}
              again={sheet.again}
              done={done}
            />
          )}
        </Show>
      )}
    </Loaded>
  )
}
