import { randomUUID } from "node:crypto"
import { versioning } from "../packages/core/src/phase.ts"
import { type Answer, criteria, type PhaseName, phaseOrder as phases, province, type Role, type Send } from "./world.ts"

export { phases, type PhaseName }

/** What a request may name of a province: real ones, or ones that never were. */
export type Ids = {
  province: string
  signIn: string
  token: string
  bloc: string
  department: string
  members: string[]
  person: string
  seat: string
  table: string
  pledge: string
  asked: string
  draft: string
  version: string
  place: string
  comment: string
  years: Years
  movements: { open: string; joined: string }
}
/** One year for each phase, and one that is pledging with the signatures on paper of all but the head recorded. */
type Years = Record<PhaseName | "papers", string>
const rooms = [...phases, "papers"] as const

const letters = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
/** An id of the right form that was never given to anything. */
export const someId = () => Array.from({ length: 20 }, () => letters[Math.floor(Math.random() * 64)]).join("")
const someHash = () => Array.from({ length: 64 }, () => Math.floor(Math.random() * 16).toString(16)).join("")

/** Ids of things that never were. */
export const nothing = (): Ids => ({
  province: `tinh-${randomUUID().slice(0, 8)}`,
  signIn: `ai.${randomUUID().slice(0, 8)}`,
  token: `${someId()}.${randomUUID()}`,
  bloc: someId(),
  department: someId(),
  members: [someId(), someId(), someId()],
  person: someId(),
  seat: "07",
  table: someHash(),
  pledge: someHash(),
  asked: someHash(),
  draft: someHash(),
  version: "88",
  place: "-",
  comment: someId(),
  years: Object.fromEntries(rooms.map((room) => [room, someId()])) as Years,
  movements: { open: someId(), joined: someId() },
})

const done = async (answer: Promise<Answer>) => {
  const { status, json, text, etag } = await answer
  if (status !== 200) throw new Error(`${status} ${text}`)
  return { json: json as Record<string, never>, etag }
}

export const points = { self: [3157, 5243], cross: [2971, 4639], verified: [2753, null], agency: [4373] }
type World = Awaited<ReturnType<typeof province>>
type Bloc = { world: World; mark: string; bloc: string; members: string[]; leaders: [Send, Send, Send] }

/**
 * A province with a bloc of three (a: head, b: deputy, c: the one that is aimed at) and a department outside of it (d), which verifies
 * the second criterion as an agency. The bloc has one year for each phase, full of what comes before; `mark` stands in every name and text.
 */
export async function target(mark: string, of: readonly PhaseName[] = phases) {
  const world = await province()
  const codes = ["a", "b", "c"].map((letter) => `${mark}-${letter}`)
  const members: string[] = []
  for (const code of codes) members.push(await world.departmentOf(code))
  const outside = await world.departmentOf(`${mark}-d`)
  const leaders = (await Promise.all(codes.map((code) => world.as("leader", code)))) as [Send, Send, Send]
  const { json: bloc } = await done(world.board("POST", "/blocs", { code: `${mark}-khoi`, name: `Khối ${mark}` }))
  const added = { name: `Người ${mark}`, signIn: `nguoi.${mark}`, roles: ["officer"] }
  const { json: link } = await done(world.board("POST", `/departments/${members[2]!}/people`, added))
  const whole: Bloc = { world, mark, bloc: bloc["id"]!, members, leaders }
  const years = await Promise.all(of.map(async (phase, i) => [phase, await open(whole, 2020 + i, phase)] as const))
  const { year, hash, text } = years[0]![1]
  const written = years.map(([, of]) => of.written).find((found) => !!found)
  const ids: Ids = {
    province: world.code,
    signIn: `leader.${codes[2]!}`,
    token: link["token"]!,
    bloc: whole.bloc,
    department: members[2]!,
    members,
    person: link["person"]!,
    seat: "02",
    table: hash,
    pledge: text,
    ...{ asked: written?.asked ?? hash, draft: written?.draft ?? hash, version: "1" },
    ...{ place: "-", comment: written?.comment ?? someId() },
    years: Object.fromEntries(rooms.map((room) => [room, year])) as Years,
    movements: await movements(world, mark, [...leaders, await world.as("leader", `${mark}-d`)]),
  }
  if (of.includes("pledging")) ids.years.papers = await onPaper(whole, 2020 + of.length)
  for (const [phase, { year }] of years) ids.years[phase] = year
  const as = (role: Role, letter: "a" | "b" | "c" | "d") => world.as(role, `${mark}-${letter}`)
  return { world, ids, outside, as, leaders, mark }
}
export type Target = Awaited<ReturnType<typeof target>>

