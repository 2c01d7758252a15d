import { endWords } from "./end.ts"
import { memberWords } from "./member.ts"
import { movementWords } from "./movement.ts"
import { overviewWords } from "./overview.ts"
import { paperWords } from "./paper.ts"
import { pledgeWords } from "./pledge.ts"
import { provinceWords } from "./province.ts"
import { scoreWords } from "./score.ts"
import { sheetWords } from "./sheet.ts"
import { tableWords } from "./table.ts"
import { verifyWords } from "./verify.ts"
import { yearWords } from "./year.ts"

/** Every word of the pages behind the sign-in. */
export const laterWords = {
  ...provinceWords,
  ...yearWords,
  ...sheetWords,
  ...scoreWords,
  ...paperWords,
  ...memberWords,
  ...movementWords,
  ...pledgeWords,
  ...tableWords,
  ...endWords,
  ...overviewWords,
  ...verifyWords,
}
