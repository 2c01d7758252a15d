import { past } from "@khoi/core/phase"
import { bare, differences, flaws } from "@khoi/core/sheet-rule"
import type { InferResponseType } from "hono/client"
import { createMemo } from "solid-js"
import { api, ask, type over } from "../api.ts"
import { column, worthOf } from "../sheet/cells.ts"
import { noting } from "../sheet/notes.ts"
import { type Leaf, none } from "../sheet/rows.ts"
import { saver } from "../sheet/saver.ts"
import { text } from "../text.ts"

const years = api.agency.years
export type Found = InferResponseType<(typeof years)[":year"]["$get"]>
/** One bloc's year as the agency found it, under the ETag that a save replaces. */
export type Read = { year: string; etag: string; found: Found }
type Header = ReturnType<typeof over>

export const readPart = async (year: string): Promise<Read> => {
  const { value, etag } = await ask(() => years[":year"].$get({ param: { year } }))
  return { year, etag, found: value }
}

/** A leaf as the cells take it. */
export const leafOf = (given: Found["leaves"][number]): Leaf => ({ ...given, verifier: undefined, within: [], crossed: false }) as Leaf

/** The agency's part of one bloc: a column of cells for each member, what it lacks, its own draft and confirmation. */
export function partOf({ year, etag, found }: Read) {
  const leaves = found.leaves.map(leafOf)
  const param = { year }
  /** Leaves whose wording the board has corrected since. */
  const words = new Map(found.leaves.flatMap(({ code, corrected }) => (corrected ? [[code, corrected] as const] : [])))
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
  const notes = noting(year, Object.fromEntries(found.members.flatMap(({ seat }, c) => (asked[c] ? [[c, `agency-${seat}`]] : []))))
  const differing = cells.map((cell, c) =>
    createMemo(() => new Set(found.selves[c] && asked[c] ? differences(cell.filled(), found.selves[c]) : [])),
  )
  const differs = (c: number, i: number) => !!differing[c]?.().has(i)
  /** Whether a member is answered in full, with every reason that it wants. */
  const whole = (c: number) =>
    !flaws(
      cells[c]!.filled(),
      leaves.map((leaf, i) => (found.members[c]!.asked[i] ? leaf : null)),
    ).length && leaves.every((_, i) => !differs(c, i) || notes.text(c, i).trim())
  const begun = (c: number) => !!asked[c] && !bare(cells[c]!.filled())
  const ready = createMemo(() => found.members.map((_, c) => begun(c) && whole(c)))
  const json = () => ({ table: found.table ?? "", rows: found.members.map((_, c) => (begun(c) ? cells[c]!.filled() : null)) })
  const confirmed = () => ({
    ...json(),
    rows: found.members.map((_, c) => (ready()[c] ? { ...cells[c]!.filled(), reasons: notes.reasons(c) } : null)),
  })
  const save = saver({
    etag,
    read: json,
    put: (sheet, header) => ask(() => years[":year"].$put({ param, header, json: sheet })),
    again: () => ask(() => years[":year"].$get({ param })),
    kept: open
      ? {
          name: `${year}/agency/${found.table}`,
          restore: (sheet: ReturnType<typeof json>) => sheet.rows.forEach((given, c) => given && asked[c] && cells[c]!.put(given)),
        }
      : undefined,
  })
  const named = (of: (c: number) => boolean | undefined) => found.members.flatMap(({ name }, c) => (of(c) ? [name] : []))
  return {
    ...{ year, found, words, leaves, cells, open, asked, notes, differs, done, save },
    name: () => text("year.title", { bloc: found.name, year: found.year }),
    /** Members, by name, that are answered in full, and that are begun and not. */
    ready: () => named((c) => ready()[c]),
    partly: () => named((c) => begun(c) && !ready()[c]),
    confirmedFor: () => named((c) => !!done(c)),
    confirm: (header: Header) => ask(() => years[":year"].$post({ param, header, json: confirmed() })),
  }
}
export type Part = ReturnType<typeof partOf>
