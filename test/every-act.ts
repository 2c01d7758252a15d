import { randomUUID } from "node:crypto"
import { caller, letters } from "./callers.ts"
import { type Caller, cases, expected } from "./cases.ts"
import { between, writes } from "./inject.ts"
import { changes, type Item, itemsOf, read, store, tenantOf, watch } from "./stored.ts"
import { type Ids, type PhaseName, type Target, target } from "./target.ts"
import { asksMatch, call, idsIn, masked, operation, operations, request } from "./walk.ts"
import { type Answer, operator, password, type Send, sender, signIn } from "./world.ts"

export type Action = keyof typeof cases
/** Every operation that writes. */
export const acts = operations.filter(({ method }) => method !== "GET")
export const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)

/** What stands otherwise than in the cases: sheets to be taken back, a hold to be lifted, and a result that leaves something to decide, explain and propose. */
async function prepare(home: Target, room: string) {
  const { years } = home.ids
  await call(operation("self.handIn"), home.ids, await caller(home, "peer", "leader"))
  await call(operation("cross.handIn"), home.ids, await caller(home, "peer", "leader"))
  await call(operation("field.enter"), home.ids, await caller(home, "outside", "leader"), { phase: "verifying" })
  const { json } = await (
    await operator()
  )("POST", "/provinces", {
    ...{ code: `tinh-${randomUUID().slice(0, 12)}`, name: "Tỉnh chưa ai vào" },
    ...{ department: { code: "so", name: "Sở" }, person: { name: "Chuyên viên", signIn: "chuyen-vien" } },
  })
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
  return (json as { code: string }).code
}

/** Who asks for what, where it is not the case's own. */
const otherwise: Partial<
  Record<Action, { place?: Caller["place"]; phase?: PhaseName; ids?: (untouched: string, home: Target) => Partial<Ids> }>
> = {
  "self.takeBack": { place: "peer" },
  "cross.takeBack": { place: "peer" },
  "province.link": { place: "nowhere", ids: (province) => ({ province }) },
  "tie.decide": { phase: "ranked", place: "head" },
  "prize.explain": { phase: "ranked", place: "head" },
  "alert.explain": { phase: "ranked", place: "head", ids: () => ({ seat: "00" }) },
  "alert.conclude": { phase: "ranked", place: "nowhere", ids: () => ({ seat: "00" }) },
  "award.propose": { phase: "closed", place: "nowhere" },
  // In a year that nothing else is done with: the process keeps the names of who joined.
  "member.join": { phase: "selfScoring", place: "nowhere", ids: (_, { outside }) => ({ members: ["", outside] }) },
  "field.lift": { phase: "verifying", place: "outside" },
}

/** One caller for each role and place that an act may want. */
async function callersOf(home: Target): Promise<Caller[]> {
  const places = ["own", "head", "peer", "outside"] as const
  const roles = ["leader", "board", "officer"] as const
  const persons = await Promise.all(places.flatMap((place) => roles.map((role) => caller(home, place, role))))
  const apart: Caller[] = [
    { name: "the board", role: "board", place: "nowhere", send: home.world.board },
    { name: "the operator", role: "operator", place: "nowhere", send: await operator() },
    { name: "nobody", role: "nobody", place: "nowhere", send: sender() },
  ]
  return [...persons, ...apart]
}

/** Under another key, with another body, or by another session. */
type Otherwise = { key?: string; say?: unknown; by?: Send }

/** Another session of each person of a department. */
async function doublesOf(home: Target, everyone: readonly Caller[]) {
  const of = (place: Caller["place"]) => (place in letters ? letters[place as keyof typeof letters] : undefined)
  const persons = everyone.flatMap((one) => (of(one.place) ? [[one, `${one.role}.${home.mark}-${of(one.place)}`] as const] : []))
  const at = { province: home.world.code, password }
  return new Map(await Promise.all(persons.map(async ([one, name]) => [one.send, await signIn("/session", { ...at, name })] as const)))
}

/** A province in which every act can be done, each by somebody who may, and what it changes can be told and undone. */
export async function stage({ twice = false } = {}) {
  const home = await target("so")
  const everyone = await callersOf(home)
  const doubles = twice ? await doublesOf(home, everyone) : undefined
  const tenant = await tenantOf(home.world.code)
  const untouched = await prepare(home, `T#${tenant}#Y#`)
  const known = idsIn(await itemsOf(tenant))
  watch()

  /** The act as its case says, under a key of its own; sent again it is the same act. */
  async function asked(action: Action) {
    const of = operation(action)
    const { place, phase, ids: other } = otherwise[action] ?? {}
    const able = (one: Caller) =>
      ![401, 403, 404].includes(expected(action, one)[0]) || (action === "province.link" && one.role === "operator")
    const may = everyone.find((one) => (place ? one.place === place && able(one) : expected(action, one)[0] === 200))!
    const { method, path, body } = request(of, { ...home.ids, ...other?.(untouched, home) }, may, phase)
    const etag = asksMatch(of) ? ((await may.send("GET", path)).etag ?? '"v1"') : undefined
    const own = `"${randomUUID()}"`
    const send = ({ key = own, say = body, by = may.send }: Otherwise = {}) =>
      by(method, path, say, { "idempotency-key": key, "if-match": etag })
    return { path, body, caller: may, double: doubles?.get(may.send) ?? may.send, send }
  }

  /** What stands otherwise than before, with ids masked that nobody knew; tries at signing in are counted whatever comes of them. */
  const changed = async () =>
    (await changes())
      .map(({ pk, sk, v }) => `${pk} ${sk} v${v}`.replaceAll(/(?<![\w-])[\w-]{20}(?![\w-])/g, (id) => (known.has(id) ? id : "…")))
      .filter((key) => !key.startsWith("G#A#"))
      .map((key) => key.replace(/^(G#S#|G#C#|T#…#).*/, "$1").replace(/#[0-9a-f]{32} /, "#… "))
      .sort()
  return { home, tenant, asked, changed, told: (answer: Answer) => masked(answer, known) }
}

/** One write as it goes to the store. */
export type Part = {
  Key?: { pk: string; sk: string }
  Item?: { pk: string; sk: string }
  ConditionExpression?: string
  ExpressionAttributeNames?: Record<string, string>
}
type Input = Part & { TransactItems?: Record<string, Part>[] }
const partsOf = ({ TransactItems, ...one }: Input) => (TransactItems ? TransactItems.flatMap((part) => Object.values(part)) : [one as Part])

export const keyOf = (part: Part) => (part.Key ?? part.Item)!

/** Does the act as far as its first write, lets `rival` do what it does, then lets the write go. */
export async function met(send: () => Promise<Answer>, rival: (parts: Part[]) => Promise<unknown>) {
  let free = true
  return between(async (call, next, command) => {
    const parts = partsOf(call.input as Input)
    if (free && writes(command) && !parts.every((part) => keyOf(part).pk.startsWith("G#A#"))) {
      free = false
      await rival(parts)
    }
    return next(call)
  }, send)
}
