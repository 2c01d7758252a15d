import { randomUUID } from "node:crypto"
import { type Action, type Right, rights } from "../packages/core/src/right.ts"
import { movementCases } from "./cases-movement.ts"
import type { Ids, PhaseName } from "./target.ts"
import { password, type Role, type Send } from "./world.ts"

/** Where a caller stands as seen from the target: its own department, two others of the bloc, one outside of it, another province. */
export type Place = "own" | "peer" | "head" | "outside" | "foreign" | "nowhere"
export type Caller = { name: string; role: Role | "operator" | "nobody"; place: Place; send: Send }

/** What a request leads to: the target itself, or things of the caller's own that it makes or reads. */
type Reach = "anybody" | "own" | "department" | "membership" | "bloc" | "movement" | "year" | "agency"
export type Case = {
  reach: Reach
  phase?: PhaseName
  movement?: keyof Ids["movements"]
  body?: (ids: Ids, seat: number) => unknown
  /** The place of the table that the address names. */
  item?: string
  /** Open to agencies that verify from outside of the bloc. */
  agencyToo?: true
  answers?: [number, string]
  aboutOneself?: [number, string]
  concerned?: Place[]
  /** Pledging is meant in the year in which the signatures on paper of all but the head are recorded. */
  papers?: true
  /** What the head gets where it is not like the other members. */
  head?: [number, string]
}

const fresh = randomUUID().slice(0, 8)
const office = { code: `so-${fresh}`, name: `Sở ${fresh}` }
const self = ({ table }: Ids) => ({ table, points: [4000, 5900] })
const reason = "theo biên bản thẩm định"
const about = ({ seat }: Ids) => ({ seat, code: null, paper: "12/KL-STC", reason })
const verified = ({ table }: Ids) => ({ table, points: [4000, null] })
const confirmed = (ids: Ids) => ({ ...verified(ids), reasons: { 0: reason } })
const grid = ({ table }: Ids) => ({ table, rows: [null, null, { points: [5900], results: [] }] })
const answered = ({ table }: Ids) => ({ table, rows: [null, null, { points: [5900], results: [], reasons: { 0: reason } }] })
const cross = ({ table, members }: Ids, seat: number) => ({ table, rows: members.map((_, i) => (i === seat ? null : [3000, 5000])) })
const targets = [{ indicator: "Hồ sơ đúng hạn", unit: "%", plan: [95, 98.5, null] }]
const criteria = {
  table: { sections: [{ code: "I", name: "Nhiệm vụ", max: 100, scoring: { kind: "points" } }] },
  rules: {
    official: [{ component: "verified", weight: 1 }],
    quotas: [{ minMembers: 2, maxMembers: 60, flags: 1, certificates: 1 }],
  },
}

