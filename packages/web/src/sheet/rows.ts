import { type Leaf, leavesOf } from "@khoi/core/criteria-rule"
import type { InferResponseType } from "hono/client"
import type { Filled } from "./cells.ts"
import type { api } from "../api.ts"

export type Criteria = NonNullable<InferResponseType<(typeof api.years)[":year"]["table"]["$get"]>["criteria"]>
type Node = Criteria["table"]["sections"][number]
/** A line of a sheet: a section spans the leaves `from` up to `to`; a leaf is cell `i` of every column. */
export type Row = { code: string; name: string; max: number | null; depth: number } & ({ from: number; to: number } | { i: number })
export type { Leaf }

/** The leaves in the order of a sheet's points; on cross sheets without those that peers do not judge, and all with typed points. */
export function leavesFor({ table }: Criteria, kind: "own" | "cross" = "own"): Leaf[] {
  const leaves = leavesOf(table as Parameters<typeof leavesOf>[0])
  return kind === "own" ? leaves : leaves.flatMap((leaf) => (leaf.crossed ? [{ ...leaf, scoring: { kind: "points" } }] : []))
}

/** The codes that do not apply to a unit (by its code), and those struck for all: nothing may stand there. */
export const leftOut = ({ notApplicable }: Criteria, unit: string | undefined, struck: readonly string[] = []): ReadonlySet<string> =>
  new Set([...struck, ...notApplicable.flatMap((line) => (line.unit === unit ? [line.code] : []))])

const nothing: ReadonlySet<string> = new Set()

/** Sections and leaves in table order; sections without any of these leaves are left out. What does not apply has no maximum. */
export function rowsFor(criteria: Criteria, leaves: readonly Leaf[], out = nothing): Row[] {
  const places = new Map(leaves.map(({ code }, i) => [code, i]))
  const rows: Row[] = []
  const most = ({ code, max }: Leaf) => (out.has(code) ? null : max)
  const add = (node: Node, depth: number): void => {
    const i = places.get(node.code)
    if (!node.children?.length)
      return void (i !== undefined && rows.push({ code: node.code, name: node.name, max: most(leaves[i]!), depth, i }))
    const [at, from] = [rows.length, countLeaves(rows)]
    for (const child of node.children) add(child, depth + 1)
    const to = countLeaves(rows)
    const max = sum(leaves.slice(from, to).map(most))
    if (to > from) rows.splice(at, 0, { code: node.code, name: node.name, max, depth, from, to })
  }
  for (const section of criteria.table.sections) add(section, 0)
  return rows
}

const countLeaves = (rows: readonly Row[]) => rows.filter((row) => "i" in row).length

export const sum = (all: readonly (number | null | undefined)[]) => all.reduce<number>((total, one) => total + (one ?? 0), 0)

/** Whether points follow from a result. */
export const computed = ({ scoring }: Leaf) => scoring.kind !== "points"

/** A sheet that nobody has filled in, or that belongs to another table. */
export const none: Filled = { points: [], results: [] }
