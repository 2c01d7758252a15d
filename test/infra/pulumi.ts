import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { pathToFileURL } from "node:url"

// Stands where SST looks for Pulumi's engine: runs the program that SST has made of sst.config.ts under Pulumi's own mocks and tells SST
// what would be made, as the engine does. Nothing is known here but what the program says: no defaults of AWS's, nothing that is there already.

type Fields = Record<string, unknown>
type Struct = { toJavaScript(): Fields }
type Request = { getType(): string; getCustom(): boolean; getObject(): Struct; getRetainondelete(): boolean }
type Answer = { getUrn(): string; getId(): string; getObject(): Struct }
type Outputs = { getUrn(): string; getOutputs(): Struct }
type Back = (error: unknown, answer?: Answer) => void
type Monitor = {
  registerResource(request: Request, back: Back): unknown
  registerResourceOutputs(request: Outputs, back: Back): unknown
}
type Mocks = {
  newResource(of: { type: string; name: string; inputs: Fields }): { id: string; state: Fields }
  call(of: { token: string; inputs: Fields }): Fields
}
type Runtime = {
  setMocks(mocks: Mocks, project: string, stack: string, preview: boolean): Promise<void>
  setConfig(name: string, value: string): void
  runInPulumiStack(program: () => Promise<unknown>): Promise<unknown>
  disconnect(): Promise<void>
}
type Made = { urn: string; type: string; custom: boolean; id: string; inputs: Fields; outputs: Fields; retainOnDelete: boolean }

/** The engine that this sst asks for; it goes with sst's own version. */
const version = "v3.215.0"
const given = process.argv.slice(2)
const option = (name: string) => given[given.indexOf(name) + 1] ?? ""
const [, project = "", stack = ""] = (given[0] === "stack" ? (given[2] ?? "") : option("--stack")).split("/")

/** Secrets, assets and outputs travel in envelopes under this sign. */
const signature = "4dabf18193072939515e22adb298388d"
const secret = "1b47061264138c4ac30d75fd1eb44270"
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (!value || typeof value !== "object") return value
  if (signature in value) return value[signature] === secret ? plain((value as Fields)["value"]) : null
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]))
}

/** What AWS would answer, invented: enough for the program to go on. */
function state(type: string, name: string, inputs: Fields) {
  const region = process.env["SST_AWS_REGION"]
  const [, service = ""] = /^aws:(\w+)\//.exec(type) ?? []
  const own = String(inputs["name"] ?? inputs["bucket"] ?? name)
  const kinds: Record<string, string> = { dynamodb: "table/", lambda: "function:", iam: "role/", cloudfront: "distribution/" }
  const at =
    service === "s3" ? "s3:::" : `${service}:${/^(iam|cloudfront)$/.test(service) ? "" : region}:000000000000:${kinds[service] ?? ""}`
  return {
    name: own,
    ...(service && { arn: `arn:aws:${at}${own}` }),
    ...(type.startsWith("aws:s3/bucket:") && { bucket: own, bucketRegionalDomainName: `${own}.s3.${region}.amazonaws.com` }),
    ...(type.startsWith("aws:lambda/functionUrl:") && { functionUrl: `https://abcdefghij.lambda-url.${region}.on.aws/` }),
    ...(type.startsWith("aws:lambda/function:") && { qualifiedArn: `arn:aws:${at}${own}:1` }),
    ...(type.startsWith("aws:cloudfront/distribution:") && { domainName: "d111111abcdef8.cloudfront.net", hostedZoneId: "Z0" }),
    ...(type.startsWith("random:index/randomBytes:") && { base64: Buffer.alloc(32, 7).toString("base64") }),
    ...inputs,
  }
}

/** A policy as the provider writes it. */
function policy(statements: Fields[]) {
  const one = ({ effect = "Allow", actions, resources, principals = [], conditions = [] }: Fields) => ({
    Effect: effect,
    Action: actions,
    Resource: resources,
    ...((principals as Fields[]).length && {
      Principal: Object.fromEntries((principals as Fields[]).map(({ type, identifiers }) => [type, identifiers])),
    }),
    ...((conditions as Fields[]).length && {
      Condition: Object.fromEntries((conditions as Fields[]).map(({ test, variable, values }) => [test, { [String(variable)]: values }])),
    }),
  })
  return JSON.stringify({ Version: "2012-10-17", Statement: statements.map(one) })
}