/** A well-formed request for each operation. An operation without one fails the walk by its name, and so does one too many. */
export const cases: Record<Action, Case> = {
  "health.read": { reach: "anybody" },
  "demonstration.read": { reach: "anybody", answers: [404, "missing"] },
  "session.open": { reach: "anybody", body: ({ province, signIn }) => ({ province, name: signIn, password }) },
  "session.redeem": { reach: "anybody", body: ({ province, token }) => ({ province, token, password }) },
  "session.read": { reach: "own" },
  "session.close": { reach: "own" },
  "session.list": { reach: "own" },
  "session.closeAll": { reach: "own" },
  "session.act": { reach: "membership", body: ({ department }) => ({ department }) },
  "password.change": { reach: "own", body: () => ({ current: password, next: "một mật khẩu khác hẳn" }) },

  "province.create": {
    reach: "own",
    body: () => ({ code: `tinh-${fresh}`, name: "Tỉnh mới", department: office, person: { name: "Chuyên viên", signIn: "chuyen-vien" } }),
  },
  "province.link": { reach: "own", answers: [404, "link.used"] },

  "department.list": { reach: "own" },
  "department.create": { reach: "own", body: () => office },
  "leader.appoint": { reach: "department", body: () => ({ name: "Lãnh đạo mới", signIn: `lanh-dao.${fresh}` }) },
  "person.list": { reach: "department" },
  "person.add": { reach: "department", body: () => ({ name: "Người mới", signIn: `nguoi.${fresh}`, roles: ["officer"] }) },
  "person.read": { reach: "department" },
  "person.change": { reach: "department", body: () => ({ name: "Tên khác", roles: ["viewer"] }) },
  "person.link": { reach: "department" },

  "bloc.list": { reach: "own" },
  "bloc.create": { reach: "own", body: () => ({ code: `khoi-${fresh}`, name: `Khối ${fresh}` }) },
  "year.open": {
    reach: "bloc",
    body: ({ members }) => ({
      year: 2099,
      members: members.map((department) => ({ department })),
      head: members[0],
      deputy: members[1],
      without: [],
      due: {},
    }),
  },
  "year.next": { reach: "year" },
  "year.list": { reach: "own" },
  "overview.read": { reach: "own" },
  "overview.file": { reach: "own" },
  "history.read": { reach: "own" },
  "year.read": { reach: "year" },
  "today.read": { reach: "own" },
  "log.read": { reach: "year" },
  "look.save": { reach: "own" },
  "phase.read": { reach: "year" },
  "phase.move": { reach: "year", phase: "running", body: () => ({ from: "running", to: "selfScoring", reason: "theo kế hoạch" }) },
  "phase.reopen": { reach: "year", phase: "closed", body: () => ({ to: "ranked", reason: "sai sót trong biên bản" }) },

  "table.read": { reach: "year" },
  "table.save": { reach: "year", body: () => criteria },
  "table.propose": { reach: "year", body: ({ draft }) => ({ hash: draft }) },
  "table.agree": { reach: "year", body: ({ asked }) => ({ hash: asked }) },
  "table.versions": { reach: "year" },
  "table.version": { reach: "year" },
  "table.sources": { reach: "own" },
  "table.source": { reach: "bloc" },
  "comment.list": { reach: "year", phase: "drafting" },
  "comment.add": { reach: "year", body: () => ({ leaf: "I", text: "Nên giảm điểm mục này." }) },
  "comment.answer": { reach: "year", phase: "drafting", body: () => ({ text: "Khối tiếp thu." }) },
  "table.adopt": {
    reach: "year",
    body: ({ draft }) => ({ hash: draft, date: "2026-01-15", place: "Hội trường", present: 3, agreed: 2, text: "Thống nhất." }),
  },
  "pledge.read": { reach: "year" },
  "pledge.save": { reach: "year", phase: "pledging", body: () => ({ text: "Giao ước khác.", targets }) },
  "pledge.sign": { reach: "year", body: ({ pledge }) => ({ hash: pledge }) },
  "pledge.correct": { reach: "year", body: () => ({ text: "Giao ước đã đính chính.", targets, reason: "Sai chính tả." }) },
  "pledge.version": { reach: "year", phase: "pledging" },
  "signature.list": { reach: "year", phase: "pledging", papers: true },
  "paper.read": { reach: "year", phase: "pledging", papers: true },
  "paper.record": {
    reach: "year",
    body: ({ pledge }) => ({ hash: pledge, date: "2020-02-01", place: "Hội trường", signer: "Giám đốc", scan: "01" }),
  },
  "paper.contest": { reach: "year", papers: true, head: [409, "paper.absent"], body: () => ({ reason: "Đơn vị chưa ký." }) },
  "paper.confirm": { reach: "year", papers: true, head: [409, "paper.absent"], body: ({ pledge }) => ({ hash: pledge }) },
  "paper.withdraw": { reach: "year", papers: true, body: () => ({ reason: "Ghi nhầm." }) },
  "aim.read": { reach: "year", phase: "running" },
  "aim.save": { reach: "year", body: () => ({ titles: ["tapTheLaoDongXuatSac"], forms: ["bangKhenTinh"], note: "Hai năm liền." }) },
  "aim.list": { reach: "year", phase: "running" },

  "self.read": { reach: "year", phase: "selfScoring" },
  "self.save": { reach: "year", phase: "selfScoring", body: self },
  "self.handIn": { reach: "year", body: self },
  "self.takeBack": { reach: "year", answers: [409, "self.notIn"] },
  "self.look": { reach: "year", phase: "crossScoring" },
  "cross.read": { reach: "year", phase: "crossScoring" },
  "cross.save": { reach: "year", body: cross },
  "cross.handIn": { reach: "year", body: cross },
  "cross.takeBack": { reach: "year", answers: [409, "cross.notIn"] },
  "cross.list": { reach: "year", phase: "verifying" },
  "verified.list": { reach: "year", phase: "verifying" },
  "verified.read": { reach: "year", phase: "verifying" },
  "verified.save": { reach: "year", body: verified },
  "verified.confirm": { reach: "year", body: confirmed },

  "panel.read": { reach: "year" },
  "panel.save": { reach: "year", phase: "running", body: ({ members }) => ({ departments: [members[1]] }) },
  "due.read": { reach: "year" },
  "due.extend": {
    reach: "year",
    phase: "running",
    body: () => ({ phase: "appealing", seat: null, due: "2099-12-31", reason: "bão lụt" }),
  },
  "lateness.read": { reach: "year" },
  "lateness.save": { reach: "year", phase: "running", body: () => ({ rule: null }) },
  "note.list": { reach: "year" },
  "note.read": { reach: "year" },
  "note.save": { reach: "year", body: () => ({ text: "có biên bản kèm theo" }) },
  "agency.list": { reach: "own" },
  "agency.read": { reach: "agency", phase: "crossScoring" },
  "agency.save": { reach: "agency", body: grid },
  "agency.confirm": { reach: "agency", body: answered },
  "appeal.list": { reach: "year", phase: "ranked", agencyToo: true },
  "appeal.read": { reach: "year", phase: "ranked" },
  "appeal.open": { reach: "year", item: "b0", body: () => ({ wanted: { count: 1 }, text: "đề nghị cộng điểm" }) },
  "appeal.answer": {
    reach: "year",
    item: "l0",
    agencyToo: true,
    body: () => ({ value: { points: 3000 }, reason: "đã xem lại minh chứng" }),
  },
  "appeal.further": { reach: "year", item: "b1", body: () => ({ text: "đề nghị họp khối" }) },
  "appeal.decide": {
    reach: "year",
    item: "b2",
    aboutOneself: [403, "decision.own"],
    body: () => ({
      value: { count: 2 },
      reason: "theo ý kiến cuộc họp",
      minutes: { date: "2026-12-20", place: "Hội trường", text: "Thống nhất." },
    }),
  },

  "decision.read": { reach: "year", phase: "verifying" },
  "decision.save": {
    reach: "year",
    phase: "verifying",
    aboutOneself: [403, "decision.own"],
    body: ({ seat }) => ({ held: [{ seat, reason: "đang xác minh đơn thư" }] }),
  },
  "member.list": { reach: "year" },
  "member.join": {
    reach: "year",
    phase: "running",
    answers: [409, "member.joined"],
    body: ({ members }) => ({ department: members[1], joined: "2026-07-01", reason: "QĐ thành lập" }),
  },
  "lead.read": { reach: "year" },
  "lead.change": { reach: "year", phase: "running", body: () => ({ head: "01", deputy: "02", reason: "theo phân công" }) },
  "field.read": { reach: "agency", phase: "verifying" },
  "field.enter": { reach: "agency", phase: "running", body: (ids) => ({ ...about(ids), leaf: "II" }) },
  "field.lift": { reach: "agency", phase: "running", answers: [409, "field.none"], body: about },
  "member.leave": { reach: "year", phase: "running", body: () => ({ left: "2026-07-01", successor: null, reason: "QĐ sáp nhập" }) },
  "appraisal.read": { reach: "year", phase: "closed" },
  "appraisal.save": {
    reach: "year",
    aboutOneself: [403, "decision.own"],
    body: () => ({ entries: [{ points: -100, reason: "theo biên bản thẩm định" }] }),
  },

  "vote.read": { reach: "year", phase: "voting" },
  "vote.record": {
    reach: "year",
    body: ({ seat }) => ({ flags: { members: 3, present: 3, written: 0, valid: 3, yes: { [seat]: 3 } }, team: "Ban kiểm phiếu" }),
  },
  "vote.confirm": { reach: "year" },
  "vote.contest": { reach: "year", body: () => ({ reason: "số phiếu hợp lệ chưa khớp biên bản" }) },
  "tie.decide": { reach: "year", answers: [409, "tie.none"], body: () => ({ order: ["02", "07"], reason: "theo ý kiến cuộc họp" }) },
  "tie.read": { reach: "year", phase: "ranked" },
  "prize.explain": { reach: "year", answers: [409, "prize.none"], body: () => ({ reason: "theo quy chế của khối" }) },
  "alert.list": { reach: "year", phase: "ranked" },
  "alert.explain": { reach: "year", answers: [409, "alert.none"], body: () => ({ text: "có phối hợp nhiều việc trong năm" }) },
  "alert.conclude": { reach: "year", answers: [409, "alert.none"], body: () => ({ kind: "explained", text: "đã làm rõ" }) },
  "award.list": { reach: "year", phase: "closed" },
  "award.read": { reach: "year", phase: "closed" },
  "award.propose": { reach: "year", answers: [409, "award.none"] },
  "award.enter": {
    reach: "year",
    aboutOneself: [403, "decision.own"],
    body: () => ({ state: "granted", number: "12/QĐ-BCT", date: "2027-01-15" }),
  },
  "award.history": { reach: "department" },
  "appraisal.answer": { reach: "year", body: () => ({ text: "đơn vị xin bổ sung hồ sơ" }) },
  "result.read": { reach: "year", phase: "ranked" },
  "explain.cross": { reach: "year", phase: "verifying", concerned: ["head", "own"] },
  "explain.matrix": { reach: "year", phase: "ranked" },
  "explain.ties": { reach: "year", phase: "ranked" },
  "explain.official": { reach: "year", phase: "ranked" },
  "result.file": { reach: "year", phase: "ranked" },
  "explain.read": { reach: "year", phase: "ranked" },

  ...movementCases,
}

