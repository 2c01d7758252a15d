import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest"
import type { Caller } from "./cases.ts"
import { codeOf, stage } from "./every-act.ts"
import { bodied, isFree, isNumber, isText, got, put, type Place, type Shape, shapesOf, spoilt } from "./field.ts"
import { changes, type Item, itemsOf, read, restore, store } from "./stored.ts"
import { someId } from "./target.ts"
import { breach, type Operation, operations, request } from "./walk.ts"
import type { Answer } from "./world.ts"

let of: Awaited<ReturnType<typeof stage>>
/** The case of every act with a body, and its places. */
type Asked = { act: Operation; body: unknown; send: (say: string) => Promise<Answer>; shapes: Shape[] }
let asked: Asked[]
beforeAll(async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined)
  of = await stage()
  asked = await Promise.all(
    bodied.map(async (act) => {
      const { body, send } = await of.asked(act.operationId)
      return { act, body, send: (say: string) => send({ say }), shapes: shapesOf(act, body) }
    }),
  )
}, 120_000)
afterEach(restore)
afterAll(() => vi.restoreAllMocks())

/** Most of what one body has room for. */
const together = 20
const groups = <T>(all: readonly T[]) =>
  Array.from({ length: Math.ceil(all.length / together) }, (_, i) => all.slice(i * together, (i + 1) * together))

/** Puts this text at every such place of every body: what is not told of a place where it stands, is not refused for it, or comes back. */
async function untold(raw: string, which: (place: Place, act: Operation) => boolean) {
  const wrong: string[] = []
  async function left({ act, send }: Asked, shape: Shape, places: Place[]) {
    const answer = await send(spoilt(shape, places, raw))
    const { fields = [] } = answer.json as { fields?: { in: string; path: string }[] }
    const told = fields.flatMap((field) => (field.in === "json" ? [field.path] : []))
    const flaw = answer.status === 422 && codeOf(answer) === "input.invalid" ? breach(act, answer) : "is not refused"
    if (flaw || answer.text.includes("canary")) wrong.push(`${act.operationId} ${flaw ?? "repeats"}: ${answer.status} ${answer.text}`)
    return places.filter((place) => !told.some((path) => path.startsWith(place.told) && `${place.path}/`.startsWith(`${path}/`)))
  }
  for (const its of asked)
    for (const shape of its.shapes) {
      const places = shape.places.filter((place) => which(place, its.act))
      const sets = [...groups(places.filter(({ key }) => !key)), ...places.filter(({ key }) => key).map((key) => [key])]
      for (const missed of (await Promise.all(sets.map((set) => left(its, shape, set)))).flat())
        for (const still of await left(its, within(its.body, shape, missed), [missed])) wrong.push(`${its.act.operationId} ${still.path}`)
    }
  return wrong
}
/** The case's own body with no more of a shape than what holds this place: some faults are told only once the form is right. */
function within(body: unknown, shape: Shape, { path }: Place): Shape {
  const top = `/${path.split("/")[1]}`
  return { body: put(body, top, got(shape.body, top)), places: shape.places }
}

test("every place of every body is of a kind that is tried here", () => {
  const places = asked.flatMap(({ act, shapes }) => shapes.flatMap((shape) => shape.places.map((place) => ({ act, place }))))
  expect(new Set(places.map(({ act }) => act))).toEqual(new Set(bodied))
  expect(places.filter(({ place }) => !isNumber(place) && !isTruth(place) && place.of.type !== "string")).toEqual([])
})

const isTruth = ({ of }: Place) => of.type === "boolean"
const whole = ({ of }: Place) => of.type === "integer"
const least = ({ minimum, exclusiveMinimum = minimum }: Place["of"]) => exclusiveMinimum ?? -Infinity

describe("F7 F8 a number that is none, or not of this kind, is told where it stands", () => {
  test.each<[string, (place: Place) => boolean]>([
    ['"10"', isNumber],
    ["[10]", isNumber],
    ["true", isNumber],
    ["{}", isNumber],
    ["1e309", isNumber],
    ["100.0000000000000001", isNumber],
    ["9007199254740993", isNumber],
    ["-1", (place) => isNumber(place) && least(place.of) >= 0],
    ["100.01", whole],
    ["1e-300", whole],
    ["1e15", ({ of: { maximum = Infinity } }) => maximum < 1e15],
    ["null", (place) => (isNumber(place) || isTruth(place)) && !place.nullable],
    ['"canary"', isTruth],
  ])("%s", async (raw, which) => {
    expect(await untold(raw, which)).toEqual([])
    expect(await changes()).toEqual([])
  })
})

/** Compared with what is kept, and never kept; who would hear more than that they are wrong? */
const secret: Record<string, readonly string[]> = {
  "session.open": ["/name", "/password"],
  "session.redeem": ["/token"],
  "password.change": ["/current"],
  "pledge.sign": ["/password"],
}
const said = ({ of, path }: Place, { operationId }: Operation) => of.type === "string" && !secret[operationId]?.includes(path)

