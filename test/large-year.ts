import { Meter } from "@khoi/core/meter"
import { expect } from "vitest"
import { seatOf } from "../packages/core/src/task-rule.ts"
import { agencyAnswers, awarded, leavesAgreed, panelVerifies, paperSigned, whileRunning } from "./large-year-aside.ts"
import { itemsOf, tenantOf } from "./stored.ts"
import { type Answer, blocYear, province, type Send } from "./world.ts"

/** Calls, read units and write units. */
export type Cost = readonly [calls: number, read: number, write: number]
export type Step = Awaited<ReturnType<typeof largeYear>> & { table: string; cost: Measure }
type Measure = (operation: string, send: Send, method: string, path: string, body?: unknown, version?: string) => Promise<Answer>
const none = '"v0"'

/** A bloc-year as large as the costs are told for; each leaf has 25 points, peers give half of the score. */
async function largeYear(members: number, leaves: number) {
  const world = await province()
  const codes = Array.from({ length: members }, (_, i) => `so-${i}`)
  const { at, year } = await blocYear(world, { members: codes, without: [] })
  const leaders = await Promise.all(codes.map((code) => world.as("leader", code)))
  const [head, deputy] = leaders as [Send, Send]
  return { world, at, year, leaders, head, deputy, members, leaves }
}

/** Of four sections, the first criterion of each an agency's where one is named. */
export const criteria = (members: number, leaves: number, verifier?: string) => ({
  table: {
    sections: Array.from({ length: 4 }, (_, s) => ({
      code: `${s + 1}`,
      name: `Nhóm tiêu chí ${s + 1}`,
      max: (25 * leaves) / 4,
      children: Array.from({ length: leaves / 4 }, (_, i) => ({
        code: `${s + 1}.${i + 1}`,
        name: `Thực hiện nhiệm vụ được giao số ${s + 1}.${i + 1}`,
        max: 25,
        scoring: { kind: "points" },
        ...(verifier && i === 0 && { verifier }),
      })),
    })),
  },
  rules: {
    official: [
      { component: "verified", weight: 0.5 },
      { component: "crossMean", weight: 0.5 },
    ],
    quotas: [{ minMembers: members, maxMembers: 60, flags: 1, certificates: 3 }],
  },
})

/** Points of four digits each, none of them zero at the end: a whole table's longest. */
export const pointsFor = (seat: number, scorer: number, leaves: number) =>
  Array.from({ length: leaves }, (_, i) => 2401 + ((seat * 7 + scorer * 3 + i * 11) % 9) * 10)
const rowsOf = (scorer: number, { members, leaves }: Step) =>
  Array.from({ length: members }, (_, seat) => (seat === scorer ? null : pointsFor(seat, scorer, leaves)))

/** The first two, whose acts find nothing kept of this year, and the last, who finds the root at its largest, are counted; the rest just act. */
async function each(
  leaders: readonly Send[],
  count: (one: Send, i: number) => Promise<void>,
  act: (one: Send, i: number) => Promise<Answer>,
) {
  const last = leaders.length - 1
  for (const i of [0, 1]) await count(leaders[i]!, i)
  const rest = await Promise.all(leaders.slice(2, last).map((one, i) => act(one, i + 2)))
  expect(rest.map(({ status, text }) => (status === 200 ? "done" : text))).toEqual(rest.map(() => "done"))
  await count(leaders[last]!, last)
}

/** Lives a year from drafting to closed over HTTP; gives the most that each operation cost, and the bytes of each kind of item. */
export async function lived(members: number, leaves: number) {
  const costs: Record<string, Cost> = {}
  const cost: Measure = async (operation, send, method, path, body, version) => {
    const { result, cost } = await Meter.count(() => send(method, path, body, { "if-match": version }))
    expect(result.status, `${operation}: ${result.text}`).toBe(200)
    const [calls, read, write] = costs[operation] ?? [0, 0, 0]
    costs[operation] = [Math.max(calls, cost.calls - 1), Math.max(read, cost.read - 1), Math.max(write, cost.write)]
    return result
  }
  const year = await largeYear(members, leaves)
  const step = { ...year, table: await drafted({ ...year, cost }), cost }
  for (const part of [pledged, selfScored, crossScored, verified, concluded]) await part(step)
  return { costs, bytes: await sizes(year) }
}

/** What the session's own get costs is told apart, so it is taken off. */
async function moveOn({ head, at, cost }: Step, from: string, to: string, operation = "move a phase") {
  const { etag } = await head("GET", `${at}/phase`)
  await cost(operation, head, "PUT", `${at}/phase`, { from, to }, etag)
}

async function drafted(step: Omit<Step, "table">) {
  const { head, at, members, leaves } = step
  const saved = await head("PUT", `${at}/table`, criteria(members, leaves), { "if-match": none })
  const { hash } = saved.json as { hash: string }
  await leavesAgreed({ ...step, table: hash })
  const minutes = { hash, date: "2026-01-15", place: "Hội trường", present: members, agreed: members, text: "Các thành viên thống nhất." }
  await step.cost("adopt", head, "POST", `${at}/table`, minutes, saved.etag)
  return hash
}

