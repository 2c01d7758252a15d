import { globSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import * as lib from "@aws-sdk/lib-dynamodb"
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest"
import { beforeRanking } from "../packages/core/src/phase.ts"
import { right } from "../packages/core/src/right.ts"
import { again } from "./again.ts"
import { seatOf } from "./cases.ts"
import { type Action, acts, codeOf, keyOf, met, type Part, stage } from "./every-act.ts"
import { second } from "./second.ts"
import { raw, read, restore, TableName } from "./stored.ts"
import { breach, costly, operation } from "./walk.ts"
import type { Answer } from "./world.ts"

let of: Awaited<ReturnType<typeof stage>>
beforeAll(async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined)
  of = await stage({ twice: true })
}, 120_000)
afterEach(restore)
afterAll(() => vi.restoreAllMocks())

describe("of two who do the same at once, one does it and the other hears why not", () => {
  test("every act that writes has its row", () => {
    expect(Object.keys(second).sort()).toEqual(acts.map(({ operationId }) => operationId).sort())
  })

  test.each(acts)("$operationId", async ({ operationId }) => {
    const [one, two] = [await of.asked(operationId), await of.asked(operationId)]
    let first: Answer | undefined
    const late = await met(one.send, async () => (first = await two.send()))
    expect([codeOf(first!), codeOf(late)]).toEqual(["done", second[operationId]])
  })
})

describe("F22 F24 F25 sent again it is one act, under one key or over one version; of many at once one does it", () => {
  test.each(acts.filter(({ operationId }) => !costly.includes(operationId)))("$operationId", (act) => again(of, act))
})

