import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, inject, test } from "vitest"
import { unheard } from "./account.ts"
import { type Operation, operations } from "./walk.ts"

/** Whether every test has run: only then does it say something that an answer was not heard. */
const whole = process.env["WHOLE"] === "1"

const routes = operations.map((of) => ({
  of,
  literal: of.path.split("/").filter((step) => !step.startsWith("{")).length,
  form: RegExp(`^${of.method} /api${of.path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
}))
/** The operation that a call led to: of two that fit, the one that spells more of it. */
const led = (call: string) => routes.filter(({ form }) => form.test(call)).toSorted((a, b) => b.literal - a.literal)[0]?.of
const codesOf = ({ responses }: Operation) =>
  Object.entries(responses).flatMap(([status, { description }]) =>
    status === "200" ? ["200 done"] : description.split("\n").map((line) => `${status} ${line.split(":")[0]}`),
  )

const folder = inject("heard")
const lines = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), "utf8").split("\n").filter(Boolean))
/** Operation and code, of the whole answer or of one of its fields. */
const heard = new Set<string>()
const undeclared = new Set<string>()
for (const line of new Set(lines)) {
  const [method, path, status, code = ""] = line.split(" ")
  const of = led(`${method} ${path}`)
  if (!of) continue
  heard.add(`${of.operationId} ${status === "200" ? "done" : code}`)
  if (status !== "field" && !codesOf(of).includes(`${status} ${status === "200" ? "done" : code}`))
    undeclared.add(`${of.operationId} ${status} ${code}`)
}

test("no route gives an answer that the document does not declare", () => {
  expect([...undeclared]).toEqual([])
})

test.runIf(whole)("every answer that the document declares has been heard, or there is a reason, and each reason is still true", () => {
  const answers = operations.flatMap((of) => codesOf(of).map((answer) => [of.operationId, answer.split(" ")[1]!] as const))
  const silent = answers.flatMap(([of, code]) => (heard.has(`${of} ${code}`) ? [] : [`${of} ${code}`]))
  const explained = unheard.flatMap(({ code, of }) =>
    answers.flatMap(([one, its]) => (its === code && (!of || of.includes(one)) ? [`${one} ${code}`] : [])),
  )
  const named = unheard.flatMap(({ code, of = [] }) => of.map((one) => `${one} ${code}`))
  expect
    .soft(
      silent.filter((one) => !explained.includes(one)),
      "not heard, and no reason why",
    )
    .toEqual([])
  expect(
    [...explained, ...named].filter((one) => !silent.includes(one)),
    "a reason for what is heard, or not declared",
  ).toEqual([])
})
