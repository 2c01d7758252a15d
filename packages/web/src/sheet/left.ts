import { text } from "../text.ts"
import type { More } from "./hand-in.tsx"
import type { Lining } from "./lining.ts"

/** Lines that are not whole, each with the way to it. */
export const linesLeft = (lines: Lining): More[] =>
  lines.faults().map(({ line: { code, name }, word }) => ({
    text: text("lines.go", { code, name, why: text(word) }),
    go: () => {
      const input = document.getElementById(`line-${code}${word === "sheet.evidence" ? "-evidence" : ""}`)
      input?.focus()
      input?.scrollIntoView({ block: "center" })
    },
  }))
