import type { Writable } from "../sheet/keys.ts"
import { type Leaf } from "../sheet/rows.ts"
import type { Part } from "./part.ts"

/** A department in a bloc's part: a row of the grid. */
export type Line = { part: Part; c: number }
/** A leaf over all blocs: `at` is its place in each part, -1 where the bloc's table has none such. */
export type Kind = { leaf: Leaf; at: ReadonlyMap<Part, number> }

export const linesOf = (parts: readonly Part[]): Line[] => parts.flatMap((part) => part.found.members.map((_, c) => ({ part, c })))

/** One column for each leaf that reads the same in every table that has it: code, name, maximum and how it is scored. */
export function kindsOf(parts: readonly Part[]): Kind[] {
  const found = new Map<string, { leaf: Leaf; at: Map<Part, number> }>()
  for (const part of parts)
    for (const [i, leaf] of part.leaves.entries()) {
      const name = JSON.stringify([leaf.code, leaf.name, part.words.get(leaf.code)?.name, leaf.max, leaf.scoring])
      const kind = found.get(name) ?? { leaf, at: new Map<Part, number>() }
      found.set(name, kind)
      kind.at.set(part, i)
    }
  return [...found.values()]
}

/** A leaf's cells down all departments, as the keyboard and a paste know a column; what is typed is saved by its own bloc. */
export function across({ at }: Kind, lines: readonly Line[]) {
  const cellOf = (r: number) => {
    const line = lines[r]
    const i = line ? (at.get(line.part) ?? -1) : -1
    return line && i >= 0 ? { ...line, i, column: line.part.cells[line.c]! } : undefined
  }
  const each = <T>(what: (cell: NonNullable<ReturnType<typeof cellOf>>) => T, other: T) =>
    lines.map((_, r) => {
      const cell = cellOf(r)
      return cell ? what(cell) : other
    })
  return {
    cellOf,
    parts: each(({ column, i }) => column.parts[i]!, []),
    /** The very words of each bloc's own column: whatever is typed there stands here. */
    words: each(({ column, i }) => column.words[i]!, []),
    value: (r: number, k: number) => {
      const cell = cellOf(r)
      return cell?.column.value(cell.i, k)
    },
    fault: (r: number, k: number) => {
      const cell = cellOf(r)
      return cell?.column.fault(cell.i, k)
    },
    tidy: (r: number, k: number) => {
      const cell = cellOf(r)
      return cell?.column.tidy(cell.i, k) ?? ""
    },
    type(r: number, k: number, word: string) {
      const cell = cellOf(r)
      cell?.column.type(cell.i, k, word)
      cell?.part.save.touch()
    },
    fill(from: number, k: number, given: readonly (readonly string[])[]) {
      for (const [n, line] of given.entries()) {
        const cell = cellOf(from + n)
        if (!cell?.column.parts[cell.i]!.length) continue
        cell.column.fill(cell.i, k, [line])
        cell.part.save.touch()
      }
    },
  } satisfies Writable & { cellOf: unknown; value: unknown; fault: unknown }
}
export type Across = ReturnType<typeof across>
