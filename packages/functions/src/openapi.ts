import { writeFile } from "node:fs/promises"
import { faults, statusOf, type Code } from "@khoi/core/fault"
import { type Right, rights } from "@khoi/core/right"
import type { MiddlewareHandler } from "hono"
import * as z from "zod"
import { app } from "./app.ts"
import { described, type Problem as Refusal } from "./http.ts"

/** What can be refused whatever the action is, and what each part of an input brings with it. */
const always: Code[] = ["internal", "unavailable"]
const implied: Record<string, Code[]> = {
  signedIn: ["session.absent", "right.denied"],
  unsafe: ["origin.foreign"],
  json: ["body.form", "body.large", "body.unreadable", "input.invalid"],
  param: ["input.invalid"],
  query: ["input.invalid"],
  "if-match": ["version.absent", "version.stale"],
  "idempotency-key": ["key.absent", "key.reused"],
}

/** http.ts's Problem, as a schema: only the document needs it, and a cold function would make it for nothing. */
const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(faults)),
  requestId: z.string(),
  fields: z.array(z.object({ in: z.string(), path: z.string(), code: z.string() })),
}) satisfies z.ZodType<Record<keyof Refusal, unknown>>

type Described = NonNullable<ReturnType<typeof described.get>>

/** Every code that a route can answer with, as the rights and its input say. */
export function refusals({ action, input }: Described, method: string): Code[] {
  const { roles, refuses = [] }: Right = rights[action]
  const parts = [...Object.keys(input), ...Object.keys(input.header?.shape ?? {})]
  if (!roles.includes("anybody")) parts.push("signedIn")
  if (method !== "GET") parts.push("unsafe")
  return [...new Set([...always, ...refuses, ...parts.flatMap((part) => implied[part] ?? []), "input.invalid" as const])]
}

/** What a schema that holds itself refers to stands once among the components, by the text that it has. */
const parts = new Map<string, { name: string; schema: object }>()

function json(schema: z.ZodType, io: "input" | "output"): object {
  const { $schema: _, $defs = {}, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "inline" })
  const names = Object.entries($defs).map(([inner, part]) => {
    const known = parts.get(JSON.stringify(part)) ?? { name: `Part${parts.size + 1}`, schema: part }
    parts.set(JSON.stringify(part), known)
    return [`"#/$defs/${inner}"`, `"#/components/schemas/${known.name}"`] as const
  })
  const refer = (of: object) => JSON.parse(names.reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(of))) as object
  for (const part of Object.values($defs)) parts.get(JSON.stringify(part))!.schema = refer(part)
  return refer(rest)
}

/** What a good answer comes as: JSON, or what its schema says. */
const media = (output: z.ZodType) => String(output.meta()?.["contentMediaType"] ?? "application/json")

function operation(method: string, of: Described) {
  const { action, input, output } = of
  const { roles, phases, seat }: Right = rights[action]
  const named = Object.entries({ path: input.param, query: input.query, header: input.header }).flatMap(([at, schema]) =>
    Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
      in: at,
      name,
      required: !(field as z.ZodType).isOptional(),
      schema: json(field as z.ZodType, "input"),
    })),
  )
  const problems = Object.entries(Object.groupBy(refusals(of, method), statusOf)).map(([status, codes = []]) => [
    status,
    {
      description: codes.map((code) => `${code}: ${faults[code][1]}`).join("\n"),
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    },
  ])
  return {
    operationId: action,
    description: `For ${roles.join(", ")}${seat ? ` (${seat})` : ""}${phases ? `, in ${phases.join(", ")}` : ""}.`,
    parameters: named,
    ...(input.json && { requestBody: { required: true, content: { "application/json": { schema: json(input.json, "input") } } } }),
    responses: {
      200: { description: "Done.", content: { [media(output)]: { schema: json(output, "output") } } },
      ...Object.fromEntries(problems),
    },
  }
}

/** The document of the whole API, OpenAPI 3.1, from the very routes that answer. */
export function document() {
  const paths: Record<string, Record<string, object>> = {}
  for (const { method, path, handler } of app({ publicOrigin: "", cursorSecret: "" }).routes) {
    const found = described.get(handler as MiddlewareHandler)
    if (found) (paths[path.replaceAll(/:(\w+)/g, "{$1}")] ??= {})[method.toLowerCase()] = operation(method, found)
  }
  return {
    openapi: "3.1.0",
    info: { title: "Khối thi đua", version: "1" },
    paths,
    components: {
      schemas: { Problem: json(Problem, "output"), ...Object.fromEntries([...parts.values()].map(({ name, schema }) => [name, schema])) },
    },
  }
}

if (import.meta.main) await writeFile(new URL("../openapi.json", import.meta.url), `${JSON.stringify(document(), null, 1)}\n`)