/** The phase in which a case's year is taken: one that the matrix allows. */
export const phaseOf = (action: Action) => cases[action].phase ?? ((rights[action] as Right).phases?.[0] as PhaseName) ?? "running"

const seats: Partial<Record<Place, number>> = { head: 0, peer: 1, own: 2 }
export const seatOf = ({ place }: Caller) => seats[place] ?? 2

const ok = [200, undefined] as const
const absent = [401, "session.absent"] as const
const denied = [403, "right.denied"] as const
const missing = [404, "missing"] as const

/** What the rights matrix says that a caller gets for a well-formed request on the target, in a phase that the action allows. */
export function expected(action: Action, { role, place }: Caller): readonly [number, string | undefined] {
  const { roles, seat }: Right = rights[action]
  const { reach, answers = ok, aboutOneself, agencyToo, concerned, head = answers } = cases[action]
  if (roles.includes("anybody")) return answers
  if (role === "nobody") return absent
  if (!roles.includes(role)) return denied
  if (reach === "own") return answers
  if (place === "foreign") return missing
  if (reach === "membership") return place === "own" ? answers : missing
  if (reach === "bloc" && seat === "head") return place === "head" ? answers : denied
  if (reach === "movement") return seat === "launcher" && role !== "board" ? denied : answers
  if (reach === "bloc" || (reach === "department" && (role === "board" || place === "own"))) return answers
  if (reach === "department") return missing
  if (reach === "agency") return place === "outside" ? answers : missing
  const board = role === "board"
  if (concerned && !board && !concerned.includes(place)) return missing
  if (aboutOneself && board && place === "own") return aboutOneself
  if (place === "outside" && agencyToo) return seat === "verifier" ? [403, "verified.other"] : answers
  if (place === "outside" && (!board || seat === "member" || seat === "head")) return missing
  if (seat === "head") return place === "head" ? answers : denied
  if (seat === "deputy") return place === "peer" ? answers : denied
  if (seat === "headOrDeputy") return place === "head" || place === "peer" ? answers : denied
  if (seat === "headOrBoard") return place === "head" || board ? answers : denied
  if (seat === "verifier") return place === "head" ? answers : [403, "verified.other"]
  return place === "head" ? head : answers
}
