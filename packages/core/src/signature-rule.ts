import { alike } from "./expression.ts"

/** How a member has signed: on screen, on a paper that the head has recorded, or on one that it contests, which does not count. */
export const ways = ["screen", "paper", "contested"] as const
export type Way = (typeof ways)[number]
/** What becomes of a recorded paper. */
export const states = ["recorded", "contested", "confirmed", "withdrawn"] as const
export type State = (typeof states)[number]
type Paper = { state: State; hash: string; mark: Uint8Array }

/**
 * What the root's mark and the paper's line say together. The root alone decides whether a member has signed; the mark that the
 * paper has put there tells the ways apart. A contested line of another text (none of `hashes`) is void like every signature.
 */
export function wayOf(signed: Uint8Array | undefined, paper: Paper | undefined, hashes: readonly string[]): Way | null {
  if (signed) return paper && alike(signed, paper.mark) ? "paper" : "screen"
  return paper?.state === "contested" && hashes.includes(paper.hash) ? "contested" : null
}

export * as SignatureRule from "./signature-rule.ts"
