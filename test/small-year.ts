import { type Answer, criteria, phaseOrder, type PhaseName, province, reasons, type Send } from "./world.ts"

/** One write over HTTP, with the ETag that it replaces; whoever gives another lets every act go through trouble. */
export type Act = (send: Send, method: string, path: string, body: unknown, version?: string) => Promise<Answer>
export const plainly: Act = (send, method, path, body, version) => send(method, path, body, { "if-match": version })

type Fields = { fields?: { path: string; code: string }[] }
/** The same, where it is not what a test is about: who is asked for the reason of a difference gives one, leaf by leaf. */
export const reasoned: Act = async (send, method, path, body, version) => {
  const first = await plainly(send, method, path, body, version)
  const { fields = [] } = first.json as Fields
  const lacks = fields.filter(({ code }) => code === "sheet.reason")
  if (!lacks.length) return first
  const whole = structuredClone(body) as Record<string, unknown>
  for (const { path } of lacks) {
    const steps = path.split("/").slice(1)
    let at = whole
    for (const step of steps.slice(0, -1)) at = (at[step] ??= {}) as Record<string, unknown>
    at[steps.at(-1)!] = "theo biên bản thẩm định"
  }
  return plainly(send, method, path, whole, version)
}

/** The leaders of three departments, the first of them head, with a bloc-year that is drafting. */
export async function threeLeaders({
  members = ["so-a", "so-b", "so-c"],
  deputy = true,
  without = ["appealing"],
  due = { selfScoring: "2026-11-30" } as Record<string, string>,
  lines = {} as object,
  named = "closed",
} = {}) {
  const world = await province()
  const ids: string[] = []
  for (const code of members) ids.push(await world.departmentOf(code))
  const { id: bloc } = (await world.board("POST", "/blocs", { code: "khoi", name: "Khối thi đua" })).json as { id: string }
  const opened = {
    year: 2026,
    members: ids.map((department) => ({ department })),
    head: ids[0],
    deputy: deputy ? ids[1] : null,
    without,
    due,
    named,
  }
  const { id: year } = (await world.board("POST", `/blocs/${bloc}/years`, opened)).json as { id: string }
  const leaders: Send[] = []
  for (const code of members) leaders.push(await world.as("leader", code))
  const [a, b, c] = leaders as [Send, Send, Send]
  return { world, bloc, year, at: `/years/${year}`, members: ids, without, lines, deputy, a, b, c, leaders }
}
export type Three = Awaited<ReturnType<typeof threeLeaders>>

export const half = [
  { component: "verified", weight: 0.5 },
  { component: "crossMean", weight: 0.5 },
]
export const scores = [
  [3800, 5500],
  [3900, 5600],
  [3000, 5000],
]
export const verifiedPoints = [
  [3900, 5500],
  [3900, 5650],
  [3900, 5650],
]
export const votes = { flags: { members: 3, present: 3, written: 0, valid: 3, yes: { "01": 3 } }, team: "Ban kiểm phiếu" }
export const minutesOf = (hash: string) => ({
  hash,
  date: "2026-01-15",
  place: "Hội trường Sở Nội vụ",
  present: 3,
  agreed: 2,
  text: "Thông qua bảng tiêu chí.",
})
const hashIn = ({ json }: Answer) => (json as { hash: string }).hash

/** Takes the year from drafting to a phase, each act by the one whose it is, and stops before that phase's own acts. */
export async function live(three: Three, to: PhaseName, act: Act = plainly) {
  const { at, a, leaders, without, lines } = three
  const confirms = three.deputy ? three.b : three.world.board
  const order = phaseOrder.filter((phase) => !without.includes(phase))
  let [table, pledge] = ["", ""]
  const acts: Partial<Record<PhaseName, () => Promise<unknown>>> = {
    drafting: async () => {
      const { table: tree, rules } = criteria(without.includes("crossScoring") ? undefined : half)
      const voted = without.includes("voting") ? {} : { voteThreshold: { flags: 0.5 } }
      const saved = await act(a, "PUT", `${at}/table`, { table: { ...tree, ...lines }, rules: { ...rules, ...voted } }, '"v0"')
      table = hashIn(saved)
      await act(a, "POST", `${at}/table`, minutesOf(table), saved.etag)
      pledge = hashIn(await act(a, "PUT", `${at}/pledge`, { text: "Bản giao ước thi đua năm 2026." }, '"v0"'))
    },
    pledging: () => each(leaders, (one) => act(one, "POST", `${at}/pledge/signature`, { hash: pledge })),
    selfScoring: () =>
      each(leaders, async (one) => {
        const sheet = { table, points: [4000, 6000] }
        const { etag } = await act(one, "PUT", `${at}/self`, { ...sheet, points: [4000, null] }, '"v0"')
        await act(one, "POST", `${at}/self`, sheet, etag)
      }),
    crossScoring: () =>
      each(leaders, (one, own) =>
        act(one, "POST", `${at}/cross`, { table, rows: scores.map((row, i) => (i === own ? null : row)) }, '"v0"'),
      ),
    verifying: () => each(leaders, (_, i) => verify(three, act, table, i)),
    voting: () => act(a, "PUT", `${at}/votes`, votes, '"v0"').then(({ etag }) => act(confirms, "POST", `${at}/votes`, undefined, etag)),
  }
  for (let i = 0; order[i] !== to; i++) {
    await acts[order[i]!]?.()
    const { etag } = await a("GET", `${at}/phase`)
    await act(a, "PUT", `${at}/phase`, { from: order[i], to: order[i + 1] }, etag)
  }
  return { table, pledge }
}

/** The head verifies all but its own department, which the deputy does. */
export const verify = ({ a, b, at }: Three, act: Act, table: string, i: number) =>
  act(i ? a : b, "POST", `${at}/verified/0${i}`, { table, points: verifiedPoints[i], reasons }, '"v0"')

async function each<T>(all: readonly T[], work: (one: T, i: number) => Promise<unknown>) {
  for (const [i, one] of all.entries()) await work(one, i)
}

/** What the log says was done, oldest first. */
export async function done({ c, at }: Three) {
  const { json } = await c("GET", `${at}/log`)
  return (json as { items: { act: string }[] }).items.map(({ act }) => act).toReversed()
}

/** The log of a whole year with three members, by what was done, how often. */
export const wholeLog = {
  "year.open": 1,
  "table.save": 1,
  "table.adopt": 1,
  "pledge.save": 1,
  "pledge.sign": 3,
  "self.handIn": 3,
  "cross.handIn": 3,
  "verified.confirm": 3,
  "vote.record": 1,
  "vote.confirm": 1,
  "phase.move": 8,
}
export const counted = (acts: readonly string[]) =>
  Object.fromEntries(Object.entries(Object.groupBy(acts, (act) => act)).map(([act, all]) => [act, all!.length]))
