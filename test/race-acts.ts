import type { BlocYear } from "../packages/core/src/bloc-year.ts"
import { breaches } from "../packages/core/src/bloc-year-rule.ts"
import type { Code } from "../packages/core/src/fault.ts"
import { after, awaiting } from "../packages/core/src/phase.ts"
import { lacking, result } from "../packages/core/src/ranking-rule.ts"
import { sways } from "../packages/core/src/sway-rule.ts"
import type { Asked, For, Kind, Model, Outcome, Step } from "./race-model.ts"

const refused = (code: Code): Outcome => ({ code })
/** The same act again: the same answer, no second effect. */
const again = (year: Model, told?: unknown): Outcome => ({ code: "done", to: year, told })
function done(year: Model, key: string, change: (to: Model) => unknown): Outcome {
  const to = structuredClone(year)
  to.v++
  to.log[key] = (to.log[key] ?? 0) + 1
  return { code: "done", told: change(to), to }
}
/** The first refusal that holds. */
const first = (...rows: readonly (readonly [boolean, Code])[]) => rows.find(([holds]) => holds)?.[1]

/** The verifier is in the draft's name, as each has its own: the head's for all but the head. */
export const draftOf = ({ kind, seat, of }: { kind: Kind; seat: string; of: string }) =>
  kind === "verified" ? `${seat} ${kind}/${of}` : `${seat} ${kind}`
export const scoring = { self: "selfScoring", cross: "crossScoring", verified: "verifying" } as const
const handed = { self: "self.handedIn", cross: "cross.handedIn", verified: "verified.confirmed" } as const
const closed = { self: "self.closed", cross: "cross.closed", verified: "verified.closed" } as const

const save: Step<"save"> = (year, asked) => {
  const at = draftOf(asked)
  const old = year.drafts[at]
  if ((old?.v ?? 0) !== asked.version) return old?.by === asked.key ? again(year, old.v) : refused("version.stale")
  const to = structuredClone(year)
  to.drafts[at] = { v: asked.version + 1, given: asked.given, by: asked.key }
  return { code: "done", to, told: asked.version + 1 }
}

const handIn: Step<"handIn"> = (year, asked) => {
  const { kind, of, version, key, given } = asked
  const [at, old] = [draftOf(asked), year[kind][of]]
  if (old?.by === key) return again(year)
  const mark = kind === "verified" ? undefined : year.marks[kind][of]
  const refusal = first(
    [year.phase !== scoring[kind], closed[kind]],
    [mark !== undefined, handed[kind]],
    [(year.drafts[at]?.v ?? 0) !== version, "version.stale"],
    [!!old && !old.taken, handed[kind]],
  )
  if (refusal) return refused(refusal)
  return done(year, key, (to) => {
    to[kind][of] = { v: (old?.v ?? 0) + 1, given, by: key }
    to.drafts[at] = { v: version + 1, given }
    if (kind !== "verified") to.marks[kind][of] = 1
    to.waits--
  })
}

const takeBack: Step<"takeBack"> = (year, asked) => {
  const { kind, of, version, key } = asked
  const [at, sheet] = [draftOf(asked), year[kind][of]]
  const draft = year.drafts[at]
  if (draft && sheet && draft.by === key) return again(year, draft.v)
  const refusal = first(
    [!!draft && !!sheet && draft.v < version, "version.stale"],
    [year.phase !== scoring[kind], closed[kind]],
    [year.marks[kind][of] === undefined || !sheet || !draft, kind === "self" ? "self.notIn" : "cross.notIn"],
    [draft?.v !== version, "version.stale"],
  )
  if (refusal) return refused(refusal)
  return done(year, key, (to) => {
    to[kind][of] = { v: sheet!.v + 1, given: [], taken: true }
    to.drafts[at] = { v: version + 1, given: draft!.given, by: key }
    delete to.marks[kind][of]
    to.waits++
    return version + 1
  })
}

