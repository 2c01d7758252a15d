import * as lib from "@aws-sdk/lib-dynamodb"
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest"
import { type Action, acts, codeOf, stage } from "./every-act.ts"
import { between, writes } from "./inject.ts"
import { raw, read, restore, TableName } from "./stored.ts"
import type { Answer } from "./world.ts"

let of: Awaited<ReturnType<typeof stage>>
beforeAll(async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined)
  of = await stage()
}, 120_000)
afterEach(restore)
afterAll(() => vi.restoreAllMocks())

type Part = {
  Key?: { pk: string; sk: string }
  Item?: { pk: string; sk: string }
  ConditionExpression?: string
  ExpressionAttributeNames?: Record<string, string>
}
type Input = Part & { TransactItems?: Record<string, Part>[] }
const partsOf = ({ TransactItems, ...one }: Input) => (TransactItems ? TransactItems.flatMap((part) => Object.values(part)) : [one as Part])

/** Does the act as far as its first write, lets `rival` do what it does, then lets the write go. */
async function met(send: () => Promise<Answer>, rival: (parts: Part[]) => Promise<unknown>) {
  let free = true
  return between(async (call, next, command) => {
    const parts = partsOf(call.input as Input)
    if (free && writes(command) && !parts.every((part) => /^G#A#/.test((part.Key ?? part.Item)!.pk))) {
      free = false
      await rival(parts)
    }
    return next(call)
  }, send)
}

describe("of two who do the same at once", () => {
  test.each(acts)("$operationId", async ({ operationId }) => {
    const [one, two] = [await of.asked(operationId), await of.asked(operationId)]
    let first: Answer
    const second = await met(one.send, async () => (first = await two.send()))
    console.log("TWO", operationId, codeOf(first!), codeOf(second))
  })
})
