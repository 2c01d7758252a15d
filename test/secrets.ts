import { caller } from "./callers.ts"
import type { Caller } from "./cases.ts"
import { type Item, itemsOf, store, tenantOf } from "./stored.ts"
import type { PhaseName, Target } from "./target.ts"
import { sender } from "./world.ts"

/** Something that is there or is not, or is this or that; and the callers who may not be able to tell. */
export type Secret = {
  name: string
  items: readonly Item[]
  /** What stands there in the other world; nothing where the secret is that there is something. */
  otherwise: readonly Item[]
  strangers: readonly Caller[]
  phase?: PhaseName
}

/** Puts the world of a secret in which it is so, or the one in which it is otherwise. */
export async function make({ items, otherwise }: Pick<Secret, "items" | "otherwise">, so: boolean) {
  const [now, before] = so ? [items, otherwise] : [otherwise, items]
  const kept = new Set(now.map(({ pk, sk }) => `${pk} ${sk}`))
  await store(
    now,
    before.filter(({ pk, sk }) => !kept.has(`${pk} ${sk}`)),
  )
}

/** A few people of each place as seen from the target, and nobody. */
export async function peopleOf(own: Target, other: Target): Promise<Caller[]> {
  return [
    await caller(own, "head", "leader"),
    await caller(own, "own", "leader"),
    await caller(own, "peer", "officer"),
    await caller(own, "outside", "viewer"),
    await caller(own, "outside", "leader"),
    await caller(own, "own", "council"),
    await caller(own, "own", "board"),
    { name: "the board", role: "board", place: "outside", send: own.world.board },
    await caller(other, "foreign", "leader"),
    { name: "nobody", role: "nobody", place: "nowhere", send: sender() },
  ]
}

type Find = (room: string, sk: RegExp) => Item[]
type Made = { ids: Target["ids"]; find: Find; not: (...places: Caller["place"][]) => Caller[]; strangers: Caller[] }

/** What a province keeps from its own people: drafts, sheets of a phase that is not over, others' cross-scores, leaves, appeals, people. */
export async function secretsOf(own: Target, people: readonly Caller[]): Promise<Secret[]> {
  await filled(own)
  const all = await itemsOf(await tenantOf(own.world.code))
  const find: Find = (room, sk) => {
    const found = all.filter((item) => item.pk.endsWith(room) && sk.test(item.sk))
    if (!found.length) throw new Error(`Nothing at ${room} ${sk}`)
    return found
  }
  const not: Made["not"] = (...places) => people.filter(({ place }) => !places.includes(place))
  const made: Made = { ids: own.ids, find, not, strangers: not("own").filter(({ role }) => role !== "board") }
  return [...drafts(made), ...blind(made), ...others(made)]
}

/** The deputy hands both sheets in, and the unit writes a note: what the target has not. */
async function filled({ ids, leaders: [, b, c] }: Target) {
  const { selfScoring, crossScoring } = ids.years
  const acts = [
    await b("POST", `/years/${selfScoring}/self`, { table: ids.table, points: [3111, 4222] }, { "if-match": '"v0"' }),
    await b("POST", `/years/${crossScoring}/cross`, { table: ids.table, rows: [[2111, 3222], null, [2333, 3444]] }, { "if-match": '"v0"' }),
    await c("PUT", `/years/${selfScoring}/notes/self/0`, { text: "ghi chú riêng" }, { "if-match": '"v0"' }),
  ]
  for (const { status, text } of acts) if (status !== 200) throw new Error(text)
}

const drafts = ({ ids, find, not }: Made): Secret[] => {
  const [a, , c] = ids.members
  const { selfScoring, crossScoring, verifying } = ids.years
  const absent = { otherwise: [], strangers: not("own") }
  return [
    { name: "a self sheet being written", items: find(`D#${c}`, RegExp(`^Y#${selfScoring}#S$`)), ...absent, phase: "selfScoring" },
    { name: "cross-scores being written", items: find(`D#${c}`, RegExp(`^Y#${crossScoring}#X$`)), ...absent, phase: "crossScoring" },
    { name: "a note being written", items: find(`D#${c}`, RegExp(`^Y#${selfScoring}#N#`)), ...absent, phase: "selfScoring" },
    { name: "a movement inside a department", items: find(`D#${c}`, /^W/), ...absent },
    {
      name: "a verification being written",
      items: find(`D#${a}`, RegExp(`^Y#${verifying}#V#`)),
      ...{ otherwise: [], strangers: not("head"), phase: "verifying" },
    },
  ]
}

const blind = ({ ids, find, not }: Made): Secret[] => {
  const self = find(ids.years.selfScoring, /^S#01$/)
  const cross = find(ids.years.crossScoring, /^X#01$/)
  return [
    {
      name: "a self sheet handed in while others may",
      ...{ items: self, otherwise: self.map((item) => ({ ...item, points: [1, 2] })) },
      ...{ strangers: not("peer"), phase: "selfScoring" },
    },
    {
      name: "cross-scores handed in while others may",
      ...{ items: cross, otherwise: cross.map((item) => ({ ...item, rows: [[1, 2], null, [3, 4]] })) },
      ...{ strangers: not("peer"), phase: "crossScoring" },
    },
  ]
}

const others = ({ ids, find, strangers, not }: Made): Secret[] => {
  const { verifying, crossScoring, appealing } = ids.years
  const apart = not("own", "head", "peer").filter(({ role }) => role !== "board")
  const peers = find(verifying, /^X#01$/)
  const sheet = find(crossScoring, /^S#02$/)
  const person = [...find("#P", RegExp(`^${ids.person}$`)), ...find(`D#${ids.department}`, RegExp(`^P#${ids.person}$`))]
  const appeal = (item: Item) => `${item["act"]}`.startsWith("appeal.") && item["of"] === "00"
  return [
    {
      name: "a peer's cross-score for another",
      items: peers,
      otherwise: peers.map((item) => ({ ...item, rows: (item["rows"] as unknown[]).with(0, [7, 8]) })),
      strangers: [...apart, ...not("head", "peer", "outside", "foreign", "nowhere").filter(({ role }) => role !== "board")],
      phase: "verifying",
    },
    {
      name: "a leaf that is not the agency's",
      items: sheet,
      otherwise: sheet.map((item) => ({ ...item, points: (item["points"] as unknown[]).with(0, 9) })),
      ...{ strangers: apart, phase: "crossScoring" },
    },
    {
      name: "an appeal of another, and its entries in the log",
      items: [...find(appealing, /^A#00#/), ...find(appealing, /^L#/).filter(appeal)],
      otherwise: [],
      strangers: not("head", "peer").filter(({ role }) => role !== "board"),
      phase: "appealing",
    },
    { name: "who works elsewhere", items: person, otherwise: person.map((item) => ({ ...item, name: "Người khác" })), strangers },
  ]
}

/** Another province, with all that it has. */
export const province = (items: readonly Item[], people: readonly Caller[]): Secret => ({
  name: "another province",
  items,
  otherwise: [],
  strangers: people.filter(({ place }) => place !== "foreign"),
})
