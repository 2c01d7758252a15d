import { beforeClosing, beforeRanking } from "./phase.ts"
import { everyone, type Right } from "./right-form.ts"

/** From appeals to awards: what is decided, voted, explained, appraised and granted, and who reads the result. */
export const endRights = {
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
    refuses: ["missing", "decision.closed", "decision.own", "decision.struck", "decision.corrected", "decision.early", "year.moved"],
  },
  "field.read": { roles: everyone, refuses: ["missing"] },
  "field.enter": {
    roles: ["leader"],
    phases: beforeClosing,
    refuses: ["missing", "decision.closed", "decision.rival", "field.leaf", "field.many", "field.stands", "year.moved", "file.reference"],
  },
  "field.lift": {
    roles: ["leader"],
    phases: beforeClosing,
    refuses: ["missing", "decision.closed", "decision.rival", "field.none", "year.moved"],
  },
  "member.leave": {
    roles: ["board"],
    phases: beforeRanking,
    refuses: [
      ...(["missing", "member.left", "member.frozen", "year.members", "version.stale"] as const),
      ...(["lead.wanted", "lead.same", "lead.many"] as const),
    ],
  },
  "member.join": {
    roles: ["board"],
    phases: beforeRanking,
    refuses: ["missing", "member.joined", "member.left", "member.frozen", "member.late", "file.quota", "year.full", "version.stale"],
  },
  "member.list": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "lead.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "lead.change": {
    roles: ["board"],
    phases: beforeClosing,
    refuses: ["missing", "lead.closed", "lead.same", "lead.many", "member.left", "year.members"],
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
    refuses: ["missing", "right.denied", "decision.own", "result.notYet", "tie.none", "version.stale", "year.moved"],
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
    refuses: ["missing", "award.phase", "award.order", "award.dropped", "decision.own", "year.moved"],
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
  "explain.matrix": { roles: everyone, seat: "memberOrBoard", refuses: ["missing", "result.notYet"] },
  "explain.ties": { roles: everyone, seat: "memberOrBoard", refuses: ["missing", "result.notYet"] },
  "explain.official": { roles: everyone, seat: "memberOrBoard", refuses: ["missing", "result.notYet"] },
  "result.file": { roles: everyone, seat: "memberOrBoard", refuses: ["missing", "result.notYet"] },
  "explain.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing", "self.blind", "result.notYet"] },
} as const satisfies Record<string, Right>
