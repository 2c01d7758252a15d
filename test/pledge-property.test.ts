import fc from "fast-check"
import { expect, test } from "vitest"
import { live, type Three, threeLeaders } from "./small-year.ts"
import type { Answer, Send } from "./world.ts"

type Way = "screen" | "paper" | "confirmed" | "contested" | null
/** What the model knows: how each seat has signed, which have left, and how often the text was written. */
type Model = { ways: Way[]; left: boolean[]; text: number }
type Step = { act: "sign" | "paper" | "contest" | "confirm" | "withdraw" | "leave" | "change" | "same" | "correct"; seat: number }

const acts = ["sign", "paper", "contest", "confirm", "withdraw", "leave", "change", "same", "correct"] as const
/** Any act; or, four times of five, one that is open, the way over a paper first; where a seat is settled, often another text for all. */
const given = fc.record({
  act: fc.constantFrom(...acts),
  seat: fc.constantFrom(0, 1, 1, 2, 2),
  open: fc.option(fc.nat(999), { freq: 4 }),
})
// The head stays, because without it nobody writes or records.
const often: readonly Step["act"][] = ["sign", "paper", "paper", "paper", "contest", "contest", "contest", "confirm", "withdraw", "leave"]
function chosen(model: Model, { act, seat, open }: { act: Step["act"]; seat: number; open: number | null }): Step {
  const able = often.filter((act) => apply(structuredClone(model), { act, seat }))
  const next = able.length ? able : (["change", "change", "correct", "same"] as const)
  const one = open === null ? act : next[open % next.length]!
  return { act: one === "leave" && seat === 0 ? "same" : one, seat }
}
const valid = (way: Way) => way === "screen" || way === "paper" || way === "confirmed"
const runs = process.env["LONG"] ? 100 : 12

/** What a step does, told without the product; false where it must be refused. */
function apply(model: Model, { act, seat }: Step): boolean {
  const way = model.ways[seat]!
  const set = (to: Way) => ((model.ways[seat] = to), true)
  if (act === "leave") return !model.left[seat] && (model.left[seat] = true)
  if (model.left[seat] && often.includes(act)) return false
  if (act === "sign") return !valid(way) && set("screen")
  if (act === "paper") return seat !== 0 && !valid(way) && way !== "contested" && set("paper")
  if (act === "contest") return way === "paper" && set("contested")
  if (act === "confirm") return (way === "paper" || way === "contested") && set("confirmed")
  if (act === "withdraw") return (way === "paper" || way === "contested") && set(null)
  if (act === "same") return true
  model.text++
  if (act === "change") model.ways = model.ways.map(() => null)
  return true
}

/** The same step over HTTP; whether it was done. */
async function take({ world, at, a, leaders }: Three, { act, seat }: Step, text: number) {
  const own = leaders[seat]!
  const pledge = `${at}/pledge`
  const papers = `${pledge}/papers/0${seat}`
  const { json, etag } = await own("GET", pledge)
  const { hash, text: now } = json as { hash: string; text: string }
  const over = async (send: Send, from: string, method: string, path: string, body: object) =>
    send(method, path, body, { "if-match": (await send("GET", from)).etag })
  const line = { hash, date: "2026-02-01", place: "Hội trường", signer: "Giám đốc", scan: "03" }
  const written = { text: `Bản thứ ${text}`, targets: [] }
  const does: Record<Step["act"], () => Promise<Answer>> = {
    sign: () => own("POST", `${pledge}/signature`, { hash }),
    paper: () => over(a, papers, "PUT", papers, line),
    contest: () => over(own, papers, "POST", `${pledge}/paper/contest`, { reason: "Chưa ký" }),
    confirm: () => over(own, papers, "POST", `${pledge}/paper/confirmation`, { hash }),
    withdraw: () => over(a, papers, "POST", `${papers}/withdrawal`, { reason: "Ghi nhầm" }),
    leave: () => {
      const lead = seat === 1 ? { head: "00", deputy: null } : null
      return world.board("POST", `${at}/members/0${seat}/departure`, { left: "2026-02-02", successor: null, reason: "Sáp nhập", lead })
    },
    change: () => a("PUT", pledge, written, { "if-match": etag }),
    same: () => a("PUT", pledge, { text: now }, { "if-match": etag }),
    correct: () => world.board("POST", `${pledge}/correction`, { ...written, reason: "Sai" }, { "if-match": etag }),
  }
  const { status } = await does[act]()
  expect([200, 403, 409]).toContain(status)
  return status === 200
}

const shown = (way: Way) => (way === "confirmed" ? "paper" : way)

test(
  "whatever is signed, recorded, contested, withdrawn and changed: those are waited for whose signature does not count",
  {
    timeout: 120_000,
  },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(given, { minLength: 8, maxLength: 20 }), async (steps) => {
        const three = await threeLeaders()
        await live(three, "pledging")
        const model: Model = { ways: [null, null, null], left: [false, false, false], text: 0 }
        for (const step of steps) {
          const one = chosen(model, step)
          const allowed = apply(model, one)
          expect([one, await take(three, one, model.text)]).toEqual([one, allowed])
          const { waits } = (await three.a("GET", three.at)).json as { waits: number }
          expect([one, waits]).toEqual([one, model.ways.filter((way, i) => !valid(way) && !model.left[i]).length])
        }
        const { items } = (await three.a("GET", `${three.at}/pledge/signatures`)).json as { items: { way: Way }[] }
        expect(items.map(({ way }) => way)).toEqual(model.ways.map(shown))
      }),
      { numRuns: runs, endOnFailure: true },
    )
  },
)
