import { Actor } from "@khoi/core/actor"
import { Id } from "@khoi/core/id"
import { Meter } from "@khoi/core/meter"
import { Policy } from "@khoi/core/policy"
import { Table } from "@khoi/core/table"
import { expect, test } from "vitest"
import * as z from "zod"
import { asSystem } from "./world.ts"

const Page = Table.kind({ space: "N", sk: "N#id", schema: z.looseObject({}) })
const inTenant = <T>(work: () => Promise<T>) => asSystem(Id.create(), work)

test.each<[number, string, object]>([
  [3, "a name of one byte and a text of two", { a: "xy" }],
  [5, "letters of Vietnamese by their bytes in UTF-8", { a: "Sở" }],
  [2, "nought", { a: 0 }],
  [3, "a number by its significant digits, two a byte", { a: 100 }],
  [4, "four of them", { a: 2345 }],
  [5, "a sign", { a: -2345 }],
  [4, "digits on both sides of the point", { a: 12.34 }],
  [2, "a truth value", { a: true }],
  [2, "nothing", { a: null }],
  [33, "a hash", { a: new Uint8Array(32) }],
  [10, "a list: three and one more for each of its items", { a: [1, 2] }],
  [7, "a map: three and one more for each of its pairs", { a: { b: "c" } }],
  [0, "what is left out", { a: undefined }],
])("%i bytes for %s", (bytes, _, item) => {
  expect(Meter.bytes(item)).toBe(bytes)
})

test.each([
  [2, [0]],
  [2, [1024]],
  [4, [1025]],
  [4, [10, 2048]],
  [6, [2049, 10]],
])("a transaction takes %i units for an item of %j bytes before and after", (units, sizes) => {
  expect(Meter.transacted(...sizes)).toBe(units)
})

/** An item of so many bytes, with everything in it that items have. */
function sized(id: string, bytes: number) {
  const item = { id: "Sở", n: 2345, on: true, hash: new Uint8Array(16), points: [100, null, 2401], seats: { "00": { self: 1 } }, text: "" }
  const whole = { ...Page.at({ id }), ...item, v: 1 }
  return { ...item, text: "x".repeat(bytes - Meter.bytes(whole)) }
}

test("the sizes worked out are those that the store bills by: one byte over a kilobyte costs another unit", () =>
  inTenant(async () => {
    const cost = async (bytes: number) => {
      const id = Id.create()
      return (await Meter.count(() => Page.save({ id }, sized(id, bytes), 0, "version.stale"))).cost
    }
    expect(await cost(1024)).toEqual({ calls: 1, read: 0, write: 1 })
    expect(await cost(1025)).toEqual({ calls: 1, read: 0, write: 2 })
    expect(await cost(5 * 1024)).toEqual({ calls: 1, read: 0, write: 5 })
  }))

test("a transaction is billed twice for each item by its own size, put, changed or taken away", () =>
  inTenant(async () => {
    const [a, b, c] = [Id.create(), Id.create(), Id.create()]
    await Page.save({ id: b }, sized(b, 1000), 0, "version.stale")
    await Page.save({ id: c }, sized(c, 300), 0, "version.stale")
    const parts = [Page.change({ id: b }, { set: { more: "x".repeat(100) } }, []), Page.remove({ id: c }, [])]
    const write = () => Table.write(Page.put({ id: a }, sized(a, 2049), 0, "version.stale"), parts)
    const { cost } = await Meter.count(() => Policy.asGate(Actor.tenant(), write))
    expect(cost).toEqual({ calls: 1, read: 0, write: 6 + 4 + 2 })
  }))

test("a read costs half a unit for each four kilobytes that may lag, one for those that decide", () =>
  inTenant(async () => {
    const id = Id.create()
    await Page.save({ id }, sized(id, 4000), 0, "version.stale")
    expect((await Meter.count(() => Page.get({ id }))).cost).toEqual({ calls: 1, read: 1, write: 0 })
    expect((await Meter.count(() => Page.list({}))).cost).toEqual({ calls: 1, read: 0.5, write: 0 })
  }))

test("costs are counted for the work alone, whatever else runs beside it", () =>
  inTenant(async () => {
    const id = Id.create()
    const [{ cost }] = await Promise.all([Meter.count(() => Page.find({ id })), Page.find({ id }), Page.find({ id })])
    expect(cost).toEqual({ calls: 1, read: 1, write: 0 })
  }))
