import type { Action } from "./every-act.ts"

/** What the second hears of two who do the same; "done" where both may. */
export const second: Partial<Record<Action, string>> = {
  "province.create": "province.taken",
  "session.redeem": "link.used",
  "password.change": "session.refused",
  "department.create": "department.taken",
  "leader.appoint": "person.taken",
  "person.add": "person.taken",
  "bloc.create": "bloc.taken",
  "year.open": "year.taken",
  "table.adopt": "table.closed",
  "table.propose": "table.proposed",
  "table.agree": "table.agreed",
  "comment.answer": "comment.answered",
  "pledge.correct": "pledge.changed",
  "pledge.sign": "pledge.signed",
  "paper.record": "pledge.signed",
  "paper.withdraw": "paper.absent",
  "paper.contest": "paper.absent",
  "vote.confirm": "vote.state",
  "self.handIn": "self.handedIn",
  "self.takeBack": "self.notIn",
  "cross.handIn": "cross.handedIn",
  "cross.takeBack": "cross.notIn",
  "appeal.open": "appeal.made",
  "appeal.further": "appeal.state",
  "appeal.answer": "appeal.state",
  "appeal.decide": "year.moved",
  "member.leave": "member.left",
  "movement.end": "movement.over",
  "movement.withdraw": "movement.over",
  "participation.join": "participation.joined",
  "member.join": "member.joined",
  "field.enter": "field.stands",
  "field.lift": "field.none",
  "award.propose": "year.moved",
  "award.enter": "year.moved",
}
for (const act of [
  ...["person.change", "phase.move", "phase.reopen", "table.save", "pledge.save", "paper.confirm", "aim.save", "vote.record"],
  ...["self.save", "cross.save", "verified.save", "verified.confirm", "due.extend", "lateness.save", "note.save", "agency.save"],
  ...["agency.confirm", "decision.save", "appraisal.save", "panel.save", "lead.change", "movement.change", "participation.save"],
] as Action[])
  second[act] = "version.stale"
// Each is another one, or says the same again: sessions, links, looks, movements, reports, remarks, what one party alone says.
for (const act of [
  ...["province.link", "session.open", "session.close", "session.closeAll", "session.act", "person.link", "look.save", "comment.add"],
  ...["movement.launch", "movement.launchInside", "movement.launchInBloc", "report.add", "vote.contest", "tie.decide", "prize.explain"],
  ...["alert.explain", "alert.conclude", "appraisal.answer"],
] as Action[])
  second[act] = "done"
