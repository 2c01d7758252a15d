import { randomUUID } from "node:crypto"
import type { Scheduler } from "fast-check"
import type { Phase } from "../packages/core/src/phase.ts"
import { Secret } from "../packages/core/src/secret.ts"
import { conflicts, stale } from "./inject.ts"
import { interleaved } from "./interleave.ts"
import { type Client, copied, type Track } from "./race.ts"
import { step } from "./race-acts.ts"
import type { Asked } from "./race-model.ts"
import { type Heard, order } from "./race-order.ts"
import { awake } from "./stored.ts"
import { type Known, type Looks, type Race, requestOf, type Wish } from "./race-wish.ts"
import type { Answer } from "./world.ts"

type Work = () => Promise<void>
type Room = { at: string; table: string; heard: Heard[]; tick: () => number }
const versionIn = ({ etag }: Answer) => (etag === undefined ? 0 : Number(/\d+/.exec(etag)))

/** Runs a race to its end and tells what was heard and what is left; `right` is an order that explains both. Only a copy of the year is changed. */
export async function run(of: Track, { stage, wishes }: Race, together: (works: readonly Work[]) => Promise<unknown>) {
  await awake(of.clients.map(({ send }) => send))
  const { at, begun, end } = await copied(of, stage)
  let clock = 0
  const room: Room = { at, table: of.table, heard: [], tick: () => ++clock }
  const works = [...Map.groupBy(wishes, ({ client }) => client)].map(([client, all]) => async () => {
    const known: Known = { version: 0, phase: begun.phase, text: begun.pledge.text, hash: "" }
    for (const wish of all) await want(room, of.clients[client]!, wish, known)
  })
  await together(works)
  const stands = await end()
  return { begun, heard: room.heard, stands, right: order(begun, room.heard, stands, step(of.base)) }
}

/** One call to the store after the other, in the drawn order; some writes meet another transaction, and what may lag does. */
export const drawn =
  (scheduler: Scheduler, { conflicts: at }: Race) =>
  async (works: readonly Work[]) => {
    const racing = () =>
      conflicts(
        (k) => at.includes(k),
        () => interleaved(scheduler, works),
      )
    // Only what the board and the ranking read may lag.
    await stale(racing, (sk) => /^[RSTVX](#|$)/.test(sk))
  }

/** Asks until there is an answer; whoever cannot lose one has nothing to wait for. */
async function answered(client: Client, call: () => Promise<Answer>, lost = () => {}): Promise<Answer> {
  for (;;)
    try {
      return await call()
    } catch (error) {
      if (!client.back) throw error
      lost()
      await client.back()
    }
}

async function want(room: Room, client: Client, wish: Wish, known: Known) {
  const name = `"${randomUUID()}"`
  const key = Secret.hex(Secret.once(`${client.person}/${name}`, null).id)
  const { looks, asked: blind } = requestOf(room, client, wish, known, key)
  if (wish.act === "sign" || wish.act === "pledge") await readPledge(room, client, known)
  else if (looks && wish.look) await lookAt(room, client, looks, known, blind)
  const { method, path, body, asked, versioned } = requestOf(room, client, wish, known, key)
  const headers = { "idempotency-key": name, "if-match": versioned ? `"v${known.version}"` : undefined }
  const send = async () => {
    let from = room.tick()
    const lost = () => {
      room.heard.push({ who: client.name, asked, from, to: Infinity, code: "lost" })
      from = room.tick()
    }
    const answer = await answered(client, () => client.send(method, path, body, headers), lost)
    room.heard.push({ who: client.name, asked, from, to: room.tick(), ...toldBy(answer, asked, versioned) })
    return answer
  }
  const [answer] = await Promise.all(wish.twice ? [send(), send()] : [send()])
  if (answer!.status === 200 && versioned) known.version = asked.act === "handIn" ? known.version + 1 : versionIn(answer!)
  if (wish.again) await send()
}

function toldBy(answer: Answer, { act }: Asked, versioned: boolean) {
  if (answer.status !== 200) return { code: (answer.json as { code: string }).code }
  if (!versioned || act === "handIn") return { code: "done" }
  return { code: "done", told: act === "move" ? answer.json : versionIn(answer) }
}

async function readPledge({ at }: Room, client: Client, known: Known) {
  const answer = await answered(client, () => client.send("GET", `${at}/pledge`))
  const { text, hash } = answer.json as { text: string; hash: string }
  Object.assign(known, { text, hash, version: versionIn(answer) })
}

type Seen = {
  phase: Phase
  waits: number
  points: unknown
  rows: unknown
  votes: { flags?: { yes: Record<string, number> } }
  confirmedBy?: string
}

async function lookAt({ heard, tick }: Room, client: Client, { path, kind }: Looks, known: Known, asked: Asked) {
  const from = tick()
  const answer = await answered(client, () => client.send("GET", path))
  const [version, seen] = [versionIn(answer), answer.json as Seen]
  const told = {
    phase: () => [seen.phase, seen.waits],
    votes: () => [seen.votes.flags?.yes["01"] ?? null, seen.confirmedBy ?? null],
    sheet: () => [seen.rows ?? seen.points],
  }[kind === "phase" || kind === "votes" ? kind : "sheet"]()
  const look = { act: "look", kind, of: "of" in asked ? asked.of : asked.seat, seat: asked.seat, key: "", version: 0 } as const
  heard.push({ who: client.name, asked: look, from, to: tick(), code: "done", told: [version, ...told] })
  known.version = version
  if (kind === "phase") known.phase = seen.phase
}
