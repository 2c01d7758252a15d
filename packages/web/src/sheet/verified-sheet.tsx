import { differences } from "@khoi/core/sheet-rule"
import type { InferResponseType } from "hono/client"
import { createMemo, createSignal, Show } from "solid-js"
import { api, ask } from "../api.ts"
import { moment, points as hundredths } from "../format.ts"
import { text } from "../text.ts"
import { nameOf, open, type Year } from "../year/board.ts"
import { DraftMark, Signed } from "../year/frame.tsx"
import { givenOf } from "../year/rule-words.ts"
import { column, worthOf } from "./cells.ts"
import type { Ways } from "./grid.tsx"
import { Late, lateLeft } from "./late.tsx"
import { linesLeft } from "./left.ts"
import { Lines } from "./lines.tsx"
import { lining } from "./lining.ts"
import { noting } from "./notes.ts"
import { whyReadOnly } from "./read-only.ts"
import { computed, type Criteria, type Leaf, leavesFor, leftOut, rowsFor } from "./rows.ts"
import { Sheet, totalOf } from "./sheet.tsx"

const verified = api.years[":year"].verified
export type Of = { year: Year; seat: string; criteria: Criteria; struck: readonly string[]; hash: string; done: () => unknown }
type Found = InferResponseType<(typeof verified)[":seat"]["$get"]>

/** What agencies answer of the unit: worth something once they have, closed to who verifies it as long as they may. */
function theirsOf({ agencies }: Found, leaves: readonly Leaf[]) {
  const shut = agencies.filter((answer) => !answer.open)
  const results = leaves.map((_, i) => shut.find((one) => one.i === i)?.result ?? null)
  const points = leaves.map((_, i) => shut.find((one) => one.i === i)?.points ?? null)
  const given = new Map(shut.map(({ i }) => [i, worthOf(leaves[i]!, { points, results }, i)]))
  const said = (i: number) => {
    const answer = shut.find((one) => one.i === i)
    if (!answer) return undefined
    const unit = answer.name
    const worth = given.get(i)
    if (worth === null) return text("agency.open", { unit })
    return [text("agency.answered", { points: hundredths(worth), unit }), answer.reason].filter(Boolean).join(": ")
  }
  return { given, said }
}

