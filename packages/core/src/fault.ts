import { fileFaults } from "./file-fault.ts"

/** HTTP's answer for each kind of refusal; HTTP itself stays outside of core. */
const status = {
  invalid: 422,
  unreadable: 400,
  unknown: 401,
  denied: 403,
  missing: 404,
  conflict: 409,
  stale: 412,
  large: 413,
  form: 415,
  unconditional: 428,
  limit: 429,
  internal: 500,
  unavailable: 503,
} as const

/** Every refusal there is: its kind, and a sentence for developers. People read the web's dictionary, keyed by the same codes. */
export const faults = {
  internal: ["internal", "Something failed here; it is in the log under the request's id."],
  unavailable: ["unavailable", "The store does not answer; try again."],
  missing: ["missing", "There is no such thing, or none that is yours."],
  "input.invalid": ["invalid", "Some fields are not as they should be; each is listed."],
  "input.unknown": ["invalid", "This field is not known here."],
  "input.number": ["invalid", "Not a number of the right kind or size."],
  "input.text": ["invalid", "Not a text of the right form or length."],
  "input.signs": ["invalid", "The text holds control, invisible or direction signs."],
  "body.form": ["form", "The body must be application/json."],
  "body.large": ["large", "The body is larger than 256 KiB."],
  "body.unreadable": ["unreadable", "The body is not one JSON value in UTF-8 without repeated keys, at most 32 levels deep."],
  "key.absent": ["unreadable", 'An Idempotency-Key is wanted: 16 to 64 letters, digits, "-" or "_", in quotes.'],
  "key.reused": ["invalid", "This Idempotency-Key came before with something else."],
  "version.absent": ["unconditional", "If-Match is wanted, with the ETag that was read."],
  "version.stale": ["stale", "Somebody else has saved since you read."],
  "cursor.invalid": ["invalid", "The cursor is not one of this list."],
  "origin.foreign": ["denied", "The request does not come from this site's own pages, or lacks the csrf-token header."],
  "right.denied": ["denied", "Your role, or your department's place in the bloc, does not allow this."],
  "session.absent": ["unknown", "Nobody is signed in."],
  "session.refused": ["unknown", "Name or password is wrong."],
  "session.locked": ["limit", "Too many failures; wait before the next try."],
  "link.used": ["missing", "The one-time link is used, expired or unknown."],
  "password.weak": ["invalid", "A password has 10 to 128 signs and is neither the name nor a common one."],
  "province.taken": ["conflict", "A province with this code exists."],
  "department.taken": ["conflict", "A department with this code or name exists."],
  "person.taken": ["conflict", "Somebody signs in with this name already."],
  "person.role": ["invalid", "These roles cannot be given here, or by you, or would leave nobody in charge."],
  "bloc.taken": ["conflict", "A bloc with this code exists."],
  "year.taken": ["conflict", "This bloc has this year already."],
  "year.members": ["invalid", "A bloc's year has 2 to 60 different departments; head and deputy are two of them."],
  "year.unfinished": ["conflict", "The year has not closed; only then is there something to write out."],
  "phase.order": ["conflict", "The year does not go from its present phase to this one."],
  "phase.lacks": ["conflict", "Members are still waited for; a reason is wanted to close over them."],
  "phase.table": ["conflict", "The table of criteria is not adopted yet."],
  "phase.pledge": ["conflict", "The pledge has no text yet."],
  "table.closed": ["conflict", "The table of criteria is adopted and locked, or scoring has begun."],
  "table.absent": ["conflict", "There is no table of criteria to adopt, or it is not the one that you read."],
  "table.large": ["invalid", "A table has at most 200 criteria that are scored."],
  "table.agency": ["invalid", "The province has no department with this code."],
  "table.quorum": ["invalid", "Fewer members have agreed than the bloc's rule wants, or more than were present."],
  "table.proposed": ["conflict", "This version is before the members already."],
  "table.notOpen": ["conflict", "This version of the table is not before the members any more."],
  "table.agreed": ["conflict", "Your department has agreed already."],
  "table.versions": ["conflict", "The table has as many versions as there is room for."],
  "comment.answered": ["conflict", "The comment is answered already."],
  "pledge.closed": ["conflict", "The pledge's text can no longer be changed."],
  "pledge.notOpen": ["conflict", "The pledge is not open for signing."],
  "pledge.changed": ["conflict", "The pledge's text is not the one that you read."],
  "pledge.signed": ["conflict", "Your department has signed already."],
  "signature.password": ["unknown", "The sign-in is older than a quarter of an hour; the password is wanted again."],
  "paper.absent": ["conflict", "There is no recorded signature on paper that counts."],
  "paper.contested": ["conflict", "The member contests this signature on paper; it is to be settled first."],
  "paper.confirmed": ["conflict", "The member has confirmed this signature on paper."],
  "paper.own": ["denied", "The head signs for its own department on screen; nobody decides for itself."],
  "paper.date": ["invalid", "Nobody has signed on a day to come."],
  "slip.closed": ["conflict", "Slips are corrected from pledging until self-scoring begins."],
  "slip.none": ["invalid", "Nothing is corrected."],
  "slip.many": ["conflict", "A pledge takes 20 corrections; further ones want it signed anew."],
  "target.plan": ["invalid", "A target has one plan for each member, in seat order."],
  "target.twice": ["invalid", "This indicator stands there before, in the same unit."],
  "target.none": ["invalid", "This target concerns no member."],
  "aim.closed": ["conflict", "What a member aims at is registered from pledging until self-scoring begins."],
  "aim.twice": ["invalid", "The same is named twice."],
  "sheet.lacks": ["invalid", "These points are missing."],
  "sheet.extra": ["invalid", "Nothing is asked for here."],
  "sheet.line": ["invalid", "The table has no bonus or penalty line with this code."],
  "sheet.evidence": ["invalid", "A bonus or penalty line names the document that it rests on."],
  "sheet.reason": ["invalid", "What is verified otherwise than the department gave itself wants a reason."],
  "sheet.over": ["invalid", "More points than the criterion has."],
  "self.closed": ["conflict", "Self-scoring is not open."],
  "self.table": ["invalid", "The sheet belongs to another table of criteria."],
  "self.handedIn": ["conflict", "The self-assessment is handed in already."],
  "self.notIn": ["conflict", "The self-assessment is not handed in."],
  "self.blind": ["conflict", "Self-assessments open when self-scoring is over."],
  "cross.closed": ["conflict", "Cross-scoring is not open."],
  "cross.handedIn": ["conflict", "The cross-scores are handed in already."],
  "cross.notIn": ["conflict", "The cross-scores are not handed in."],
  "cross.blind": ["conflict", "Cross-scores open when cross-scoring is over for all."],
  "verified.closed": ["conflict", "Verification is not open."],
  "verified.other": ["denied", "Another verifies this department: nobody decides for itself."],
  "verified.confirmed": ["conflict", "This department's verification is confirmed already."],
  "cross.aside": ["invalid", "Who stands aside for a department does not score it."],
  "agency.closed": ["conflict", "Agencies verify from the running year until verification closes."],
  "agency.confirmed": ["conflict", "What an agency has confirmed for a department stays."],
  "year.moved": ["conflict", "The year has changed meanwhile; try again."],
  "member.left": ["conflict", "This department has left the year."],
  "member.frozen": ["conflict", "Scores are frozen; members leave before the ranking."],
  "decision.closed": ["conflict", "Leaves are struck before the ranking, all else is decided before the bloc closes."],
  "decision.own": ["denied", "Nobody decides about its own department."],
  "decision.struck": ["invalid", "What is struck stays struck: sheets may have been handed in without it."],
  "appraisal.closed": ["conflict", "The province appraises between closed and decided."],
  "vote.closed": ["conflict", "Voting is not open."],
  "vote.counts": ["invalid", "More votes than there can be."],
  "result.notYet": ["conflict", "There is no ranking yet."],
  "result.incomplete": ["conflict", "A score that the ranking needs is missing."],
  "movement.over": ["conflict", "The movement is ended or withdrawn."],
  "movement.dates": ["invalid", "The end lies before the beginning."],
  "movement.below": ["invalid", "A movement answers one of its own level or of one above."],
  "movement.cycle": ["invalid", "The movement would answer itself."],
  "movement.deep": ["invalid", "More than 8 movements would stand above this one."],
  "participation.joined": ["conflict", "Your department takes part already."],
  "participation.absent": ["conflict", "Your department does not take part."],
  "indicator.twice": ["invalid", "The same code stands here before."],
  "indicator.reported": ["invalid", "An indicator that was reported on stays, with its unit."],
  "report.indicator": ["invalid", "The department has no such indicator."],
  "report.date": ["invalid", "The day has not come yet."],
  "report.empty": ["invalid", "A report has a figure or a text."],
  ...fileFaults,
} as const satisfies Record<string, readonly [keyof typeof status, string]>

export type Code = keyof typeof faults
/** Where a faulty field stands: `path` is a JSON Pointer inside `in`. */
export type Field = { in: string; path: string; code: Code }

/** A refusal. What a caller did wrong always ends as one of these; any other error is `internal`. */
export class Fault extends Error {
  readonly code: Code
  readonly fields: readonly Field[]
  constructor(code: Code, fields: readonly Field[] = []) {
    super(code)
    this.code = code
    this.fields = fields
  }
}

export const isCode = (word: string): word is Code => Object.hasOwn(faults, word)
export const statusOf = (code: Code) => status[faults[code][0]]
export function missing(): never {
  throw new Fault("missing")
}
