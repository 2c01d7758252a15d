import { live, type Three, threeLeaders } from "./small-year.ts"
import type { Answer, Send } from "./world.ts"

export const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
export const told = ({ json }: Answer) =>
  (json as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`)
export const hashIn = ({ json }: Answer) => (json as { hash: string }).hash

export const none = '"v0"'
export const text = "Bản giao ước thi đua năm 2026."
/** A signature on paper as the head records it. */
export const line = { date: "2026-02-01", place: "Hội trường Sở Nội vụ", signer: "Giám đốc", scan: "Bản scan số 03" }

/** A bloc of three that signs, and what can be done with the pledge. */
export async function signing() {
  const three = await threeLeaders()
  const { pledge } = await live(three, "pledging")
  return { ...three, pledge, ...acts(three) }
}
function acts({ at }: Three) {
  const pledge = `${at}/pledge`
  const papers = (seat: string) => `${pledge}/papers/${seat}`
  const on = async (send: Send, path: string, from: string, body: object, method = "POST", version?: string) =>
    send(method, path, body, { "if-match": version ?? (await send("GET", from)).etag ?? none })
  return {
    save: (send: Send, body: object, version: string) => send("PUT", pledge, body, { "if-match": version }),
    sign: (send: Send, hash: string, more: object = {}) => send("POST", `${pledge}/signature`, { hash, ...more }),
    correct: (send: Send, body: object, version: string) => send("POST", `${pledge}/correction`, body, { "if-match": version }),
    record: (send: Send, seat: string, hash: string, version?: string) =>
      on(send, papers(seat), papers(seat), { ...line, hash }, "PUT", version),
    contest: (send: Send, seat: string, version?: string) =>
      on(send, `${pledge}/paper/contest`, papers(seat), { reason: "Đơn vị chưa ký." }, "POST", version),
    confirm: (send: Send, seat: string, hash: string, version?: string) =>
      on(send, `${pledge}/paper/confirmation`, papers(seat), { hash }, "POST", version),
    withdraw: (send: Send, seat: string, version?: string) =>
      on(send, `${papers(seat)}/withdrawal`, papers(seat), { reason: "Ghi nhầm đơn vị." }, "POST", version),
    waits: async (send: Send) => ((await send("GET", at)).json as { waits: number }).waits,
    ways: async (send: Send) =>
      ((await send("GET", `${pledge}/signatures`)).json as { items: { way: string | null }[] }).items.map(({ way }) => way),
    log: async (send: Send) =>
      ((await send("GET", `${at}/log`)).json as { items: { act: string; seat?: string; of?: string; why?: string }[] }).items,
  }
}
