import { createMemo, createSignal, Show, untrack } from "solid-js"
import { short } from "../format.ts"
import { tableOf } from "../sheet/table-of.ts"
import type { Criteria as Whole } from "../sheet/rows.ts"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Adopt } from "../year/adopt.tsx"
import { Agreement, Propose } from "../year/agreement.tsx"
import { guest, isHead, open, type Year } from "../year/board.ts"
import { Comments } from "../year/comments.tsx"
import { CriteriaEdit } from "../year/criteria-edit.tsx"
import { CriteriaView, LinesView, NotApplicable, RulesView } from "../year/criteria-view.tsx"
import { PrintButton, YearFrame } from "../year/frame.tsx"
import { type Course, courseOf, type Step, VersionList, versionOf } from "../year/versions.tsx"

/** The table of criteria: everybody reads it and may say something of it; the head writes it; the members adopt it. */
export default function Table() {
  return <YearFrame title="table.title">{(year) => <Criteria year={year} />}</YearFrame>
}

function Criteria(props: { year: Year }) {
  const table = tableOf(() => props.year.id)
  const course = courseOf(() => props.year.id)
  const [chosen, choose] = createSignal<number>()
  const refresh = () => Promise.all([table.again(), course.again(), props.year.again()]).then(() => choose(undefined))
  return (
    <Loaded of={table}>
      {(found) => (
        <Loaded of={course}>
          {(all) => (
            <Versions
              year={props.year}
              course={all()}
              stands={found().locked ? found().hash : null}
              standing={found().version}
              etag={table.etag()}
              chosen={chosen()}
              choose={choose}
              refresh={refresh}
            />
          )}
        </Loaded>
      )}
    </Loaded>
  )
}

type Props = {
  year: Year
  course: Course
  /** The hash of the adopted table, and the version that is read first where nothing waits for the members. */
  stands: string | null
  standing: number | null
  etag: string
  chosen: number | undefined
  choose: (version: number) => void
  refresh: () => unknown
}

/** The version that one looks at: the one that waits for the members, else the one that stands; or any that is chosen. */
function Versions(props: Props) {
  const board = props.year.board
  const step = createMemo(() => {
    const wanted = props.chosen ?? props.course.open?.version ?? props.standing
    return props.course.items.find(({ version }) => version === wanted)
  })
  const key = createMemo(
    () => {
      const one = step()
      return one && { year: props.year.id, version: one.version, hash: one.hash }
    },
    undefined,
    { equals: (a, b) => a?.hash === b?.hash && a?.version === b?.version },
  )
  const read = versionOf(key)
  // What was read last stays for the comments, so that what is being typed there stays too.
  const criteria = createMemo<Whole | undefined>((before) => read.value()?.criteria ?? before)
  return (
    <>
      <Show when={step()} fallback={<Empty />}>
        {(one) => (
          <>
            <Loaded of={read}>
              {(found) => (
                <>
                  <Shown {...props} step={one()} criteria={found().criteria} />
                  <Show when={props.course.open}>
                    <Agreement year={props.year} course={props.course} shown={found().hash} done={props.refresh} />
                  </Show>
                </>
              )}
            </Loaded>
            <VersionList
              year={props.year.id}
              course={props.course}
              stands={props.stands}
              members={board().members}
              shown={one().version}
              show={props.choose}
            />
            <Show when={!guest(board()) && criteria()}>{(last) => <Comments year={props.year} criteria={last()} />}</Show>
          </>
        )}
      </Show>
      <Show when={isHead(board()) && open(board(), "table.save")}>
        <Write {...props} />
      </Show>
    </>
  )
}

const Empty = () => (
  <section class="card" aria-label={text("table.title")}>
    <p class="none">{text("table.none")}</p>
  </section>
)

function Shown(props: Props & { step: Step; criteria: Whole }) {
  const members = () => props.year.board().members
  const state = () => {
    if (props.step.hash === props.stands) return "table.locked"
    return props.step.version === props.course.open?.version ? "table.open" : props.step.adoptedAt ? "table.replaced" : "table.draft"
  }
  return (
    <section class="card" aria-label={text("table.title")}>
      <div class="tools">
        <p class="notice">
          {text("table.version", { n: props.step.version })}. {text(state(), { hash: short(props.step.hash) })}
        </p>
        <PrintButton />
      </div>
      <CriteriaView criteria={props.criteria} caption={text("table.title")} members={members()} />
      <LinesView criteria={props.criteria} />
      <NotApplicable criteria={props.criteria} members={members()} />
      <h2>{text("table.rules")}</h2>
      <RulesView criteria={props.criteria} members={members()} />
    </section>
  )
}

/** What the head does: writes the newest version, puts it before the members, or enters the minutes that adopt it. */
function Write(props: Props) {
  const board = props.year.board
  const [changed, setChanged] = createSignal(false)
  const newest = () => props.course.items[0]
  // The form begins with the newest version and goes on with what it saves itself; what another saves meanwhile makes its save stale.
  const first = untrack(newest)
  const base = versionOf(() => first && { year: props.year.id, version: first.version, hash: first.hash })
  const draft = () => !!newest() && !newest()!.proposedAt && !newest()!.adoptedAt
  const adoptable = () => props.course.items.find((step) => step.version === props.course.open?.version) ?? (draft() ? newest() : undefined)
  const edit = (criteria: Whole | null) => (
    <CriteriaEdit
      year={props.year.id}
      members={board().members}
      cross={!board().without.includes("crossScoring")}
      criteria={criteria}
      hash={newest()?.hash ?? null}
      etag={props.etag}
      next={!!newest() && !draft()}
      saved={props.refresh}
      changed={setChanged}
    />
  )
  return (
    <>
      {first ? <Loaded of={base}>{(found) => edit(untrack(found).criteria)}</Loaded> : edit(null)}
      <Show when={draft() && open(board(), "table.propose")}>
        <Propose year={props.year} version={newest()!.version} hash={newest()!.hash} changed={changed()} done={props.refresh} />
      </Show>
      <Show when={open(board(), "table.adopt") && adoptable()}>
        {(step) => (
          <Adopt
            year={props.year.id}
            members={board().members.length}
            version={step().version}
            hash={step().hash}
            etag={props.etag}
            changed={changed() && step().version === newest()?.version}
            done={props.refresh}
          />
        )}
      </Show>
    </>
  )
}
