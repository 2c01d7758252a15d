import * as lib from "@aws-sdk/lib-dynamodb"
import { Gate } from "@khoi/core/gate"
import { Secret } from "@khoi/core/secret"
import { afterEach, beforeAll, describe, expect, test } from "vitest"
import { right } from "../packages/core/src/right.ts"
import { border } from "./border.ts"
import { caller } from "./callers.ts"
import { type Caller, cases, phaseOf } from "./cases.ts"
import { changes, raw, restore, TableName, watch } from "./stored.ts"
import { type PhaseName, type Target, target } from "./target.ts"
import { breach, bytes, call, operations } from "./walk.ts"
import type { Role, Send } from "./world.ts"

let home: Target
let ended: Caller[]
let changed: Caller[]
let rotated: Caller[]
beforeAll(async () => {
  home = await target("canary")
  ended = await endedCallers()
  changed = [await become("own", "leader", "viewer"), await become("own", "viewer", "leader"), await become("own", "council", "officer")]
  rotated = await rotate()
  watch()
}, 60_000)
afterEach(restore)

const must = async (answer: ReturnType<Send>) => {
  const { status, text, etag } = await answer
  if (status !== 200) throw new Error(text)
  return etag
}
const letters = { own: "c", head: "a", peer: "b", outside: "d" } as const
/** Other roles for a person of the target, from the board; none suspends. */
async function give(place: keyof typeof letters, role: Role, roles: readonly Role[]) {
  const of = `${home.mark}-${letters[place]}`
  const at = `/departments/${await home.world.departmentOf(of)}/people/${home.world.ids.get(`${role}@${of}`)}`
  const etag = await must(home.world.board("GET", at))
  await must(home.world.board("PUT", at, { name: "Một người", roles }, { "if-match": etag }))
}
/** Somebody who has acted in one role and is given another. */
async function become(place: keyof typeof letters, from: Role, to: Role): Promise<Caller> {
  const { send } = await caller(home, place, from)
  await must(send("GET", "/session"))
  await give(place, from, [to])
  return { name: `${from} made ${to}`, role: to, place, send }
}

/** Whose session is over, each in its own way. */
async function endedCallers(): Promise<Caller[]> {
  const since =
    (name: "at" | "used", ms: number) =>
    async ({ cookie }: Send) => {
      const Key = { pk: `G#S#${Secret.kept(cookie.split("=")[1]!)}`, sk: "-" }
      const set = { UpdateExpression: "SET #of = :then", ExpressionAttributeNames: { "#of": name } }
      await raw.send(new lib.UpdateCommand({ TableName, Key, ...set, ExpressionAttributeValues: { ":then": Date.now() - ms } }))
    }
  const ways: [string, keyof typeof letters, Role, (send: Send) => Promise<unknown>][] = [
    ["idle for half an hour", "head", "officer", since("used", Gate.limits.idle)],
    ["twelve hours old", "own", "officer", since("at", Gate.limits.whole)],
    ["stolen, and signed out", "outside", "leader", (send) => must(send("DELETE", "/session"))],
    ["suspended", "outside", "board", () => give("outside", "board", [])],
  ]
  return Promise.all(
    ways.map(async ([name, place, role, end]) => {
      const one = await caller(home, place, role)
      await must(one.send("GET", "/session"))
      await end(one.send)
      return { ...one, name }
    }),
  )
}

const wanting = operations.filter(({ operationId }) => !right(operationId).roles.includes("anybody"))
test("F31 F32 whose session is over is nobody on every route, and changes nothing", async () => {
  const wrong: string[] = []
  for (const of of wanting)
    for (const one of ended) {
      const answer = await call(of, home.ids, one, { refused: true })
      const { code } = answer.json as { code: string }
      if (answer.status !== 401 || code !== "session.absent" || breach(of, answer))
        wrong.push(`${of.operationId}, ${one.name}: ${bytes(answer)}`)
    }
  expect(wrong).toEqual([])
  expect(await changes()).toEqual([])
})

describe("F33 who has been given another role hears at the next request on every route what that role hears", () => {
  test.each(operations)("$operationId", async (of) => {
    const walk = border(home, home, changed)
    expect(await walk.refused(of)).toEqual([])
    expect(await changes()).toEqual([])
    expect(await walk.done(of)).toEqual([])
  })
})

const rotates = (phase: PhaseName) => right("lead.change").phases!.includes(phase)
/** In every year that knows it the head and the deputy change places: two who were there before, as what they are now. */
async function rotate(): Promise<Caller[]> {
  for (const [phase, year] of Object.entries(home.ids.years)) {
    if (!rotates(phase === "papers" ? "pledging" : (phase as PhaseName))) continue
    const etag = await must(home.world.board("GET", `/years/${year}/lead`))
    const given = { head: "01", deputy: "00", reason: "theo phân công" }
    await must(home.world.board("PUT", `/years/${year}/lead`, given, { "if-match": etag }))
  }
  const [old, now] = [await caller(home, "head", "leader"), await caller(home, "peer", "leader")]
  return [
    { ...old, name: "the old head", place: "peer" },
    { ...now, name: "the new head", place: "head" },
  ]
}
const leading = operations.filter(({ operationId }) => {
  const { seat = "", phases = [] } = right(operationId)
  return (
    ["head", "deputy", "headOrDeputy", "headOrBoard", "verifier"].includes(seat) && phases.length && cases[operationId].reach === "year"
  )
})
/** The votes are the old head's own, which it does not confirm as deputy either. */
const own = "vote.confirm"

describe("F33 when the head changes, the old one is refused at the next request and the new one is not", () => {
  test("no act of who leads is left out", () => {
    expect(leading.filter(({ operationId }) => !rotates(phaseOf(operationId)))).toEqual([])
    expect(leading.length).toBeGreaterThan(10)
  })

  test.each(leading)("$operationId", async (of) => {
    const walk = border(home, home, rotated)
    expect(await walk.refused(of)).toEqual([])
    expect(await walk.done(of)).toEqual(of.operationId === own ? [expect.stringContaining("the old head: not done, 403")] : [])
  })
})
