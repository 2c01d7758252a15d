import type { Code } from "../packages/core/src/fault.ts"
import type { Action } from "../packages/core/src/right.ts"

/** Why a declared refusal of these actions (all that declare it, where none is named) is heard by no test. A reason that is not true any more fails the account. */
export type Unheard = { code: Code; of?: readonly Action[]; why: string }
export const unheard: readonly Unheard[] = []
