import { Show } from "solid-js"
import { api, ask } from "../api.ts"
import { load } from "../load.ts"
import { column, type Filled } from "../sheet/cells.ts"
import { Sheet, totalOf } from "../sheet/sheet.tsx"
import { type Criteria, computed, leavesFor, leftOut, none, rowsFor } from "../sheet/rows.ts"
import { tableOf } from "../sheet/table-of.ts"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { nameOf, open, type Year } from "../year/board.ts"
import { Signed, YearFrame } from "../year/frame.tsx"
import { whyReadOnly } from "../sheet/read-only.ts"

const self = api.years[":year"].self

/** The department's own sheet. */
export default function Self() {
  return (
    <YearFrame title="self.title">
      {(year) => (
        <Show when={year.board().seat} fallback={<p>{text("cross.noSeat")}</p>}>
          <SelfSheet year={year} />
        </Show>
      )}
    </YearFrame>
  )
}

function SelfSheet(props: { year: Year }) {
  const table = tableOf(() => props.year.id)
  const param = { year: props.year.id }
  const draft = load(
    () => props.year.id,
    () => ask(() => self.$get({ param })),
  )
  return (
    <Loaded of={table}>
      {(found) => (
        <Show when={found().locked && found().criteria} fallback={<p>{text("sheet.noTable")}</p>}>
          {(criteria) => (
            <Loaded of={draft}>
              {(sheet) => {
                const hash = found().hash ?? ""
                return (
                  <Show when={draft.etag()} keyed>
                    {(etag) => (
                      <Draft
                        year={props.year}
                        criteria={criteria()}
                        hash={hash}
                        etag={etag}
                        filled={sheet().table === hash ? sheet() : none}
                        again={draft.again}
                      />
                    )}
                  </Show>
                )
              }}
            </Loaded>
          )}
        </Show>
      )}
    </Loaded>
  )
}

function Draft(props: { year: Year; criteria: Criteria; hash: string; etag: string; filled: Filled; again: () => Promise<void> }) {
  const leaves = leavesFor(props.criteria)
  const board = props.year.board
  const out = leftOut(props.criteria, board().members.find(({ seat }) => seat === board().seat)?.code)
  const own = column(leaves, out, props.filled)
  const param = { year: props.year.id }
  const json = () => ({ table: props.hash, ...own.filled() })
  const results = leaves.some(computed)
  const handedIn = () => !!board().members.find(({ seat }) => seat === board().seat)?.self
  return (
    <Sheet
      year={props.year}
      caption={`${text("self.title")}: ${me()?.department?.name}`}
      rows={rowsFor(props.criteria, leaves, out)}
      leaves={leaves}
      cells={[own]}
      heads={[{ c: 0, name: text(results ? "sheet.points" : "sheet.self") }]}
      results={results}
      readOnly={whyReadOnly(board(), "self.save", handedIn() && "sheet.handedIn.before")}
      saving={{
        etag: props.etag,
        read: json,
        put: (sheet, header) => ask(() => self.$put({ param, header, json: sheet })),
        again: () => ask(() => self.$get({ param })),
      }}
      theirs={props.again}
      handIn={
        open(board(), "self.handIn")
          ? {
              ...({ open: "sheet.handIn", title: "sheet.handIn.title", does: "sheet.handIn.do" } as const),
              ask: () => text("sheet.handIn.ask", { total: totalOf(own, leaves) }),
              post: (header) => ask(() => self.$post({ param, header, json: json() })),
              nameOf: () => nameOf(board(), board().seat),
            }
          : undefined
      }
      who={board().phase === "selfScoring" ? text("sheet.handIn.who") : ""}
      foot={<Signed board={board()} by="unit" />}
    />
  )
}
