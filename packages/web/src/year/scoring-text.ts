import type { Scoring } from "@khoi/core/bloc-year"
import { decimal, number } from "../format.ts"

type Reading = (rest: string) => Scoring | undefined

/** What each kind is called in a line of the table, and how its parameters are read. */
const kinds: readonly (readonly [RegExp, Reading])[] = [
  [/^(?:điểm|points)$/iu, () => ({ kind: "points" })],
  [/^(?:đạt\s*[/–-]\s*không(?: đạt)?|pass\s*\/\s*fail)$/iu, () => ({ kind: "passFail" })],
  [/^(?:đếm|count)(?=\s)/iu, (rest) => one(rest, (per) => ({ kind: "count", per }))],
  [/^(?:trừ|deduct)(?=\s)/iu, (rest) => one(rest, (per) => ({ kind: "deduct", per }))],
  [/^(?:cộng trừ|plus minus)(?=\s)/iu, plusMinus],
  [/^(?:mức|levels?)(?=\s)/iu, levels],
  [/^(?:ngưỡng|bands?)(?=\s)/iu, bands],
  [/^(?:tỷ lệ|tỉ lệ|ratio)$/iu, () => ({ kind: "proportional" })],
  [/^(?:dẫn đầu|leader)$/iu, () => ({ kind: "leader" })],
]

/** A way of scoring as somebody wrote it, such as "trừ 2" or "ngưỡng 100=100%; 95=90%"; nothing is typed points, undefined what nobody understands. */
export function rule(words: string): Scoring | undefined {
  const text = words.normalize("NFC").replaceAll(/\s+/g, " ").trim()
  if (!text) return { kind: "points" }
  const found = kinds.find(([name]) => name.test(text))
  return found?.[1](text.replace(found[0], "").trim())
}

const one = (rest: string, then: (per: number) => Scoring) => {
  const per = number(rest, 4)
  return per == null ? undefined : then(per)
}

/** "1/2", "1/2 từ 10". */
function plusMinus(rest: string): Scoring | undefined {
  const [, plus = "", minus = "", from = "0"] = /^(\S+?)\s*\/\s*(\S+?)(?:\s+(?:từ|from)\s+(\S+))?$/iu.exec(rest) ?? []
  const [plusPer, minusPer, start] = [number(plus, 4), number(minus, 4), signed(from)]
  return plusPer == null || minusPer == null || start == null ? undefined : { kind: "plusMinus", plusPer, minusPer, start }
}

/** The start of plus and minus alone may lie below zero. */
function signed(word: string) {
  const value = number(word.replace(/^[-−–]/, ""), 4)
  return value && /^[-−–]/.test(word) ? -value : value
}

/** "A=60; B=50". */
function levels(rest: string): Scoring | undefined {
  const pairs = pairsOf(rest, (worth) => number(worth, 2))
  if (!pairs || new Set(pairs.map(([name]) => name)).size < pairs.length) return undefined
  return { kind: "level", levels: Object.fromEntries(pairs) }
}

/** "100=100%; 95=90%". */
function bands(rest: string): Scoring | undefined {
  const pairs = pairsOf(rest, (share) => number(share.replace(/\s*%$/, ""), 2))
  const read = pairs?.map(([from, percent]) => [number(from.replace(/\s*%$/, ""), 4), percent] as const)
  if (!read?.every((pair): pair is [number, number] => pair[0] != null && pair[1] <= 100)) return undefined
  return { kind: "bands", bands: read.map(([atLeast, percent]) => ({ atLeast, share: Math.round(percent * 100) / 10_000 })) }
}

/** The value stands behind the last "=" of each part. */
function pairsOf(rest: string, read: (value: string) => number | null | undefined) {
  const pairs = rest.split(";").map((part) => {
    const at = part.lastIndexOf("=")
    return [part.slice(0, at).trim(), at < 0 ? undefined : read(part.slice(at + 1))] as const
  })
  return pairs.every((pair): pair is [string, number] => !!pair[0] && pair[1] != null) ? pairs : undefined
}

/** Best first: a store keeps no order of names. */
export const levelsOf = (levels: Readonly<Record<string, number>>) => Object.entries(levels).toSorted(([, a], [, b]) => b - a)

const plain = (value: number) => decimal(value, false)

/** The same as cells behind the points. */
export function told(scoring: Scoring): string[] {
  switch (scoring.kind) {
    case "points":
      return []
    case "passFail":
      return ["đạt/không"]
    case "count":
      return ["đếm", plain(scoring.per)]
    case "deduct":
      return ["trừ", plain(scoring.per)]
    case "plusMinus": {
      const { plusPer, minusPer, start } = scoring
      return ["cộng trừ", `${plain(plusPer)}/${plain(minusPer)}${start ? ` từ ${plain(start)}` : ""}`]
    }
    case "level":
      return [
        "mức",
        levelsOf(scoring.levels)
          .map(([name, worth]) => `${name}=${plain(worth)}`)
          .join("; "),
      ]
    case "bands":
      return [
        "ngưỡng",
        scoring.bands.map(({ atLeast, share }) => `${plain(atLeast)}=${plain(Math.round(share * 10_000) / 100)}%`).join("; "),
      ]
    case "proportional":
      return ["tỷ lệ"]
    case "leader":
      return ["dẫn đầu"]
  }
}