/** One unit's sheet as it is verified: what it gave itself beside, the reason where they differ, lines, lateness. */
export function VerifiedSheet(props: Of & { etag: string; found: Found; again: () => Promise<void> }) {
  const leaves = leavesFor(props.criteria)
  const board = props.year.board
  const out = leftOut(props.criteria, board().members.find(({ seat }) => seat === props.seat)?.code, props.struck)
  const theirs = theirsOf(props.found, leaves)
  const own = column(leaves, out, props.found, theirs.given)
  const given = props.found.self
  const self = given && column(leaves, out, given)
  const [lines, claims] = [lining(props.criteria, props.found.marks), lining(props.criteria, given?.marks ?? [])]
  const [waived, setWaived] = createSignal(props.found.waived ?? "")
  const notes = noting(props.year.id, { 0: `verified-${props.seat}` })
  const differ = createMemo(() => new Set(given ? differences(own.filled(), given).filter((i) => !out.has(leaves[i]!.code)) : []))
  const results = leaves.some(computed)
  const before = self && {
    get name() {
      return text("sheet.self")
    },
    worths: self.worths(),
    given: (i: number) => givenOf(leaves[i]!.scoring.kind, given.results[i]),
    note: (i: number) => given.reasons[`${i}`] ?? "",
  }
  const param = { year: props.year.id, seat: props.seat }
  const json = () => ({
    table: props.hash,
    ...own.filled(),
    marks: lines.marks(),
    ...(waived().trim() && { waived: waived().trim() }),
  })
  const unit = () => nameOf(board(), props.seat)
  const readOnly = () => whyReadOnly(board(), "verified.save", props.found.confirmed && "verify.confirmed.before")
  const [ways, setWays] = createSignal<() => Ways | undefined>()
  const more = () => [
    ...[...differ()]
      .filter((i) => !notes.text(0, i).trim())
      .map((i) => ({
        text: text("note.go", { code: leaves[i]!.code }),
        go: () => document.querySelector<HTMLElement>(`tr:has(#r${i}) .note textarea`)?.focus(),
      })),
    ...linesLeft(lines),
    ...lateLeft(props.found.late, lines, waived()),
  ]
  const fill = () => {
    if (!self) return
    ways()?.()?.write(
      0,
      0,
      own.words.map((words, i) => words.map((word, k) => word || self.words[i]![k]!)),
    )
    if (!lines.marks().length) lines.put(claims.marks())
  }
  return (
    <>
      <DraftMark when={!props.found.confirmed || props.found.first?.own === false} word="verify.draft" />
      <Show when={props.found.first}>
        {(first) => (
          <p class="notice" role="status">
            {text(first().own ? "panel.first.own" : "panel.first", { unit: first().name, at: moment(first().at) })}
          </p>
        )}
      </Show>
      <Sheet
        year={props.year}
        caption={`${text("verify.title")}: ${unit()}`}
        rows={rowsFor(props.criteria, leaves, out)}
        leaves={leaves}
        cells={[own]}
        heads={[
          {
            c: 0,
            name: text("sheet.verified"),
            ...(before && { before }),
            closed: (i) => theirs.said(i) ?? text(props.struck.includes(leaves[i]!.code) ? "rule.struck" : "rule.none"),
            differs: (i) => differ().has(i),
          },
        ]}
        results={results}
        readOnly={readOnly()}
        notes={{ of: notes, name: () => text("note.reason"), c: () => 0, wanted: (_, i) => differ().has(i) }}
        more={more}
        below={(touch) => (
          <>
            <Late
              owed={props.found.late}
              lines={lines}
              waived={waived()}
              readOnly={!!readOnly()}
              waive={(why) => (setWaived(why), touch())}
              changed={touch}
            />
            <Lines of={lines} self={given ? claims : undefined} readOnly={!!readOnly()} changed={touch} />
          </>
        )}
        saving={{
          etag: props.etag,
          read: json,
          put: (sheet, header) => ask(() => verified[":seat"].$put({ param, header, json: sheet })),
          again: () => ask(() => verified[":seat"].$get({ param })),
          kept: !readOnly()
            ? {
                name: `${props.year.id}/verified-${props.seat}/${props.hash}`,
                restore: (sheet) => {
                  own.put(sheet)
                  lines.put(sheet.marks)
                  setWaived(sheet.waived ?? "")
                },
              }
            : undefined,
        }}
        theirs={props.again}
        handIn={
          open(board(), "verified.confirm")
            ? {
                ...({ open: "verify.confirm", title: "verify.confirm.title", does: "verify.confirm.do" } as const),
                ask: () => text("verify.confirm.ask", { total: totalOf(own, leaves), unit: unit() }),
                post: (header) => ask(() => verified[":seat"].$post({ param, header, json: { ...json(), reasons: reasonsOf() } })),
                nameOf: unit,
              }
            : undefined
        }
        who={text("verify.who")}
        tools={(ways) => {
          setWays(() => ways)
          return (
            <Show when={self} fallback={<p class="notice">{text("verify.noSelf")}</p>}>
              <Show when={!readOnly()}>
                <button type="button" class="quiet screen-only" onClick={fill}>
                  {text("verify.fill")}
                </button>
              </Show>
            </Show>
          )
        }}
        done={props.done}
        foot={<Signed board={board()} by="bloc" />}
      />
    </>
  )
  /** A note on a leaf that is an agency's to answer by now is not this sheet's. */
  function reasonsOf() {
    return Object.fromEntries(
      Object.entries(notes.reasons(0)).filter(([i]) => !theirs.given.has(Number(i)) && !out.has(leaves[Number(i)]?.code ?? "")),
    )
  }
}