/** Two movements of the province: one that nobody has joined, one that all have joined and answer, where c has reported. */
async function movements({ board }: World, mark: string, leaders: readonly Send[]) {
  const paper = { number: `QĐ ${mark}`, date: "2021-01-15" }
  const text = { kind: "regular", from: "2021", to: null, paper, aims: `Mục đích ${mark}`, targets: [`Chỉ tiêu ${mark}`] }
  const launch = async (send: Send, path: string, respondsTo: object | null) =>
    (await done(send("POST", path, { ...text, name: `Phong trào ${mark}`, respondsTo }))).json["id"]!
  const [open, joined] = [await launch(board, "/movements", null), await launch(board, "/movements", null)]
  const at = `/movements/${joined}`
  for (const one of leaders) await done(one("POST", `${at}/participation`))
  const c = leaders[2]!
  const indicators = [{ code: "xa", name: `Số xã ${mark}`, unit: "xã", target: 5, due: null }]
  await done(c("PUT", `${at}/participation`, { indicators }, { "if-match": '"v1"' }))
  await done(c("POST", `${at}/reports`, { indicator: "xa", date: "2026-01-15", figure: 2, text: `Báo cáo ${mark}` }))
  for (const [send, path] of [
    [board, "/movements"],
    [c, "/movements/inside"],
  ] as const)
    await launch(send, path, { to: "movement", movement: joined })
  return { open, joined }
}

/** A year in which the head has recorded the others' signatures on paper. */
async function onPaper(bloc: Bloc, calendar: number) {
  const { year, text } = await open(bloc, calendar, "pledging")
  const paper = {
    hash: text,
    date: "2020-02-01",
    place: `Hội trường ${bloc.mark}`,
    signer: `Giám đốc ${bloc.mark}`,
    scan: `Bản ${bloc.mark}`,
  }
  for (const seat of ["01", "02"]) await done(bloc.leaders[0]("PUT", `/years/${year}/pledge/papers/${seat}`, paper, { "if-match": '"v0"' }))
  return year
}

