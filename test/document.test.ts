import { readFile } from "node:fs/promises"
import type { MiddlewareHandler } from "hono"
import { describe, expect, test } from "vitest"
import * as z from "zod"
import { type Code, faults, statusOf } from "../packages/core/src/fault.ts"
import { type Right, rights } from "../packages/core/src/right.ts"
import { app } from "../packages/functions/src/app.ts"
import { described } from "../packages/functions/src/http.ts"
import { document, refusals } from "../packages/functions/src/openapi.ts"
import { operations } from "./walk.ts"
import { type Answer, api, origin, province, sender } from "./world.ts"

const whole = document()
const schema = z.record(z.string(), z.unknown())
const content = z.record(z.string(), z.strictObject({ schema }))

/** OpenAPI 3.1 as far as this document goes; strict, so that a key that it does not know is found. */
const OpenApi = z.strictObject({
  openapi: z.literal("3.1.0"),
  info: z.strictObject({ title: z.string().min(1), version: z.string().min(1) }),
  paths: z.record(
    z.string().regex(/^\/api(\/([a-z-]+|\{[a-z]+\}))+$/),
    z.partialRecord(
      z.enum(["get", "put", "post", "delete"]),
      z.strictObject({
        operationId: z.string(),
        description: z.string().min(10),
        parameters: z.array(
          z.discriminatedUnion("in", [
            z.strictObject({ in: z.literal("path"), name: z.string(), required: z.literal(true), schema }),
            z.strictObject({ in: z.enum(["query", "header"]), name: z.string(), required: z.boolean(), schema }),
          ]),
        ),
        requestBody: z.strictObject({ required: z.literal(true), content }).optional(),
        responses: z.record(z.string().regex(/^[1-5]\d\d$/), z.strictObject({ description: z.string().min(1), content })),
      }),
    ),
  ),
  components: z.strictObject({ schemas: z.record(z.string(), schema) }),
})

