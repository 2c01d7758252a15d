import { createSignal, Show } from "solid-js"
import { short } from "../format.ts"
import { tableOf } from "../sheet/table-of.ts"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Adopt } from "../year/adopt.tsx"
import { isHead, open, type Year } from "../year/board.ts"
import { CriteriaEdit } from "../year/criteria-edit.tsx"
import { CriteriaView, NotApplicable, RulesView } from "../year/criteria-view.tsx"
import { PrintButton, YearFrame } from "../year/frame.tsx"

/** The table of criteria: everybody reads it; the head writes it and enters its adoption. */
export default function Table() {
  return <YearFrame title="table.title">{(year) => <Criteria year={year} />}</YearFrame>
}

function Criteria(props: { year: Year }) {
  const table = tableOf(() => props.year.id)
  const [changed, setChanged] = createSignal(false)
  const board = props.year.board
  const writes = () => isHead(board()) && open(board(), "table.save") && !table.value()?.locked
  return (
    <Loaded of={table}>
      {(found) => (
        <>
          <section class="card" aria-label={text("table.title")}>
            <Show when={found().criteria} fallback={<p class="none">{text("table.none")}</p>}>
              {(criteria) => (
                <>
                  <div class="tools">
                    <p class="notice">{text(found().locked ? "table.locked" : "table.draft", { hash: short(found().hash ?? "") })}</p>
                    <PrintButton />
                  </div>
                  <CriteriaView criteria={criteria()} caption={text("table.title")} members={board().members} />
                  <NotApplicable criteria={criteria()} members={board().members} />
                  <h2>{text("table.rules")}</h2>
                  <RulesView criteria={criteria()} members={board().members.length} />
                </>
              )}
            </Show>
          </section>
          <Show when={writes()}>
            <CriteriaEdit
              year={props.year.id}
              members={board().members}
              cross={!board().without.includes("crossScoring")}
              criteria={found().criteria}
              etag={table.etag()}
              saved={table.put}
              changed={setChanged}
            />
            <Show when={open(board(), "table.adopt") && found().hash}>
              {(hash) => (
                <Adopt
                  year={props.year.id}
                  members={board().members.length}
                  hash={hash()}
                  etag={table.etag()}
                  changed={changed()}
                  done={(answer) => {
                    table.put(answer)
                    void props.year.again()
                  }}
                />
              )}
            </Show>
          </Show>
        </>
      )}
    </Loaded>
  )
}
