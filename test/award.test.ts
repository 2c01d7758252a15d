import { expect, test } from "vitest"
import { live, threeLeaders } from "./small-year.ts"
import { itemsOf, tenantOf } from "./stored.ts"
import { type Answer, move, province, type Send } from "./world.ts"

const codeOf = ({ status, json }: Answer) => (status === 200 ? "done" : (json as { code: string }).code)
const key = { "idempotency-key": '"award-award-award"' }
/** A bloc that has closed: b is put forward for the flag, a for a certificate. */
async function closed() {
  const three = await threeLeaders()
  await live(three, "closed")
  const { at, world } = three
  const propose = (send: Send = world.board, headers = {}) => send("POST", `${at}/awards`, undefined, headers)
  const enter = async (seat: string, award: string, step: object, { send = world.board, headers = {}, version = "" } = {}) => {
    const path = `${at}/awards/${seat}/${award}`
    const { etag } = await world.board("GET", path)
    return send("PUT", path, { number: null, date: null, ...step }, { "if-match": version || etag, ...headers })
  }
  const steps = async (seat: string, award: string, states: readonly string[]) => {
    for (const state of states) expect(codeOf(await enter(seat, award, { state })), state).toBe("done")
  }
  const rolled = async () =>
    (await itemsOf(await tenantOf(world.code))).find(({ pk }) => pk.endsWith("#YR"))?.[three.bloc] as Record<string, string>
  return { ...three, propose, enter, steps, rolled }
}

test("who is put forward is proposed, appraised, voted on and granted by its decision; the roll-up knows it at once", async () => {
  const { a, b, at, year, bloc, members, world, propose, enter, steps, rolled } = await closed()
  const first = await propose(world.board, key)
  expect(first.json).toEqual({ proposed: 2 })
  expect([(await propose(world.board, key)).text, codeOf(await propose())]).toEqual([first.text, "award.none"])
  expect((await b("GET", `${at}/awards`)).json).toMatchObject({
    items: [
      { seat: "00", award: "certificate", state: "proposed" },
      { seat: "01", award: "flag", state: "proposed" },
    ],
  })
  await steps("01", "flag", ["appraised", "voted"])
  const granted = await enter("01", "flag", { state: "granted", number: "110/QĐ-UBND", date: "2027-02-03" })
  expect(granted.json).toMatchObject({ state: "granted", steps: [{}, {}, {}, { number: "110/QĐ-UBND", date: "2027-02-03" }] })
  expect(await rolled()).toEqual({ y: year, p: "closed", [members[1]!]: "F" })
  const phase = async () => (await world.board("GET", `${at}/phase`)).json as object
  expect(await phase()).toMatchObject({ next: "decided", waits: 1, whyNot: "phase.lacks" })
  await steps("00", "certificate", ["appraised", "refused"])
  const { etag } = await a("GET", `${at}/phase`)
  expect(codeOf(await a("PUT", `${at}/phase`, { from: "closed", to: "decided" }, { "if-match": etag }))).toBe("right.denied")
  await move(world.board, year, "closed", "decided")
  expect([await rolled(), await phase()]).toEqual([
    { y: year, p: "decided", [members[1]!]: "F" },
    expect.objectContaining({ phase: "decided", next: null }),
  ])
  const own = await b("GET", `/departments/${members[1]}/awards`)
  expect(own.json).toEqual({ items: [{ calendar: 2026, bloc, year, awards: ["flag"] }], next: null })
  expect(codeOf(await a("GET", `/departments/${members[1]}/awards`))).toBe("missing")
  expect(JSON.stringify(await rolled()).length).toBeLessThanOrEqual(130)
})

test("an award is revoked by its paper, in the decided year as well, and leaves the roll-up", async () => {
  const { year, members, world, propose, enter, steps, rolled } = await closed()
  await propose()
  await steps("01", "flag", ["appraised", "granted"])
  await steps("00", "certificate", ["appraised", "granted"])
  await move(world.board, year, "closed", "decided")
  expect(await rolled()).toMatchObject({ [members[0]!]: "C", [members[1]!]: "F" })
  expect((await enter("01", "flag", { state: "revoked" })).json).toMatchObject({
    code: "input.invalid",
    fields: [{ path: "/note", code: "input.text" }],
  })
  await enter("01", "flag", { state: "revoked", number: "9/QĐ-UBND", date: "2028-01-10", note: "kê khai không đúng" })
  expect(await rolled()).toEqual({ y: year, p: "decided", [members[0]!]: "C" })
  expect(codeOf(await enter("01", "flag", { state: "granted" }))).toBe("award.order")
})

