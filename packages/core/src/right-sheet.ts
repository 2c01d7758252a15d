import { agencyPhases, beforeRanking, versioning } from "./phase.ts"
import { everyone, fills, type Right } from "./right-form.ts"

const onSheet = ["sheet.lacks", "sheet.over", "sheet.extra", "sheet.line", "sheet.evidence"] as const
const writes = [...fills, "board"] as const

/** Sheets from draft to verification, with their notes, due days and agencies. */
export const sheetRights = {
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
    refuses: [
      ...(["missing", "right.denied", "cross.closed", "self.table", "cross.handedIn", "cross.aside", "member.left", "year.moved"] as const),
      ...onSheet,
    ],
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
    roles: writes,
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
      "verified.first",
      "self.table",
      "sheet.late",
      "sheet.reason",
      ...onSheet,
    ],
  },

  "panel.read": { roles: everyone, seat: "memberOrBoard", refuses: ["missing"] },
  "panel.save": {
    roles: ["leader", "board"],
    phases: versioning,
    seat: "headOrBoard",
    refuses: ["missing", "right.denied", "panel.closed", "panel.twice"],
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
    phases: versioning,
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
} as const satisfies Record<string, Right>
