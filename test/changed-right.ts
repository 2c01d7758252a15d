import * as lib from "@aws-sdk/lib-dynamodb"
import { Gate } from "@khoi/core/gate"
import { Secret } from "@khoi/core/secret"
import { right } from "../packages/core/src/right.ts"
import { caller } from "./callers.ts"
import type { Caller } from "./cases.ts"
import { raw, TableName } from "./stored.ts"
import type { PhaseName, Target } from "./target.ts"
import { password, type Role, type Send, signIn } from "./world.ts"

const must = async (answer: ReturnType<Send>) => {
  const { status, text, etag, json } = await answer
  if (status !== 200) throw new Error(text)
  return { etag, json: json as { person: string; token: string } }
}

type Person = { send: Send; give: (...roles: Role[]) => Promise<unknown> }
/** Somebody new of c in this role, and the board's way to give other ones; none suspends. */
export async function person({ world, ids }: Target, name: string, role: Role): Promise<Person> {
  const people = `/departments/${ids.department}/people`
  const { json: link } = await must(world.board("POST", people, { name: "Một người", signIn: name, roles: [role] }))
  const send = await signIn("/session/link", { province: world.code, token: link.token, password })
  const give = async (...roles: Role[]) => {
    const { etag } = await must(world.board("GET", `${people}/${link.person}`))
    await must(world.board("PUT", `${people}/${link.person}`, { name: "Một người", roles }, { "if-match": etag }))
  }
  await must(send("GET", "/session"))
  return { send, give }
}

/** Who has acted in one role and been given another. */
export async function become(home: Target, all: readonly (readonly [from: Role, to: Role])[]) {
  const changed: Caller[] = []
  for (const [from, to] of all) {
    const { send, give } = await person(home, `${from}.thanh.${to}`, from)
    await give(to)
    changed.push({ name: `${from} made ${to}`, role: to, place: "own", send })
  }
  return changed
}

const since =
  (name: "at" | "used", ms: number) =>
  async ({ send: { cookie } }: Person) => {
    const Key = { pk: `G#S#${Secret.kept(cookie.split("=")[1]!)}`, sk: "-" }
    const set = { UpdateExpression: "SET #of = :then", ExpressionAttributeNames: { "#of": name } }
    await raw.send(new lib.UpdateCommand({ TableName, Key, ...set, ExpressionAttributeValues: { ":then": Date.now() - ms } }))
  }
const ways: readonly [string, (of: Person) => Promise<unknown>][] = [
  ["idle for half an hour", since("used", Gate.limits.idle)],
  ["twelve hours old", since("at", Gate.limits.whole)],
  ["stolen, and signed out", ({ send }) => must(send("DELETE", "/session"))],
  ["suspended", ({ give }) => give()],
]
/** Whose session is over, each in its own way. */
export const ended = (home: Target) =>
  Promise.all(
    ways.map(async ([name, end], i): Promise<Caller> => {
      const one = await person(home, `het-phien.${i}`, "leader")
      await end(one)
      return { name, role: "nobody", place: "own", send: one.send }
    }),
  )

export const rotates = (phase: PhaseName) => right("lead.change").phases!.includes(phase)
/** In every year that knows it the head and the deputy change places: two who were there before, as what they are now. */
export async function rotate(home: Target): Promise<Caller[]> {
  for (const [phase, year] of Object.entries(home.ids.years)) {
    if (!rotates(phase === "papers" ? "pledging" : (phase as PhaseName))) continue
    const { etag } = await must(home.world.board("GET", `/years/${year}/lead`))
    const given = { head: "01", deputy: "00", reason: "theo phân công" }
    await must(home.world.board("PUT", `/years/${year}/lead`, given, { "if-match": etag }))
  }
  const [old, now] = [await caller(home, "head", "leader"), await caller(home, "peer", "leader")]
  return [
    { ...old, name: "the old head", place: "peer" },
    { ...now, name: "the new head", place: "head" },
  ]
}
