import type { Plugin } from "vite"

const core = "packages/core/src"
/** Each leak by its file, a text that stands there once, and what stands there instead; `$` is whether this one is open at the moment. */
export const leaks = {
  "a query without tenant": [
    `${core}/table.ts`,
    "      items: Items.map((item) =>",
    "      items: ($ ? await globalThis.everywhere(from) : Items).map((item) =>",
  ],
  "the tenant taken from the input": [
    "packages/functions/src/http.ts",
    "return actor ? Actor.run(actor, work) : work()",
    `return actor ? Actor.run($ && c.req.header("x-tenant-id") ? { ...actor, tenant: c.req.header("x-tenant-id") } : actor, work) : work()`,
  ],
  "403 where another's is 404": [
    `${core}/year.ts`,
    'if (!own && !Actor.person().roles.includes("board")) missing()',
    'if (!own && !Actor.person().roles.includes("board")) throw new Fault($ && (await Root.find({ year })) ? "right.denied" : "missing")',
  ],
  "a draft in a list": [
    `${core}/verified.ts`,
    '  return { seats: sheets.flatMap(({ sk, item }) => (linesAlone(item) ? [] : [sk.split("#")[2]!])).sort() }',
    `  const listed = sheets.flatMap(({ sk, item }) => (linesAlone(item) ? [] : [sk.split("#")[2]!])).sort()
    if (!$) return { seats: listed }
    const { seats, head } = await Root.get({ year })
    const drafted = (seat: string) => Actor.run({ ...Actor.person(), department: seats[head]!.unit }, () => Draft.find({ year, seat }))
    const all = await Promise.all(Object.keys(seats).map(async (seat) => ((await drafted(seat)) ? [seat] : [])))
    return { seats: [...new Set([...listed, ...all.flat()])].sort() }`,
  ],
  "a count of what others are writing": [
    `${core}/today.ts`,
    "...{ id: year, phase, head, waits, entries: shown,",
    `...{
      ...{ id: year, phase, head, entries: shown },
      waits: $ ? waits - (await globalThis.drafts(Actor, year, Object.values(root.seats).map(({ unit }) => unit))) : waits,`,
    " bloc: names.bloc, name: names.name, year: names.year },",
    " ...{ bloc: names.bloc, name: names.name, year: names.year } },",
  ],
  "an ETag that moves with others' drafts": [
    `${core}/self.ts`,
    "  return (await Draft.find({ year })) ?? { table: null, points: [], results: [], marks: [], v: 0 }",
    `  const mine = (await Draft.find({ year })) ?? { table: null, points: [], results: [], marks: [], v: 0 }
    if (!$) return mine
    const units = Object.values((await Root.get({ year })).seats).map(({ unit }) => unit)
    return { ...mine, v: mine.v + (await globalThis.drafts(Actor, year, units)) }`,
  ],
  "a hidden entry of the log": [`${core}/log-rule.ts`, 'if (!act.startsWith("appeal.") ||', 'if ($ || !act.startsWith("appeal.") ||'],
  "another list's cursor": ["packages/functions/src/cursor.ts", "[c.req.path, Actor.tenant()", '[$ ? "" : c.req.path, Actor.tenant()'],
  "a peer's cross-score": [`${core}/cross.ts`, "const mine = (of: string) => all ||", "const mine = (of: string) => $ || all ||"],
  "a leaf that is another's to verify": [
    `${core}/agency.ts`,
    "=> own.map(({ i }) => row[i] ?? null)",
    "=> ($ ? [...row] : own.map(({ i }) => row[i] ?? null))",
  ],
} as const satisfies Record<string, readonly [file: string, ...texts: string[]]>

/** Puts every leak into the source as it is loaded, each closed until `globalThis.leaking` names it. A text that is gone, or there twice, is an error. */
export const planted = (): Plugin => ({
  name: "planted",
  enforce: "pre",
  transform(code, id) {
    const mine = Object.entries(leaks).filter(([, [file]]) => id.endsWith(file))
    if (!mine.length) return undefined
    return mine.reduce((all, [name, [file, ...texts]]) => weave(all, name, file, texts), code)
  },
})

function weave(code: string, name: string, file: string, texts: readonly string[]) {
  const open = `(globalThis.planted?.add(${JSON.stringify(name)}), globalThis.leaking === ${JSON.stringify(name)})`
  let whole = code
  for (let i = 0; i < texts.length; i += 2) {
    const [before = "", ...after] = whole.split(texts[i]!)
    if (after.length !== 1) throw new Error(`The leak "${name}" has no place in ${file} any more: ${texts[i]}`)
    whole = before + texts[i + 1]!.replaceAll("$ ", `${open} `).replaceAll("$)", `${open})`) + after[0]!
  }
  return whole
}
