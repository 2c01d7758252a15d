import { counted } from "./counted.ts"
import type { Measurement } from "./measurement.ts"

const goals = { signIn: 40_000, bloc: 90_000 }
type Weights = { bytes: Record<string, number>; goals: Record<string, number> }

/** What `test/browser-weight.test.ts` sees a browser load. */
async function run(): Promise<Weights> {
  const [script] = (await counted("test/browser-weight.test.ts")).flatMap(({ script }) => script ?? [])
  return { bytes: { ...script }, goals }
}

const rows = ({ bytes, goals }: Weights) =>
  Object.entries(bytes).map(([page, weight]) => ({ page, bytes: weight, goal: `≤ ${goals[page]}` }))

/** Compressed bytes of script that the sign-in and a bloc's page load. */
export const web: Measurement = { key: "web", title: "Script of a page, compressed bytes", run, rows }