const mocks: Mocks = {
  newResource: ({ type, name, inputs }) => ({ id: `${name}-id`, state: state(type, name, plain(inputs) as Fields) }),
  call({ token, inputs }) {
    const region = process.env["SST_AWS_REGION"]
    if (token.includes("getRegion")) return { name: region, region, id: region }
    if (token.includes("getPartition")) return { partition: "aws" }
    if (token.includes("getCallerIdentity")) return { accountId: "000000000000" }
    if (token.includes("getPolicyDocument"))
      return { ...inputs, id: "policy", json: policy((plain(inputs["statements"]) ?? []) as Fields[]) }
    return { id: "managed", ...inputs }
  },
}

/** Writes down what the program registers, in its order. */
function watched(monitor: Monitor) {
  const made: Made[] = []
  const { registerResource, registerResourceOutputs } = monitor
  monitor.registerResource = function (request, back) {
    return registerResource.call(this, request, (error, answer) => {
      if (answer)
        made.push({
          urn: answer.getUrn(),
          type: request.getType(),
          custom: request.getCustom(),
          id: request.getCustom() ? answer.getId() : "",
          inputs: plain(request.getObject().toJavaScript()) as Fields,
          outputs: plain(answer.getObject().toJavaScript()) as Fields,
          retainOnDelete: request.getRetainondelete(),
        })
      back(error, answer)
    })
  }
  monitor.registerResourceOutputs = function (request, back) {
    const one = made.findLast(({ urn }) => urn === request.getUrn())
    if (one) one.outputs = plain(request.getOutputs().toJavaScript()) as Fields
    return registerResourceOutputs.call(this, request, back)
  }
  return made
}

function save(resources: object[]) {
  const file = join((process.env["PULUMI_BACKEND_URL"] ?? "").replace("file://", ""), ".pulumi/stacks", project, `${stack}.json`)
  const manifest = { time: new Date().toISOString(), magic: "", version }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(
    file,
    JSON.stringify({ version: 3, checkpoint: { stack: `organization/${project}/${stack}`, latest: { manifest, resources } } }),
  )
}

const tell = (event: object) =>
  appendFileSync(option("--event-log"), `${JSON.stringify({ sequence: 1, timestamp: Math.floor(Date.now() / 1000), ...event })}\n`)
const fail = (error: unknown) => {
  tell({ diagnosticEvent: { message: error instanceof Error ? error.message : String(error), color: "never", severity: "error" } })
  console.error(error)
  process.exit(1)
}

async function preview() {
  const [, main = ""] = /main: (.*)/.exec(readFileSync("Pulumi.yaml", "utf8")) ?? []
  const load = createRequire(main.trim())
  const { runtime } = load("@pulumi/pulumi") as { runtime: Runtime }
  const { MockMonitor } = load("@pulumi/pulumi/runtime/mocks") as { MockMonitor: { prototype: Monitor } }
  const made = watched(MockMonitor.prototype)
  await runtime.setMocks(mocks, project, stack, true)
  for (const [i, word] of given.entries()) {
    const [name = "", ...value] = (given[i + 1] ?? "").split("=")
    if (word === "--config") runtime.setConfig(name, value.join("="))
  }
  const { href } = pathToFileURL(main.trim())
  await runtime.runInPulumiStack(async () => ((await import(href)) as { default: unknown }).default)
  await runtime.disconnect() // the end of all that is under way
  const all = made.map((one) => ({ ...one, urn: one.urn.replace(/^urn:pulumi:.*?::.*?::/, `urn:pulumi:${stack}::${project}::`) }))
  for (const one of all) {
    const now = { ...one, parent: "", provider: "" }
    tell({
      resOutputsEvent: { metadata: { op: "create", urn: one.urn, type: one.type, old: null, new: now, provider: "", detailedDiff: {} } },
    })
  }
  tell({ summaryEvent: { maybeCorrupt: false, durationSeconds: 1, resourceChanges: { create: all.length }, policyPacks: {} } })
  save(all)
  process.exit(0)
}

if (given[0] === "version") console.log(version)
else if (given[0] === "stack") save([])
else if (given[0] === "preview" || given[0] === "up") {
  process.on("unhandledRejection", fail)
  await preview().catch(fail)
} else fail(new Error(`Nothing is done here but a preview (a deployment that makes nothing), not ${given.join(" ")}.`))
