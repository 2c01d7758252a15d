import type { Code } from "./fault.ts"
import type { Phase } from "./phase.ts"

type Role = "anybody" | "operator" | "board" | "council" | "leader" | "officer" | "viewer"
/**
 * One action: whose role allows it, in which phases of a bloc's year, which seat it is for, and what it can refuse besides
 * what every call can. In other phases the screens do not offer it; whatever the bloc sees is bound to its phase by the write itself,
 * a private draft is not. The routes, the document, the screens and the generated tests read this one structure.
 */
export type Right = {
  roles: readonly Role[]
  phases?: readonly Phase[]
  seat?: "member" | "head" | "headOrBoard" | "memberOrBoard" | "verifier" | "launcher" | "deputy" | "headOrDeputy"
  refuses?: readonly Code[]
}
const everyone = ["board", "council", "leader", "officer", "viewer"] as const
const signedIn = ["operator", ...everyone] as const
/** Until scoring begins the table of criteria may be written. */
export const versioning = ["drafting", "pledging", "running"] as const satisfies readonly Phase[]
const fills = ["leader", "officer"] as const
const onSheet = ["sheet.lacks", "sheet.over", "sheet.extra", "sheet.line", "sheet.evidence"] as const
const writes = ["leader", "officer", "board"] as const
const agencyPhases = ["running", "selfScoring", "crossScoring", "verifying"] as const
const beforeRanking = ["drafting", "pledging", "running", "selfScoring", "crossScoring", "verifying", "appealing"] as const
const beforeClosing = [...beforeRanking, "ranked", "voting"] as const
const launches = ["missing", "movement.over"] as const
const leads = ["missing", "right.denied", "movement.over"] as const
/** Who signs proves to be the person. */
const proof = ["signature.password", "session.refused", "session.locked"] as const
const lineOpen = ["missing", "pledge.notOpen", "member.left", "paper.absent", "paper.contested", "paper.confirmed"] as const

