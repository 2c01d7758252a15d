import type { Size } from "./cost-table.ts"
import type { Cost } from "./large-year.ts"

/** What tests count and `npm run bench` tells: a test keeps them with itself, bench reads them from the report. */
export type Figures = {
  /** Calls, read and write units by the rows of the README's table. */
  readonly costs?: { readonly size: Size; readonly rows: Readonly<Record<string, Cost>> }
  /** Compressed bytes of all script that a page loads. */
  readonly script?: Readonly<Record<"signIn" | "bloc", number>>
}

declare module "vitest" {
  interface TaskMeta {
    figures?: Figures
  }
}
