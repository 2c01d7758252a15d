import { randomUUID } from "node:crypto"
import fc, { type Scheduler } from "fast-check"
import { after, type Phase } from "../packages/core/src/phase.ts"
import { Secret } from "../packages/core/src/secret.ts"
import { conflicts, stale } from "./inject.ts"
import { type Client, copied, interleaved, type Stage, stages, type Track } from "./race.ts"
import { type Asked, type Kind, step } from "./race-model.ts"
import { type Heard, order } from "./race-order.ts"
import type { Answer } from "./world.ts"

/** One wish of a client, as it is drawn: who, what, from which moment's version, how often. */
export type Wish = { client: number; act: string; place: number; value: number; look: boolean; twice: boolean; again: boolean }
export type Race = { stage: Stage; wishes: readonly Wish[]; conflicts: readonly number[] }

const [head, members, appellants] = [
  [0, 1],
  [0, 2, 3, 4],
  [2, 3, 4],
] as const
const moves = [[0, 5], "move"] as const
const scores = (kind: "self" | "cross") =>
  [[members, `save ${kind}`], [members, `handIn ${kind}`], [members, `handIn ${kind}`], [members, `takeBack ${kind}`], moves] as const
const hears = [[head, "answer"], [head, "answer"], [[2, 4], "further"], [[5], "decide"], moves] as const
const votes = [[head, "record"], [[2, 3], "confirm"], [[2, 3], "confirm"], [[2, 4], "contest"], moves] as const

/** Who can do what at a stage, clients by their places in the track; what stands here twice is wished for twice as often. */
const acts: Record<Stage, readonly (readonly [clients: readonly number[], act: string])[]> = {
  pledging: [[[0, 1, 2, 3, 4], "sign"], [[0, 1, 2, 3, 4], "sign"], [head, "pledge"], moves],
  selfScoring: scores("self"),
  crossScoring: scores("cross"),
  verifying: [[[0, 1, 2, 3], "save verified"], [[0, 1, 2, 3], "handIn verified"], [[0, 1, 2, 3], "handIn verified"], moves],
  appealing: [[appellants, "open"], [appellants, "open"], ...hears],
  hearing: [[[5], "decide"], ...hears],
  voting: [[head, "record"], ...votes],
  voted: votes,
}

const wish = (stage: Stage) =>
  fc.constantFrom(...acts[stage]).chain(([clients, act]) =>
    fc.record({
      client: fc.constantFrom(...clients),
      act: fc.constant(act),
      place: fc.nat(1),
      value: fc.nat(2),
      look: fc.nat(3).map((n) => n > 0),
      twice: fc.nat(5).map((n) => n === 0),
      again: fc.nat(5).map((n) => n === 0),
    }),
  )

export const race = fc.constantFrom(...stages).chain((stage) =>
  fc.record({
    stage: fc.constant(stage),
    wishes: fc.array(wish(stage), { minLength: 4, maxLength: 10 }),
    conflicts: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
  }),
)

const pointsOf = (value: number, place: number) => [1000 + 100 * value, 2000 + 100 * place]
const rowsOf = (seat: string, value: number) => [0, 1, 2].map((i) => (i === Number(seat) ? null : pointsOf(value, i)))
const reasons = { 0: "theo biên bản", 1: "theo biên bản" }
const versionIn = ({ etag }: Answer) => (etag === undefined ? 0 : Number(/\d+/.exec(etag)))

type Known = { version: number; phase: Phase; text: string; hash: string }
type Request = {
  method: string
  path: string
  body?: unknown
  asked: Asked
  versioned: boolean
  looks?: { path: string; kind: Kind | "votes" | "phase" }
}

/** The request of a wish, and how the model calls it. */
function requestOf({ table }: Track, at: string, { seat }: Client, { act, place, value }: Wish, known: Known, key: string): Request {
  const [verb, kind] = act.split(" ") as [string, Kind]
  const of = kind === "verified" ? (seat === "01" ? "00" : `0${place + 1}`) : seat
  const base = { seat, key, version: known.version }
  const own = kind === "verified" ? `${at}/verified/${of}` : `${at}/${kind}`
  const given = kind === "cross" ? rowsOf(seat, value) : pointsOf(value, place)
  const sheet = kind === "cross" ? { table, rows: given } : { table, points: given }
  const item = `l${place}`
  const to = after(known.phase, {}) ?? "decided"
  const settle = value ? { value: 500 + value, json: { points: 500 + value } } : { value: null, json: null }
  const about = place ? "02" : "01"
  const looks = { path: own, kind }
  switch (verb) {
    case "save":
      return { method: "PUT", path: own, body: sheet, versioned: true, looks, asked: { ...base, act: "save", kind, of, given } }
    case "handIn":
      return {
        method: "POST",
        path: own,
        body: kind === "verified" ? { ...sheet, reasons } : sheet,
        versioned: true,
        looks,
        asked: { ...base, act: "handIn", kind, of, given },
      }
    case "takeBack":
      return { method: "DELETE", path: own, versioned: true, looks, asked: { ...base, act: "takeBack", kind: kind as "self", of } }
    case "sign":
      return {
        method: "POST",
        path: `${at}/pledge/signature`,
        body: { hash: known.hash },
        versioned: false,
        asked: { ...base, act: "sign", text: known.text },
      }
    case "pledge":
      return {
        method: "PUT",
        path: `${at}/pledge`,
        body: { text: `Giao ước ${value}` },
        versioned: true,
        asked: { ...base, act: "pledge", text: `Giao ước ${value}` },
      }
    case "open":
      return {
        method: "POST",
        path: `${at}/own-appeals/${item}`,
        body: { wanted: { points: 501 }, text: "đề nghị" },
        versioned: false,
        asked: { ...base, act: "open", item, wanted: 501 },
      }
    case "further":
      return {
        method: "POST",
        path: `${at}/own-appeals/${item}/further`,
        body: { text: "đề nghị họp" },
        versioned: false,
        asked: { ...base, act: "further", item },
      }
    case "answer":
    case "decide": {
      const path = `${at}/appeals/${about}/${item}/${verb === "answer" ? "answer" : "decision"}`
      return {
        method: "POST",
        path,
        body: { value: settle.json, reason: "đã xem lại" },
        versioned: false,
        asked: { ...base, act: verb, of: about, item, value: settle.value },
      }
    }
    case "record": {
      const flags = { members: 3, present: 3, written: 0, valid: 3, yes: { "01": value + 1 } }
      return {
        method: "PUT",
        path: `${at}/votes`,
        body: { flags, team: "Ban kiểm phiếu" },
        versioned: true,
        looks: { path: `${at}/votes`, kind: "votes" },
        asked: { ...base, act: "record", yes: value + 1 },
      }
    }
    case "confirm":
      return {
        method: "POST",
        path: `${at}/votes`,
        versioned: true,
        looks: { path: `${at}/votes`, kind: "votes" },
        asked: { ...base, act: "confirm" },
      }
    case "contest":
      return {
        method: "POST",
        path: `${at}/votes/contests`,
        body: { reason: "chưa khớp" },
        versioned: false,
        asked: { ...base, act: "contest" },
      }
    default: {
      const reason = value > 0
      return {
        ...{ method: "PUT", path: `${at}/phase`, versioned: true, looks: { path: `${at}/phase`, kind: "phase" } },
        body: { from: known.phase, to, ...(reason && { reason: "theo kế hoạch" }) },
        asked: { ...base, act: "move", from: known.phase, to, reason },
      }
    }
  }
}

