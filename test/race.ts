import * as lib from "@aws-sdk/lib-dynamodb"
import type { BlocYear } from "../packages/core/src/bloc-year.ts"
import { Id } from "../packages/core/src/id.ts"
import { observed } from "./race-seen.ts"
import { live, type Three, threeLeaders } from "./small-year.ts"
import { type Item, itemsOf, raw, store, TableName, tenantOf } from "./stored.ts"
import { type Answer, origin, password, type Send, signIn } from "./world.ts"

/** The same client, whose requests go another way. */
export function by(
  { send: { cookie, csrf }, ...who }: Client,
  ask: (path: string, request: RequestInit) => Response | Promise<Response>,
): Client {
  const send = async (...[method, path, body, more = {}]: Parameters<Send>): Promise<Answer> => {
    const all = { origin, cookie, "csrf-token": csrf, ...(body !== undefined && { "content-type": "application/json" }), ...more }
    const headers = Object.entries(all).filter((one): one is [string, string] => !!one[1])
    const answer = await ask(`/api${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
    const text = await answer.text()
    return {
      status: answer.status,
      etag: answer.headers.get("etag") ?? undefined,
      text,
      headers: answer.headers,
      json: JSON.parse(text) as never,
    }
  }
  return { ...who, send: Object.assign(send, { cookie, csrf }) }
}

/** Where races begin: on entering a phase, or in the midst of one. */
export const stages = ["pledging", "selfScoring", "crossScoring", "verifying", "appealing", "hearing", "voting", "voted"] as const
export type Stage = (typeof stages)[number]
/** Who acts in the races, some with two sessions; `back` comes when an answer that was lost may be asked for again. */
export type Client = { name: string; seat: string; person: string; send: Send; back?: () => Promise<void> }
/** A bloc of three whose year was lived once, kept as it stood at each stage: a race begins in a copy of that. */
export async function track() {
  const three = await threeLeaders({ without: [] })
  const { world, year } = three
  const tenant = await tenantOf(world.code)
  const board = await world.as("board", "so-noi-vu")
  const second = (name: string) => signIn("/session", { province: world.code, name, password })
  const of = (name: string, seat: string, who: string, send: Send): Client => ({ name, seat, person: world.ids.get(who)!, send })
  const clients = [
    of("a", "00", "leader@so-a", three.a),
    of("a again", "00", "leader@so-a", await second("leader.so-a")),
    of("b", "01", "leader@so-b", three.b),
    of("b again", "01", "leader@so-b", await second("leader.so-b")),
    of("c", "02", "leader@so-c", three.c),
    of("board", "board", "board@so-noi-vu", board),
  ]
  const stood = new Map<Stage, Item[]>()
  const keep = async (stage: Stage) =>
    void stood.set(
      stage,
      (await itemsOf(tenant)).filter((item) => ofYear(item, year)),
    )
  const { table } = await lived(three, keep)
  return { three, tenant, clients, stood, table, base: await fileOf(three), year }
}
export type Track = Awaited<ReturnType<typeof track>>
const ofYear = ({ pk, sk }: Item, year: string) => (pk.endsWith(`#Y#${year}`) && !sk.startsWith("L#")) || sk.includes(year)

/** Lives the year to its end as everybody does, with a look at every stage in which a race begins. */
function lived(three: Three, keep: (stage: Stage) => Promise<void>) {
  const { a, b, c, at } = three
  const good = async (send: Send, method: string, path: string, body: unknown, version?: string) => {
    const answer = await send(method, path, body, { "if-match": version })
    if (answer.status !== 200) throw new Error(answer.text)
    return answer
  }
  const appeal = async (send: Send, item: string) =>
    good(send, "POST", `${at}/own-appeals/${item}`, { wanted: { points: 501 }, text: "đề nghị xem xét" })
  const hear = async () => {
    for (const [send, item] of [
      [b, "l0"],
      [b, "l1"],
      [c, "l0"],
      [c, "l1"],
    ] as const)
      await appeal(send, item)
    for (const [seat, item] of [
      ["01", "l0"],
      ["02", "l1"],
    ])
      await good(a, "POST", `${at}/appeals/${seat}/${item}/answer`, { value: null, reason: "giữ nguyên" })
    await good(c, "POST", `${at}/own-appeals/l1/further`, { text: "đề nghị họp khối" })
    await keep("hearing")
  }
  return live(three, "closed", async (send, method, path, body, version) => {
    const moves = path.endsWith("/phase")
    const answer = await good(send, method, path, moves ? { ...(body as object), reason: "theo kế hoạch" } : body, version)
    const to = (body as { to?: Stage } | undefined)?.to
    if (moves && stages.includes(to!)) await keep(to!)
    if (to === "appealing") await hear()
    if (method === "PUT" && path.endsWith("/votes")) await keep("voted")
    return answer
  })
}

/** The year's file without sheets and votes. */
async function fileOf({ a, at, members, world }: Three): Promise<BlocYear> {
  const { criteria } = (await a("GET", `${at}/table`)).json as { criteria: Pick<BlocYear, "table" | "rules" | "notApplicable"> }
  const empty = { struck: [], sheets: [], marks: [], disqualified: [], held: [], votes: [], decided: [], appraisal: [] }
  const roles = ["head", "deputy", "member"] as const
  return {
    ...{ format: "bloc-year/1", province: { id: world.code, name: "-" }, bloc: { id: "khoi", name: "Khối thi đua" }, year: 2026 },
    members: members.map((_, i) => ({ id: `so-${"abc"[i]}`, name: `Đơn vị so-${"abc"[i]}`, role: roles[i]!, ranked: true })),
    ...criteria,
    ...empty,
  } as BlocYear
}

/** A copy of the year as it stood then, under an id of its own; `end` takes it away and tells what stood. */
export async function copied({ stood, year, tenant, three }: Track, stage: Stage) {
  const id = Id.create()
  const items = stood.get(stage)!.map((item) => JSON.parse(JSON.stringify(item, bytes).replaceAll(year, id), revived) as Item)
  await store(items)
  const room = { pk: `T#${tenant}#Y#${id}`, sk: "" }
  const own = (unit: string) => ({ pk: `T#${tenant}#D#${unit}`, sk: `Y#${id}#` })
  const found = async () => (await Promise.all([room, ...three.members.map(own)].map(below))).flat()
  const noted = three.members.map((unit) => ({ ...own(unit), sk: `B#2026#${id}` }))
  const end = async () => {
    const left = await found()
    await store([], [...left, ...noted])
    return observed(left, id, three.members)
  }
  return { id, at: `/years/${id}`, begun: observed(items, id, three.members), end }
}
async function below({ pk, sk }: { pk: string; sk: string }) {
  const query = { TableName, ConsistentRead: true, ExpressionAttributeValues: { ":pk": pk, ...(sk && { ":sk": sk }) } }
  const { Items = [] } = await raw.send(
    new lib.QueryCommand({ ...query, KeyConditionExpression: sk ? "pk = :pk AND begins_with(sk, :sk)" : "pk = :pk" }),
  )
  return Items as Item[]
}
const bytes = (_: string, value: unknown) => (value instanceof Uint8Array ? { $bytes: Buffer.from(value).toString("hex") } : value)
const revived = (_: string, value: unknown) =>
  value && typeof value === "object" && "$bytes" in value ? new Uint8Array(Buffer.from(`${value.$bytes}`, "hex")) : value
