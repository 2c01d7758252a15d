import { randomUUID } from "node:crypto"
import { Actor } from "../packages/core/src/actor.ts"
import { Gate } from "../packages/core/src/gate.ts"
import { type Phase, phases } from "../packages/core/src/phase.ts"
import { app } from "../packages/functions/src/app.ts"
import { heard } from "./heard.ts"
import { connection } from "./stored.ts"

export const origin = "http://localhost:3000"
export const api = heard(app({ publicOrigin: origin, cursorSecret: "a secret for the cursors of tests" }))
export const password = "mật khẩu thử nghiệm"

type Headers = Record<string, string | undefined>
export type Answer = { status: number; etag: string | undefined; json: never; text: string; headers: globalThis.Headers }
/** Sends as one session; the key of an act is fresh unless one is given, and If-Match is the caller's affair. */
export type Send = ((method: string, path: string, body?: unknown, headers?: Headers) => Promise<Answer>) & { cookie: string; csrf: string }

/** A caller with this cookie; without one, nobody. */
export function sender(cookie = "", csrf = ""): Send {
  const send = async (method: string, path: string, body?: unknown, headers: Headers = {}) => {
    const all: Headers = {
      origin,
      "idempotency-key": `"${randomUUID()}"`,
      cookie,
      "csrf-token": csrf,
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    }
    const kept = Object.fromEntries(Object.entries(all).filter((one): one is [string, string] => !!one[1]))
    const raw = body === undefined ? null : typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body)
    const answer = await api.request(`/api${path}`, { method, headers: kept, body: raw as string })
    const text = await answer.text()
    const isJson = /json/.test(answer.headers.get("content-type") ?? "")
    return {
      status: answer.status,
      etag: answer.headers.get("etag") ?? undefined,
      text,
      headers: answer.headers,
      json: (isJson ? JSON.parse(text) : null) as never,
    }
  }
  return Object.assign(send, { cookie, csrf })
}

/** Signs in through the API, with a password or a one-time link. */
export async function signIn(path: "/session" | "/session/link", body: object): Promise<Send> {
  const { status, headers, json, text } = await sender()("POST", path, body)
  if (status !== 200) throw new Error(`${status} ${text}`)
  return sender(/__Host-session=[^;]*/.exec(headers.get("set-cookie") ?? "")?.[0], (json as { csrf: string }).csrf)
}

const operating = new Map<string, Promise<Send>>()
/** The platform's operator, one for all tests of a file. */
export function operator() {
  const made = operating.get(connection.table) ?? operate()
  operating.set(connection.table, made)
  return made
}
async function operate() {
  const name = `operator-${randomUUID().slice(0, 8)}`
  await Gate.ensureOperator(name, password)
  return signIn("/session", { province: null, name, password })
}

export type Role = "board" | "council" | "leader" | "officer" | "viewer"
type Link = { person: string; token: string }
const must = async <T>(answer: Promise<Answer>) => {
  const { status, json, text } = await answer
  if (status !== 200) throw new Error(`${status} ${text}`)
  return json as T
}

/** A fresh tenant: its board, and departments with people made when they are first asked for. */
export async function province() {
  const code = `tinh-${randomUUID().slice(0, 12)}`
  const office = { code: "so-noi-vu", name: "Sở Nội vụ" }
  const person = { name: "Chuyên viên Sở Nội vụ", signIn: "so-noi-vu" }
  const { link, department } = await must<{ link: Link; department: string }>(
    (await operator())("POST", "/provinces", { code, name: "Tỉnh thử", department: office, person }),
  )
  const board = await signIn("/session/link", { province: code, token: link.token, password })
  const departments = new Map([["so-noi-vu", department]])
  const people = new Map<string, Promise<Send>>()
  const ids = new Map<string, string>()

  /** The id of the department with this code; made when it is new. */
  async function departmentOf(of: string) {
    const known = departments.get(of)
    if (known) return known
    const { id } = await must<{ id: string }>(board("POST", "/departments", { code: of, name: `Đơn vị ${of}` }))
    departments.set(of, id)
    return id
  }
  /** A session of a person with this one role in this department. */
  function as(role: Role, of = "so-a"): Promise<Send> {
    const key = `${role}@${of}`
    const made = people.get(key) ?? departmentOf(of).then((id) => make(id, role, of))
    people.set(key, made)
    return made
  }
  async function make(id: string, role: Role, of: string) {
    const link = await must<Link>(
      board("POST", `/departments/${id}/people`, { name: `${role} ${of}`, signIn: `${role}.${of}`, roles: [role] }),
    )
    ids.set(`${role}@${of}`, link.person)
    return signIn("/session/link", { province: code, token: link.token, password })
  }
  return { code, board, as, departmentOf, ids }
}

