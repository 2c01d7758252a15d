import { type Asked, bare, type Model, type Outcome } from "./race-model.ts"
import { Secret } from "../packages/core/src/secret.ts"

/** What somebody asked for and heard, with the moments between which it happened. */
export type Heard = { who: string; asked: Asked; from: number; to: number; code: string; told?: unknown }
type Step = (year: Model, asked: Asked) => Outcome

/**
 * Refusals that another's act in between explains, though none of the moments would give it: try again, it says. A move that ranks or
 * closes may be told off by the year as its caller saw it, where that is over: stale it is anyway.
 */
function hurried({ asked, code }: Heard, beside: readonly Heard[], now: Outcome["code"]) {
  const near = (...acts: Asked["act"][]) => beside.filter((one) => acts.includes(one.asked.act)).length
  if (asked.act === "pledge") return code === "version.stale" && near("sign", "move", "pledge") > 2
  if (asked.act === "answer" || asked.act === "decide")
    return code === "year.moved" && near("answer", "decide") > (asked.act === "answer" ? 2 : 0)
  if (asked.act === "takeBack") return code === "version.stale" && near("handIn", "takeBack") > 0
  if (asked.act === "move") return now === "version.stale" && /^phase\.(lacks|vote|sways)$|^result\.incomplete$/.test(code)
  if (asked.act === "handIn") return code.endsWith("handedIn") && near("handIn") > 0 && near("takeBack") > 0
  return false
}

/**
 * One order of all acts in which each could have happened at one moment between its beginning and its end, was answered as it was,
 * and left the year as it stands (Wing and Gong's search, told from the same year twice). What was lost may have happened or not. Undefined where there is none.
 */
export function order(begun: Model, heard: readonly Heard[], stands: Model, step: Step): readonly Heard[] | undefined {
  const end = Secret.canonical(stands)
  const been = new Set<string>()
  const all = heard.map((one) => ({ one, beside: heard.filter((other) => other !== one && other.from < one.to && one.from < other.to) }))
  function search(year: Model, left: typeof all, found: readonly Heard[]): readonly Heard[] | undefined {
    if (!left.length) return Secret.canonical(bare(year)) === end ? found : undefined
    const state = `${left.map(({ one }) => one.from).join()} ${Secret.canonical(year)}`
    if (been.has(state)) return undefined
    been.add(state)
    const soonest = Math.min(...left.map(({ one }) => one.to))
    for (const next of left.filter(({ one }) => one.from < soonest).toSorted((a, b) => a.one.to - b.one.to)) {
      const { code, to = year, told, or } = step(year, next.one.asked)
      const others = left.filter((other) => other !== next)
      if (next.one.code === "lost") {
        const ordered = search(code === "done" ? to : year, others, [...found, next.one]) ?? search(year, others, found)
        if (ordered) return ordered
        continue
      }
      const fits =
        code === next.one.code &&
        (told === undefined || next.one.told === undefined || Secret.canonical(told) === Secret.canonical(next.one.told))
      if (!fits && next.one.code !== or && !hurried(next.one, next.beside, code)) continue
      const ordered = search(fits ? to : year, others, [...found, next.one])
      if (ordered) return ordered
    }
    return undefined
  }
  return search(begun, all, [])
}
