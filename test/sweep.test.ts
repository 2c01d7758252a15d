import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { caller } from "./callers.ts"
import { type Caller, cases, expected } from "./cases.ts"
import { between, writes } from "./inject.ts"
import { changes, type Item, itemsOf, read, restore, store, tenantOf, watch } from "./stored.ts"
import { type Ids, type PhaseName, type Target, target } from "./target.ts"
import { asksMatch, call, idsIn, masked, operation, operations, request } from "./walk.ts"
import { type Answer, operator, sender } from "./world.ts"

type Action = keyof typeof cases
let home: Target
let everyone: Caller[]
let known: Set<string>
let room: string
let untouched: string

beforeAll(async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined)
  home = await target("so")
  const places = ["own", "head", "peer", "outside"] as const
  const roles = ["leader", "board", "officer"] as const
  const persons = await Promise.all(places.flatMap((place) => roles.map((role) => caller(home, place, role))))
  const apart: Caller[] = [
    { name: "the board", role: "board", place: "nowhere", send: home.world.board },
    { name: "the operator", role: "operator", place: "nowhere", send: await operator() },
    { name: "nobody", role: "nobody", place: "nowhere", send: sender() },
  ]
  everyone = [...persons, ...apart]
  room = `T#${await tenantOf(home.world.code)}#Y#`
  await prepare()
  known = idsIn(await itemsOf(await tenantOf(home.world.code)))
  watch()
}, 120_000)
afterAll(() => vi.restoreAllMocks())

/** What stands otherwise than in the cases: sheets to be taken back, and a result that leaves something to decide, explain and propose. */
async function prepare() {
  const { years, table } = home.ids
  await call(operation("self.handIn"), home.ids, await caller(home, "peer", "leader"))
  await call(operation("cross.handIn"), home.ids, await caller(home, "peer", "leader"))
  const { json } = await (
    await operator()
  )("POST", "/provinces", {
    ...{ code: `tinh-${randomUUID().slice(0, 12)}`, name: "Tỉnh chưa ai vào" },
    ...{ department: { code: "so", name: "Sở" }, person: { name: "Chuyên viên", signIn: "chuyen-vien" } },
  })
  untouched = (json as { code: string }).code
  for (const year of [years.ranked, years.closed]) {
    const pk = `${room}${year}`
    const root = (await read({ pk, sk: "R" })) as Item & { results: number }
    const worked = (await read({ pk, sk: `Z#${root.results}` })) as Item & { result: Record<string, object> }
    const left = {
      ties: [{ units: ["", "so-c"], rank: 2, brokenBy: null, border: null }],
      proposal: { flags: ["so-c"], certificates: [], belowThreshold: [], onHold: [] },
    }
    const alerts = [{ pair: ["so-a", "so-b"], favour: 1, p: 0.01, codes: [] }]
    const result = { ...worked.result, ...left, appraisedProposal: left.proposal, crossScores: { ...worked.result["crossScores"], alerts } }
    const sways = [{ component: "crossFair", flags: [], certificates: [] }]
    await store([{ ...worked, result, sways }, year === years.ranked ? { ...root, sways: "wanted" } : root])
  }
  expect(table).toHaveLength(64)
}

/** Who asks for what, where it is not the case's own. */
const otherwise: Partial<Record<Action, { place?: Caller["place"]; phase?: PhaseName; ids?: () => Partial<Ids> }>> = {
  "self.takeBack": { place: "peer" },
  "cross.takeBack": { place: "peer" },
  "province.link": { place: "nowhere", ids: () => ({ province: untouched }) },
  "tie.decide": { phase: "ranked", place: "head" },
  "prize.explain": { phase: "ranked", place: "head" },
  "alert.explain": { phase: "ranked", place: "head", ids: () => ({ seat: "00" }) },
  "alert.conclude": { phase: "ranked", place: "nowhere", ids: () => ({ seat: "00" }) },
  "award.propose": { phase: "closed", place: "nowhere" },
}

/** What an act gives that bears no key, or shows a secret once, when it is asked for again after all was done. */
const oncemore: Partial<Record<Action, string>> = {
  "session.open": "done", // signed in twice
  "session.act": "done",
  "look.save": "done",
  "leader.appoint": "done", // another link for the same person
  "person.add": "done",
  "person.link": "done",
  "session.close": "session.absent",
  "session.closeAll": "session.absent",
  "session.redeem": "link.used", // the password chosen signs in
  "password.change": "session.refused", // the one before is none any more
  "person.change": "version.stale",
  "province.create": "province.taken", // province.link gives the link again
}
/** Comes in parts; until the last of them nobody can reach what the others wrote. */
const inParts: Action[] = ["province.create"]