/** Two leaves of 40 and 60 points, ranked by the verified score. */
export const criteria = (official: object[] = [{ component: "verified", weight: 1 }]) => ({
  table: {
    sections: [
      { code: "I", name: "Nhiệm vụ chính trị", max: 40, scoring: { kind: "points" } },
      { code: "II", name: "Phong trào thi đua", max: 60, scoring: { kind: "points" } },
    ],
  },
  rules: { official, quotas: [{ minMembers: 2, maxMembers: 60, flags: 1, certificates: 1 }] },
})

/** Reasons for the two leaves, as a verified sheet wants them where it differs. */
export const reasons = { 0: "theo biên bản thẩm định", 1: "theo biên bản thẩm định" }

type World = Awaited<ReturnType<typeof province>>
/** Every phase that a bloc-year can be in so far. */
export type PhaseName = Exclude<Phase, "decided">
export const phaseOrder = phases.filter((phase): phase is PhaseName => phase !== "decided")

/** A bloc-year of departments so-a (head), so-b (deputy), so-c … in this province, taken to a phase by the board, nobody having scored. */
export async function blocYear(
  world: World,
  {
    members = ["so-a", "so-b", "so-c"],
    to = "drafting" as PhaseName,
    official = undefined as object[] | undefined,
    without = ["appealing"],
  } = {},
) {
  const ids = await Promise.all(members.map(world.departmentOf))
  const bloc = await must<{ id: string }>(
    world.board("POST", "/blocs", { code: `khoi-${randomUUID().slice(0, 8)}`, name: "Khối thi đua thử" }),
  )
  const opened = {
    year: 2026,
    members: ids.map((department) => ({ department })),
    head: ids[0],
    deputy: ids[1] ?? null,
    without,
    due: { selfScoring: "2026-11-30" },
  }
  const { id: year } = await must<{ id: string }>(world.board("POST", `/blocs/${bloc.id}/years`, opened))
  const at = `/years/${year}`
  let hash = ""
  if (to !== "drafting") {
    const head = await world.as("leader", members[0])
    const saved = await head("PUT", `${at}/table`, criteria(official), { "if-match": '"v0"' })
    if (saved.status !== 200) throw new Error(saved.text)
    hash = (saved.json as { hash: string }).hash
    const minutes = {
      hash,
      date: "2026-01-15",
      place: "Sở Nội vụ",
      present: members.length,
      agreed: members.length,
      text: "Các thành viên thống nhất.",
    }
    const adopted = await head("POST", `${at}/table`, minutes, { "if-match": saved.etag })
    if (adopted.status !== 200) throw new Error(adopted.text)
    await must(head("PUT", `${at}/pledge`, { text: "Chúng tôi cùng ký giao ước thi đua." }, { "if-match": '"v0"' }))
  }
  const order = phaseOrder.filter((phase) => !without.includes(phase))
  for (let i = 0; order[i] !== to; i++) await move(world.board, year, order[i]!, order[i + 1]!, "theo kế hoạch")
  return { year, at, hash, bloc: bloc.id, members: ids }
}

/** Moves the year on as whoever sends. */
export async function move(send: Send, year: string, from: string, to: string, reason?: string) {
  const { etag } = await send("GET", `/years/${year}/phase`)
  const answer = await send("PUT", `/years/${year}/phase`, { from, to, reason }, { "if-match": etag })
  if (answer.status !== 200) throw new Error(answer.text)
  return answer
}

/** Runs as the system inside a tenant, for looks at stored items. */
export const asSystem = <T>(tenant: string, work: () => Promise<T>) => Actor.run({ kind: "system", tenant }, work)
