import { describe, expect, test } from "vitest"
import { codeOf, hashIn, line, none, signing, told } from "./signing.ts"
import { move } from "./world.ts"

describe("a signature on paper", () => {
  test("is recorded by the head, counts, and is settled when the member contests it", async () => {
    const { a, c, at, pledge, record, contest, confirm, withdraw, waits, ways, log } = await signing()
    expect([codeOf(await record(a, "02", pledge)), await ways(c), await waits(c)]).toEqual(["done", [null, null, "paper"], 2])
    expect((await contest(c, "02")).json).toMatchObject({ paper: { state: "contested", why: "Đơn vị chưa ký." } })
    expect([await ways(a), await waits(a)]).toEqual([[null, null, "contested"], 3])
    expect((await a("GET", `${at}/pledge`)).json).toMatchObject({ signed: [] })
    expect([codeOf(await contest(c, "02")), codeOf(await record(a, "02", pledge))]).toEqual(["paper.contested", "paper.contested"])
    expect([codeOf(await withdraw(a, "02")), await ways(a), await waits(a)]).toEqual(["done", [null, null, null], 3])
    expect([codeOf(await confirm(c, "02", pledge)), codeOf(await withdraw(a, "02"))]).toEqual(["paper.absent", "paper.absent"])
    expect([codeOf(await record(a, "02", pledge)), codeOf(await contest(c, "02")), await waits(a)]).toEqual(["done", "done", 3])
    expect([codeOf(await confirm(c, "02", pledge)), await ways(a), await waits(a)]).toEqual(["done", [null, null, "paper"], 2])
    expect([codeOf(await confirm(c, "02", pledge)), codeOf(await contest(c, "02"))]).toEqual(["paper.confirmed", "paper.confirmed"])
    expect([codeOf(await withdraw(a, "02")), codeOf(await record(a, "02", pledge))]).toEqual(["paper.confirmed", "pledge.signed"])
    const acts = (await log(c)).filter(({ act }) => act.startsWith("paper.")).map(({ act, seat, of, why }) => [act, seat, of, why])
    expect(acts.toReversed().slice(0, 3)).toEqual([
      ["paper.record", "00", "02", undefined],
      ["paper.contest", "02", undefined, "Đơn vị chưa ký."],
      ["paper.withdraw", "00", "02", "Ghi nhầm đơn vị."],
    ])
  })

  test("is recorded by the head's leader alone, not its own, not of a day to come, not over a signature, while pledging", async () => {
    const { world, year, a, b, c, at, pledge, record, sign } = await signing()
    const officer = await world.as("officer", "so-a")
    for (const send of [b, officer]) expect(codeOf(await record(send, "02", pledge, none))).toBe("right.denied")
    expect(codeOf(await record(world.board, "02", pledge, none))).toBe("missing")
    expect([codeOf(await record(a, "00", pledge)), codeOf(await record(a, "02", "0".repeat(64)))]).toEqual(["paper.own", "pledge.changed"])
    expect(codeOf(await record(a, "07", pledge, none))).toBe("missing")
    const tomorrow = new Date(Date.now() + 31 * 3_600_000).toISOString().slice(0, 10)
    const odd = await a("PUT", `${at}/pledge/papers/02`, { ...line, hash: pledge, date: tomorrow }, { "if-match": none })
    expect(told(odd)).toEqual(["/date paper.date"])
    const empty = { hash: "x", date: "2026-13-01", place: "", signer: "", scan: "" }
    expect(told(await a("PUT", `${at}/pledge/papers/02`, empty, { "if-match": none }))).toEqual([
      "/hash input.invalid",
      "/date input.text",
      "/place input.text",
      "/signer input.text",
      "/scan input.text",
    ])
    await sign(b, pledge)
    expect(codeOf(await record(a, "01", pledge))).toBe("pledge.signed")
    expect([codeOf(await record(a, "02", pledge)), codeOf(await sign(c, pledge))]).toEqual(["done", "pledge.signed"])
    expect(codeOf(await record(a, "02", pledge, none))).toBe("pledge.signed")
    await move(a, year, "pledging", "running", "một đơn vị chưa ký")
    expect(codeOf(await record(a, "01", pledge))).toBe("pledge.notOpen")
  })

  test("is contested and confirmed by the member's leader alone, over the line as it was read, until the phase is over", async () => {
    const { world, year, a, b, c, pledge, record, contest, confirm, withdraw } = await signing()
    await record(a, "02", pledge)
    expect([codeOf(await contest(b, "02")), codeOf(await contest(await world.as("officer", "so-c"), "02"))]).toEqual([
      "paper.absent",
      "right.denied",
    ])
    expect([codeOf(await contest(c, "02", none)), codeOf(await withdraw(c, "02")), codeOf(await withdraw(b, "02"))]).toEqual([
      "version.stale",
      "right.denied",
      "right.denied",
    ])
    expect([codeOf(await confirm(c, "02", "0".repeat(64))), codeOf(await confirm(c, "02", pledge))]).toEqual(["pledge.changed", "done"])
    await record(a, "01", pledge)
    await contest(b, "01")
    await move(a, year, "pledging", "running", "một đơn vị không thừa nhận chữ ký")
    expect([codeOf(await contest(b, "01")), codeOf(await confirm(b, "01", pledge)), codeOf(await withdraw(a, "01"))]).toEqual(
      Array(3).fill("pledge.notOpen"),
    )
  })

  test("that is contested can be signed over on screen, and nothing more is settled then", async () => {
    const { a, c, pledge, sign, record, contest, confirm, withdraw, ways, waits } = await signing()
    await record(a, "02", pledge)
    await contest(c, "02")
    expect([codeOf(await sign(c, pledge)), await ways(a), await waits(a)]).toEqual(["done", [null, null, "screen"], 2])
    expect([codeOf(await confirm(c, "02", pledge)), codeOf(await withdraw(a, "02"))]).toEqual(["pledge.signed", "pledge.signed"])
    expect(await waits(a)).toBe(2)
  })

  test("is void with another text like every other, contested or not, and can be recorded anew", async () => {
    const { a, b, c, pledge, save, record, contest, confirm, ways, waits } = await signing()
    await record(a, "01", pledge)
    await record(a, "02", pledge)
    await contest(c, "02")
    const hash = hashIn(await save(a, { text: "Bản khác." }, '"v1"'))
    expect([await ways(a), await waits(a)]).toEqual([[null, null, null], 3])
    expect([codeOf(await contest(b, "01")), codeOf(await confirm(c, "02", hash))]).toEqual(["paper.absent", "paper.absent"])
    expect([codeOf(await record(a, "01", hash)), codeOf(await record(a, "02", hash)), await waits(a)]).toEqual(["done", "done", 1])
    expect(await ways(a)).toEqual([null, "paper", "paper"])
  })

  test("and one on screen at once: one counts, the other hears that the department has signed", async () => {
    const { a, c, pledge, sign, record, waits, ways } = await signing()
    const both = (await Promise.all([sign(c, pledge), record(a, "02", pledge, none), sign(c, pledge)])).map(codeOf)
    expect(both.toSorted()).toEqual(["done", "pledge.signed", "pledge.signed"])
    expect([await waits(a), (await ways(a))[2]]).toEqual([2, both[1] === "done" ? "paper" : "screen"])
  })

  test("of two who settle one line at once one is first", async () => {
    const { a, c, pledge, record, contest, confirm, withdraw, waits, ways } = await signing()
    await record(a, "02", pledge)
    await contest(c, "02")
    const both = await Promise.all([confirm(c, "02", pledge, '"v2"'), withdraw(a, "02", '"v2"')])
    expect(both.map(codeOf).filter((code) => code === "done")).toHaveLength(1)
    const [, , way] = await ways(a)
    expect(await waits(a)).toBe(way === "paper" ? 2 : 3)
  })
})
