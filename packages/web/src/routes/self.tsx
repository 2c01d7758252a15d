import { rights } from "@khoi/core/right"
import { Show } from "solid-js"
import { api, ask } from "../api.ts"
import { load } from "../load.ts"
import { column, type Filled } from "../sheet/cells.ts"
import { Lines } from "../sheet/lines.tsx"
import { lining } from "../sheet/lining.ts"
import { noting } from "../sheet/notes.ts"
import { Sheet, totalOf } from "../sheet/sheet.tsx"
import { type Criteria, computed, leavesFor, leftOut, none, rowsFor } from "../sheet/rows.ts"
import { struckOf } from "../sheet/struck.ts"
import { tableOf } from "../sheet/table-of.ts"
import { may, me } from "../session.ts"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { nameOf, open, type Year } from "../year/board.ts"
import { DraftMark, Signed, YearFrame } from "../year/frame.tsx"
import { linesLeft } from "../sheet/left.ts"
import { whyReadOnly } from "../sheet/read-only.ts"

const self = api.years[":year"].self
type Marks = { code: string; count: number; evidence?: string | undefined }[]
const empty = { ...none, marks: [] as Marks }

/** The department's own sheet. */
export default function Self() {
  return (
    <YearFrame title="self.title" office>
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
  const struck = struckOf(() => props.year.id)
  const param = { year: props.year.id }
  const draft = load(
    () => props.year.id,
    () => ask(() => self.$get({ param })),
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
                  {(sheet) => {
                    const hash = found().hash ?? ""
                    return (
                      <Show when={draft.etag()} keyed>
                        {(etag) => (
                          <Draft
                            year={props.year}
                            criteria={criteria()}
                            struck={out()}
                            hash={hash}
                            etag={etag}
                            filled={sheet().table === hash ? sheet() : empty}
                            again={draft.again}
                            done={again}
                          />
                        )}
                      </Show>
                    )
                  }}
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
  filled: Filled & { marks: Marks }
  again: () => Promise<void>
  done: () => Promise<void>
}

function Draft(props: Of) {
  const leaves = leavesFor(props.criteria)
  const board = props.year.board
  const out = leftOut(props.criteria, board().members.find(({ seat }) => seat === board().seat)?.code, props.struck)
  const own = column(leaves, out, props.filled)
  const lines = lining(props.criteria, props.filled.marks)
  const notes = noting(props.year.id, { 0: "self" })
  const param = { year: props.year.id }
  const json = () => ({ table: props.hash, ...own.filled(), marks: lines.marks() })
  const results = leaves.some(computed)
  const handedIn = () => !!board().members.find(({ seat }) => seat === board().seat)?.self
  const readOnly = () => whyReadOnly(board(), "self.save", handedIn() && "sheet.handedIn.before")
  return (
    <>
      <DraftMark when={!handedIn()} />
      <Sheet
        year={props.year}
        caption={`${text("self.title")}: ${me()?.department?.name}`}
        rows={rowsFor(props.criteria, leaves, out)}
        leaves={leaves}
        cells={[own]}
        heads={[
          {
            c: 0,
            name: text(results ? "sheet.points" : "sheet.self"),
            closed: (i) => text(props.struck.includes(leaves[i]!.code) ? "rule.struck" : "rule.none"),
          },
        ]}
        results={results}
        readOnly={readOnly()}
        notes={{ of: notes, name: () => text("note.name"), c: () => 0, wanted: () => false }}
        more={() => linesLeft(lines)}
        below={(touch) => <Lines of={lines} readOnly={!!readOnly()} changed={touch} />}
        saving={{
          etag: props.etag,
          read: json,
          put: (sheet, header) => ask(() => self.$put({ param, header, json: sheet })),
          again: () => ask(() => self.$get({ param })),
          kept: !readOnly()
            ? {
                name: `${props.year.id}/self/${props.hash}`,
                restore: (sheet) => (own.put({ points: sheet.points, results: sheet.results }), lines.put(sheet.marks)),
              }
            : undefined,
        }}
        theirs={props.again}
        handIn={
          open(board(), "self.handIn")
            ? {
                ...({ open: "sheet.handIn", title: "sheet.handIn.title", does: "sheet.handIn.do" } as const),
                ask: () => text("sheet.handIn.ask", { total: totalOf(own, leaves) }),
                post: (header) => ask(() => self.$post({ param, header, json: { ...json(), reasons: notes.reasons(0) } })),
                nameOf: () => nameOf(board(), board().seat),
              }
            : undefined
        }
        takeBack={handedIn() && open(board(), "self.takeBack") ? (header) => ask(() => self.$delete({ param, header })) : undefined}
        done={props.done}
        who={board().phase === "selfScoring" && may("self.save", rights) ? text("sheet.handIn.officer") : ""}
        foot={<Signed board={board()} by="unit" />}
      />
    </>
  )
}