const acts = operations.filter(({ method }) => method !== "GET")

async function asked(action: Action) {
  const of = operation(action)
  const { place, phase, ids: other } = otherwise[action] ?? {}
  const able = (one: Caller) =>
    ![401, 403, 404].includes(expected(action, one)[0]) || (action === "province.link" && one.role === "operator")
  const may = everyone.find((one) => (place ? one.place === place && able(one) : expected(action, one)[0] === 200))!
  const ids = { ...home.ids, ...other?.() }
  const { method, path, body } = request(of, ids, may, phase)
  const etag = asksMatch(of) ? ((await may.send("GET", path)).etag ?? '"v1"') : undefined
  const key = `"${randomUUID()}"`
  return () => may.send(method, path, body, { "idempotency-key": key, "if-match": etag })
}

const lost = (name: string, more: object) => Object.assign(new Error("socket hang up"), { name, ...more })
const troubles = {
  "never sent": { reads: true, commits: false, error: () => lost("InternalServerError", { $fault: "server" }) },
  "timed out before": { reads: false, commits: false, error: () => lost("TimeoutError", { code: "ETIMEDOUT" }) },
  "answer lost": { reads: false, commits: true, error: () => lost("Error", { code: "ECONNRESET" }) },
}
type Trouble = (typeof troubles)[keyof typeof troubles]

/** Counts the calls to the store; the k-th of them meets the trouble. */
async function counted(work: () => Promise<Answer>, k = 0, { commits, error }: Trouble = troubles["never sent"]) {
  const commands: string[] = []
  const answer = await between(async (given, next, command) => {
    commands.push(command)
    if (commands.length !== k) return next(given)
    if (commits) await next(given)
    throw error()
  }, work)
  return { answer, commands }
}

/** What stands otherwise than before, with ids masked that nobody knew; tries at signing in are counted whatever comes of them. */
const changed = async () =>
  (await changes())
    .map(({ pk, sk, v }) => `${pk} ${sk} v${v}`.replaceAll(/(?<![\w-])[\w-]{20}(?![\w-])/g, (id) => (known.has(id) ? id : "…")))
    .filter((key) => !key.startsWith("G#A#"))
    .map((key) => key.replace(/^(G#S#|G#C#|T#…#).*/, "$1").replace(/#[0-9a-f]{32} /, "#… "))
    .sort()
const told = (answer: Answer) => masked(answer, known)
const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)

describe("whatever call to the store fails, all is done or nothing, and the same act again has one effect", () => {
  test.each(acts)("$operationId", { timeout: 60_000 }, async ({ operationId }) => {
    const plain = await counted(await asked(operationId))
    const whole = await changed()
    await restore()
    expect(plain.answer.status, `${plain.answer.text} ${JSON.stringify(vi.mocked(console.error).mock.calls.at(-1))}`).toBe(200)
    const wrong: string[] = []
    let other = false
    for (const [i, command] of plain.commands.entries())
      for (const [name, trouble] of Object.entries(troubles)) {
        if (!writes(command) && !trouble.reads) continue
        const act = await asked(operationId)
        const { answer } = await counted(act, i + 1, trouble)
        const after = await changed()
        const again = await act()
        const end = await changed()
        await restore()
        const at = `${i + 1} ${command} ${name}:`
        const one = told(again) === told(plain.answer) && end.join() === whole.join()
        other ||= !one
        if (answer.status !== 503 && told(answer) !== told(plain.answer)) wrong.push(`${at} answers ${answer.status} ${answer.text}`)
        if (after.length && after.join() !== whole.join() && !inParts.includes(operationId))
          wrong.push(`${at} leaves ${after.join(", ")} of ${whole.join(", ")}`)
        if (!one && !["done", oncemore[operationId]].includes(codeOf(again)))
          wrong.push(`${at} again answers ${again.status} ${again.text}`)
        if (!one && !oncemore[operationId]) wrong.push(`${at} again comes to ${end.join(", ")} not ${whole.join(", ")}`)
      }
    expect(other, "what it gives once more").toBe(operationId in oncemore)
    expect(wrong, wrong.join("\n")).toEqual([])
  })
})
