import * as lib from "@aws-sdk/lib-dynamodb"
import { expect } from "vitest"
import { seatOf } from "../packages/core/src/task-rule.ts"
import { criteria, pointsFor, type Step } from "./large-year.ts"
import { type Item, raw, store, TableName, tenantOf } from "./stored.ts"
import { blocYear, move } from "./world.ts"

const none = '"v0"'
const reason = "theo kế hoạch của khối"
type Year = Pick<Step, "world" | "year">

const spaceOf = async ({ world, year }: Year) => `T#${await tenantOf(world.code)}#Y#${year}`
async function roomOf(of: Year) {
  const given = { ":pk": await spaceOf(of) }
  const asked = { TableName, KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: given, ConsistentRead: true }
  const found: Item[] = []
  for await (const { Items = [] } of lib.paginateQuery({ client: raw }, asked)) found.push(...(Items as Item[]))
  return found
}
const rootOf = (room: readonly Item[]) => room.find(({ sk }) => sk === "R")!

/** What is done here leaves the bloc's room as it was, so that the year's own acts cost what they cost without it. */
async function aside(of: Year, work: (room: readonly Item[]) => Promise<void>) {
  const room = await roomOf(of)
  await work(room)
  const kept = new Set(room.map(({ sk }) => sk))
  await store(
    room,
    (await roomOf(of)).filter(({ sk }) => !kept.has(sk)),
  )
}

/** The table is commented on and adopted by the members' word, up to the one whose word locks it. */
export const leavesAgreed = (step: Step) =>
  aside(step, async () => {
    const { at, head, leaders, table: hash, cost } = step
    // Each lets the process read its seat, which is told apart.
    await leaders[1]!("GET", at)
    await cost("comment", leaders[1]!, "POST", `${at}/table/comments`, { leaf: "1.1", text: "Đề nghị giảm điểm tối đa của mục này." })
    await cost("propose", head, "POST", `${at}/table/proposal`, { hash })
    for (const one of leaders.slice(1)) {
      await one("GET", at)
      const { json } = await cost("agree", one, "POST", `${at}/table/agreement`, { hash })
      if ((json as { locked: boolean }).locked) return
    }
  })

/** The head records the last signature, which was given on paper. */
export const paperSigned = (step: Step, hash: string) =>
  aside(step, async () => {
    const { at, head, members, cost } = step
    const paper = { hash, date: "2026-02-01", place: "Hội trường Sở Nội vụ", signer: "Giám đốc", scan: "01" }
    await cost("record on paper", head, "PUT", `${at}/pledge/papers/${seatOf(members - 1)}`, paper, none)
  })

/** A due day is put off, a panel is named, and where a seat is free a department joins. */
export async function whileRunning(step: Step) {
  const { at, world, head, members, cost } = step
  await aside(step, async () => {
    const { etag } = await head("GET", `${at}/extensions`)
    await cost("extend", world.board, "POST", `${at}/extensions`, { phase: "selfScoring", seat: null, due: "2099-12-31", reason }, etag)
    const departments = await Promise.all(["so-1", "so-2", "so-x"].map(world.departmentOf))
    await cost("name a panel", world.board, "PUT", `${at}/panel`, { departments }, none)
    if (members === 60) return
    const department = await world.departmentOf("so-y")
    const joining = { department, joined: "2026-07-01", reason, number: "12/QĐ-UBND", date: "2026-06-20" }
    await cost("join a bloc", world.board, "POST", `${at}/members`, joining)
  })
  // The process reads the names as they stand again.
  expect((await head("GET", `${at}/table/comments`)).status).toBe(200)
}

/** The same year with a panel, as it would stand had the panel been named before scoring began. */
export const panelVerifies = (step: Step) =>
  aside(step, async (room) => {
    const { at, world, deputy, members, leaves, table, cost } = step
    const root = rootOf(room)
    const units = await Promise.all(
      ["so-1", "so-2", "so-x"].map(async (code) => ({ unit: await world.departmentOf(code), code, name: `Đơn vị ${code}` })),
    )
    await store([
      { ...root, panel: 1 },
      { pk: root.pk, sk: "B#PANEL", _: 1, v: 1, units },
    ])
    const path = `${at}/verified/${seatOf(members - 1)}`
    const sheet = { table, points: pointsFor(members - 1, members - 1, leaves) }
    await cost("panel saves", deputy, "PUT", path, sheet, none)
    await cost("panel confirms", deputy, "POST", path, sheet, '"v1"')
  })

/** A year beside it whose four criteria an agency verifies, with the marks and sheets of this one. */
export async function agencyAnswers(step: Step) {
  const { world, members, leaves, cost } = step
  const agency = await world.as("leader", "so-tai-chinh")
  const { at, year, table } = await agencyYear(step)
  const [from, to] = [await roomOf(step), await roomOf({ world, year })]
  const root = rootOf(to)
  const sheets = from.filter(({ sk }) => sk.startsWith("S#")).map((sheet) => ({ ...sheet, pk: root.pk, table }))
  await store([{ ...root, seats: rootOf(from)["seats"] }, ...sheets])
  const rows = Array.from({ length: members }, (_, i) => ({
    points: pointsFor(i, i, leaves).filter((_, leaf) => leaf % (leaves / 4) === 0),
    results: [],
  }))
  await cost("agency's blocs", agency, "GET", "/agency/years")
  await agency("GET", `/agency${at}`)
  await cost("agency's grid", agency, "GET", `/agency${at}`)
  await cost("agency saves", agency, "PUT", `/agency${at}`, { table, rows }, none)
  await cost("agency confirms", agency, "POST", `/agency${at}`, { table, rows }, '"v1"')
}

async function agencyYear({ world, head, members, leaves }: Step) {
  const codes = Array.from({ length: members }, (_, i) => `so-${i}`)
  const { at, year } = await blocYear(world, { members: codes, without: [] })
  const saved = await head("PUT", `${at}/table`, criteria(members, leaves, "so-tai-chinh"), { "if-match": none })
  const { hash } = saved.json as { hash: string }
  const minutes = { hash, date: "2026-01-15", place: "Hội trường", present: members, agreed: members, text: "Thống nhất." }
  expect((await head("POST", `${at}/table`, minutes, { "if-match": saved.etag })).status).toBe(200)
  await head("PUT", `${at}/pledge`, { text: "Chúng tôi cùng ký giao ước thi đua." }, { "if-match": none })
  const phases = ["drafting", "pledging", "running", "selfScoring", "crossScoring", "verifying"]
  for (const [i, to] of phases.slice(1).entries()) await move(world.board, year, phases[i]!, to, reason)
  return { at, year, table: hash }
}

/** What the result puts forward is proposed; one award goes through its steps. */
export async function awarded({ at, world, cost }: Step) {
  await cost("propose the awards", world.board, "POST", `${at}/awards`)
  const { items } = (await world.board("GET", `${at}/awards`)).json as { items: { seat: string; award: string }[] }
  const { seat, award } = items[0]!
  for (const [i, state] of ["appraised", "voted", "granted"].entries()) {
    const paper = state === "granted" ? { number: "110/QĐ-UBND", date: "2027-02-03" } : { number: null, date: null }
    await cost("enter an award", world.board, "PUT", `${at}/awards/${seat}/${award}`, { state, ...paper }, `"v${i + 1}"`)
  }
}