const sign: Step<"sign"> = (year, { seat, key, text }) => {
  if (year.signed[seat] === key) return again(year)
  const refusal = first(
    [year.phase !== "pledging", "pledge.notOpen"],
    [year.pledge.text !== text, "pledge.changed"],
    [year.signed[seat] !== undefined, "pledge.signed"],
  )
  if (refusal) return refused(refusal)
  return done(year, key, (to) => {
    to.signed[seat] = key
    to.waits--
  })
}

const pledge: Step<"pledge"> = (year, { key, text, version }) => {
  if (year.pledge.by === key) return again(year, year.pledge.v)
  const refusal = first([!["drafting", "pledging"].includes(year.phase), "pledge.closed"], [year.pledge.v !== version, "version.stale"])
  if (refusal) return refused(refusal)
  return done(year, key, (to) => {
    if (text !== year.pledge.text) {
      to.waits += Object.keys(year.signed).length
      to.signed = {}
    }
    to.pledge = { v: version + 1, text, by: key }
    return version + 1
  })
}

const open: Step<"open"> = (year, { seat, item, key, wanted }) => {
  const at = `${seat}#${item}`
  const refusal = first([year.phase !== "appealing", "appeal.closed"])
  if (refusal) return refused(refusal)
  if (year.appeals[at]) return year.appeals[at].opened === key ? again(year) : refused("appeal.made")
  return done(year, key, (to) => {
    to.appeals[at] = { v: 1, state: "open", wanted, opened: key }
    to.waits++
  })
}

const further: Step<"further"> = (year, { seat, item, key }) => {
  const appeal = year.appeals[`${seat}#${item}`]
  if (year.phase !== "appealing") return refused("appeal.closed")
  if (!appeal) return refused("missing")
  if (appeal.value === appeal.wanted) return refused("appeal.state")
  if (appeal.by === key) return again(year)
  if (appeal.state !== "answered") return refused("appeal.state")
  return done(year, key, (to) => {
    to.appeals[`${seat}#${item}`] = { ...appeal, v: appeal.v + 1, state: "further", by: key }
    to.waits++
  })
}

/** Answer and decision: another value goes into the verified sheet in the same moment. */
const settled =
  (from: string, state: string) =>
  (year: Model, { of, item, key, value }: For<"answer" | "decide">): Outcome => {
    const appeal = year.appeals[`${of}#${item}`]
    const closed = year.phase !== "appealing"
    // Whoever knows the year as it was appealing learns from the write itself that it was this very act.
    if (appeal?.by === key) return { ...again(year), ...(closed && { or: "appeal.closed" as const }) }
    if (closed) return refused("appeal.closed")
    if (!appeal) return refused("missing")
    if (appeal.state !== from) return refused("appeal.state")
    return done(year, key, (to) => {
      to.appeals[`${of}#${item}`] = { ...appeal, v: appeal.v + 1, state, by: key, ...(state === "answered" && { value }) }
      to.waits--
      if (value === null) return
      const sheet = year.verified[of]!
      to.verified[of] = { v: sheet.v + 1, given: (sheet.given as number[]).with(Number(item.slice(1)), value) }
    })
  }

const record: Step<"record"> = (year, { seat, key, version, yes }) => {
  if (year.votes.by === key) return again(year, year.votes.v)
  const refusal = first(
    [year.votes.v < version, "version.stale"],
    [year.phase !== "voting", "vote.closed"],
    [year.votes.v !== version, "version.stale"],
  )
  if (refusal) return refused(refusal)
  return done(year, key, (to) => {
    const { mark } = year.votes
    to.votes = { v: version + 1, yes, enteredBy: seat, contests: [], by: key, ...(mark && { mark }) }
    to.vote = "entered"
    return version + 1
  })
}

const confirm: Step<"confirm"> = (year, { seat, key, version }) => {
  if (year.phase !== "voting") return refused("vote.closed")
  if (!year.votes.enteredBy) return refused("vote.state")
  if (year.votes.by === key) return again(year, year.votes.v)
  const refusal = first(
    [year.votes.v < version, "version.stale"],
    [year.vote !== "entered", "vote.state"],
    [year.votes.v !== version, "version.stale"],
  )
  if (refusal) return refused(refusal)
  return done(year, key, (to) => {
    to.votes = { ...to.votes, v: version + 1, confirmedBy: seat, by: key }
    to.vote = "confirmed"
    return version + 1
  })
}

