import { execFile } from "node:child_process"
import { join } from "node:path"
import { beforeAll, describe, expect, test } from "vitest"
import { broken, rules } from "./graph-rules.ts"
import { type Change, graph, install, offline, project } from "./sst.ts"
import { uploaded } from "./upload.ts"

const cloudFront = "https://d111111abcdef8.cloudfront.net"
const certificate = "arn:aws:acm:us-east-1:000000000000:certificate/1"
const named = { DOMAIN: "thidua.example.vn", CERTIFICATE_ARN: certificate }

beforeAll(install, 900_000)

test("the configuration is right in SST's own types", async () => {
  const tsc = join(project, "node_modules/typescript/bin/tsc")
  const said = await new Promise<string>((done) => execFile(process.execPath, [tsc, "-p", join(project, "infra")], (_, out) => done(out)))
  expect(said).toBe("")
})

describe.concurrent("sst deploy makes", () => {
  test("in production what every rule says, under its own name", async () => {
    const made = await graph({ stage: "production", env: named })
    expect(broken(made, { production: true, origin: `https://${named.DOMAIN}` })).toEqual([])
  })

  test("in another stage the same without its protection, under CloudFront's name, and its function runs", async () => {
    expect(broken(await graph({ stage: "thu" }, uploaded), { production: false, origin: cloudFront })).toEqual([])
  })

  test("nothing in production without a name being said", async () => {
    await expect(graph({ stage: "production", env: { DOMAIN: "" } })).rejects.toThrow("DOMAIN must be set")
  })

  test("what sst shell hands to the operator's command: the table, its region and credentials", () =>
    offline({}, async (sst) => {
      const deployed = await sst("deploy", "--stage", "thu")
      const [, table] = /table: (\S+)/.exec(deployed.stdout) ?? []
      const command = `import("./packages/functions/src/settings.ts").then((of) => console.log(JSON.stringify(of.store(of.settings(of.environment())))))`
      const { stdout } = await sst("shell", "--stage", "thu", "--", process.execPath, "--eval", command)
      const credentials = { accessKeyId: "none", secretAccessKey: "none" }
      expect(JSON.parse(stdout)).toEqual({ region: "ap-southeast-1", table, credentials })
    }))

  test("and sst remove leaves production alone", async () => {
    const { code, stderr, stdout } = await offline({}, (sst) => sst("remove", "--stage", "production"))
    expect({ code, said: /protected/i.test(stderr + stdout) }).toEqual({ code: 1, said: true })
  })
})

/** Each is a slip of one line in the source, with the rules that it breaks. */
const slips: Record<string, { change: Change; breaks: string[] }> = {
  "a wrong name of a key": {
    change: { "packages/core/src/table-shape.ts": ['hashKey: "pk"', 'hashKey: "nope"'] },
    breaks: ["table.keys"],
  },
  "the table linked as it is": {
    change: { "infra/api.ts": ["import { store } from", "import { table as store } from"] },
    breaks: ["iam.actions", "iam.resources"],
  },
  "a public address of the function": {
    change: { "infra/api.ts": ['url: { cors: false, router: { instance: edge, path: "/api" } }', "url: true"] },
    breaks: ["url.private", "url.callers", "url.foreign"],
  },
  "a store without stream, shields and room": {
    change: {
      "infra/store.ts": [
        '  stream: tableShape.stream,\n  deletionProtection: $app.stage === "production",',
        '  transform: { table: (of) => void Object.assign(of, { pointInTimeRecovery: { enabled: false }, billingMode: "PROVISIONED" }) },',
      ],
      "sst.config.ts": ["protect: production,", ""],
      "packages/core/src/table-shape.ts": ['ttl: "ttl"', 'ttl: "expires"'],
      "infra/api.ts": ['architecture: "arm64"', 'architecture: "x86_64"'],
      "infra/edge.ts": ["errorCachingMinTtl: 0", "errorCachingMinTtl: 10"],
      "infra/web.ts": ['{ files: "**", cacheControl: "no-cache" },', ""],
    },
    breaks: [
      ...["table.stream", "table.recovery", "table.ttl", "table.demand", "table.protection", "stage.protection"],
      ...["function.architecture", "edge.errors", "site.kept"],
    ],
  },
}

describe.concurrent("it turns red for", () => {
  for (const [slip, { change, breaks }] of Object.entries(slips))
    test(`${slip}`, async () => {
      const made = await graph({ stage: "production", change, env: named })
      expect(broken(made, { production: true, origin: `https://${named.DOMAIN}` })).toEqual(breaks)
    })
})

test("every rule has its name once and the slips break rules that there are", () => {
  for (const { breaks } of Object.values(slips)) expect(Object.keys(rules)).toEqual(expect.arrayContaining(breaks))
})
