import { statSync } from "node:fs"
import { join } from "node:path"
import { beforeAll, expect, test } from "vitest"
import { copied } from "../../packages/functions/src/copied.ts"
import { bundle } from "../lambda-bundle.ts"
import { lambda, v2 } from "../lambda-runtime.ts"
import { type Fields, install, offline, project } from "./sst.ts"
import { unzip } from "./unzip.ts"

beforeAll(install, 900_000)

/** SST's own part of the runtime, which it puts before a function in `sst dev`; it speaks Lambda's runtime API as AWS's does. */
const runtime = join(project, ".sst/platform/dist/nodejs-runtime/index.js")
type Planned = { new: { type: string; inputs: Fields & { environment?: { variables: Record<string, string> } } } }

test("what sst would upload runs under the runtime API, its links sealed and its files beside it, and is the bundle of the other tests", () =>
  offline({}, async (sst, folder) => {
    const { stdout } = await sst("diff", "--stage", "thu", "--json")
    const made = (JSON.parse(stdout) as Planned[]).find(({ new: one }) => one.inputs["handler"] === "bundle.handler")
    const env = made?.new.inputs.environment?.variables ?? {}
    const unpacked = join(folder, "task")
    const names = unzip(join(folder, ".sst/artifacts/Api/code.zip"), unpacked)
    expect(new Set(names)).toEqual(new Set(["bundle.mjs", "resource.enc", ...copied.map(({ to }) => to)]))

    const { size } = statSync(join(unpacked, "bundle.mjs"))
    const { bytes } = await bundle(join(folder, "own"))
    expect(size).toBeLessThanOrEqual(900_000)
    expect(Math.abs(size / bytes - 1)).toBeLessThan(0.01)

    const api = await lambda({ folder: unpacked, client: [runtime, "bundle.handler"], env })
    const [health, nobody, document] = [
      await api.invoke(v2("GET", "/api/health")),
      await api.invoke(v2("GET", "/api/years/none")),
      await api.invoke(v2("GET", "/api/openapi.json")),
    ]
    api.stop()
    expect(health.payload).toMatchObject({ statusCode: 200, body: '{"ok":true}' })
    expect(JSON.parse(nobody.payload.body)).toMatchObject({ status: 401, code: "session.absent" })
    expect(JSON.parse(document.payload.body)).toMatchObject({ openapi: "3.1.0" })
  }))