test("a flag given elsewhere is recorded by its paper, and never passes the province's states", async () => {
  const { year, members, world, enter, rolled } = await closed()
  expect(codeOf(await enter("02", "governmentFlag", { state: "proposed" }))).toBe("award.order")
  await move(world.board, year, "closed", "decided")
  expect(codeOf(await enter("02", "governmentFlag", { state: "granted", number: "77/QĐ-CP", date: "2028-05-05" }))).toBe("done")
  expect(codeOf(await enter("02", "ministryFlag", { state: "granted" }))).toBe("done")
  expect(await rolled()).toMatchObject({ [members[2]!]: "MG" })
})

test("awards are the board's to enter, each step in its order, over the version that was read, never about itself", async () => {
  const { a, b, at, world, propose, enter } = await closed()
  expect(codeOf(await propose(a))).toBe("right.denied")
  const foreign = await province()
  expect(codeOf(await propose(foreign.board))).toBe("missing")
  expect(codeOf(await enter("01", "flag", { state: "appraised" }))).toBe("award.order")
  await propose()
  expect(codeOf(await enter("01", "flag", { state: "granted" }))).toBe("award.order")
  expect(codeOf(await enter("01", "flag", { state: "appraised" }, { send: b }))).toBe("right.denied")
  expect(codeOf(await enter("01", "flag", { state: "appraised" }, { send: await world.as("board", "so-b") }))).toBe("decision.own")
  expect(codeOf(await enter("01", "flag", { state: "appraised", date: "3/2/2027" }))).toBe("input.invalid")
  expect(codeOf(await enter("07", "flag", { state: "appraised" }, { version: '"v0"' }))).toBe("missing")
  const again = { headers: key, version: '"v1"' }
  const first = await enter("01", "flag", { state: "appraised" }, again)
  expect([first.status, (await enter("01", "flag", { state: "appraised" }, again)).text]).toEqual([200, first.text])
  expect(codeOf(await enter("01", "flag", { state: "voted" }, { version: '"v1"' }))).toBe("award.order")
  expect(codeOf(await enter("01", "flag", { state: "voted" }, { version: '"v7"' }))).toBe("version.stale")
  const { etag } = await world.board("GET", `${at}/phase`)
  await enter("01", "flag", { state: "granted" })
  const now = (await world.board("GET", `${at}/phase`)).etag
  expect(now).not.toBe(etag)
  expect(codeOf(await world.board("POST", `${at}/phase`, { to: "ranked", reason: "sai sót" }, { "if-match": now }))).toBe("award.granted")
})

test("the province's appraisal stands beside the bloc's ranking for good; the unit answers, and awards follow it", async () => {
  const { b, c, at, year, world, propose } = await closed()
  const appraise = (seat: string, version: string, points: number) =>
    world.board("PUT", `${at}/appraisals/${seat}`, { entries: [{ points, reason: "theo kết luận thanh tra" }] }, { "if-match": version })
  const answer = (send: Send, headers = {}) => send("POST", `${at}/appraisal-answer`, { text: "đơn vị đã khắc phục" }, headers)
  expect(codeOf(await answer(b))).toBe("missing")
  expect(codeOf(await appraise("01", '"v0"', -800))).toBe("done")
  const first = await answer(b, key)
  expect([first.status, (await answer(b, key)).text, codeOf(await answer(c))]).toEqual([200, first.text, "missing"])
  expect((await c("GET", `${at}/appraisals/01`)).json).toMatchObject({ answer: { text: "đơn vị đã khắc phục" } })
  expect((await c("GET", `${at}/result`)).json).toMatchObject({
    result: {
      units: [{ id: "so-b", rank: 1, official: 95.25, appraised: { official: 87.25, rank: 3 } }, {}, {}],
      proposal: { flags: ["so-b"] },
      appraisedProposal: { flags: [], certificates: ["so-c"] },
    },
  })
  await propose()
  expect((await c("GET", `${at}/awards`)).json).toMatchObject({
    items: [{ seat: "02", award: "certificate" }],
  })
  await move(world.board, year, "closed", "decided", "theo lịch")
  expect(codeOf(await appraise("01", '"v2"', -900))).toBe("appraisal.closed")
  expect(codeOf(await answer(b))).toBe("appraisal.closed")
  expect((await c("GET", `${at}/result`)).json).toMatchObject({
    result: { units: [{ official: 95.25, appraised: { official: 87.25 } }, {}, {}] },
  })
})
