import { agreedRights } from "./right-agreed.ts"
import { endRights } from "./right-end.ts"
import { everyone, type Right } from "./right-form.ts"
import { movementRights } from "./right-movement.ts"
import { sheetRights } from "./right-sheet.ts"

export type { Right } from "./right-form.ts"

const signedIn = ["operator", ...everyone] as const

/** Every action there is: the platform's, a province's and a year's own here, the others in the rooms that they belong to. */
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

  "department.list": { roles: everyone, refuses: ["cursor.invalid"] },
  "department.create": { roles: ["board"], refuses: ["department.taken"] },
  "leader.appoint": { roles: ["board"], refuses: ["missing", "person.taken"] },
  "person.list": { roles: ["leader", "board"], refuses: ["missing", "cursor.invalid"] },
  "person.add": { roles: ["leader", "board"], refuses: ["missing", "person.taken", "person.role"] },
  "person.read": { roles: ["leader", "board"], refuses: ["missing"] },
  "person.change": { roles: ["leader", "board"], refuses: ["missing", "person.role"] },
  "person.link": { roles: ["leader", "board"], refuses: ["missing", "person.role"] },

  "bloc.list": { roles: everyone, refuses: ["cursor.invalid"] },
  "bloc.create": { roles: ["board"], refuses: ["bloc.taken"] },
  "year.open": { roles: ["board"], refuses: ["missing", "year.taken", "year.members", "year.source"] },
  "year.next": { roles: ["board"], refuses: ["missing"] },
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

  ...agreedRights,
  ...sheetRights,
  ...endRights,
  ...movementRights,
} as const satisfies Record<string, Right>

export type Action = keyof typeof rights
export const right = (action: Action): Right => rights[action]
