import { createSignal, For, Show } from "solid-js"
import { api, ask } from "../api.ts"
import { load } from "../load.ts"
import { column, type Filled } from "../sheet/cells.ts"
import { whyReadOnly } from "../sheet/read-only.ts"
import { computed, type Criteria, leavesFor, leftOut, none, rowsFor } from "../sheet/rows.ts"
import { Sheet, totalOf } from "../sheet/sheet.tsx"
import { tableOf } from "../sheet/table-of.ts"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { givenOf } from "../year/rule-words.ts"
import { nameOf, open, verifies, type Year } from "../year/board.ts"
import { Signed, YearFrame } from "../year/frame.tsx"

const verified = api.years[":year"].verified

/** Verifies one unit at a time: what it gave itself beside what is verified; no sums beside another's. */
export default function Verify() {
  return <YearFrame title="verify.title">{(year) => <Units year={year} />}</YearFrame>
}

function Units(props: { year: Year }) {
  const [seat, setSeat] = createSignal<string>()
  const table = tableOf(() => props.year.id)
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
              <Show when={seat()} keyed>
                {(one) => <Unit year={props.year} seat={one} criteria={criteria()} hash={found().hash ?? ""} done={after} />}
              </Show>
            )}
          </Show>
        )}
      </Loaded>
    </Show>
  )
}

type Of = { year: Year; seat: string; criteria: Criteria; hash: string; done: () => unknown }

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
            <Draft
              {...props}
              etag={sheet.etag()}
              filled={found().table === props.hash ? found() : none}
              self={found().self}
              confirmed={found().confirmed}
              again={sheet.again}
              done={done}
            />
          )}
        </Show>
      )}
    </Loaded>
  )
}

function Draft(props: Of & { etag: string; filled: Filled; self: Filled | null; confirmed: boolean; again: () => Promise<void> }) {
  const leaves = leavesFor(props.criteria)
  const board = props.year.board
  const out = leftOut(props.criteria, board().members.find(({ seat }) => seat === props.seat)?.code)
  const all = [column(leaves, out, props.filled)]
  const self = props.self && column(leaves, out, props.self)
  const results = leaves.some(computed)
  const before = self && {
    get name() {
      return text("sheet.self")
    },
    worths: self.worths(),
    given: (i: number) => givenOf(leaves[i]!.scoring.kind, props.self?.results[i]),
  }
  const param = { year: props.year.id, seat: props.seat }
  const json = () => ({ table: props.hash, ...all[0]!.filled() })
  const unit = () => nameOf(board(), props.seat)
  return (
    <Sheet
      year={props.year}
      caption={`${text("verify.title")}: ${unit()}`}
      rows={rowsFor(props.criteria, leaves, out)}
      leaves={leaves}
      cells={all}
      heads={[{ c: 0, name: text("sheet.verified"), ...(before && { before }) }]}
      results={results}
      readOnly={whyReadOnly(board(), "verified.save", props.confirmed && "verify.confirmed.before")}
      saving={{
        etag: props.etag,
        read: json,
        put: (sheet, header) => ask(() => verified[":seat"].$put({ param, header, json: sheet })),
        again: () => ask(() => verified[":seat"].$get({ param })),
      }}
      theirs={props.again}
      handIn={
        open(board(), "verified.confirm")
          ? {
              ...({ open: "verify.confirm", title: "verify.confirm.title", does: "verify.confirm.do" } as const),
              ask: () =>
                text("verify.confirm.ask", {
                  total: totalOf(all[0]!, leaves),
                  unit: unit(),
                }),
              post: (header) => ask(() => verified[":seat"].$post({ param, header, json: json() })),
              nameOf: unit,
            }
          : undefined
      }
      who={text("verify.who")}
      tools={(ways) => (
        <Show when={self} fallback={<p class="notice">{text("verify.noSelf")}</p>}>
          {(given) => (
            <Show when={!whyReadOnly(board(), "verified.save", props.confirmed && "verify.confirmed.before")}>
              <button
                type="button"
                class="quiet screen-only"
                onClick={() =>
                  ways()?.write(
                    0,
                    0,
                    all[0]!.words.map((words, i) => words.map((word, k) => word || given().words[i]![k]!)),
                  )
                }
              >
                {text("verify.fill")}
              </button>
            </Show>
          )}
        </Show>
      )}
      done={props.done}
      foot={<Signed board={board()} by="bloc" />}
    />
  )
}