describe("the document", () => {
  test("is OpenAPI 3.1, every $ref leads somewhere, every name in a path is a parameter", () => {
    expect(OpenApi.safeParse(whole).error?.issues).toBeUndefined()
    for (const [, name] of JSON.stringify(whole).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
      expect(Object.keys(whole.components.schemas)).toContain(name)
    expect(JSON.stringify(whole).match(/"\$ref":"(?!#\/components\/schemas\/)[^"]*"/)).toBeNull()
    for (const { path, parameters } of operations) {
      const inPath = parameters.filter((one) => one.in === "path").map(({ name }) => name)
      expect([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)).toEqual(inPath)
    }
  })

  test("has each action of the rights matrix once, as its operationId", () => {
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(rights).sort())
  })

  test("has every route but the document's own files", () => {
    const routes = app({ publicOrigin: "", cursorSecret: "" }).routes
    const undescribed = routes.filter(({ method, handler }) => method !== "ALL" && !described.has(handler as MiddlewareHandler))
    const handlers = new Set(operations.map(({ method, path }) => `${method} /api${path.replaceAll(/\{(\w+)\}/g, ":$1")}`))
    expect([...new Set(undescribed.map(({ method, path }) => `${method} ${path}`))].filter((one) => !handlers.has(one)).sort()).toEqual([
      "GET /api/docs",
      "GET /api/docs/:file",
      "GET /api/docs/start.js",
      "GET /api/openapi.json",
    ])
  })

  test.each(operations)("says of $operationId who may, and with which problem each refusal comes", (of) => {
    const { roles, seat, phases, refuses = [] }: Right = rights[of.operationId]
    expect(of.description).toBe(`For ${roles.join(", ")}${seat ? ` (${seat})` : ""}${phases ? `, in ${phases.join(", ")}` : ""}.`)
    expect(Object.keys(of.responses[200]!.content)).toEqual([of.operationId.endsWith(".file") ? "text/csv" : "application/json"])
    const open = roles.includes("anybody")
    const codes: Code[] = ["internal", "unavailable", "input.invalid", ...refuses]
    if (!open) codes.push("session.absent", "right.denied")
    if (of.method !== "GET") codes.push("origin.foreign")
    if (of.requestBody) codes.push("body.form", "body.large", "body.unreadable")
    if (of.parameters.some(({ name }) => name === "if-match")) codes.push("version.absent", "version.stale")
    if (of.parameters.some(({ name }) => name === "idempotency-key")) codes.push("key.absent", "key.reused")
    for (const code of codes) {
      const { description, content } = of.responses[statusOf(code)]!
      expect(description.split("\n")).toContain(`${code}: ${faults[code][1]}`)
      expect(content).toEqual({ "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } })
    }
    const said = Object.values(of.responses).flatMap(({ description }) => description.split("\n").map((line) => line.split(":")[0]!))
    expect(said.filter((one) => one !== "Done.").sort()).toEqual([...new Set(codes)].sort())
  })

  test("is the file that is served", async () => {
    const file = await readFile(new URL("../packages/functions/openapi.json", import.meta.url), "utf8")
    expect(JSON.parse(file)).toEqual(JSON.parse(JSON.stringify(whole)))
    const answer = await sender()("GET", "/openapi.json")
    expect([answer.status, answer.text]).toEqual([200, file])
  })

  test("names no tenant and no actor in what may be sent", () => {
    for (const { operationId, requestBody, parameters } of operations) {
      const words = JSON.stringify([requestBody, parameters]).match(/"(tenant|actor|_version|pk|sk)":/g)
      expect([operationId, words]).toEqual([operationId, null])
    }
  })

  test("asks for what each of its routes asks for", () => {
    for (const { method, path, handler } of app({ publicOrigin: "", cursorSecret: "" }).routes) {
      const found = described.get(handler as MiddlewareHandler)
      if (found) expect(refusals(found, method), path).toContain("internal")
    }
  })
})

describe("every answer, good or refused, carries the headers that keep it where it belongs", () => {
  const json = "application/json; charset=utf-8"
  const problem = "application/problem+json; charset=utf-8"

  function kept({ headers }: { headers: Headers }, type: string | RegExp, store = "no-store") {
    expect(headers.get("content-type")).toMatch(type)
    expect(headers.get("cache-control")).toBe(store)
    expect(headers.get("x-content-type-options")).toBe("nosniff")
    expect(headers.get("strict-transport-security")).toBe("max-age=31536000; includeSubDomains")
    const policy = headers.get("content-security-policy") ?? ""
    for (const word of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"])
      expect(policy).toContain(word)
    expect(policy).not.toMatch(/unsafe|\*/)
    expect(headers.get("x-powered-by") ?? headers.get("server")).toBeNull()
  }

  test("good ones", async () => {
    const { board } = await province()
    for (const path of ["/health", "/session", "/departments", "/today"]) kept(await board("GET", path), json)
    kept(await board("POST", "/departments", { code: "so-x", name: "Sở X" }), json)
  })

  test("refused ones, each with its own problem", async () => {
    const { board } = await province()
    const body = { code: "so-x", name: "Sở X" }
    const large = JSON.stringify({ code: "x".repeat(300 * 1024) })
    const refused: [Promise<Answer>, number, Code][] = [
      [sender()("GET", "/today"), 401, "session.absent"],
      [board("POST", "/provinces", body), 403, "right.denied"],
      [board("POST", "/departments", body, { origin: "https://elsewhere.example" }), 403, "origin.foreign"],
      [board("GET", "/years/abcdefghijabcdefghij"), 404, "missing"],
      [board("GET", "/nowhere"), 404, "missing"],
      [board("GET", "/docs/nothing"), 404, "missing"],
      [board("GET", "/today?x=1"), 422, "input.invalid"],
      [board("POST", "/departments", '{"code":'), 400, "body.unreadable"],
      [board("POST", "/departments", body, { "idempotency-key": undefined }), 400, "key.absent"],
      [board("POST", "/departments", large), 413, "body.large"],
      [board("POST", "/departments", "{}", { "content-type": "text/plain" }), 415, "body.form"],
      [board("PUT", "/years/abcdefghijabcdefghij/phase", { from: "drafting", to: "pledging" }), 428, "version.absent"],
    ]
    for (const [answer, status, code] of refused) {
      const given = await answer
      expect(given.json).toEqual({
        type: `/problems/${code}`,
        title: faults[code][1],
        status,
        code,
        requestId: expect.stringMatching(/^[\w-]{20}$/),
        fields: expect.any(Array),
      })
      expect(given.status).toBe(status)
      kept(given, problem)
    }
  })

  test("the document and its page, which load nothing from elsewhere", async () => {
    kept(await sender()("GET", "/openapi.json"), json)
    const page = await sender()("GET", "/docs")
    kept(page, "text/html; charset=UTF-8")
    expect(page.text).not.toMatch(/https?:|<script(?![^>]*src=)|style=|on\w+=/)
    kept(await sender()("GET", "/docs/start.js"), "text/javascript; charset=utf-8")
    kept(await sender()("GET", "/docs/swagger-ui.css"), "text/css; charset=utf-8", "public, max-age=86400")
    for (const file of ["..%2fpackage.json", "package.json", "constructor", "%00"])
      expect((await sender()("GET", `/docs/${file}`)).status).toBe(404)
  })

  test("a HEAD and an OPTIONS tell no more than that", async () => {
    for (const method of ["HEAD", "OPTIONS", "TRACE", "PATCH"]) {
      const answer = await api.request("/api/today", { method: method === "TRACE" ? "PROPFIND" : method, headers: { origin } })
      expect(["401", "404"]).toContain(`${answer.status}`)
    }
  })
})
