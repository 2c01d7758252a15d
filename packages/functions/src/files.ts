import type { Overviews } from "@khoi/core/overview"
import type { Results } from "@khoi/core/result"
import { type Cell, type Language } from "./csv.ts"
import { awardWord, fileWord, type FileWord, phaseWord } from "./file-words.ts"

const headings = (words: readonly FileWord[], language: Language) => words.map((word) => fileWord(word, language))
const day = (iso: string | null | undefined) => iso?.split("-").toReversed().join("/")

/** The province's overview: a line for each award, and one for each bloc's year that has none. */
export function overviewRows({ years, blocs, departments }: Awaited<ReturnType<typeof Overviews.whole>>, language: Language): Cell[][] {
  const names = (units: readonly { department: string | null; name: string }[] = []) =>
    units.map(({ department, name }) => (department ? name : fileWord("office", language))).join("; ")
  const lines = years.flatMap(({ calendar, blocs: all }) =>
    all.flatMap(({ bloc, phase, won, waiting }) => {
      const now = [day(waiting?.due), waiting?.late, waiting?.waits, names(waiting?.units)]
      const start = [calendar, blocs.get(bloc), phaseWord(phase, language), ...now]
      const given = won.flatMap(({ department, awards }) =>
        awards.map((award) => [departments.get(department), awardWord(award, language)]),
      )
      return (given.length ? given : [["", ""]]).map((end) => [...start, ...end])
    }),
  )
  return [headings(["year", "bloc", "phase", "due", "late", "waits", "waitedFor", "unit", "award"], language), ...lines]
}

type Shown = Awaited<ReturnType<typeof Results.read>>
type Unit = Shown["result"]["units"][number]
const reasons: Partial<Record<string, FileWord>> = { held: "held", unranked: "unranked", left: "left" }

/** A year's ranking, place by place, with every figure as printed; it says whether it is the final one. */
export function rankingRows({ result, members, provisional }: Shown, year: number, language: Language): Cell[][] {
  const say = (word: FileWord) => fileWord(word, language)
  const { flags, certificates } = result.appraisedProposal ?? result.proposal
  const proposed = ({ id }: Unit) =>
    flags.includes(id) ? awardWord("flag", language) : certificates.includes(id) ? awardWord("certificate", language) : ""
  const notes = (unit: Unit) => unit.reasons.map((one) => (reasons[one] ? say(reasons[one]) : `${say("disqualified")} (${one})`)).join("; ")
  const columns = ["year", "state", "rank", "code", "unit", "official", "self", "crossMean", "crossTrimmed", "crossFair"] as const
  const more = ["verified", "bonus", "penalty", "appraised", "appraisedRank", "proposal", "note"] as const
  const lines = result.units.map((unit): Cell[] => [
    ...[year, say(provisional ? "provisional" : "final"), unit.rank, unit.id, members[unit.id], unit.official, unit.self?.total],
    ...[unit.cross.mean, unit.cross.trimmed, unit.cross.fair, unit.verified?.total, unit.bonus, unit.penalty],
    ...[unit.appraised?.official, unit.appraised?.rank, proposed(unit), notes(unit)],
  ])
  return [headings([...columns, ...more], language), ...lines]
}
