import type { Given } from "@khoi/core/bloc-year"
import { hundredths, type Leaf, wanted } from "@khoi/core/criteria-rule"
import { decimal, points } from "../format.ts"
import { text } from "../text.ts"
import { levelsOf } from "./scoring-text.ts"

type Rule = Pick<Leaf, "max" | "scoring">

/** How a leaf is scored, in a sentence. */
export function ruleOf({ max: most, scoring }: Rule): string {
  const max = points(most)
  switch (scoring.kind) {
    case "points":
    case "passFail":
    case "proportional":
      return text(`rule.${scoring.kind}`, { max })
    case "count":
    case "deduct":
      return text(`rule.${scoring.kind}`, { max, per: decimal(scoring.per) })
    case "plusMinus":
      return text("rule.plusMinus", {
        ...{ max, start: decimal(scoring.start), plus: decimal(scoring.plusPer), minus: decimal(scoring.minusPer) },
      })
    case "level": {
      return text("rule.level", {
        levels: levelsOf(scoring.levels)
          .map(([name, worth]) => levelOf(name, worth))
          .join("; "),
      })
    }
    case "bands": {
      const bands = scoring.bands.toSorted((a, b) => b.atLeast - a.atLeast)
      const said = bands.map(({ atLeast, share }) =>
        text("rule.bands.one", { from: decimal(atLeast), points: decimal((share * most) / 100) }),
      )
      return text("rule.bands", { bands: [...said, text("rule.bands.none")].join("; ") })
    }
    case "leader":
      return text("rule.leader", { max, half: decimal(most / 200) })
  }
}

/** A level with what it is worth. */
export const levelOf = (name: string, worth: number) => text("rule.level.one", { name, points: points(hundredths(worth)) })

/** What a sheet gave for a leaf, in words; empty where nothing was. */
export const givenOf = (kind: Leaf["scoring"]["kind"], given: Given | null | undefined) =>
  wanted[kind].flatMap((part) => (given && given[part] !== undefined ? [said(part, given[part])] : [])).join("; ")

function said(part: keyof Given, value: NonNullable<Given[keyof Given]> | null) {
  if (typeof value === "boolean") return text(value ? "part.achieved.yes" : "part.achieved.no")
  if (value === null) return text("sheet.noTarget.label")
  return text("part.said", { part: text(`part.${part}`), value: typeof value === "number" ? decimal(value) : value })
}
