import type { Kind as Agency } from "./agency.ts"
import { Agencies } from "./agency.ts"
import type { BlocYear, Given, Sheet } from "./bloc-year.ts"
import { type Criteria, Tables } from "./criteria.ts"
import { leavesOf } from "./criteria-rule.ts"
import type { HandedIn as Cross } from "./cross.ts"
import { Decisions, type Kind as Decided, type KeptVotes, nothing, type Vote } from "./decision.ts"
import { merged, type Reasons, type Whole } from "./note.ts"
import type { HandedIn as Self } from "./self.ts"
import { bare, type Filled } from "./sheet-rule.ts"
import type { Kind as Verified } from "./verified.ts"
import type { Names, Root } from "./year.ts"
import { seatOf } from "./task-rule.ts"

type Of<T extends { read: (item: never) => unknown }> = { sk: string; item: ReturnType<T["read"]> }[]
/** The items that a year's result comes from. */
export type Items = {
  root: Root
  selves: Of<typeof Self>
  crosses: Of<typeof Cross>
  decided: Of<typeof Decided>
  verified: Of<typeof Verified>
  agencies: Of<typeof Agency>
}
type Room = { criteria: Criteria; struck: readonly string[]; id: (seat: string) => string; noted: Whole }

/** The year as a bloc-year file would hold it: the one form that the arithmetic reads. Points in the items are whole hundredths. */
export function assemble(items: Items, names: Names, criteria: Criteria, noted: Whole = {}): BlocYear {
  const { votes, ...decided } = items.decided[0]?.item ?? nothing
  const lists = Decisions.inFile(decided, names)
  const room: Room = { criteria, struck: lists.struck, id: (seat) => names.seats[seat]!.code, noted }
  // A year brought in may hold lines that a unit claimed without a sheet.
  const self = items.selves
    .filter(({ item }) => !bare(item) || !item.marks.length)
    .map(({ sk, item }) => own("self", room, sk.slice(2), item, noted[sk]?.[item.v]?.[sk.slice(2)]))
  return {
    ...Tables.blank(items.root, names, criteria),
    ...lists,
    sheets: [...self, ...items.crosses.flatMap(({ sk, item }) => crosses(room, sk.slice(2), item)), ...verified(room, items)],
    marks: [
      ...items.selves.flatMap(({ sk, item }) => item.marks.map((mark) => ({ unit: room.id(sk.slice(2)), ...mark, kind: "self" as const }))),
      ...items.verified.flatMap(({ sk, item }) =>
        item.marks.map((mark) => ({ unit: room.id(seatAt(sk)), ...mark, kind: "verified" as const })),
      ),
    ],
    votes: meeting(votes, room),
  }
}

const seatAt = (sk: string) => sk.split("#").at(-1)!
const points = (row: readonly (number | null)[]) => row.map((given) => (given === null ? null : given / 100))
/** What stands at each leaf that is asked for and answered, by the leaf's code. */
const byCode = <T>(row: readonly (T | null)[], leaves: readonly ({ code: string } | null | undefined)[]) =>
  Object.fromEntries(leaves.flatMap((leaf, i) => (leaf && row[i] != null ? [[leaf.code, row[i]] as const] : []))) as Record<string, T>

function own(kind: "self" | "verified", { criteria, struck, id }: Room, seat: string, item: Filled, notes: Reasons = {}): Sheet {
  const asked = Tables.asked(criteria, id(seat), { struck })
  const reasons = byCode(inOrder(notes, asked.length), asked)
  return { kind, unit: id(seat), points: byCode(points(item.points), asked), results: byCode(item.results, asked), reasons }
}
const inOrder = (notes: Reasons, length: number) => Array.from({ length }, (_, i) => notes[i] ?? null)

const crosses = ({ criteria, struck, id, noted }: Room, scorer: string, { rows, v }: ReturnType<(typeof Cross)["read"]>) =>
  rows.flatMap((row, i): Sheet[] => {
    const unit = id(seatOf(i))
    const asked = Tables.asked(criteria, unit, { kind: "cross", struck })
    const reasons = byCode(inOrder(noted[`X#${scorer}`]?.[v]?.[seatOf(i)] ?? {}, asked.length), asked)
    return row ? [{ kind: "cross", scorer: id(scorer), unit, points: byCode(points(row), asked), reasons }] : []
  })

/** Verified sheets: an agency's answer where there is one, else the head's, the deputy's or the board's; none where a leaf is unanswered. */
function verified(room: Room, { root, verified, agencies }: Items): Sheet[] {
  const sheets = new Map(verified.map(({ sk, item }) => [seatAt(sk), item]))
  return Object.keys(root.seats)
    .sort()
    .flatMap((seat) => {
      const unit = room.id(seat)
      const whole = laid(
        room,
        unit,
        sheets.get(seat),
        agencies.flatMap(({ item }) => Agencies.answersOf(room.criteria, item.code, unit, item.rows[Number(seat)] ?? null)),
      )
      const asked = Tables.asked(room.criteria, unit, { struck: room.struck })
      const lacks = asked.some((leaf, i) => leaf && (whole.points[i] ?? whole.results[i] ?? null) === null)
      return lacks ? [] : [own("verified", room, seat, whole, reasonsOf(room, { verified, agencies }, seat))]
    })
}

/** The reasons of who verified a seat, by the leaves of the whole table. */
function reasonsOf({ criteria, noted }: Room, { verified, agencies }: Pick<Items, "verified" | "agencies">, seat: string): Reasons {
  const leaves = leavesOf(criteria.table)
  const all = (sk: string) => merged(Object.values(noted[sk] ?? {}))[seat] ?? {}
  const whole = verified.flatMap(({ sk }) => (seatAt(sk) === seat ? Object.entries(all(sk)) : []))
  const theirs = agencies.flatMap(({ sk, item }) => {
    const own = leaves.flatMap(({ verifier }, i) => (verifier === item.code ? [i] : []))
    return Object.entries(all(sk)).map(([k, text]) => [`${own[Number(k)]}`, text] as const)
  })
  return Object.fromEntries([...whole, ...theirs])
}

type Answer = ReturnType<typeof Agencies.answersOf>[number]
/** The leaves of a sheet with the agencies' answers laid over them. */
function laid({ criteria }: Room, unit: string, sheet: Filled | undefined, answers: readonly Answer[]) {
  const leaves = leavesOf(criteria.table)
  const given = new Map(answers.filter(({ points, result }) => points !== null || result !== null).map((answer) => [answer.i, answer]))
  const at = (i: number) => (leaves[i]!.verifier === unit ? undefined : given.get(i))
  return {
    points: leaves.map((_, i) => at(i)?.points ?? sheet?.points[i] ?? null),
    results: leaves.map((_, i): Given | null => at(i)?.result ?? sheet?.results[i] ?? null),
  }
}

const kinds = ["flags", "certificates", "tie"] as const
const meeting = (votes: KeptVotes, { id }: Room) =>
  kinds.flatMap((name) => {
    const { yes, ...counts } = votes[name] ?? ({} as Partial<Vote>)
    if (!yes) return []
    const named = Object.fromEntries(Object.entries(yes).map(([seat, count]) => [id(seat), count]))
    return [{ for: name, ...(counts as Omit<Vote, "yes">), yes: named }]
  })

export * as Assembly from "./assembly.ts"
