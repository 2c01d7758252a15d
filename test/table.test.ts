import { Actor } from "@khoi/core/actor"
import { Fault } from "@khoi/core/fault"
import { Id } from "@khoi/core/id"
import { Meter } from "@khoi/core/meter"
import { Secret } from "@khoi/core/secret"
import { Table } from "@khoi/core/table"
import * as fc from "fast-check"
import { expect, test } from "vitest"
import * as z from "zod"
import { asSystem } from "./world.ts"

const Note = Table.kind({ space: "N#list", sk: "N#id", schema: z.object({ _: z.literal(1).default(1), text: z.string() }) })
const Own = Table.kind({ space: "D#department", sk: "N#id", schema: z.object({ text: z.string() }) })
const Count = Table.kind({
  space: "N#list",
  sk: "C",
  schema: z.object({
    phase: z.string(),
    n: z.int().default(0),
    to: z.int().optional(),
    of: z.record(z.string(), z.string()).default({}),
  }),
})
const list = "first"
const act = (text: string, payload: unknown = text) => Secret.once(text, payload)
const code = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof Fault ? error.code : error),
  )
const inTenant = <T>(work: () => Promise<T>) => asSystem(Id.create(), work)
const person = (tenant: string, department: string) =>
  ({ kind: "person", tenant, department, person: Id.create(), roles: ["leader"], session: "-" }) as const

test("what is written is read as it was, with its version, and nothing of its keys", () =>
  inTenant(async () => {
    expect(await Note.find({ list, id: "a" })).toBeUndefined()
    expect(await code(Note.get({ list, id: "a" }))).toBe("missing")
    expect(await Note.save({ list, id: "a" }, { text: "một" }, 0, "version.stale")).toEqual({ _: 1, text: "một", v: 1 })
    expect(await Note.get({ list, id: "a" })).toEqual({ _: 1, text: "một", v: 1 })
  }))

test("tenant and department come from who acts: the same key is another item for another", async () => {
  const [here, there] = [Id.create(), Id.create()]
  const save = (text: string) => () => Own.save({ id: "a" }, { text }, 0, "version.stale")
  const seen = () => Own.find({ id: "a" })
  await Actor.run(person(here, "so-a"), save("của A"))
  expect(await Actor.run(person(here, "so-b"), seen)).toBeUndefined()
  expect(await Actor.run(person(there, "so-a"), seen)).toBeUndefined()
  expect(await Actor.run(person(here, "so-a"), seen)).toMatchObject({ text: "của A" })
})

test("nobody who is not signed in, and no operator, has any key", async () => {
  expect(await code(Note.find({ list, id: "a" }))).toBe("session.absent")
  const operator = { kind: "operator", name: "o", session: "-" } as const
  expect(await Actor.run(operator, () => code(Note.find({ list, id: "a" })))).toBe("right.denied")
})

test("a foreign partition is refused beside the command itself, as IAM would", async () => {
  const foreign = await asSystem(Id.create(), async () => Note.at({ list }).pk)
  const look = () => Table.span(foreign, { notes: Note }, { from: "N#", to: "N#~" })
  expect(await inTenant(() => code(look()))).toMatchObject({ message: "Outside of this session's policy: QueryCommand" })
})

test("an item is replaced only over the version that was read, and made only where there is none", () =>
  inTenant(async () => {
    const save = (text: string, version: number) => code(Note.save({ list, id: "a" }, { text }, version, "version.stale"))
    expect(await save("a", 1)).toBe("version.stale")
    expect(await save("a", 0)).toBe("done")
    expect(await save("b", 0)).toBe("version.stale")
    expect(await save("b", 1)).toBe("done")
    expect(await save("c", 1)).toBe("version.stale")
    expect(await Note.get({ list, id: "a" })).toMatchObject({ text: "b", v: 2 })
  }))

test("the same act again gets the stored answer, with another payload or under another key a refusal", () =>
  inTenant(async () => {
    const save = (text: string, once = act("key", text)) => Note.save({ list, id: "a" }, { text }, 0, "version.stale", once)
    const first = await save("a")
    expect(await save("a")).toEqual(first)
    expect(await code(save("b"))).toBe("key.reused")
    expect(await code(save("a", act("other", "a")))).toBe("version.stale")
    expect(await code(save("b", act("other", "b")))).toBe("version.stale")
  }))

test("a change sets, copies, counts and takes away, moves the version on by one, and makes nothing", () =>
  inTenant(async () => {
    const change = () =>
      Table.write({
        ...Count.change({ list }, { set: { "of.b": "x" }, copy: { to: ["n"] }, add: { n: -2 }, remove: ["of.a"] }, []),
        item: undefined,
      })
    expect(await code(change())).toBe("missing")
    await Count.save({ list }, { phase: "drafting", n: 5, of: { a: "y" } }, 0, "version.stale")
    expect(await code(change())).toBe("done")
    expect(await Count.get({ list })).toEqual({ phase: "drafting", n: 3, to: 5, of: { b: "x" }, v: 2 })
  }))

test("of several refusals the first row of the first part counts, the answer's own last, and nothing is written", () =>
  inTenant(async () => {
    await Count.save({ list }, { phase: "drafting" }, 0, "version.stale")
    await Note.save({ list, id: "a" }, { text: "a" }, 0, "version.stale")
    const write = (phase: readonly string[], n: number | undefined, version: number) =>
      code(
        Table.write(Note.put({ list, id: "a" }, { text: "b" }, version, "version.stale"), [
          Note.put({ list, id: Id.create() }, { text: "new" }, 0, "internal"),
          Count.change({ list }, { add: { n: 1 } }, [
            ["phase", phase, "phase.order"],
            ["n", [0, n], "table.closed"],
            ["of", Table.present, "table.absent"],
            ["to", undefined, "pledge.signed"],
          ]),
        ]),
      )
    expect(await write(["pledging"], 9, 7)).toBe("phase.order")
    expect(await write(["pledging", "drafting"], undefined, 7)).toBe("version.stale")
    expect((await Note.list({ list })).items).toHaveLength(1)
    expect(await write(["pledging", "drafting"], undefined, 1)).toBe("done")
    expect(await write(["drafting"], 9, 2)).toBe("table.closed")
    expect((await Note.list({ list })).items).toHaveLength(2)
  }))

