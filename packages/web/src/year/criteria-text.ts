import { points, typed } from "../format.ts"
import type { Criteria } from "../sheet/rows.ts"
import type { Word } from "../text.ts"
import { cellsOf } from "./line-text.ts"
import { rule, told } from "./scoring-text.ts"

type Table = Criteria["table"]
type Node = Table["sections"][number]
/** What is wrong with a line, in words with gaps. */
export type LineFault = { line: number; word: Word; gaps?: Record<string, string | number> }
type Placed = {
  node: Node
  line: number
  ruled: boolean
  max: number | null | undefined
  within: Map<string, Placed>
  children: Placed[]
  path: string
}

const isSection = (code: string) => /^[IVXLC]+$/.test(code)
/** A cell behind the points that keeps peers from judging the leaf, or names who verifies it. */
const isMark = (cell: string) => /^(x|không|no)$/i.test(cell)
const verifier = /^(?:xác nhận|verified by):?\s+(\S+)$/iu

/**
 * Lines "code ⇥ name ⇥ points ⇥ kind ⇥ parameters", as they come from a spreadsheet: Roman codes are sections, "1.2" stands below "1".
 * Where a code does not tell its place, ">" before it does, one for each step down; then every code is taken as it stands.
 * No kind: typed points. Among the cells behind the points "x" keeps peers out, and "xác nhận so-tai-chinh" names the verifier.
 */
export function parse(text: string) {
  const faults: LineFault[] = []
  const roots: Placed[] = []
  const lines = text.normalize("NFC").split("\n")
  const put = lines.some((line) => /^\s*>/.test(line)) ? byDepth(roots, faults) : byCode(roots, faults)
  const known = new Set<string>()
  for (const [at, whole] of lines.entries()) {
    if (!whole.trim()) continue
    const line = at + 1
    const [given = "", name = "", most = "", ...behind] = cellsOf(whole)
    if (!given || !name) {
      faults.push({ line, word: "table.fault.cells" })
      continue
    }
    const max = typed(most)
    if (max === undefined) faults.push({ line, word: "table.fault.points" })
    const scoring = rule(behind.filter((cell) => !isMark(cell) && !verifier.test(cell)).join(" "))
    if (!scoring) faults.push({ line, word: "table.fault.scoring" })
    const node: Node = { code: given, name, max: 0, scoring, ...marksOf(behind) }
    put({ node, line, ruled: scoring?.kind !== "points", max, within: new Map(), children: [], path: "" })
    if (known.has(node.code)) faults.push({ line, word: "table.fault.duplicate" })
    known.add(node.code)
  }
  const sections = roots.map((root, i) => finish(root, `/table/sections/${i}`, faults))
  return { sections, faults, lines: linesOf(roots) }
}

/** Places each line by its code. Every section counts from 1, so a number alone names nothing: "1" in II is "II.1". */
function byCode(roots: Placed[], _: LineFault[]) {
  let section: Placed | undefined
  return (placed: Placed) => {
    const given = placed.node.code
    if (isSection(given)) {
      section = placed
      return void roots.push(placed)
    }
    const above = parentOf(given, section)
    if (section && /^\d/.test(given)) placed.node.code = `${section.node.code}.${given}`
    section?.within.set(given, placed)
    ;(above?.children ?? section?.children ?? roots).push(placed)
  }
}

/** Places each line below the last one that stands a step higher. */
function byDepth(roots: Placed[], faults: LineFault[]) {
  const last: Placed[] = []
  return (placed: Placed) => {
    const [marks = ""] = /^[>\s]*/.exec(placed.node.code) ?? []
    const depth = marks.replaceAll(/\s/g, "").length
    placed.node.code = placed.node.code.slice(marks.length)
    if (depth > last.length) faults.push({ line: placed.line, word: "table.fault.depth" })
    last.length = Math.min(depth, last.length)
    ;(last.at(-1)?.children ?? roots).push(placed)
    last.push(placed)
  }
}

function marksOf(cells: readonly string[]) {
  const named = cells.flatMap((cell) => verifier.exec(cell)?.[1] ?? [])[0]
  return { ...(cells.some(isMark) && { cross: false }), ...(named && { verifier: named }) }
}

/** The longest dotted beginning of a code that stands in the same section. */
function parentOf(code: string, section: Placed | undefined) {
  const steps = code.split(".")
  for (let n = steps.length - 1; n > 0; n--) {
    const prefix = steps.slice(0, n).join(".")
    const placed = section?.within.get(prefix)
    if (placed) return placed
  }
  return undefined
}

/** Leaves keep their way of scoring, parents get their sum; in hundredths, so that nothing is lost. */
function finish(placed: Placed, path: string, faults: LineFault[]): Node {
  const { node, line, ruled, max, children } = placed
  placed.path = path
  if (!children.length) {
    if (max === null) faults.push({ line, word: "table.fault.lacks" })
    return Object.assign(node, { max: (max ?? 0) / 100 })
  }
  const parts = children.map((child, i) => finish(child, `${path}/children/${i}`, faults))
  const sum = Math.round(parts.reduce((total, part) => total + part.max * 100, 0))
  if (max && max !== sum) faults.push({ line, word: "table.fault.sum", gaps: { sum: points(sum), max: points(max) } })
  if (ruled || node.cross === false || node.verifier) faults.push({ line, word: "table.fault.parent" })
  delete node.scoring
  return Object.assign(node, { max: sum / 100, children: parts })
}

/** On which line a node stands that the server refuses, by its JSON Pointer. */
const linesOf = (all: readonly Placed[]): Map<string, number> =>
  new Map(all.flatMap((one) => [[one.path, one.line] as const, ...linesOf(one.children)]))

/** The table as lines again; with ">" where the codes alone would not tell where each stands. */
export function written(table: Table): string {
  const lines = (node: Node, depth: number, marked: boolean): string[] => [
    [
      `${marked && depth ? `${">".repeat(depth)} ` : ""}${node.code}`,
      node.name,
      points(Math.round(node.max * 100), false),
      ...behind(node),
    ].join("\t"),
    ...(node.children ?? []).flatMap((child) => lines(child, depth + 1, marked)),
  ]
  const whole = (marked: boolean) => table.sections.flatMap((node) => lines(node, 0, marked)).join("\n")
  return shapeOf(parse(whole(false)).sections) === shapeOf(table.sections) ? whole(false) : whole(true)
}

const shapeOf = (nodes: readonly Node[]): string => nodes.map(({ code, children = [] }) => `${code}(${shapeOf(children)})`).join("\n")

const behind = ({ scoring, cross, verifier }: Node) => [
  ...(scoring ? told(scoring) : []),
  ...(cross === false ? ["x"] : []),
  ...(verifier ? [`xác nhận ${verifier}`] : []),
]