/** Runs a race to its end and tells what was heard and what is left; the store is as before, but for what the copy's years say of others. */
export async function run(of: Track, { stage, wishes, conflicts: at }: Race, scheduler: Scheduler) {
  const year = await copied(of, stage)
  const heard: Heard[] = []
  let clock = 0
  const clients = Map.groupBy(wishes, ({ client }) => client)
  const works = [...clients].map(([client, all]) => async () => {
    const who = of.clients[client]!
    const known: Known = { version: 0, phase: year.begun.phase, text: year.begun.pledge.text, hash: "" }
    for (const wish of all) await want(of, year.at, who, wish, known, heard, () => ++clock)
  })
  const racing = () =>
    conflicts(
      (k) => at.includes(k),
      () => interleaved(scheduler, works),
    )
  // Only what the board and the ranking read may lag.
  await stale(racing, (sk) => /^[RSTVX](#|$)/.test(sk))
  const stands = await year.end()
  return { begun: year.begun, heard, stands, right: order(year.begun, heard, stands, step(of.base)) }
}

async function want(of: Track, at: string, client: Client, wish: Wish, known: Known, heard: Heard[], tick: () => number) {
  const name = `"${randomUUID()}"`
  const key = Secret.hex(Secret.once(`${client.person}/${name}`, null).id)
  const blind = requestOf(of, at, client, wish, known, key)
  if (wish.act === "sign" || wish.act === "pledge") await readPledge(client, at, known)
  else if (blind.looks && wish.look) await lookAt(client, blind.looks, known, heard, tick, blind.asked)
  const { method, path, body, asked, versioned } = requestOf(of, at, client, wish, known, key)
  const version = versioned ? `"v${known.version}"` : undefined
  const send = async () => {
    const from = tick()
    const answer = await client.send(method, path, body, {
      "idempotency-key": name,
      "if-match": version,
    })
    const code = answer.status === 200 ? "done" : (answer.json as { code: string }).code
    const told =
      code !== "done" || !versioned || asked.act === "handIn" ? undefined : asked.act === "move" ? answer.json : versionIn(answer)
    heard.push({ who: client.name, asked, from, to: tick(), code, told })
    return answer
  }
  const [answer] = await Promise.all(wish.twice ? [send(), send()] : [send()])
  if (answer!.status === 200 && versioned) known.version = asked.act === "handIn" ? known.version + 1 : versionIn(answer!)
  if (wish.again) await send()
}

async function readPledge({ send }: Client, at: string, known: Known) {
  const answer = await send("GET", `${at}/pledge`)
  const { text, hash } = answer.json as { text: string; hash: string }
  Object.assign(known, { text, hash, version: versionIn(answer) })
}

async function lookAt(
  client: Client,
  { path, kind }: NonNullable<Request["looks"]>,
  known: Known,
  heard: Heard[],
  tick: () => number,
  asked: Asked,
) {
  const from = tick()
  const answer = await client.send("GET", path)
  const given = answer.json as {
    phase: Phase
    waits: number
    points: unknown
    rows: unknown
    votes: { flags?: { yes: Record<string, number> } }
    confirmedBy?: string
  }
  const version = versionIn(answer)
  const told =
    kind === "phase"
      ? [version, given.phase, given.waits]
      : kind === "votes"
        ? [version, given.votes.flags?.yes["01"] ?? null, given.confirmedBy ?? null]
        : [version, given.rows ?? given.points]
  const of = "of" in asked ? asked.of : asked.seat
  heard.push({
    who: client.name,
    asked: { act: "look", kind, of, seat: asked.seat, key: "", version: 0 },
    from,
    to: tick(),
    code: "done",
    told,
  })
  known.version = version
  if (kind === "phase") known.phase = given.phase
}