const pathsOf = ({ ConditionExpression: condition = "", ExpressionAttributeNames: names = {} }: Part) =>
  [...new Set(condition.match(/#\w+(\.#\w+)*/g) ?? [])].map((steps) => steps.split(".").map((step) => names[step]!))

/** Another value at a path of an item as it stands, as if somebody had been quicker. */
function otherwise(item: Record<string, unknown>, [step = "", ...rest]: readonly string[], to?: string): Record<string, unknown> {
  const old = item[step]
  if (rest.length) return { ...item, [step]: otherwise((old ?? {}) as Record<string, unknown>, rest, to) }
  if (to !== undefined) return { ...item, [step]: to }
  if (old instanceof Uint8Array) return { ...item, [step]: old.map((byte) => byte ^ 1) }
  if ((step === "self" || step === "cross") && old !== undefined)
    return Object.fromEntries(Object.entries(item).filter(([key]) => key !== step))
  if (step === "reopened" || step === "granted" || step === "led" || typeof old === "number")
    return { ...item, [step]: Number(old ?? 0) + 1 }
  return { ...item, [step]: old === undefined ? "2026-01-01" : `${old}x` }
}

/** A phase in which the act is not to be done. */
const elsewhere = (action: Action) => (["decided", "drafting"] as const).find((phase) => !(right(action).phases ?? []).includes(phase))!

/** Where an act looks again instead, and may go on. */
const anew: Partial<Record<Action, readonly string[]>> = {
  ...{ "province.link": ["v"], "person.link": ["v"], "session.open": ["v"], "session.close": ["v"], "session.closeAll": ["v"] },
  ...{
    "session.act": ["v"],
    "password.change": ["v"],
    "table.propose": ["v"],
    "table.agree": ["R members", "v"],
    "pledge.save": ["R v"],
    "member.leave": ["R v"],
    "verified.confirm": ["R led"],
    "member.join": ["R v", "v"],
    "agency.confirm": ["R members"],
    "field.enter": ["R reopened", "R seats.03", "v"],
    "field.lift": ["R reopened", "R seats.03", "v"],
  },
  ...{ "appeal.answer": ["R deputy", "R reopened", "v"], "vote.contest": ["v"], "appraisal.answer": ["v"], "report.add": ["v"] },
}
/** The seat that nobody has: whoever takes it has its name written with it, which a change of the root alone cannot be (member.test.ts). */
const free = "seats.03"
/** A department's own drafts are bound to no phase and no seat of the year. */
const drafts: readonly Action[] = ["self.save", "cross.save", "verified.save", "agency.save"]

/** What was changed, and what was heard then. */
const refused = new Set<string>()
/** Does the act while somebody changes the item at that path just before the write; tells what is wrong with what comes of it. */
async function quicker(operationId: Action, name: string, change: (parts: readonly Part[], at: string) => Promise<boolean>, may = false) {
  const { send, path } = await of.asked(operationId)
  let there = true
  const answer = await met(send, async (parts) => (there = await change(parts, /years\/([\w-]{20})/.exec(path)?.[1] ?? "")))
  const left = await of.changed()
  await restore()
  if (there) refused.add(`${name} ${codeOf(answer)}`)
  if (!there || (may && answer.status === 200)) return undefined
  if (answer.status === 200) return "is done"
  return breach(operation(operationId), answer) ?? (left.length > 1 ? `leaves ${left.join(", ")}` : undefined)
}
async function change({ pk, sk }: { pk: string; sk: string }, path: readonly string[], to?: string) {
  const item = await read({ pk, sk })
  if (item) await raw.send(new lib.PutCommand({ TableName, Item: otherwise(item, path, to) }))
  return !!item
}

describe("what was so when it was looked at and is not when it is written is not written", () => {
  test.each(acts)("$operationId", async ({ operationId }) => {
    let parts: readonly Part[] = []
    await met((await of.asked(operationId)).send, async (found) => (parts = found))
    await restore()
    const wrong: unknown[] = []
    for (const [i, part] of parts.entries())
      for (const path of pathsOf(part).filter(([step, seat]) => step !== "pk" && `${step}.${seat}` !== free)) {
        const name = `${keyOf(part).sk === "R" ? "R " : ""}${path.join(".")}`
        const to = path[0] === "phase" ? elsewhere(operationId) : undefined
        const may = anew[operationId]?.includes(name)
        const told = await quicker(operationId, path.join("."), (found) => change(keyOf(found[i]!), path, to), may)
        if (told) wrong.push(`${name}: ${told}`)
      }
    expect(wrong).toEqual([])
  })
})

describe("whose right is over when it comes to the write does not act", () => {
  const bound = acts.filter(({ operationId }) => right(operationId).phases && !drafts.includes(operationId))
  test.each(bound)("$operationId, in another phase", async ({ operationId }) => {
    const told = await quicker(operationId, "phase", ([part], year) => change(rootOf(part!, year), ["phase"], elsewhere(operationId)))
    expect(told).toBeUndefined()
  })

  const early = bound.filter(
    ({ operationId }) => right(operationId).seat === "member" && beforeRanking.includes(right(operationId).phases![0]!),
  )
  test.each(early)("$operationId, having left", async ({ operationId }) => {
    const seat = `0${seatOf((await of.asked(operationId)).caller)}`
    const told = await quicker(operationId, "seats.00.left", ([part], year) => change(rootOf(part!, year), ["seats", seat, "left"]))
    expect(told).toBeUndefined()
  })

  test.each(bound.filter(({ operationId }) => right(operationId).seat === "head"))(
    "$operationId, no longer head",
    async ({ operationId }) => {
      const told = await quicker(operationId, "head", ([part], year) => change(rootOf(part!, year), ["head"], "02"))
      expect(told).toBeUndefined()
    },
  )
})
const rootOf = (part: Part, year: string) => ({ pk: `${/^T#[^#]+/.exec(keyOf(part).pk)}#Y#${year}`, sk: "R" })

/** Every row of `Must` in the source, as path and refusal. */
function rows() {
  const core = resolve(import.meta.dirname, "../packages/core/src")
  const row = /\[\s*(?:"([\w.]+)"|`([\w.${}]+)`)\s*,[^[\]]*(?:\[[^\]]*\][^[\]]*)?,\s*"([a-z]+\.[A-Za-z]+)"\s*\]/g
  return globSync("*.ts", { cwd: core, exclude: ["right*.ts"] }).flatMap((file) =>
    [...readFileSync(resolve(core, file), "utf8").matchAll(row)].map(
      ([, plain, filled, code]) => `${(plain ?? filled)!.replaceAll(/\$\{\w+(\.\w+)*\}/g, "*")} ${code} ${file}`,
    ),
  )
}
/** Rows that no act of the cases comes to, by the tests that meet them. */
const byOthers: Record<string, string> = {
  "phase sheet.line lateness.ts": "lateness.test.ts",
  "led right.denied verified.ts": "lead.test.ts",
  "phase decision.early decision.ts": "wording.test.ts",
  "phase input.invalid lead.ts": "lead.test.ts",
  "seats.* version.stale member.ts": "member.test.ts",
  "seats.*.left year.moved appeal.ts": "panel.test.ts",
  "members year.moved agency.ts": "it looks again, above",
  "parent version.stale movement-chain.ts": "movement.test.ts",
  "without.* phase.order phase.ts": "move.test.ts",
  "table phase.table phase.ts": "move.test.ts",
  "pledge phase.pledge phase.ts": "move.test.ts",
  "sways phase.sways phase.ts": "conclusion.test.ts",
  "vote phase.vote phase.ts": "race.test.ts",
  "waits phase.lacks phase.ts": "pair.test.ts",
}
test("every row of every gate is met: a new one wants a case, or a test that is named here", () => {
  const met = new Set([...refused].map((one) => one.replaceAll(/\.\d+/g, ".*")))
  const missing = rows().filter((one) => !met.has(one.split(" ").slice(0, 2).join(" ")))
  expect([...new Set(missing)].sort()).toEqual(Object.keys(byOthers).sort())
})
