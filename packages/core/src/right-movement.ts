import { everyone, fills, type Right } from "./right-form.ts"

const launches = ["missing", "movement.over"] as const
const leads = ["missing", "right.denied", "movement.over"] as const

/** Movements, who takes part in them, and their reports. */
export const movementRights = {
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
