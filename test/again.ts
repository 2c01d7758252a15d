import { expect } from "vitest"
import { type Action, codeOf, type stage } from "./every-act.ts"
import { got, isFree, isNumber, type Place, put, shapesOf } from "./field.ts"
import { second } from "./second.ts"
import { restore } from "./stored.ts"
import { asksKey, breach, bytes, type Operation } from "./walk.ts"
import type { Answer } from "./world.ts"

type Stage = Awaited<ReturnType<typeof stage>>
type Asked = Awaited<ReturnType<Stage["asked"]>>

const fresh = () => `"${crypto.randomUUID()}"`
/** A link's secret is shown once and kept nowhere, so that each answer has another, good one. */
const same = (answer: Answer) => `${bytes(answer).replaceAll(/"(token|until)":"[^"]*"/g, "")} ${answer.etag}`

/** What else there is to say where nothing in the case's own body can be another. */
const others: Partial<Record<Action, (members: readonly string[]) => unknown>> = {
  "lateness.save": () => ({ rule: { code: "B0", each: "day" } }),
  "panel.save": (members) => ({ departments: members.slice(2) }),
}
/** The same act with something else to say. */
function other(act: Operation, body: unknown, { home }: Stage) {
  const own = others[act.operationId]
  if (own) return own(home.ids.members)
  const places = shapesOf(act, body)[0]?.places.filter(({ path, key }) => !key && got(body, path) != null) ?? []
  const length = ({ path }: Place) => `${got(body, path)}`.length
  const text = places.filter(isFree).toSorted((a, b) => length(b) - length(a))[0]
  if (text) return put(body, text.path, `${got(body, text.path)} khác`)
  const number = places.find(isNumber)
  if (number) return put(body, number.path, Number(got(body, number.path)) - 1)
  const hash = places.find(({ of: { pattern = "" } }) => RegExp(pattern).test("0".repeat(64)))
  if (hash) return put(body, hash.path, "0".repeat(64))
  throw new Error(`Nothing else is known to say to ${act.operationId}.`)
}

/** What else is said is another version, which has a record of its own. */
const apart: Partial<Record<Action, string>> = { "table.propose": "table.absent", "table.agree": "table.notOpen" }

/** What is told before the version. */
const first: Partial<Record<Action, string>> = { "paper.record": "pledge.signed", "lead.change": "input.invalid" }

/** Who signs out everywhere is nobody then. */
const gone: readonly Action[] = ["session.close", "session.closeAll"]
const long = !!process.env["LONG"]
/** How many are sent at once under one key, and each under its own: twenty of what anybody may do at any time. */
const some = long ? 5 : 3
const many = (act: Operation) => (long || act.operationId === "report.add" ? 20 : 3)
const at = (status: number) => (answer: Answer) => answer.status === status

/** What stands otherwise; a link that is asked for again is another one, in the person that it is of. */
const left = async (of: Stage) => (await of.changed()).map((one) => one.replace(/(#P …) v\d+$/, "$1"))

async function underOneKey(of: Stage, act: Operation, { send, body }: Asked, done: readonly string[]) {
  if (act.requestBody) expect(codeOf(await send({ say: other(act, body, of) }))).toBe(apart[act.operationId] ?? "key.reused")
  if (act.method === "PUT") expect(codeOf(await send({ key: fresh() }))).toBe(first[act.operationId] ?? "version.stale")
  expect(await left(of)).toEqual(done)
  await restore()
  const key = fresh()
  const all = await Promise.all(Array.from({ length: some }, () => send({ key })))
  expect([all.map(codeOf), new Set(all.map(same)).size]).toEqual([Array(some).fill("done"), 1])
  expect(await left(of)).toEqual(done)
  await restore()
}

async function underOwnKeys(of: Stage, act: Operation, { send, caller, double }: Asked, done: readonly string[]) {
  const sent = (_: unknown, i: number) => send({ key: fresh(), by: i % 2 ? double : caller.send })
  const all = await Promise.all(Array.from({ length: many(act) }, sent))
  expect(all.flatMap((answer) => breach(act, answer) ?? [])).toEqual([])
  const through = all.filter(at(200)).length
  const late = all.filter((answer) => [409, 412].includes(answer.status) || codeOf(answer) === first[act.operationId]).length
  const out = gone.includes(act.operationId) ? all.filter(at(401)).length : 0
  if (second[act.operationId] === "done") return expect(through + out).toBe(all.length)
  expect([through, late]).toEqual([1, all.length - 1])
  // Of a province that was not founded something stays, where nobody comes to it.
  return act.operationId === "province.create" || expect(await left(of)).toEqual(done)
}

/** Does the act, sends it again in every way, and tells whether it was one act. */
export async function again(of: Stage, act: Operation) {
  const its = await of.asked(act.operationId)
  const once = await its.send()
  expect(codeOf(once)).toBe("done")
  const done = await left(of)
  if (asksKey(act)) {
    expect(same(await its.send())).toBe(same(once))
    await underOneKey(of, act, its, done)
  } else await restore()
  await underOwnKeys(of, act, its, done)
}
