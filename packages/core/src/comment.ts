import { createHash } from "node:crypto"
import * as z from "zod"
import { Actor } from "./actor.ts"
import { Creations } from "./creation.ts"
import { nodesOf } from "./criteria-rule.ts"
import { Fault } from "./fault.ts"
import { Id } from "./id.ts"
import { Log } from "./log.ts"
import { Version, Versions } from "./table-version.ts"
import { versioning } from "./phase.ts"
import { type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { Root, Years } from "./year.ts"

/** What a member says of one criterion of the newest version, by its code, or of the whole. */
export const Comment = z.strictObject({ leaf: Text.Name(40).nullable(), text: Text.Prose() })
/** The head's answer, which closes it; without words it is only closed. */
export const Answer = z.strictObject({ text: Text.Prose().nullable() })
/** Where comments on the same criterion stand together, as their address spells it; "-" is the whole. */
export const Place = z.string().regex(/^(-|[\w-]{22})$/, "input.invalid")

const _ = z.literal(1).default(1)
const Answered = z.object({ at: z.iso.datetime(), text: z.string().nullable() })
const Kind = Table.kind({
  space: "Y#year",
  sk: "K#leaf#id",
  schema: z.object({
    _,
    leaf: z.string().nullable(),
    text: z.string(),
    seat: z.string(),
    who: z.string(),
    version: z.int(),
    at: z.iso.datetime(),
    answer: Answered.optional(),
  }),
})
export const Shown = z.object({
  ...{ id: z.string(), place: z.string(), leaf: z.string().nullable(), text: z.string(), seat: z.string() },
  ...{ version: z.int(), at: z.string(), answer: Answered.nullable() },
})
export const Made = z.object({ id: z.string(), place: z.string() })

/** A code may hold signs that no key can, so the key has its hash. */
const placeOf = (leaf: string | null) => (leaf === null ? "-" : createHash("sha256").update(leaf).digest("base64url").slice(0, 22))

/** Says it before all members, until scoring begins. Faults `table.closed`, `table.absent`, `file.reference` at `/leaf`. */
export async function add(year: string, { leaf, text }: z.output<typeof Comment>, once: Once) {
  Actor.need("comment.add")
  const { department, person } = Actor.person()
  const seat = await Years.ownSeat(year)
  const { newest } = await Versions.course(year)
  if (!newest) throw new Fault("table.absent")
  if (leaf !== null) await known(year, newest, leaf)
  const [id, place] = [Id.create(), placeOf(leaf)]
  const comment = { leaf, text, seat, who: person, version: newest, at: new Date().toISOString() }
  const made = await Table.write(Creations.record(id, once), [
    Root.change({ year }, {}, [
      [`seats.${seat}.unit`, department, "right.denied"],
      [`seats.${seat}.left`, undefined, "member.left"],
      ["phase", versioning, "table.closed"],
    ]),
    Kind.put({ year, leaf: place, id }, comment, 0, "internal"),
    Log.entry(year, "comment.add", { seat, once }),
  ])
  return { id: made.id, place }
}

async function known(year: string, n: number, leaf: string) {
  const { table } = await Version.get({ year, n: `${n}` })
  if (!nodesOf(table.sections, []).some(({ node }) => node.code === leaf))
    throw new Fault("input.invalid", [{ in: "json", path: "/leaf", code: "file.reference" }])
}

/** Every comment of the year, those on one criterion together in the order in which they came; by page. */
export async function list(year: string, page: { after?: string | undefined }) {
  Actor.need("comment.list")
  await Years.facts(year)
  const { items, next } = await Kind.list({ year }, page)
  return { items: items.map(({ key, answer = null, ...item }) => ({ ...item, ...placed(key), answer })), next }
}

const placed = (key: string) => ({ place: key.slice(0, key.indexOf("#")), id: key.slice(key.indexOf("#") + 1) })

/** The head's answer, given once. Faults `missing`, `right.denied`, `comment.answered`. */
export async function answer(year: string, place: string, id: string, { text }: z.output<typeof Answer>, once: Once) {
  Actor.need("comment.answer")
  const seat = await Years.ownSeat(year)
  const key = { year, leaf: place, id }
  const given = { at: new Date().toISOString(), text }
  const part = Kind.change(key, { set: { answer: given, once } }, [["answer", undefined, "comment.answered"]])
  const again = (old: Record<string, unknown>) =>
    Table.same(old["once"] as Once | undefined, once) ? (old["answer"] as typeof given) : undefined
  return Table.write({ ...part, item: given, again }, [
    Root.change({ year }, {}, [["head", seat, "right.denied"]]),
    Log.entry(year, "comment.answer", { seat, once }),
  ])
}
export { Answered }

export * as Comments from "./comment.ts"
