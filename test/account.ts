import type { Code } from "../packages/core/src/fault.ts"
import type { Action } from "../packages/core/src/right.ts"
import { asksKey, operations } from "./walk.ts"

/** Why a declared answer of these actions (of all that declare it, where none is named) is heard by no test. A reason that is not true any more fails the account. */
export type Unheard = { code: Code | "done"; of?: readonly Action[]; why: string }

const bare = operations.filter((of) => asksKey(of) && !of.requestBody).map(({ operationId }) => operationId)
const race = "only where another is quicker between reading and writing; the race itself is meeting.test's and race.test's affair"
const sheet = "the same check of the same sheet as for self.handIn and cross.handIn, tried there and as a pure rule"

export const unheard: readonly Unheard[] = [
  { code: "internal", why: "a defect wherever it is heard: generated.test looks for one" },
  { code: "unavailable", of: ["health.read", "demonstration.read"], why: "they ask no store" },
  { code: "done", of: ["demonstration.read"], why: "the tests' API has no demonstration; demonstration.test reads it over a server" },
  {
    code: "right.denied",
    of: ["session.read", "session.close", "session.list", "session.closeAll", "password.change"],
    why: "every role may, the operator too",
  },
  { code: "session.locked", of: ["password.change"], why: "counted by the same function as session.open's failures" },
  {
    code: "person.role",
    of: ["person.add", "person.change"],
    why: "asked by the same function as for person.link, and in right.test as a rule",
  },
  { code: "missing", of: ["province.link", "look.save"], why: "a province that is not there is the operator's slip; a look names nothing" },
  { code: "key.reused", of: bare, why: "without a body nothing else can be sent under its key" },
  { code: "key.reused", of: ["table.propose", "table.agree"], why: "what else they can say is another version, with a record of its own" },
  {
    code: "version.stale",
    of: [
      ...(["table.propose", "table.agree", "appeal.answer", "member.join", "member.leave", "vote.contest", "tie.decide"] as const),
      ...(["prize.explain", "alert.explain", "alert.conclude", "appraisal.answer"] as const),
    ],
    why: race,
  },
  {
    code: "year.moved",
    of: ["agency.confirm", "appeal.answer", "field.enter", "field.lift"],
    why: race,
  },
  { code: "lead.many", why: "wants as many changes of head and deputy as one item has room for" },
  { code: "file.quota", of: ["member.join"], why: "the same rule of the same table as when it is saved, tried there" },
  { code: "table.versions", why: "wants as many versions as a table has room for" },
  { code: "table.agency", of: ["table.adopt", "table.agree"], why: "a department goes only where none can: told when the table is saved" },
  { code: "cursor.invalid", of: ["comment.list"], why: "its own cursors are what the walk takes to all other lists" },
  { code: "phase.pledge", of: ["pledge.correct"], why: "no year comes to pledging or running without a pledge but by import" },
  { code: "paper.contested", of: ["paper.withdraw", "paper.confirm"], why: "the same rows as for paper.record and paper.contest" },
  { code: "sheet.line", of: ["cross.handIn"], why: sheet },
  { code: "sheet.evidence", of: ["cross.handIn", "verified.confirm"], why: sheet },
  { code: "sheet.lacks", of: ["appeal.answer", "appeal.decide"], why: "a value of the place's kind is asked for as in appeal.open" },
  { code: "sheet.extra", of: ["appeal.answer", "appeal.decide"], why: "a value of the place's kind is asked for as in appeal.open" },
  { code: "sheet.over", of: ["appeal.decide"], why: "a value of the place's kind is asked for as in appeal.answer" },
  { code: "result.incomplete", of: ["appraisal.save"], why: "a closed year has all that its ranking wanted" },
  { code: "movement.over", of: ["movement.launchInside", "movement.launchInBloc"], why: "launches as movement.launch does, tried there" },
  {
    code: "decision.own",
    of: ["alert.conclude"],
    why: "wants an alert about the board's own department; the row is tried for the other decisions",
  },
]
