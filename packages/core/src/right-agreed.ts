import { versioning } from "./phase.ts"
import { everyone, fills, type Right } from "./right-form.ts"

/** Who signs proves to be the person. */
const proof = ["signature.password", "session.refused", "session.locked"] as const
const lineOpen = ["missing", "pledge.notOpen", "member.left", "paper.absent", "paper.contested", "paper.confirmed"] as const

/** What a bloc agrees on before it scores: the table of criteria, comments on it, the pledge and its signatures, what each aims at. */
export const agreedRights = {
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
} as const satisfies Record<string, Right>
