import * as z from "zod"
import { Actor } from "./actor.ts"
import { Fault } from "./fault.ts"
import { Log } from "./log.ts"
import { past, type Phase } from "./phase.ts"
import { Results } from "./result.ts"
import { Secret } from "./secret.ts"
import { type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { type Names, Root, Years } from "./year.ts"

export const Explanation = z.strictObject({ text: Text.Prose(2_000) })
const kind = z.enum(["explained", "noted"])
/** What the board concludes: the difference is explained, or it stays and is noted. Never a finding against anybody. */
export const Outcome = z.strictObject({ kind, text: Text.Prose(2_000) })
const Told = z.object({ text: z.string(), at: z.iso.datetime() })
const _ = z.literal(1).default(1)
/** What the two units say to the large difference between what they gave each other, by seat, and what the board concludes. */
const Kind = Table.kind({
  space: "Y#year",
  sk: "H#seat#other",
  schema: z.object({
    _,
    told: z.record(z.string(), Told).default({}),
    outcome: Told.extend({ kind }).optional(),
    mark: z.instanceof(Uint8Array).optional(),
  }),
})
const One = z.object({
  seat: z.string(),
  other: z.string(),
  favour: z.number(),
  codes: z.array(z.string()),
  told: z.record(z.string(), Told),
  outcome: Told.extend({ kind }).nullable(),
})
/**
 * Alerts that are the reader's to know, with names; `count` and `outcomes` are all of them, told to the bloc once it has closed. `sways`:
 * who would be put forward with adjusted or trimmed cross-scores, for the board, head and deputy, for all once the bloc has closed.
 */
export const Shown = z.object({
  alerts: z.array(One),
  count: z.int().nullable(),
  outcomes: z.array(kind.nullable()),
  sways: z.array(Results.Sway),
  wanted: z.boolean(),
})

const seatOf = ({ seats }: Names, code: string) => Object.keys(seats).find((seat) => seats[seat]!.code === code)!
/** The newest result's alerts by seats, the lower first. */
async function found(year: string) {
  const newest = await Results.newest(year)
  const alerts = (newest.result.crossScores?.alerts ?? []).map(({ pair, favour, codes }) => {
    const [seat, other] = pair.map((code) => seatOf(newest.names, code)).toSorted() as [string, string]
    return { seat, other, favour, codes }
  })
  return { ...newest, alerts }
}

/** Alerts as far as they are the reader's to know: the board and the two units from `ranked` on. Faults `missing`, `result.notYet`. */
export async function list(year: string) {
  Actor.need("alert.list")
  const { root, seat: own, alerts, sways } = await found(year)
  const board = Actor.person().roles.includes("board")
  const { items } = await Table.span(Kind.at({ year }).pk, { items: Kind }, { from: "H#", to: "H#~" })
  const stored = new Map(items.map(({ sk, item }) => [sk.slice(2), item]))
  const all = alerts.map((alert) => {
    const { told = {}, outcome = null } = stored.get(`${alert.seat}#${alert.other}`) ?? {}
    return { ...alert, told, outcome }
  })
  const open = board || past(root.phase, "voting")
  const near = board || own === root.head || own === root.deputy
  return {
    alerts: all.filter(({ seat, other }) => board || seat === own || other === own),
    count: open ? all.length : null,
    outcomes: open ? all.map(({ outcome }) => outcome?.kind ?? null) : [],
    sways: near || open ? sways : [],
    wanted: near && root.sways === "wanted",
  }
}

/** The one write of an alert: the explanations or the outcome, the root with its phase, the log. */
async function put(
  year: string,
  seat: string,
  other: string,
  to: Partial<ReturnType<(typeof Kind)["read"]>>,
  phases: readonly Phase[],
  once: Once,
) {
  const { v, ...old } = (await Kind.find({ year, seat, other })) ?? { _: 1 as const, told: {}, v: 0, mark: undefined, outcome: undefined }
  const mark = Secret.mark(once)
  if (Table.marked(old.mark, mark)) return { seat, other, told: old.told, outcome: old.outcome ?? null }
  const item = { ...old, ...to, mark, told: { ...old.told, ...to.told } }
  const act = to.outcome ? "alert.conclude" : "alert.explain"
  const made = await Table.write(Kind.put({ year, seat, other }, item, v, "version.stale", once), [
    // The version stays: by it others could tell that somebody explains.
    Root.change({ year }, { still: true }, [["phase", phases, "alert.phase"]]),
    Log.entry(year, act, { seat: to.outcome ? undefined : Object.keys(to.told ?? {})[0], of: seat, to: other, once }),
  ])
  return { seat, other, told: made.told, outcome: made.outcome ?? null }
}
export const Put = One.pick({ seat: true, other: true, told: true, outcome: true })

/** One of the two units explains. Faults `alert.none` (for anybody else too), `alert.phase`. */
export async function explain(year: string, seat: string, other: string, { text }: z.output<typeof Explanation>, once: Once) {
  Actor.need("alert.explain")
  const own = await Years.ownSeat(year)
  const { root } = await Years.facts(year)
  if (!root.results) throw new Fault("alert.phase")
  const { alerts } = await found(year)
  if ((own !== seat && own !== other) || !alerts.some((one) => one.seat === seat && one.other === other)) throw new Fault("alert.none")
  const told = { [own]: { text, at: new Date().toISOString() } }
  return Table.anew(() => put(year, seat, other, { told }, ["ranked", "voting"], once))
}

/** The board concludes; nobody about its own department. Faults `alert.none`, `alert.phase`, `decision.own`. */
export async function conclude(year: string, seat: string, other: string, given: z.output<typeof Outcome>, once: Once) {
  Actor.need("alert.conclude")
  await Years.seat(year)
  const { root } = await Years.facts(year)
  if (!root.results) throw new Fault("alert.phase")
  const { alerts, seat: own } = await found(year)
  if (!alerts.some((one) => one.seat === seat && one.other === other)) throw new Fault("alert.none")
  if (own === seat || own === other) throw new Fault("decision.own")
  const outcome = { ...given, at: new Date().toISOString() }
  return Table.anew(() => put(year, seat, other, { outcome }, ["ranked", "voting", "closed"], once))
}

export * as Alerts from "./alert.ts"
