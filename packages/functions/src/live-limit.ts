import type { BlocYear } from "@khoi/core/bloc-year"
import { hundredths, leavesOf, nodesOf } from "@khoi/core/criteria-rule"
import type { Field } from "@khoi/core/fault"
import { at, type Step } from "@khoi/core/file-pointer"

/** A sheet's longest row, and the largest points in whole hundredths, that the API takes. */
const most = { leaves: 200, points: 1_000_000_000 }
const unsupported = (...path: readonly Step[]) => at("file.unsupported", ...path)

/** Every place of a file that the API cannot take yet: a year is lived whole or not at all. */
export const beyond = (year: BlocYear): Field[] => [...members(year), ...criteria(year), ...lines(year), ...sheets(year), ...votes(year)]

const members = ({ members }: BlocYear) =>
  members.flatMap((member, i) => [
    ...(["left", "successor"] as const).filter((key) => member[key] !== undefined).map((key) => unsupported("members", i, key)),
  ])

const criteria = ({ table }: BlocYear) => [
  ...(leavesOf(table).length > most.leaves ? [unsupported("table", "sections")] : []),
  ...nodesOf(table.sections, ["table", "sections"]).flatMap(({ node, path }) => [
    ...(node.verifier === undefined ? [] : [unsupported(...path, "verifier")]),
  ]),
]

const lines = (year: BlocYear) =>
  (["struck", "marks", "disqualified", "held", "decided", "appraisal"] as const).flatMap((key) =>
    year[key].map((_, i) => unsupported(key, i)),
  )

/** A scorer hands in for all peers at once, so it is here whole or not at all. */
function sheets({ sheets, members }: BlocYear) {
  const given = Map.groupBy(sheets, (sheet) => (sheet.kind === "cross" ? sheet.scorer : ""))
  return sheets.flatMap((sheet, i) => [
    ...(sheet.kind === "cross" && given.get(sheet.scorer)!.length < members.length - 1 ? [unsupported("sheets", i)] : []),
    ...Object.entries(sheet.points).flatMap(([code, points]) =>
      hundredths(points) > most.points ? [unsupported("sheets", i, "points", code)] : [],
    ),
  ])
}

/** The ballot is of the members that there are, and its counts add up. */
const votes = ({ votes, members }: BlocYear) =>
  votes.flatMap((vote, i) => {
    const { present = 0, written = 0, valid } = vote
    const whole = vote.present !== undefined && vote.written !== undefined
    return [
      ...(vote.members === members.length ? [] : [unsupported("votes", i, "members")]),
      ...(present + written > vote.members ? [unsupported("votes", i, "present")] : []),
      ...(whole && valid > present + written ? [unsupported("votes", i, "valid")] : []),
    ]
  })