async function pledged(step: Step) {
  const { head, at, leaders, cost } = step
  const plan = leaders.map((_, i) => 1234.5678 + i)
  const targets = Array.from({ length: 40 }, (_, i) => ({ indicator: `Chỉ tiêu thi đua số ${i + 1}`, unit: "%", plan }))
  const pledge = await head("PUT", `${at}/pledge`, { text: "Chúng tôi cùng ký giao ước thi đua.", targets }, { "if-match": none })
  const { hash } = pledge.json as { hash: string }
  await moveOn(step, "drafting", "pledging")
  const sign = async (one: Send, i: number) => {
    if (i === leaders.length - 1) await paperSigned(step, hash)
    await cost("dashboard, seat unread", one, "GET", at)
    await cost("sign the pledge", one, "POST", `${at}/pledge/signature`, { hash })
  }
  await each(leaders, sign, (one) => one("POST", `${at}/pledge/signature`, { hash }))
  await moveOn(step, "pledging", "running")
  await whileRunning(step)
  await moveOn(step, "running", "selfScoring")
}

async function selfScored(step: Step) {
  const { at, leaders, table, leaves, cost } = step
  const sheetOf = (i: number) => ({ table, points: pointsFor(i, i, leaves) })
  const count = async (one: Send, i: number) => {
    await cost("save a sheet", one, "PUT", `${at}/self`, sheetOf(i), none)
    // The first to hand in reads the locked table into the process.
    await cost(i ? "hand in" : "hand in, table unread", one, "POST", `${at}/self`, sheetOf(i), '"v1"')
    if (i !== leaders.length - 1) return
    await cost("save a note", one, "PUT", `${at}/notes/self/0`, { text: "Theo QĐ 12/QĐ-UBND ngày 05/3/2026" }, none)
    await cost("take a sheet back", one, "DELETE", `${at}/self`, undefined, '"v2"')
    expect((await one("POST", `${at}/self`, sheetOf(i), { "if-match": '"v3"' })).status).toBe(200)
  }
  await each(leaders, count, (one, i) => one("POST", `${at}/self`, sheetOf(i), { "if-match": none }))
  await moveOn(step, "selfScoring", "crossScoring")
}

async function crossScored(step: Step) {
  const { at, leaders, table, cost } = step
  const sheetOf = (i: number) => ({ table, rows: rowsOf(i, step) })
  const count = async (one: Send, i: number) => {
    await cost("save the cross-scores", one, "PUT", `${at}/cross`, sheetOf(i), none)
    await cost("hand in the cross-scores", one, "POST", `${at}/cross`, sheetOf(i), '"v1"')
  }
  await each(leaders, count, (one, i) => one("POST", `${at}/cross`, sheetOf(i), { "if-match": none }))
  await moveOn(step, "crossScoring", "verifying")
}

async function verified(step: Step) {
  const { at, leaders, head, deputy, table, leaves, cost } = step
  const by = (i: number) => (i ? head : deputy)
  const pathOf = (i: number) => `${at}/verified/${seatOf(i)}`
  const sheetOf = (i: number) => ({ table, points: pointsFor(i, i, leaves) })
  const count = async (_: Send, i: number) => {
    if (i === leaders.length - 1) for (const aside of [panelVerifies, agencyAnswers]) await aside(step)
    await by(i)("GET", pathOf(i))
    await cost("save a verification", by(i), "PUT", pathOf(i), sheetOf(i), none)
    await cost("confirm a verification", by(i), "POST", pathOf(i), sheetOf(i), '"v1"')
  }
  await each(leaders, count, (_, i) => by(i)("POST", pathOf(i), sheetOf(i), { "if-match": none }))
}

/** Of three appeals the first lets the process read what it keeps. */
async function appealed({ at, head, leaders, cost }: Step) {
  for (const i of [1, 2, 3].filter((one) => leaders[one])) {
    const text = "Đề nghị xem xét lại điểm theo văn bản mới được ban hành."
    await cost("appeal", leaders[i]!, "POST", `${at}/own-appeals/l7`, { wanted: { points: 2499 }, text })
    const answer = { value: { points: 2498 }, reason: "Có văn bản." }
    await cost(i > 1 ? "grant an appeal" : "grant, unread", head, "POST", `${at}/appeals/${seatOf(i)}/l7/answer`, answer)
  }
}

async function concluded(step: Step) {
  const { world, at, head, leaders, members, cost } = step
  await cost("dashboard", leaders[1]!, "GET", at)
  await cost("dashboard, by the board", world.board, "GET", at)
  await moveOn(step, "verifying", "appealing")
  await appealed(step)
  await moveOn(step, "appealing", "ranked", "rank")
  await moveOn(step, "ranked", "voting")
  const yes = Object.fromEntries(leaders.map((_, i) => [seatOf(i), members - i]))
  const vote = { members, present: members, written: 0, valid: members, yes }
  await cost("record the votes", head, "PUT", `${at}/votes`, { flags: vote, certificates: vote, team: "Ban kiểm phiếu" }, none)
  await cost("confirm the votes", step.deputy, "POST", `${at}/votes`, undefined, '"v1"')
  await moveOn(step, "voting", "closed", "close")
  await awarded(step)
}

/** The largest item of each kind in the bloc's partition, drafts beside them. */
async function sizes({ world, year }: { world: { code: string }; year: string }) {
  const largest: Record<string, number> = {}
  for (const item of await itemsOf(await tenantOf(world.code))) {
    if (!item.pk.endsWith(`#Y#${year}`) && !item.sk.startsWith(`Y#${year}`)) continue
    const [kind = "", , third] = item.sk.split("#")
    const name = kind === "Y" ? `draft of ${third}` : kind
    largest[name] = Math.max(largest[name] ?? 0, Meter.bytes(item))
  }
  return largest
}