test("a list gives every item once, page by page to the end, in the order of its keys", () =>
  inTenant(async () => {
    const ids = Array.from({ length: 10 }, (_, i) => `n${i}`)
    await Promise.all(ids.map((id) => Note.save({ list, id }, { text: id }, 0, "version.stale")))
    await Count.save({ list }, { phase: "beside" }, 0, "version.stale")
    const found: string[] = []
    let after: string | undefined
    let pages = 0
    do {
      const { items, next } = await Note.list({ list }, { after, size: 3 })
      found.push(...items.map(({ key }) => key))
      after = next
      pages++
    } while (after)
    expect(found).toEqual(ids)
    expect(pages).toBe(4)
  }))

test("a stretch of a partition gives several kinds, each under its name, over as many pages as the store makes of it", () =>
  inTenant(async () => {
    const text = "ă".repeat(60_000)
    const ids = Array.from({ length: 12 }, (_, i) => `n${i + 10}`)
    await Promise.all(ids.map((id) => Note.save({ list, id }, { text }, 0, "version.stale")))
    await Count.save({ list }, { phase: "beside" }, 0, "version.stale")
    const { pk } = Note.at({ list })
    const all = await Table.span(pk, { notes: Note, count: Count }, { from: "C", to: "N#~" })
    expect(all.notes.map(({ sk }) => sk)).toEqual(ids.map((id) => `N#${id}`))
    expect([all.count[0]?.item.phase, all.next]).toEqual(["beside", undefined])
    const back = await Table.span(pk, { notes: Note }, { from: "C", to: "N#~", backwards: true, limit: 3 })
    expect([back.notes.map(({ sk }) => sk), back.next]).toEqual([["N#n21", "N#n20", "N#n19"], "N#n19"])
    const on = await Table.span(pk, { notes: Note }, { from: "C", to: "N#~", backwards: true, limit: 3, after: back.next })
    expect(on.notes.map(({ sk }) => sk)).toEqual(["N#n18", "N#n17", "N#n16"])
  }))

test("no part of a key reaches out of its place: it stands there as it is, or there is no such thing", async () => {
  const odd = fc.oneof(
    fc.string(),
    fc.string({ unit: "grapheme" }),
    fc.constantFrom(
      "",
      " ",
      "-",
      "#",
      "a#b",
      "R",
      "../R",
      "T#x",
      "a\u0000",
      "a\n",
      "e\u0301",
      "é",
      "%23",
      "＃",
      "\ud800",
      "x".repeat(128),
      "x".repeat(129),
    ),
  )
  const tenant = Id.create()
  await asSystem(tenant, async () =>
    fc.assert(
      fc.property(odd, odd, (list, id) => {
        try {
          expect(Note.at({ list, id })).toEqual({ pk: `T#${tenant}#N#${list}`, sk: `N#${id}` })
          expect(`${list}${id}`).toMatch(/^[\p{L}\p{N}_.~ -]{2,256}$/u)
        } catch (error) {
          if (!(error instanceof Fault)) throw error
          expect([error.code, [list, id].every((part) => /^[\p{L}\p{N}_.~ -]{1,128}$/u.test(part))]).toEqual(["missing", false])
        }
      }),
      { numRuns: 2_000 },
    ),
  )
})

test("a tenant's odd name never makes a key of another's", async () => {
  for (const tenant of ["a#Y", "", "x".repeat(129), "a\n"])
    expect(await asSystem(tenant, () => code(Note.find({ list, id: "a" })))).toBe("missing")
})

test("F29 many items come by their keys in one batch a hundred, in the order asked, nothing where there is none, what was left over too", () =>
  inTenant(async () => {
    for (let i = 0; i < 101; i++) await Note.save({ list, id: `${i}` }, { text: `${i}` }, 0, "version.stale")
    const ids = [...Array.from({ length: 101 }, (_, i) => `${100 - i}`), "none"]
    const keys = ids.map((id) => Note.at({ list, id }))
    const read = (items: Awaited<ReturnType<typeof Table.several>>) => items.map((item) => item && Note.read(item).text)
    const wanted = [...ids.slice(0, -1), undefined]
    const { result, cost } = await Meter.count(() => Table.several(keys))
    expect(read(result)).toEqual(wanted)
    expect(cost).toEqual({ calls: 2, read: 0.5 * 101, write: 0 })
    let busy = 3
    const leave = (next: (call: Batch) => Promise<object>) => async (call: Batch) => {
      const given = Object.entries(call.input.RequestItems ?? {})[0]
      return given && busy-- > 0 ? { output: { Responses: {}, UnprocessedKeys: { [given[0]]: given[1] } }, response: {} } : next(call)
    }
    Table.stack().add(leave as never, { step: "initialize", name: "leave", priority: "low" })
    try {
      expect(read(await Table.several(keys))).toEqual(wanted)
      busy = 99
      expect(await code(Table.several(keys))).toBe("unavailable")
    } finally {
      Table.stack().remove("leave")
    }
    await expect(Table.several([...keys, { pk: "T#other#Y#y", sk: "R" }])).rejects.toThrow("Outside of this session's policy")
  }))
type Batch = { input: { RequestItems?: Record<string, object> } }
