import { past } from "@khoi/core/phase"
import { bare, differences, flaws } from "@khoi/core/sheet-rule"
import type { InferResponseType } from "hono/client"
import { createMemo, createSignal, For, Show } from "solid-js"
import { api, ask } from "../api.ts"
import { points } from "../format.ts"
import { load } from "../load.ts"
import { column, worthOf } from "../sheet/cells.ts"
import type { Head } from "../sheet/grid.tsx"
import type { More } from "../sheet/hand-in.tsx"
import { noting } from "../sheet/notes.ts"
import { onPhone, Picker } from "../sheet/peers.tsx"
import { computed, type Leaf, none, type Row } from "../sheet/rows.ts"
import { Sheet } from "../sheet/sheet.tsx"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Page } from "../ui/page.tsx"
import { Due } from "../year/due.tsx"
import { WordsOf } from "../year/wording.tsx"

const years = api.agency.years
type Found = InferResponseType<(typeof years)[":year"]["$get"]>

/** Everything that the department verifies as an agency, bloc by bloc, over the whole province. */
export default function Agency() {
  const mine = load(
    () => me()?.department?.id,
    () => ask(() => years.$get()),
  )
  return (
    <Page title={text("agency.title")} lead={<p class="lead">{me()?.department?.name}</p>}>
      <p class="hint screen-only">{text("agency.hint")}</p>
      <Loaded of={mine}>
        {(found) => (
          <For each={found().years} fallback={<p class="notice">{text("agency.none")}</p>}>
            {({ year }) => <Bloc year={year} />}
          </For>
        )}
      </Loaded>
    </Page>
  )
}

function Bloc(props: { year: string }) {
  const param = { year: props.year }
  const grid = load(
    () => props.year,
    () => ask(() => years[":year"].$get({ param })),
  )
  return (
    <Loaded of={grid}>
      {(found) => (
        <section aria-label={text("year.title", { bloc: found().name, year: found().year })}>
          <h2>
            {text("year.title", { bloc: found().name, year: found().year })} <span class="tag">{text(`phase.${found().phase}`)}</span>{" "}
            <Due on={found().due ?? undefined} />
          </h2>
          <Show when={`${grid.etag()} ${found().confirmed.filter(Boolean).length}`} keyed>
            {(_state) => <Draft year={props.year} etag={grid.etag()} found={found()} again={grid.again} />}
          </Show>
        </section>
      )}
    </Loaded>
  )
}

const leafOf = (given: Found["leaves"][number]): Leaf => ({ ...given, verifier: undefined, within: [], crossed: false }) as Leaf