/** Opens a year and takes it to a phase; every sheet of the phases before is handed in, and c has begun one in its own phase. */
async function open({ world, mark, bloc, members, leaders }: Bloc, calendar: number, to: PhaseName) {
  const [a, b, c] = leaders
  const opened = {
    year: calendar,
    members: members.map((department) => ({ department })),
    head: members[0],
    deputy: members[1],
    without: [],
    due: { selfScoring: `${calendar}-11-30`, appealing: `${calendar}-12-30` },
  }
  const { json } = await done(world.board("POST", `/blocs/${bloc}/years`, opened))
  const year: string = json["id"]!
  const at = `/years/${year}`
  const { table, rules } = criteria([{ component: "verified", weight: 1 }])
  table.sections[0]!.name = `Nhiệm vụ ${mark}`
  Object.assign(table.sections[1]!, { verifier: `${mark}-d` })
  Object.assign(table, { bonus: ["B0", "B1", "B2"].map((code) => ({ code, name: `Điểm thưởng ${mark}`, points: 1, max: 3 })) })
  const saved = await done(a("PUT", `${at}/table`, { table, rules }, { "if-match": '"v0"' }))
  const hash: string = saved.json["hash"]!
  const pledge = await done(a("PUT", `${at}/pledge`, { text: `Giao ước ${mark}` }, { "if-match": '"v0"' }))
  const text: string = pledge.json["hash"]!
  const sheet = { table: hash, points: points.self }
  const rows = (own: number) => members.map((_, i) => (i === own ? null : points.cross))
  const put = (send: Send, path: string, body: object, method = "POST") => done(send(method, `${at}${path}`, body, { "if-match": '"v0"' }))
  const leave: Partial<Record<PhaseName, () => Promise<unknown>>> = {
    drafting: async () => {
      const minutes = { hash, date: `${calendar}-01-15`, place: `Hội trường ${mark}`, present: 3, agreed: 3, text: `Thống nhất ${mark}` }
      await done(a("POST", `${at}/table`, minutes, { "if-match": saved.etag }))
    },
    pledging: () => done(c("POST", `${at}/pledge/signature`, { hash: text })),
    selfScoring: () => Promise.all([a, b, c].map((send) => put(send, "/self", sheet))),
    crossScoring: () => Promise.all([a, b, c].map((send, i) => put(send, "/cross", { table: hash, rows: rows(i) }))),
    verifying: async () => {
      const verified = { table: hash, points: points.verified, reasons: { 0: `vì ${mark}` } }
      const agency = await world.as("leader", `${mark}-d`)
      const rows = members.map(() => ({ points: points.agency, results: [], reasons: { 0: `do ${mark}` } }))
      await done(agency("POST", `/agency${at}`, { table: hash, rows }, { "if-match": '"v0"' }))
      await Promise.all([put(b, "/verified/00", verified), put(a, "/verified/01", verified), put(a, "/verified/02", verified)])
    },
    voting: () => voted(a, at, mark),
  }
  for (const [i, phase] of phases.entries()) {
    if (phase === to) break
    await leave[phase]?.()
    const { etag } = await world.board("GET", `${at}/phase`)
    await done(world.board("PUT", `${at}/phase`, { from: phase, to: phases[i + 1], reason: `Vì ${mark}` }, { "if-match": etag }))
  }
  if (to === "selfScoring") await put(c, "/self", sheet, "PUT")
  if (to === "crossScoring") await put(c, "/cross", { table: hash, rows: rows(2) }, "PUT")
  if (to === "voting") await voted(a, at, mark)
  if (to === "closed") for (const seat of ["00", "01", "02"]) await put(world.board, `/appraisals/${seat}`, appraisal(mark), "PUT")
  if (to === "appealing") await appealed(leaders, at, mark)
  if (to === "verifying") await put(a, "/verified/02", { table: hash, points: points.verified }, "PUT")
  if (to === "drafting") await done(a("POST", `${at}/table/proposal`, { hash }))
  const written = (versioning as readonly string[]).includes(to) ? await write(leaders, at, mark) : undefined
  return { year, hash, text, written }
}

/** What goes on while the table may be written: a version lies before the members, another is being drafted, and a member has said something. */
async function write([a, , c]: Bloc["leaders"], at: string, mark: string) {
  const version = async (name: string) => {
    const { table, rules } = criteria()
    table.sections[0]!.name = `${name} ${mark}`
    const { etag } = await done(a("GET", `${at}/table`))
    const { json } = await done(a("PUT", `${at}/table`, { table, rules }, { "if-match": etag }))
    return `${json["hash"]}`
  }
  const asked = await version("Dự thảo")
  await done(a("POST", `${at}/table/proposal`, { hash: asked }))
  const { json } = await done(c("POST", `${at}/table/comments`, { leaf: null, text: `Góp ý ${mark}` }))
  return { asked, draft: await version("Dự thảo sau"), comment: `${json["id"]}` }
}

const appraisal = (mark: string) => ({ entries: [{ points: -50, reason: `Thẩm định ${mark}` }] })
const voted = (head: Send, at: string, mark: string) => {
  const flags = { members: 3, present: 3, written: 0, valid: 3, yes: { "02": 3 } }
  return done(head("PUT", `${at}/votes`, { flags, team: `Ban kiểm phiếu ${mark}` }, { "if-match": '"v0"' }))
}

/** Appeals in every state: c's about `l0` open and about `b2` gone on, everybody's about `b1` refused by who verifies. */
async function appealed([a, b, c]: Bloc["leaders"], at: string, mark: string) {
  const say = (send: Send, path: string, body: object) => done(send("POST", `${at}${path}`, body))
  const open = (send: Send, item: string, wanted: object) => say(send, `/own-appeals/${item}`, { wanted, text: `Kiến nghị ${mark}` })
  const refuse = (seat: string, item: string) =>
    say(seat === "00" ? b : a, `/appeals/${seat}/${item}/answer`, { value: null, reason: `Giữ ${mark}` })
  await open(c, "l0", { points: 3900 })
  for (const [i, send] of [a, b, c].entries()) {
    await open(send, "b1", { count: 1 })
    await refuse(`0${i}`, "b1")
  }
  await open(c, "b2", { count: 3 })
  await refuse("02", "b2")
  await say(c, "/own-appeals/b2/further", { text: `Tiếp ${mark}` })
}
