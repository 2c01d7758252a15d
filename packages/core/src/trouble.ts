type Failure = { name?: string; code?: string; $fault?: string; $response?: { statusCode?: number } }

/** What the SDK has tried three times in vain is the store's own trouble, to be tried again later: throttling, a lost line, its inner faults. */
export const stores = ({ name, code, $fault, $response }: Failure) =>
  $fault === "server" ||
  ($response?.statusCode ?? 0) >= 500 ||
  /Throttl|ThroughputExceeded|RequestLimit|Timeout| E(?!RR_)[A-Z]{4,}/.test(`${name} ${code}`)

/** A write that met another one, or came too fast: tried again it may go through. */
export const passing = (error: unknown) => /TransactionConflict|TransactionInProgress|Throttling|ThroughputExceeded/.test(`${error}`)

/** An item takes 400 kB. */
export const full = (error: unknown) => /Item size/.test(`${error}`)

/** Longer each time, and of chance, so that those who meet do not meet again. */
export const pause = (turn: number) => new Promise((resolve) => setTimeout(resolve, Math.random() * 15 * 2 ** turn))

export * as Trouble from "./trouble.ts"