function Draft(props: { year: string; etag: string; found: Found; again: () => Promise<void> }) {
  const { found } = props
  const leaves = found.leaves.map(leafOf)
  const rows: Row[] = leaves.map(({ code, name, max }, i) => ({ code, name, max, depth: 0, i }))
  const param = { year: props.year }
  const done = (c: number) => found.confirmed[c] ?? null
  /** Leaves that are not to be answered for a member, or are answered already. */
  const shut = (c: number) =>
    new Map(
      leaves.flatMap((leaf, i) => {
        const before = done(c)
        return before ? [[i, worthOf(leaf, before, i)] as const] : found.members[c]!.asked[i] ? [] : [[i, null] as const]
      }),
    )
  const cells = found.members.map((_, c) => column(leaves, new Set(), found.rows[c] ?? none, shut(c)))
  const open = !past(found.phase, "verifying") && past(found.phase, "pledging")
  const asked = found.members.map(({ asked }, c) => open && !done(c) && asked.some(Boolean))
  const notes = noting(props.year, Object.fromEntries(found.members.flatMap(({ seat }, c) => (asked[c] ? [[c, `agency-${seat}`]] : []))))
  const differing = cells.map((cell, c) =>
    createMemo(() => new Set(found.selves[c] && asked[c] ? differences(cell.filled(), found.selves[c]) : [])),
  )
  const differs = (c: number, i: number) => !!differing[c]?.().has(i)
  /** Whether a column is full, with every reason that it wants. */
  const whole = (c: number) =>
    !flaws(
      cells[c]!.filled(),
      leaves.map((leaf, i) => (found.members[c]!.asked[i] ? leaf : null)),
    ).length && leaves.every((_, i) => !differs(c, i) || notes.text(c, i).trim())
  const begun = (c: number) => !bare(cells[c]!.filled())
  const ready = createMemo(() => found.members.map((_, c) => !!asked[c] && begun(c) && whole(c)))
  const nameOf = (c: number) => found.members[c]?.name ?? ""
  const names = (of: readonly boolean[]) => of.flatMap((one, c) => (one ? [nameOf(c)] : [])).join(", ")
  const row = (c: number) => (begun(c) && asked[c] ? cells[c]!.filled() : null)
  const json = () => ({ table: found.table ?? "", rows: found.members.map((_, c) => row(c)) })
  const confirmed = () => ({
    ...json(),
    rows: found.members.map((_, c) => (ready()[c] ? { ...cells[c]!.filled(), reasons: notes.reasons(c) } : null)),
  })
  const narrow = onPhone()
  const peers = found.members.map(({ name }, c) => ({ c, name }))
  const [at, setAt] = createSignal(Math.max(0, asked.indexOf(true)))
  const heads = createMemo(() =>
    peers
      .filter(({ c }) => !narrow() || c === at())
      .map(({ c, name }): Head => ({
        ...{ c, name },
        under: (i) => selfSaid(found, leaves, c, i),
        closed: (i) => (done(c) ? `✓ ${points(worthOf(leaves[i]!, done(c)!, i))}` : "–"),
        differs: (i) => differs(c, i),
      })),
  )
  const may = me()?.roles.some((role) => role === "leader" || role === "officer")
  const left = (): More[] =>
    ready().some(Boolean)
      ? []
      : [{ text: text("agency.confirm.none"), go: () => document.querySelector<HTMLElement>(".grid input")?.focus() }]
  const words = new Map(found.leaves.flatMap(({ code, corrected }) => (corrected ? [[code, corrected] as const] : [])))
  return (
    <WordsOf words={words}>
      <Sheet
        year={{ again: props.again }}
        caption={text("year.title", { bloc: found.name, year: found.year })}
        rows={rows}
        leaves={leaves}
        cells={cells}
        counted={[]}
        heads={heads()}
        results={leaves.some(computed)}
        readOnly={!open ? text("agency.shut") : may ? "" : text("sheet.readOnly", { why: text("sheet.role") })}
        notes={{ of: notes, name: () => text("note.for", { unit: nameOf(at()) }), c: at, wanted: differs }}
        reached={setAt}
        reveal={setAt}
        more={left}
        saving={{
          etag: props.etag,
          read: json,
          put: (sheet, header) => ask(() => years[":year"].$put({ param, header, json: sheet })),
          again: () => ask(() => years[":year"].$get({ param })),
          kept: open
            ? {
                name: `${props.year}/agency/${found.table}`,
                restore: (sheet) => sheet.rows.forEach((given, c) => given && asked[c] && cells[c]!.put(given)),
              }
            : undefined,
        }}
        theirs={props.again}
        handIn={
          open && me()?.roles.includes("leader")
            ? {
                ...({ open: "verify.confirm", title: "verify.confirm.title", does: "verify.confirm.do" } as const),
                ask: () => text("agency.confirm.ask", { units: names(ready()) }),
                post: (header) => ask(() => years[":year"].$post({ param, header, json: confirmed() })),
                nameOf,
              }
            : undefined
        }
        who={text("verify.who")}
        tools={() => (
          <>
            <Show when={narrow()}>
              <Picker peers={peers} at={at()} pick={setAt} />
            </Show>
            <Show when={found.confirmed.some(Boolean)}>
              <p>{text("agency.done", { units: names(found.members.map((_, c) => !!done(c))) })}</p>
            </Show>
          </>
        )}
        foot={<></>}
      />
    </WordsOf>
  )
}

/** What a unit gave itself on a leaf, once that is open. */
function selfSaid({ selves }: Found, leaves: readonly Leaf[], c: number, i: number) {
  const self = selves[c]
  const worth = self && worthOf(leaves[i]!, self, i)
  return worth == null ? "" : text("cross.selves.of", { points: points(worth) })
}