const contest: Step<"contest"> = (year, { seat, key }) => {
  if (year.votes.mark === key) return again(year)
  const refusal = first([year.phase !== "voting", "vote.closed"], [!year.votes.enteredBy, "vote.state"])
  if (refusal) return refused(refusal)
  return done(year, key, (to) => {
    const { confirmedBy: _, ...votes } = to.votes
    to.votes = { ...votes, v: votes.v + 1, contests: [...votes.contests.filter((one) => one !== seat), seat], by: key, mark: key }
    to.vote = "contested"
  })
}

const move =
  (base: BlocYear): Step<"move"> =>
  (year, { seat, key, from, to: next, version, reason }) => {
    if (year.last === key) return again(year, { phase: next })
    const refusal = first(
      [next === "decided" && seat !== "board", "right.denied"],
      [year.v !== version, "version.stale"],
      [year.phase !== from || after(from, {}) !== next, "phase.order"],
      [next === "closed" && year.sways === "wanted", "phase.sways"],
      [from === "voting" && !reason && year.vote !== "confirmed", "phase.vote"],
      [!reason && year.waits > 0, "phase.lacks"],
    )
    if (refusal) return refused(refusal)
    const computes = next === "ranked" || next === "closed"
    const stands = computes ? asFile(base, year, next === "closed") : undefined
    if (stands && [...breaches(stands), ...lacking(stands)].length) return refused("result.incomplete")
    return done(year, key, (to) => {
      Object.assign(to, { phase: next, last: key, waits: awaiting[next] ? base.members.length : 0 })
      if (next === "ranked") delete to.sways
      if (next === "ranked" && sways(stands!).length) to.sways = "wanted"
      if (stands) Object.assign(to, { results: year.results + 1, result: result(stands) })
      return { phase: next }
    })
  }

const look: Step<"look"> = (year, asked) => {
  const { kind } = asked
  if (kind === "phase") return again(year, [year.v, year.phase, year.waits])
  if (kind === "votes") return again(year, [year.votes.v, year.votes.yes, year.votes.confirmedBy ?? null])
  const draft = year.drafts[draftOf({ ...asked, kind })]
  return again(year, [draft?.v ?? 0, draft?.given ?? []])
}

/** The year as its file would hold it, over exactly the sheets and votes that stand: what the pure arithmetic reads. */
export function asFile(base: BlocYear, year: Model, voted: boolean): BlocYear {
  const id = (seat: string) => base.members[Number(seat)]!.id
  const codes = base.table.sections.map(({ code }) => code)
  const points = (row: unknown) => Object.fromEntries((row as number[]).map((given, i) => [codes[i]!, given / 100]))
  const own = (kind: "self" | "verified") =>
    Object.entries(year[kind]).flatMap(([seat, { taken, given }]) =>
      taken ? [] : [{ kind, unit: id(seat), points: points(given), results: {}, reasons: {} }],
    )
  const cross = Object.entries(year.cross).flatMap(([scorer, { taken, given }]) =>
    taken
      ? []
      : (given as (number[] | null)[]).flatMap((row, i) =>
          row ? [{ kind: "cross" as const, scorer: id(scorer), unit: base.members[i]!.id, points: points(row), reasons: {} }] : [],
        ),
  )
  const { yes } = year.votes
  const counts = { members: 3, present: 3, written: 0, valid: 3 }
  const votes = voted && yes !== null ? [{ for: "flags" as const, ...counts, yes: { [id("01")]: yes } }] : []
  return { ...base, sheets: [...own("self"), ...cross, ...own("verified")], votes }
}

/** What the year makes of an act. */
export const step = (base: BlocYear) => {
  const steps = { save, handIn, takeBack, sign, pledge, open, further, record, confirm, contest, look, move: move(base) }
  const all = { ...steps, answer: settled("open", "answered"), decide: settled("further", "decided") } as Record<string, unknown>
  return (year: Model, asked: Asked) => (all[asked.act] as (year: Model, asked: Asked) => Outcome)(year, asked)
}
