import { type BlocYear, examine } from "@khoi/core/bloc-year"
import { Fault, type Field } from "@khoi/core/fault"
import { at, repeated, type Step } from "@khoi/core/file-pointer"
import { lacking } from "@khoi/core/ranking-rule"
import { isCollection, isMap, parseDocument, type Scalar } from "yaml"
import { sound } from "./http.ts"
import { linesOf } from "./file-line.ts"
import { beyond } from "./live-limit.ts"
import { guard } from "./yaml-guard.ts"

/** A year of 60 members and 176 leaves with all its sheets has about 10 MB. */
export const largest = 16 * 2 ** 20
const levels = 32
/** Words, numbers, lists and maps alone: no tags, no dates, no merge keys; a key such as 1.10 stays what was written. */
const options = {
  version: "1.2",
  schema: "core",
  merge: false,
  resolveKnownTags: false,
  stringKeys: true,
  uniqueKeys: false,
  prettyErrors: false,
} as const

/** Where the parser's own words go, for people, beside the fault. */
type Say = (line: string) => void

/** The year that a file's bytes stand for, if it can be lived. Faults `file.unreadable`, `input.invalid`, `file.unsupported`, each with every place at once. */
export function blocYear(bytes: Uint8Array, say: Say): BlocYear {
  const { value, fields } = parse(bytes, say)
  const { year, fields: faulty } = examine(value)
  const wrong = [...fields, ...faulty, ...(faulty.every(aside) ? lacking(year) : [])]
  if (wrong.length) throw new Fault("input.invalid", placed(bytes, wrong))
  const early = beyond(year)
  if (early.length) throw new Fault("file.unsupported", placed(bytes, early))
  return year
}

/** A fault with the line that it stands in, where that can be told. */
export type Placed = Field & { readonly line?: number | undefined }
function placed(bytes: Uint8Array, fields: readonly Field[]): Placed[] {
  const lines = linesOf(new TextDecoder().decode(bytes).normalize("NFC"), fields, options)
  return fields.map((field, i) => ({ ...field, line: lines[i] }))
}

/** Whether a fault leaves who has which component of the official score as it is. */
const aside = ({ path, code }: Field) =>
  code === "input.unknown" ||
  code === "file.head" ||
  /^\/(format|province|bloc|year|rules|marks|held|votes|decided|appraisal)(\/|$)/.test(path)

/** The one value that stands in a file of JSON or YAML, and the keys that stand there twice. Fault `file.unreadable`. */
export function parse(bytes: Uint8Array, say: Say): { value: unknown; fields: Field[] } {
  const text = decode(bytes, say)
  try {
    if (sound(text)) return { value: composed(JSON.parse(text)), fields: [] }
  } catch {} // not JSON; or JSON that is not sound, of which the other parser tells where
  try {
    return yaml(text, say)
  } catch (error) {
    if (error instanceof RangeError) unreadable(say, "Tệp có quá nhiều tầng.")
    throw error
  }
}

/** An escape may spell what the text itself does not hold: letters and their marks apart. */
function composed(value: unknown): unknown {
  if (typeof value === "string") return value.normalize("NFC")
  if (Array.isArray(value)) return value.map(composed)
  if (!value || typeof value !== "object") return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key.normalize("NFC"), composed(one)]))
}

function decode(bytes: Uint8Array, say: Say) {
  if (bytes.length > largest) unreadable(say, `Tệp có ${bytes.length} byte, nhiều nhất là ${largest}.`)
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).normalize("NFC")
  } catch {
    const wide = /^(fffe|feff)/.test(Buffer.from(bytes.slice(0, 2)).toString("hex"))
    return unreadable(say, wide ? "Tệp mã hóa UTF-16: hãy lưu lại thành UTF-8." : "Tệp không phải UTF-8.")
  }
}

function yaml(text: string, say: Say) {
  const line = (at: number) => `Dòng ${text.slice(0, at).split("\n").length}: `
  const strange = guard(text)
  if (strange) unreadable(say, line(strange.at) + strange.why)
  const document = parseDocument(text, options)
  const [wrong] = [...document.errors, ...document.warnings]
  if (wrong) unreadable(say, `${line(wrong.pos[0])}không đúng YAML (${wrong.message})`)
  const fields = unsound(document.contents, [])
  if (fields.some(({ code }) => code === "file.unreadable")) throw new Fault("file.unreadable", fields)
  return { value: document.toJS() as unknown, fields }
}

/** Keys that are there twice, and what lies too deep. */
function unsound(node: unknown, path: readonly Step[]): Field[] {
  if (!isCollection(node)) return []
  if (path.length >= levels) return [at("file.unreadable", ...path)]
  if (!isMap<Scalar, unknown>(node)) return node.items.flatMap((item, i) => unsound(item, [...path, i]))
  const keys = node.items.map(({ key }) => String(key.value))
  return [
    ...repeated(keys).map((i) => at("file.duplicate", ...path, keys[i]!)),
    ...node.items.flatMap(({ value }, i) => unsound(value, [...path, keys[i]!])),
  ]
}

function unreadable(say: Say, why: string): never {
  say(why)
  throw new Fault("file.unreadable", [at("file.unreadable")])
}
