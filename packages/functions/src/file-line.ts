import type { Field } from "@khoi/core/fault"
import { isMap, isNode, isSeq, type Node, parseDocument, type Scalar } from "yaml"
import { guard } from "./yaml-guard.ts"

/** Beyond so many signs a second reading takes longer than anybody waits for line numbers. */
const most = 4_000_000

/**
 * The line, from 1 on, of each fault's place in a text of YAML or JSON: of its key, or of what it should stand in; undefined where that cannot be told.
 * `options` are those that the text is read by.
 */
export function linesOf(text: string, fields: readonly Field[], options: object): (number | undefined)[] {
  if (text.length > most || guard(text)) return fields.map(() => undefined)
  const root = parseDocument(text, options).contents
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index)
  const lineAt = (at: number) => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle]! < at) low = middle + 1
      else high = middle
    }
    return low + 1
  }
  return fields.map(({ path }) => {
    const at = placeOf(root, path)
    return at === undefined ? undefined : lineAt(at)
  })
}

/** Where the nearest thing on a JSON Pointer's way begins. */
function placeOf(root: unknown, path: string) {
  let node: unknown = root
  let at = isNode(root) ? root.range?.[0] : undefined
  for (const step of path.split("/").slice(1)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~")
    const next: unknown[] = isMap<Scalar, Node>(node)
      ? pairOf(node.items, key)
      : isSeq<Node>(node)
        ? [node.items[Number(key)], node.items[Number(key)]]
        : []
    if (!isNode(next[0])) return at
    at = next[0].range?.[0] ?? at
    node = next[1]
  }
  return at
}

/** Key and value of the last pair with this key: where it stands twice, that one is the fault. */
function pairOf(items: readonly { key: Scalar; value: Node | null }[], wanted: string): unknown[] {
  const pair = items.findLast(({ key }) => String(key.value) === wanted)
  return pair ? [pair.key, pair.value] : []
}
