import { rights } from "@khoi/core/right"
import { createMemo, createSignal, Show } from "solid-js"
import { past } from "@khoi/core/phase"
import { api, ask } from "../api.ts"
import { load } from "../load.ts"
import { Aside, asides } from "../sheet/aside.tsx"
import { column } from "../sheet/cells.ts"
import type { Head } from "../sheet/grid.tsx"
import { noting } from "../sheet/notes.ts"
import { onPhone, peersSelves, Picker } from "../sheet/peers.tsx"
import { whyReadOnly } from "../sheet/read-only.ts"
import { type Criteria, leavesFor, leftOut, rowsFor } from "../sheet/rows.ts"
import { Sheet } from "../sheet/sheet.tsx"
import { struckOf } from "../sheet/struck.ts"
import { tableOf } from "../sheet/table-of.ts"
import { may, me } from "../session.ts"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { open, type Year } from "../year/board.ts"
import { DraftMark, Signed, YearFrame } from "../year/frame.tsx"

const year = api.years[":year"]
type Row = (number | null)[] | null

/** What the department gives to each of its peers. */
export default function Cross() {
  return (
    <YearFrame title="cross.title" office>
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
  const struck = struckOf(() => props.year.id)
  const draft = load(
    () => props.year.id,
    (id) => ask(() => year.cross.$get({ param: { year: id } })),
  )
  const again = async () => {
    await draft.again()
    await props.year.again()
  }
  return (
    <Loaded of={table}>
      {(found) => (
        <Show when={found().locked && found().criteria} fallback={<p>{text("sheet.noTable")}</p>}>
          {(criteria) => (
            <Loaded of={struck}>
              {(out) => (
                <Loaded of={draft}>
                  {(sheet) => (
                    <Show when={draft.etag()} keyed>
                      {(etag) => (
                        <Draft
                          year={props.year}
                          criteria={criteria()}
                          struck={out()}
                          hash={found().hash ?? ""}
                          etag={etag}
                          rows={sheet().table === found().hash ? sheet().rows : []}
                          aside={sheet().aside}
                          again={draft.again}
                          done={again}
                        />
                      )}
                    </Show>
                  )}
                </Loaded>
              )}
            </Loaded>
          )}
        </Show>
      )}
    </Loaded>
  )
}

type Of = {
  year: Year
  criteria: Criteria
  struck: readonly string[]
  hash: string
  etag: string
  rows: Row[]
  aside: Record<string, string>
  again: () => Promise<void>
  done: () => Promise<void>
}

function Draft(props: Of) {
  const board = props.year.board
  const leaves = leavesFor(props.criteria, "cross")
  const own = Number(board().seat)
  const seat = (c: number) => board().members[c]!.seat
  const aside = asides(props.aside)
  const every = board().members.map(({ code }, c) =>
    c === own ? undefined : column(leaves, leftOut(props.criteria, code, props.struck), { points: props.rows[c] ?? [], results: [] }),
  )
  /** Whom one stands aside for is not asked for, and nothing that was typed before counts. */
  const asked = createMemo(() => every.map((one, c) => (aside.has(seat(c)) ? undefined : one)))
  const param = { year: props.year.id }
  const json = () => ({ table: props.hash, rows: asked().map((column) => column?.filled().points ?? null), aside: aside.all() })
  const peers = board().members.flatMap(({ name }, c) => (c === own ? [] : [{ c, name }]))
  const narrow = onPhone()
  const [peer, setPeer] = createSignal(peers[0]?.c ?? 0)
  const selves = peersSelves(props.year.id, props.criteria, leaves)
  const notes = noting(props.year.id, Object.fromEntries(peers.map(({ c }) => [c, `cross-${seat(c)}`])))
  const heads = createMemo(() =>
    peers
      .filter(({ c }) => !aside.has(seat(c)) && (!narrow() || c === peer()))
      .map((head): Head => ({
        ...head,
        under: selves.shown() ? (i) => selves.at(head.c, i) : undefined,
        closed: (i) => text(props.struck.includes(leaves[i]!.code) ? "rule.struck" : "rule.none"),
      })),
  )
  const handedIn = () => !!board().members[own]?.cross
  const readOnly = () => whyReadOnly(board(), "cross.save", handedIn() && "sheet.handedIn.before")
  const reasons = () =>
    Object.fromEntries(
      peers.flatMap(({ c }) => {
        const of = notes.reasons(c)
        return asked()[c] && Object.keys(of).length ? [[seat(c), of]] : []
      }),
    )
  return (
    <>
      <DraftMark when={!handedIn()} />
      <Sheet
        year={props.year}
        caption={`${text("cross.title")}: ${me()?.department?.name}`}
        rows={rowsFor(props.criteria, leaves)}
        leaves={leaves}
        cells={every}
        counted={asked()}
        heads={heads()}
        readOnly={readOnly()}
        notes={{
          of: notes,
          name: () => text("note.for", { unit: board().members[peer()]?.name ?? "" }),
          c: peer,
          wanted: () => false,
        }}
        reached={setPeer}
        more={() => aside.left(board().members)}
        below={(touch) => (
          <Aside of={aside} peers={peers.map(({ c, name }) => ({ seat: seat(c), name }))} readOnly={!!readOnly()} changed={touch} />
        )}
        saving={{
          etag: props.etag,
          read: json,
          put: (sheet, header) => ask(() => year.cross.$put({ param, header, json: sheet })),
          again: () => ask(() => year.cross.$get({ param })),
          kept: !readOnly()
            ? {
                name: `${props.year.id}/cross/${props.hash}`,
                restore: ({ rows, aside: kept }) => {
                  rows.forEach((points, c) => points && every[c]?.put({ points, results: [] }))
                  aside.put(kept)
                },
              }
            : undefined,
        }}
        theirs={props.again}
        handIn={
          open(board(), "cross.handIn")
            ? {
                ...({ open: "sheet.handIn", title: "sheet.handIn.title", does: "sheet.handIn.do" } as const),
                ask: () => text("sheet.handIn.ask.cross", { n: asked().filter(Boolean).length }),
                post: (header) => ask(() => year.cross.$post({ param, header, json: { ...json(), reasons: reasons() } })),
                nameOf: (c) => board().members[c]?.name ?? "",
              }
            : undefined
        }
        takeBack={handedIn() && open(board(), "cross.takeBack") ? (header) => ask(() => year.cross.$delete({ param, header })) : undefined}
        done={props.done}
        who={board().phase === "crossScoring" && may("cross.save", rights) ? text("sheet.handIn.officer") : ""}
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
                    peers.map(({ c }) => seat(c)),
                  )
                }
              />{" "}
              {text("cross.selves")}
            </label>
          </>
        )}
        foot={<Signed board={board()} by="unit" />}
      />
    </>
  )
}
