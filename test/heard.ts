import { randomUUID } from "node:crypto"
import { appendFileSync } from "node:fs"
import { join } from "node:path"
import { inject } from "vitest"

type Api = { request: (path: string | Request, init?: RequestInit) => Response | Promise<Response> }
const file = join(inject("heard"), randomUUID())
const known = new Set<string>()

/** From now on each new answer of this API is noted for the account that answers.test.ts gives: method, address, status, code. */
export function heard<A extends Api>(api: A): A {
  const { request } = api
  api.request = async (path: string | Request, init?: RequestInit) => {
    const answer = await request(path, init)
    const method = path instanceof Request ? path.method : (init?.method ?? "GET")
    const [address = ""] = (path instanceof Request ? new URL(path.url).pathname : path).split("?")
    await note(method, address, answer)
    return answer
  }
  return api
}

/** Segments that hold a digit, or nothing readable, are somebody's: they are noted as one. */
const shape = (address: string) => address.replaceAll(/\/[^/]*[^a-z/-][^/]*(?=\/|$)/gi, "/*")

async function note(method: string, address: string, answer: Response) {
  if ((globalThis as { leaking?: string }).leaking) return // what a planted leak answers is none of the product's
  const problem = /problem/.test(answer.headers.get("content-type") ?? "")
  const text = problem ? await answer.clone().text() : ""
  const { code = "", fields = [] } = (text ? JSON.parse(text) : {}) as { code?: string; fields?: { code: string }[] }
  const call = `${method} ${shape(new URL(address, "http://localhost").pathname)}`
  for (const line of [`${call} ${answer.status} ${code}`, ...fields.map((field) => `${call} field ${field.code}`)]) {
    if (known.has(line)) continue
    known.add(line)
    appendFileSync(file, `${line}\n`)
  }
}
