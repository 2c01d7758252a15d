import { Meter } from "../packages/core/src/meter.ts"
import { type Caller, cases, expected } from "./cases.ts"
import { restore } from "./stored.ts"
import { type Ids, nothing, type Target } from "./target.ts"
import { breach, bytes, call, costly, type Operation, operations, request } from "./walk.ts"
import type { Answer } from "./world.ts"

/** Which ids a request of an operation can name, in its path or its body. */
const named: Record<string, readonly (keyof Ids)[]> = {
  "{year}": ["years"],
  "{seat}": ["years", "seat"],
  "{department}": ["department"],
  "{person}": ["department", "person"],
  "{bloc}": ["bloc"],
  "{movement}": ["movements"],
  "{comment}": ["years", "comment"],
}
export const pointing = operations.filter(
  ({ path, operationId }) => /\{/.test(path) || ["membership", "bloc"].includes(cases[operationId].reach),
)
/** Lists that take a cursor. */
export const listing = operations.filter(({ parameters }) => parameters.some(({ in: at, name }) => at === "query" && name === "after"))

const codeOf = ({ json }: Answer) => (json as { code?: string } | null)?.code
const mayAt = (of: Operation, place: Caller["place"]) => (one: Caller) => one.place === place && expected(of.operationId, one)[0] === 200

/** The walk around a province: each step tells everything that is otherwise than the rights matrix and the document say. */
export const border = (home: Target, abroad: Target, everyone: readonly Caller[]) => ({
  /** Whom the matrix refuses is refused, in its words, and reads nothing. */
  async refused(of: Operation) {
    const wrong = await Promise.all(
      everyone
        .filter((caller) => expected(of.operationId, caller)[0] !== 200)
        .map(async (caller) => {
          const answer = await call(of, home.ids, caller, { refused: true })
          const [given, wanted] = [[answer.status, codeOf(answer)].join(" "), expected(of.operationId, caller).join(" ")]
          return [
            breach(of, answer),
            given !== wanted && `${caller.name}: ${wanted}, not ${given}`,
            answer.text.includes(home.mark) && `${caller.name} reads ${answer.text}`,
          ]
        }),
    )
    return wrong.flat().filter((one) => !!one)
  },

  /** Whom it allows does it; a stranger that does the same at home reads nothing from here. */
  async done(of: Operation) {
    const wrong: string[] = []
    const { reach } = cases[of.operationId]
    const some = everyone.filter(({ place }) => !costly.includes(of.operationId) || /own|nowhere/.test(place))
    for (const caller of some.filter((one) => expected(of.operationId, one)[0] === 200)) {
      const { ids } = caller.place === "foreign" && reach === "own" ? abroad : home
      const answer = await call(of, ids, caller)
      await restore()
      const told = breach(of, answer)
      if (told) wrong.push(`${caller.name}: ${told}`)
      if (answer.status !== 200) wrong.push(`${caller.name}: not done, ${answer.status} ${answer.text}`)
      if (caller.place === "foreign" && reach !== "anybody" && answer.text.includes(home.mark))
        wrong.push(`${caller.name} reads ${answer.text}`)
    }
    return wrong
  },

  /** What is another's and what never was: the same bytes, the same ETag, the same calls to the store. */
  async unknown(of: Operation) {
    const wrong: string[] = []
    const counted = (ids: Ids, caller: Caller) => Meter.count(() => call(of, ids, caller, { refused: true }))
    for (const caller of everyone.filter((one) => expected(of.operationId, one)[1] === "missing")) {
      const real = await counted(home.ids, caller)
      const unknown = await counted({ ...home.ids, ...nothing(), seat: home.ids.seat }, caller)
      if (bytes(real.result) !== bytes(unknown.result)) wrong.push(`${caller.name}: ${bytes(real.result)}, not ${bytes(unknown.result)}`)
      if (real.cost.calls !== unknown.cost.calls) wrong.push(`${caller.name}: ${real.cost.calls} calls, not ${unknown.cost.calls}`)
      if (real.result.etag !== unknown.result.etag) wrong.push(`${caller.name}: ETag ${real.result.etag}, not ${unknown.result.etag}`)
    }
    return wrong
  },

  /** Each id of another province by itself, among the own ones. */
  async alone(of: Operation) {
    const wrong: string[] = []
    const parts = [...new Set([...of.path.matchAll(/\{\w+\}/g)].flatMap(([part]) => named[part] ?? []))]
    for (const part of parts.filter((one) => one !== "seat"))
      for (const caller of everyone.filter(mayAt(of, "own"))) {
        const [other, unknown] = (await Promise.all(
          [abroad.ids[part], nothing()[part]].map((given) => call(of, { ...home.ids, [part]: given }, caller, { refused: true })),
        )) as [Answer, Answer]
        if (other.status !== 404) wrong.push(`${caller.name}: ${part} of another province answers ${other.status} ${other.text}`)
        if (bytes(other) !== bytes(unknown)) wrong.push(`${caller.name}: ${part}: ${bytes(other)}, not ${bytes(unknown)}`)
      }
    return wrong
  },

  /** A stranger who says in a header that it belongs here is answered as if it had said nothing. */
  async claimed(of: Operation, tenant: string) {
    const wrong: string[] = []
    const claims = {
      "x-tenant-id": tenant,
      "x-tenant": tenant,
      "x-forwarded-host": home.world.code,
      "x-forwarded-prefix": `/${home.world.code}`,
    }
    for (const caller of everyone.filter(({ place, role }) => place === "foreign" && role === "leader")) {
      const { method, path, body } = request(of, cases[of.operationId].reach === "own" ? abroad.ids : home.ids, caller)
      const [plain, claiming] = [await caller.send(method, path, body), await caller.send(method, path, body, claims)]
      if (bytes(plain) !== bytes(claiming)) wrong.push(`${caller.name}: ${bytes(claiming)}, not ${bytes(plain)}`)
    }
    return wrong
  },

  /** A cursor that another list gave the same department is none of this list. */
  async cursor(of: Operation, given: string) {
    const caller = everyone.filter(mayAt(of, "own")).toSorted((a, b) => Number(a.role !== "leader") - Number(b.role !== "leader"))[0]!
    const { method, path } = request(of, home.ids, caller)
    const answer = await caller.send(method, `${path}?after=${encodeURIComponent(given)}`)
    const fields = (answer.json as { fields?: { code: string }[] } | null)?.fields ?? []
    return answer.status === 422 && fields[0]?.code === "cursor.invalid"
      ? []
      : [`${of.operationId} answers ${answer.status} ${answer.text}`]
  },
})

const comments = ({ ids }: Target) => `/years/${ids.years.drafting}/table/comments`

/** More comments on a table than one page holds. */
export async function commented(of: Target) {
  for (let i = 0; i < 51; i++) {
    const { status, text } = await of.leaders[2]("POST", comments(of), { leaf: null, text: `Góp ý ${i}` })
    if (status !== 200) throw new Error(text)
  }
}
/** The cursor that their list gives a member of the bloc. */
export const nextComment = async (of: Target) => ((await of.leaders[2]("GET", comments(of))).json as { next: string }).next
