import { createMemo, createSignal, Show } from "solid-js"
import { past } from "@khoi/core/phase"
import { api, ask } from "../api.ts"
import { load } from "../load.ts"
import { column } from "../sheet/cells.ts"
import type { Head } from "../sheet/grid.tsx"
import { onPhone, peersSelves, Picker } from "../sheet/peers.tsx"
import { whyReadOnly } from "../sheet/read-only.ts"
import { type Criteria, leavesFor, leftOut, rowsFor } from "../sheet/rows.ts"
import { Sheet } from "../sheet/sheet.tsx"
import { tableOf } from "../sheet/table-of.ts"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { open, type Year } from "../year/board.ts"
import { Signed, YearFrame } from "../year/frame.tsx"

const year = api.years[":year"]
type Row = (number | null)[] | null

/** What the department gives to each of its peers. */
export default function Cross() {
  return (
    <YearFrame title="cross.title">
      {(year) => (
        <Show when={!year.board().without.includes("crossScoring")} fallback={<p>{text("cross.notUsed")}</p>}>
          <Show when={year.board().seat} fallback={<p>{text("cross.noSeat")}</p>}>
            <Show
              when={year.board().phase === "crossScoring" || past(year.board().phase, "crossScoring")}
              fallback={<p class="notice">{text("cross.notOpen")}</p>}
            >
              <CrossSheet year={year} />
            </Show>
          </Show>
        </Show>
      )}
    </YearFrame>
  )
}

function CrossSheet(props: { year: Year }) {
  const table = tableOf(() => props.year.id)
  const draft = load(
    () => props.year.id,
    (id) => ask(() => year.cross.$get({ param: { year: id } })),
  )
  return (
    <Loaded of={table}>
      {(found) => (
        <Show when={found().locked && found().criteria} fallback={<p>{text("sheet.noTable")}</p>}>
          {(criteria) => (
            <Loaded of={draft}>
              {(sheet) => (
                <Show when={draft.etag()} keyed>
                  {(etag) => (
                    <Draft
                      year={props.year}
                      criteria={criteria()}
                      hash={found().hash ?? ""}
                      etag={etag}
                      rows={sheet().table === found().hash ? sheet().rows : []}
                      again={draft.again}
                    />
                  )}
                </Show>
              )}
            </Loaded>
          )}
        </Show>
      )}
    </Loaded>
  )
}

function Draft(props: { year: Year; criteria: Criteria; hash: string; etag: string; rows: Row[]; again: () => Promise<void> }) {
  const board = props.year.board
  const leaves = leavesFor(props.criteria, "cross")
  const own = Number(board().seat)
  const all = board().members.map(({ code }, c) =>
    c === own ? undefined : column(leaves, leftOut(props.criteria, code), { points: props.rows[c] ?? [], results: [] }),
  )
  const param = { year: props.year.id }
  const json = () => ({ table: props.hash, rows: all.map((column) => column?.filled().points ?? null) })
  const peers = board().members.flatMap(({ name }, c) => (c === own ? [] : [{ c, name }]))
  const narrow = onPhone()
  const [peer, setPeer] = createSignal(peers[0]?.c ?? 0)
  const selves = peersSelves(props.year.id, props.criteria, leaves)
  const heads = createMemo(() =>
    peers
      .filter(({ c }) => !narrow() || c === peer())
      .map((head): Head => ({ ...head, under: selves.shown() ? (i) => selves.at(head.c, i) : undefined })),
  )
  const handedIn = () => !!board().members[own]?.cross
  return (
    <Sheet
      year={props.year}
      caption={`${text("cross.title")}: ${me()?.department?.name}`}
      rows={rowsFor(props.criteria, leaves)}
      leaves={leaves}
      cells={all}
      heads={heads()}
      readOnly={whyReadOnly(board(), "cross.save", handedIn() && "sheet.handedIn.before")}
      saving={{
        etag: props.etag,
        read: json,
        put: (sheet, header) => ask(() => year.cross.$put({ param, header, json: sheet })),
        again: () => ask(() => year.cross.$get({ param })),
      }}
      theirs={props.again}
      handIn={
        open(board(), "cross.handIn")
          ? {
              ...({ open: "sheet.handIn", title: "sheet.handIn.title", does: "sheet.handIn.do" } as const),
              ask: () => text("sheet.handIn.ask.cross", { n: peers.length }),
              post: (header) => ask(() => year.cross.$post({ param, header, json: json() })),
              nameOf: (c) => board().members[c]?.name ?? "",
            }
          : undefined
      }
      who={text("sheet.handIn.who")}
      reveal={setPeer}
      tools={() => (
        <>
          <Show when={narrow()}>
            <Picker peers={peers} at={peer()} pick={setPeer} />
          </Show>
          <label class="check">
            <input
              type="checkbox"
              onChange={(event) =>
                selves.show(
                  event.currentTarget.checked,
                  peers.map(({ c }) => board().members[c]!.seat),
                )
              }
            />{" "}
            {text("cross.selves")}
          </label>
        </>
      )}
      foot={<Signed board={board()} by="unit" />}
    />
  )
}
