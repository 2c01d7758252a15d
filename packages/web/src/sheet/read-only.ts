import { type Action, rights } from "@khoi/core/right"
import { may } from "../session.ts"
import { text, type Word } from "../text.ts"
import { type Board, open } from "../year/board.ts"

/** Why nothing can be typed; empty where it can. `done` says that the sheet has left the department's hands. */
export function whyReadOnly(board: Board, act: Action, done: Word | false) {
  if (done) return text(done)
  if (open(board, act)) return ""
  const why = may(act, rights) ? text("sheet.phase", { phase: text(`phase.${board.phase}`) }) : text("sheet.role")
  return text("sheet.readOnly", { why })
}