export const rights = {
  "health.read": { roles: ["anybody"] },
  "demonstration.read": { roles: ["anybody"], refuses: ["missing"] },
  "session.open": { roles: ["anybody"], refuses: ["session.refused", "session.locked"] },
  "session.redeem": { roles: ["anybody"], refuses: ["link.used"] },
  "session.read": { roles: signedIn },
  "session.close": { roles: signedIn },
  "session.list": { roles: signedIn },
  "session.closeAll": { roles: signedIn },
  "session.act": { roles: everyone, refuses: ["missing"] },
  "password.change": { roles: signedIn, refuses: ["session.refused", "session.locked"] },

  "province.create": { roles: ["operator"], refuses: ["province.taken"] },

  "province.link": { roles: ["operator"], refuses: ["missing", "link.used"] },

  "department.list": { roles: everyone },
  "department.create": { roles: ["board"], refuses: ["department.taken"] },
  "leader.appoint": { roles: ["board"], refuses: ["missing", "person.taken"] },
  "person.list": { roles: ["leader", "board"], refuses: ["missing"] },
  "person.add": { roles: ["leader", "board"], refuses: ["missing", "person.taken", "person.role"] },
  "person.read": { roles: ["leader", "board"], refuses: ["missing"] },
  "person.change": { roles: ["leader", "board"], refuses: ["missing", "person.role"] },
  "person.link": { roles: ["leader", "board"], refuses: ["missing", "person.role"] },

  "bloc.list": { roles: everyone },
  "bloc.create": { roles: ["board"], refuses: ["bloc.taken"] },
  "year.open": { roles: ["board"], refuses: ["missing", "year.taken", "year.members"] },
  "year.list": { roles: everyone },
  "overview.read": { roles: ["board", "council"], refuses: ["cursor.invalid"] },
  "overview.file": { roles: ["board", "council"] },
  "history.read": { roles: everyone, refuses: ["cursor.invalid"] },
  "year.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "today.read": { roles: everyone },
  "log.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing", "cursor.invalid"] },
  "look.save": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "phase.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "phase.reopen": {
    roles: ["board"],
    phases: ["ranked", "voting", "closed"],
    refuses: ["missing", "phase.order", "award.granted"],
  },
  "phase.move": {
    roles: ["leader", "board"],
    seat: "headOrBoard",
    refuses: [
      "missing",
      "right.denied",
      "phase.order",
      "phase.lacks",
      "phase.table",
      "phase.pledge",
      "phase.vote",
      "phase.sways",
      "result.incomplete",
    ],
  },

  "table.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "table.save": {
    roles: fills,
    phases: versioning,
    seat: "head",
    refuses: ["missing", "right.denied", "table.closed", "table.versions"],
  },
  "table.adopt": {
    roles: ["leader"],
    phases: versioning,
    seat: "head",
    refuses: ["missing", "right.denied", "table.closed", "table.absent", "table.quorum", "table.agency"],
  },
  "table.propose": {
    roles: ["leader"],
    phases: versioning,
    seat: "head",
    refuses: ["missing", "right.denied", "table.closed", "table.absent", "table.proposed", "version.stale"],
  },
  "table.agree": {
    roles: ["leader"],
    phases: versioning,
    seat: "member",
    refuses: ["missing", "right.denied", "table.closed", "table.notOpen", "table.agreed", "table.agency", "member.left", "version.stale"],
  },
  "table.versions": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "table.version": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "table.sources": { roles: ["leader", "officer", "board"], refuses: ["cursor.invalid"] },
  "table.source": { roles: ["leader", "officer", "board"], refuses: ["missing"] },
  "comment.list": { roles: everyone, seat: "memberOrBoard", refuses: ["missing", "cursor.invalid"] },
  "comment.add": {
    roles: fills,
    phases: versioning,
    seat: "member",
    refuses: ["missing", "right.denied", "table.closed", "table.absent", "member.left"],
  },
  "comment.answer": { roles: fills, seat: "head", refuses: ["missing", "right.denied", "comment.answered"] },
  "pledge.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "pledge.save": { roles: fills, phases: ["drafting", "pledging"], seat: "head", refuses: ["missing", "right.denied", "pledge.closed"] },
  "pledge.sign": {
    roles: ["leader"],
    phases: ["pledging"],
    seat: "member",
    refuses: ["missing", "right.denied", "pledge.notOpen", "member.left", "pledge.changed", "pledge.signed", ...proof],
  },
  "pledge.correct": {
    roles: ["board"],
    phases: ["pledging", "running"],
    seat: "memberOrBoard",
    refuses: ["missing", "slip.closed", "slip.none", "slip.many", "phase.pledge", "pledge.changed"],
  },
  "pledge.version": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "signature.list": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "paper.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "paper.record": {
    roles: ["leader"],
    phases: ["pledging"],
    seat: "head",
    refuses: ["missing", "pledge.notOpen", "member.left", "pledge.changed", "pledge.signed", "paper.own", "paper.contested"],
  },
  "paper.contest": { roles: ["leader"], phases: ["pledging"], seat: "member", refuses: lineOpen },
  "paper.confirm": { roles: ["leader"], phases: ["pledging"], seat: "member", refuses: [...lineOpen, "pledge.changed", "pledge.signed"] },
  "paper.withdraw": { roles: ["leader"], phases: ["pledging"], seat: "head", refuses: [...lineOpen, "pledge.signed"] },
  "aim.read": { roles: everyone, seat: "member", refuses: ["missing"] },
  "aim.save": { roles: ["leader"], phases: ["pledging", "running"], seat: "member", refuses: ["missing", "aim.closed", "member.left"] },
  "aim.list": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },

  "self.read": { roles: everyone, seat: "member", refuses: ["missing"] },
  "self.save": { roles: fills, phases: ["running", "selfScoring"], seat: "member", refuses: ["missing"] },
  "self.handIn": {
    roles: ["leader"],
    phases: ["selfScoring"],
    seat: "member",
    refuses: ["missing", "right.denied", "self.closed", "self.table", "self.handedIn", "member.left", ...onSheet],
  },
  "self.takeBack": {
    roles: ["leader"],
    phases: ["selfScoring"],
    seat: "member",
    refuses: ["missing", "right.denied", "self.closed", "self.notIn", "member.left"],
  },
  "self.look": { roles: everyone, seat: "memberOrBoard", refuses: ["missing", "self.blind"] },
  "cross.read": { roles: everyone, seat: "member", refuses: ["missing"] },
  "cross.save": { roles: fills, phases: ["crossScoring"], seat: "member", refuses: ["missing"] },
  "cross.handIn": {
    roles: ["leader"],
    phases: ["crossScoring"],
    seat: "member",
    refuses: ["missing", "right.denied", "cross.closed", "self.table", "cross.handedIn", "cross.aside", "member.left", ...onSheet],
  },
  "cross.takeBack": {
    roles: ["leader"],
    phases: ["crossScoring"],
    seat: "member",
    refuses: ["missing", "right.denied", "cross.closed", "cross.notIn", "member.left"],
  },
  "cross.list": { roles: everyone, seat: "memberOrBoard", refuses: ["missing", "cross.blind"] },
  "verified.list": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "verified.read": { roles: everyone, seat: "verifier", refuses: ["missing", "verified.other"] },
  "verified.save": {
    roles: ["leader", "officer", "board"],
    phases: ["verifying"],
    seat: "verifier",
    refuses: ["missing", "verified.other"],
  },
  "verified.confirm": {
    roles: ["leader", "board"],
    phases: ["verifying"],
    seat: "verifier",
    refuses: [
      "missing",
      "right.denied",
      "verified.closed",
      "verified.other",
      "verified.confirmed",
      "self.table",
      "sheet.late",
      "sheet.reason",
      ...onSheet,
    ],
  },

  "due.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "due.extend": {
    roles: ["leader", "board"],
    phases: beforeRanking,
    seat: "headOrBoard",
    refuses: ["missing", "right.denied", "due.closed", "due.absent", "due.earlier", "decision.own"],
  },
  "lateness.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "lateness.save": {
    roles: ["leader", "board"],
    phases: ["drafting", "pledging", "running"],
    seat: "headOrBoard",
    refuses: ["missing", "right.denied", "lateness.closed", "sheet.line"],
  },
  "note.list": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "note.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "note.save": { roles: writes, seat: "memberOrBoard", refuses: ["missing"] },
  "agency.list": { roles: everyone },
  "agency.read": { roles: everyone, refuses: ["missing"] },
  "agency.save": { roles: fills, phases: agencyPhases, refuses: ["missing"] },
  "agency.confirm": {
    roles: ["leader"],
    phases: agencyPhases,
    refuses: [
      "missing",
      "agency.closed",
      "agency.confirmed",
      "self.table",
      "year.moved",
      "sheet.lacks",
      "sheet.extra",
      "sheet.over",
      "sheet.reason",
    ],
  },

  "appeal.list": { roles: everyone, seat: "memberOrBoard", refuses: ["missing", "cursor.invalid"] },
  "appeal.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing", "appeal.blind"] },
  "appeal.open": {
    roles: ["leader"],
    phases: ["appealing"],
    seat: "member",
    refuses: ["missing", "right.denied", "appeal.closed", "appeal.made", "member.left", "sheet.lacks", "sheet.extra", "sheet.over"],
  },
  "appeal.answer": {
    roles: ["leader", "board"],
    phases: ["appealing"],
    seat: "verifier",
    refuses: [
      ...(["missing", "verified.other", "appeal.closed", "appeal.state", "version.stale", "year.moved"] as const),
      ...(["sheet.lacks", "sheet.extra", "sheet.over"] as const),
    ],
  },
  "appeal.further": {
    roles: ["leader"],
    phases: ["appealing"],
    seat: "member",
    refuses: ["missing", "right.denied", "appeal.closed", "appeal.state", "member.left"],
  },
  "appeal.decide": {
    roles: ["leader", "board"],
    phases: ["appealing"],
    seat: "headOrBoard",
    refuses: [
      ...(["missing", "right.denied", "verified.other", "decision.own", "appeal.closed", "appeal.state", "appeal.minutes"] as const),
      ...(["version.stale", "year.moved", "sheet.lacks", "sheet.extra", "sheet.over"] as const),
    ],
  },

  "decision.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "decision.save": {
    roles: ["board"],
    phases: beforeClosing,
    refuses: ["missing", "decision.closed", "decision.own", "decision.struck", "year.moved"],
  },
  "member.leave": {
    roles: ["board"],
    phases: beforeRanking,
    refuses: ["missing", "member.left", "member.frozen", "year.members", "version.stale"],
  },
  "appraisal.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "appraisal.save": {
    roles: ["board"],
    phases: ["closed"],
    refuses: ["missing", "appraisal.closed", "decision.own", "result.incomplete"],
  },

  "vote.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "vote.record": {
    roles: ["leader", "board"],
    phases: ["voting"],
    seat: "headOrBoard",
    refuses: ["missing", "right.denied", "vote.closed", "vote.counts", "year.moved"],
  },
  "vote.confirm": {
    roles: ["leader", "board"],
    phases: ["voting"],
    seat: "deputy",
    refuses: ["missing", "right.denied", "vote.closed", "vote.state", "year.moved"],
  },
  "vote.contest": {
    roles: ["leader"],
    phases: ["voting"],
    seat: "member",
    refuses: ["missing", "right.denied", "vote.closed", "vote.state", "version.stale", "member.left", "year.moved"],
  },
  "tie.decide": {
    roles: ["leader"],
    phases: ["ranked", "voting"],
    seat: "headOrDeputy",
    refuses: ["missing", "right.denied", "decision.own", "tie.none", "version.stale", "year.moved"],
  },
  "tie.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "prize.explain": {
    roles: ["leader", "board"],
    phases: ["ranked", "voting"],
    seat: "headOrBoard",
    refuses: ["missing", "right.denied", "prize.none", "decision.own", "version.stale", "year.moved"],
  },
  "alert.list": { roles: everyone, seat: "memberOrBoard", refuses: ["missing", "result.notYet"] },
  "alert.explain": {
    roles: ["leader"],
    phases: ["ranked", "voting"],
    seat: "member",
    refuses: ["missing", "alert.none", "alert.phase", "version.stale"],
  },
  "alert.conclude": {
    roles: ["board"],
    phases: ["ranked", "voting", "closed"],
    refuses: ["missing", "alert.none", "alert.phase", "decision.own", "version.stale"],
  },
  "award.list": { roles: everyone, seat: "memberOrBoard", refuses: ["missing", "cursor.invalid"] },
  "award.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "award.propose": {
    roles: ["board"],
    phases: ["closed"],
    refuses: ["missing", "award.phase", "award.none", "year.moved"],
  },
  "award.enter": {
    roles: ["board"],
    phases: ["closed", "decided"],
    refuses: ["missing", "award.phase", "award.order", "decision.own", "year.moved"],
  },
  "award.history": { roles: everyone, refuses: ["missing", "cursor.invalid"] },
  "appraisal.answer": {
    roles: ["leader"],
    phases: ["closed"],
    seat: "member",
    refuses: ["missing", "right.denied", "appraisal.closed", "version.stale"],
  },
  "result.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing", "result.notYet"] },
  "explain.cross": { roles: everyone, seat: "memberOrBoard", refuses: ["missing", "cross.blind"] },
  "explain.official": { roles: everyone, seat: "memberOrBoard", refuses: ["missing", "result.notYet"] },
  "result.file": { roles: everyone, seat: "memberOrBoard", refuses: ["missing", "result.notYet"] },
  "explain.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing", "self.blind", "result.notYet"] },

  "movement.list": { roles: everyone, refuses: ["cursor.invalid"] },
  "movement.read": { roles: everyone, refuses: ["missing"] },
  "movement.responses": { roles: everyone, refuses: ["missing", "cursor.invalid"] },
  "movement.history": { roles: everyone, refuses: ["missing", "cursor.invalid"] },
  "movement.launch": { roles: ["board"], refuses: launches },
  "movement.launchInBloc": { roles: ["leader"], seat: "head", refuses: leads },
  "movement.launchInside": { roles: ["leader"], refuses: launches },
  "movement.change": { roles: ["leader", "board"], seat: "launcher", refuses: leads },
  "movement.end": { roles: ["leader", "board"], seat: "launcher", refuses: leads },
  "movement.withdraw": { roles: ["leader", "board"], seat: "launcher", refuses: leads },
  "participation.list": { roles: everyone, refuses: ["missing", "cursor.invalid"] },
  "participation.read": { roles: everyone, refuses: ["missing"] },
  "participation.join": { roles: ["leader"], refuses: [...leads, "participation.joined"] },
  "participation.save": { roles: fills, refuses: ["missing", "movement.over", "participation.absent", "indicator.reported"] },
  "report.list": { roles: everyone, refuses: ["missing", "cursor.invalid"] },
  "report.add": { roles: fills, refuses: ["missing", "movement.over", "participation.absent"] },
} as const satisfies Record<string, Right>

export type Action = keyof typeof rights
export const right = (action: Action): Right => rights[action]
