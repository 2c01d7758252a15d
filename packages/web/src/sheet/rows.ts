import { leavesOf } from "@khoi/core/criteria-rule"
import type { InferResponseType } from "hono/client"
import type { api } from "../api.ts"

export type Criteria = NonNullable<InferResponseType<(typeof api.years)[":year"]["table"]["$get"]>["criteria"]>
type Node = Criteria["table"]["sections"][number]
/** A line of a sheet: a section spans the leaves `from` up to `to`; a leaf is cell `i` of every column. */
export type Row = { code: string; name: string; max: number; depth: number } & ({ from: number; to: number } | { i: number })
export type Leaf = { code: string; name: string; max: number }

/** The leaves in the order of a sheet's points; on cross sheets without those that peers do not judge. */
export const leavesFor = ({ table }: Criteria, kind: "own" | "cross" = "own"): Leaf[] =>
  leavesOf(table as Parameters<typeof leavesOf>[0]).filter((leaf) => kind === "own" || leaf.crossed)

/** Sections and leaves in table order; sections without any of these leaves are left out. */
export function rowsFor(criteria: Criteria, leaves: readonly Leaf[]): Row[] {
  const places = new Map(leaves.map(({ code }, i) => [code, i]))
  const rows: Row[] = []
  const add = (node: Node, depth: number): void => {
    const i = places.get(node.code)
    if (!node.children?.length) return void (i !== undefined && rows.push({ ...leaves[i]!, depth, i }))
    const [at, from] = [rows.length, countLeaves(rows)]
    for (const child of node.children) add(child, depth + 1)
    const to = countLeaves(rows)
    const max = leaves.slice(from, to).reduce((sum, leaf) => sum + leaf.max, 0)
    if (to > from) rows.splice(at, 0, { code: node.code, name: node.name, max, depth, from, to })
  }
  for (const section of criteria.table.sections) add(section, 0)
  return rows
}

const countLeaves = (rows: readonly Row[]) => rows.filter((row) => "i" in row).length

export const sum = (all: readonly (number | null | undefined)[]) => all.reduce<number>((total, one) => total + (one ?? 0), 0)
