import { statSync } from "node:fs"
import { join } from "node:path"
import { expect } from "vitest"
import { copied } from "../../packages/functions/src/bundling.ts"
import { bundle } from "../lambda-bundle.ts"
import { lambda, v2 } from "../lambda-runtime.ts"
import { type Graph, project } from "./sst.ts"
import { unzip } from "./unzip.ts"

/** SST's own part of the runtime, which it puts before a function in `sst dev`; it speaks Lambda's runtime API as AWS's does. */
const runtime = join(project, ".sst/platform/dist/nodejs-runtime/index.js")

/** What sst would upload runs under the runtime API, its links sealed and its files beside it, and is the bundle of test/lambda.test.ts. */
export async function uploaded(folder: string, made: Graph) {
  const { environment } = made.find(({ name }) => name === "ApiFunction")!.inputs as { environment: { variables: Record<string, string> } }
  const unpacked = join(folder, "task")
  const names = unzip(join(folder, ".sst/artifacts/Api/code.zip"), unpacked)
  const parts = names.filter((name) => name.endsWith(".mjs"))
  expect(parts).toContain("bundle.mjs")
  expect(new Set(names)).toEqual(new Set([...parts, "resource.enc", ...copied.map(({ to }) => to)]))

  const size = parts.reduce((sum, name) => sum + statSync(join(unpacked, name)).size, 0)
  const { bytes } = await bundle(join(folder, "own"))
  expect(size).toBeLessThanOrEqual(900_000)
  expect(Math.abs(size / bytes - 1)).toBeLessThan(0.01)

  const api = await lambda({ folder: unpacked, client: [runtime, "bundle.handler"], env: environment.variables })
  const ask = async (path: string) => (await api.invoke(v2("GET", path))).payload
  const [health, nobody, document] = [await ask("/api/health"), await ask("/api/years/none"), await ask("/api/openapi.json")]
  api.stop()
  expect(health).toMatchObject({ statusCode: 200, body: '{"ok":true}' })
  expect(JSON.parse(nobody.body)).toMatchObject({ status: 401, code: "session.absent" })
  expect(JSON.parse(document.body)).toMatchObject({ openapi: "3.1.0" })
}
