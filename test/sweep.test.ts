import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { type Action, acts, codeOf, stage } from "./every-act.ts"
import { between, writes } from "./inject.ts"
import { restore } from "./stored.ts"
import type { Answer } from "./world.ts"

let of: Awaited<ReturnType<typeof stage>>
beforeAll(async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined)
  of = await stage()
}, 120_000)
afterAll(() => vi.restoreAllMocks())

/** What an act gives that bears no key, or shows a secret once, when it is asked for again after all was done. */
const oncemore: Partial<Record<Action, string>> = {
  "session.open": "done", // signed in twice
  "session.act": "done",
  "look.save": "done",
  "leader.appoint": "done", // another link for the same person
  "person.add": "done",
  "person.link": "done",
  "session.close": "session.absent",
  "session.closeAll": "session.absent",
  "session.redeem": "link.used", // the password chosen signs in
  "password.change": "session.refused", // the one before is none any more
  "person.change": "version.stale",
  "province.create": "province.taken", // province.link gives the link again
}
/** Comes in parts; until the last of them nobody can reach what the others wrote. */
const inParts: Action[] = ["province.create"]

const lost = (name: string, more: object) => Object.assign(new Error("socket hang up"), { name, ...more })
const troubles = {
  "never sent": { reads: true, commits: false, error: () => lost("InternalServerError", { $fault: "server" }) },
  "timed out before": { reads: false, commits: false, error: () => lost("TimeoutError", { code: "ETIMEDOUT" }) },
  "answer lost": { reads: false, commits: true, error: () => lost("Error", { code: "ECONNRESET" }) },
}
type Trouble = (typeof troubles)[keyof typeof troubles]

/** Counts the calls to the store; the k-th of them meets the trouble. */
async function counted(work: () => Promise<Answer>, k = 0, { commits, error }: Trouble = troubles["never sent"]) {
  const commands: string[] = []
  const answer = await between(async (given, next, command) => {
    commands.push(command)
    if (commands.length !== k) return next(given)
    if (commits) await next(given)
    throw error()
  }, work)
  return { answer, commands }
}

describe("whatever call to the store fails, all is done or nothing, and the same act again has one effect", () => {
  test.each(acts)("$operationId", { timeout: 60_000 }, async ({ operationId }) => {
    const { asked, changed, told } = of
    const plain = await counted((await asked(operationId)).send)
    const whole = await changed()
    await restore()
    expect(plain.answer.status, `${plain.answer.text} ${JSON.stringify(vi.mocked(console.error).mock.calls.at(-1))}`).toBe(200)
    const wrong: string[] = []
    let other = false
    for (const [i, command] of plain.commands.entries())
      for (const [name, trouble] of Object.entries(troubles)) {
        if (!writes(command) && !trouble.reads) continue
        const { send } = await asked(operationId)
        const { answer } = await counted(send, i + 1, trouble)
        const after = await changed()
        const again = await send()
        const end = await changed()
        await restore()
        const at = `${i + 1} ${command} ${name}:`
        const one = told(again) === told(plain.answer) && end.join() === whole.join()
        other ||= !one
        if (answer.status !== 503 && told(answer) !== told(plain.answer)) wrong.push(`${at} answers ${answer.status} ${answer.text}`)
        if (after.length && after.join() !== whole.join() && !inParts.includes(operationId))
          wrong.push(`${at} leaves ${after.join(", ")} of ${whole.join(", ")}`)
        if (!one && !["done", oncemore[operationId]].includes(codeOf(again)))
          wrong.push(`${at} again answers ${again.status} ${again.text}`)
        if (!one && !oncemore[operationId]) wrong.push(`${at} again comes to ${end.join(", ")} not ${whole.join(", ")}`)
      }
    expect(other, "what it gives once more").toBe(operationId in oncemore)
    expect(wrong, wrong.join("\n")).toEqual([])
  })
})