describe("F9 F10 F15 a text that is none, or holds what nobody types, is told where it stands", () => {
  test.each<[string, string, (place: Place, act: Operation) => boolean]>([
    ["a number", "7", isText],
    ["a list", '["canary"]', isText],
    ["an object", "{}", (place) => isText(place) && place.path !== "/rules/cross"], // which may be one
    ["a formula", '{"formula":"=1+1+canary"}', isText],
    ["null", "null", (place) => isText(place) && !place.nullable],
    ["a bell", String.raw`"canary\u0007x"`, said],
    ["a sign that turns the direction", String.raw`"canary\u202ex"`, said],
    ["a joiner that nobody sees", String.raw`"canary\u200dx"`, said],
    ["a private sign", String.raw`"canary\ue000x"`, said],
    ["half a sign", String.raw`"canary\ud800x"`, said],
    [
      "ten thousand signs",
      JSON.stringify("canary".padEnd(10_000, "x")),
      (place) => isText(place) && !(isFree(place) && (place.of.maxLength ?? 0) >= 10_000),
    ],
  ])("%s", async (_, raw, which) => {
    expect(await untold(raw, which)).toEqual([])
    expect(await changes()).toEqual([])
  })
})

test("F7 NaN and Infinity are no JSON, and a number that a schema allows is not too small or too large for the store", async () => {
  const wrong: string[] = []
  const hear = async ({ act, send }: Asked, sent: string, ok: (answer: Answer) => boolean) => {
    const answer = await send(sent)
    if (!ok(answer) || breach(act, answer)) wrong.push(`${act.operationId} ${sent}: ${answer.text}`)
  }
  for (const its of asked)
    for (const shape of its.shapes) {
      const numbers = shape.places.filter(isNumber)
      for (const raw of numbers.length ? ["NaN", "-Infinity"] : [])
        await hear(its, spoilt(shape, numbers, raw), (answer) => codeOf(answer) === "body.unreadable")
      for (const place of numbers)
        for (const raw of ["1e-300", "1e300", "-1e300", "1e-7"])
          await hear(its, spoilt(within(its.body, shape, place), [place], raw), ({ status }) => status < 500)
    }
  expect(wrong).toEqual([])
})

const nfd = (text: string) => `${text} ế`.normalize("NFD")
test("F9 a text that comes in parts is kept and given back as one", { timeout: 60_000 }, async () => {
  const wrong: string[] = []
  for (const { act, body, shapes } of asked) {
    const texts = shapes[0]!.places.filter(
      (place) => isFree(place) && !place.key && !secret[act.operationId] && `${got(body, place.path) ?? ""}`.length > 6,
    )
    if (!texts.length) continue
    const { send } = await of.asked(act.operationId)
    const answer = await send({ say: texts.reduce((whole, { path }) => put(whole, path, nfd(got(whole, path) as string)), body) })
    const kept = JSON.stringify([await Promise.all((await changes()).map(read)), answer.json])
    await restore()
    if (answer.status !== 200) wrong.push(`${act.operationId}: ${answer.text}`)
    for (const { path } of texts) {
      const text = nfd(got(body, path) as string)
      if (kept.includes(text) || !kept.includes(text.normalize("NFC"))) wrong.push(`${act.operationId} ${path}`)
    }
  }
  expect(wrong).toEqual([])
})

describe("F15 no file has a cell that a spreadsheet would work out, whatever people have written", () => {
  const files = operations.filter(({ responses }) => responses[200]!.content["text/csv"])
  const sign = (text: string) => (/ /.test(text) && /[^ -~]/.test(text) ? "=+-@"[text.length % 4] : "")
  /** What is stored with every text of people's own begun like a formula; the year another one, because the process keeps the names of a year. */
  function begun(value: unknown, year: string): unknown {
    if (typeof value === "string") return `${sign(value)}${value.replace(of.home.ids.years.ranked, year)}`
    if (Array.isArray(value)) return value.map((one) => begun(one, year))
    if (value?.constructor !== Object) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, begun(one, year)]))
  }
  const cells = (text: string) => [...text.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) => cell!)
  const formula = (cell: string) => /^\s*[=+\-@\t\r]/.test(cell) && !/^-[\d.,]+$/.test(cell)

  test("each file, in each language", async () => {
    const items = await itemsOf(of.tenant)
    const years = { ...of.home.ids.years, ranked: someId() }
    await store(items.map((item) => begun(item, years.ranked) as Item))
    const board: Caller = { name: "the board", role: "board", place: "nowhere", send: of.home.world.board }
    for (const file of files)
      for (const language of ["vi", "en"]) {
        const { path } = request(file, { ...of.home.ids, years }, board)
        const { status, text } = await board.send("GET", `${path}?language=${language}`)
        expect([file.operationId, status, cells(text).filter(formula)]).toEqual([file.operationId, 200, []])
        expect(cells(text).some((cell) => /^'[=+\-@]/.test(cell))).toBe(true)
      }
    await store(items)
  })
})
